"""The notes in long form: one row an entry, for spreadsheets and other programs."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from peergroup_cli.exports.audience import Notes, Release
from peergroup_cli.exports.wording import plan
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import ID_WORDS, Entry, Meeting
from peergroup_cli.model.practice import PracticeLog
from peergroup_cli.model.stages import Captured, Experiment

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_ALIKE = (
    *("case", "situation", "action", "obstacle", "sign", "by", "outcome", "did", "happened"),
    *("surprise", "hindered", "conditions", "verdict", "tested", "signed", "declined"),
    *("control", "source"),
)
"""The columns that are called as the parts of records are."""


class Published(BaseModel):
    """A part of what is published; no record of the workspace."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(Published):
    """One entry of the notes. What its kind does not have is left empty."""

    kind: str = Field(
        description="What it is: a challenge, thought, strategy, experiment, report, lesson, "
        "commitment, entry (an answer to a question), parked, guideline, log or private-note."
    )
    id: str = Field(
        "",
        description="The id of the entry, such as m2-thought-3; of a log, that of its experiment.",
    )
    stage: str = Field("", description="The stage of the agenda, by its title.")
    segment: str = Field("", description="The segment of the agenda, by its title.")
    member: str = Field("", description="The id of the member who said it, if that was noted.")
    name: str = Field("", description="The name of that member.")
    question: str = Field("", description="The question that an entry answers.")
    text: str = Field(
        "",
        description="What was said: the title of a challenge, the whole if-then sentence of an "
        "experiment, the insight of a lesson, the behaviour of a commitment.",
    )
    case: str = Field("", description="The case of a challenge.")
    situation: str = Field("", description="The if of an experiment.")
    action: str = Field("", description="The then of an experiment.")
    obstacle: str = Field("", description="What could get in the way of an experiment.")
    sign: str = Field("", description="How its owner will see that an experiment works.")
    by: date | None = Field(None, description="The last day of an experiment.")
    partner: str = Field(
        "", description="The name of the practice partner; in a trio both, with “and”."
    )
    on: date | None = Field(None, description="The day of a log.")
    outcome: str = Field("", description="tried, partly, not or no-occasion.")
    did: str = Field("", description="What was done.")
    happened: str = Field("", description="What happened.")
    surprise: str = Field("", description="What was a surprise.")
    hindered: str = Field("", description="What got in the way.")
    learned: str = Field("", description="What was learned, in a log.")
    conditions: str = Field("", description="Under which conditions a lesson holds.")
    verdict: str = Field("", description="keep, adapt, drop or unclear.")
    tested: str = Field("", description="When a commitment is tested.")
    signed: date | None = Field(None, description="The day on which a commitment was signed.")
    declined: bool = Field(default=False, description="Whether a commitment was not signed.")
    control: str = Field("", description="mine, influence or outside.")
    source: str = Field("", description="own, material or ledger.")
    marks: int = Field(0, description="How many marks it was given.")
    grew_from: tuple[str, ...] = Field((), description="The ids of the entries it grew from.")
    disclosure: str = Field("", description="The class: member, group or organisation.")
    released: date | None = Field(
        None, description="The day on which its owner released a lesson to the organisation."
    )


def rows_of(cohort: Cohort, release: Release, notes: Notes) -> tuple[Row, ...]:
    """The entries of one meeting, in the order of its agenda."""
    meeting = notes.meeting
    places = [segment.key for segment in meeting.agenda.segments]
    rows = [*_records(cohort, release, meeting), *_guidelines(meeting), *_private(meeting)]
    # what belongs to no segment any more comes last, and else the order of the notes stays
    rows.sort(key=lambda pair: places.index(pair[0]) if pair[0] in places else len(places))
    return tuple(row for _, row in rows)


def _records(cohort: Cohort, release: Release, meeting: Meeting) -> Iterator[tuple[str, Row]]:
    for record in meeting.captured:
        yield record.segment, _row(cohort, release, meeting, record)
        if isinstance(record, Experiment):
            for log in release.practice.logs_of(record.id):
                yield record.segment, _log(cohort, meeting, record, log)


def _row(cohort: Cohort, release: Release, meeting: Meeting, record: Captured) -> Row:
    fields: dict[str, Any] = vars(record)
    partners = release.partners.get(record.id, ())
    released = record.disclosure == "organisation"
    return Row(
        kind=ID_WORDS[type(record)],
        id=record.id,
        **_where(meeting, record.segment),
        **_who(cohort, getattr(record, "member", None)),
        question=_question(meeting, record) if isinstance(record, Entry) else "",
        text=_said(record),
        partner=" and ".join(map(cohort.name_of, partners)),
        marks=release.marks.get(record.id, 0),
        grew_from=tuple(link for link in record.grew_from if _ID.fullmatch(link)),
        disclosure=record.disclosure,
        released=getattr(record, "consent", None) if released else None,
        **{key: fields[key] for key in _ALIKE if fields.get(key)},
    )


def _log(cohort: Cohort, meeting: Meeting, experiment: Experiment, log: PracticeLog) -> Row:
    return Row(
        kind="log",
        id=log.experiment,
        **_where(meeting, experiment.segment),
        **_who(cohort, log.member),
        on=log.on,
        did=log.did,
        happened=log.happened,
        learned=log.learned,
        grew_from=(log.experiment,),
        disclosure=log.disclosure,
    )


def _guidelines(meeting: Meeting) -> Iterator[tuple[str, Row]]:
    if guidelines := meeting.guidelines:
        where = _where(meeting, guidelines.segment)
        for line in guidelines.lines:
            row = Row(kind="guideline", id=line.key, **where, text=line.text, disclosure="group")
            yield guidelines.segment, row


def _private(meeting: Meeting) -> Iterator[tuple[str, Row]]:
    """The facilitator's own notes, where a release carries them."""
    for note in meeting.private_notes:
        where = _where(meeting, note.segment)
        yield note.segment, Row(kind="private-note", **where, text=note.text)


def _said(record: Captured) -> str:
    if isinstance(record, Experiment):
        return plan(record)
    parts = ("title", "text", "insight", "behaviour")
    return next((text for part in parts if (text := getattr(record, part, ""))), "")


def _where(meeting: Meeting, key: str) -> dict[str, str]:
    """The titles of stage and segment; the key itself where the agenda does not know it."""
    segment = meeting.agenda.segment(key)
    if segment is None:
        return {"segment": key}
    titles = {step.key: step.title for step in meeting.agenda.steps}
    return {"stage": titles.get(segment.stage, "Opening"), "segment": segment.title}


def _who(cohort: Cohort, member: str | None) -> dict[str, str]:
    return {"member": member, "name": cohort.name_of(member)} if member else {}


def _question(meeting: Meeting, entry: Entry) -> str:
    segment = meeting.agenda.segment(entry.segment)
    labels = {q.key: q.label for q in segment.questions} if segment else {}
    return labels.get(entry.question, entry.question)
