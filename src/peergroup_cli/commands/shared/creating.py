"""Cohorts from the groups that were formed: what they need beforehand, and what is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from peergroup_cli.errors import AlreadyExists, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.formation.forming import Formation, Group
    from peergroup_cli.formation.person import PairRule, Person
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.ask import Ask

Old = Literal["refuse", "end", "keep"]
"""What becomes of the cohorts in which people of the list are: they stand in the way, they end,
or they stay."""

_MOST_NAMED = 5
_MOST_GROUPS = 10
_CREATE_HINT = "Give what is missing: --theme TEXT, or more lines in --names FILE."


@dataclass
class Creation:
    """The cohorts that are to be made.

    Args:
        workspace: where.
        old: what becomes of the cohorts in which the people are.
        names: what they are called.
        theme: their theme; where it is empty, what a group has in common.
    """

    workspace: "Workspace"
    old: Old
    names: Iterator[str]
    theme: str
    made: "Sequence[tuple[Group, Cohort]]" = ()

    @classmethod
    def begun(cls, chosen: Path | None, names: Path | None, theme: str, old: Old) -> "Creation":
        """What can be known before there are people.

        Raises:
            NoWorkspace: there is none.
            UsageProblem: a name cannot be used.
            AlreadyExists: a cohort has one of the names.
        """
        from peergroup_cli.content.cohort_names import cohort_names
        from peergroup_cli.storage.workspace import Workspace

        workspace = Workspace.find(chosen)
        found = _names_in(names, workspace) if names else None
        return cls(workspace, old, found or cohort_names(set(workspace.cohort_ids())), theme)

    def allowed_for(self, people: "Sequence[Person]", ask: "Ask") -> None:
        """See that these people may have new cohorts, before groups are searched for.

        Raises:
            AlreadyExists: some of them are in a cohort.
            NeedsTerminal: the theme is not given, and there is nobody to ask.
        """
        from peergroup_cli.terminal.ask import NobodyToAsk

        if self.old == "refuse":
            _refuse_members(self.workspace, people)
        if not self.theme and isinstance(ask, NobodyToAsk) and _some_group_needs_a_theme(people):
            _asked_theme(ask, "")

    def make(
        self,
        formation: "Formation",
        people: "Sequence[Person]",
        ask: "Ask",
        rules: "Sequence[PairRule]" = (),
    ) -> None:
        """Make the cohorts, and keep none of them yet.

        Raises:
            UsageProblem: there are too few names, or a person cannot be a member.
            NeedsTerminal: the theme is not given, and there is nobody to ask.
        """
        from peergroup_cli.commands.shared.options import today
        from peergroup_cli.formation.cohorts import (
            cohorts_from,
            with_apart,
            with_own_topics,
            without_topic,
        )

        lacking = [] if self.theme else without_topic(formation.groups, people)
        theme = _asked_theme(ask, _about(lacking, formation)) if lacking else self.theme
        try:
            found = cohorts_from(
                formation,
                people,
                names=self.names,
                theme=theme,
                taken_ids=set(self.workspace.cohort_ids()),
                day=today(),
            )
            # what was asked is for those without a topic only
            found = with_own_topics(found, people) if lacking else found
            self.made = with_apart(found, people, rules)
        except ValueError as error:
            raise UsageProblem(f"No cohort was made: {error}.", _CREATE_HINT) from None

    @property
    def names_of_groups(self) -> Mapping[str, str]:
        """What the cohort of each group is called, by the group's id."""
        return {group.id: cohort.name for group, cohort in self.made}

    def keep(self, formation: "Formation", people: "Sequence[Person]") -> None:
        """Keep them all, end the old ones where that is wanted, and say so.

        Raises:
            AlreadyExists: a cohort has one of the ids; none is kept.
            NotSaved: the system refused.
        """
        from peergroup_cli.commands.shared.ending import end_left, left_by
        from peergroup_cli.commands.shared.options import screen, today
        from peergroup_cli.formation.rules import counted
        from peergroup_cli.terminal.show import say

        left = left_by(self.workspace, people) if self.old == "end" else []
        self.workspace.add_cohorts([cohort for _, cohort in self.made])
        say(screen(), f"{self._said}:")
        for group, cohort in self.made:
            members = counted(len(cohort.members), "member")
            line = f"  {group.id}  {cohort.id}  {cohort.name}, {members}"
            say(screen(), line)
        for group in formation.groups:
            if len(group.members) == 1:
                line = f"  {group.id}  no cohort: one person of “{group.level}” alone is no group"
                say(screen(), line)
        end_left(self.workspace, left, people, today())

    def say_next(self) -> None:
        """Say once more that they are made, below tables that are longer than a screen."""
        from peergroup_cli.commands.shared.options import screen
        from peergroup_cli.terminal.show import say

        say(screen(), f"{self._said}. What is next for them: peergroup status")

    @property
    def _said(self) -> str:
        from peergroup_cli.formation.rules import counted

        count = len(self.made)
        return f"{counted(count, 'cohort')} {'is' if count == 1 else 'are'} made"


def _refuse_members(workspace: "Workspace", people: "Sequence[Person]") -> None:
    from peergroup_cli.commands.shared.damage import readable_cohorts
    from peergroup_cli.formation.history import History
    from peergroup_cli.formation.rules import some_of

    history = History(stored.record for stored in readable_cohorts(workspace))
    there = history.members_among(people)
    if not there:
        return
    named = [f"{person.name} ({', '.join(ids)})" for person, ids in there]
    count = f"{len(there):,} {'person' if len(there) == 1 else 'people'}"
    raise AlreadyExists(
        f"{count} of the list {'is' if len(there) == 1 else 'are'} in a cohort already: "
        f"{some_of(named, _MOST_NAMED)}. Nothing was formed.",
        "Leave them out; or end the old cohorts, with `peergroup end-cohort`; or put them into a "
        "second cohort all the same: --again",
    )


def _some_group_needs_a_theme(people: "Sequence[Person]") -> bool:
    """Whether somebody without a topic sits in a group for certain."""
    from collections import Counter

    from peergroup_cli.model.cohort import COMFORTABLE

    level = Counter(person.level for person in people)
    return any(not person.topics and level[person.level] >= COMFORTABLE for person in people)


def _about(lacking: "Sequence[Group]", formation: "Formation") -> str:
    """Which groups the theme is for, in sentences."""
    from peergroup_cli.formation.rules import counted, some_of

    ids = some_of([group.id for group in lacking], _MOST_GROUPS)
    shares = "shares" if len(lacking) == 1 else "share"
    said = f"{counted(len(lacking), 'group')} {shares} no topic: {ids}."
    if len(lacking) < len(formation.groups):
        said += " The theme is for these; the others take the topic that they share."
    return f"{said}\n"


def _asked_theme(ask: "Ask", about: str) -> str:
    from peergroup_cli.model.record import new_name
    from peergroup_cli.terminal.ask import Asking
    from peergroup_cli.terminal.member_form import Back, put

    asking = Asking(
        "Challenge theme",
        hint=f"{about}The one challenge that all members share. It is chosen before a group meets.",
        option="--theme",
    )
    while True:
        try:
            return put(ask, asking, new_name)
        except Back:
            continue


def _names_in(path: Path, workspace: "Workspace") -> Iterator[str]:
    from peergroup_cli.commands.shared.damage import readable_cohorts
    from peergroup_cli.formation.rules import folded
    from peergroup_cli.model.record import new_name
    from peergroup_cli.storage.text_file import read_text

    taken = {folded(stored.record.name) for stored in readable_cohorts(workspace)}
    names: dict[str, str] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            name = new_name(line)
        except ValueError as error:
            raise UsageProblem(f"{path}, line {number}: the name {error}.") from None
        if folded(name) in names:
            raise UsageProblem(f"{path}, line {number}: the name is there twice.")
        if folded(name) in taken:
            raise AlreadyExists(
                f"{path}, line {number}: there is a cohort called {name} already.",
                "Take the line out, or give another name.",
            )
        names[folded(name)] = name
    return iter(names.values())
