"""Cohorts from groups that were formed: names, members, and the reasons that are on record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from peergroup_cli.formation.forming import Formation, Group
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.roster import sentences
from peergroup_cli.formation.rules import folded, overridden, unmet
from peergroup_cli.model.cohort import SMALLEST, Apart, Cohort
from peergroup_cli.model.file_format import FORMAT
from peergroup_cli.model.people import Member
from peergroup_cli.model.record import free_slug

REASON = "Formed from a list of {people} people: not everybody could be with other parts only."
NOT_FOUND = "Formed from a list of {people} people: with other parts only no grouping was found."
NOT_ASKED = "Formed from a list of {people} people: parts of the organisation did not count."

PLACED = "Placed where there was room: no better place was found."


def people_of(group: Group, people: Mapping[str, Person]) -> list[Person]:
    """The people of a group, by name.

    Args:
        group: the group.
        people: everybody, by id.
    """
    return sorted((people[one] for one in group.members), key=lambda one: (one.name, one.id))


def member_from_person(
    person: Person, managers: Mapping[str, Person], taken_ids: set[str], joined: date
) -> Member:
    """The member that a person of a list becomes.

    Slots, topics, past groups and the list's own id are not kept. Where the list does not say
    what somebody does, the level of responsibility stands for it.

    Args:
        person: the person.
        managers: those whom `reports_to` can mean, by id.
        taken_ids: ids that other members have.
        joined: the day on which the person joins.

    Raises:
        ValueError: the list holds what no member can have; the text says what.
    """
    manager = managers.get(person.reports_to)
    try:
        return Member(
            id=free_slug(person.name, "member", taken_ids),
            name=person.name,
            role=person.role or person.level,
            level=person.level,
            unit=person.unit,
            email=person.email or None,
            reports_to=(manager.email or manager.name) if manager else None,
            site=person.site or None,
            time_zone=person.time_zone or None,
            joined=joined,
        )
    except ValidationError as error:
        problem = f"{person.name}: {'; '.join(sentences(error))}"
    raise ValueError(problem)


def cohorts_from(
    formation: Formation,
    people: Sequence[Person],
    *,
    names: Iterator[str],
    theme: str,
    taken_ids: set[str],
    day: date,
) -> list[tuple[Group, Cohort]]:
    """A cohort for each group of two or more.

    Where a group has people from the same part of the organisation, the reason is on record.

    Args:
        formation: the groups.
        people: the list that they were formed from.
        names: as many names as groups, or more.
        theme: the challenge theme; where it is empty, the first topic that all of a group share.
        taken_ids: ids that other cohorts have.
        day: on which they are formed.

    Raises:
        ValueError: a group has no theme, the names are too few, or a person cannot be a member.
    """
    by_id = {person.id: person for person in people}
    reason = _reason(formation).format(people=f"{len(people):,}")
    taken = set(taken_ids)
    made = []
    for group in formation.groups:
        if len(group.members) < SMALLEST:
            continue
        found = people_of(group, by_id)
        about = theme or common_topic(found)
        if not about:
            raise ValueError(f"group {group.id} has no topic in common, so it needs a theme")
        name = next(names, "")
        if not name:
            raise ValueError("there are fewer names than groups")
        cohort_id = free_slug(name, "cohort", taken)
        taken.add(cohort_id)
        members: list[Member] = []
        for person in found:
            ids = {member.id for member in members}
            members.append(member_from_person(person, by_id, ids, day))
        cohort = Cohort(
            format=FORMAT,
            id=cohort_id,
            name=name,
            theme=about,
            formed=day,
            overrides=tuple(overridden(finding, reason, day) for finding in unmet(members)),
            members=tuple(members),
        )
        made.append((group, cohort))
    return made


def with_own_topics(
    made: Iterable[tuple[Group, Cohort]], people: Sequence[Person]
) -> list[tuple[Group, Cohort]]:
    """The cohorts of `cohorts_from`, where a group shares a topic with that as its theme.

    Args:
        made: the cohorts, each with its group.
        people: the list that they were formed from.
    """
    by_id = {person.id: person for person in people}
    found = []
    for group, cohort in made:
        topic = common_topic(people_of(group, by_id))
        found.append((group, cohort.changed(theme=topic) if topic else cohort))
    return found


def without_topic(groups: Iterable[Group], people: Sequence[Person]) -> list[Group]:
    """The groups that become cohorts and share no topic."""
    by_id = {person.id: person for person in people}
    return [
        group
        for group in groups
        if len(group.members) >= SMALLEST and not common_topic(people_of(group, by_id))
    ]


def with_apart(
    made: Iterable[tuple[Group, Cohort]], people: Sequence[Person], rules: Iterable[PairRule]
) -> list[tuple[Group, Cohort]]:
    """The cohorts of `cohorts_from`, each with those who must be apart from its members.

    Args:
        made: the cohorts, each with its group.
        people: the list that they were formed from.
        rules: its rules.
    """
    by_id, foes = {person.id: person for person in people}, _foes(rules)
    if not foes:
        return list(made)
    return [
        (
            group,
            cohort.changed(
                apart=tuple(_apart(people_of(group, by_id), cohort.members, foes, by_id))
            ),
        )
        for group, cohort in made
    ]


def _foes(rules: Iterable[PairRule]) -> dict[str, set[str]]:
    foes: dict[str, set[str]] = {}
    for rule in rules:
        if rule.kind == "apart":
            foes.setdefault(rule.a, set()).add(rule.b)
            foes.setdefault(rule.b, set()).add(rule.a)
    return foes


def _apart(
    found: Sequence[Person],
    members: Sequence[Member],
    foes: Mapping[str, set[str]],
    people: Mapping[str, Person],
) -> Iterator[Apart]:
    for person, member in zip(found, members, strict=True):
        for foe in sorted(foes.get(person.id, ())):
            other = people[foe]
            yield Apart(member=member.id, name=other.name, email=other.email or None)


def _reason(formation: Formation) -> str:
    """Why two from one part of the organisation are together; what is not proven is not claimed."""
    figure = next((one for one in formation.figures if one.wish == "unit"), None)
    if figure is None:
        return NOT_ASKED
    return REASON if figure.proven and not figure.conditional else NOT_FOUND


def joined_by(
    cohort: Cohort,
    newcomers: Sequence[Person],
    people: Sequence[Person],
    said: Mapping[str, str],
    day: date,
) -> Cohort:
    """The cohort with these newcomers; rules that are not kept then have a reason on record.

    Level and part of the organisation are kept in the spelling of the members who are there.

    Args:
        cohort: the cohort as it is.
        newcomers: who joins.
        people: those whom `reports_to` of a newcomer can mean, beside the members.
        said: whom newcomers report to, as it was given, by their ids: kept where it is none of
            these people.
        day: the day on which they join.

    Raises:
        ValueError: a newcomer cannot be a member; the text says why.
    """
    managers = {person.id: person for person in people}
    members = list(cohort.members)
    for person in newcomers:
        taken = {member.id for member in members}
        spelled = _spelled_as(person, cohort.present_members)
        member = member_from_person(spelled, managers, taken, day)
        if not member.reports_to and said.get(person.id):
            member = member.changed(reports_to=said[person.id])
        members.append(member)
    before = {(finding.rule, finding.who) for finding in unmet(cohort)}
    new = [
        finding
        for finding in unmet(members, cohort.overrides)
        if (finding.rule, finding.who) not in before
    ]
    reasons = tuple(overridden(finding, PLACED, day) for finding in new)
    return cohort.changed(members=tuple(members), overrides=(*cohort.overrides, *reasons))


def _spelled_as(person: Person, members: Iterable[Member]) -> Person:
    levels: dict[str, str] = {}
    units: dict[str, str] = {}
    for member in members:
        levels.setdefault(folded(member.level), member.level)
        units.setdefault(folded(member.unit), member.unit)
    return replace(
        person,
        level=levels.get(folded(person.level), person.level),
        unit=units.get(folded(person.unit), person.unit),
    )


def common_topic(people: Sequence[Person]) -> str:
    """The first topic that all of them have, by the alphabet; empty where there is none."""
    shared = frozenset.intersection(*(person.topics for person in people))
    return min(shared, key=folded, default="")
