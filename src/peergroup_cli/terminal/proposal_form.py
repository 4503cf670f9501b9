"""The form that proposes six people of a longer list, and lets the facilitator swap them."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from peergroup_cli.formation.person import Person
from peergroup_cli.formation.proposing import Choice, Swap, refusal
from peergroup_cli.formation.rules import folded
from peergroup_cli.model.naming import bare
from peergroup_cli.model.numbers import number_in
from peergroup_cli.terminal.ask import Ask, Asking, NotThis
from peergroup_cli.terminal.cohort_table import shortened
from peergroup_cli.terminal.member_form import Back, put
from peergroup_cli.terminal.show import plain
from peergroup_cli.terminal.tables import table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_MOST_SWAPS = 5
_HINT = "Enter: yes.  3: swap number 3.  3=Zoe Lund: swap number 3 for her."


def ask_level(ask: Ask, console: "Console", people: Sequence[Person]) -> str:
    """The level of responsibility that the group is to have, where the list has several.

    Raises:
        StoppedByPerson: the form was left.
    """
    counts = Counter(person.level for person in people).most_common()
    if len(counts) == 1:
        return counts[0][0]
    console.print("A group has one level of responsibility. The list has:")
    for number, (level, count) in enumerate(counts, start=1):
        console.print(plain(f"{number}  {shortened(level)}: {count:,}"))

    def understood(text: str) -> str:
        word = text.strip()
        if not word:
            return counts[0][0]
        # a level may be called by a number, and its name is what somebody means who types it
        same = [level for level, _ in counts if folded(level) == folded(word)]
        if same:
            return same[0]
        number = number_in(word)
        if number and number <= len(counts):
            return counts[number - 1][0]
        raise ValueError(f"Write a number from 1 to {len(counts)}")

    while True:
        try:
            return put(ask, Asking("Which level?", default=shortened(counts[0][0])), understood)
        except Back:
            continue


class ProposalForm:
    """The group so far, and the questions about it.

    Args:
        ask: who is asked.
        console: where the group is shown.
        people: the list that people are swapped with.
        group: the group that is proposed.
    """

    def __init__(
        self, ask: Ask, console: "Console", people: Sequence[Person], group: Sequence[Person]
    ) -> None:
        self._ask = ask
        self._console = console
        self._people = people
        self._choice = Choice(people)
        self.group = list(group)

    def fill_in(self) -> list[Person]:
        """The group as the facilitator wants it.

        Raises:
            StoppedByPerson: the form was left.
        """
        before: list[list[Person]] = []
        while True:
            self._show()
            try:
                goes, comes = put(
                    self._ask,
                    Asking("Take this group?", hint=_HINT, default="yes"),
                    self._understood,
                )
            except Back:
                # what was swapped last comes back
                self.group = before.pop() if before else self.group
                continue
            if goes is None:
                return self.group
            swap = self._choice.swap(self.group, goes, comes) if comes else self._chosen(goes)
            if swap:
                before.append(list(self.group))
                self._console.print(plain(f"{shortened(goes.name)} goes, {_described(swap)}"))
                self.group[self.group.index(goes)] = swap.comes

    def _show(self) -> None:
        self._console.print()
        shown = table("Name", "Level", "Part of the organisation", "Site", numbered=True)
        for number, one in enumerate(self.group, start=1):
            cells = (one.name, one.level, one.unit, one.site)
            shown.add_row(str(number), *(plain(shortened(cell)) for cell in cells))
        self._console.print(shown)
        for fact in self._choice.facts(self.group):
            self._console.print(plain(f"{fact[:1].upper()}{fact[1:]}."))

    def _understood(self, text: str) -> tuple[Person | None, Person | None]:
        """Who goes and who comes; nobody where the group is right."""
        if text.strip().casefold() in ("", "y", "yes"):
            return None, None
        match = re.fullmatch(r"\s*(\d+)\s*(?:=\s*(.*\S)\s*)?", text)
        number = number_in(match[1]) if match else None
        if not match or not number or number > len(self.group):
            raise ValueError(_HINT)
        goes = self.group[number - 1]
        return goes, self._named(match[2], goes) if match[2] else None

    def _named(self, word: str, goes: Person) -> Person:
        wanted = folded(word)
        found = [
            person
            for person in self._people
            if wanted in (folded(person.name), folded(person.id), folded(person.email))
        ]
        if not found:
            plain_word = bare(word)
            found = [one for one in self._people if bare(one.name) == plain_word] or [
                one for one in self._people if bare(one.name).startswith(plain_word)
            ]
        if len(found) != 1:
            ids = ", ".join(person.id for person in found[:_MOST_SWAPS])
            what = f"{len(found)} people; give the id, such as {ids}" if found else "nobody"
            raise ValueError(f"“{shortened(word)}” names {what}.\n{_HINT}")
        if found[0] in self.group:
            raise ValueError(f"{found[0].name} is in the group already")
        others = [person for person in self.group if person is not goes]
        if problem := refusal(found[0], others):
            raise NotThis(f"Not possible: {problem}")
        return found[0]

    def _chosen(self, goes: Person) -> Swap | None:
        """The swap that the facilitator chooses from the best ones."""
        swaps = self._choice.swaps(self.group, goes, _MOST_SWAPS)
        if not swaps:
            self._console.print(plain(f"Nobody else of the list can sit with the others: {_HINT}"))
            return None
        self._console.print(plain(f"Who comes for {shortened(goes.name)}?"))
        for number, swap in enumerate(swaps, start=1):
            self._console.print(_numbered(number, _described(swap)))

        def understood(text: str) -> Swap | None:
            word = text.strip()
            if not word:
                return None
            number = number_in(word)
            if number and number <= len(swaps):
                return swaps[number - 1]
            return self._choice.swap(self.group, goes, self._named(word, goes))

        hint = "Enter: nobody. A number, or the name of anybody else in the list."
        try:
            return put(self._ask, Asking("Who comes?", hint=hint), understood)
        except Back:
            return None


def _numbered(number: int, text: str) -> "Table":
    """A number and a text behind it, whose further lines begin below its first."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(str(number), plain(text))
    return grid


def _described(swap: Swap) -> str:
    parts = [f"{shortened(swap.comes.name)} ({shortened(swap.comes.unit)}) comes"]
    parts += [f"better: {fact}" for fact in swap.better]
    parts += [f"worse: {fact}" for fact in swap.worse]
    if len(parts) == 1:
        parts.append("nothing gets better or worse")
    return "; ".join(parts)
