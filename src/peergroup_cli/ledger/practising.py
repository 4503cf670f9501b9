"""How experiments stand between the meetings: open or not, and what was logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from peergroup_cli.ledger.following import open_experiments
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import Practice, PracticeLog
from peergroup_cli.model.stages import Experiment

State = Literal["open", "overdue", "reported", "dropped", "closed"]

SILENCE = timedelta(weeks=2)
"""So long without an entry in the log of an open experiment is worth a word."""


@dataclass(frozen=True)
class Standing:
    """An experiment as it stands on a day.

    `reported` waits for the meeting that hears it; `closed` got its verdict in one, or its owner
    left. `last_told` is the day of the last entry of the log, or that of the meeting.
    """

    experiment: Experiment
    meeting: Meeting
    state: State
    logs: tuple[PracticeLog, ...]
    day: date

    @property
    def is_open(self) -> bool:
        """Whether a meeting is still to hear the end of it."""
        return self.state in ("open", "overdue", "reported")

    @property
    def is_due(self) -> bool:
        """Whether its last day has come and nothing was reported."""
        by = self.experiment.by
        return self.state in ("open", "overdue") and by is not None and by <= self.day

    @property
    def partners(self) -> tuple[str, ...]:
        """With whom its owner practises."""
        return self.meeting.partners_of(self.experiment.member)

    @property
    def last_told(self) -> date:
        """The day on which something was last told of it."""
        return max([self.meeting.held_on, *(log.on for log in self.logs)])

    @property
    def log_is_missing(self) -> bool:
        """Whether its owner has logged nothing for two weeks, and reported nothing."""
        silent = self.day - self.last_told >= SILENCE
        return silent and self.state in ("open", "overdue")


def standings(
    cohort: Cohort, meetings: Sequence[Meeting], practice: Practice, day: date
) -> tuple[Standing, ...]:
    """All experiments of a cohort as they stand on a day, oldest first."""
    still = {experiment.id for experiment in open_experiments(cohort, meetings, practice)}
    dropped = {row.experiment for row in practice.dropped}

    def state_of(experiment: Experiment) -> State:
        if experiment.id in dropped:
            return "dropped"
        if experiment.id not in still:
            return "closed"
        if practice.report_on(experiment.id, meetings):
            return "reported"
        return "overdue" if experiment.by and experiment.by < day else "open"

    return tuple(
        Standing(experiment, meeting, state_of(experiment), practice.logs_of(experiment.id), day)
        for meeting in meetings
        for experiment in meeting.experiments
    )
