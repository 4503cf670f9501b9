"""Who was in a cohort with whom: the people of a workspace, and their past groups."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from peergroup_cli.formation.cells import FirstSpellings
from peergroup_cli.formation.directory import Directory
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.rules import folded
from peergroup_cli.model.cohort import Apart, Cohort
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
        rooms: the cohorts that have not ended, with their people, by cohort id. Who is in two of
            them is the same person in both.
        arrivals: those who arrive, in the order in which they were given.
        apart: the ids of two who must not be in one cohort, sorted, as their cohorts have it.
    """

    rooms: tuple[Room, ...]
    arrivals: tuple[Person, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()

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


def is_same(one: Person, other: Person) -> bool:
    """Whether two rows mean the same person: by the e-mail address, or else by the name."""
    if one.email and other.email:
        return folded(one.email) == folded(other.email)
    return folded(one.name) == folded(other.name)


def apart_rules(pairs: Iterable[tuple[str, str]]) -> tuple[PairRule, ...]:
    """The rules that keep each of these pairs apart, sorted."""
    return tuple(PairRule("apart", *pair) for pair in sorted(pairs) if pair[0] != pair[1])


class History:
    """The cohorts of a workspace, by the people who are or were in them.

    In a cohort that has ended nobody is any more, and everybody was.

    Members are the same person where they have the same e-mail address, or, without one, the
    same name. Two who are in a cohort together are never the same.

    Args:
        cohorts: all cohorts.
    """

    def __init__(self, cohorts: Iterable[Cohort]) -> None:
        self._cohorts = sorted(cohorts, key=lambda cohort: (cohort.formed, cohort.id))
        self._live = [cohort for cohort in self._cohorts if cohort.ended is None]
        names = Counter(folded(cohort.name) for cohort in self._cohorts)
        self._past_groups: dict[str, set[str]] = {}
        self._addresses: dict[str, set[str]] = {}
        self._spelled: dict[str, str] = {}
        for cohort in self._cohorts:
            is_only_one = names[folded(cohort.name)] == 1
            called = cohort.name if is_only_one else f"{cohort.name} ({cohort.id})"
            self._spelled[folded(called)] = called
            for member in cohort.members:
                key = _member_key(member, cohort)
                self._past_groups.setdefault(key, set()).add(called)
                if member.email:
                    self._addresses.setdefault(folded(member.name), set()).add(member.email)

    def gathered(self, arriving: Sequence[Person] = ()) -> Gathered:
        """The people now, with the cohorts that they are or were in as their past groups.

        Args:
            arriving: people who are to come; whom they report to is an e-mail address or a name.
        """
        # the newest cohort knows best what a person does now
        newest = {
            _member_key(member, cohort): member
            for cohort in self._live
            for member in cohort.present_members
        }
        taken: set[str] = set()
        by_key: dict[str, Person] = {}
        for key, member in newest.items():
            by_key[key] = _person(_free(member.name, taken), member, self._past(key))
        coming = [
            replace(person, id=_free(person.name, taken)) for person in self.added_to(arriving)
        ]
        alike = _OneSpelling()
        by_key = {key: alike.of(person) for key, person in by_key.items()}
        coming = [alike.of(person) for person in coming]
        known = [*by_key.values(), *coming]
        everyone = Directory((person.id, person.email, person.name) for person in known)
        by_key = {key: _with_manager(person, everyone) for key, person in by_key.items()}
        rooms = [
            Room(
                cohort.id,
                tuple(by_key[_member_key(one, cohort)] for one in cohort.present_members),
            )
            for cohort in self._live
        ]
        return Gathered(
            tuple(sorted(rooms, key=lambda room: room.id)),
            tuple(_with_manager(person, everyone) for person in coming),
            frozenset(self._apart(by_key, known)),
        )

    def added_to(self, people: Sequence[Person]) -> list[Person]:
        """The people of a list, with the cohorts that they were in as further past groups.

        A name without an e-mail address means somebody only where one person of the list has it,
        and one member.
        """
        found = []
        for person, keys in self._recognised(people):
            past = frozenset().union(*(self._past(key) for key in keys))
            # a list may write a cohort's name in other letters
            said = frozenset(self._spelled.get(folded(one), one) for one in person.past_groups)
            found.append(replace(person, past_groups=said | past))
        return found

    def members_among(self, people: Sequence[Person]) -> list[tuple[Person, tuple[str, ...]]]:
        """Those of a list who are in a cohort now, each with the ids of these cohorts."""
        where: dict[str, list[str]] = {}
        for cohort in self._live:
            for member in cohort.present_members:
                where.setdefault(_member_key(member, cohort), []).append(cohort.id)
        found = []
        for person, keys in self._recognised(people):
            ids = sorted({one for key in keys for one in where.get(key, ())})
            if ids:
                found.append((person, tuple(ids)))
        return found

    def elsewhere(self, cohort: Cohort) -> list[tuple[Member, tuple[str, ...]]]:
        """The members of a cohort who are in another one now, each with the names of those."""
        others = [one for one in self._live if one.id != cohort.id]
        found = []
        for member in cohort.present_members:
            key = _member_key(member, cohort)
            names = tuple(
                other.name
                for other in others
                if key in (_member_key(one, other) for one in other.present_members)
            )
            if names:
                found.append((member, names))
        return found

    def apart_among(self, people: Sequence[Person]) -> tuple[PairRule, ...]:
        """Those of a list who are to be apart, as the cohorts have it in which they are now."""
        meant = _Meant(people)
        members: dict[str, list[str]] = {}
        for person, keys in self._recognised(people):
            for key in keys:
                members.setdefault(key, []).append(person.id)
        found = {
            (min(one, other), max(one, other))
            for cohort in self._live
            for member in cohort.present_members
            for rule in cohort.apart
            if rule.member == member.id
            for one in members.get(_member_key(member, cohort), ())
            for other in meant.by(rule)
            if one != other
        }
        return apart_rules(found)

    def not_among(self, people: Sequence[Person]) -> list[str]:
        """The names of those who are in a cohort now and not in this list, sorted."""
        known = {key for _, keys in self._recognised(people) for key in keys}
        return sorted(
            {
                member.name
                for cohort in self._live
                for member in cohort.present_members
                if _member_key(member, cohort) not in known
            }
        )

    def _apart(
        self, by_key: Mapping[str, Person], everyone: Iterable[Person]
    ) -> Iterator[tuple[str, str]]:
        meant = _Meant(everyone)
        for cohort in self._live:
            members = {member.id: member for member in cohort.present_members}
            for rule in cohort.apart:
                if member := members.get(rule.member):
                    one = by_key[_member_key(member, cohort)]
                    for other in meant.by(rule):
                        yield min(one.id, other), max(one.id, other)

    def _recognised(self, people: Sequence[Person]) -> Iterator[tuple[Person, list[str]]]:
        """The people of a list, each with the keys of the members who may be the same."""
        times = Counter(folded(person.name) for person in people)
        for person in people:
            keys = [_key(person.email, "")] if person.email else []
            if times[folded(person.name)] == 1:
                keys.append(_key("", person.name))
                if not person.email:
                    keys += self._only_address(person.name)
            yield person, keys

    def _only_address(self, name: str) -> list[str]:
        known = {_key(address, "") for address in self._addresses.get(folded(name), ())}
        return list(known) if len(known) == 1 else []

    def _past(self, key: str) -> frozenset[str]:
        return frozenset(self._past_groups.get(key, ()))


def _person(one: str, member: Member, past_groups: frozenset[str]) -> Person:
    return Person(
        one,
        member.name,
        member.level,
        member.unit,
        email=member.email or "",
        site=member.site or "",
        reports_to=member.reports_to or "",
        past_groups=past_groups,
        time_zone=member.time_zone or "",
        role=member.role,
    )


class _Meant:
    """Finds those whom a rule of a cohort means, by the e-mail address, or else by the name."""

    def __init__(self, everyone: Iterable[Person]) -> None:
        self._people: dict[str, list[Person]] = {}
        for person in everyone:
            for key in {_key(person.email, person.name), _key("", person.name)}:
                self._people.setdefault(key, []).append(person)

    def by(self, rule: Apart) -> Iterator[str]:
        """The ids of all whom the rule may mean."""
        keys = {_key(rule.email or "", rule.name), _key("", rule.name)}
        for person in (one for key in keys for one in self._people.get(key, ())):
            if not (rule.email and person.email) or folded(rule.email) == folded(person.email):
                yield person.id


class _OneSpelling:
    """Gives people the first spelling of level, part of the organisation and site."""

    def __init__(self) -> None:
        self._levels, self._units, self._sites = (FirstSpellings() for _ in range(3))

    def of(self, person: Person) -> Person:
        """The person in the words of those who came before."""
        return replace(
            person,
            level=self._levels[person.level],
            unit=self._units[person.unit],
            site=self._sites[person.site],
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


def _member_key(member: Member, cohort: Cohort) -> str:
    key = _key(member.email or "", member.name)
    if member.left is None:
        keys = [_key(one.email or "", one.name) for one in cohort.present_members]
        if keys.count(key) > 1:
            # which of them somebody who looks the same elsewhere is, nobody can tell
            return f" {key} {cohort.id}/{member.id}"
    return key


def _key(email: str, name: str) -> str:
    """How somebody is recognised. No e-mail address begins with a blank."""
    return folded(email) if email else f" {folded(name)}"
