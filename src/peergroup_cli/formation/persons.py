"""The people of a roster and the rules between them, from rows of cells.

What is wrong is said by line, all at once. Nothing is guessed: a row that cannot be used is
left out and named. Messages do not repeat cells, but for names and ids where people are needed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from peergroup_cli.formation.columns import Columns
from peergroup_cli.formation.directory import Directory, circles
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.roster_rows import Reader, Row
from peergroup_cli.formation.rules import counted, folded, listed, some_of
from peergroup_cli.formation.slots import overlapping

RULE_COLUMNS = ("kind", "a", "b")

_MOST_NAMED = 8
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be used.

    Args:
        line: where the row begins in its file, counted from 1.
        reason: what is wrong.
        who: the name in the row, or the id; empty where it has neither.
    """

    line: int
    reason: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a list.

    Args:
        people: those whose rows can be used, sorted by id.
        problems: why the others cannot, in the order of the rows; a row may have several.
        left_out: the id, e-mail and name of each of the others.
        outsiders: whom people report to who is not in the list, where that is fine: as their rows
            say it, by their ids.
        notes: what is no problem, and may be a slip all the same, a sentence each.
    """

    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[tuple[str, str, str], ...] = ()
    outsiders: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def has_managers_outside(self) -> bool:
        """Whether some rows are wrong only because the manager is not in the list."""
        return any(problem.reason == NOT_IN_THE_LIST for problem in self.problems)


@dataclass(frozen=True, slots=True)
class PairRules:
    """The rules of a list.

    Args:
        rules: each once, in the order of the rows.
        problems: why other rows cannot be used.
        idle: why other rows need not be kept: they are about somebody who is left out.
        has_columns: whether the first row names the columns.
    """

    rules: tuple[PairRule, ...]
    problems: tuple[Problem, ...]
    idle: tuple[Problem, ...] = ()
    has_columns: bool = True


def persons(
    rows: Iterable[tuple[int, Sequence[str]]],
    columns: Columns,
    *,
    delimiter: str = ",",
    outside_managers: bool = False,
) -> Roster:
    """The people in the rows below the first one.

    Args:
        rows: the line and the cells of each; blanks around a cell do not count.
        columns: what the cells hold, without problems.
        delimiter: what stands between the cells of the file. Where it is no comma, commas may
            stand between topics and between past groups; semicolons and bars always may.
        outside_managers: whether somebody may report to one who is not in the list.

    A manager's id that is written in other letter case, or with other zeros before it, is that id
    where nobody else can be meant; a note says so.
    """
    found = list(rows)
    separators = "|;" if delimiter == "," else "|;,"
    reader = Reader(columns, separators, (cells for _, cells in found))
    read = [reader.row(line, cells) for line, cells in found]
    managers = _Managers(read, ids_are_known="id" in columns.places, outside=outside_managers)
    managers.find(read)
    usable = {row.id for row in read if not row.reasons}
    people = []
    for row in read:
        if not row.reasons:
            # a manager who is left out sits in no group
            row.reports_to = row.reports_to if row.reports_to in usable else ""
            people.append(reader.person(row))
    problems = [Problem(row.line, reason, row.who) for row in read for reason in row.reasons]
    left_out = tuple((row.id, row.email, row.name) for row in read if row.reasons)
    return Roster(
        tuple(sorted(people, key=attrgetter("id"))),
        tuple(problems),
        left_out,
        {one: text for one, text in managers.outsiders.items() if one in usable},
        (*managers.notes, *_same_addresses(read), *_overlapping_slots(people)),
    )


def rules(
    rows: Iterable[tuple[int, Sequence[str]]],
    people: Sequence[Person],
    left_out: Iterable[tuple[str, str, str]] = (),
) -> PairRules:
    """The rules between two people.

    Args:
        rows: the line and the cells of each; the first one names the columns kind, a and b.
        people: those whom a and b may name, by id, e-mail or name.
        left_out: the id, e-mail and name of those who were on the list too.
    """
    remaining = iter(rows)
    line, header = next(remaining, (1, ()))
    words = [folded(cell) for cell in header]
    if any(words.count(column) != 1 for column in RULE_COLUMNS):
        named = Problem(line, f"the first row names the columns {listed(RULE_COLUMNS)}")
        return PairRules((), (named,), has_columns=False)
    places = [words.index(column) for column in RULE_COLUMNS]
    directory = Directory((person.id, person.email, person.name) for person in people)
    absent = Directory(left_out)
    found: dict[PairRule, None] = {}
    problems: list[Problem] = []
    idle: list[Problem] = []
    for number, cells in remaining:
        kind, a, b = (cells[place].strip() if place < len(cells) else "" for place in places)
        rule, reasons = _rule(kind, a, b, directory)
        if rule:
            found[rule] = None
        elif _is_about_absent(a, b, directory, absent):
            idle.append(Problem(number, "is about somebody who is left out"))
        else:
            problems.extend(Problem(number, reason) for reason in reasons)
    return PairRules(tuple(found), tuple(problems), tuple(idle))


class _Managers:
    """Finds those to whom the rows of a list report."""

    def __init__(self, rows: Sequence[Row], *, ids_are_known: bool, outside: bool) -> None:
        self._known = [row for row in rows if not row.repeats_an_id]
        everyone = ((row.id, row.email, row.name) for row in self._known)
        self._directory = Directory(everyone, ids_are_known=ids_are_known)
        self._may_be_outside = outside
        self._respelled: list[tuple[str, str]] = []
        self.outsiders: dict[str, str] = {}
        """By id of those who report to them: who is not in the list, as the row says it."""

    @property
    def notes(self) -> list[str]:
        """A sentence where ids were taken for others that are written a little differently."""
        if not self._respelled:
            return []
        count = len(self._respelled)
        text, one = self._respelled[0]
        rows = "row names" if count == 1 else "rows name"
        said = (
            f"{count:,} {rows} a manager by an id that differs from one of the list only in zeros "
            f"before it, letter case or blanks; it is taken for that one: “{text}” for “{one}”."
        )
        return [said]

    def find(self, rows: Iterable[Row]) -> None:
        """Put the manager's id where a row names one; note what is wrong with it."""
        managers: dict[str, str] = {}
        for row in rows:
            if not row.reports_to:
                continue
            one = self._manager(row)
            if one and not row.repeats_an_id:
                managers[row.id] = one
        _note_circles({row.id: row for row in self._known}, managers, self._directory)

    def _manager(self, row: Row) -> str:
        """The id of the row's manager; empty where that is nobody of the list."""
        text = row.reports_to
        found = self._directory.find(text)
        near = () if found else self._directory.nearly(text)
        if len(found or near) == 1:
            (row.reports_to,) = found or near
            if row.reports_to != text and (near or folded(row.reports_to) == folded(text)):
                self._respelled.append((text, row.reports_to))
            return row.reports_to
        if found:
            row.reasons += (
                f"reports to a name or an e-mail that {len(found)} people have: give the id",
            )
        elif near:
            reason = (
                f"reports to an id that differs from those of {len(near)} people only in zeros "
                "before it, letter case or blanks: write it as it is"
            )
            row.reasons += (reason,)
        elif self._may_be_outside:
            row.reports_to = ""
            self.outsiders[row.id] = text
        else:
            row.reasons += (NOT_IN_THE_LIST,)
        return ""


NOT_IN_THE_LIST = (
    "reports to somebody who is not in the list: "
    "give an id, an e-mail or a name that is, or leave the cell empty"
)


def _overlapping_slots(people: Iterable[Person]) -> list[str]:
    """A sentence where slots have a time in common and count as different."""
    pair = overlapping(slot for one in {person.slots for person in people} for slot in one)
    if not pair:
        return []
    one, other = pair
    said = f"“{one}” and “{other}” overlap, and count as different slots."
    return [f"{said} Whoever can meet at both needs both."]


def _same_addresses(rows: Iterable[Row]) -> list[str]:
    """A sentence for each e-mail address that several rows have."""
    lines: dict[str, list[str]] = {}
    for row in rows:
        if row.email:
            lines.setdefault(folded(row.email), []).append(str(row.line))
    shared = [found for found in lines.values() if len(found) > 1]
    notes = [
        f"Lines {some_of(found, _MOST_NAMED)} have the same e-mail address."
        for found in shared[:_MOST_NAMED]
    ]
    if (more := len(shared) - len(notes)) > 0:
        notes.append(f"So have the lines of {counted(more, 'other address', 'other addresses')}.")
    return notes


def _note_circles(
    rows: Mapping[str, Row], managers: Mapping[str, str], directory: Directory
) -> None:
    for circle in circles(managers):
        named = [directory.shown(one) for one in (*circle, circle[0])]
        if len(named) > _MOST_NAMED:
            named[_MOST_NAMED:] = [f"… ({len(circle)} people)"]
        for one in circle:
            if len(circle) == 1:
                rows[one].reasons += ("reports to themselves: leave the cell empty",)
            else:
                rows[one].reasons += (f"reports to in a circle: {' → '.join(named)}",)


def _is_about_absent(a: str, b: str, directory: Directory, absent: Directory) -> bool:
    """Whether both are known, and one of them only as somebody who is left out."""
    gone = [bool(absent.find(text)) for text in (a, b) if len(directory.find(text)) != 1]
    return bool(a and b and gone) and all(gone)


def _rule(kind: str, a: str, b: str, directory: Directory) -> tuple[PairRule | None, list[str]]:
    reasons = []
    word = folded(kind)
    if word not in ("apart", "together"):
        reasons.append("the kind is neither apart nor together")
    found = {column: directory.find(text) if text else () for column, text in (("a", a), ("b", b))}
    for column, text in (("a", a), ("b", b)):
        if not text:
            reasons.append(f"{column} is missing")
        elif not found[column]:
            reasons.append(f"{column} (“{text[:_SHOWN]}”) names nobody in the list")
        elif len(found[column]) > 1:
            called = f"{column} (“{text[:_SHOWN]}”)"
            reasons.append(f"{called} names {len(found[column])} people: give the id")
    if not reasons and found["a"][0] == found["b"][0]:
        reasons.append("a and b are the same person")
    if reasons:
        return None, reasons
    first, second = sorted((found["a"][0], found["b"][0]))
    return PairRule("apart" if word == "apart" else "together", first, second), []
