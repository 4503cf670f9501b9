"""A meeting in which every text is a mark of its own: what must not be seen can be searched for."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from peergroup_cli.model.disclosure import WIDENING
from peergroup_cli.model.meeting import (
    KINDS,
    Entry,
    Guideline,
    Guidelines,
    Handover,
    Meeting,
    PrivateNote,
    PulseCounts,
    Voice,
)
from peergroup_cli.model.stages import Captured, Lesson, PracticeReport, Strategy, Thought
from peergroup_cli.model.timing import Timing
from peergroup_cli.session.machine import begin
from peergroup_cli.session.scene import Context
from peergroup_cli.session.walk import Session, at, questions
from tests.session.table import cohort, shipped

DAY = date(2026, 11, 5)
NOON = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
SHOWN: dict[type[Captured], str] = {Entry: "list", Thought: "thoughts", Strategy: "strategies"}
"""The kinds of which lines are shown, each in the segments with its form."""

_FURTHER: dict[type[Captured], dict[str, Any]] = {
    Strategy: {"source": "own"},
    PracticeReport: {"outcome": "tried"},
    Lesson: {"consent": DAY},
}
_NO_TEXT = {
    "same_as",
    "id",
    "segment",
    "member",
    "disclosure",
    "case_disclosure",
    "grew_from",
    "question",
}
_NO_TEXT |= {"control", "source", "by", "partner", "outcome", "verdict", "consent", "signed"}
_NO_TEXT |= {"declined"}


@dataclass
class Secrets:
    """Makes marks, and knows which of them the group may see."""

    numbers: Iterator[int] = field(default_factory=itertools.count)
    shown: set[str] = field(default_factory=set)

    def mark(self) -> str:
        """A text that stands nowhere else."""
        return f"mark {next(self.numbers)} stop"

    def session(self, key: str) -> Session:
        """A meeting with every kind of record of every class in each of its segments."""
        group = cohort().changed(organisation=self.mark(), theme=self.mark())
        started = begin(Context(group), shipped(key).with_variant(0), 2, DAY)
        earlier = replace(self, shown=set())._filled(started.meeting.changed(number=1))
        meeting = self._filled(started.meeting)
        context = Context(group, (earlier,), earlier.experiments)
        return replace(started, context=context, meeting=meeting)

    def _filled(self, meeting: Meeting) -> Meeting:
        for segment in meeting.agenda.segments:
            for kind, disclosure in itertools.product(KINDS, WIDENING):
                text = {name: self.mark() for name in kind.model_fields if name not in _NO_TEXT}
                record = {
                    "id": meeting.free_id(kind),
                    "segment": segment.key,
                    "disclosure": disclosure,
                    "member": "ada-brook",
                    "question": segment.questions[0].key if segment.questions else "q",
                    **_FURTHER.get(kind, {}),
                    **text,
                }
                known = {name: value for name, value in record.items() if name in kind.model_fields}
                meeting = meeting.with_record(kind.model_validate(known))
                if SHOWN.get(kind) == segment.capture and disclosure in ("group", "organisation"):
                    self.shown.add(text["text"])
        return meeting.changed(
            guidelines=self._guidelines(meeting),
            private_notes=(PrivateNote(segment="opening", at=NOON, text=self.mark()),),
            handovers=(Handover(before="bo-lind", segment="opening", at=NOON),),
            pulse=(PulseCounts(statement="safe", counts=(0, 0, 0, 0, 5)),),
            timing=(Timing(segment="opening", planned=4, took=44),),
        )

    def _guidelines(self, meeting: Meeting) -> Guidelines:
        line = Guideline(key="g-1", text=self.mark())
        if any(segment.capture == "guidelines" for segment in meeting.agenda.segments):
            self.shown.add(line.text)
        voice = Voice(
            member="bo-lind",
            consents=False,
            objection=self.mark(),
            worked_in=self.mark(),
            line="g-1",
            line_before=self.mark(),
        )
        return Guidelines(version=1, segment="opening", lines=(line,), voices=(voice,))


def standing_everywhere(session: Session) -> Iterator[Session]:
    """The session in each of its segments, in a round in each turn; and at its end."""
    for segment in session.meeting.agenda.segments:
        first = {question.member: question for question in reversed(questions(session, segment))}
        for question in first.values():
            yield at(session, question)
    yield at(session, None)


def texts_in(value: object) -> Iterator[str]:
    """All texts in what JSON can hold, its keys left out."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, str):
        yield value
