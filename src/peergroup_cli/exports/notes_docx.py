"""Notes as a DOCX file with real headings, lists and tables, for Word, LibreOffice and the like.

The library `python-docx`, which the extra `docx` brings, escapes the texts.
"""

import io
from dataclasses import replace
from datetime import date, datetime, time
from itertools import chain
from typing import TYPE_CHECKING

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Picture,
    Run,
    runs_right_to_left,
)
from peergroup_cli.exports.document_notes import document_of, newest_day
from peergroup_cli.exports.extras import require
from peergroup_cli.exports.steady_zip import steady
from peergroup_cli.model.cohort import Cohort

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.text.paragraph import Paragraph

_NO_DAY = date(2000, 1, 1)
"""Stands in the file where no meeting was held."""


def render(cohort: Cohort, release: Release) -> bytes:
    """The notes of a release as a DOCX file; its last line says what was left out.

    Raises:
        UsageProblem: the extra is not installed.
    """
    return docx_of(replace(document_of(cohort, release), on=newest_day(release)))


def docx_of(document: Document) -> bytes:
    """A document as a DOCX file; of a picture it shows the title and the table.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require("docx", "python-docx", "A DOCX file")
    import docx as library

    docx = library.Document()
    _set_up(docx, document.title, document.on or _NO_DAY)
    for block in chain(document.head, document.blocks):
        _add(docx, block)
    _fill(docx.add_paragraph(), ((Run(document.left_out, "label"),),))
    out = io.BytesIO()
    docx.save(out)
    return steady(out.getvalue())


def _set_up(docx: "Docx", title: str, day: date) -> None:
    """The size of its pages, and what the file says of itself, without a clock."""
    from docx.shared import Mm

    for page in docx.sections:
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(22)
    on = datetime.combine(day, time())
    properties = docx.core_properties
    properties.title = title[:255]
    properties.author = ""
    properties.comments = ""
    properties.language = "en"
    properties.created = on
    properties.modified = on


def _add(docx: "Docx", block: Block) -> None:
    if isinstance(block, Heading):
        _fill(docx.add_paragraph(style=f"Heading {block.level}"), ((Run(block.text),),))
    elif isinstance(block, Lines):
        _fill(docx.add_paragraph(), block.lines)
    elif isinstance(block, Items):
        _add_list(docx, block)
    elif isinstance(block, Picture):
        _fill(docx.add_paragraph(), ((Run(block.title, "strong"),),))
        _add_table(docx, block.table)
    else:
        _add_table(docx, block)


def _add_list(docx: "Docx", items: Items) -> None:
    number = _new_numbering(docx) if items.ordered else None
    for lines in items.items:
        paragraph = docx.add_paragraph(style="List Number" if items.ordered else "List Bullet")
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as below
            properties.get_or_add_numId().val = number
            properties.get_or_add_ilvl().val = 0
        _fill(paragraph, lines)


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
            _fill(cell.paragraphs[0], (line,))
    # a row of heads for those who hear it, and on each page
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no word


def _fill(paragraph: "Paragraph", lines: tuple[Line, ...]) -> None:
    if runs_right_to_left(*lines):
        _turn(paragraph)
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        for run in line:
            _say(paragraph, run)


def _say(paragraph: "Paragraph", run: Run) -> None:
    """A run of text; the library makes line breaks and tabs of those in it."""
    said = paragraph.add_run(run.text)
    if run.style in ("strong", "name"):
        said.bold = True
        # the same for letters that run from the right
        said.font.cs_bold = True
    elif run.style == "label":
        said.italic = True
    elif run.style == "id":
        from docx.shared import Pt, RGBColor

        said.font.size = Pt(8)
        said.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    if runs_right_to_left((run,)):
        said.font.rtl = True


def _turn(paragraph: "Paragraph") -> None:
    """Let the paragraph run from the right; the library has no word for it."""
    from docx.oxml import OxmlElement

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no public way leads there
    properties.insert_element_before(
        OxmlElement("w:bidi"),
        *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
        *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
        *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
        "w:pPrChange",
    )
