"""The rows of a roster, each checked by itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from peergroup_cli.formation.cells import (
    LONGEST,
    LONGEST_LIST,
    FirstSpellings,
    Lists,
    Zones,
    text_problem,
)
from peergroup_cli.formation.columns import COLUMNS, LABELS, NEEDED, Columns
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import counted, listed
from peergroup_cli.formation.slots import as_written, reading_of
from peergroup_cli.model.record import says_a_name, slug

_BLANKS = re.compile(r"[^\S\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
"""Blanks of any width; what else counts as one is refused, not taken for a blank."""
_LISTS = ("topics", "slots", "past_groups")


@dataclass(slots=True)
class Row:
    """One row: its line, its cells in the order of `COLUMNS`, and why it cannot be used."""

    line: int
    id: str
    name: str
    email: str
    level: str
    unit: str
    site: str
    reports_to: str
    topics: str
    slots: str
    past_groups: str
    time_zone: str
    role: str
    reasons: tuple[str, ...] = field(default=(), kw_only=True)
    repeats_an_id: bool = field(default=False, kw_only=True)

    @property
    def who(self) -> str:
        """The name, or the id, or an empty text."""
        known = self.name or self.id
        return known[:LONGEST] if known.isprintable() else ""


class Reader:
    """Reads the rows of one roster, and keeps what their cells have in common.

    Args:
        columns: what the cells hold.
        separators: the characters that stand between topics and between past groups.
        rows: the cells of all its rows, which show how slots are written here.
    """

    def __init__(
        self, columns: Columns, separators: str, rows: Iterable[Sequence[str]] = ()
    ) -> None:
        self._width = len(columns.header)
        self._has_ids = "id" in columns.places
        self._needed = ("id", *NEEDED) if self._has_ids else NEEDED
        self._names = columns.places["name"]
        # what the list does not have is taken from an empty cell behind the others
        behind = (self._width,)
        self._cut = itemgetter(*(columns.places.get(column, behind)[0] for column in COLUMNS))
        self._ids = _Ids()
        self._levels, self._units, self._sites = (FirstSpellings() for _ in range(3))
        # a slot has no comma in it, so that one always stands between two
        entries = list(_slots_in(columns, rows))
        reading = as_written(entries, reading_of(entries))
        self._slots = Lists(LABELS["slots"], reading, "|;,")
        self._topics, self._past_groups = (
            Lists(LABELS[column], FirstSpellings().__getitem__, separators)
            for column in ("topics", "past_groups")
        )
        self._zones = Zones()

    def row(self, line: int, cells: Sequence[str]) -> Row:
        """The row with these cells, checked."""
        width, found = self._width, len(cells)
        padded = [*cells, ""] if found == width else [*cells[:width], *[""] * (width - found), ""]
        values = list(map(str.strip, self._cut(padded)))
        if len(self._names) == 2:
            parts = (_BLANKS.split(padded[place]) for place in self._names)
            values[1] = " ".join(word for part in parts for word in part if word)
        row = Row(line, *values)
        if found == width or (found > width and not any(map(str.strip, cells[width:]))):
            self._check(row, "".join(values))
        else:
            # cells may stand in the wrong columns, so nothing more is said of them
            row.reasons += (f"the row has {counted(found, 'cell')}, and the first row has {width}",)
        self._set_id(row)
        return row

    def person(self, row: Row) -> Person:
        """The person of a row without problems; `reports_to` must be an id by now."""
        return Person(
            row.id,
            row.name,
            self._levels[row.level],
            self._units[row.unit],
            row.email,
            self._sites[row.site],
            row.reports_to,
            self._topics[row.topics],
            self._slots[row.slots],
            self._past_groups[row.past_groups],
            self._zones[row.time_zone],
            row.role,
        )

    def _check(self, row: Row, text: str) -> None:
        self._check_needed(row)
        if len(text) > LONGEST or not text.isprintable():
            _check_text(row)
        if not row.reasons and not says_a_name(row.name):
            row.reasons += (f"{LABELS['name']} has no letter and no digit in it",)
        email = row.email
        if email and (email.count("@") != 1 or " " in email or email[0] == "@"):
            row.reasons += (f"{LABELS['email']} is not an e-mail address",)
        if row.time_zone and not self._zones[row.time_zone]:
            row.reasons += (f"{LABELS['time_zone']} {self._zones.problems[row.time_zone]}",)
        for lists, cell in (
            (self._topics, row.topics),
            (self._slots, row.slots),
            (self._past_groups, row.past_groups),
        ):
            # looking an entry up notes what is wrong with it
            if not lists[cell] and cell in lists.problems:
                row.reasons += (lists.problems[cell],)

    def _check_needed(self, row: Row) -> None:
        if row.name and row.level and row.unit and (row.id or not self._has_ids):
            return
        missing = [LABELS[column] for column in self._needed if not getattr(row, column)]
        row.reasons += (f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing",)

    def _set_id(self, row: Row) -> None:
        if not self._has_ids:
            row.id = self._ids.made(row.name)
        elif not row.id:
            # other rows may still mean this one by its name; no cell holds an id like this
            row.id = f"\0{row.line}"
        elif first := self._ids.line_of(row.id, row.line):
            row.repeats_an_id = True
            row.reasons += (f"{LABELS['id']} is the one of line {first} as well",)


def _slots_in(columns: Columns, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    if "slots" in columns.places:
        (place,) = columns.places["slots"]
        for cell in {cells[place] for cells in rows if place < len(cells)}:
            yield from re.split(r"[|;,]", cell)


class _Ids:
    """The ids of a list so far."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._numbers: dict[str, int] = {}

    def line_of(self, one: str, line: int) -> int:
        """The line that has the id already; 0 where this is the first."""
        first = self._lines.setdefault(one, line)
        return 0 if first == line else first

    def made(self, name: str) -> str:
        """An id that nobody has yet: the name's slug, with a number behind it where needed."""
        made = word = slug(name, "person")
        number = self._numbers.get(word, 1)
        while made in self._lines:
            number += 1
            made = f"{word}-{number}"
        self._numbers[word] = number
        self._lines[made] = 0
        return made


def _check_text(row: Row) -> None:
    for column in COLUMNS:
        cell = getattr(row, column)
        if problem := text_problem(cell, LONGEST_LIST if column in _LISTS else LONGEST):
            row.reasons += (f"{LABELS[column]} {problem}",)
            if column not in ("id", *NEEDED):
                # said enough: it is not looked into any further
                setattr(row, column, "")
