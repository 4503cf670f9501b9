"""How good any grouping can be: for each wish a number that no grouping is below.

Every bound holds for the number of groups that was formed, whatever their sizes from 4 to 6 (for
levels of 1, 2, 3 and 7 people: up to 6).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from peergroup_cli.formation.level import (
    LARGEST_GROUP,
    SMALLEST_GROUP,
    TOO_SMALL,
    Level,
    bits,
)
from peergroup_cli.formation.rules import counted
from peergroup_cli.formation.wishes import missed_in
from peergroup_cli.model.settings import Wish


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that no grouping of the level is below.

    Args:
        value: the number.
        how: why, in a sentence.
        conditional: what it takes for granted; empty where it always holds.
    """

    value: int
    how: str
    conditional: str = ""


def pair_bound(counts: Iterable[int], groups: int) -> int:
    """The fewest pairs of alike people, for so many of each kind.

    The people of a kind are spread best where groups hold q or q + 1 of them: with q, r =
    divmod(count, groups), r groups hold q + 1. The pairs are convex in the number in a group, so
    no other spread has fewer, whatever the sizes of the groups.
    """
    total = 0
    for count in counts:
        q, r = divmod(count, groups)
        total += r * (q + 1) * q // 2 + (groups - r) * q * (q - 1) // 2
    return total


def most_different(counts: Iterable[int], sizes: Iterable[int]) -> int:
    """The most groups in which all are from different parts of the organisation.

    k such groups hold at most min(count, k) people of a part, and at least as many people as
    the k smallest groups: the largest k that allows both.
    """
    known, best, needed = list(counts), 0, 0
    for k, size in enumerate(sorted(sizes), start=1):
        needed += size
        if sum(min(count, k) for count in known) >= needed:
            best = k
    return best


@lru_cache(maxsize=32)
def bound_of(level: Level, wish: Wish, groups: int) -> Bound:
    """What no grouping of the level into so many groups is below, with the reason."""
    if wish in {"slot", "topic"}:
        return _common_bound(level, wish, groups)
    counts = kinds(level, wish)
    forced = _forced(level, wish)
    # with no blocks the two sums are the same; a block's pairs are there in any grouping
    value = sum(
        max(pair_bound([count], groups), forced[kind]) for kind, count in sorted(counts.items())
    )
    what = {"unit": "part of the organisation", "site": "site", "history": "earlier group"}[wish]
    how = (
        f"each {what} of c people makes at least r·C(q+1,2) + ({groups}-r)·C(q,2) pairs in "
        f"{counted(groups, 'group')}, with q, r = divmod(c, {groups})"
    )
    if sum(forced.values()):
        how += ", and at least the pairs that together rules join"
    return Bound(value, how)


def bound_given_slots(level: Level, wish: Wish, groups: int) -> Bound | None:
    """What holds where every group is to have a common slot; nothing where that adds nothing.

    A group then lies within one band, that is: people whom chains of shared slots join. Within a
    band the bound is that of the most groups that can lie there.
    """
    if wish == "topic":
        value = groups - most_in_common(level, both(level), groups)
        return Bound(value, "no more groups can share a slot and a topic", _GIVEN)
    if wish == "slot":
        return None
    bands = bands_of(usable(level, level.slots))
    sizes = [len(band) for band in bands]
    if sum(sizes) < len(level.people) or len(bands) < 2:
        return None
    least = [-(-size // LARGEST_GROUP) for size in sizes]
    value, parts = 0, []
    for band, size, own in zip(bands, sizes, least, strict=True):
        most = min(size // _smallest(level), groups - sum(least) + own)
        if most < 1:
            return None
        pairs = pair_bound(kinds(level, wish, band).values(), most)
        value += pairs
        people = counted(size, "person", "people")
        parts.append(f"{people} in at most {counted(most, 'group')}: {pairs}")
    return Bound(value, f"within each band of people who share slots ({'; '.join(parts)})", _GIVEN)


_GIVEN = "every group has a common slot"


def kinds(level: Level, wish: Wish, places: Iterable[int] | None = None) -> Counter[int]:
    """How many people there are of each kind that a wish counts pairs of."""
    among = range(len(level.people)) if places is None else places
    if wish == "history":
        return Counter(past for place in among for past in level.pasts[place])
    numbers = level.units if wish == "unit" else level.sites
    return Counter(numbers[place] for place in among if numbers[place] >= 0)


def usable(level: Level, masks: Sequence[int]) -> list[int]:
    """Each person's slots (or topics) without those that can be common to no group of hers.

    A slot goes where fewer than a smallest group have it, the person's foes not counted; that is
    repeated, as who has none left is in nobody's group. Blocks share what all of them have.
    """
    left = _of_blocks(level, masks)
    least = _smallest(level)
    changed = True
    while changed:
        counts = _held(left)
        rare = sum(1 << bit for bit, count in counts.items() if count < least)
        fewer = [mask & ~rare for mask in left]
        for place, foes in enumerate(level.foes):
            for bit in bits(fewer[place]) if foes else ():
                barred = sum(left[foe] >> bit & 1 for foe in foes)
                if counts[bit] - barred < least:
                    fewer[place] &= ~(1 << bit)
        fewer = _of_blocks(level, fewer)
        changed, left = fewer != left, fewer
    return left


def bands_of(masks: Sequence[int]) -> list[list[int]]:
    """The people whom chains of shared slots join, those without a slot in no band."""
    merged: list[int] = []
    for mask in sorted(set(masks) - {0}):
        joined, apart = mask, []
        for band in merged:
            if band & joined:
                joined |= band
            else:
                apart.append(band)
        merged = [*apart, joined]
    where = {bit: number for number, band in enumerate(merged) for bit in bits(band)}
    bands: list[list[int]] = [[] for _ in merged]
    for place, mask in enumerate(masks):
        if mask:
            bands[where[(mask & -mask).bit_length() - 1]].append(place)
    return sorted(bands)


def most_in_common(level: Level, masks: Sequence[int], groups: int) -> int:
    """No more groups than these have something in common.

    Such a group lies within one band. Of 6 seats in each group 6·groups less the people stay empty;
    k groups within a band of c people leave at least 6·k less c empty, and each needs 4 people.
    """
    spare = LARGEST_GROUP * groups - len(level.people)
    costs = []
    for band in bands_of(usable(level, masks)):
        before = 0
        for k in range(1, len(band) // _smallest(level) + 1):
            empty = max(0, LARGEST_GROUP * k - len(band))
            costs.append(empty - before)
            before = empty
    most = 0
    for cost in sorted(costs):
        spare -= cost
        if spare < 0 or most == groups:
            break
        most += 1
    return most


def _common_bound(level: Level, wish: Wish, groups: int) -> Bound:
    masks = level.slots if wish == "slot" else level.topics
    most = most_in_common(level, masks, groups)
    none = sum(not mask for mask in usable(level, masks))
    how = (
        f"{counted(none, 'person has', 'people have')} no {wish} that enough others share; "
        f"of {counted(groups, 'group')} at most {most} {'fits' if most == 1 else 'fit'} "
        f"into the bands of people who share a {wish}"
    )
    return Bound(groups - most, how)


def _forced(level: Level, wish: Wish) -> Counter[int]:
    """For each kind, the pairs that "together" rules join."""
    forced: Counter[int] = Counter()
    for block in level.blocks:
        for pair in combinations(block, 2):
            if missed_in(level, pair, wish):
                forced.update(kind for kind, count in kinds(level, wish, pair).items() if count > 1)
    return forced


def _smallest(level: Level) -> int:
    return 1 if len(level.people) in TOO_SMALL else SMALLEST_GROUP


def _of_blocks(level: Level, masks: Sequence[int]) -> list[int]:
    shared = list(masks)
    if len(level.blocks) == len(shared):
        return shared
    for block in level.blocks:
        if len(block) > 1:
            mask = -1
            for place in block:
                mask &= masks[place]
            for place in block:
                shared[place] = mask
    return shared


def _held(masks: Sequence[int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for mask, times in Counter(masks).items():
        for bit in bits(mask):
            counts[bit] += times
    return counts


def both(level: Level) -> list[int]:
    """For each person the pairs of an own slot and an own topic, as the bits of a number."""
    width = max((mask.bit_length() for mask in level.topics), default=0)
    return list(_joined(level, width))


def _joined(level: Level, width: int) -> Iterator[int]:
    for slots, topics in zip(level.slots, level.topics, strict=True):
        yield sum(topics << (width * bit) for bit in bits(slots))
