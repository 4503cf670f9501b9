"""Trying every grouping of a small level, branch and bound: the best one, and the proof of it."""

from collections.abc import Mapping, Sequence

from peergroup_cli.formation.level import LARGEST_GROUP, SMALLEST_GROUP, TOO_SMALL, Level
from peergroup_cli.formation.seating import BROKEN, Seating
from peergroup_cli.formation.wishes import missed_in

MOST_PEOPLE = 24


class Trying:
    """The groupings of a level into so many groups, tried in the order of the blocks.

    A part of a grouping is given up where it costs as much as the best grouping: what is paid
    already, and for each block that is left the least that it pays with those who are seated.

    Args:
        level: at most `MOST_PEOPLE` people.
        groups: a grouping that breaks no hard rule; it stays where nothing costs less.
        weights: the strict weights, as of `seating.weights_of`.
        evaluations: how many seats may be tried.
    """

    def __init__(
        self,
        level: Level,
        groups: Sequence[Sequence[int]],
        weights: Mapping[str, int],
        evaluations: int,
    ) -> None:
        self.level = level
        self.weights = weights
        self.left = evaluations
        self.sizes = _sizes(level, groups)
        self.best = [list(group) for group in groups]
        seating = Seating(level, groups, weights)
        self.cost = seating.total()
        self.pairs = self._pairs(seating)
        self.own = [self.pairs[block][block] for block in range(len(level.blocks))]
        self.seated: list[list[int]] = [[] for _ in groups]

    def run(self) -> bool:
        """Try all; whether that was possible within the budget, so that `best` is the best."""
        blocks = self.level.blocks
        order = sorted(
            range(len(blocks)), key=lambda block: (-len(blocks[block]), -sum(self.pairs[block]))
        )
        costs = [[0] * len(blocks) for _ in self.seated]
        return self._tried(order, costs, sum(self.own))

    def _pairs(self, seating: Seating) -> list[list[int]]:
        blocks = self.level.blocks
        rows = [
            [sum(seating.pair(a, b) for a in block for b in other if a != b) for other in blocks]
            for block in blocks
        ]
        for number in range(len(blocks)):
            rows[number][number] //= 2
        return rows

    def _tried(self, order: list[int], costs: list[list[int]], paid: int) -> bool:
        """Seat the first block of the order in every group, then the others.

        Args:
            order: the blocks that are left.
            costs: for each group and block, what the block would pay there with those seated.
            paid: what those seated pay, and what the blocks that are left pay by themselves.
        """
        if not order:
            if paid < self.cost and self._right_sizes():
                self.cost = paid
                self.best = [list(group) for group in self.seated]
            return True
        block, left = order[0], order[1:]
        for number in self._places(block, costs):
            self.left -= 1
            if self.left <= 0:
                return False
            group, before = self.seated[number], self._apart(number)
            group.extend(self.level.blocks[block])
            now = paid + costs[number][block] + self._apart(number) - before
            row = self.pairs[block]
            added = list(costs)
            added[number] = [cost + more for cost, more in zip(costs[number], row, strict=True)]
            whole = now >= self.cost or self._hopeless(left, added, now)
            done = whole or self._tried(left, added, now)
            del group[-len(self.level.blocks[block]) :]
            if not done:
                return False
        return True

    def _places(self, block: int, costs: list[list[int]]) -> list[int]:
        """Where the block fits, cheapest first; of the empty groups only the first."""
        size = len(self.level.blocks[block])
        found, empty = [], False
        for number, group in enumerate(self.seated):
            if not group and empty:
                continue
            empty = empty or not group
            fits = len(group) + size <= self.sizes[1]
            if fits and costs[number][block] < self.weights[BROKEN]:
                found.append(number)
        return sorted(found, key=lambda number: (costs[number][block], number))

    def _apart(self, number: int) -> int:
        """What the people of a group pay for having no slot or topic in common."""
        return sum(
            self.weights[wish] * missed_in(self.level, self.seated[number], wish)
            for wish in ("slot", "topic")
            if wish in self.weights
        )

    def _hopeless(self, left: Sequence[int], costs: list[list[int]], paid: int) -> bool:
        """Whether those who are left pay too much, or are too few for the smallest size."""
        people = sum(len(self.level.blocks[block]) for block in left)
        if sum(max(0, self.sizes[0] - len(group)) for group in self.seated) > people:
            return True
        for block in left:
            size = len(self.level.blocks[block])
            paid += min(
                (
                    row[block]
                    for group, row in zip(self.seated, costs, strict=True)
                    if len(group) + size <= self.sizes[1]
                ),
                default=self.cost,
            )
            if paid >= self.cost:
                return True
        return False

    def _right_sizes(self) -> bool:
        return all(self.sizes[0] <= len(group) <= self.sizes[1] for group in self.seated)


def _sizes(level: Level, groups: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The sizes that are tried: 4 to 6, or those at hand where the level is too small for that."""
    if len(level.people) in TOO_SMALL:
        return min(map(len, groups)), max(map(len, groups))
    return SMALLEST_GROUP, LARGEST_GROUP
