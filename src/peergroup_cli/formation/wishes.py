"""What is wanted of groups, in an order, and how often groups miss it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from peergroup_cli.formation.level import Level
from peergroup_cli.model.settings import Wish

COUNTED: dict[Wish, str] = {
    "slot": "groups without a common meeting slot",
    "unit": "pairs from the same part of the organisation",
    "history": "pairs that were in a group together before, once for each such group",
    "topic": "groups without a common challenge topic",
    "site": "pairs from the same site",
}

PAYING: dict[Wish, str] = {
    "slot": "Without a common meeting slot",
    "unit": "With somebody from the same part of the organisation",
    "history": "With somebody from an earlier group",
    "topic": "Without a common challenge topic",
    "site": "With somebody from the same site",
}
"""What those have with whom a wish is missed."""

PAIRED: tuple[Wish, ...] = ("unit", "history", "site")
"""The wishes that count pairs of people who are alike."""


def in_use(levels: Iterable[Level], order: Sequence[Wish]) -> tuple[Wish, ...]:
    """The wishes of the order that the roster says anything about."""
    known = list(levels)
    return tuple(wish for wish in order if any(_says(level, wish) for level in known))


def missed(level: Level, groups: Iterable[Sequence[int]], wish: Wish) -> int:
    """How often these groups miss what the wish wants; see `COUNTED`."""
    return sum(missed_in(level, group, wish) for group in groups)


def missed_in(level: Level, group: Sequence[int], wish: Wish) -> int:
    """How often one group misses it: 0 or 1 for slot and topic, else a number of pairs."""
    if wish == "slot":
        return int(bool(group) and not common(level.slots, group))
    if wish == "topic":
        return int(bool(group) and not common(level.topics, group))
    if wish == "history":
        return _pairs([past for place in group for past in level.pasts[place]])
    numbers = level.units if wish == "unit" else level.sites
    return _pairs([numbers[place] for place in group if numbers[place] >= 0])


def alike_in(level: Level, wish: Wish) -> list[list[int]]:
    """The people of each kind that a wish of `PAIRED` counts pairs of."""
    members: dict[int, list[int]] = {}
    for place, pasts in enumerate(level.pasts):
        number = level.units[place] if wish == "unit" else level.sites[place]
        for kind in sorted(pasts) if wish == "history" else (number,):
            if kind >= 0:
                members.setdefault(kind, []).append(place)
    return list(members.values())


def common(masks: Sequence[int], group: Iterable[int]) -> int:
    """What all of the group have, as the bits of a number."""
    shared = -1
    for place in group:
        shared &= masks[place]
    return shared


def paying(level: Level, group: Sequence[int], wish: Wish) -> set[int]:
    """Those of a group for whom the wish is missed: all of it for slot and topic, else the pairs.

    Where the group misses nothing this is nobody.
    """
    if not missed_in(level, group, wish):
        return set()
    if wish in {"slot", "topic"}:
        return set(group)
    pairs = combinations(group, 2)
    return {place for pair in pairs if missed_in(level, pair, wish) for place in pair}


def _pairs(kinds: list[int]) -> int:
    if len(set(kinds)) == len(kinds):
        return 0
    return sum(count * (count - 1) // 2 for count in Counter(kinds).values())


def _says(level: Level, wish: Wish) -> bool:
    if wish == "slot":
        return any(person.slots for person in level.people)
    if wish == "topic":
        return any(person.topics for person in level.people)
    if wish == "history":
        return any(level.pasts)
    return max(level.units if wish == "unit" else level.sites) >= 0
