"""What has to be known of all meetings before the notes of one can leave; no text is kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from peergroup_cli.exports.figures import Figures, MeetingFigures, figures_of, meeting_figures
from peergroup_cli.exports.gate import Gate
from peergroup_cli.exports.withheld import DROPPED, EARLY_REPORT
from peergroup_cli.ledger.pulse import Reading, pulse_readings
from peergroup_cli.model.meeting import KINDS, Meeting
from peergroup_cli.model.practice import Practice, PracticeLog
from peergroup_cli.model.stages import Experiment


@dataclass
class Survey:
    """What one look at each meeting gives; a meeting need not be kept after it.

    Args:
        gate: who reads.
        practice: what was told between the meetings.
        places: for each id of a record that may be read, the place of its meeting.
        lost: the ids of those that may not.
        marks: for each id, how many marks were given to it.
        withheld: for each meeting whose notes leave, what is left out of it.
        logs: those that may be read, of experiments of these meetings.
    """

    gate: Gate
    practice: Practice
    places: dict[str, int] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    marks: Counter[str] = field(default_factory=Counter)
    withheld: list[Counter[str]] = field(default_factory=list)
    logs: list[PracticeLog] = field(default_factory=list)
    partners: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _seen: int = 0
    _told: dict[str, tuple[int, Experiment]] = field(default_factory=dict)
    _heard: list[Meeting] = field(default_factory=list)
    _counted: list[MeetingFigures] = field(default_factory=list)
    _readings: list[Reading] = field(default_factory=list)

    def see(self, meeting: Meeting, *, leaves: bool) -> None:
        """Look at a meeting: one whose notes leave, or one that they point back to."""
        for record in meeting.captured:
            if self.gate.lets(record):
                self.places.setdefault(record.id, self._seen)
            else:
                self.lost.add(record.id)
        self.marks.update(one for row in meeting.marks for one in row.to)
        if leaves:
            self._keep_experiments(meeting)
            self.partners |= self.gate.partners(meeting)
            self.withheld.append(self.gate.withheld(meeting))
            self._count(meeting)
        if self.practice.reports:
            self._heard.append(reports_of(meeting))
        self._seen += 1

    def finish(self) -> None:
        """Count what is left out of what was told between the meetings, once all were seen."""
        self.lost -= self.places.keys()
        for log in self.practice.logs:
            if log.experiment in self._told:
                place, experiment = self._told[log.experiment]
                if self.gate.lets_log(log, experiment):
                    self.logs.append(log)
                else:
                    self.withheld[place][self.gate.reason(log.disclosure)] += 1
        for row in {one.experiment: one for one in self.practice.reports}.values():
            known = row.experiment in self._told
            if known and self.practice.report_on(row.experiment, self._heard) is not None:
                self.withheld[self._told[row.experiment][0]][EARLY_REPORT] += 1
        for dropped in self.practice.dropped:
            if dropped.experiment in self._told:
                self.withheld[self._told[dropped.experiment][0]][DROPPED] += 1

    @property
    def figures(self) -> Figures:
        """The numbers of the meetings whose notes leave, where the gate lets them."""
        return figures_of(self._counted, self._readings)

    def _count(self, meeting: Meeting) -> None:
        if self.gate.lets_figures:
            self._counted.append(meeting_figures(meeting))
            self._readings += pulse_readings(meeting)

    def _keep_experiments(self, meeting: Meeting) -> None:
        """Those of which something was told; the others need not be kept."""
        place = len(self.withheld)
        self._told |= {e.id: (place, e) for e in meeting.experiments if e.id in self._about}

    @cached_property
    def _about(self) -> set[str]:
        """The experiments of which something was told between the meetings."""
        practice = self.practice
        logs = {log.experiment for log in practice.logs}
        reports = {report.experiment for report in practice.reports}
        return logs | reports | {dropped.experiment for dropped in practice.dropped}


def reports_of(meeting: Meeting) -> Meeting:
    """The meeting with nothing of what was noted but its practice reports, without their texts."""
    silent = {"did": "", "happened": "", "surprise": "", "hindered": ""}
    reports = tuple(report.model_copy(update=silent) for report in meeting.reports)
    return _with(meeting, reports=reports)


def followed(meetings: Iterable[Meeting]) -> Sequence[Meeting]:
    """The meetings with nothing but what is followed from one to the next.

    That are experiments, reports without their texts, and lessons. An agenda that several meetings
    have is there once.
    """
    agendas: dict[object, object] = {}
    found = []
    for meeting in meetings:
        silent = reports_of(meeting)
        agenda = agendas.setdefault(meeting.agenda, meeting.agenda)
        kept = {"experiments": meeting.experiments, "lessons": meeting.lessons, "agenda": agenda}
        found.append(silent.model_copy(update=kept))
    return found


def _with(meeting: Meeting, **rows: object) -> Meeting:
    empty: dict[str, object] = dict.fromkeys((*KINDS.values(), "material", "turns"), ())
    return meeting.model_copy(update={**empty, "guidelines": None, "offered": None, **rows})
