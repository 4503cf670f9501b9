"""Notes as an Excel file in long form: one row an entry, every cell a text and never a formula.

The library `XlsxWriter`, which the extra `xlsx` brings, escapes the texts.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.document_notes import newest_day
from peergroup_cli.exports.notes_table import heads_of, table_of
from peergroup_cli.exports.steady_zip import steady
from peergroup_cli.extras import require
from peergroup_cli.model.cohort import Cohort

_LONGEST = 32_000
"""In UTF-16 units; Excel takes 32,767 in a cell."""

_WIDTHS = {
    "agenda": 20,
    "stage": 16,
    "segment": 20,
    "name": 20,
    "role": 24,
    "question": 30,
    "text": 60,
    "conditions": 40,
    "strategy": 40,
    "cause": 40,
}


def render(cohort: Cohort, release: Release) -> bytes:
    """The entries of a release as an Excel file, with a row of heads that stays in sight.

    A text that is too long for a cell goes on in the row below, which has the same id.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require("xlsx", "An XLSX file")
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        newest = newest_day(release) or date(2000, 1, 1)
        book.set_properties({"created": datetime.combine(newest, time())})
        sheet = book.add_worksheet("Notes")
        bold, cell = book.add_format({"bold": True}), book.add_format({"valign": "top"})
        wrapped = book.add_format({"valign": "top", "text_wrap": True})
        heads = heads_of(release)
        rows = [heads, *(part for row in table_of(cohort, release) for part in _parts(row, heads))]
        for place, head in enumerate(heads):
            sheet.set_column(place, place, _WIDTHS.get(head, 14))
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                # as text, whatever it looks like
                form = wrapped if heads[place] == "text" else cell
                sheet.write_string(number, place, text, form if number else bold)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows) - 1, len(heads) - 1)
    return steady(out.getvalue())


def _parts(row: tuple[str, ...], heads: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The row, and one below it for what does not fit."""
    rest = row
    while True:
        cut = [_fitting(text) for text in rest]
        yield tuple(text[:length] for text, length in zip(rest, cut, strict=True))
        left = [text[length:] for text, length in zip(rest, cut, strict=True)]
        if not any(left):
            return
        kept = {"meeting", "kind", "id"}
        rest = tuple(
            row[place] if head in kept else left[place] for place, head in enumerate(heads)
        )


def _fitting(text: str) -> int:
    """How many characters of the text a cell takes; emoji count two."""
    if len(text) <= _LONGEST // 2:
        return len(text)
    # half as many are sure to fit
    return len(text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore"))
