"""A DOCX file without a clock in it, and texts in its paragraphs; the library escapes them.

The library is `python-docx`, which the extra `docx` brings.
"""

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from peergroup_cli.exports.document import Line, Run, runs_right_to_left
from peergroup_cli.exports.steady_zip import steady
from peergroup_cli.extras import require

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.text.paragraph import Paragraph

_NO_DAY = date(2000, 1, 1)
"""Stands in the file where there is no day."""


def new_file(title: str, on: date | None = None, margin: int = 22) -> "Docx":
    """An empty file of A4 pages, and what it says of itself.

    Args:
        title: the title.
        on: the day of what stands in it, if there is one.
        margin: in millimetres.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require("docx", "A DOCX file")
    import docx as library
    from docx.shared import Mm

    docx = library.Document()
    for page in docx.sections:
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(margin)
    then = datetime.combine(on or _NO_DAY, time())
    properties = docx.core_properties
    properties.title = title[:255]
    properties.author = ""
    properties.comments = ""
    properties.language = "en"
    properties.created = then
    properties.modified = then
    return docx


def bytes_of(docx: "Docx") -> bytes:
    """The file as it is written: the same content gives the same bytes."""
    out = io.BytesIO()
    docx.save(out)
    return steady(out.getvalue())


def fill(paragraph: "Paragraph", lines: tuple[Line, ...]) -> None:
    """Write lines into an empty paragraph, which runs from the right where they do."""
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
