"""A meeting: its copy of the agenda, who was there, where it stands, and all that was noted."""

from datetime import date, datetime
from itertools import chain
from typing import Literal, Self

from pydantic import AwareDatetime, model_validator

from peergroup_cli.model.agenda import Agenda, Segment
from peergroup_cli.model.module import Material
from peergroup_cli.model.record import Record, Slug, Text
from peergroup_cli.model.stages import (
    Captured,
    Challenge,
    Experiment,
    Lesson,
    PracticeReport,
    Strategy,
    Thought,
)
from peergroup_cli.model.timing import Planned, Span, Timing

State = Literal["open", "finished", "cut-short"]
Presence = Literal["present", "late", "left", "absent"]
"""Late ones came in after the beginning; who left was here, and went before the end."""


class Attendance(Record):
    """Whether a member takes part in this meeting."""

    member: Slug
    presence: Presence


class Entry(Captured):
    """What was said to a question of the agenda: a takeaway, an expectation, a root cause."""

    question: Slug
    text: Text
    member: Slug | None = None


class Commitment(Captured):
    """One behaviour that a member will show, and when it will be tested.

    `signed` is a date; `declined` says that the member was asked and did not sign.
    """

    member: Slug
    behaviour: Text
    tested: Text = ""
    signed: date | None = None
    declined: bool = False


class Parked(Captured):
    """A thought put aside for later; it is said at the beginning of the next meeting."""

    text: Text
    member: Slug | None = None


class PrivateNote(Record):
    """The facilitator's own note: it has no class and goes nowhere."""

    segment: Slug
    at: AwareDatetime
    text: Text


class Guideline(Record):
    """One observable line of how the group works together."""

    key: Slug
    text: Text


class Voice(Record):
    """A member's answer to "can you live with it?"; an objection is worked in, not outvoted.

    `wording` says which wording the answer was to: a yes does not hold for other words. `again`
    is set once the member was asked a second time, because the words had changed for another.
    `refused` says that the member was asked about changed words and said no. `line` is the key of
    the line that was changed for the member, and `line_before` its words before that, none where it
    is new: so the change goes when the answer that made it is corrected.
    """

    member: Slug
    consents: bool
    wording: int = 0
    again: bool = False
    refused: bool = False
    objection: Text = ""
    worked_in: Text = ""
    line: Slug | None = None
    line_before: Text = ""


class Guidelines(Record):
    """The guidelines as one meeting left them.

    `version` counts up from meeting to meeting, `wording` with each change while members are
    asked whether they can live with them; `refused` says that the whole group was asked, and no.
    """

    version: int
    wording: int = 0
    segment: Slug
    agreed: date | None = None
    refused: bool = False
    review: date | None = None
    lines: tuple[Guideline, ...] = ()
    voices: tuple[Voice, ...] = ()

    def voice_of(self, member: str) -> Voice | None:
        """What this member said to the guidelines, if it was heard."""
        return next((voice for voice in self.voices if voice.member == member), None)

    def with_line(self, key: str, text: str) -> Self:
        """The guidelines with one line added, or reworded where the key is known."""
        line = Guideline(key=key, text=text)
        if any(known.key == key for known in self.lines):
            return self.changed(lines=tuple(line if k.key == key else k for k in self.lines))
        return self.changed(lines=(*self.lines, line))

    def with_voice(self, voice: Voice) -> Self:
        """The guidelines with this member's answer, in place of an earlier one."""
        others = tuple(known for known in self.voices if known.member != voice.member)
        return self.changed(voices=(*others, voice))


class Marks(Record):
    """The marks that one member gave in one segment: ids of records, one mark each."""

    segment: Slug
    member: Slug
    to: tuple[Slug, ...] = ()


class Decided(Record):
    """Two or more had the most marks, and the facilitator settled with the group which it is."""

    segment: Slug
    record: Slug


class Offered(Record):
    """A strategy that groups here have tried, as it was shown to this group, and how it stood.

    `strategy` is its whole name, such as `south/m2-strategy-3`. `lesson` and `conditions` are those
    of the newest lesson on it that may be seen.
    """

    strategy: str
    text: Text
    standing: Text
    failed_where: tuple[Text, ...] = ()
    lesson: Text = ""
    conditions: Text = ""


class LastTurn(Record):
    """A member who came when the round had gone past their place, and speaks last in it."""

    segment: Slug
    member: Slug


class Turn(Record):
    """A turn in a round of which no text is kept: the member shared, or passed."""

    segment: Slug
    member: Slug
    outcome: Literal["shared", "passed"]


class Handover(Record):
    """The seat of the facilitator changed hands: who had it until then."""

    before: Slug
    segment: Slug
    at: AwareDatetime


FEWEST_SLIPS = 5
"""With fewer slips one could tell whose they are: a pulse is not kept then."""


class PulseCounts(Record):
    """The tallied slips of one statement: how many marked each step, from 1 to 5.

    No slip is kept, and nobody's: only these five numbers.
    """

    statement: Slug
    counts: tuple[int, int, int, int, int]

    @property
    def slips(self) -> int:
        """How many slips were counted."""
        return sum(self.counts)

    @property
    def mean(self) -> float:
        """The mean step, from 1 to 5."""
        return sum(step * count for step, count in enumerate(self.counts, start=1)) / self.slips


class Position(Record):
    """Where the meeting stands: the question that is asked next.

    `ahead` is the question to return to after one that was gone back to; `waiting` are those
    that a late answer brought up, to be asked before.
    """

    question: str
    ahead: str = ""
    waiting: tuple[str, ...] = ()


class Meeting(Record):
    """A meeting. One file: `cohorts/<cohort>/meetings/NNN-<agenda>.toml`."""

    format: Literal[1]
    cohort: Slug
    number: int
    held_on: date
    state: State = "open"
    facilitator: Slug | None = None
    scribe: Slug | None = None
    next_facilitator: Slug | None = None
    next_date: date | None = None
    module: Slug | None = None
    position: Position | None = None
    attendance: tuple[Attendance, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    thoughts: tuple[Thought, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    reports: tuple[PracticeReport, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    entries: tuple[Entry, ...] = ()
    parked: tuple[Parked, ...] = ()
    guidelines: Guidelines | None = None
    marks: tuple[Marks, ...] = ()
    decided: tuple[Decided, ...] = ()
    turns: tuple[Turn, ...] = ()
    last_turns: tuple[LastTurn, ...] = ()
    private_notes: tuple[PrivateNote, ...] = ()
    handovers: tuple[Handover, ...] = ()
    pulse: tuple[PulseCounts, ...] = ()
    plan: tuple[Planned, ...] = ()
    timing: tuple[Timing, ...] = ()
    spans: tuple[Span, ...] = ()
    material: tuple[Material, ...] = ()
    offered: tuple[Offered, ...] | None = None
    agenda: Agenda

    @model_validator(mode="after")
    def _ids_are_distinct(self) -> Self:
        ids = [record.id for record in self.captured]
        if len(ids) != len(set(ids)):
            twice = sorted({one for one in ids if ids.count(one) > 1})
            raise ValueError(f"two records have the id {', '.join(twice)}")
        return self

    @property
    def captured(self) -> tuple[Captured, ...]:
        """Everything noted that has an id and a disclosure class, kind by kind."""
        return tuple(chain.from_iterable(getattr(self, part) for part in KINDS.values()))

    @property
    def taking_part(self) -> tuple[str, ...]:
        """The ids of the members in the room: those present first, late ones after them."""
        here = [a.member for a in self.attendance if a.presence == "present"]
        late = [a.member for a in self.attendance if a.presence == "late"]
        return (*here, *late)

    def record(self, record_id: str) -> Captured | None:
        """The record with this id, if this meeting made it."""
        return next((record for record in self.captured if record.id == record_id), None)

    def free_id(self, kind: type[Captured]) -> str:
        """An id for a new record of this kind, such as `m2-thought-3`."""
        prefix = f"m{self.number}-{ID_WORDS[kind]}-"
        ends = [r.id.removeprefix(prefix) for r in self.captured if r.id.startswith(prefix)]
        used = [int(end) for end in ends if end.isdigit()]
        return f"{prefix}{max(used, default=0) + 1}"

    def with_record(self, record: Captured) -> Self:
        """The meeting with the record added, or changed where its id is known."""
        field = KINDS[type(record)]
        known: tuple[Captured, ...] = getattr(self, field)
        if any(one.id == record.id for one in known):
            rows = tuple(record if one.id == record.id else one for one in known)
        else:
            rows = (*known, record)
        return self.changed(**{field: rows})

    def without_line(self, line: Captured) -> Self:
        """The meeting without a line of a list.

        Raises:
            ValueError: something points at it.
        """
        grew = any(line.id in record.grew_from for record in self.captured)
        marked = any(line.id in row.to for row in self.marks)
        if grew or marked or any(row.record == line.id for row in self.decided):
            raise ValueError("Something grew from this line, or it was marked: reword it instead.")
        field = KINDS[type(line)]
        rows = tuple(one for one in getattr(self, field) if one.id != line.id)
        return self.changed(**{field: rows})

    def partners_of(self, member: str) -> tuple[str, ...]:
        """With whom a member practises after this meeting: whom they named, and who named them.

        In a trio each one has named another, so that everybody has two partners.
        """
        named = [e.partner for e in self.experiments if e.member == member and e.partner]
        by = [e.member for e in self.experiments if e.partner == member]
        return tuple(one for one in dict.fromkeys([*named, *by]) if one != member)

    def with_marks(self, marks: Marks) -> Self:
        """The meeting with a member's marks, in place of earlier ones in the same segment."""
        place = (marks.segment, marks.member)
        others = tuple(m for m in self.marks if (m.segment, m.member) != place)
        return self.changed(marks=(*others, marks))

    def with_turn(self, turn: Turn) -> Self:
        """The meeting with a turn taken, in place of an earlier one in the same segment."""
        place = (turn.segment, turn.member)
        others = tuple(t for t in self.turns if (t.segment, t.member) != place)
        return self.changed(turns=(*others, turn))

    def with_presence(self, member: str, presence: Presence) -> Self:
        """The meeting with a member present, late or absent from here on."""
        row = Attendance(member=member, presence=presence)
        if any(known.member == member for known in self.attendance):
            rows = tuple(row if known.member == member else known for known in self.attendance)
        else:
            rows = (*self.attendance, row)
        return self.changed(attendance=rows)

    def with_plan(self, planned: Planned) -> Self:
        """The meeting with other minutes for a segment from here on."""
        others = tuple(row for row in self.plan if row.segment != planned.segment)
        return self.changed(plan=(*others, planned))

    def minutes_of(self, segment: Segment) -> int:
        """The minutes that a segment is given: as planned anew, or as the agenda says."""
        anew = (row.minutes for row in self.plan if row.segment == segment.key)
        return next(anew, segment.minutes)

    def last_activity(self) -> datetime | None:
        """The instant of the last thing that happened in the meeting."""
        return self.spans[-1].until if self.spans else None


KINDS: dict[type[Captured], str] = {
    Challenge: "challenges",
    Thought: "thoughts",
    Strategy: "strategies",
    Experiment: "experiments",
    PracticeReport: "reports",
    Lesson: "lessons",
    Commitment: "commitments",
    Entry: "entries",
    Parked: "parked",
}
"""Each kind of captured record and the part of the meeting file that holds it."""

ID_WORDS: dict[type[Captured], str] = {
    Challenge: "challenge",
    Thought: "thought",
    Strategy: "strategy",
    Experiment: "experiment",
    PracticeReport: "report",
    Lesson: "lesson",
    Commitment: "commitment",
    Entry: "entry",
    Parked: "parked",
}
