"""The form that confirms what the columns of a coordinator's list hold."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from peergroup_cli.formation.columns import COLUMNS, LABELS, Columns
from peergroup_cli.terminal.ask import Ask, Asking
from peergroup_cli.terminal.cohort_table import shortened
from peergroup_cli.terminal.member_form import Back, put
from peergroup_cli.terminal.show import plain
from peergroup_cli.terminal.tables import table

if TYPE_CHECKING:
    from rich.console import Console

Mapped = Callable[[Mapping[str, str]], Columns]
"""Gives the columns, with some of them named by a person."""

_HINT = "unit=Dept: take the unit from “Dept”.  site=: leave the site out."


def confirmed_columns(
    ask: Ask, console: "Console", mapped: Mapped, given: Mapping[str, str], title: str
) -> Columns:
    """The columns as the person says they are.

    Args:
        ask: who is asked.
        console: where they are shown.
        mapped: recognises them.
        given: what was named already, by `--map`.
        title: what the list is called on the screen.

    Raises:
        StoppedByPerson: the form was left.
    """
    said = dict(given)
    while True:
        columns = mapped(said)
        _show(console, columns, title)
        asking = Asking("Are the columns right?", hint=_hint(columns), default=_default(columns))
        try:
            change = put(ask, asking, partial(_understood, columns))
        except Back:
            said = dict(given)
            continue
        if not change:
            return columns
        said |= change


def column_names(pairs: Sequence[str]) -> dict[str, str]:
    """What `--map COLUMN=HEADER` says, as header cells by column.

    Raises:
        ValueError: one of them has no `=`.
    """
    found = {}
    for pair in pairs:
        column, sign, cell = pair.partition("=")
        if not sign:
            raise ValueError(f"“{shortened(pair)}” has no = in it; write unit=Dept")
        found[column.strip().casefold().replace("-", "_").replace(" ", "_")] = cell.strip()
    return found


def _hint(columns: Columns) -> str:
    return _HINT if columns.problems else f"Enter: yes.  {_HINT}"


def _default(columns: Columns) -> str:
    return "" if columns.problems else "yes"


def _understood(columns: Columns, text: str) -> dict[str, str]:
    if text.strip().casefold() in ("", "y", "yes"):
        if columns.problems:
            raise ValueError(f"{'; '.join(columns.problems)}.\n{_hint(columns)}")
        return {}
    change = column_names([text])
    for column in change:
        if column not in COLUMNS:
            raise ValueError(
                f"There is no column {shortened(column)}; there is {', '.join(COLUMNS)}"
            )
    return change


def _show(console: "Console", columns: Columns, title: str) -> None:
    console.print()
    console.print(plain(title, style="bold"))
    shown = table("Column", "What it holds", "In the list it is called")
    for column in COLUMNS:
        if column in columns.places:
            called = shortened(columns.source(column))
            shown.add_row(column, LABELS[column].removeprefix("the "), plain(called))
    console.print(shown)
    if columns.unused:
        names = ", ".join(shortened(name) for name in columns.unused)
        console.print(plain(f"Not used, and kept nowhere: {names}"))
    for problem in columns.problems:
        console.print(plain(f"Not possible: {problem}", style="bold"))
