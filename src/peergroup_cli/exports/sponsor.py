"""What a sponsor may read: lessons with their owner's dated yes, and numbers that hide people.

Roles stand for names. Of everything else there is nothing, not even an id that tells a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from peergroup_cli.exports.counting import Count, counts, tally
from peergroup_cli.exports.wording import day
from peergroup_cli.ledger.rows import released_rows
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import is_released
from peergroup_cli.privacy.names import Standing, standing_in

FOR_THE_SPONSOR = "what its owners have released, with roles in place of names"
NO_LESSONS = "None has been released yet."
_NOT_TOLD = "not told here"
_WORDS = ("insight", "conditions", "strategy", "cause")


@dataclass(frozen=True)
class ReleasedLesson:
    """A lesson in the words that its owner has released, on the day of the yes.

    Args:
        id: the lesson's id.
        role: the owner's role, in place of the name.
        on: the day of the meeting in which it was told.
        released: the day of the owner's yes.
        verdict: keep, adapt, drop or unclear.
        insight: the lesson in a sentence.
        conditions: under which conditions it holds.
        strategy: what was tried, where its words were released as well.
        cause: what it acts on, where its words were released as well.
    """

    id: str
    role: str
    on: date
    released: date
    verdict: str
    insight: str
    conditions: str = ""
    strategy: str = ""
    cause: str = ""


@dataclass(frozen=True)
class SponsorSheet:
    """All that a sponsor reads.

    Args:
        meetings: how many were held.
        lessons: those that were released, oldest first.
        counts: the numbers, with those that are withheld as None.
    """

    meetings: int
    lessons: tuple[ReleasedLesson, ...]
    counts: tuple[Count, ...]


def sponsor_sheet(cohort: Cohort, meetings: Sequence[Meeting]) -> SponsorSheet:
    """What the sponsor of a cohort may read.

    Args:
        cohort: whose roles stand for the names.
        meetings: all meetings of the cohort.
    """
    return SponsorSheet(
        meetings=sum(meeting.state != "open" for meeting in meetings),
        lessons=tuple(one for meeting in meetings for one in _lessons(cohort, meeting)),
        counts=tuple(counts(tally(meetings))),
    )


def count_line(count: Count) -> str:
    """A number in words, or why it is not there."""
    if count.number is None:
        return f"{count.what}: withheld, as fewer than five people stand behind it"
    return f"{count.what}: {count.number}"


def told_of(lesson: ReleasedLesson) -> dict[str, str]:
    """What is told of a lesson beside the role and the insight, by its label."""
    return {
        "Conditions": lesson.conditions,
        "Strategy": lesson.strategy,
        "Cause": lesson.cause,
        "Verdict": lesson.verdict,
        "Told": day(lesson.on),
        "Released": day(lesson.released),
    }


def neutral_ids(cohort: Cohort) -> dict[str, str]:
    """For each member's id one that tells nothing."""
    return {one.id: f"member-{number}" for number, one in enumerate(cohort.members, start=1)}


def without_names(cohort: Cohort, meeting: Meeting) -> Meeting:
    """The meeting with nothing but its released lessons, and neutral ids in place of names."""
    ids = neutral_ids(cohort)
    lessons = (one for one in meeting.lessons if is_released(one))
    return Meeting(
        format=1,
        cohort=meeting.cohort,
        number=meeting.number,
        held_on=meeting.held_on,
        state=meeting.state,
        agenda=meeting.agenda,
        lessons=tuple(
            one.changed(member=ids.get(one.member, "member"), grew_from=()) for one in lessons
        ),
    )


def cohort_without_names(cohort: Cohort, owners: Iterable[str]) -> Cohort:
    """The cohort as its sponsor sees it: roles for names, and no challenge.

    Args:
        cohort: the cohort.
        owners: the neutral ids of those whose lessons leave.
    """
    wanted, ids = set(owners), neutral_ids(cohort)
    members = (
        one.changed(
            id=ids[one.id],
            name=one.role,
            nicknames=(),
            level=_NOT_TOLD,
            unit=_NOT_TOLD,
            email=None,
            reports_to=None,
            site=None,
            time_zone=None,
            joined=cohort.formed,
            left=None,
        )
        for one in cohort.members
        if ids[one.id] in wanted
    )
    return Cohort(
        format=1,
        id=cohort.id,
        name=cohort.name,
        organisation=cohort.organisation,
        theme=_NOT_TOLD,
        formed=cohort.formed,
        members=tuple(members),
    )


def names_standing(cohort: Cohort, sheet: SponsorSheet) -> tuple[Standing, ...]:
    """The names of members that still stand in what the sponsor would read."""
    texts = [(f"{one.id}, {part}", getattr(one, part)) for one in sheet.lessons for part in _WORDS]
    texts += [(f"{one.id}, role", one.role) for one in sheet.lessons]
    texts += [("the cohort's name", cohort.name), ("the cohort's id", cohort.id)]
    texts += [("the organisation's name", cohort.organisation or "")]
    found = (
        one for where, text in texts if text for one in standing_in(where, text, cohort.members)
    )
    return tuple(dict.fromkeys(found))


def _lessons(cohort: Cohort, meeting: Meeting) -> Iterator[ReleasedLesson]:
    roles = {member.id: member.role for member in cohort.members}
    said_yes = {one.id: one.consent for one in meeting.lessons if is_released(one)}
    for row in released_rows(meeting):
        if (released := said_yes.get(row.id)) is not None:
            yield ReleasedLesson(
                id=row.id,
                role=roles.get(row.member, "a member"),
                on=row.on,
                released=released,
                verdict=row.verdict,
                insight=row.insight,
                conditions=row.conditions,
                strategy=row.strategy,
                cause=row.cause,
            )
