"""How far forming groups is; and Ctrl-C, which asks before it throws anything away."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from peergroup_cli.formation.starting import Enough
from peergroup_cli.terminal import progress_bar
from peergroup_cli.terminal.forming_progress import FormingProgress
from tests.commands.rosters import file
from tests.terminal.interrupting import in_memory, written


@dataclass
class Clock:
    """A clock that somebody else moves."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Person:
    """Somebody who is asked whether the best groups so far are wanted."""

    says: bool
    asked: int = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.says


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress_bar, "monotonic", clock)
    return clock


@pytest.fixture(autouse=True)
def ctrl_c_is_given_back() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    assert signal.getsignal(signal.SIGINT) is before


def press_ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def forming(person: Callable[[], bool], *steps: Callable[[FormingProgress], None]) -> None:
    """Form groups, while this happens."""
    with FormingProgress(in_memory(), person) as progress:
        for step in steps:
            step(progress)


def ctrl_c(_: FormingProgress) -> None:
    press_ctrl_c()


def tells(progress: FormingProgress) -> None:
    progress(30, 100)


def fails(_: FormingProgress) -> None:
    raise LookupError


# what is shown


def test_for_a_second_nothing_is_shown_then_how_far_it_is(clock: Clock) -> None:
    console = in_memory()
    with FormingProgress(console, Person(says=True)) as progress:
        progress(1, 100)
        assert written(console) == ""
        clock.now = 1.5
        progress(25, 100)
        progress(50, 100)
    assert "Forming groups" in written(console)
    assert "50%" in written(console)


def test_the_line_is_cleared_at_the_end(clock: Clock) -> None:
    console = in_memory()
    with FormingProgress(console, Person(says=True)) as progress:
        clock.now = 2
        progress(25, 100)
    erase_line = "\x1b[2K"
    assert written(console).endswith(erase_line)


def test_without_a_terminal_it_is_silent(clock: Clock) -> None:
    console = in_memory(terminal=False)
    with FormingProgress(console, Person(says=True)) as progress:
        clock.now = 60
        progress(25, 100)
    assert written(console) == ""


# ctrl-c


def test_after_ctrl_c_the_next_word_of_progress_asks_and_takes_the_best(clock: Clock) -> None:
    console, person = in_memory(), Person(says=True)
    with FormingProgress(console, person) as progress:
        clock.now = 2
        progress(25, 100)
        press_ctrl_c()
        assert person.asked == 0
        with pytest.raises(Enough):
            progress(30, 100)
        # the bar is gone before the question comes
        assert written(console).endswith("\x1b[2K")
    assert person.asked == 1


def test_where_no_question_follows_it_is_said_at_once_that_the_search_stops() -> None:
    console = in_memory(terminal=False)
    with FormingProgress(console, Person(says=True), "Stopping.") as progress:
        progress(25, 100)
        assert written(console) == ""
        press_ctrl_c()
        assert written(console) == "Stopping.\n"
        with pytest.raises(Enough):
            progress(30, 100)
    assert written(console) == "Stopping.\n"


def test_who_wants_nothing_ends_the_command() -> None:
    person = Person(says=False)
    with pytest.raises(KeyboardInterrupt):
        forming(person, ctrl_c, tells)
    assert person.asked == 1


def test_a_second_ctrl_c_ends_the_command_unasked() -> None:
    person = Person(says=True)
    with pytest.raises(KeyboardInterrupt):
        forming(person, ctrl_c, ctrl_c)
    assert person.asked == 0


def test_ctrl_c_at_the_question_ends_the_command() -> None:
    def wants_best() -> bool:
        press_ctrl_c()
        raise AssertionError("it went on")

    with pytest.raises(KeyboardInterrupt):
        forming(wants_best, ctrl_c, tells)


def test_ctrl_c_after_the_last_word_of_progress_is_not_lost() -> None:
    person = Person(says=False)
    with pytest.raises(KeyboardInterrupt):
        forming(person, tells, ctrl_c)
    assert person.asked == 1


def test_whoever_wants_the_groups_then_gets_them() -> None:
    person = Person(says=True)
    forming(person, tells, ctrl_c)
    assert person.asked == 1


def test_an_error_is_not_covered_by_the_question() -> None:
    person = Person(says=True)
    with pytest.raises(LookupError):
        forming(person, ctrl_c, fails)
    assert person.asked == 0


# in a real terminal


if os.name != "nt":
    from tests.terminal.terminal import Terminal

PRESSES_CTRL_C = """
import signal
from peergroup_cli.terminal import progress_bar

def monotonic(looks=iter(range(1_000_000))):
    if next(looks) == 1:
        signal.raise_signal(signal.SIGINT)
    return 0.0

progress_bar.monotonic = monotonic
"""


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal needs POSIX")
@pytest.mark.parametrize(
    ("answer", "code", "words", "written"),
    [
        ("yes", 0, "The search was stopped; these are the best groups it had found.", 9),
        ("", 0, "The search was stopped; these are the best groups it had found.", 9),
        ("no", 130, "Nothing was formed, and nothing was written.", 0),
        ("\x03", 130, "Nothing was formed, and nothing was written.", 0),
    ],
)
def test_ctrl_c_in_a_terminal_asks_what_is_wanted(
    tmp_path: Path, answer: str, code: int, words: str, written: int
) -> None:
    path = tmp_path / "o.csv"
    file(tmp_path / "list.csv")
    # Python runs this first: the moment of Ctrl-C is then the same on a fast and a slow machine
    (tmp_path / "sitecustomize.py").write_text(PRESSES_CTRL_C, encoding="utf-8")
    arguments = ("form-cohorts", "list.csv", "--yes", "--out", "o.csv")
    with Terminal(*arguments, cwd=tmp_path, PYTHONPATH=str(tmp_path)) as terminal:
        terminal.wait_for("Stopped. Take the best groups so far? [yes] ›")
        terminal.child.send(f"{answer}\r")
        assert terminal.ended() == code
        assert words in " ".join(terminal.everything.split())
        assert "Traceback" not in terminal.everything
    rows = path.read_text("utf-8").splitlines() if path.exists() else []
    assert len(rows) == written
