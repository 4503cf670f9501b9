"""What happens with experiments between the meetings: `cohorts/<cohort>/practice.toml`."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.record import Record, Slug, Text
from peergroup_cli.model.stages import Outcome


class PracticeLog(Record):
    """One entry of a member's log: what was done, what happened, what was learned.

    Source of the form: the weekly log between two sessions (peerlearninginstitute.com,
    "The spacing effect").
    """

    experiment: Slug
    member: Slug
    on: date
    did: Text = ""
    happened: Text = ""
    learned: Text = ""
    disclosure: Disclosure = "group"

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

    def report_on(self, experiment: str) -> EarlyReport | None:
        """The newest report on an experiment that no meeting has taken up yet, if there is one."""
        rows = [report for report in self.reports if report.experiment == experiment]
        return rows[-1] if rows else None


NO_PRACTICE = Practice(format=1)
"""Of a cohort that has told nothing between its meetings."""
