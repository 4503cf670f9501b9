"""A meeting at a screen, with a hand that types, presses keys, falls asleep and is torn away."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from rich.console import Console

from peergroup_cli.errors import NotSaved
from peergroup_cli.model.agenda import Question, Segment
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import Ask, Asking, Pressed
from peergroup_cli.terminal.drafts import Drafts, DraftsInMind
from peergroup_cli.terminal.elsewhere import Elsewhere, NowhereElse
from peergroup_cli.terminal.session_screen import SessionScreen
from tests.session.table import Table, segment

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
TAKEAWAY = segment("round", questions=(Question(key="takeaway", label="Takeaway"),))
STORY = segment("round", questions=(Question(key="story", label="Story", long=True),))


@dataclass(frozen=True)
class Key:
    """A key is pressed, in the middle of what was typed before it."""

    word: str
    half: str | None = None


@dataclass(frozen=True)
class Torn:
    """The question ends without an answer, in the middle of what was typed."""

    error: BaseException
    half: str | None = None


@dataclass(frozen=True)
class Sleep:
    """The computer sleeps in mid-sentence, and wakes up."""

    minutes: float
    half: str | None = None


Act = str | Key | Torn | Sleep | Callable[[], None]
"""What a hand does; a text is typed and entered, a function is something that happens beside."""


@dataclass
class Sitting:
    """A screen, a disk that remembers every save, a clock that is moved, and a hand.

    Args:
        acts: what the hand does, one question after the other; then there is no more input.
        failures: how many saves the disk refuses, from the first one on.
    """

    acts: list[Act]
    failures: int = 0
    clock: datetime = NOW
    drafts: Drafts = field(default_factory=DraftsInMind)
    edit: Callable[[str], str] = str.upper
    elsewhere: Elsewhere = field(default_factory=NowhereElse)
    saves: list[Meeting] = field(default_factory=list)
    asked: list[Asking] = field(default_factory=list)
    paper: io.StringIO = field(default_factory=io.StringIO)
    interactive: bool = True
    lines: int = 0
    """The height of the terminal; without it what is shown goes into a file."""

    def run(self, session: Session, ask: Ask | None = None) -> Session:
        """Run the screen over a session; who asks may be somebody else."""
        console = Console(
            file=self.paper,
            width=100,
            height=self.lines or None,
            force_terminal=bool(self.lines),
            markup=False,
            emoji=False,
            highlight=False,
        )
        screen = SessionScreen(
            ask or self,
            console,
            self.save,
            lambda: self.clock,
            self.drafts,
            edit=self.edit,
            elsewhere=self.elsewhere,
        )
        return screen.run(session)

    def again(self, session: Session, *acts: Act) -> Session:
        """Go on with what is on the disk, with another hand."""
        self.acts, self.asked = list(acts), []
        return self.run(Session(session.context, self.saves[-1]))

    def __call__(self, asking: Asking) -> str:
        """What the hand does at a question; Ctrl-D when it has nothing left to do."""
        self.asked.append(asking)
        while self.acts and not isinstance(self.acts[0], str | Key | Torn | Sleep):
            self.acts.pop(0)()  # type: ignore[operator]
        if not self.acts:
            raise EOFError
        act = self.acts.pop(0)
        half = act if isinstance(act, str) else getattr(act, "half", None)
        if half is not None and asking.keep:
            asking.keep(half)
        if isinstance(act, Torn):
            raise act.error
        if isinstance(act, Key):
            assert asking.steered
            return Pressed(f"/{act.word}")
        if isinstance(act, Sleep):
            assert asking.beat
            self.wait(act.minutes)
            word = asking.beat()
            return Pressed(word) if word else asking.prefill
        assert isinstance(act, str)
        return act

    def save(self, meeting: Meeting) -> None:
        """Keep the meeting; fail first, if told to."""
        if self.failures:
            self.failures -= 1
            raise NotSaved("001.toml", "No space left on device")
        self.saves.append(meeting)

    def wait(self, minutes: float) -> None:
        """Let time go by."""
        self.clock += timedelta(minutes=minutes)

    @property
    def shown(self) -> str:
        """All that was shown beside the questions."""
        return self.paper.getvalue()


def table(*segments: Segment, size: int = 3) -> Session:
    """A meeting of these segments at its first question, its opening already done."""
    return Table.with_forms(*(segments or (TAKEAWAY,)), size=size).session
