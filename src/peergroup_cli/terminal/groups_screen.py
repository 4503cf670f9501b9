"""Groups that were formed, on the screen: who sits with whom, and how good that is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from peergroup_cli.formation.cohorts import people_of
from peergroup_cli.formation.forming import Formation, Group
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import listed
from peergroup_cli.terminal.cohort_table import shortened
from peergroup_cli.terminal.show import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MOST_GROUPS = 200
"""More groups than these nobody reads on a screen; a file holds them all."""

_MOST_NAMED = 6


def show_groups(console: "Console", formation: Formation, people: Sequence[Person]) -> None:
    """Show the groups as a table: each with its people, where they are from, what they share."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    by_id = {person.id: person for person in people}
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for head in ("group", "level", "people", "in common"):
        table.add_column(head, overflow="fold")
    for group in formation.groups[:MOST_GROUPS]:
        found = people_of(group, by_id)
        who = "\n".join(f"{shortened(one.name)}, {shortened(one.unit)}" for one in found)
        cells = (group.id, shortened(group.level), who, "\n".join(_shared(found)))
        table.add_row(*map(plain, cells), end_section=True)
    console.print(table)
    if (more := len(formation.groups) - MOST_GROUPS) > 0:
        console.print(f"… and {more:,} more groups; --out FILE holds them all.")


def show_figures(console: "Console", formation: Formation, people: Sequence[Person]) -> None:
    """Show how well each wish is met and what would be the best, and who pays."""
    names = {person.id: person.name for person in people}
    count, groups = len(people), len(formation.groups)
    console.print(
        f"{count:,} {'person' if count == 1 else 'people'} in {groups:,} "
        f"{'group' if groups == 1 else 'groups'}. All hard rules are kept."
    )
    if formation.stopped_early:
        console.print("The search was stopped; these are the best groups it had found.")
    for line in small_groups(formation.groups, names):
        console.print(plain(line), soft_wrap=not console.is_terminal)
    console.print(_figures_table(formation))
    for figure in formation.figures:
        if figure.conditional:
            line = f"{figure.tier}: the bound holds as long as {figure.conditional}."
            console.print(plain(line), soft_wrap=not console.is_terminal)
    for figure in formation.figures:
        if figure.payers:
            line = f"{figure.tier} is paid for by {_some(figure.payers, names)}."
            console.print(plain(line), soft_wrap=not console.is_terminal)


def _figures_table(formation: Formation) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("wanted", no_wrap=True)
    table.add_column("what is counted", overflow="fold")
    for head in ("found", "bound"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for figure in formation.figures:
        if figure.asked:
            sure = "proven" if figure.proven else f"gap {figure.gap:,}"
            counts = (f"{figure.found:,}", f"{figure.bound:,}", sure)
        else:
            counts = ("", "", "not in the list")
        table.add_row(figure.tier, figure.counted, *counts)
    return table


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
    shown = [shortened(names[one]) for one in ids[:_MOST_NAMED]]
    if len(ids) <= _MOST_NAMED:
        return listed(shown)
    return f"{', '.join(shown)} and {len(ids) - _MOST_NAMED:,} more (all of them: --json)"
