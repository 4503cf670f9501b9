"""Who reads: what leaves the workspace for whom, and what is left out, counted by class.

Every format writes a `Release` and nothing else, so that no format can decide for itself what may
leave. A release is built from a list of what may leave, never by striking out what may not.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from peergroup_cli.exports.figures import NO_FIGURES, Figures, figures_of
from peergroup_cli.exports.sponsor import (
    SponsorSheet,
    cohort_without_names,
    is_released,
    sponsor_sheet,
    without_names,
)
from peergroup_cli.exports.withheld import (
    DROPPED,
    EARLY_REPORT,
    NO_YES,
    OBJECTION,
    PRIVATE_NOTE,
    THEME,
    TOO_FEW,
    withheld_reasons,
    withheld_sentence,
)
from peergroup_cli.ledger.following import not_held
from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.disclosure import WIDENING, Disclosure
from peergroup_cli.model.meeting import KINDS, Guidelines, Meeting
from peergroup_cli.model.practice import NO_PRACTICE, Practice, PracticeLog
from peergroup_cli.model.stages import Captured, Challenge, Experiment, Strategy, Thought
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

SHARED: tuple[Disclosure, ...] = ("group", "organisation")
"""The classes that all members of the group may read."""

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
class Audience:
    """Who reads: all members together (the minutes), one of them (the own packet), or another.

    The sponsor reads what was released, the facilitator the minutes with the private notes.

    Raises:
        ValueError: a member's packet names no member, or another audience names one.
    """

    kind: Literal["members", "member", "sponsor", "facilitator"] = "members"
    member: str | None = None

    def __post_init__(self) -> None:
        if (self.kind == "member") != (self.member is not None):
            raise ValueError("a packet is for one named member, all else is for none of them")


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


@dataclass(frozen=True)
class Release:
    """What an audience may read, and how much was left out of `notes`, counted by class.

    `earlier` are meetings to which the notes point back; they are filtered in the same way.
    `marks` are totals: the id of a record that may be read, and its number of marks. `practice`
    holds logs and nothing else: those of the experiments in the notes, as far as they may be read.
    `worksheets` are those of the own open experiments, in a packet. `sheet` is there for the
    sponsor, and is all that there is to read; of the meetings are left those with a released
    lesson, with nothing else in them and without names. `figures` are the numbers of the meetings,
    for those who were all in the room together: the members, and the facilitator.
    """

    audience: Audience
    notes: tuple[Notes, ...]
    earlier: tuple[Meeting, ...] = ()
    marks: Mapping[str, int] = field(default_factory=dict)
    practice: Practice = NO_PRACTICE
    withheld: Counter[str] = field(default_factory=Counter)
    worksheets: tuple[Worksheet, ...] = ()
    sheet: SponsorSheet | None = None
    figures: Figures = NO_FIGURES

    def record(self, record_id: str) -> Captured | None:
        """The record with this id, if this audience may read it."""
        for meeting in (*(one.meeting for one in self.notes), *self.earlier):
            if (record := meeting.record(record_id)) is not None:
                return record
        return None


def release(
    meetings: Sequence[Meeting],
    audience: Audience,
    earlier: Sequence[Meeting] = (),
    practice: Practice = NO_PRACTICE,
    worksheets: Sequence[Worksheet] = (),
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
    numbers = {meeting.number for meeting in meetings}
    earlier = [meeting for meeting in earlier if meeting.number not in numbers]
    everything = (*earlier, *meetings)
    gate = _Gate(audience, _roots_of_own_experiments(everything, audience))
    withheld = sum(
        (_withheld(meeting, gate) for meeting in meetings),
        _withheld_of_practice(everything, meetings, gate, practice),
    )
    if audience.kind == "sponsor":
        return _for_sponsor(cohort, meetings, withheld)
    passed = {r.id for m in everything for r in m.captured if gate.lets(r)}
    lost = {r.id for m in everything for r in m.captured} - passed
    marks = Counter(i for m in everything for row in m.marks for i in row.to if i in passed)
    return Release(
        audience=audience,
        notes=tuple(_notes(meeting, gate, lost) for meeting in meetings),
        earlier=tuple(_readable(meeting, gate, lost) for meeting in earlier),
        marks=dict(marks),
        practice=NO_PRACTICE.changed(logs=_logs(meetings, gate, practice)),
        withheld=withheld,
        worksheets=tuple(worksheets) if audience.kind == "member" else (),
        figures=NO_FIGURES if audience.kind == "member" else figures_of(meetings),
    )


def cohort_for(cohort: Cohort, out: Release) -> Cohort:
    """The cohort as this audience may know it: what a format is given beside the release."""
    if out.audience.kind == "sponsor":
        lessons = (one for notes in out.notes for one in notes.meeting.lessons)
        return cohort_without_names(cohort, (one.member for one in lessons))
    inside = dict.fromkeys(("email", "reports_to", "site", "time_zone"))
    members = tuple(one.changed(nicknames=(), **inside) for one in cohort.members)
    return cohort.changed(members=members, overrides=())


def _for_sponsor(
    cohort: Cohort | None, meetings: Sequence[Meeting], withheld: Counter[str]
) -> Release:
    if cohort is None:
        raise ValueError("the sponsor reads roles, so the cohort is needed")
    sheet = sponsor_sheet(cohort, meetings)
    kept = [without_names(cohort, one) for one in meetings if any(map(is_released, one.lessons))]
    few = sum(count.number is None for count in sheet.counts)
    return Release(
        audience=Audience("sponsor"),
        notes=tuple(Notes(meeting=meeting) for meeting in kept),
        withheld=withheld + Counter({THEME: 1, TOO_FEW: few}),
        sheet=sheet,
    )


@dataclass(frozen=True)
class _Gate:
    """The one place that says yes: a record's own class decides, never its id alone."""

    audience: Audience
    roots: frozenset[str]

    def lets(self, record: Captured) -> bool:
        if record.disclosure == "room":
            return False
        if self.audience.kind == "sponsor":
            return is_released(record)
        if self.audience.kind in ("members", "facilitator"):
            return record.disclosure in SHARED
        if _is_owned_by(record, self.audience):
            return True
        return _is_shared_root(record) and record.id in self.roots

    def lets_log(self, log: PracticeLog, experiment: Experiment) -> bool:
        """A log leaves with its experiment only, and by its own class."""
        as_told = experiment.changed(disclosure=log.disclosure)
        return log.member == experiment.member and self.lets(experiment) and self.lets(as_told)

    def lets_case(self, challenge: Challenge) -> bool:
        return self.lets(challenge.changed(disclosure=_case_class(challenge)))

    def reason(self, disclosure: Disclosure) -> str:
        """Under which key something of this class is counted that is left out."""
        no_yes = self.audience.kind == "sponsor" and disclosure == "organisation"
        return NO_YES if no_yes else disclosure

    def passed(self, record: Captured, lost: set[str]) -> Captured:
        """The record as it leaves: without links to what is left out, or a case that is."""
        links = tuple(link for link in record.grew_from if link not in lost)
        if isinstance(record, Challenge) and not self.lets_case(record):
            return record.changed(grew_from=links, case="")
        return record.changed(grew_from=links)


def _is_owned_by(record: Captured, audience: Audience) -> bool:
    return audience.member is not None and getattr(record, "member", None) == audience.member


def _is_shared_root(record: Captured) -> bool:
    return isinstance(record, Strategy | Thought) and record.disclosure in SHARED


def _case_class(challenge: Challenge) -> Disclosure:
    """The class of the case: its own, and never wider than that of the title above it."""
    return min(challenge.disclosure, challenge.case_disclosure, key=WIDENING.index)


def _roots_of_own_experiments(meetings: Sequence[Meeting], audience: Audience) -> frozenset[str]:
    """The ids of the strategies and thoughts without which own experiments are not understood."""
    records = {record.id: record for meeting in meetings for record in meeting.captured}
    own = [r for r in records.values() if r.disclosure != "room" and _is_owned_by(r, audience)]
    to_follow: list[Captured] = [record for record in own if isinstance(record, Experiment)]
    found: set[str] = set()
    while to_follow:
        for link in to_follow.pop().grew_from:
            record = records.get(link)
            if (
                record is not None
                and link not in found
                and (record in own or _is_shared_root(record))
            ):
                found.add(link)
                to_follow.append(record)
    return frozenset(found)


def _notes(meeting: Meeting, gate: _Gate, lost: set[str]) -> Notes:
    voices = meeting.guidelines.voices if meeting.guidelines else ()
    in_the_room = {*meeting.taking_part, *(voice.member for voice in voices)}
    return Notes(
        meeting=_readable(meeting, gate, lost),
        consenting=sum(voice.consents for voice in voices),
        asked=len(in_the_room) if voices else 0,
        not_held=not_held(meeting),
    )


def _readable(meeting: Meeting, gate: _Gate, lost: set[str]) -> Meeting:
    """A meeting made of nothing but what may leave."""
    fields = {name: getattr(meeting, name) for name in OPEN_FIELDS}
    for name in KINDS.values():
        rows = getattr(meeting, name)
        fields[name] = tuple(gate.passed(row, lost) for row in rows if gate.lets(row))
    fields["guidelines"] = _without_voices(meeting.guidelines)
    if gate.audience.kind == "facilitator":
        fields["private_notes"] = meeting.private_notes
    return Meeting.model_validate(fields)


def _without_voices(guidelines: Guidelines | None) -> Guidelines | None:
    return guidelines.changed(voices=()) if guidelines else None


def _logs(meetings: Sequence[Meeting], gate: _Gate, practice: Practice) -> tuple[PracticeLog, ...]:
    """The logs that may be read, of the experiments of these meetings."""
    made = {e.id: e for meeting in meetings for e in meeting.experiments}
    return tuple(
        log
        for log in practice.logs
        if log.experiment in made and gate.lets_log(log, made[log.experiment])
    )


def _withheld_of_practice(
    everything: Sequence[Meeting], meetings: Sequence[Meeting], gate: _Gate, practice: Practice
) -> Counter[str]:
    """What is left out of what was told on the experiments of these meetings.

    Reports that a meeting took up are among its own; reasons for dropping go nowhere.
    """
    made = {e.id for meeting in meetings for e in meeting.experiments}
    leaving = _logs(meetings, gate, practice)
    counted: Counter[str] = Counter(
        gate.reason(log.disclosure)
        for log in practice.logs
        if log.experiment in made and log not in leaving
    )
    counted[EARLY_REPORT] = sum(practice.report_on(one, everything) is not None for one in made)
    counted[DROPPED] = sum(row.experiment in made for row in practice.dropped)
    return +counted


def _withheld(meeting: Meeting, gate: _Gate) -> Counter[str]:
    """What is left out of one meeting. A challenge's title and its case count one each."""
    counted: Counter[str] = Counter(
        gate.reason(r.disclosure) for r in meeting.captured if not gate.lets(r)
    )
    cases = [c for c in meeting.challenges if c.case and not gate.lets_case(c)]
    counted.update(gate.reason(_case_class(challenge)) for challenge in cases)
    voices = meeting.guidelines.voices if meeting.guidelines else ()
    if gate.audience.kind != "facilitator":
        counted[PRIVATE_NOTE] = len(meeting.private_notes)
    counted[OBJECTION] = sum(bool(v.objection or v.worked_in) for v in voices)
    return +counted
