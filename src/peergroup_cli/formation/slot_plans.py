"""Which slots the groups of a small level can meet at: all plans, or the proof that there is none.

A plan says how many groups meet at each slot. It holds where everybody finds a seat at an own slot,
with 4 to 6 people in each group: a matching of people and seats. Where people stay without a seat,
Hall's theorem (1935) names the slots of which one needs another group, so few plans are looked at.
"""

from collections.abc import Iterator, Sequence
from copy import copy

from peergroup_cli.formation.bounds import usable
from peergroup_cli.formation.level import LARGEST_GROUP, SMALLEST_GROUP, Level, bits

_COMPARED = 60
"""People without a seat whose slots are compared."""

ANY = -1
"""What stands for a slot where a group need not have one."""


class SlotPlans:
    """The plans for a level, each once.

    Args:
        level: the people, enough of them for groups of 4 to 6.
        groups: how many groups there are.
        without: how many of them need no common slot.
        looked_at: how many plans, begun ones too, may be looked at.
    """

    def __init__(self, level: Level, groups: int, without: int, looked_at: int) -> None:
        self.left = looked_at
        self.groups, self.without = groups, without
        self.slots, self.choices = _choices(level)

    @property
    def all_seen(self) -> bool:
        """Whether no plan was left out, once those that there are were taken."""
        return self.left > 0

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        """Each plan as a slot for each group, sorted; `ANY` where it needs none."""
        counts = [0] * len(self.slots) + [self.without]
        matching = _Matching(self.choices, [LARGEST_GROUP * count for count in counts])
        closed = [False] * len(self.slots)
        for plan in self._grown(counts, self.groups - self.without, closed, matching):
            yield tuple(
                sorted(
                    self.slots[number] if number < len(self.slots) else ANY
                    for number, count in enumerate(plan)
                    for _ in range(count)
                )
            )

    def seated(self, plan: Sequence[int]) -> list[list[int]]:
        """Groups that keep to a plan; rules between people are not looked at."""
        numbers = [self.slots.index(slot) if slot != ANY else len(self.slots) for slot in plan]
        counts = [numbers.count(number) for number in range(len(self.slots) + 1)]
        matching = _Matching(self.choices, [SMALLEST_GROUP * count for count in counts])
        # who sits moves, but a seat that was taken stays taken
        for number, count in enumerate(counts):
            matching = matching.with_seats(number, LARGEST_GROUP * count)
        return [
            matching.here[number][part::count]
            for number, count in enumerate(counts)
            for part in range(count)
        ]

    def _grown(
        self, counts: list[int], more: int, closed: list[bool], matching: "_Matching"
    ) -> Iterator[list[int]]:
        """The plans that come from this one by so many more groups, none at a closed slot."""
        self.left -= 1
        waiting = matching.unseated
        if self.left <= 0 or len(waiting) > LARGEST_GROUP * more:
            return
        if more == 0:
            if _Matching(self.choices, [SMALLEST_GROUP * count for count in counts]).full:
                yield list(counts)
            return
        alike = {self.choices[one]: one for one in waiting}
        fewest = sorted(alike, key=lambda choices: (len(choices), choices))[:_COMPARED]
        needed = min((matching.reached(alike[key]) for key in fewest), key=len, default=None)
        fresh = list(closed)
        for number in range(len(self.slots)) if needed is None else sorted(needed):
            if self.left > 0 and number < len(self.slots) and not fresh[number]:
                counts[number] += 1
                seats = LARGEST_GROUP * counts[number]
                larger = matching.with_seats(number, seats)
                yield from self._grown(counts, more - 1, fresh, larger)
                counts[number] -= 1
                fresh = list(fresh)
                fresh[number] = True


class _Matching:
    """As many people in seats as can be, found by alternating paths.

    Args:
        choices: for each person the numbers of the kinds of seats.
        seats: how many seats of each kind there are.
    """

    def __init__(self, choices: Sequence[tuple[int, ...]], seats: Sequence[int]) -> None:
        self.choices, self.seats = choices, list(seats)
        self.here: list[list[int]] = [[] for _ in seats]
        self.unseated: Sequence[int] = range(len(choices))
        self.seat_more()

    def with_seats(self, kind: int, seats: int) -> "_Matching":
        """The matching with so many seats of one kind, which are no fewer than before."""
        larger = copy(self)
        larger.seats = list(self.seats)
        larger.here = [list(here) for here in self.here]
        larger.seats[kind] = seats
        larger.seat_more()
        return larger

    @property
    def full(self) -> bool:
        """Whether no seat is empty."""
        return all(len(here) == many for here, many in zip(self.here, self.seats, strict=True))

    def reached(self, one: int) -> set[int]:
        """The kinds of seats of which another one would let a person in who has none."""
        found: set[int] = set()
        people = [one]
        while people:
            for kind in self.choices[people.pop()]:
                if kind not in found:
                    found.add(kind)
                    people.extend(self.here[kind])
        return found

    def seat_more(self) -> None:
        """Seat everybody from whom a path leads to an empty seat."""
        unseated, tried = [], set[int]()
        for one in self.unseated:
            # what leads nowhere does so for the next one too, until somebody moves
            if self._seated(one, tried):
                tried = set()
            else:
                unseated.append(one)
        self.unseated = unseated

    def _seated(self, one: int, tried: set[int]) -> bool:
        for kind in self.choices[one]:
            if len(self.here[kind]) < self.seats[kind]:
                self.here[kind].append(one)
                return True
        for kind in self.choices[one]:
            if kind in tried:
                continue
            tried.add(kind)
            for place, other in enumerate(self.here[kind]):
                if self._seated(other, tried):
                    self.here[kind][place] = one
                    return True
        return False


def _choices(level: Level) -> tuple[list[int], list[tuple[int, ...]]]:
    """The slots that matter, and for each person the numbers of their own and of `ANY`.

    A slot does not matter where all who have it have another one: a group could meet there.
    """
    masks = usable(level, level.slots)
    held: dict[int, set[int]] = {}
    for place, mask in enumerate(masks):
        for bit in bits(mask):
            held.setdefault(bit, set()).add(place)
    slots: list[int] = []
    for bit in sorted(held, key=lambda bit: (-len(held[bit]), bit)):
        if not any(held[bit] <= held[other] for other in slots):
            slots.append(bit)
    choices = [
        (*(number for number, bit in enumerate(slots) if mask >> bit & 1), len(slots))
        for mask in masks
    ]
    return slots, choices
