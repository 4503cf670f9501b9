"""An agenda: what a meeting walks through. Data in TOML, shipped or from the workspace's packs."""

from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from peergroup_cli.model.record import Name, Record, Slug, Text

Capture = Literal[
    "opening",
    "guidelines-check",
    "challenges",
    "restate",
    "presence",
    "round",
    "list",
    "thoughts",
    "strategies",
    "marks",
    "silence",
    "experiments",
    "reports",
    "verdicts",
    "lessons",
    "guidelines",
    "commitments",
    "pulse",
    "closing",
]
"""The forms in which a segment can note what is said; each has its code in `session/forms`."""

STAGES: dict[str, str] = {
    "discuss": "Discuss",
    "articulate": "Articulate",
    "gain": "Gain",
    "practice": "Practice",
    "reflect": "Reflect",
}
"""The five stages of the model, in their order, with the titles of the rail."""

OPENING = "opening"

PROTECTED_STAGES = ("practice", "reflect")
"""The last two stages are the first to be squeezed, and the ones that change anything."""


class Prompt(Record):
    """One variant of what a segment says: read aloud, and a line that rescues when it stalls."""

    say: Text = Field(min_length=1)
    rescue: Text = Field(min_length=1)


class Question(Record):
    """One question of a round or a list, where the form leaves the questions to the agenda."""

    key: Slug
    label: Name
    long: bool = False


class Segment(Record):
    """One part of an agenda.

    `minutes` are minutes. `prompts` are variants of the same words: each meeting that uses the
    agenda takes the next one, so that the third meeting does not sound like the first. What is
    `protected` is not shortened when the meeting runs late; stages 4 and 5 never are unasked.
    """

    key: Slug
    stage: Slug
    title: Name
    minutes: int = Field(ge=0, le=600)
    aim: Text = Field(min_length=1)
    do: Text = Field(min_length=1)
    capture: Capture
    disclosure: Literal["room", "member", "group"]
    optional: bool = False
    protected: bool = False
    source: Literal["own", "material", "ledger"] = "own"
    on: Literal["thoughts", "strategies"] = "strategies"
    votes: int = Field(default=2, ge=1, le=20)
    questions: tuple[Question, ...] = ()
    prompts: tuple[Prompt, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_the_questions_that_its_form_asks(self) -> Self:
        if self.capture in ("round", "list", "pulse") and not self.questions:
            raise ValueError(f"capture “{self.capture}” needs at least one question")
        keys = [question.key for question in self.questions]
        if len(keys) != len(set(keys)):
            raise ValueError("two questions have the same key")
        return self

    @property
    def keeps_its_minutes(self) -> bool:
        """Whether it is left alone when the meeting runs late."""
        return self.protected or self.stage in PROTECTED_STAGES

    def with_variant(self, number: int) -> "Segment":
        """The segment with one of its prompts: the first for number 0, and round again."""
        return self.changed(prompts=(self.prompts[number % len(self.prompts)],))


class Step(Record):
    """One stop on the rail at the top of the screen."""

    key: Slug
    title: Name


@cache
def _five_stages() -> tuple[Step, ...]:
    return tuple(Step(key=key, title=title) for key, title in STAGES.items())


class Agenda(Record):
    """An agenda file: the segments in order, and the rail of steps that they belong to.

    An agenda without a `rail` of its own walks the five stages of the model, all of them.
    """

    format: Literal[1]
    kind: Literal["agenda"]
    key: Slug
    title: Name
    purpose: Text
    minutes: int = Field(ge=1, le=600)
    rail: tuple[Step, ...] = ()
    segments: tuple[Segment, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        total = sum(segment.minutes for segment in self.segments)
        if total != self.minutes:
            raise ValueError(f"the segments take {total} minutes, the agenda says {self.minutes}")
        keys = [segment.key for segment in self.segments]
        if len(keys) != len(set(keys)):
            raise ValueError("two segments have the same key")
        walked = list(dict.fromkeys(s.stage for s in self.segments if s.stage != OPENING))
        if walked != [step.key for step in self.steps]:
            raise ValueError(
                "the segments must walk these stages in this order: "
                + ", ".join(step.key for step in self.steps)
            )
        return self

    @property
    def steps(self) -> tuple[Step, ...]:
        """The rail: the agenda's own steps, or the five stages."""
        return self.rail or _five_stages()

    def segment(self, key: str) -> Segment | None:
        """The segment with this key, if the agenda has it."""
        return next((segment for segment in self.segments if segment.key == key), None)

    def shows_material(self, segment: Segment) -> bool:
        """Whether a module's strategies are shown in a segment: never before the group's own."""
        ideas = [one for one in self.segments if one.capture == "strategies"]
        if segment.capture != "strategies" or segment.source != "material":
            return False
        keys = [one.key for one in ideas]
        later = ideas[keys.index(segment.key) + 1 :] if segment.key in keys else []
        return all(one.source != "own" for one in later)

    def with_variant(self, number: int) -> "Agenda":
        """The agenda as one meeting carries it: each segment with one of its prompts."""
        return self.changed(segments=tuple(s.with_variant(number) for s in self.segments))
