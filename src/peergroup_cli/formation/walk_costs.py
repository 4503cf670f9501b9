"""What people cost one another on a walk through groupings: strictly, and in milder weights.

By strict weights no sum of lower wishes makes up for a higher one, which leaves a walk nowhere to
go; by milder ones a high wish may be paid for a moment. Groups that are smaller than the largest
hold empty seats, which move as people do.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import log

from peergroup_cli.formation.level import LARGEST_GROUP, SMALLEST_GROUP, Level
from peergroup_cli.formation.seating import BROKEN
from peergroup_cli.formation.wishes import PAIRED, alike_in
from peergroup_cli.model.settings import Wish

WAITS = tuple(round(-log((place + 0.5) / 1024), 4) for place in range(1024))
"""How far up a walk may go, in temperatures, each as likely as any other.

It is a table, so that every machine walks the same way.
"""

_BARRED = 1_000_000


def fill_with_empty_seats(groups: list[list[int]], first: int) -> tuple[list[int], list[int]]:
    """Fill the groups with empty seats, so that all are as large as the largest.

    Sizes that differ by one at most go on doing so. Where rules need others they stay as they are.

    Args:
        groups: the groups, by place; they are changed.
        first: the number of the first empty seat.

    Returns:
        Empty seats of two kinds. A group must not have two of a kind: then none is too small.
    """
    kinds: tuple[list[int], list[int]] = ([], [])
    largest = max(map(len, groups), default=0)
    most = max((largest - len(group) for group in groups), default=0)
    if most > 1 and largest - most < SMALLEST_GROUP:
        return kinds
    for group in groups:
        for kind in sorted(kinds[:most], key=len)[: largest - len(group)]:
            seat = first + sum(map(len, kinds))
            kind.append(seat)
            group.append(seat)
    return kinds


def pair_costs(
    level: Level, weights: Mapping[str, int], empty: Sequence[Sequence[int]]
) -> list[list[int]]:
    """What each pair costs; an empty seat costs nothing, but two of a kind are barred.

    Args:
        level: the people.
        weights: the strict weights, as of `seating.weights_of`.
        empty: the empty seats of each kind.
    """
    count = len(level.people) + sum(map(len, empty))
    rows = [[0] * count for _ in range(count)]
    alike: list[tuple[str, Sequence[int]]] = [(BROKEN, seats) for seats in empty]
    for wish in PAIRED:
        if wish in weights:
            alike += [(wish, places) for places in alike_in(level, wish)]
    for weight, places in alike:
        for a, b in permutations(places, 2):
            rows[a][b] += weights[weight]
    for a, foes in enumerate(level.foes):
        for b in foes:
            rows[a][b] += weights[BROKEN]
    return rows


def milder(
    rows: Sequence[Sequence[int]],
    strict: Mapping[str, int],
    order: Sequence[Wish],
    mild: Mapping[Wish, int],
) -> list[list[int]]:
    """The costs of pairs in other weights.

    Args:
        rows: the costs in strict weights.
        strict: these weights.
        order: the wishes in use, the most wanted first.
        mild: the other weights; a wish without one costs nothing.
    """
    known: dict[int, int] = {}
    for cost in sorted({cost for row in rows for cost in row}):
        times, left = divmod(cost, strict[BROKEN])
        known[cost] = times * _BARRED
        for wish in order:
            times, left = divmod(left, strict[wish])
            known[cost] += times * mild.get(wish, 0)
    return [[known[cost] for cost in row] for row in rows]


def lack_costs(weight: int, slope: float) -> list[float]:
    """What a group costs by the number of its people who lack what it aims at.

    One is as bad as more, but for a little, so that the walk feels where it goes.
    """
    return [0.0] + [weight * (1 + slope * more) for more in range(LARGEST_GROUP)]
