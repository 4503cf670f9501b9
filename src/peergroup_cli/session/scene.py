"""What a form is given to work with: the cohort, the meetings before, the meeting, the segment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.calendar import PlannedSession
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Guidelines, Meeting
from peergroup_cli.model.naming import those_called
from peergroup_cli.model.practice import NO_PRACTICE, EarlyReport, Practice, PracticeLog
from peergroup_cli.model.stages import Captured, Challenge, Experiment, PracticeReport, Thought
from peergroup_cli.session.question import Choice
from peergroup_cli.session.rounds import least_recent_facilitator

C = TypeVar("C", bound=Captured)


@dataclass(frozen=True)
class Context:
    """What a meeting starts from, and does not change.

    Args:
        cohort: the cohort that meets.
        earlier: its meetings before this one, oldest first.
        open_experiments: the experiments of earlier meetings on which nothing final was reported.
        weeks_between: weeks to the next meeting, where nobody says otherwise.
        practice: what was told of experiments between the meetings.
        planned: the sessions of the cohort that are planned, by their dates.
    """

    cohort: Cohort
    earlier: tuple[Meeting, ...] = ()
    open_experiments: tuple[Experiment, ...] = ()
    weeks_between: int = 4
    practice: Practice = NO_PRACTICE
    planned: tuple[PlannedSession, ...] = ()

    @property
    def guidelines(self) -> Guidelines | None:
        """The newest guidelines of the meetings before."""
        return next((m.guidelines for m in reversed(self.earlier) if m.guidelines), None)

    def early_report(self, experiment: Experiment) -> EarlyReport | None:
        """What was reported on an experiment before the meeting, and waits to be taken up."""
        return self.practice.report_on(experiment.id, self.earlier)

    def new_logs(self, experiment: Experiment) -> tuple[PracticeLog, ...]:
        """What was logged on an experiment since a meeting last heard of it."""
        return self.practice.new_logs_of(experiment.id, self.earlier)

    def challenge_of(self, member: str) -> Challenge | None:
        """The member's newest challenge of the meetings before."""
        told = (c for m in reversed(self.earlier) for c in m.challenges if c.member == member)
        return next(told, None)


@dataclass(frozen=True)
class Scene:
    """One segment of one meeting, at one moment."""

    context: Context
    meeting: Meeting
    segment: Segment

    @property
    def today(self) -> date:
        """The day of the meeting, which may be written up later."""
        return self.meeting.held_on

    @property
    def next_date(self) -> date:
        """The day that is proposed for the next meeting: the one that is planned, if one is."""
        for session in self.context.planned:
            if session.number > self.meeting.number and session.start.date() > self.today:
                return session.start.date()
        return self.today + timedelta(weeks=self.context.weeks_between)

    @property
    def guidelines(self) -> Guidelines | None:
        """The guidelines that hold now."""
        return self.meeting.guidelines or self.context.guidelines

    def name(self, member: str) -> str:
        """A member's name."""
        return self.context.cohort.name_of(member)

    def people(self, members: Iterable[str]) -> tuple[Choice, ...]:
        """Members to choose from; each has the same number in every question, the cohort's."""
        wanted = set(members)
        everybody = enumerate(self.context.cohort.present_members, start=1)
        return tuple(Choice(str(n), self.name(m.id), m.id) for n, m in everybody if m.id in wanted)

    def here(self, records: Iterable[C]) -> list[C]:
        """Those of the records that this segment made."""
        return [record for record in records if record.segment == self.segment.key]

    def made(self, kind: type[C]) -> dict[str, C]:
        """All records of a kind, of the meetings before and of this one, by id."""
        meetings = (*self.context.earlier, self.meeting)
        return {r.id: r for m in meetings for r in m.captured if isinstance(r, kind)}

    @property
    def next_facilitator(self) -> str | None:
        """Who facilitates the coming meeting: as settled, or as it will be proposed."""
        members = [member.id for member in self.context.cohort.present_members]
        # today counts as well: who handed over the seat had it today
        rota = least_recent_facilitator(members, (*self.context.earlier, self.meeting))
        return self.meeting.next_facilitator or rota

    def sources(self) -> tuple[Challenge | PracticeReport, ...]:
        """What thoughts grow from: the practice reports of this meeting, or the challenges."""
        if any(segment.capture == "reports" for segment in self.meeting.agenda.segments):
            return self.meeting.reports
        return self.meeting.challenges or self._challenges_before()

    def was_told_apart(self, report: PracticeReport) -> bool:
        """Whether a report came before the meeting, and its owner keeps it from the whole group.

        It is not put before the group unasked: its words are shown nowhere, and its questions wait
        behind `/back`.
        """
        experiments = self.made(Experiment)
        known = [experiments[source] for source in report.grew_from if source in experiments]
        early = any(self.context.early_report(experiment) for experiment in known)
        return early and report.disclosure in ("room", "member")

    def causes(self) -> tuple[Thought, ...]:
        """What strategies act on: the thoughts of this meeting, or of the last that had any."""
        for meeting in (self.meeting, *reversed(self.context.earlier)):
            if meeting.thoughts:
                return meeting.thoughts
        return ()

    def _challenges_before(self) -> tuple[Challenge, ...]:
        newest = (self.context.challenge_of(member) for member in self.meeting.taking_part)
        return tuple(challenge for challenge in newest if challenge)

    def speaker(self, text: str) -> tuple[str | None, str]:
        """Who said a line of a list, where it begins with a name and a colon, and the line.

        “Ada: we never ask” gives Ada's id and “we never ask”; any other text is nobody's.

        Raises:
            ValueError: the name fits several members.
        """
        head, colon, rest = text.partition(":")
        if not colon or not rest.strip():
            return None, text
        here = self.meeting.taking_part
        names = {m.id: self.name(m.id) for m in self.context.cohort.members if m.id in here}
        called = those_called(head, names)
        if len(called) == 1:
            return called[0], rest.strip()
        if called:
            several = ", ".join(names[member] for member in called)
            raise ValueError(f"Several are called {head.strip()}: {several}. Give the whole name.")
        return None, text

    def draft(self, kind: type[C], **fields: object) -> C:
        """A new record of this segment, with the next free id and the segment's class."""
        common = {
            "id": self.meeting.free_id(kind),
            "segment": self.segment.key,
            "disclosure": self.segment.disclosure,
        }
        return kind.model_validate({**common, **fields})
