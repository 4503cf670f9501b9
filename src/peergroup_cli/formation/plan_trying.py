"""Trying every grouping that keeps to a plan of slots, branch and bound: the best, and the proof.

Where slots are scarce a person can sit in one or two groups of a plan, so that levels of up to 60
people can be tried wholly.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from peergroup_cli.formation.level import LARGEST_GROUP, SMALLEST_GROUP, Level
from peergroup_cli.formation.slot_plans import ANY
from peergroup_cli.formation.wishes import PAIRED, alike_in


class PlanTrying:
    """The groupings of a level by plans.

    What a part of a grouping costs at least follows from kinds, that is, people of one part of the
    organisation, of one earlier group or of one site. Those of a kind who are left are poured into
    the groups like water, which no seating undercuts; whoever must sit above the water costs more.

    Args:
        level: the people.
        weights: what a pair of each wish costs; wishes of slots and topics are not looked at.
        limit: only a grouping that costs less is looked for.
        evaluations: how many seats may be weighed.
    """

    def __init__(
        self, level: Level, weights: Mapping[str, int], limit: float, evaluations: int
    ) -> None:
        self.level, self.left = level, evaluations
        self.limit: float = limit
        self.best: list[list[int]] | None = None
        self.masks = [-1] * len(level.blocks)
        for place, mask in enumerate(level.slots):
            self.masks[level.block_of[place]] &= mask
        self.foes = [
            {level.block_of[foe] for place in block for foe in level.foes[place]}
            for block in level.blocks
        ]
        self.kinds, self.weights = _kinds(level, weights)

    def run(self, plan: Sequence[int]) -> bool:
        """Try all groupings that keep to the plan; whether that was possible.

        Args:
            plan: a slot for each group, sorted.
        """
        least = self.least(plan)
        return self._tried(set(range(len(self.level.blocks))), least)

    def least(self, plan: Sequence[int]) -> int:
        """What every grouping that keeps to the plan costs at least."""
        self.plan = plan
        blocks = range(len(self.level.blocks))
        self.open = [
            [
                group
                for group, slot in enumerate(plan)
                if slot == ANY or self.masks[block] >> slot & 1
            ]
            for block in blocks
        ]
        self.sizes = [0] * len(plan)
        self.home = [-1] * len(blocks)
        self.waters = [_Water(len(plan), weight) for weight in self.weights]
        for block in blocks:
            for kind in self.kinds[block]:
                self.waters[kind].add(self.open[block])
        for water in self.waters:
            water.settle()
        return sum(water.cost for water in self.waters)

    def _tried(self, left: set[int], cost: int) -> bool:
        """Seat those who are left; what is known of the cost so far is paid in any case."""
        if not left:
            self._keep(cost)
            return True
        block, places = self._next(left, cost)
        left.remove(block)
        for _, group in places:
            now = cost + self._put(block, group)
            done = now >= self.limit or self._tried(left, now)
            self._take(block, group)
            if not done:
                return False
        left.add(block)
        return self.left > 0

    def _next(self, left: Iterable[int], known: int) -> tuple[int, list[tuple[int, int]]]:
        """The block with the fewest places that may lead to less than the limit, cheapest first.

        No places where this part of a grouping leads nowhere.
        """
        cost: float = known
        choices: dict[int, list[tuple[int, int]]] = {}
        for block in sorted(left):
            places = choices[block] = self._places(block)
            self.left -= len(places)
            cost += places[0][0] if places else inf
            if cost >= self.limit or self.left <= 0:
                return block, []
        reach = [0] * len(self.plan)
        best, fewest, size = -1, [(0, 0)] * (len(self.plan) + 1), 0
        for block, places in choices.items():
            bar = self.limit - cost + places[0][0]
            kept = [one for one in places if one[0] < bar]
            members = len(self.level.blocks[block])
            for _, group in kept:
                reach[group] += members
            if (len(kept), -members) < (len(fewest), -size):
                best, fewest, size = block, kept, members
        if any(lack > here for lack, here in zip(self._missing(), reach, strict=True)):
            return best, []
        return best, fewest

    def _missing(self) -> list[int]:
        """How many people each group lacks; the first of like empty ones has what all lack."""
        missing = [SMALLEST_GROUP - size for size in self.sizes]
        first: dict[int, int] = {}
        for group, size in enumerate(self.sizes):
            if not size and first.setdefault(self.plan[group], group) != group:
                missing[first[self.plan[group]]] += missing[group]
                missing[group] = 0
        return missing

    def _places(self, block: int) -> list[tuple[int, int]]:
        """What the block costs above the water and where, cheapest first; of like groups one."""
        room = LARGEST_GROUP - len(self.level.blocks[block])
        waters = [self.waters[kind].above for kind in self.kinds[block]]
        foes, home, sizes, found, empty = self.foes[block], self.home, self.sizes, [], set()
        for group in self.open[block]:
            if sizes[group] > room or (foes and any(home[foe] == group for foe in foes)):
                continue
            if not sizes[group]:
                if self.plan[group] in empty:
                    continue
                empty.add(self.plan[group])
            found.append((sum([above[group] for above in waters]), group))
        found.sort()
        return found

    def _put(self, block: int, group: int) -> int:
        """Seat the block; gives by how much more is paid in any case."""
        self.home[block] = group
        self.sizes[group] += len(self.level.blocks[block])
        more = 0
        for kind in self.kinds[block]:
            water = self.waters[kind]
            more -= water.cost
            water.put(group, 1)
            more += water.cost
        return more

    def _take(self, block: int, group: int) -> None:
        self.home[block] = -1
        self.sizes[group] -= len(self.level.blocks[block])
        for kind in self.kinds[block]:
            self.waters[kind].put(group, -1)

    def _keep(self, cost: int) -> None:
        if min(self.sizes) >= SMALLEST_GROUP and cost < self.limit:
            self.limit = cost
            self.best = [[] for _ in self.plan]
            for place, block in enumerate(self.level.block_of):
                self.best[self.home[block]].append(place)


class _Water:
    """The people of a kind: how many sit in each group, and what those who are left add at least.

    Args:
        groups: how many groups there are.
        weight: what a pair costs.
    """

    def __init__(self, groups: int, weight: int) -> None:
        self.counts, self.weight = [0] * groups, weight
        self.left = 0
        self.open: set[int] = set()
        self.cost = 0
        self.above = [0] * groups
        """What a person more in each group costs beyond `cost`."""

    def add(self, groups: Iterable[int]) -> None:
        """Another one is of the kind, who may sit in these groups."""
        self.left += 1
        self.open.update(groups)

    def put(self, group: int, many: int) -> None:
        """One who was left sits in the group, or with -1 the other way round."""
        self.counts[group] += many
        self.left -= many
        self.settle()

    def settle(self) -> None:
        """Pour those who are left, each where fewest are."""
        counts, weight = self.counts, self.weight
        pairs = sum([count * (count - 1) // 2 for count in counts])
        level, poured = 0, sorted([counts[group] for group in self.open])
        for _ in range(self.left if poured else 0):
            level = poured[0]
            pairs += level
            place = 1
            while place < len(poured) and poured[place] <= level:
                poured[place - 1] = poured[place]
                place += 1
            poured[place - 1] = level + 1
        self.cost = weight * pairs
        self.above = [weight * (count - level) if count > level else 0 for count in counts]


def _kinds(level: Level, weights: Mapping[str, int]) -> tuple[list[list[int]], list[int]]:
    """For each block the kinds of its people, and for each kind the weight of a pair."""
    kinds: list[list[int]] = [[] for _ in level.blocks]
    found = [
        (wish, places)
        for wish in PAIRED
        if wish in weights
        for places in alike_in(level, wish)
        if len(places) > 1
    ]
    for kind, (_, places) in enumerate(found):
        for place in places:
            kinds[level.block_of[place]].append(kind)
    return kinds, [weights[wish] for wish, _ in found]
