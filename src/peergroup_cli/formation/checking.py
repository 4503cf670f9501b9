"""A second look at groups, from the roster alone.

Nothing here uses what formed the groups: it counts people and words as the roster has them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.rules import folded


class Seated(Protocol):
    """A group: its id and the ids of its people."""

    @property
    def id(self) -> str:
        """The group's id."""
        ...

    @property
    def members(self) -> Sequence[str]:
        """The ids of its people."""
        ...


def verify(
    people: Sequence[Person], rules: Sequence[PairRule], groups: Sequence[Seated]
) -> list[str]:
    """Every hard rule that the groups break, a sentence each; empty where all are kept."""
    known = {person.id: person for person in people}
    times = Counter(one for group in groups for one in group.members)
    problems = [f"{one} is not in the list" for one in sorted(times) if one not in known]
    problems += [f"{one} is in no group" for one in sorted(known) if not times[one]]
    problems += [f"{one} is in {times[one]} groups" for one in sorted(times) if times[one] > 1]
    whole = Counter(folded(person.level) for person in people)
    for group in groups:
        members = [known[one] for one in group.members if one in known]
        problems += [f"{group.id}: {problem}" for problem in _within(members, whole)]
    where = {one: group.id for group in groups for one in group.members}
    for rule in rules:
        if rule.a in where and rule.b in where:
            met = where[rule.a] == where[rule.b]
            if met != (rule.kind == "together"):
                problems.append(f"{rule.a} and {rule.b} are not {rule.kind}")
    return problems


def recount(people: Sequence[Person], groups: Iterable[Seated]) -> dict[str, int]:
    """How often the groups miss each wish, counted anew; see `wishes.COUNTED`.

    A slot or topic that nobody on the roster has is not missed.
    """
    known = {person.id: person for person in people}
    counts = dict.fromkeys(("slot", "unit", "history", "topic", "site"), 0)
    wanted = {
        "slot": any(person.slots for person in people),
        "topic": any(person.topics for person in people),
    }
    for group in groups:
        members = [known[one] for one in group.members]
        slots = [person.slots for person in members]
        topics = [person.topics for person in members]
        counts["slot"] += wanted["slot"] and not frozenset.intersection(*slots)
        counts["topic"] += wanted["topic"] and not frozenset.intersection(*topics)
        for a, b in combinations(members, 2):
            counts["unit"] += bool(a.unit) and folded(a.unit) == folded(b.unit)
            counts["site"] += bool(a.site) and folded(a.site) == folded(b.site)
            counts["history"] += len(a.past_groups & b.past_groups)
    return counts


def _within(members: Sequence[Person], whole: Mapping[str, int]) -> list[str]:
    problems = []
    levels = {folded(person.level): person.level for person in members}
    if len(levels) > 1:
        problems.append(f"its levels are {', '.join(sorted(levels.values()))}")
    if len(members) > 6:
        problems.append(f"it has {len(members)} people")
    can_be_right = any(whole[level] not in {1, 2, 3, 7} for level in levels)
    if len(members) < 4 and can_be_right:
        problems.append(f"it has {len(members)} people only")
    ids = {person.id for person in members}
    problems += [
        f"{person.id} is with their own manager"
        for person in members
        if person.reports_to != person.id and person.reports_to in ids
    ]
    return problems
