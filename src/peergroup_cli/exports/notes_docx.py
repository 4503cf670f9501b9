"""Notes as a DOCX file with real headings, lists and tables, for Word, LibreOffice and the like.

The library `python-docx`, which the extra `docx` brings, escapes the texts.
"""

from itertools import chain
from typing import TYPE_CHECKING

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Lines,
    Picture,
    Run,
)
from peergroup_cli.exports.document_notes import document_of, newest_day
from peergroup_cli.exports.docx_file import bytes_of, fill, new_file
from peergroup_cli.model.cohort import Cohort

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.text.paragraph import Paragraph


def render(cohort: Cohort, release: Release) -> bytes:
    """The notes of a release as a DOCX file; its last line says what was left out.

    Raises:
        UsageProblem: the extra is not installed.
    """
    return docx_of(document_of(cohort, release)._replace(on=newest_day(release)))


def docx_of(document: Document) -> bytes:
    """A document as a DOCX file; of a picture it shows the title and the table.

    Raises:
        UsageProblem: the extra is not installed.
    """
    docx = new_file(document.title, document.on)
    for block in chain(document.head, document.blocks):
        _add(docx, block)
    fill(docx.add_paragraph(), ((Run(document.left_out, "label"),),))
    return bytes_of(docx)


def _add(docx: "Docx", block: Block) -> None:
    if isinstance(block, Heading):
        fill(_paragraph(docx, f"Heading {block.level}"), ((Run(block.text),),))
    elif isinstance(block, Lines):
        fill(docx.add_paragraph(), block.lines)
    elif isinstance(block, Items):
        _add_list(docx, block)
    elif isinstance(block, Picture):
        fill(docx.add_paragraph(), ((Run(block.title, "strong"),),))
        _add_table(docx, block.table)
    else:
        _add_table(docx, block)


def _paragraph(docx: "Docx", style: str) -> "Paragraph":
    """A new paragraph in one of the styles that come with the library.

    Set by its id: asked for it by its name, the library looks through all styles each time, which
    took a third of the whole export.
    """
    paragraph = docx.add_paragraph()
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001 - as below
    return paragraph


def _add_list(docx: "Docx", items: Items) -> None:
    number = _new_numbering(docx) if items.ordered else None
    for lines in items.items:
        paragraph = _paragraph(docx, "List Number" if items.ordered else "List Bullet")
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as below
            properties.get_or_add_numId().val = number
            properties.get_or_add_ilvl().val = 0
        fill(paragraph, lines)


def _new_numbering(docx: "Docx") -> int:
    """A numbering that begins at 1: without one of its own, a list goes on where the last ended.

    The library has no public word for it.
    """
    style = docx.styles["List Number"].element
    numbering = docx.part.numbering_part.element
    first = numbering.num_having_numId(style.pPr.numPr.numId.val)
    new = numbering.add_num(first.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _add_table(docx: "Docx", grid: Grid) -> None:
    from docx.oxml import OxmlElement

    head = tuple((Run(text, "strong"),) for text in grid.head)
    table = docx.add_table(rows=0, cols=len(head), style="Table Grid")
    for lines in (head, *grid.rows):
        for cell, line in zip(table.add_row().cells, lines, strict=True):
            fill(cell.paragraphs[0], (line,))
    # a row of heads for those who hear it, and on each page
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no word
