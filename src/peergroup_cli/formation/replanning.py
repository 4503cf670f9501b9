"""Better groups by other plans of slots: one group meets at another slot, and the rest follows.

Which groups meet at which slot decides how well all else can be met, and hardly any exchange of
people leads from one such plan to another. So a group is given another slot at once, or people who
must be together change places with as many others. Whoever then lacks the slot of their group
moves on round a ring of groups; when all have it, people are rotated, and what is better is kept.
"""

from collections import deque
from collections.abc import Callable, Sequence

from peergroup_cli.formation.level import bits
from peergroup_cli.formation.rotating import ANY, Rotating, Seats

_FIRST = (0.5, 0.08)
_AFTER = (0.3, 0.08)
_PERSON = 150
"""Evaluations of one cooling for each person."""

_LONG = 6
"""How many times longer the first cooling is."""

_TOGETHER = 0.3
"""How often a block is moved, where there are any."""


class Replanning:
    """The search through plans of slots.

    Args:
        rotating: the walk that keeps slots; its grouping is where to begin.
        target: a strict cost that cannot be beaten.
    """

    def __init__(self, rotating: Rotating, target: int) -> None:
        self.rotating, self.target = rotating, target
        self.random = rotating.random
        self.seats, self.cost = rotating.best, rotating.best_cost
        self.blocks = [block for block in rotating.level.blocks if len(block) > 1]

    @property
    def groups(self) -> list[list[int]]:
        """The best grouping so far."""
        people = len(self.rotating.level.people)
        return [[place for place in group if place < people] for group in self.seats.groups]

    def run(self, evaluations: int, told: Callable[[int], None]) -> None:
        """Try plans until the budget ends or the target is met; `told` hears what is left of it."""
        portion = _PERSON * self.rotating.count
        left = self._rotated(self.seats, _FIRST, min(evaluations, _LONG * portion), evaluations)
        while left > 0 and self.cost > self.target:
            told(left)
            seats, visited = self._replanned()
            left -= visited
            if seats:
                left = self._rotated(seats, _AFTER, min(left, portion), left)

    def _rotated(self, seats: Seats, heat: tuple[float, float], portion: int, left: int) -> int:
        """Rotate from there on and keep what is as good as the best; gives what is left."""
        left += self.rotating.run(seats, heat, portion) - portion
        if self.rotating.best_cost <= self.cost:
            self.seats, self.cost = self.rotating.best, self.rotating.best_cost
        return left

    def _replanned(self) -> tuple[Seats | None, int]:
        """The seats by another plan, where that can be, and how many people were looked at."""
        seats = self.seats.copied()
        together = self.blocks and self.random.random() < _TOGETHER
        number = self._with_block_moved(seats) if together else self._with_other_slot(seats)
        return (None, 1) if number < 0 else self._mended(seats, number)

    def _with_other_slot(self, seats: Seats) -> int:
        """Give a group another slot, which one of it has; its number, below 0 where none has."""
        number = self._drawn(len(seats.groups))
        group = seats.groups[number]
        own = self.rotating.slots_of[group[self._drawn(len(group))]]
        held = bits(own >> 1) if own > 0 else ()
        slot = 2 << held[self._drawn(len(held))] if held else seats.slots[number]
        if slot == seats.slots[number]:
            return -1
        if seats.slots[number] == ANY:
            # another group does without, so that there are no more of them
            seats.slots[self._drawn(len(seats.groups))] = ANY
        seats.slots[number] = slot
        return number

    def _with_block_moved(self, seats: Seats) -> int:
        """Have a block change places with others; the number of the group that it leaves.

        Below 0 where a group is drawn that the block cannot move to.
        """
        slots_of, block = self.rotating.slots_of, self.blocks[self._drawn(len(self.blocks))]
        number = next(n for n, group in enumerate(seats.groups) if block[0] in group)
        other = self._drawn(len(seats.groups))
        leaving = self._as_many(seats.groups[other], len(block))
        open_to = all(slots_of[place] & seats.slots[other] for place in block)
        if other == number or not leaving or not open_to:
            return -1
        for one, place in zip(block, leaving, strict=True):
            _move(seats.groups, [(one, number), (place, other)])
        return number

    def _as_many(self, group: Sequence[int], count: int) -> list[int]:
        """So many of a group whom no rule ties to others of it; nobody where there are no such."""
        found: list[int] = []
        for place in self.random.sample(group, len(group)):
            tied = self.rotating.tied[place]
            if place not in found and len(found) + len(tied) <= count:
                found += tied
        return found if len(found) == count else []

    def _drawn(self, many: int) -> int:
        return int(self.random.random() * many)

    def _mended(self, seats: Seats, number: int) -> tuple[Seats | None, int]:
        """Have those who lack the slot of a group leave it, each by a shortest ring."""
        slots_of, slot, visited = self.rotating.slots_of, seats.slots[number], 0
        for place in list(seats.groups[number]):
            if not slots_of[place] & slot:
                ring, more = self._ring(seats, number, place)
                visited += more
                if not ring:
                    return None, visited
                _move(seats.groups, ring)
        return seats, visited

    def _ring(self, seats: Seats, number: int, place: int) -> tuple[list[tuple[int, int]], int]:
        """A shortest ring that takes a person out of a group and brings one who has its slot.

        Returns:
            The people with the groups that they leave, that person first; nothing where there is
            no ring. And how many people were looked at.
        """
        slots_of, fixed, slot = self.rotating.slots_of, self.rotating.fixed, seats.slots[number]
        if fixed[place]:
            return [], 1
        came: dict[int, tuple[int, int]] = {place: (-1, number)}
        numbers = [other for other in range(len(seats.groups)) if other != number]
        self.random.shuffle(numbers)
        queue = deque([place])
        while queue:
            one = queue.popleft()
            near = [other for other in numbers if slots_of[one] & seats.slots[other]]
            for other in near:
                numbers.remove(other)
                for next_one in seats.groups[other]:
                    if not fixed[next_one]:
                        came[next_one] = (one, other)
                        queue.append(next_one)
                        if slots_of[next_one] & slot:
                            return _traced(came, next_one), len(came)
        return [], len(came)


def _traced(came: dict[int, tuple[int, int]], place: int) -> list[tuple[int, int]]:
    ring = []
    while place >= 0:
        before, number = came[place]
        ring.append((place, number))
        place = before
    return ring[::-1]


def _move(groups: list[list[int]], ring: list[tuple[int, int]]) -> None:
    """Each of the ring goes to the group of the next one."""
    comes = ring[-1][0]
    for place, number in ring:
        group = groups[number]
        group[group.index(place)] = comes
        comes = place
