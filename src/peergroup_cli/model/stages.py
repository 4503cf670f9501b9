"""The five stages' records. Each points back, by `grew_from`, at the records that it grew from.

`Challenge ◄ Thought ◄ Strategy ◄ Experiment ◄ PracticeReport ◄ Lesson`: a record's id, such as
`m2-thought-3`, says in which meeting (here 002) it was made, so that a person with a text editor
can follow a lesson back to its challenge.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from peergroup_cli.model.disclosure import Disclosure, is_wider
from peergroup_cli.model.record import Record, Slug, Text

Control = Literal["mine", "influence", "outside"]
Source = Literal["own", "material", "ledger"]
Outcome = Literal["tried", "partly", "not", "no-occasion"]
Verdict = Literal["keep", "adapt", "drop", "unclear"]

OUTCOMES: dict[Outcome, str] = {
    "tried": "tried",
    "partly": "partly tried",
    "not": "not tried",
    "no-occasion": "no occasion",
}
CONTROLS: dict[Control, str] = {
    "mine": "mine to change",
    "influence": "can influence",
    "outside": "outside our control",
}


class Captured(Record):
    """What all captured records share: an id, a disclosure class, where they were said."""

    id: Slug
    segment: Slug
    grew_from: tuple[str, ...] = ()
    disclosure: Disclosure

    @property
    def open_to(self) -> Disclosure:
        """The class that says who may read what was told."""
        return self.disclosure

    def opened_to(self, disclosure: Disclosure, on: date) -> Self:  # noqa: ARG002 - a lesson's day
        """The record with another class, as its owner wants it from that day on."""
        return self.changed(disclosure=disclosure)


class Challenge(Captured):
    """Stage 1: a member's case of the job challenge.

    The title has the record's class; the case has its own, which is `room` by default. A
    challenge that is restated in a later meeting grew from the earlier one.
    """

    member: Slug
    title: Text
    case: Text = ""
    case_disclosure: Disclosure = "room"

    @property
    def open_to(self) -> Disclosure:
        """The class of the case, once it is told; before that of the title."""
        return self.case_disclosure if self.case else self.disclosure

    def opened_to(self, disclosure: Disclosure, on: date) -> Self:
        """The challenge with another class for its case, once it is told; before for its title.

        A stricter class than the title's is the title's as well: who takes a case back to the
        room does not want its name in the minutes.
        """
        if not self.case:
            return super().opened_to(disclosure, on)
        title = disclosure if is_wider(self.disclosure, disclosure) else self.disclosure
        return self.changed(case_disclosure=disclosure, disclosure=title)


class Thought(Captured):
    """Stage 2: a cause that the group sees; it grew from challenges (or from practice reports)."""

    text: Text
    member: Slug | None = None
    control: Control | None = None


class Strategy(Captured):
    """Stage 3: something that could be tried; it grew from the thoughts that it acts on.

    `same_as` names the strategy that this one is, where it was taken over from the ledger or
    linked later: an id of this cohort, or of another as `south/m2-strategy-3`.
    """

    text: Text
    member: Slug | None = None
    source: Source
    same_as: str = Field(default="", pattern=r"^([a-z0-9-]+/)?[a-z0-9-]+$|^$")


class Experiment(Captured):
    """Stage 4: one member's if-then plan; it grew from one strategy. `by` is its last day.

    Source of the form: implementation intentions (Gollwitzer & Sheeran 2006).
    """

    member: Slug
    situation: Text = ""
    action: Text = ""
    obstacle: Text = ""
    sign: Text = ""
    by: date | None = None
    partner: Slug | None = None

    @property
    def is_planned(self) -> bool:
        """Whether there is enough of a plan to practise: a situation or an action."""
        return bool(self.situation or self.action)


class PracticeReport(Captured):
    """Stage 5: what came of an experiment, facts first. The verdict is its owner's."""

    member: Slug
    outcome: Outcome
    did: Text = ""
    happened: Text = ""
    surprise: Text = ""
    hindered: Text = ""
    verdict: Verdict | None = None

    @property
    def was_practised(self) -> bool:
        """Whether something was tried at the worksite."""
        return self.outcome in ("tried", "partly")

    @property
    def closes_the_experiment(self) -> bool:
        """Whether nothing of the experiment is open after this report.

        A verdict ends a test; "keep" on something that was not tried means: try on.
        """
        if self.verdict is None:
            return False
        return self.was_practised or self.verdict in ("adapt", "drop")


class Lesson(Captured):
    """Stage 5: the new knowledge of one test.

    `consent` is the day of its owner's yes; only with it can the class be `organisation`. With
    that yes go the words of the `strategy` that was tested and of the `cause` that it acts on,
    as they were read out to the owner.
    """

    member: Slug
    insight: Text
    conditions: Text = ""
    verdict: Verdict | None = None
    consent: date | None = None
    strategy: Text = ""
    cause: Text = ""

    def opened_to(self, disclosure: Disclosure, on: date) -> Self:
        """The lesson with another class; that of the organisation with the day of the consent.

        The words that were to go with an earlier consent are kept by that of the organisation only.
        """
        if disclosure == "organisation":
            return self.changed(disclosure=disclosure, consent=on)
        return self.changed(disclosure=disclosure, consent=None, strategy="", cause="")

    @model_validator(mode="after")
    def _leaves_the_group_with_consent_only(self) -> Self:
        if self.disclosure == "organisation" and self.consent is None:
            raise ValueError("a lesson of class organisation needs the date of its owner's consent")
        return self


def is_released(record: Captured) -> bool:
    """Whether the record may leave the group: a lesson, with its owner's dated yes."""
    return (
        isinstance(record, Lesson)
        and record.disclosure == "organisation"
        and record.consent is not None
    )
