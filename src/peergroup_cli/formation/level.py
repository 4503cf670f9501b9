"""One level of responsibility as numbers: who may sit with whom, and who shares what.

People are sorted by id and known by their place in that order, so that nothing depends on the
order of the roster or on how a machine hashes text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.rules import folded

LARGEST_GROUP = 6
SMALLEST_GROUP = 4
TOO_SMALL = (1, 2, 3, 7)
"""As many people of one level cannot all be in groups of 4 to 6."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The people of one level of responsibility; the others are named by their place in it.

    Args:
        name: the level's name.
        people: sorted by id.
        foes: for each person, those who must not be in the same group.
        blocks: people who must stay together, each block sorted; most hold one person.
        block_of: for each person, the number of the block.
        units: for each person, a number for the part of the organisation; below 0: not known.
        sites: the same for the site.
        slots: for each person, the times as the bits of a number.
        topics: the same for the challenges.
        pasts: for each person, numbers for the earlier groups.
    """

    name: str
    people: tuple[Person, ...]
    foes: tuple[frozenset[int], ...]
    blocks: tuple[tuple[int, ...], ...]
    block_of: tuple[int, ...]
    units: tuple[int, ...]
    sites: tuple[int, ...]
    slots: tuple[int, ...]
    topics: tuple[int, ...]
    pasts: tuple[frozenset[int], ...]

    def part(self, places: Sequence[int]) -> "Level":
        """The level of these people only, who are sorted and hold whole blocks."""
        new = {place: number for number, place in enumerate(places)}
        blocks = [block for block in self.blocks if block[0] in new]
        block_of = {place: number for number, block in enumerate(blocks) for place in block}
        return Level(
            self.name,
            tuple(self.people[place] for place in places),
            tuple(frozenset(new[foe] for foe in self.foes[p] if foe in new) for p in places),
            tuple(tuple(new[place] for place in block) for block in blocks),
            tuple(block_of[place] for place in places),
            tuple(self.units[place] for place in places),
            tuple(self.sites[place] for place in places),
            tuple(self.slots[place] for place in places),
            tuple(self.topics[place] for place in places),
            tuple(self.pasts[place] for place in places),
        )

    def ids(self, places: Iterable[int]) -> tuple[str, ...]:
        """The ids of the people at these places, sorted."""
        return tuple(self.people[place].id for place in sorted(places))


def levels_of(people: Iterable[Person], rules: Iterable[PairRule] = ()) -> list[Level]:
    """The levels in a roster, sorted by name, each with the rules that are about its people.

    A level that is written in several ways is one, and has the name that comes first by id.
    """
    ordered, between = sorted(people, key=attrgetter("id")), list(rules)
    spelled = _first_spellings(person.level for person in ordered)
    by_level: dict[str, list[Person]] = {}
    for person in ordered:
        by_level.setdefault(spelled[person.level], []).append(person)
    inside: dict[str, list[PairRule]] = {name: [] for name in by_level}
    ruled = {one for rule in between for one in (rule.a, rule.b)}
    level_of = {person.id: spelled[person.level] for person in ordered if person.id in ruled}
    for rule in between:
        name = level_of.get(rule.a)
        if name is not None and name == level_of.get(rule.b):
            inside[name].append(rule)
    return [level_from(name, by_level[name], inside[name]) for name in sorted(by_level)]


def level_from(name: str, people: Sequence[Person], rules: Sequence[PairRule]) -> Level:
    """The level of these people, who are sorted by id; the rules are about them only."""
    place = {person.id: number for number, person in enumerate(people)} if rules else {}
    blocks, block_of = _blocks(len(people), _pairs(rules, "together", place))
    foes: dict[int, set[int]] = {}
    for a, b in [*_pairs(rules, "apart", place), *manager_pairs(people)]:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    nobody: frozenset[int] = frozenset()
    return Level(
        name,
        tuple(people),
        tuple(frozenset(foes[p]) if p in foes else nobody for p in range(len(people))),
        blocks,
        block_of,
        _numbered([person.unit for person in people]),
        _numbered([person.site for person in people]),
        _masks([person.slots for person in people]),
        _masks([person.topics for person in people]),
        _sets([person.past_groups for person in people]),
    )


def manager_pairs(people: Sequence[Person]) -> list[tuple[int, int]]:
    """The places of people and their own managers, where both are among these."""
    managed = [number for number, person in enumerate(people) if person.reports_to]
    if not managed:
        return []
    place = {person.id: number for number, person in enumerate(people)}
    return [
        (number, place[people[number].reports_to])
        for number in managed
        if place.get(people[number].reports_to, number) != number
    ]


@lru_cache(maxsize=1 << 16)
def bits(mask: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, from the lowest."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)


def _pairs(rules: Iterable[PairRule], kind: str, place: dict[str, int]) -> list[tuple[int, int]]:
    return [
        (place[rule.a], place[rule.b]) for rule in rules if rule.kind == kind and rule.a != rule.b
    ]


def _blocks(
    count: int, pairs: Sequence[tuple[int, int]]
) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Union-find: the lowest place in a block stands for it."""
    if not pairs:
        return tuple((place,) for place in range(count)), tuple(range(count))
    root = list(range(count))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for a, b in pairs:
        first, second = sorted((top(a), top(b)))
        root[second] = first
    members: dict[int, list[int]] = {}
    for place in range(count):
        members.setdefault(top(place), []).append(place)
    number = {first: block for block, first in enumerate(members)}
    return tuple(map(tuple, members.values())), tuple(number[top(p)] for p in range(count))


def _numbered(words: Sequence[str]) -> tuple[int, ...]:
    """For each word a number that its other spellings share; the order is that of the words."""
    spelled = _first_spellings(sorted(set(words) - {""}))
    number = {word: place for place, word in enumerate(dict.fromkeys(spelled.values()))}
    return tuple(number[spelled[word]] if word else -1 for word in words)


def _first_spellings(words: Iterable[str]) -> dict[str, str]:
    """For each word the first one that is compared as the same."""
    first: dict[str, str] = {}
    return {word: first.setdefault(folded(word), word) for word in dict.fromkeys(words)}


def _masks(sets: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Words that fewer people have than a group holds can be in common nowhere: they get no bit."""
    times = Counter(sets)  # people share few sets: each is looked into once
    counts: Counter[str] = Counter()
    for words, many in times.items():
        counts.update(dict.fromkeys(words, many))
    if not counts:
        return (0,) * len(sets)
    least = SMALLEST_GROUP if len(sets) > 7 else 1
    shared = sorted((-count, word) for word, count in counts.items() if count >= least)
    bit = {word: 1 << place for place, (_, word) in enumerate(shared)}
    masks = {words: sum(bit.get(word, 0) for word in words) for words in times}
    return tuple(map(masks.__getitem__, sets))


def _sets(sets: Sequence[frozenset[str]]) -> tuple[frozenset[int], ...]:
    known = set(sets)
    number = {word: place for place, word in enumerate(sorted(frozenset().union(*known)))}
    numbers = {words: frozenset(map(number.__getitem__, words)) for words in known}
    return tuple(map(numbers.__getitem__, sets))
