"""Simulated annealing that keeps every group's slot: people move on round a ring of groups.

Where slots are scarce, two people can seldom change seats so that both groups still have a common
slot. Three or four can: each goes to a group whose slot is one of their own, the last one to where
the first came from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from peergroup_cli.formation.level import Level, bits
from peergroup_cli.formation.seating import most_common
from peergroup_cli.formation.walk_costs import (
    WAITS,
    fill_with_empty_seats,
    lack_costs,
    milder,
    pair_costs,
)
from peergroup_cli.formation.wishes import common
from peergroup_cli.model.settings import Wish

ANY = 1
"""The slot of a group that need not have one, as a mask: everybody has it."""

_RATIOS = (4, 8)
"""What a wish weighs, measured in the next one: each in turn."""

_SLOPE = 0.2
_RING = 5
_CLOSED = 4
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits where, and the slot that each group keeps.

    Args:
        groups: by place, with empty seats.
        slots: for each group a mask of one bit, `ANY` where it need not have a slot.
    """

    groups: list[list[int]]
    slots: list[int]

    def copied(self) -> "Seats":
        """The same, to be changed."""
        return Seats([list(group) for group in self.groups], list(self.slots))


class Rotating:
    """A walk over the groupings of a level; hard rules and slots are never given up by a move.

    Args:
        level: at most `annealing.MOST_PEOPLE` people.
        groups: a grouping; all others here have its sizes.
        order: the wishes in use, the most wanted first.
        weights: the strict weights, as of `seating.weights_of`.
    """

    def __init__(
        self,
        level: Level,
        groups: Sequence[Sequence[int]],
        order: Sequence[Wish],
        weights: Mapping[str, int],
    ) -> None:
        self.level, self.order, self.strict = level, tuple(order), dict(weights)
        self.random = Random(0)  # noqa: S311 - the same walk each time, nothing secret
        filled = [list(group) for group in groups]
        empty = fill_with_empty_seats(filled, len(level.people))
        ghosts = sum(map(len, empty))
        self.count = len(level.people) + ghosts
        self.tied = [level.blocks[block] for block in level.block_of]
        self.tied += [(place,) for place in range(len(level.people), self.count)]
        self.fixed = [len(block) > 1 for block in self.tied]
        self.movable = [place for place in range(self.count) if not self.fixed[place]]
        self.slots_of = [mask << 1 | ANY for mask in level.slots] + [-1] * ghosts
        topics = level.topics if "topic" in order else (-1,) * len(level.people)
        self.topics_of = [*topics] + [-1] * ghosts
        lower = [wish for wish in self.order if wish != "slot"]
        self.strict_pairs = pair_costs(level, weights, empty)
        self.mild: list[dict[Wish, int]] = [
            {wish: ratio**place for place, wish in enumerate(reversed(lower))} for ratio in _RATIOS
        ]
        self.all_mild_pairs = [
            milder(self.strict_pairs, self.strict, self.order, mild) for mild in self.mild
        ]
        self.runs = 0
        self.seats = Seats(filled, [self._shared_slot(group) for group in filled])
        self.best, self.best_cost = self.seats, self.cost_of(filled)

    def cost_of(self, groups: Sequence[Sequence[int]]) -> int:
        """What groups cost by the strict weights."""
        cost = sum(map(self._strict_lack, groups))
        for group in groups:
            for at, place in enumerate(group):
                cost += sum(self.strict_pairs[place][other] for other in group[:at])
        return cost

    def run(self, seats: Seats, heat: tuple[float, float], evaluations: int) -> int:
        """Cool down once; `best` and `best_cost` are then the best grouping on the way.

        Args:
            seats: where to begin; everybody has the slot of their group.
            heat: the first and the last temperature, measured in the highest wish but slots.
            evaluations: how many steps to other groups may be drawn.

        Returns:
            How many are left, below 0 where there were too few.
        """
        self._weigh()
        self._settle(seats)
        if not self.movable:
            return evaluations - 1
        temperature, left = heat[0] * self.hottest, evaluations
        cooling = (heat[1] / heat[0]) ** (1 / _STEPS)
        for step in range(_STEPS, 0, -1):
            left = self._step(temperature, left, left - left // step)
            temperature *= cooling
        return left

    def _weigh(self) -> None:
        """Take the mild weights whose turn it is."""
        mild = self.mild[self.runs % len(self.mild)]
        self.mild_pairs = self.all_mild_pairs[self.runs % len(self.mild)]
        self.hottest = max(mild.values(), default=1)
        self.topic_cost = lack_costs(mild.get("topic", 0), _SLOPE)
        self.runs += 1

    def _settle(self, seats: Seats) -> None:
        self.seats = seats.copied()
        groups = self.seats.groups
        self.group_of = [0] * self.count
        for number, group in enumerate(groups):
            for place in group:
                self.group_of[place] = number
        slots = list(enumerate(self.seats.slots))
        self.open = [[number for number, slot in slots if own & slot] for own in self.slots_of]
        self.own = [
            sum(map(self.mild_pairs[place].__getitem__, groups[self.group_of[place]]))
            for place in range(self.count)
        ]
        self.topic_of = [self._topic(group) for group in groups]
        self.no_topic = [
            self._lacking(group, topic) for group, topic in zip(groups, self.topic_of, strict=True)
        ]
        self.cost = self.cost_of(groups)
        self.best, self.best_cost = self.seats.copied(), self.cost

    def _step(self, temperature: float, left: int, until: int) -> int:
        random, getrandbits = self.random.random, self.random.getrandbits
        movable, fixed, group_of = self.movable, self.fixed, self.group_of
        groups, slots, slots_of, free = (
            self.seats.groups,
            self.seats.slots,
            self.slots_of,
            self.open,
        )
        many = len(movable)
        while left > until:
            place = movable[int(random() * many)]
            number = group_of[place]
            slot, people, numbers = slots[number], [place], [number]
            for _ in range(_RING):
                left -= 1
                near = free[place]
                number = near[int(random() * len(near))]
                if number in numbers:
                    if number == numbers[0] == numbers[-1] and not getrandbits(2):
                        self._relabel(number, place, temperature * WAITS[getrandbits(10)])
                    break
                group = groups[number]
                numbers.append(number)
                closing = [one for one in group if slots_of[one] & slot]
                near_by = closing or group
                place = near_by[int(random() * len(near_by))]
                if fixed[place]:
                    break
                people.append(place)
                if closing:
                    left -= _CLOSED
                    self._try_ring(people, numbers, temperature * WAITS[getrandbits(10)])
                    break
        return left

    def _try_ring(self, people: list[int], numbers: list[int], limit: float) -> None:
        """Have each go to the next group, where that does not cost more than the limit."""
        groups, pairs, own = self.seats.groups, self.mild_pairs, self.own
        costs, lacks, topics_of = self.topic_cost, [], self.topics_of
        change, came = 0.0, people[-1]
        for gone, number in zip(people, numbers, strict=True):
            lack, topic = self.no_topic[number], self.topic_of[number]
            new = lack + (not topics_of[came] & topic) - (not topics_of[gone] & topic)
            change += costs[new] - costs[lack] - own[gone]
            lacks.append(new)
            came = gone
        for gone, number in zip(people, numbers, strict=True):
            if change > limit:
                return
            row = pairs[came]
            change += sum(map(row.__getitem__, groups[number])) - row[gone]
            came = gone
        if change <= limit:
            self._move_on(people, numbers, lacks)

    def _move_on(self, people: list[int], numbers: list[int], lacks: list[int]) -> None:
        """Each goes to the next group; the strict cost and the others' own cost follow."""
        own, came = self.own, people[-1]
        for gone, number, lack in zip(people, numbers, lacks, strict=True):
            group = self.seats.groups[number]
            self.cost -= self._strict_lack(group)
            group[group.index(gone)] = came
            self.group_of[came] = number
            self.no_topic[number] = lack
            self.cost += self._strict_lack(group)
            mild_gone, mild_came = self.mild_pairs[gone], self.mild_pairs[came]
            strict_gone, strict_came = self.strict_pairs[gone], self.strict_pairs[came]
            own[came] = 0
            for place in group:
                if place != came:
                    own[place] += mild_came[place] - mild_gone[place]
                    own[came] += mild_came[place]
                    self.cost += strict_came[place] - strict_gone[place]
            came = gone
        if self.cost < self.best_cost:
            self.best, self.best_cost = self.seats.copied(), self.cost

    def _relabel(self, number: int, place: int, limit: float) -> None:
        """Try to have a group keep another slot, which all of it have, and aim at another topic."""
        group, random = self.seats.groups[number], self.random.random
        held = bits(self.slots_of[place] >> 1) if self.slots_of[place] > 0 else ()
        if held:
            slot = 2 << held[int(random() * len(held))]
            if all(self.slots_of[one] & slot for one in group):
                self._keep(number, slot)
        held = bits(self.topics_of[place]) if self.topics_of[place] > 0 else ()
        if held:
            topic = 1 << held[int(random() * len(held))]
            lack = self._lacking(group, topic)
            if self.topic_cost[lack] - self.topic_cost[self.no_topic[number]] <= limit:
                self.topic_of[number], self.no_topic[number] = topic, lack

    def _keep(self, number: int, slot: int) -> None:
        """From now on the group keeps this slot."""
        old = self.seats.slots[number]
        if slot == old:
            return
        self.seats.slots[number] = slot
        for own, near in zip(self.slots_of, self.open, strict=True):
            if own & old:
                near.remove(number)
            if own & slot:
                near.append(number)

    def _shared_slot(self, group: Sequence[int]) -> int:
        """The first slot that all of a group have, or `ANY`."""
        shared = common(self.slots_of, group) >> 1
        return (shared & -shared) << 1 if shared > 0 else ANY

    def _topic(self, group: Sequence[int]) -> int:
        """What most of a group would work on, as a mask of one bit; all where nobody says."""
        best, _ = most_common(self.topics_of, [one for one in group if self.topics_of[one] != -1])
        return 1 << best if best >= 0 else -1

    def _lacking(self, group: Sequence[int], topic: int) -> int:
        return sum(not self.topics_of[place] & topic for place in group)

    def _strict_lack(self, group: Sequence[int]) -> int:
        lack = 0
        if "slot" in self.strict and common(self.slots_of, group) == ANY:
            lack = self.strict["slot"]
        if "topic" in self.strict and not common(self.topics_of, group):
            lack += self.strict["topic"]
        return lack
