"""Which slots the groups of a small level can meet at: all plans, or the proof that there is none.

A plan says how many groups meet at each slot. It holds where everybody finds a seat at an own slot,
with 4 to 6 people in each group: a matching of people and seats. Where people stay without a seat,
Hall's theorem (1935) names the slots of which one needs another group, so few plans are looked at.
"""

from collections.abc import Iterator, Sequence

from peergroup_cli.formation.bounds import usable
from peergroup_cli.formation.level import LARGEST_GROUP, SMALLEST_GROUP, Level, bits

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
        for plan in self._grown(counts, self.groups - self.without, [False] * len(self.slots)):
            yield tuple(
                sorted(
                    self.slots[number] if number < len(self.slots) else ANY
                    for number, count in enumerate(plan)
                    for _ in range(count)
                )
            )

    def _grown(self, counts: list[int], more: int, closed: list[bool]) -> Iterator[list[int]]:
        """The plans that come from this one by so many more groups, none at a closed slot."""
        self.left -= 1
        if self.left <= 0:
            return
        matching = _Matching(self.choices, [LARGEST_GROUP * count for count in counts])
        waiting = matching.unseated
        if len(waiting) > LARGEST_GROUP * more:
            return
        if more == 0:
            if _Matching(self.choices, [SMALLEST_GROUP * count for count in counts]).full:
                yield list(counts)
            return
        needed = min((matching.reached(one) for one in waiting), key=len, default=None)
        fresh = list(closed)
        for number in range(len(self.slots)) if needed is None else sorted(needed):
            if number < len(self.slots) and not fresh[number]:
                counts[number] += 1
                yield from self._grown(counts, more - 1, fresh)
                counts[number] -= 1
                fresh = list(fresh)
                fresh[number] = True


class _Matching:
    """As many people in seats as can be, found by alternating paths.

    Args:
        choices: for each person the numbers of the kinds of seats.
        seats: how many seats of each kind there are.
    """

    def __init__(self, choices: Sequence[Sequence[int]], seats: Sequence[int]) -> None:
        self.choices, self.seats = choices, seats
        self.here: list[list[int]] = [[] for _ in seats]
        self.unseated = [one for one in range(len(choices)) if not self._seated(one, set())]

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
    """The slots that matter, and for each person the numbers of the own ones and of `ANY`.

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
