"""Builders of the small parts of a cohort and a meeting."""

from datetime import UTC, date, datetime
from typing import Any

from peergroup_cli.model.agenda import Agenda, Capture, Prompt, Question, Segment, Step
from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.meeting import Attendance, Commitment, Entry, Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.stages import Challenge, Experiment, Lesson, Strategy
from peergroup_cli.model.timing import Span

FIRST, SECOND, THIRD = date(2026, 11, 5), date(2026, 12, 3), date(2027, 1, 7)


TEXT_KEYS = {"title", "case", "text", "situation", "action", "obstacle", "sign", "did", "happened"}
TEXT_KEYS |= {"surprise", "hindered", "insight", "conditions", "behaviour", "tested"}
"""The parts of records that hold people's words."""


def for_the_group(meeting: Meeting) -> Meeting:
    """The meeting with nothing left out, and with a text in every field."""
    for record in meeting.captured:
        fields: dict[str, Any] = {
            key: "A text" for key in TEXT_KEYS if getattr(record, key, 1) == ""
        }
        if not isinstance(record, Lesson):
            fields["disclosure"] = "group"
        if "case_disclosure" in type(record).model_fields:
            fields["case_disclosure"] = "group"
        meeting = meeting.with_record(record.changed(**fields))
    return meeting


def agenda(
    key: str, title: str, segments: tuple[Segment, ...], rail: dict[str, str] | None = None
) -> Agenda:
    return Agenda(
        format=1,
        kind="agenda",
        key=key,
        title=title,
        purpose="To meet.",
        minutes=sum(one.minutes for one in segments),
        rail=tuple(Step(key=step, title=text) for step, text in (rail or {}).items()),
        segments=segments,
    )


def segment(
    key: str, stage: str, capture: Capture, questions: dict[str, str] | None = None
) -> Segment:
    return Segment(
        key=key,
        stage=stage,
        title=f"{key.replace('-', ' ').capitalize()} *all*",
        minutes=10,
        aim="To note.",
        do="Note.",
        capture=capture,
        disclosure="group",
        questions=tuple(Question(key=k, label=text) for k, text in (questions or {}).items()),
        prompts=(Prompt(say="Say.", rescue="Wait."),),
    )


def attendance(late: str = "", absent: str = "") -> tuple[Attendance, ...]:
    def presence_of(member: str) -> Attendance:
        if member == absent:
            return Attendance(member=member, presence="absent")
        return Attendance(member=member, presence="late" if member == late else "present")

    return tuple(presence_of(member) for member in ("ada", "bo", "cy", "ori"))


def member(
    member: str,
    name: str,
    role: str,
    *,
    email: str | None = None,
    reports_to: str | None = None,
    left: date | None = None,
) -> Member:
    return Member(
        id=member,
        name=name,
        role=role,
        level="Band 4",
        unit=f"Unit `{member}` \\",
        email=email,
        reports_to=reports_to,
        joined=FIRST,
        left=left,
    )


def entry(
    number: int,
    where: str,
    question: str,
    text: str,
    disclosure: Disclosure = "group",
    member: str | None = None,
) -> Entry:
    return Entry(
        id=f"m1-entry-{number}",
        segment=where,
        question=question,
        text=text,
        disclosure=disclosure,
        member=member,
    )


def challenge(
    number: int, member: str, title: str, case: str, case_disclosure: Disclosure = "room"
) -> Challenge:
    return Challenge(
        id=f"m2-challenge-{number}",
        segment="cases",
        disclosure="group",
        member=member,
        title=title,
        case=case,
        case_disclosure=case_disclosure,
    )


def commitment(number: int, owner: str, behaviour: str, **fields: Any) -> Commitment:
    return Commitment(
        id=f"m1-commitment-{number}",
        segment="commitment",
        disclosure="group",
        member=owner,
        behaviour=behaviour,
        **fields,
    )


def experiment(number: int, owner: str, **fields: Any) -> Experiment:
    return Experiment(
        id=f"m2-experiment-{number}",
        segment="plans",
        disclosure="group",
        member=owner,
        **fields,
    )


def strategy(number: int, source: str, text: str, grew_from: tuple[str, ...]) -> Strategy:
    return Strategy.model_validate(
        {
            "id": f"m2-strategy-{number}",
            "segment": "ideas",
            "grew_from": grew_from,
            "disclosure": "group",
            "text": text,
            "source": source,
        }
    )


def spans(on: date, *segments: str) -> tuple[Span, ...]:
    return tuple(
        Span(segment=key, begun=at(on, 9, n * 5), until=at(on, 9, n * 5 + 5))
        for n, key in enumerate(segments)
    )


def at(on: date, hour: int, minute: int) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)
