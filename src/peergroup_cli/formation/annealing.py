"""Simulated annealing for levels of a few hundred people.

The walk uses mild weights, so that a high wish may be paid for a moment; what is kept is the best
grouping by the strict order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from peergroup_cli.formation.level import Level, bits
from peergroup_cli.formation.seating import Seating, most_common
from peergroup_cli.formation.walk_costs import (
    WAITS,
    fill_with_empty_seats,
    lack_costs,
    milder,
    pair_costs,
)
from peergroup_cli.model.settings import Wish

MOST_PEOPLE = 400

_STEPS = 100


@dataclass(frozen=True, slots=True)
class _Recipe:
    """How a walk goes; measured on seeded rosters of 48 to 390 people.

    Args:
        ratio: what a wish weighs, measured in the next one.
        heat: the first temperature, measured in the highest wish.
        cooling: by what the temperature is multiplied a hundred times.
        slope: what each further person without the common slot weighs, measured in the first.
    """

    ratio: int
    heat: float
    cooling: float
    slope: float


_RECIPES = (
    _Recipe(4, 0.08, 0.955, 0.25),
    _Recipe(6, 0.12, 0.95, 0.2),
    _Recipe(3, 0.5, 0.955, 0.25),
)

_LAST = _Recipe(2, 0.08, 0.97, 0.5)
"""For what is wanted least, where all else is as good as it will get."""


class Annealing:
    """A walk over the groupings of a level; hard rules are never broken by a move.

    Args:
        level: at most `MOST_PEOPLE` people.
        groups: a grouping that breaks no hard rule.
        order: the wishes in use, the most wanted first.
        weights: the strict weights, as of `seating.weights_of`.
        target: the cost by these weights that cannot be beaten.
    """

    def __init__(
        self,
        level: Level,
        groups: Sequence[Sequence[int]],
        order: Sequence[Wish],
        weights: Mapping[str, int],
        target: int,
    ) -> None:
        self.level = level
        self.target = target
        self.random = Random(0)  # noqa: S311 - the same walk each time, nothing secret
        self.groups = [list(group) for group in groups]
        empty = fill_with_empty_seats(self.groups, len(level.people))
        ghosts = sum(map(len, empty))
        self.count = len(level.people) + ghosts
        self.order = tuple(order)
        self.strict = dict(weights)
        self.strict_pairs = pair_costs(level, weights, empty)
        nothing = (0,) * len(level.people)
        slots_of = level.slots if "slot" in order else nothing
        topics_of = level.topics if "topic" in order else nothing
        width = max((mask.bit_length() for mask in slots_of), default=0)
        self.slot_bits, self.topic_bits = (1 << width) - 1, -1 << width
        pairs = list(zip(slots_of, topics_of, strict=True))
        self.masks = [slots | topics << width for slots, topics in pairs] + [-1] * ghosts
        self.choices = [
            ([1 << bit for bit in bits(slots)], [1 << bit + width for bit in bits(topics)])
            for slots, topics in pairs
        ] + [([], [])] * ghosts
        free = Seating(level, groups, weights).alone + [True] * ghosts
        self.movable = [place for place in range(self.count) if free[place]]
        self.best_cost = self._strict_cost()
        self._best = self._seated()

    @property
    def best(self) -> list[list[int]]:
        """The best grouping so far."""
        people = len(self.level.people)
        return [[place for place in group if place < people] for group in self._best]

    def run(self, evaluations: int, told: Callable[[int], None]) -> None:
        """Walk until the budget ends or the target is met; `told` hears what is left of it."""
        left = evaluations
        portion, walks = max(20_000, 250 * self.count), 0
        while left > 0 and self.best_cost > self.target and len(self.groups) > 1:
            steps = min(left, portion)
            self._walk(steps, _RECIPES[walks % len(_RECIPES)])
            walks += 1
            left -= steps
            told(left)
            portion *= 2

    def cool(self, evaluations: int, told: Callable[[int], None]) -> None:
        """Walk once, with one long cooling; `told` hears that nothing is left."""
        if self.best_cost > self.target and len(self.groups) > 1:
            self._walk(evaluations, _LAST)
        told(0)

    def _walk(self, evaluations: int, recipe: _Recipe) -> None:
        """One cooling, from the best grouping so far."""
        self._weigh(recipe)
        self.groups = [list(group) for group in self._best]
        self._settle()
        heat, each = self.hottest * recipe.heat, evaluations // _STEPS
        for _ in range(_STEPS):
            self._step(heat, each)
            heat *= recipe.cooling
            if self.best_cost <= self.target:
                return

    def _weigh(self, recipe: _Recipe) -> None:
        """The mild weights of a recipe, made from the strict costs of pairs."""
        mild = {wish: recipe.ratio**place for place, wish in enumerate(reversed(self.order))}
        self.hottest = max(mild.values(), default=1)
        self.slot_cost = lack_costs(mild.get("slot", 0), recipe.slope)
        self.topic_cost = lack_costs(mild.get("topic", 0), recipe.slope)
        self.mild_pairs = milder(self.strict_pairs, self.strict, self.order, mild)

    def _settle(self) -> None:
        self.group_of = [0] * self.count
        for number, group in enumerate(self.groups):
            for place in group:
                self.group_of[place] = number
        self.own = [
            sum(self.mild_pairs[place][other] for other in self.groups[self.group_of[place]])
            for place in range(self.count)
        ]
        self.slot_of = [self._label(group, self.slot_bits) for group in self.groups]
        self.topic_of = [self._label(group, self.topic_bits) for group in self.groups]
        self.no_slot = self._lacks("slot", self.slot_of)
        self.no_topic = self._lacks("topic", self.topic_of)
        self.cost = self._strict_cost()

    def _label(self, group: Sequence[int], among: int) -> int:
        """What most of a group have, as a mask of one bit; 0 where none has any."""
        real = [place for place in group if self.masks[place] != -1]
        best, _ = most_common([mask & among for mask in self.masks], real)
        return 1 << best if best >= 0 else 0

    def _lacks(self, wish: Wish, labels: Sequence[int]) -> list[int]:
        """For each group how many lack its label; nobody where the wish is not in use."""
        if wish not in self.order:
            return [0] * len(labels)
        return [self._lacking(*pair) for pair in zip(self.groups, labels, strict=True)]

    def _lacking(self, group: Sequence[int], label: int) -> int:
        return sum(not self.masks[place] & label for place in group)

    def _step(self, heat: float, evaluations: int) -> None:
        random, getrandbits = self.random.random, self.random.getrandbits
        movable, groups, group_of, own = self.movable, self.groups, self.group_of, self.own
        pairs, masks, no_slot, no_topic = self.mild_pairs, self.masks, self.no_slot, self.no_topic
        many = len(movable)
        for _ in range(evaluations):
            limit = heat * WAITS[getrandbits(10)]
            a = movable[int(random() * many)]
            one = group_of[a]
            if not (own[a] or no_slot[one] or no_topic[one]):
                a = movable[int(random() * many)]
                one = group_of[a]
            b = movable[int(random() * many)]
            other = group_of[b]
            if one == other:
                self._relabel(one, a, limit)
                continue
            change, lacks = self._change_of_lacks(one, other, masks[a], masks[b])
            change -= own[a] + own[b]
            if change > limit:
                continue
            new_a = sum(map(pairs[a].__getitem__, groups[other])) - pairs[a][b]
            new_b = sum(map(pairs[b].__getitem__, groups[one])) - pairs[b][a]
            if change + new_a + new_b > limit:
                continue
            self._exchange(a, b)
            own[a], own[b] = new_a, new_b
            no_slot[one], no_slot[other], no_topic[one], no_topic[other] = lacks
            if self.cost < self.best_cost:
                self.best_cost, self._best = self.cost, self._seated()

    def _change_of_lacks(
        self, one: int, other: int, mask_a: int, mask_b: int
    ) -> tuple[float, tuple[int, int, int, int]]:
        """What the labels cost more if a and b change seats, and how many then lack them."""
        costs, label_one, label_other = self.slot_cost, self.slot_of[one], self.slot_of[other]
        lack_one, lack_other = self.no_slot[one], self.no_slot[other]
        slot_one = lack_one + (not mask_b & label_one) - (not mask_a & label_one)
        slot_other = lack_other + (not mask_a & label_other) - (not mask_b & label_other)
        change = costs[slot_one] + costs[slot_other] - costs[lack_one] - costs[lack_other]
        costs, label_one, label_other = self.topic_cost, self.topic_of[one], self.topic_of[other]
        lack_one, lack_other = self.no_topic[one], self.no_topic[other]
        topic_one = lack_one + (not mask_b & label_one) - (not mask_a & label_one)
        topic_other = lack_other + (not mask_a & label_other) - (not mask_b & label_other)
        change += costs[topic_one] + costs[topic_other] - costs[lack_one] - costs[lack_other]
        return change, (slot_one, slot_other, topic_one, topic_other)

    def _relabel(self, number: int, place: int, limit: float) -> None:
        """Try to have a group aim at another slot and topic, both of which one of it has."""
        group, random = self.groups[number], self.random.random
        slots, topics = self.choices[place]
        if slots:
            label = slots[int(random() * len(slots))]
            lack = self._lacking(group, label)
            if self.slot_cost[lack] - self.slot_cost[self.no_slot[number]] <= limit:
                self.slot_of[number], self.no_slot[number] = label, lack
        if topics:
            label = topics[int(random() * len(topics))]
            lack = self._lacking(group, label)
            if self.topic_cost[lack] - self.topic_cost[self.no_topic[number]] <= limit:
                self.topic_of[number], self.no_topic[number] = label, lack

    def _exchange(self, a: int, b: int) -> None:
        """Two people change seats; the strict cost and the others' own cost follow."""
        one, other = self.group_of[a], self.group_of[b]
        for number, gone, came in ((one, a, b), (other, b, a)):
            group = self.groups[number]
            self.cost -= self._strict_lack(group)
            group[group.index(gone)] = came
            self.group_of[came] = number
            self.cost += self._strict_lack(group)
            mild_gone, mild_came = self.mild_pairs[gone], self.mild_pairs[came]
            strict_gone, strict_came = self.strict_pairs[gone], self.strict_pairs[came]
            for place in group:
                if place != came:
                    self.own[place] += mild_came[place] - mild_gone[place]
                    self.cost += strict_came[place] - strict_gone[place]

    def _strict_lack(self, group: Sequence[int]) -> int:
        shared = self._shared(group)
        lack = 0 if shared & self.slot_bits else self.strict.get("slot", 0)
        return lack if shared & self.topic_bits else lack + self.strict.get("topic", 0)

    def _shared(self, group: Sequence[int]) -> int:
        shared = -1
        for place in group:
            shared &= self.masks[place]
        return shared

    def _strict_cost(self) -> int:
        cost = sum(map(self._strict_lack, self.groups))
        for group in self.groups:
            for at, place in enumerate(group):
                cost += sum(self.strict_pairs[place][other] for other in group[:at])
        return cost

    def _seated(self) -> list[list[int]]:
        return [list(group) for group in self.groups]
