"""The time when a meeting is stopped, also in a pause; and what those who watch are told."""

import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from rich.console import Console

from peergroup_cli.model.agenda import Question
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.budget import used
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import Asking
from peergroup_cli.terminal.session_screen import SessionScreen
from tests.session.table import Table, segment

TAKEAWAY = segment("round", questions=(Question(key="takeaway", label="Takeaway"),))


@dataclass
class Projector:
    """A page that somebody watches: the question that it showed, and whether in a pause."""

    address: str = "http://127.0.0.1:1/long-token"
    shown: list[tuple[str, bool]] = field(default_factory=list)

    def __call__(self, session: Session, *, paused: bool = False) -> None:
        self.shown.append((session.question.ref if session.question else "", paused))


@dataclass
class Slow:
    """Somebody who takes five minutes for each answer, and what is saved and shown meanwhile."""

    answers: list[str | type[BaseException]]
    table: Table = field(default_factory=lambda: Table.with_forms(TAKEAWAY))
    saved: list[Meeting] = field(default_factory=list)
    projector: Projector = field(default_factory=Projector)
    screen: io.StringIO = field(default_factory=io.StringIO)
    interactive: bool = True

    def __call__(self, asking: Asking) -> str:
        del asking
        self.table.wait(5)
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            return answer
        raise answer

    def now(self) -> datetime:
        return self.table.clock

    def hold(self) -> timedelta:
        """Hold the meeting, and give the time that is on disk."""
        console = Console(file=self.screen, width=80)
        screen = SessionScreen(self, console, self.saved.append, self.now, present=self.projector)
        screen.run(self.table.session)
        return used(self.saved[-1])


def test_the_time_until_the_stop_counts() -> None:
    assert Slow(["one", "/stop"]).hold() == timedelta(minutes=10)


@pytest.mark.parametrize("end", ["/stop", EOFError])
def test_a_meeting_that_is_stopped_in_a_pause_has_no_time_of_the_pause(
    end: str | type[BaseException],
) -> None:
    person = Slow(["one", "/pause", "not noted", end])
    assert person.hold() == timedelta(minutes=10)


def test_ctrl_c_in_a_pause_adds_no_time_either() -> None:
    person = Slow(["one", "/pause", KeyboardInterrupt])
    with pytest.raises(KeyboardInterrupt):
        person.hold()
    assert used(person.saved[-1]) == timedelta(minutes=10)


def test_after_a_pause_the_time_counts_again_until_the_stop() -> None:
    assert Slow(["one", "/pause", "", "two", "/stop"]).hold() == timedelta(minutes=20)


def test_those_who_watch_see_that_the_clock_stands_still() -> None:
    stopped, ended = Slow(["one", "/pause", "", "/stop"]), Slow(["one", "/end", "y"])
    stopped.hold()
    ended.hold()
    ada, bo = "round/ada-brook/takeaway", "round/bo-lind/takeaway"
    assert stopped.projector.shown == [
        (ada, False),
        (bo, False),
        (bo, True),
        (bo, False),
        (bo, True),
    ]
    assert ended.projector.shown[-1] == ("", False)


def test_the_address_of_their_page_is_in_the_help() -> None:
    somebody = Slow(["/help", "/stop"])
    somebody.hold()
    assert somebody.projector.address in somebody.screen.getvalue()
