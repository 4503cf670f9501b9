"""Who was in a cohort with whom: the people of a workspace, and their past groups."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from peergroup_cli.formation.directory import Directory
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import folded
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.people import Member
from peergroup_cli.model.record import free_slug


@dataclass(frozen=True, slots=True)
class Room:
    """A cohort and the people in it now.

    Args:
        id: the cohort's id.
        people: those who have not left.
    """

    id: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The people of a workspace now, and those who arrive; nobody has the id of another.

    Args:
        rooms: the cohorts with their people, by cohort id. Who is in two of them is the same
            person in both.
        arrivals: those who arrive, in the order in which they were given.
    """

    rooms: tuple[Room, ...]
    arrivals: tuple[Person, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who is in a cohort, once, sorted by id."""
        everyone = {person.id: person for room in self.rooms for person in room.people}
        return tuple(everyone[one] for one in sorted(everyone))

    @property
    def in_several(self) -> tuple[tuple[Person, tuple[str, ...]], ...]:
        """Those who are in more than one cohort, with the ids of these."""
        where: dict[str, list[str]] = {}
        for room in self.rooms:
            for person in room.people:
                where.setdefault(person.id, []).append(room.id)
        return tuple(
            (person, tuple(where[person.id])) for person in self.people if len(where[person.id]) > 1
        )


class History:
    """The cohorts of a workspace, by the people who are or were in them.

    Members are the same person where they have the same e-mail address, or, without one, the
    same name; but two who are in one cohort now are always two people.

    Args:
        cohorts: all cohorts.
    """

    def __init__(self, cohorts: Iterable[Cohort]) -> None:
        self._cohorts = sorted(cohorts, key=lambda cohort: (cohort.formed, cohort.id))
        times = Counter(folded(cohort.name) for cohort in self._cohorts)
        self._past_groups: dict[str, set[str]] = {}
        self._spelled: dict[str, str] = {}
        for cohort in self._cohorts:
            # two cohorts of one name are two groups
            alone = times[folded(cohort.name)] == 1
            name = cohort.name if alone else f"{cohort.name} ({cohort.id})"
            self._spelled[folded(name)] = name
            keys = [*map(_member_key, cohort.members), *(key for key, _ in _present(cohort))]
            for key in keys:
                self._past_groups.setdefault(key, set()).add(name)

    def gathered(self, arriving: Sequence[Person] = ()) -> Gathered:
        """The people now, with the cohorts that they are or were in as their past groups.

        Args:
            arriving: people who are to come; whom they report to is an e-mail address or a name.
        """
        # the newest cohort knows best what a person does now
        newest = {key: member for cohort in self._cohorts for key, member in _present(cohort)}
        taken: set[str] = set()
        by_key: dict[str, Person] = {}
        for key, member in newest.items():
            by_key[key] = self._person(_free(member.name, taken), key, member)
        coming = [
            replace(person, id=_free(person.name, taken)) for person in self.added_to(arriving)
        ]
        known = [*by_key.values(), *coming]
        everyone = Directory((person.id, person.email, person.name) for person in known)
        by_key = {key: _with_manager(person, everyone) for key, person in by_key.items()}
        rooms = [
            Room(cohort.id, tuple(by_key[key] for key, _ in _present(cohort)))
            for cohort in self._cohorts
        ]
        return Gathered(
            tuple(sorted(rooms, key=lambda room: room.id)),
            tuple(_with_manager(person, everyone) for person in coming),
        )

    def added_to(self, people: Sequence[Person]) -> list[Person]:
        """The people of a list, with the cohorts that they were in as further past groups.

        A name without an e-mail address means somebody only where one person of the list has it.
        """
        times = Counter(_key("", person.name) for person in people)
        found = []
        for person in people:
            keys = [_key(person.email, person.name)]
            if person.email and times[_key("", person.name)] == 1:
                keys.append(_key("", person.name))
            past = frozenset().union(*(self._past(key) for key in keys))
            if not person.email and times[keys[0]] > 1:
                past = frozenset()
            said = frozenset(self._spelled.get(folded(one), one) for one in person.past_groups)
            found.append(replace(person, past_groups=said | past))
        return found

    def _past(self, key: str) -> frozenset[str]:
        return frozenset(self._past_groups.get(key, ()))

    def _person(self, one: str, key: str, member: Member) -> Person:
        return Person(
            one,
            member.name,
            member.level,
            member.unit,
            email=member.email or "",
            site=member.site or "",
            reports_to=member.reports_to or "",
            past_groups=self._past(key),
            time_zone=member.time_zone or "",
            role=member.role,
        )


def _with_manager(person: Person, everyone: Directory) -> Person:
    """The person with the id of the manager, where one person is meant."""
    found = everyone.find(person.reports_to) if person.reports_to else ()
    known = found[0] if len(found) == 1 and found[0] != person.id else ""
    return replace(person, reports_to=known)


def _free(name: str, taken: set[str]) -> str:
    one = free_slug(name, "person", taken)
    taken.add(one)
    return one


def _present(cohort: Cohort) -> list[tuple[str, Member]]:
    """Those in a cohort now, each with a key: two of one name are not one person."""
    found: dict[str, Member] = {}
    for member in cohort.present_members:
        key = _member_key(member)
        found[f"{key} ({member.id})" if key in found else key] = member
    return list(found.items())


def _member_key(member: Member) -> str:
    return _key(member.email or "", member.name)


def _key(email: str, name: str) -> str:
    """How somebody is recognised. No e-mail address begins with a blank."""
    return folded(email) if email else f" {folded(name)}"
