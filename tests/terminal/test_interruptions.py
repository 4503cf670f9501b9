"""A meeting that is interrupted at any question is, in the end, the meeting it would have been."""

import io
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from peergroup_cli.ledger.following import open_experiments
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import NO_PRACTICE
from peergroup_cli.session.machine import begin
from peergroup_cli.session.scene import Context
from peergroup_cli.session.walk import Session
from peergroup_cli.storage.toml_file import Stored
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal.ask import Asking
from peergroup_cli.terminal.session_screen import SessionScreen
from tests.session.table import FIRST_DAY, cohort, shipped
from tests.session.test_forms import explored


@dataclass
class Talker:
    """Answers every question in a way of its own, until it is interrupted."""

    interrupted_at: int
    interruption: type[BaseException]
    asked: int = 0
    interactive: bool = True

    def __call__(self, asking: Asking) -> str:
        """Answer, or be interrupted; a list ends after its second line."""
        if self.asked == self.interrupted_at:
            raise self.interruption
        self.asked += 1
        if asking.label.startswith(("Who", "When")) or asking.default:
            return ""
        if asking.label[-1:].isdigit() and asking.label.split()[-1] != "1":
            return ""
        if "line" in asking.label or "right?" in asking.label or "ready" in asking.label:
            return ""
        for words, answer in _ANSWERS.items():
            if words in asking.label or words in asking.hint:
                return answer
        return f"said to {asking.label}"


_ANSWERS = {
    "2 marks": "",
    "Whose to change": "m",
    "strategy": "1",
    "became": "t",
    "keep, adapt": "a",
    "live with": "",
}


def clock() -> Iterator[datetime]:
    """One minute more each time that it is looked at."""
    now = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    while True:
        yield now
        now += timedelta(minutes=1)


def held(folder: Path, agenda: str, at: int, interruption: type[BaseException]) -> Meeting:
    """Hold a meeting that is interrupted once, and goes on from what is on disk."""
    workspace = Workspace.create(folder, None)
    workspace.add_cohort(cohort(4))
    before = workspace.add_meeting(explored().changed(state="finished"))
    earlier = (before.record,)
    context = Context(cohort(4), earlier, open_experiments(cohort(4), earlier, NO_PRACTICE))
    now = clock()
    stored: Stored[Meeting] | None = None

    def save(meeting: Meeting) -> None:
        nonlocal stored
        stored = (
            workspace.save_meeting(stored, meeting) if stored else workspace.add_meeting(meeting)
        )

    session = begin(context, shipped(agenda).with_variant(0), 2, FIRST_DAY)
    for talker in (Talker(at, interruption), Talker(-1, interruption)):
        console = Console(file=io.StringIO(), markup=False, emoji=False, highlight=False)
        screen = SessionScreen(talker, console, save, lambda: next(now))
        with suppress(KeyboardInterrupt):
            session = screen.run(session)
        files = workspace.meetings("north")
        if len(files) == 2:
            stored = files[1]
            session = Session(context, stored.record)
        if session.meeting.state == "finished":
            break
    assert session.meeting.state == "finished"
    # an interruption takes no time, but the clock of this test is looked at more often
    return session.meeting.changed(spans=(), timing=())


@pytest.fixture(autouse=True)
def a_disk_that_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested here is where a meeting goes on, not when a disk has written it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.mark.parametrize("agenda", ["learning-together", "explore", "reflect"])
def test_an_interruption_at_any_question_changes_nothing_in_the_end(
    tmp_path: Path, agenda: str
) -> None:
    undisturbed = held(tmp_path / "whole", agenda, -1, EOFError)
    assert len(undisturbed.captured) > 8
    for at, interruption in ((1, KeyboardInterrupt), (14, EOFError), (37, KeyboardInterrupt)):
        assert held(tmp_path / str(at), agenda, at, interruption) == undisturbed
