"""A practice worksheet as a DOCX file: to be filled in with a word processor, or printed.

Each place to write has its label in front of it, as in the Markdown sheet, so that it is found
again when the file comes back.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from peergroup_cli.exports.document import Run, shown
from peergroup_cli.exports.docx_file import bytes_of, fill, new_file
from peergroup_cli.exports.wording import day
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.model.worksheet import (
    END,
    EXPERIMENT,
    HOW,
    LOG_LABELS,
    PLAN,
    QUOTED,
    REPORT,
    REPORT_LABELS,
    TIP,
    TITLE,
    WEEK,
    Worksheet,
)

if TYPE_CHECKING:
    from docx.document import Document as Docx

_MARGIN, _FIRST, _OTHER, _HIGH = 15, 36, 48, 34
"""In millimetres: the page's margin, the columns' widths, and how high a week is at least."""


def render(sheet: Worksheet) -> bytes:
    """The empty worksheet as a DOCX file.

    Raises:
        UsageProblem: the extra is not installed.
    """
    docx = new_file(f"{TITLE} · {shown(sheet.member)}", margin=_MARGIN)
    docx.add_heading(TITLE, 1)
    for line in _head(sheet):
        _add(docx, line)
    docx.add_heading(PLAN, 2)
    for text in _plan(sheet):
        _add(docx, text, QUOTED)
    _add_weeks(docx, sheet)
    docx.add_heading(REPORT, 2)
    for label in _questions():
        _add(docx, f"{label}: ")
    _add(docx, f"({END})")
    return bytes_of(docx)


def printed_words(sheet: Worksheet) -> str:
    """The lines that stand on the empty sheet besides its headings and its places to write."""
    return "\n".join([*_head(sheet), *_plan(sheet), *map(_tip, sheet.tips)])


def _head(sheet: Worksheet) -> Iterator[str]:
    yield HOW
    yield sheet.read_by
    yield f"{EXPERIMENT}: {sheet.cohort} {sheet.experiment}"
    yield f"For: {shown(one_line(sheet.member))}"
    if sheet.partners:
        yield f"Practice partner: {' and '.join(shown(one_line(name)) for name in sheet.partners)}"
    if sheet.by:
        yield f"Until: {day(sheet.by)}"


def _plan(sheet: Worksheet) -> Iterator[str]:
    for before, text in (
        ("", sheet.plan),
        ("What could get in the way: ", sheet.obstacle),
        ("How I will see that it works: ", sheet.sign),
    ):
        if words := shown(text):
            yield before + words


def _questions() -> Iterator[str]:
    first, *others = REPORT_LABELS.values()
    yield f"{first} ({', '.join(OUTCOMES)})"
    yield from others


def _add_weeks(docx: "Docx", sheet: Worksheet) -> None:
    """A table with a row a week."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    on, *others = LOG_LABELS.values()
    table = docx.add_table(rows=0, cols=len(LOG_LABELS), style="Table Grid")
    table.autofit = False
    for number, _ in enumerate(sheet.logs, start=1):
        row = table.add_row()
        row.height, row.height_rule = Mm(_HIGH), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, (_FIRST, *(_OTHER,) * len(others)), strict=True):
            cell.width = Mm(width)
        week, *places = row.cells
        fill(week.paragraphs[0], ((Run(f"{WEEK} {number}", "strong"),),))
        if number <= len(sheet.tips):
            tip = _tip(sheet.tips[number - 1])
            fill(week.add_paragraph(style=QUOTED), ((Run(tip),),))
        fill(week.add_paragraph(), ((Run(f"{on}: "),),))
        for cell, label in zip(places, others, strict=True):
            fill(cell.paragraphs[0], ((Run(f"{label}: "),),))


def _tip(tip: str) -> str:
    return f"{TIP}: {shown(one_line(tip))}"


def _add(docx: "Docx", text: str, style: str | None = None) -> None:
    fill(docx.add_paragraph(style=style), ((Run(text),),))
