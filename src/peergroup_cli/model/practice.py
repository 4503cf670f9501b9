"""What happens with experiments between the meetings: `cohorts/<cohort>/practice.toml`."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.record import Record, Slug, Text
from peergroup_cli.model.stages import Outcome


class PracticeLog(Record):
    """One entry of a member's log: what was done, what happened, what was learned.

    Source of the form: the weekly log between two sessions (peerlearninginstitute.com,
    "The spacing effect"). `week` is the worksheet's, where the entry came on one.
    """

    experiment: Slug
    member: Slug
    on: date
    did: Text = ""
    happened: Text = ""
    learned: Text = ""
    disclosure: Disclosure = "group"
    week: int | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.did or self.happened or self.learned):
            raise ValueError("a log says what was done, what happened or what was learned")
        return self


class EarlyReport(Record):
    """A practice report that was given before the meeting; it stands ready in the next one."""

    experiment: Slug
    member: Slug
    on: date
    outcome: Outcome
    did: Text = ""
    happened: Text = ""
    surprise: Text = ""
    hindered: Text = ""
    disclosure: Disclosure = "group"


class Dropped(Record):
    """An experiment that its owner gave up before it was reported on, and why."""

    experiment: Slug
    member: Slug
    on: date
    reason: Text = Field(min_length=1)
    disclosure: Disclosure = "group"


class Practice(Record):
    """The practice of a cohort, as it was told between its meetings."""

    format: Literal[1]
    logs: tuple[PracticeLog, ...] = ()
    reports: tuple[EarlyReport, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def logs_of(self, experiment: str) -> tuple[PracticeLog, ...]:
        """The log entries of an experiment, oldest first."""
        rows = (log for log in self.logs if log.experiment == experiment)
        return tuple(sorted(rows, key=lambda log: log.on))

    def new_logs_of(self, experiment: str, meetings: Sequence[Meeting]) -> tuple[PracticeLog, ...]:
        """The log entries since the day on which a meeting last heard of the experiment."""
        heard = last_heard(experiment, meetings)
        rows = self.logs_of(experiment)
        return rows if heard is None else tuple(log for log in rows if log.on > heard.held_on)

    def report_on(self, experiment: str, meetings: Sequence[Meeting]) -> EarlyReport | None:
        """The newest report on an experiment that no meeting has taken up yet, if there is one.

        A meeting that has a report on the experiment has taken up all that was told until its day.

        Args:
            experiment: the experiment's id.
            meetings: the meetings that could have taken it up.
        """
        heard = last_heard(experiment, meetings)
        rows = [
            report
            for report in self.reports
            if report.experiment == experiment and (heard is None or report.on > heard.held_on)
        ]
        return rows[-1] if rows else None

    def with_log(self, log: PracticeLog) -> Self:
        """The practice with one more entry of a log."""
        return self.changed(logs=(*self.logs, log))

    def without_log(self, log: PracticeLog, instead: PracticeLog | None = None) -> Self:
        """The practice without an entry of a log, or with another one in its place."""
        at = self.logs.index(log)
        between = () if instead is None else (instead,)
        return self.changed(logs=(*self.logs[:at], *between, *self.logs[at + 1 :]))

    def with_report(self, report: EarlyReport, meetings: Sequence[Meeting]) -> Self:
        """The practice with a report, in place of one that waits for its meeting."""
        waiting = self.report_on(report.experiment, meetings)
        others = tuple(row for row in self.reports if row != waiting)
        return self.changed(reports=(*others, report))

    def with_dropped(self, dropped: Dropped) -> Self:
        """The practice with an experiment that its owner gave up."""
        return self.changed(dropped=(*self.dropped, dropped))


def last_heard(experiment: str, meetings: Sequence[Meeting]) -> Meeting | None:
    """The last of the meetings that has a report on the experiment, with its owner there.

    What somebody told who could not come stands in that meeting, and is ready for the next one.
    """
    heard = [
        meeting
        for meeting in meetings
        for report in meeting.reports
        if experiment in report.grew_from and not _was_absent(report.member, meeting)
    ]
    return max(heard, key=lambda meeting: meeting.held_on, default=None)


def _was_absent(member: str, meeting: Meeting) -> bool:
    return any(a.member == member and a.presence == "absent" for a in meeting.attendance)


NO_PRACTICE = Practice(format=1)
"""Of a cohort that has told nothing between its meetings."""
