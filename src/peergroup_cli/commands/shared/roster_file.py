"""What the commands that form groups are given: a coordinator's list, and the rules for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.errors import UnreadableFile, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.formation.columns import Columns
    from peergroup_cli.formation.person import PairRule, Person
    from peergroup_cli.formation.persons import Problem, Roster
    from peergroup_cli.storage.table_file import Table
    from peergroup_cli.terminal.ask import Ask

MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help="What a column is called in the list, such as unit=Dept; “site=” leaves one out. "
        "Once for each column.",
        show_default=False,
        metavar="COLUMN=HEADER",
    ),
]
RulesOption = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        help="A list of who must be apart or together, with the columns kind, a and b.",
        show_default=False,
        metavar="FILE",
    ),
]
SkipBadOption = Annotated[
    bool,
    typer.Option(
        "--skip-bad", help="Leave out rows that cannot be used; each is named with its reason."
    ),
]
OutsideManagersOption = Annotated[
    bool,
    typer.Option(
        "--outside-managers",
        help="People may report to somebody who is not known here; no rule follows from that.",
    ),
]


@dataclass(frozen=True)
class Given:
    """The people to form groups from, and the rules between them.

    Args:
        people: the people.
        rules: the rules.
        outsiders: whom people report to who is not in the list, by their ids.
    """

    people: "tuple[Person, ...]"
    rules: "tuple[PairRule, ...]"
    outsiders: Mapping[str, str] = field(default_factory=dict)


def read_roster(
    path: Path,
    maps: Sequence[str] | None,
    rules_path: Path | None,
    ask: "Ask",
    *,
    skip_bad: bool,
    outside_managers: bool | None = None,
) -> Given:
    """The people of a list, and the rules of another one.

    Args:
        path: the list of people.
        maps: what `--map` says of its columns; None where the command has no such option.
        rules_path: the list of rules, if there is one.
        ask: a person at a terminal confirms the columns.
        skip_bad: whether rows that cannot be used are left out, with a word on each.
        outside_managers: whether a manager may be none of the list; None where the command has no
            such option.

    Raises:
        NotFound: there is no such file.
        UsageProblem: `--map` names what is not there.
        UnreadableFile: rows cannot be used; all of them are named.
        StoppedByPerson: the columns were not confirmed.
    """
    from peergroup_cli.formation.persons import persons

    table, columns = _table(path, maps, ask)
    roster = persons(
        iter(table.rows[1:]),
        columns,
        delimiter=table.delimiter,
        outside_managers=bool(outside_managers),
    )
    if roster.problems and not (skip_bad and roster.people):
        hint = _hint(roster)
        if roster.has_managers_outside and outside_managers is not None:
            # who has confirmed the columns need not do it again
            again = _again(columns, confirmed=ask.interactive and maps is not None)
            hint += f" Where it is right that a manager is not in the list: {again}"
        raise UnreadableFile(path, _lines(roster.problems), hint)
    _say(f"Left out of {path}:", roster.problems)
    _say_notes(path, roster)
    return Given(roster.people, rules_for(rules_path, roster, skip_bad=skip_bad), roster.outsiders)


def _table(path: Path, maps: Sequence[str] | None, ask: "Ask") -> "tuple[Table, Columns]":
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.columns import mapping
    from peergroup_cli.formation.rules import counted
    from peergroup_cli.storage.table_file import read_table_file
    from peergroup_cli.terminal.columns_form import column_names, confirmed_columns
    from peergroup_cli.terminal.show import say

    try:
        given = column_names(maps or ())
    except ValueError as error:
        raise UsageProblem(f"--map {error}.") from None
    table = read_table_file(path, lambda cells: not mapping(cells, given).problems)
    _refuse_title(path, table, given)
    header = table.rows[0][1]
    if ask.interactive:
        sheet = f", sheet “{table.sheet}”" if table.sheet else ""
        title = f"{path}{sheet}: {counted(len(table.rows) - 1, 'row')}"
        columns = confirmed_columns(ask, screen(), lambda said: mapping(header, said), given, title)
    else:
        columns = mapping(header, given)
        if columns.unused:
            say(screen(), f"Columns of {path} that are not used: {_some(columns.unused)}")
    if columns.problems:
        line = table.rows[0][0]
        raise UnreadableFile(path, [f"line {line}: {one}" for one in columns.problems])
    if len(table.rows) == 1:
        raise UnreadableFile(path, ["has no people below its first row"])
    return table, columns


def _refuse_title(path: Path, table: "Table", given: Mapping[str, str]) -> None:
    """Refuse a list with something above the row that names the columns."""
    from peergroup_cli.formation.columns import mapping

    if not mapping(table.rows[0][1], given).problems:
        return
    for line, cells in table.rows[1:_MOST_TITLES]:
        # a title shows nothing of what stands between the cells
        split = cells if len(cells) > 1 else re.split("[;,\t]", cells[0])
        if not mapping(split, given).problems:
            raise UnreadableFile(
                path,
                [f"line {line} names the columns, and that must be the first row"],
                "Nothing was formed. Remove what stands above it, then try again.",
            )


_MOST_TITLES = 10


def _again(columns: "Columns", *, confirmed: bool) -> str:
    """The whole command once more, with the columns as they are now and `--outside-managers`."""
    from peergroup_cli.commands.shared.typed import with_options
    from peergroup_cli.formation.columns import COLUMNS, mapping

    known = mapping(columns.header, {}).places
    maps = [
        f"--map={column}={columns.source(column)}"
        for column in COLUMNS
        if columns.places.get(column) != known.get(column)
    ]
    return with_options([*([*maps, "--yes"] if confirmed else []), "--outside-managers"])


def rules_for(
    path: Path | None, roster: "Roster", *, skip_bad: bool = False
) -> "tuple[PairRule, ...]":
    """The rules of a list, if there is one.

    Args:
        path: the list of rules.
        roster: those whom they may be about.
        skip_bad: whether rows that cannot be used are left out, with a word on each.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: rows cannot be used; all of them are named.
    """
    from peergroup_cli.formation.persons import rules
    from peergroup_cli.storage.table_file import read_table_file

    if path is None:
        return ()
    read = rules(read_table_file(path).rows, roster.people, roster.left_out)
    # without the names of the columns there is no row to leave out
    if read.problems and not (skip_bad and read.has_columns):
        hint = "Nothing was formed. Mend or remove these rows, then try again."
        if read.has_columns:
            hint = "Nothing was formed. Mend these rows, or leave them out with --skip-bad."
        raise UnreadableFile(path, _lines(read.problems), hint)
    _say(f"Rules of {path} that are left out:", read.problems)
    _say(f"Rules of {path} that need not be kept:", read.idle)
    return read.rules


def _hint(roster: "Roster") -> str:
    from peergroup_cli.formation.rules import counted

    if not roster.people:
        return "No row can be used, so nothing was formed. Mend the rows, then try again."
    left = counted(len(roster.people), "person", "people")
    return (
        f"Nothing was formed. Mend these rows, or leave them out with --skip-bad: {left} would be "
        "left."
    )


def _say(title: str, problems: "Sequence[Problem]") -> None:
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.terminal.show import say

    if problems:
        lines = "\n".join(f"  {line}" for line in _lines(problems))
        say(screen(), f"{title}\n{lines}")


def _say_notes(path: Path, roster: "Roster") -> None:
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.terminal.show import say

    for note in roster.notes:
        say(screen(), f"{path}: {note}")
    for line in outside_lines(list(roster.outsiders.values())):
        say(screen(), line)


def outside_lines(managers: Sequence[str]) -> list[str]:
    """What is said of managers who are not in the list.

    Args:
        managers: what they are called, once for each who reports to one.
    """
    from peergroup_cli.formation.rules import counted, some_of
    from peergroup_cli.terminal.cohort_table import shortened

    if not managers:
        return []
    who = counted(len(managers), "person reports", "people report")
    called = list(dict.fromkeys(managers))
    names = some_of([f"“{shortened(one)}”" for one in called], _MOST_OUTSIDERS)
    lines = [f"{who} to somebody who is not in the list: {names}. No rule follows from that."]
    if ids := [one for one in called if _is_like_an_id(one)]:
        look = "looks like an id" if len(ids) == 1 else "look like ids"
        lines.append(
            f"{len(ids):,} of these {look}, such as “{shortened(ids[0])}”: is the list whole, and "
            "are its ids written as here?"
        )
    return lines


_MOST_OUTSIDERS = 5


def _is_like_an_id(text: str) -> bool:
    return "@" not in text and " " not in text and any(ch.isdecimal() for ch in text)


def _lines(problems: "Sequence[Problem]") -> list[str]:
    """A line for each row: where it is, whom it is about, and all that is wrong with it."""
    by_row: dict[tuple[int, str], list[str]] = {}
    for problem in problems:
        by_row.setdefault((problem.line, problem.who), []).append(problem.reason)
    return [
        f"line {line}{', ' if who else ''}{who}: {'; '.join(reasons)}"
        for (line, who), reasons in by_row.items()
    ]


def _some(names: Sequence[str]) -> str:
    from peergroup_cli.terminal.cohort_table import shortened

    return ", ".join(shortened(name) for name in names)
