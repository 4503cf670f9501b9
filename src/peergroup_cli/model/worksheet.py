"""A practice worksheet: one member's plan, the partner, room for a log, and the report's questions.

The words of its headings and labels are those by which it is found again when it comes back.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from peergroup_cli.model.disclosure import WIDENING, Disclosure
from peergroup_cli.model.practice import EarlyReport, PracticeLog
from peergroup_cli.model.record import Name, Record, Slug, Text
from peergroup_cli.model.stages import Outcome, PracticeReport

TITLE = "Practice worksheet"
EXPERIMENT = "Experiment"
PLAN = "My plan"
WEEK = "Week"
REPORT = "Report"
TIP = "Tip"
END = "End of the worksheet"
HAND_IN = "send the sheet to whoever facilitates."
HOW = (
    "Write behind the colons, as much as you like, and leave the words before them as they are. "
    f"Then {HAND_IN}"
)
READ_BY: dict[Disclosure, str] = {
    "room": "Write freely: your words are not read out, and stand in no notes. Whoever "
    "facilitates reads them, and nobody else.",
    "member": "Write freely: your words are not read out, and stand in your own notes alone. "
    "Whoever facilitates reads them, and nobody else.",
    "group": "Write as you would tell it in your group: your words are read out there, and stand "
    "in the group's minutes.",
}
"""Who reads what a member writes, by the class of the experiment."""
QUOTED = "Quote"
"""The style in a DOCX file of what the sheet brings along, and of no place to write."""

LOG_LABELS = {
    "on": "Day",
    "did": "What I did",
    "happened": "What happened",
    "learned": "What I learned",
}
REPORT_LABELS = {
    "outcome": "What became of it",
    "did": "What I did",
    "happened": "What happened",
    "surprise": "What surprised me",
    "hindered": "What got in the way",
}
"""The labels of a week and of the report; the first of each begins it."""

WEEKS = 4


def _or_none(value: object) -> object:
    """A place that was left empty says nothing."""
    return None if value == "" else value


class SheetLog(Record):
    """A week of the worksheet; a day that was left out is that of the import."""

    on: Annotated[date | None, BeforeValidator(_or_none)] = None
    did: Text = ""
    happened: Text = ""
    learned: Text = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        return not (self.did.strip() or self.happened.strip() or self.learned.strip())

    def is_in(self, log: PracticeLog) -> bool:
        """Whether this entry of the log is this week: the same words, on the same day if known."""
        same = all(
            getattr(self, part).strip() == getattr(log, part).strip()
            for part in ("did", "happened", "learned")
        )
        return same and self.on in (None, log.on)


class SheetReport(Record):
    """The report of the worksheet."""

    outcome: Annotated[Outcome | None, BeforeValidator(_or_none)] = None
    did: Text = ""
    happened: Text = ""
    surprise: Text = ""
    hindered: Text = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        texts = (self.did, self.happened, self.surprise, self.hindered)
        return self.outcome is None and not any(text.strip() for text in texts)

    def is_in(self, report: EarlyReport | PracticeReport) -> bool:
        """Whether this is what was reported there."""
        return self.outcome == report.outcome and all(
            getattr(self, part).strip() == getattr(report, part).strip()
            for part in ("did", "happened", "surprise", "hindered")
        )


class Worksheet(Record):
    """One worksheet: of one experiment, for the member whose it is.

    `tips` are those of the topic module, one a week, where there is one. `disclosure` is the class
    of the experiment: what is written is read by no more than those who read the plan.
    """

    format: Literal[1]
    cohort: Slug
    experiment: Slug
    member: Name
    partners: tuple[Name, ...] = ()
    by: Annotated[date | None, BeforeValidator(_or_none)] = None
    plan: Text = ""
    obstacle: Text = ""
    sign: Text = ""
    tips: tuple[Text, ...] = ()
    disclosure: Disclosure = "group"
    logs: tuple[SheetLog, ...] = ()
    report: SheetReport = Field(default_factory=SheetReport)

    @property
    def read_by(self) -> str:
        """Who will read what is written, in words for its member."""
        return READ_BY[min(self.disclosure, "group", key=WIDENING.index)]
