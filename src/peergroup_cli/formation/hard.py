"""What a group must keep, and the smallest sets of rules that cannot be kept together.

A group has at most 6 people of one level of responsibility, at least 4 where arithmetic allows,
and nobody with their own manager; "apart" and "together" hold always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from peergroup_cli.formation.bounds import pair_bound
from peergroup_cli.formation.chains import chain, first_joined, links_of
from peergroup_cli.formation.cliques import cliques_beyond
from peergroup_cli.formation.level import (
    LARGEST_GROUP,
    SMALLEST_GROUP,
    TOO_SMALL,
    Level,
    levels_of,
)
from peergroup_cli.formation.packing import arranged, most_groups
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.rule_sets import (
    MOST_RULES,
    fewest,
    is_reporting,
    name_at,
    rules_about,
    rules_within,
    why_apart,
)
from peergroup_cli.formation.rules import folded, listed

Kind = Literal[
    "unknown-id",
    "same-id",
    "levels",
    "apart-together",
    "too-large",
    "alone",
    "clique",
    "packing",
    "undecided",
]

BUDGET = 200_000
"""Evaluations in the search for a grouping that keeps the rules; ten more for each person."""

_SHOWN = 12
_MOST_RULED = 3


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A smallest set of rules that cannot be kept together.

    Args:
        kind: what sort it is; "undecided" is no proof, only a search that ended.
        who: the ids of the people it is about, sorted.
        rules: the rules, in words; without any one of them the others can be kept.
        sentence: all of it in words, with names.
        reporting: whether some of the rules are that somebody reports to somebody.
        least: as many of its rules have to go at least.
    """

    kind: Kind
    who: tuple[str, ...]
    rules: tuple[str, ...]
    sentence: str
    reporting: bool = False
    least: int = 1


@dataclass(frozen=True, slots=True)
class Examined:
    """A roster's levels, each with a grouping that keeps the rules, or why there is none.

    Args:
        contradictions: the smallest reasons first; empty where all rules can be kept.
        levels: each level with its grouping, sorted by name; empty where there is none.
    """

    contradictions: list[Contradiction]
    levels: list[tuple[Level, list[list[int]]]]


def contradictions(people: Sequence[Person], rules: Sequence[PairRule] = ()) -> list[Contradiction]:
    """Why no grouping keeps all the rules, the smallest reasons first; empty where one does."""
    return examined(people, rules).contradictions


def examined(people: Sequence[Person], rules: Sequence[PairRule] = ()) -> Examined:
    """The levels with a grouping each, or all reasons why there is none.

    A level is searched for a grouping only where nothing simpler is wrong.
    """
    against = _unusable(people, rules)
    if against:
        return Examined(against, [])
    levels = []
    for level in levels_of(people, rules):
        # where all sit in one group, any two who cannot are a contradiction by themselves
        several = most_groups(len(level.people)) > 1
        alone = _alone(level, rules) if several else _not_with_all(level, rules)
        named = {one for contradiction in alone for one in contradiction.who}
        simple = [
            *(_enemies_together(level, rules) if several else ()),
            *_too_large(level, rules),
            *alone,
            # with somebody who is named already, one line says enough
            *(one for one in _cliques(level, rules) if named.isdisjoint(one.who)),
        ]
        search = None if simple else arranged(level, BUDGET + 10 * len(level.people))
        against += simple
        if search and search.groups is not None:
            levels.append((level, search.groups))
        elif search:
            against.append(_unpackable(level, rules, decided=search.decided))
    against.sort(key=lambda one: (len(one.rules), len(one.who), one.who, one.kind))
    return Examined(against, [] if against else levels)


def _unusable(people: Sequence[Person], rules: Sequence[PairRule]) -> list[Contradiction]:
    """Rules that no grouping could be asked for: unknown or double ids, two levels together."""
    by_id = {person.id: person for person in people}
    found = []
    if len(by_id) < len(people):
        ids = sorted(person.id for person in people)
        twice = sorted({a for a, b in pairwise(ids) if a == b})
        found += [Contradiction("same-id", (a,), (), f"Two people have the id {a}.") for a in twice]
    for rule in sorted(set(rules), key=lambda rule: (rule.a, rule.b, rule.kind)):
        unknown = [one for one in dict.fromkeys((rule.a, rule.b)) if one not in by_id]
        words = f"{rule.a} and {rule.b} {rule.kind}"
        if unknown:
            text = f"The rule “{words}” names {listed(unknown)}, who is not in the list."
            found.append(Contradiction("unknown-id", tuple(sorted(unknown)), (words,), text))
        elif rule.kind == "apart" and rule.a == rule.b:
            text = f"The rule “{words}” keeps a person apart from the same person."
            found.append(Contradiction("apart-together", (rule.a,), (words,), text))
        elif rule.kind == "together" and folded(by_id[rule.a].level) != folded(by_id[rule.b].level):
            found.append(_two_levels(by_id[rule.a], by_id[rule.b]))
    return found


def _two_levels(a: Person, b: Person) -> Contradiction:
    words = f"{a.name} and {b.name} together"
    text = f"{words}, but their levels of responsibility differ: {a.level} and {b.level}."
    return Contradiction("levels", tuple(sorted((a.id, b.id))), (words,), text)


def _enemies_together(level: Level, rules: Sequence[PairRule]) -> list[Contradiction]:
    """People kept apart, or own managers, whom a chain of "together" rules joins.

    A chain that no group could hold is a contradiction without those who are kept apart.
    """
    found = []
    largest = _largest_group(len(level.people))
    if len(level.blocks) == len(level.people):
        return []
    links = links_of(level, rules)
    for a, foes in enumerate(level.foes):
        for b in sorted(foes):
            if a < b and level.block_of[a] == level.block_of[b]:
                joining = chain(links, a, b)
                if len(joining) >= largest:
                    continue
                words = [
                    *(f"{name_at(level, x)} and {name_at(level, y)} together" for x, y in joining),
                    why_apart(level, rules, a, b),
                ]
                who = level.ids({one for link in joining for one in link})
                text = f"{listed(words)} cannot all be kept."
                line = is_reporting(level, rules, a, b)
                found.append(Contradiction("apart-together", who, tuple(words), text, line))
    return found


def _too_large(level: Level, rules: Sequence[PairRule]) -> list[Contradiction]:
    """A smallest connected part of a block of "together" that no group can hold."""
    found = []
    count = len(level.people)
    largest = _largest_group(count)
    if max(map(len, level.blocks), default=0) <= largest:
        return []
    links = links_of(level, rules)
    for block in level.blocks:
        if len(block) <= largest:
            continue
        part, used = first_joined(links, block[0], largest + 1)
        words = tuple(f"{name_at(level, a)} and {name_at(level, b)} together" for a, b in used)
        where = f" of the {count} of “{level.name}”" if largest < LARGEST_GROUP else ""
        text = (
            f"Together rules join {len(block)} people, and a group{where} holds {largest}: "
            f"{listed(words)}."
        )
        # each rule that goes makes one part more of it at most
        least = -(-len(block) // largest) - 1
        if least > 1:
            text += f" At least {_in_words(least)} of the rules that join them have to go."
        found.append(Contradiction("too-large", level.ids(part), words, text, least=least))
    return found


def _alone(level: Level, rules: Sequence[PairRule]) -> list[Contradiction]:
    """People who can sit with too few others for any group."""
    count = len(level.people)
    if count in TOO_SMALL:
        return []
    needed, found = _smallest_group(count) - 1, []
    for block in level.blocks:
        foes = frozenset().union(*(level.foes[one] for one in block)).difference(block)
        if count - 1 - len(foes) < needed:
            pairs = [(one, foe) for one in block for foe in sorted(level.foes[one] - set(block))]
            if len(block) > 1 and len(pairs) <= MOST_RULES:
                found.append(_alone_together(level, rules, block, needed))
            else:
                found.append(_alone_with(level, rules, (block, pairs), needed))
    return found


def _not_with_all(level: Level, rules: Sequence[PairRule]) -> list[Contradiction]:
    """Where all sit in one group: those who cannot sit with two others and more."""
    return [
        _alone_with(
            level, rules, ((one,), [(one, foe) for foe in sorted(foes)]), len(level.foes) - 1
        )
        for one, foes in enumerate(level.foes)
        if len(foes) > 1
    ]


def _alone_with(
    level: Level,
    rules: Sequence[PairRule],
    barred: tuple[Sequence[int], Sequence[tuple[int, int]]],
    needed: int,
) -> Contradiction:
    """That people and those whom they cannot sit with leave them too few others."""
    block, pairs = barred
    mates = len(level.people) - 1 - len({foe for _, foe in pairs})
    # of thousands nobody reads more, and each name is looked up among all
    words = tuple(why_apart(level, rules, a, b) for a, b in pairs[:_SHOWN])
    more = f" and {len(pairs) - _SHOWN:,} more" if len(pairs) > _SHOWN else ""
    least = needed - mates
    text = (
        f"{_can_sit_with(level, block, mates, needed)}: "
        f"{', '.join(words) if more else listed(words)}{more}.{_have_to_go(least, len(pairs))}"
    )
    line = any(is_reporting(level, rules, a, b) for a, b in pairs)
    return Contradiction("alone", level.ids(block), words, text, line, least)


def _alone_together(
    level: Level, rules: Sequence[PairRule], block: Sequence[int], needed: int
) -> Contradiction:
    """The same of people who must be together, with the fewest rules that are needed for it.

    The rules that join them are among these; who is barred by two rules needs only one of them.
    """
    kept = fewest(level, rules_about(level, rules, block))
    about = {one for rule in kept for one in rule[1:3]}
    members = [one for one in block if one in about]
    mates = len(level.people) - 1 - len(about.difference(block))
    words = tuple(rule[0] for rule in kept)
    text = f"{_can_sit_with(level, members, mates, needed)}: {listed(words)}."
    line = any(kind == "apart" and is_reporting(level, rules, a, b) for _, a, b, kind in kept)
    return Contradiction("alone", level.ids(members), words, text, line)


def _can_sit_with(level: Level, some: Sequence[int], mates: int, needed: int) -> str:
    return (
        f"{listed([name_at(level, one) for one in some])} can sit with {mates:,} of the "
        f"{len(level.people) - 1:,} others of “{level.name}” only, and everybody needs {needed}"
    )


def _have_to_go(least: int, rules: int) -> str:
    """How many of so many rules have to go at least; nothing where one may be enough."""
    if least < 2:
        return ""
    if least == rules:
        return f" All {_in_words(rules)} rules have to go."
    return f" At least {_in_words(least)} of these {_in_words(rules)} rules have to go."


def _in_words(count: int) -> str:
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count - 2] if 2 <= count <= 10 else f"{count:,}"


def _smallest_group(count: int) -> int:
    """The size of the smallest group that so many people can form, where they form several."""
    return next(
        size for size in range(SMALLEST_GROUP, LARGEST_GROUP + 1) if count - size not in TOO_SMALL
    )


def _largest_group(count: int) -> int:
    """The size of the largest group that so many people can form: of 8 people no group holds 5."""
    if count in TOO_SMALL:
        return LARGEST_GROUP
    return next(
        size
        for size in range(LARGEST_GROUP, SMALLEST_GROUP - 1, -1)
        if size <= count and count - size not in TOO_SMALL
    )


def _cliques(level: Level, rules: Sequence[PairRule]) -> list[Contradiction]:
    """People kept apart one and all, who are more than the groups that the level can form."""
    most = most_groups(len(level.people))
    found = []
    for clique in cliques_beyond(most, level.foes):
        pairs = list(combinations(clique, 2))
        words = tuple(why_apart(level, rules, a, b) for a, b in pairs)
        text = (
            f"{listed([name_at(level, one) for one in clique])} need {len(clique)} groups of "
            f"“{level.name}”, and its {len(level.people)} people form {most} at most: "
            f"{listed(words[:_SHOWN])}{' and so on' if len(words) > _SHOWN else ''}."
        )
        # in so few groups at least so many pairs of them sit together
        least = pair_bound([len(clique)], most)
        text += _have_to_go(least, len(pairs))
        line = any(is_reporting(level, rules, a, b) for a, b in pairs)
        found.append(Contradiction("clique", level.ids(clique), words, text, line, least))
    return found


def _unpackable(level: Level, rules: Sequence[PairRule], *, decided: bool) -> Contradiction:
    if not decided:
        text = (
            f"No grouping of “{level.name}” that keeps all rules was found within the search's "
            f"budget; it is not proven that there is none. {_most_ruled(level, rules)}"
        )
        return Contradiction("undecided", (), (), text)
    kept = rules_within(level, rules)
    if len(kept) <= MOST_RULES:
        kept = fewest(level, kept)
    who = {one for rule in kept for one in (rule[1], rule[2])}
    words = tuple(rule[0] for rule in kept)
    text = (
        f"The {len(level.people)} people of “{level.name}” cannot be put into groups of 4 to 6 "
        f"that keep all of this: {listed(words)}."
        if len(level.people) not in TOO_SMALL
        else f"The people of “{level.name}” cannot keep all of this: {listed(words)}."
    )
    line = any(kind == "apart" and is_reporting(level, rules, a, b) for _, a, b, kind in kept)
    return Contradiction("packing", level.ids(who), words, text, line)


def _most_ruled(level: Level, rules: Sequence[PairRule]) -> str:
    """Who has the most rules, in a sentence: changing theirs may help most."""
    links = links_of(level, rules)
    counts = {one: len(foes) + len(set(links.get(one, ()))) for one, foes in enumerate(level.foes)}
    most = sorted(counts, key=lambda one: (-counts[one], one))[:_MOST_RULED]
    return f"Most rules are about {listed([f'{name_at(level, o)} ({counts[o]})' for o in most])}."
