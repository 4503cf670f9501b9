"""Newcomers and leftovers into cohorts with room: the hard rules kept, the wishes counted.

Up to a budget every placement is tried, so that most are the best there is, and it is said so.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from peergroup_cli.formation.history import Room
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import counted, folded, listed
from peergroup_cli.model.cohort import COMFORTABLE, LARGEST

MOST_TRIES = 100_000
"""How many partial placements may be looked at."""

Cost = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody goes.

    Args:
        person: the newcomer.
        cohort: the cohort's id; empty where there is no place.
        why: sentences: what speaks for it and what against it, or why there is none.
    """

    person: Person
    cohort: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Places for all newcomers.

    Args:
        places: one for each, in their order.
        proven: whether every placement was tried, so that this is the best.
    """

    places: tuple[Place, ...]
    proven: bool


def placed(
    newcomers: Sequence[Person],
    rooms: Sequence[Room],
    apart: Collection[tuple[str, str]] = (),
) -> Placement:
    """The best places for these people that were found.

    As many as possible are placed; then groups of fewer than four are filled, then different
    parts of the organisation count, then no earlier group-mates, different sites, and last that
    groups stay small.

    Args:
        newcomers: whom to place.
        rooms: the cohorts, also full ones.
        apart: the ids of two who must not be in one cohort, sorted.
    """
    search = _Placing(newcomers, sorted(rooms, key=lambda room: room.id), frozenset(apart))
    search.run()
    where = search.best
    full = [
        Room(
            room.id, (*room.people, *(p for p, at in zip(newcomers, where, strict=True) if at == n))
        )
        for n, room in enumerate(search.rooms)
    ]
    places = tuple(
        Place(person, full[at].id, tuple(_why(person, full[at])))
        if at >= 0
        else Place(person, "", (search.why_not(person, full),))
        for person, at in zip(newcomers, where, strict=True)
    )
    return Placement(places, search.left > 0)


@dataclass
class _Placing:
    newcomers: Sequence[Person]
    rooms: Sequence[Room]
    apart: frozenset[tuple[str, str]]
    left: int = MOST_TRIES
    best: list[int] = field(default_factory=list)

    def run(self) -> None:
        self.members = [list(room.people) for room in self.rooms]
        self.where = [-1] * len(self.newcomers)
        self.best = list(self.where)
        self.best_cost: Cost = (len(self.newcomers) + 1,)
        self._try(0, 0, (0, 0, 0))

    def why_not(self, person: Person, after: Sequence[Room]) -> str:
        """Why there is no place, most telling first; after: the rooms with all who have one."""
        same = [room for room in self.rooms if _level(room) == folded(person.level)]
        if not same:
            return f"no cohort has the level “{person.level}”"
        ids = {room.id for room in same}
        if all(len(room.people) >= LARGEST for room in same):
            return f"all cohorts of the level “{person.level}” are full"
        if all(len(room.people) >= LARGEST for room in after if room.id in ids):
            return f"others take the seats that cohorts of the level “{person.level}” had left"
        if any(person.id in pair for pair in self.apart):
            return (
                "in each cohort with room sits their own manager, somebody who reports to them, or "
                "somebody from whom they are to be apart"
            )
        return "in each cohort with room sits their own manager or somebody who reports to them"

    def _try(self, number: int, unplaced: int, pairs: tuple[int, int, int]) -> None:
        """Place this one and those behind; pairs are of units, earlier groups and sites."""
        self.left -= 1
        if self.left <= 0 and self.best_cost[0] <= len(self.newcomers):
            return
        if (unplaced,) > self.best_cost[:1]:
            return
        if number == len(self.newcomers):
            self._weigh(unplaced, pairs)
            return
        person = self.newcomers[number]
        choices = []
        for at, members in enumerate(self.members):
            if self._fits(person, at):
                more = _pairs_with(person, members)
                choices.append((len(members) >= COMFORTABLE, more, len(members), at, more))
        for *_, at, more in sorted(choices):
            self.members[at].append(person)
            self.where[number] = at
            total = (pairs[0] + more[0], pairs[1] + more[1], pairs[2] + more[2])
            self._try(number + 1, unplaced, total)
            self.members[at].pop()
        self.where[number] = -1
        self._try(number + 1, unplaced + 1, pairs)

    def _weigh(self, unplaced: int, pairs: tuple[int, int, int]) -> None:
        sizes = [len(members) for members in self.members]
        missing = sum(max(0, COMFORTABLE - size) for size in sizes)
        cost = (unplaced, missing, *pairs, sum(size * size for size in sizes))
        if cost < self.best_cost:
            self.best_cost, self.best = cost, list(self.where)

    def _fits(self, person: Person, at: int) -> bool:
        members = self.members[at]
        return (
            len(members) < LARGEST
            and _level(self.rooms[at]) == folded(person.level)
            and not any(
                other.id in (person.id, person.reports_to)
                or other.reports_to == person.id
                or (min(person.id, other.id), max(person.id, other.id)) in self.apart
                for other in members
            )
        )


def _level(room: Room) -> str:
    """The level of a cohort, as it is compared: that of most of its members."""
    levels = [folded(person.level) for person in room.people]
    return max(levels, key=levels.count, default="")


def _pairs_with(person: Person, others: Sequence[Person]) -> tuple[int, int, int]:
    unit = folded(person.unit)
    return (
        sum(folded(other.unit) == unit for other in others),
        sum(len(other.past_groups & person.past_groups) for other in others),
        sum(bool(person.site) and folded(other.site) == folded(person.site) for other in others),
    )


def _why(person: Person, room: Room) -> list[str]:
    others = [other for other in room.people if other.id != person.id]
    sentences = [f"{counted(len(room.people), 'member')} then"]
    named: Mapping[str, list[Person]] = {
        "from the same part of the organisation": [
            other for other in others if folded(other.unit) == folded(person.unit)
        ],
        "in a group before": [o for o in others if o.past_groups & person.past_groups],
        "at the same site": [
            o for o in others if person.site and folded(o.site) == folded(person.site)
        ],
    }
    for what, people in named.items():
        if people:
            sentences.append(f"{what}: {listed([other.name for other in people])}")
    if not named["from the same part of the organisation"]:
        sentences.append("nobody else from the same part of the organisation")
    return sentences
