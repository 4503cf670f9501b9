"""A slot for groups that have none, by rings of people from slot to slot.

Where slots are scarce, those who have one slot only can be left over in several groups, and no
exchange of two people gives such a group a slot. So a group without one is given a slot that one
of it has; each who lacks it goes to a group that meets at one of the own slots, somebody of that
group goes on, and so forth, until somebody with the slot comes back. A shortest such ring is found
by going through slots, not through groups: there are few of them at any size of the level.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from peergroup_cli.formation.level import Level, bits
from peergroup_cli.formation.seating import Seating
from peergroup_cli.formation.wishes import common

_ANY = -1
"""What stands for the slot of the other groups without one: everybody may go there."""

_LOOKED_AT = 40
"""How often each person of the level may be looked at, on average."""

_WEIGHED = 12
"""People who are weighed for one step of a ring; the one who costs least there is taken."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Somebody who leaves a group for the next slot of a ring, and who comes for them."""

    place: int
    before: "_Step | None"


def with_slots(level: Level, groups: Sequence[Sequence[int]], least: int) -> list[list[int]]:
    """The groups, with fewer of them without a common slot where rings can bring that about.

    No other group loses its slot, no hard rule is broken and no size changes; what else is wanted
    may be met less well.

    Args:
        level: the people and their rules.
        groups: a grouping that breaks no hard rule.
        least: as many groups without a slot there are at best.
    """
    ringing = _Ringing(level, groups)
    better = True
    while better and len(ringing.without) > least:
        better = any(ringing.mended(number) for number in list(ringing.without))
    return ringing.seating.groups


class _Ringing:
    def __init__(self, level: Level, groups: Sequence[Sequence[int]]) -> None:
        self.level = level
        # what costs least on the way: mostly whoever is from no part of the organisation there
        self.seating = Seating(level, groups, {"broken": 1, "unit": 1, "history": 1})
        self.left = _LOOKED_AT * len(level.people)
        self.here: dict[int, list[int]] = {}
        for number, group in enumerate(groups):
            self.here.setdefault(_first(common(level.slots, group)), []).append(number)

    @property
    def without(self) -> list[int]:
        """The groups that have no slot."""
        return self.here.get(_ANY, [])

    def mended(self, number: int) -> bool:
        """Whether the group has got a slot; if not, nothing has changed."""
        group = self.seating.groups[number]
        counts: dict[int, int] = {}
        for place in group:
            for slot in bits(self.level.slots[place]):
                counts[slot] = counts.get(slot, 0) + 1
        self.without.remove(number)
        made: list[list[int]] = []
        for slot in sorted(counts, key=lambda slot: (-counts[slot], slot)):
            if self._brought_to(number, slot, made):
                self.here.setdefault(slot, []).append(number)
                return True
            while made:
                self._turn(made.pop()[::-1])
        self.here[_ANY] = sorted([*self.without, number])
        return False

    def _brought_to(self, number: int, slot: int, made: list[list[int]]) -> bool:
        """Have those leave who lack the slot; the rings that were turned are added to `made`."""
        for place in list(self.seating.groups[number]):
            if not self.level.slots[place] >> slot & 1:
                ring = self._ring(number, place, slot)
                if not ring:
                    return False
                self._turn(ring)
                made.append(ring)
        return True

    def _turn(self, ring: Sequence[int]) -> None:
        """Each goes to the group of the next one, the last one to that of the first."""
        for place in ring[:0:-1]:
            self.seating.exchange(ring[0], place)

    def _ring(self, number: int, place: int, slot: int) -> list[int]:
        """Who moves on, the person first who leaves; nobody where there is no ring."""
        if not self.seating.alone[place]:
            return []
        first = _Step(place, None)
        queue, seen = deque[tuple[int, _Step]](), set[int]()
        self._reach(first, queue, seen)
        while queue and self.left > 0:
            at, step = queue.popleft()
            leaving = self._leaving(at, step, number)
            back = [one for one in leaving if self.level.slots[one] >> slot & 1]
            rest = [one for one in self.seating.groups[number] if one != place]
            back = [one for one in back if self.level.foes[one].isdisjoint(rest)]
            if back:
                return self._traced(_Step(self._cheapest(step.place, back), step))
            for to in self._ways(leaving, seen):
                found = [one for one in leaving if to == _ANY or self.level.slots[one] >> to & 1]
                seen.add(to)
                queue.append((to, _Step(self._cheapest(step.place, found), step)))
        return []

    def _reach(self, step: _Step, queue: deque[tuple[int, _Step]], seen: set[int]) -> None:
        for to in self._ways([step.place], seen):
            seen.add(to)
            queue.append((to, step))

    def _ways(self, places: Sequence[int], seen: set[int]) -> list[int]:
        """The slots of groups that some of these could go to, and that were not seen."""
        masks = 0
        for place in places:
            masks |= self.level.slots[place]
        held = [slot for slot in bits(masks) if self.here.get(slot) and slot not in seen]
        return held + [_ANY] * bool(places and self.without and _ANY not in seen)

    def _leaving(self, at: int, step: _Step, number: int) -> list[int]:
        """Those of the groups at a slot in whose seat the person who comes breaks no rule."""
        seating, foes = self.seating, self.level.foes[step.place]
        used = {seating.group_of[one] for one in self._traced(step)}
        found = [
            one
            for group in self.here[at]
            if group != number and group not in used
            for one in seating.groups[group]
            if seating.alone[one]
            and (not foes or foes.isdisjoint(x for x in seating.groups[group] if x != one))
        ]
        self.left -= len(found)
        return found

    def _cheapest(self, comes: int, places: Sequence[int]) -> int:
        """Of the first some, the one in whose seat the person who comes costs least."""
        seating, gap = self.seating, max(1, len(places) // _WEIGHED)

        def cost(one: int) -> int:
            rest = [other for other in seating.groups[seating.group_of[one]] if other != one]
            return seating.among(comes, rest)

        return min(places[::gap], key=cost)

    def _traced(self, step: _Step) -> list[int]:
        places, at = [], step
        while at.before is not None:
            places.append(at.place)
            at = at.before
        return [at.place, *reversed(places)]


def _first(mask: int) -> int:
    """The lowest slot of these, or `_ANY`; a group that nobody sits in has all."""
    return bits(mask)[0] if mask > 0 else _ANY
