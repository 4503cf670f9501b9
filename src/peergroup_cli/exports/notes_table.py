"""The notes as one table, meeting by meeting, for CSV and XLSX: the heads, and cells of text."""

import re
from collections.abc import Iterator

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.cells import defused
from peergroup_cli.exports.document import shown
from peergroup_cli.exports.rows import Row, rows_of
from peergroup_cli.exports.sponsor_table import SPONSOR_HEADS, sponsor_rows
from peergroup_cli.model.cohort import Cohort

HEADS = ("meeting", "held_on", "agenda", *Row.model_fields)
"""The titles of the columns, for all but the sponsor."""

_AFTER_A_SEPARATOR = re.compile(r"(?<=[;\t\n])[^\S\t\n]*(?=[=+\-@\uff1d\uff0b\uff20\uff0d](?!\)))")
"""Where a cell begins for Excel in a country of semicolons, which minds no quotes that follow a
comma; not in “;-)”."""


def heads_of(release: Release) -> tuple[str, ...]:
    """The titles of the columns for the one who reads."""
    return HEADS if release.sheet is None else SPONSOR_HEADS


def table_of(cohort: Cohort, release: Release) -> Iterator[tuple[str, ...]]:
    """A row for each entry, its texts as they were typed but for control characters.

    The sponsor gets the sheet instead, which has no entries.
    """
    if release.sheet:
        yield from sponsor_rows(release.sheet)
        return
    for notes in release.notes:
        meeting = notes.meeting
        place = (str(meeting.number), str(meeting.held_on), shown(meeting.agenda.title))
        for row in rows_of(cohort, release, notes):
            yield (*place, *(_cell(value) for _, value in row))


def without_formulas(text: str) -> str:
    """The text of a cell that no spreadsheet computes, however it takes the file apart."""
    # most cells are empty, or a word
    if not text or text.isalnum():
        return text
    guarded = _AFTER_A_SEPARATOR.sub(r"\g<0>'", text)
    # some programs drop the blanks before a text, and then look at what it begins with
    start = guarded.lstrip()
    return guarded if defused(start) == start else f"'{guarded}"


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    return shown(str(value)) if value else ""
