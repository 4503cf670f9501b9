"""Who reads: what leaves the workspace for whom, and what is left out, counted by class.

Every format writes a `Release` and nothing else, so that no format can decide for itself what may
leave. A release is built from a list of what may leave, never by striking out what may not.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from peergroup_cli.exports.figures import NO_FIGURES, Figures
from peergroup_cli.exports.gate import SHARED, Audience, Gate, roots_of_own_experiments
from peergroup_cli.exports.survey import Survey, followed
from peergroup_cli.exports.withheld import THEME, TOO_FEW, withheld_reasons, withheld_sentence
from peergroup_cli.ledger.following import not_held
from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import KINDS, Guidelines, Meeting, Parked
from peergroup_cli.model.on_demand import OnDemand
from peergroup_cli.model.practice import NO_PRACTICE, Practice
from peergroup_cli.model.stages import Captured, is_released

if TYPE_CHECKING:
    from peergroup_cli.exports.sponsor import SponsorSheet
    from peergroup_cli.model.worksheet import Worksheet

__all__ = [
    "OPEN_FIELDS",
    "SHARED",
    "Audience",
    "Notes",
    "Release",
    "cohort_for",
    "release",
    "withheld_reasons",
    "withheld_sentence",
]

OPEN_FIELDS = (
    "format",
    "cohort",
    "number",
    "held_on",
    "state",
    "facilitator",
    "scribe",
    "next_facilitator",
    "next_date",
    "attendance",
    "agenda",
)
"""The parts of a meeting that hold nothing that was said: every audience may read them."""


@dataclass(frozen=True)
class Notes:
    """What an audience may read of one meeting.

    `consenting` of `asked` members can live with the guidelines; nobody was asked where `asked`
    is 0. `not_held` are the segments of the agenda that left no trace.
    """

    meeting: Meeting
    consenting: int = 0
    asked: int = 0
    not_held: tuple[Segment, ...] = ()

    def noted_in(self, segment: str) -> Sequence[Captured]:
        """What was noted in a segment, kind by kind, but for what was put aside."""
        return self._by_segment.get(segment, ())

    def record(self, record_id: str) -> Captured | None:
        """The record with this id, if it is among them."""
        return self._by_id.get(record_id)

    @cached_property
    def _by_id(self) -> dict[str, Captured]:
        return {record.id: record for record in self.meeting.captured}

    @cached_property
    def _by_segment(self) -> dict[str, list[Captured]]:
        found: dict[str, list[Captured]] = {}
        for record in self.meeting.captured:
            if not isinstance(record, Parked):
                found.setdefault(record.segment, []).append(record)
        return found


@dataclass(frozen=True)
class Release:
    """What an audience may read, and how much was left out of `notes`, counted by class.

    `notes` are made when they are asked for, so that the meetings need not all be in memory.
    `marks` are totals: the id of a record that may be read, and its number of marks. `partners` are
    the members with whom the owner of an experiment practises, by the experiment's id. `practice`
    holds logs and nothing else: those of the experiments in the notes, as far as they may be read.
    `worksheets` are those of their own open experiments, in a packet. `sheet` is there for the
    sponsor, and is all that there is to read; of the meetings are left those with a released
    lesson, with nothing else in them and without names. `earlier` are meetings to which the notes
    point back; they are filtered in the same way. `find` finds a record in all of them by its id,
    and `parts` is what was left out of each of the notes. `figures` are the numbers of the
    meetings, for those who were all in the room together: the members, and the facilitator.
    """

    audience: Audience
    notes: Sequence[Notes]
    earlier: Sequence[Meeting] = ()
    marks: Mapping[str, int] = field(default_factory=dict)
    partners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    practice: Practice = NO_PRACTICE
    withheld: Counter[str] = field(default_factory=Counter)
    worksheets: "tuple[Worksheet, ...]" = ()
    sheet: "SponsorSheet | None" = None
    figures: Figures = NO_FIGURES
    find: Callable[[str], Captured | None] = lambda _: None
    parts: Sequence[Counter[str]] = ()

    def record(self, record_id: str) -> Captured | None:
        """The record with this id, if this audience may read it."""
        return self.find(record_id)

    def part(self, place: int) -> "Release":
        """What is about one of the meetings; what it points back to is still found."""
        notes = self.notes[place]
        made = {experiment.id for experiment in notes.meeting.experiments}
        return replace(
            self,
            notes=(notes,),
            withheld=self.parts[place],
            worksheets=tuple(one for one in self.worksheets if one.experiment in made),
            figures=self.figures.of(notes.meeting.number),
        )


def release(
    meetings: Sequence[Meeting],
    audience: Audience,
    earlier: Sequence[Meeting] = (),
    practice: Practice = NO_PRACTICE,
    worksheets: "Sequence[Worksheet]" = (),
    cohort: Cohort | None = None,
) -> Release:
    """What this audience may read of the meetings.

    Args:
        meetings: the meetings whose notes leave.
        audience: who reads.
        earlier: further meetings, to look up what a record grew from; they are not counted, and
            those whose notes leave anyway are passed over.
        practice: what was told between the meetings; of it leave only logs, each with the
            experiment that it is about.
        worksheets: those of a member, for the member's own packet; no other audience gets them.
        cohort: whose meetings they are; the sponsor reads its roles.

    Raises:
        ValueError: for the sponsor, no cohort is given.
    """
    if audience.kind == "sponsor":
        return _for_sponsor(cohort, meetings, practice)
    gate = Gate(audience, roots_of_own_experiments([meetings, earlier], audience))
    survey = Survey(gate, practice)
    for meeting in meetings:
        survey.see(meeting, leaves=True)
    numbers = {meeting.number for meeting in meetings} if earlier else set()
    further = [n for n, meeting in enumerate(earlier) if meeting.number not in numbers]
    for place in further:
        survey.see(earlier[place], leaves=False)
    survey.finish()
    notes = OnDemand(len(meetings), lambda place: _notes(meetings[place], gate, survey.lost))
    before = OnDemand(
        len(further), lambda place: _readable(earlier[further[place]], gate, survey.lost)
    )

    def find(record_id: str) -> Captured | None:
        place = survey.places.get(record_id)
        if place is None:
            return None
        if place < len(notes):
            return notes[place].record(record_id)
        return before[place - len(notes)].record(record_id)

    return Release(
        audience=audience,
        notes=notes,
        earlier=before,
        marks={one: number for one, number in survey.marks.items() if one in survey.places},
        partners=survey.partners,
        practice=NO_PRACTICE.changed(logs=survey.logs),
        withheld=sum(survey.withheld, Counter()),
        worksheets=tuple(worksheets) if audience.kind == "member" else (),
        figures=survey.figures,
        find=find,
        parts=survey.withheld,
    )


def cohort_for(cohort: Cohort, out: Release) -> Cohort:
    """The cohort as this audience may know it: what a format is given beside the release."""
    if out.audience.kind == "sponsor":
        from peergroup_cli.exports.sponsor import cohort_without_names

        lessons = (one for notes in out.notes for one in notes.meeting.lessons)
        return cohort_without_names(cohort, (one.member for one in lessons))
    inside = dict.fromkeys(("email", "reports_to", "site", "time_zone"))
    members = tuple(one.changed(nicknames=(), **inside) for one in cohort.members)
    return cohort.changed(members=members, overrides=())


def _for_sponsor(cohort: Cohort | None, meetings: Sequence[Meeting], practice: Practice) -> Release:
    from peergroup_cli.exports.sponsor import sponsor_sheet, without_names

    if cohort is None:
        raise ValueError("the sponsor reads roles, so the cohort is needed")
    survey = Survey(Gate(Audience("sponsor"), frozenset()), practice)
    read = followed(_seen(survey, meetings))
    survey.finish()
    sheet = sponsor_sheet(cohort, read)
    kept = [without_names(cohort, one) for one in read if any(map(is_released, one.lessons))]
    few = sum(count.number is None for count in sheet.counts)
    return Release(
        audience=Audience("sponsor"),
        notes=tuple(Notes(meeting=meeting) for meeting in kept),
        withheld=sum(survey.withheld, Counter({THEME: 1, TOO_FEW: few})),
        sheet=sheet,
    )


def _seen(survey: Survey, meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    for meeting in meetings:
        survey.see(meeting, leaves=True)
        yield meeting


def _notes(meeting: Meeting, gate: Gate, lost: set[str]) -> Notes:
    voices = meeting.guidelines.voices if meeting.guidelines else ()
    in_the_room = {*meeting.taking_part, *(voice.member for voice in voices)}
    return Notes(
        meeting=_readable(meeting, gate, lost),
        consenting=sum(voice.consents for voice in voices),
        asked=len(in_the_room) if voices else 0,
        not_held=not_held(meeting),
    )


def _readable(meeting: Meeting, gate: Gate, lost: set[str]) -> Meeting:
    """A meeting made of nothing but what may leave."""
    fields = {name: getattr(meeting, name) for name in OPEN_FIELDS}
    for name in KINDS.values():
        rows = getattr(meeting, name)
        fields[name] = tuple(gate.passed(row, lost) for row in rows if gate.lets(row))
    fields["guidelines"] = _without_voices(meeting.guidelines)
    if gate.audience.kind == "facilitator":
        fields["private_notes"] = meeting.private_notes
    return Meeting.model_construct(set(fields), **{**_NOTHING, **fields})


_NOTHING = {
    name: part.default for name, part in Meeting.model_fields.items() if not part.is_required()
}
"""The parts of a meeting in which nothing is noted; each is a value that cannot be changed."""


def _without_voices(guidelines: Guidelines | None) -> Guidelines | None:
    return guidelines.changed(voices=()) if guidelines else None
