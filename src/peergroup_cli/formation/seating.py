"""Who sits where, and what an exchange of two people would change."""

from collections.abc import Iterable, Mapping, Sequence

from peergroup_cli.formation.level import Level, bits
from peergroup_cli.formation.wishes import common, missed_in
from peergroup_cli.model.settings import Wish

BROKEN = "broken"
"""The name of the weight of a pair that must not be in one group."""


def weights_of(level: Level, order: Sequence[Wish]) -> dict[str, int]:
    """A weight for each wish, so that no sum of lower ones makes up for one of a higher wish.

    A hard rule weighs more than all wishes together.
    """
    most = 1 + 15 * len(level.people)
    if order and "history" in order:
        most *= 1 + max(map(len, level.pasts), default=0)
    weights, weight = {}, 1
    for wish in reversed(order):
        weights[str(wish)] = weight
        weight *= most
    weights[BROKEN] = weight
    return weights


class Seating:
    """Groups that change: the cost of each by weights, and people exchanged between them.

    Args:
        level: the people.
        groups: a grouping, by place.
        weights: what a miss of each wish costs; a wish without a weight costs nothing.
    """

    def __init__(
        self, level: Level, groups: Iterable[Iterable[int]], weights: Mapping[str, int]
    ) -> None:
        self.level = level
        self.weights = dict(weights)
        self.groups = [list(group) for group in groups]
        self.group_of = [0] * len(level.people)
        for number, group in enumerate(self.groups):
            for place in group:
                self.group_of[place] = number
        self.alone = [len(level.blocks[block]) == 1 for block in level.block_of]

    def pair(self, a: int, b: int) -> int:
        """What two people in one group cost."""
        return self.among(a, (b,))

    def cost(self, number: int) -> int:
        """What a group costs."""
        return self.cost_of(self.groups[number])

    def cost_of(self, group: Sequence[int]) -> int:
        """What these people cost as a group."""
        cost = sum(self.among(place, group[:at]) for at, place in enumerate(group))
        for wish in ("slot", "topic"):
            if wish in self.weights:
                cost += self.weights[wish] * missed_in(self.level, group, wish)
        return cost

    def total(self) -> int:
        """What all groups cost."""
        return sum(map(self.cost, range(len(self.groups))))

    def broken(self, number: int) -> bool:
        """Whether somebody in the group must not sit with somebody else in it."""
        group = self.groups[number]
        return any(not self.level.foes[place].isdisjoint(group) for place in group)

    def gain(self, a: int, b: int, limit: int | None = None) -> int:
        """By how much the cost changes if two people of different groups change seats.

        Args:
            a: one of them.
            b: the other.
            limit: where the change is not below it, any number that is not below it will do.
        """
        one, other = self.groups[self.group_of[a]], self.groups[self.group_of[b]]
        rest_one = [place for place in one if place != a]
        rest_other = [place for place in other if place != b]
        change = self._common_change(a, b, rest_one, rest_other)
        change -= self.among(a, rest_one) + self.among(b, rest_other)
        if limit is not None and change >= limit:
            return change
        return change + self.among(b, rest_one) + self.among(a, rest_other)

    def among(self, place: int, others: Sequence[int]) -> int:
        """What a person costs in pairs with these others."""
        level, weights = self.level, self.weights
        cost = 0
        foes, unit, site = level.foes[place], level.units[place], level.sites[place]
        if foes:
            cost += weights[BROKEN] * sum(other in foes for other in others)
        if unit >= 0 and "unit" in weights:
            cost += weights["unit"] * [level.units[other] for other in others].count(unit)
        if site >= 0 and "site" in weights:
            cost += weights["site"] * [level.sites[other] for other in others].count(site)
        pasts = level.pasts[place]
        if pasts and "history" in weights:
            for other in others:
                if not pasts.isdisjoint(level.pasts[other]):
                    cost += weights["history"] * len(pasts & level.pasts[other])
        return cost

    def block_gain(self, block: Sequence[int], others: Sequence[int]) -> int:
        """As `gain`, for a block and as many people of one other group."""
        one, other = self.group_of[block[0]], self.group_of[others[0]]
        return (
            self.cost_of([*(p for p in self.groups[one] if p not in block), *others])
            + self.cost_of([*(p for p in self.groups[other] if p not in others), *block])
            - self.cost(one)
            - self.cost(other)
        )

    def as_many(self, number: int, count: int, drawn: float) -> list[int]:
        """So many people of a group whom no rule ties to others; none where there are no such.

        Args:
            number: the group.
            count: how many.
            drawn: from 0 to 1, where in the group to begin.
        """
        blocks = list(dict.fromkeys(self.level.block_of[place] for place in self.groups[number]))
        start, found = int(drawn * len(blocks)), list[int]()
        for step in range(len(blocks)):
            block = self.level.blocks[blocks[(start + step) % len(blocks)]]
            if len(found) + len(block) <= count:
                found += block
        return found if len(found) == count else []

    def exchange(self, a: int, b: int) -> None:
        """Two people of different groups change seats."""
        one, other = self.group_of[a], self.group_of[b]
        first, second = self.groups[one], self.groups[other]
        first[first.index(a)] = b
        second[second.index(b)] = a
        self.group_of[a], self.group_of[b] = other, one

    def _common_change(self, a: int, b: int, rest_one: list[int], rest_other: list[int]) -> int:
        change = 0
        for wish, masks in (("slot", self.level.slots), ("topic", self.level.topics)):
            weight = self.weights.get(wish)
            if weight:
                one, other = common(masks, rest_one), common(masks, rest_other)
                after = (not one & masks[b]) + (not other & masks[a])
                change += weight * (after - (not one & masks[a]) - (not other & masks[b]))
        return change


def most_common(masks: Sequence[int], group: Iterable[int]) -> tuple[int, int]:
    """What most of a group have, as a bit's number, and how many have it; -1 where none has any."""
    counts: dict[int, int] = {}
    for place in group:
        for bit in bits(masks[place]):
            counts[bit] = counts.get(bit, 0) + 1
    if not counts:
        return -1, 0
    best = max(counts, key=lambda bit: (counts[bit], -bit))
    return best, counts[best]
