"""A meeting that is held in a folder, from wherever its file stands, to its end."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console

from peergroup_cli.ledger.following import open_experiments
from peergroup_cli.model.agenda import Agenda, Question
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import NO_PRACTICE
from peergroup_cli.session.machine import begin
from peergroup_cli.session.scene import Context
from peergroup_cli.session.walk import Session
from peergroup_cli.storage.elsewhere import OtherPlace
from peergroup_cli.storage.toml_file import Stored, content_of
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal.ask import Asking, Pressed
from peergroup_cli.terminal.session_screen import SessionScreen
from tests.session.table import FIRST_DAY, agenda, cohort, segment, shipped
from tests.terminal.test_interruptions import Talker

MOST_REFUSED = 400
"""After so many refusals the person gives up."""

FILE = "cohorts/north/meetings/001-{agenda}.toml"


def small() -> Agenda:
    """An agenda of an opening and one round: five answers, the last one of the only member."""
    return agenda(segment("round", questions=(Question(key="takeaway", label="Takeaway"),)))


def agenda_called(name: str) -> Agenda:
    """The small agenda, or one that ships."""
    return small() if name == "small" else shipped(name)


def a_workspace(folder: Path, size: int = 1) -> Path:
    """A workspace with the cohort North."""
    Workspace.create(folder, None).add_cohort(cohort(size))
    return folder


def _clock() -> Iterator[datetime]:
    now = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    while True:
        yield now
        now += timedelta(minutes=1)


@dataclass
class Held:
    """A meeting, and the person at it, who types half an answer before the whole.

    Args:
        folder: its workspace.
        agenda: what is held.
        asked: is told of each question: how many saves are acknowledged with it.
        again: is told of a question that comes once more, and of what was typed the first time.
        false_words: how often something was called saved and was not on the disk.
        leaves_for: the file to which the whole meeting goes as soon as something is refused.
    """

    folder: Path
    agenda: Agenda = field(default_factory=small)
    asked: Callable[[int], None] = lambda _saves: None
    again: Callable[[Asking, str], None] = lambda _asking, _typed: None
    saves: list[bytes] = field(default_factory=list)
    interactive: bool = True
    refused: int = 0
    false_words: int = 0
    types_slowly: bool = True
    leaves_for: str = ""
    _typed: str = ""

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.folder)
        self.talker = Talker(-1, KeyboardInterrupt)

    def run(self) -> Meeting:
        """Hold it, or go on with it, and give it as it is in the end."""
        group = self.workspace.cohort("north").record
        context = Context(group, (), open_experiments(group, (), NO_PRACTICE))
        self.stored: Stored[Meeting] | None = next(iter(self.workspace.meetings("north")), None)
        if self.stored:
            session = Session(context, self.stored.record)
        else:
            session = begin(context, self.agenda.with_variant(0), 1, FIRST_DAY)
        drafts = self.workspace.drafts(session.meeting)
        drafts.forget_entered(session.meeting)
        if session.meeting.state != "open":
            return session.meeting
        paper = Console(file=io.StringIO(), markup=False, emoji=False, highlight=False)
        now = _clock()
        screen = SessionScreen(
            self,
            paper,
            self._save,
            lambda: next(now),
            drafts,
            elsewhere=OtherPlace(self.folder),
        )
        return screen.run(session).meeting

    @property
    def file(self) -> Path:
        """The meeting's file."""
        return self.folder / FILE.format(agenda=self.agenda.key)

    def _save(self, meeting: Meeting) -> None:
        keep = self.workspace
        if self.stored:
            self.stored = keep.save_meeting(self.stored, meeting)
        else:
            self.stored = keep.add_meeting(meeting)
        self.saves.append(self.file.read_bytes() if self.file.exists() else b"")
        self.false_words += self.saves[-1] != content_of(meeting)

    def __call__(self, asking: Asking) -> str:
        """Answer a question; one that was asked before is entered once more, as it stands there."""
        self.asked(len(self.saves))
        if "not saved" in asking.hint:
            self.refused += 1
            if self.refused > MOST_REFUSED:
                raise EOFError
            self.again(asking, self._typed)
            if self.leaves_for:
                return Pressed(f"/elsewhere {self.leaves_for}")
            return asking.prefill or self._typed
        self._typed = self.talker(asking)
        if self.types_slowly and asking.keep and len(self._typed) > 2:
            asking.keep(self._typed[:2])
        return self._typed


def without_times(meeting: Meeting) -> Meeting:
    """The meeting as it is whatever interrupted it."""
    return meeting.changed(spans=(), timing=())
