"""Groups that were formed, on the screen: who sits with whom, and how good that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peergroup_cli.formation.cohorts import people_of
from peergroup_cli.formation.exact import MOST_PEOPLE
from peergroup_cli.formation.forming import Figure, Formation, Group
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import counted, listed
from peergroup_cli.formation.wishes import PAYING
from peergroup_cli.model.settings import Wish
from peergroup_cli.terminal.cohort_table import shortened
from peergroup_cli.terminal.show import plain
from peergroup_cli.terminal.tables import table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MOST_GROUPS = 200
"""More groups than these nobody reads on a screen; a file holds them all."""

_ALL_NAMED = 12
_MOST_NAMED = 10


def show_groups(console: "Console", formation: Formation, people: Sequence[Person]) -> None:
    """Show the groups as a table: each with its people, where they are from, what they share."""
    by_id = {person.id: person for person in people}
    shown = table("group", "level", "people", "in common")
    for group in formation.groups[:MOST_GROUPS]:
        found = people_of(group, by_id)
        who = "\n".join(f"{shortened(one.name)}, {shortened(one.unit)}" for one in found)
        cells = (group.id, shortened(group.level), who, "\n".join(_shared(found)))
        shown.add_row(*map(plain, cells), end_section=True)
    console.print(shown)
    if (more := len(formation.groups) - MOST_GROUPS) > 0:
        console.print(f"… and {counted(more, 'more group')}; --people FILE holds them all.")


def show_figures(console: "Console", formation: Formation, people: Sequence[Person]) -> None:
    """Show how well each wish is met and what would be the best, and who pays."""
    names = {person.id: person.name for person in people}
    who = counted(len(people), "person", "people")
    groups = counted(len(formation.groups), "group")
    console.print(f"{who} in {groups}. All hard rules are kept.")
    if formation.stopped_early:
        console.print("The search was stopped; these are the best groups it had found.")
    _lines(console, small_groups(formation.groups, names))
    console.print(_figures_table(formation))
    _lines(console, _below_the_table(formation))
    _lines(
        console,
        [
            f"{PAYING[figure.wish]}: {_some(figure.payers, names)}"
            for figure in formation.figures
            if figure.payers
        ],
    )


@dataclass(frozen=True)
class _Wish:
    """A wish in plain words: what is wanted, and what misses it."""

    wanted: str
    missing: str


_PLAIN: dict[Wish, _Wish] = {
    "slot": _Wish("a common meeting slot", "group"),
    "unit": _Wish("different parts of the organisation", "pair"),
    "history": _Wish("nobody from an earlier group", "pair"),
    "topic": _Wish("a common challenge topic", "group"),
    "site": _Wish("different sites", "pair"),
}


def _figures_table(formation: Formation) -> "Table":
    shown = table("wanted")
    for head in ("missed", "at best"):
        shown.add_column(head, justify="right", no_wrap=True)
    shown.add_column("", no_wrap=True)
    for figure in formation.figures:
        wish = _PLAIN[figure.wish]
        if figure.asked:
            missed = counted(figure.found, wish.missing)
            shown.add_row(wish.wanted, missed, f"{figure.bound:,}", _verdict(figure))
        else:
            shown.add_row(wish.wanted, "", "", "not in the list")
    return shown


def _verdict(figure: Figure) -> str:
    said = "best possible" if figure.proven else f"perhaps {figure.gap:,} better"
    return f"{said} *" if figure.conditional else said


def _below_the_table(formation: Formation) -> list[str]:
    lines = []
    if any(figure.conditional for figure in formation.figures):
        lines.append("* as long as what is wanted more stays as good as it is here")
    if formation.for_solver:
        levels = listed([f"“{shortened(name)}”" for name in formation.for_solver])
        one = len(formation.for_solver) == 1
        what = f"{'is a level' if one else 'are levels'} of at most {MOST_PEOPLE} people"
        them = "it" if one else "them"
        lines.append(f"{levels} {what}: --exact may improve {them} or prove that nothing can.")
    return lines


def _lines(console: "Console", lines: Sequence[str]) -> None:
    for line in lines:
        console.print(plain(line), soft_wrap=not console.is_terminal)


def small_groups(groups: Sequence[Group], names: Mapping[str, str]) -> list[str]:
    """A sentence on each group of fewer than four; no grouping of its level has none.

    Args:
        groups: all groups.
        names: the people's names by id.
    """
    return [
        f"Group {group.id} of “{group.level}” has {len(group.members)} only: "
        f"{listed([shortened(names[one]) for one in group.members])}. "
        "The people of this level cannot all be in groups of 4 to 6."
        for group in groups
        if len(group.members) < 4
    ]


def _shared(people: Sequence[Person]) -> list[str]:
    slots = sorted(frozenset.intersection(*(person.slots for person in people)))
    topics = sorted(frozenset.intersection(*(person.topics for person in people)))
    return [shortened(word) for word in (*slots, *topics)]


def _some(ids: Sequence[str], names: Mapping[str, str]) -> str:
    if len(ids) <= _ALL_NAMED:
        return f"{listed([shortened(names[one]) for one in ids])}."
    shown = ", ".join(shortened(names[one]) for one in ids[:_MOST_NAMED])
    others = counted(len(ids) - _MOST_NAMED, "other")
    return f"{shown} and {others}; all of them stand in the text of --certificate."
