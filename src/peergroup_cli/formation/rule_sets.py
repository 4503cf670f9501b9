"""Sets of rules in words, and those of them that cannot be kept and of which each is needed."""

from collections.abc import Iterable, Sequence

from peergroup_cli.formation.chains import links_of
from peergroup_cli.formation.level import Level, level_from
from peergroup_cli.formation.packing import arranged
from peergroup_cli.formation.person import PairRule, Person

MOST_RULES = 120
"""As many rules at most are left out one by one."""

_BUDGET = 20_000
"""Evaluations in the search for a grouping that keeps the others."""

Rule = tuple[str, int, int, str]
"""A rule in words, the places of the two people, and its kind."""


def rules_within(level: Level, rules: Sequence[PairRule]) -> list[Rule]:
    """The rules of a level: own managers, and who is apart or together."""
    found: list[Rule] = [
        (why_apart(level, rules, a, b), a, b, "apart")
        for a, foes in enumerate(level.foes)
        for b in sorted(foes)
        if a < b
    ]
    found += [
        (f"{name_at(level, a)} and {name_at(level, b)} together", a, b, "together")
        for a, others in sorted(links_of(level, rules).items())
        for b in others
        if a < b
    ]
    return found


def rules_about(level: Level, rules: Sequence[PairRule], block: Sequence[int]) -> list[Rule]:
    """The rules that join a block, and those that keep others from it."""
    members = set(block)
    return [
        rule
        for rule in rules_within(level, rules)
        if (len(members & {rule[1], rule[2]}) == 2) == (rule[3] == "together")
        and members & {rule[1], rule[2]}
    ]


def fewest(level: Level, rules: list[Rule]) -> list[Rule]:
    """The smaller one of two sets of these rules of which none could be left out."""
    return min(_smallest(level, rules), _smallest(level, rules[::-1]), key=len)


def _smallest(level: Level, rules: list[Rule]) -> list[Rule]:
    """The rules without those that the contradiction does not need, left out one by one.

    What is left depends on the order; no rule of it could be left out as well.
    """
    for rule in list(rules):
        fewer = [other for other in rules if other is not rule]
        search = arranged(_ruled(level, fewer), _BUDGET)
        if search.groups is None and search.decided:
            rules = fewer
    return rules


def _ruled(level: Level, rules: Iterable[Rule]) -> Level:
    """The level's people without managers, with these rules only."""
    people = [Person(one.id, one.name, one.level, one.unit) for one in level.people]
    pairs = [
        PairRule("apart" if kind == "apart" else "together", people[a].id, people[b].id)
        for _, a, b, kind in rules
    ]
    return level_from(level.name, people, pairs)


def why_apart(level: Level, rules: Sequence[PairRule], a: int, b: int) -> str:
    """Why two people must not sit together, in words."""
    if not is_reporting(level, rules, a, b):
        return f"{name_at(level, a)} and {name_at(level, b)} apart"
    if level.people[a].reports_to == level.people[b].id:
        return f"{name_at(level, a)} reports to {name_at(level, b)}"
    return f"{name_at(level, b)} reports to {name_at(level, a)}"


def is_reporting(level: Level, rules: Sequence[PairRule], a: int, b: int) -> bool:
    """Whether it is only because one reports to the other that the two sit apart."""
    pair = {level.people[a].id, level.people[b].id}
    return not any(rule.kind == "apart" and {rule.a, rule.b} == pair for rule in rules)


def name_at(level: Level, place: int) -> str:
    """The name of the person at a place; see `called`."""
    return called(level.people[place], level.people)


def called(person: Person, people: Iterable[Person]) -> str:
    """The person's name; with the id where somebody else has the same name."""
    if any(other.name == person.name and other.id != person.id for other in people):
        return f"{person.name} ({person.id})"
    return person.name or person.id
