"""A table to test at: a cohort, a clock that the test moves, and a meeting that is played."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from peergroup_cli.content.library import shipped_agendas
from peergroup_cli.ledger.following import open_experiments
from peergroup_cli.model.agenda import Agenda, Prompt, Segment, Step
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.module import Module
from peergroup_cli.model.people import Member
from peergroup_cli.model.practice import NO_PRACTICE, Practice
from peergroup_cli.session import events
from peergroup_cli.session.machine import begin, step
from peergroup_cli.session.question import Question
from peergroup_cli.session.scene import Context
from peergroup_cli.session.walk import Session

NAMES = ("Ada Brook", "Bo Lind", "Cleo Hart", "Dov Marsh", "Eli Stone", "Fay Reed")
FIRST_DAY = date(2026, 11, 5)


def cohort(size: int = 3) -> Cohort:
    """A cohort of invented managers: ada-brook, bo-lind, cleo-hart and so on."""
    members = tuple(
        Member(
            id=name.lower().replace(" ", "-"),
            name=name,
            role=f"Lead {number}",
            level="Manager",
            unit=f"Unit {number}",
            joined=FIRST_DAY,
        )
        for number, name in enumerate(NAMES[:size], start=1)
    )
    return Cohort(
        format=1, id="north", name="North", theme="Bad news", formed=FIRST_DAY, members=members
    )


def segment(capture: str, **fields: object) -> Segment:
    """One segment with this form."""
    given = {
        "key": capture,
        "stage": "step",
        "title": capture.title(),
        "minutes": 10,
        "aim": "An aim.",
        "do": "Do it.",
        "capture": capture,
        "disclosure": "group",
        "prompts": (Prompt(say="Say it.", rescue="Rescue it."),),
    }
    return Segment.model_validate({**given, **fields})


def agenda(*segments: Segment, key: str = "small") -> Agenda:
    """An agenda of an opening and these segments; of an opening and silence where none is given."""
    opening = segment("opening", stage="opening")
    walked = (opening, *(segments or (segment("silence"),)))
    return Agenda(
        format=1,
        kind="agenda",
        key=key,
        title=key.title(),
        purpose="To test.",
        minutes=10 * len(walked),
        rail=(Step(key="step", title="Step"),),
        segments=walked,
    )


@dataclass
class Table:
    """A meeting that is being played: answers go in, and the clock moves only when told."""

    session: Session
    clock: datetime = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    asked: list[str] = field(default_factory=list)

    @classmethod
    def with_agenda(
        cls,
        held: Agenda,
        *,
        size: int = 3,
        earlier: tuple[Meeting, ...] = (),
        module: Module | None = None,
        practice: Practice = NO_PRACTICE,
        day: date = FIRST_DAY,
    ) -> "Table":
        """A new meeting with this agenda."""
        group = cohort(size)
        still = open_experiments(group, earlier, practice)
        context = Context(group, earlier, still, practice=practice)
        session = begin(context, held.with_variant(0), len(earlier) + 1, day, module)
        table = cls(session)
        table.session = step(session, events.Resume(table.clock))
        return table

    @classmethod
    def with_forms(
        cls,
        *segments: Segment,
        size: int = 3,
        earlier: tuple[Meeting, ...] = (),
        module: Module | None = None,
        practice: Practice = NO_PRACTICE,
        day: date = FIRST_DAY,
    ) -> "Table":
        """A meeting of these segments, its opening already done: everybody is here."""
        table = cls.with_agenda(
            agenda(*segments),
            size=size,
            earlier=earlier,
            module=module,
            practice=practice,
            day=day,
        )
        while table.question.segment == "opening":
            table.say("")
        return table

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands."""
        return self.session.meeting

    @property
    def question(self) -> Question:
        """The question that is asked now."""
        question = self.session.question
        assert question is not None, "the meeting is over"
        return question

    @property
    def ref(self) -> str:
        """What names the question that is asked now; empty when the meeting is over."""
        return self.session.question.ref if self.session.question else ""

    def wait(self, minutes: float) -> None:
        """Let time go by."""
        self.clock += timedelta(minutes=minutes)

    def happens(self, kind: type[events.Event], **details: object) -> None:
        """Something happens now."""
        self.session = step(self.session, kind(self.clock, **details))

    def say(self, *answers: str) -> None:
        """Answer the next questions, one after the other."""
        for answer in answers:
            self.asked.append(self.ref)
            self.happens(events.Answer, text=answer)

    def turns(self, **answers: list[str]) -> None:
        """Answer in whatever order the members are asked; first names name them."""
        while any(answers.values()):
            first_name = self.question.member.split("-")[0]
            self.say(answers[first_name].pop(0))

    def finish(self) -> Meeting:
        """Press Enter until the meeting is over."""
        while self.session.question is not None:
            self.say("")
        return self.meeting


def shipped(key: str) -> Agenda:
    """A shipped agenda."""
    return shipped_agendas()[key]
