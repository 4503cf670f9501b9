"""The program in a real terminal: screens that fit, kills that lose nothing, keys that are safe."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from peergroup_cli.storage.workspace import Workspace

if os.name == "nt":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

from tests.commands.peergroup import Peergroup
from tests.terminal.terminal import Terminal, meeting_in

CASE = "Ada Brook · the case, for the room (empty line ends it) ›"


@pytest.fixture
def exploring(begun: Path) -> Iterator[Terminal]:
    """A terminal in which an explore meeting is at its first case."""
    with Terminal("run-session", cwd=begun) as terminal:
        terminal.wait_for("Ada Brook · the challenge")
        yield terminal


@pytest.mark.parametrize("columns", [80, 60])
def test_a_segment_fits_the_screen_together_with_its_first_question(
    workspace: Path, columns: int
) -> None:
    arguments = ("run-session", "--agenda", "learning-together")
    with Terminal(*arguments, cwd=workspace, columns=columns) as terminal:
        terminal.wait_for("Who is missing today?")
        for _ in range(3):
            terminal.child.send("\r")
        terminal.type("", waiting_for="Ada Brook · ")
        shown = terminal.wait_for("of 20:00")
        assert "[1 Trust story]" in shown
        for word in ("Say", "Do", "Rescue"):
            assert any(line.startswith(word) for line in shown.splitlines())


def test_an_answer_is_on_disk_before_the_next_question_and_survives_kill_9(
    exploring: Terminal,
) -> None:
    exploring.type("They hear it last", waiting_for=CASE)
    assert meeting_in(exploring.cwd).challenges[0].title == "They hear it last"
    exploring.child.send("half a sent")
    exploring.wait_for("half a sent")
    exploring.child.kill(signal.SIGKILL)
    assert exploring.ended() == -signal.SIGKILL

    with Terminal("run-session", cwd=exploring.cwd) as again:
        shown = again.wait_for(CASE)
        assert "it goes on where it stopped" in again.everything
        assert "Who is missing" not in shown
        again.child.send("The case\rin two lines\r\r")
        again.wait_for("Bo Lind · the challenge")
    assert meeting_in(exploring.cwd).challenges[0].case == "The case\nin two lines"


def test_a_pasted_text_of_many_lines_is_one_answer(exploring: Terminal) -> None:
    pasted = "Line one\nline two\n\n" + "x" * 5000
    exploring.child.send(f"\x1b[200~{pasted}\x1b[201~\r")
    exploring.wait_for(CASE)
    assert meeting_in(exploring.cwd).challenges[0].title == pasted


def test_ctrl_c_is_safe_and_says_so(exploring: Terminal) -> None:
    exploring.type("They hear it last", waiting_for=CASE)
    exploring.child.sendintr()
    assert exploring.ended() == 130
    assert "Everything that was noted is saved" in exploring.shown
    assert "Traceback" not in exploring.everything
    assert meeting_in(exploring.cwd).challenges[0].title == "They hear it last"


def test_the_end_of_input_stops_the_meeting(exploring: Terminal) -> None:
    exploring.child.sendeof()
    assert exploring.ended() == 1
    assert "Go on with: peergroup run-session north" in exploring.shown


def test_an_answer_that_is_not_understood_stands_in_the_line_again(workspace: Path) -> None:
    with Terminal("run-session", cwd=workspace) as terminal:
        terminal.wait_for("Begin with")
        terminal.type("", waiting_for="Who is missing today?")
        terminal.type("Nobody I know", waiting_for="one of: 1 Ada Brook")
        terminal.wait_for(
            "Marsh.\nCtrl-U empties the line.\nWho is missing today? [nobody] › Nobody I know"
        )


def test_going_back_shows_the_earlier_answer_to_be_corrected(exploring: Terminal) -> None:
    exploring.type("They hear it last", waiting_for=CASE)
    exploring.type("/back", waiting_for="few words › They hear it last\n")
    exploring.child.send(" of all")
    exploring.wait_for("last of all")
    exploring.child.send("\r")
    exploring.wait_for("(empty line ends it) ›\n")
    assert meeting_in(exploring.cwd).challenges[0].title == "They hear it last of all"


def test_no_control_character_of_a_name_or_text_reaches_the_terminal(exploring: Terminal) -> None:
    exploring.child.send("\x1b[200~evil \x9b31m \u202e [red]x[/red]\x1b[201~\r")
    exploring.wait_for(CASE)
    exploring.child.sendintr()
    exploring.ended()
    with Terminal("export-notes", cwd=exploring.cwd) as printed:
        assert printed.ended() == 0
        assert "\u202e" not in printed.everything
        assert "\x9b" not in printed.everything
        assert "red" in printed.everything


def test_a_dumb_terminal_gets_plain_lines_and_no_escape(workspace: Path) -> None:
    with Terminal("run-session", cwd=workspace, TERM="dumb", NO_COLOR="1") as terminal:
        terminal.wait_for("Begin with [learning-together] ›")
        terminal.type("", waiting_for="Who is missing today? [nobody] ›")
        terminal.type("Bo", waiting_for="Who joins later? [nobody] ›")
        terminal.type("/stop", waiting_for="Stopped.")
        assert terminal.ended() == 1
        assert "\x1b" not in terminal.everything
    attendance = Workspace(workspace).meetings("north")[0].record.attendance
    assert [row.presence for row in attendance] == ["present", "absent", "present", "present"]


def test_another_agenda_before_learning_together_asks_why(workspace: Path) -> None:
    with Terminal("run-session", cwd=workspace) as terminal:
        terminal.wait_for("Begin with [learning-together] ›")
        terminal.type("explore", waiting_for="Why not in this cohort?")
        terminal.type("", waiting_for="Nothing was begun.")
        assert terminal.ended() == 14
    with Terminal("run-session", cwd=workspace) as terminal:
        terminal.wait_for("Begin with [learning-together] ›")
        terminal.type("explore", waiting_for="Why not in this cohort?")
        terminal.type("They held it last year", waiting_for="Who is missing today?")
        terminal.type("/stop", waiting_for="nothing was noted")
        assert terminal.ended() == 1
    (override,) = Workspace(workspace).cohort("north").record.overrides
    assert override.reason == "They held it last year"


def test_two_keys_end_a_long_answer_and_alt_enter_ends_it_at_once(exploring: Terminal) -> None:
    exploring.type("A title", waiting_for=CASE)
    exploring.child.send("one\r\rBo's title\r")
    exploring.wait_for("Bo Lind · the case, for the room (empty line ends it) ›")
    exploring.child.send("two\rlines\x1b\r")
    exploring.wait_for("Cleo Hart · the challenge")
    told = meeting_in(exploring.cwd).challenges
    assert [(one.title, one.case) for one in told] == [
        ("A title", "one"),
        ("Bo's title", "two\nlines"),
    ]


@pytest.mark.parametrize("plain", ["", "1"])
def test_a_meeting_that_is_not_taken_any_more_goes_elsewhere_by_one_key_and_comes_back(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory, plain: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("stick") / "kept.toml"
    meetings = workspace / "cohorts" / "north" / "meetings"
    begin = ("run-session", "--agenda", "explore", "--override", "A test")
    with Terminal(*begin, cwd=workspace, PEERGROUP_PLAIN=plain) as terminal:
        terminal.wait_for("Who is missing today?")
        # a file in the place of the folder: nobody can write there, not even root
        aside = meetings.rename(workspace / "aside")
        meetings.touch()
        terminal.type("Bo", waiting_for="not saved: ")
        terminal.wait_for("/elsewhere")
        terminal.child.send("\x1bv")
        terminal.wait_for("shall the whole meeting go?")
        terminal.child.send(f"{elsewhere}\r")
        assert terminal.ended() == 23
        assert "bring-back" in terminal.shown
        assert "Traceback" not in terminal.everything
    meetings.unlink()
    aside.rename(meetings)
    Peergroup(workspace).done("bring-back", str(elsewhere))
    assert "bo-lind" not in meeting_in(workspace).taking_part
