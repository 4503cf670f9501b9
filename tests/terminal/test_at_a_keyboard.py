"""A meeting at a real terminal: its clock, its keys, and what is left when it is torn away."""

import os
import re
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

import termios

from tests.terminal.piped import OPENING, hold
from tests.terminal.terminal import Terminal, meeting_in

TITLE = "Ada Brook · the challenge in a few words ›"
HALF = "half a sent"


@pytest.fixture
def terminal(begun: Path) -> Iterator[Terminal]:
    with Terminal("run-session", cwd=begun) as opened:
        opened.wait_for(TITLE)
        yield opened


def echoes(terminal: Terminal) -> bool:
    """Whether the terminal shows what is typed, as it does outside of any program."""
    return bool(termios.tcgetattr(terminal.child.child_fd)[3] & termios.ECHO)


def test_the_clock_ticks_below_a_sentence_and_never_moves_it_on(terminal: Terminal) -> None:
    terminal.child.send(HALF)
    terminal.wait_for(f"{TITLE} {HALF}")
    seen: set[str] = set()

    def has_ticked_twice() -> bool:
        seen.update(re.findall(r"Ada (\d:\d\d) of 5:00", terminal.shown))
        return len(seen) > 2

    terminal.wait_until(has_ticked_twice)
    assert len(seen) > 2
    shown = terminal.shown
    assert f"{TITLE} {HALF}" in shown
    assert re.search(r"\[1 Discuss\] 2 3 4 5  A case from each of you  \d:\d\d of 20:00", shown)
    assert "Alt or Esc, then: n next · b back · p pass" in shown


@pytest.mark.parametrize("columns", [60, 120])
def test_segment_question_and_clock_fit_one_screen(begun: Path, columns: int) -> None:
    with Terminal("run-session", cwd=begun, columns=columns) as terminal:
        terminal.wait_for(TITLE)
        shown = terminal.wait_for("? all")
        lines = shown.splitlines()
        first = next(n for n, line in enumerate(lines) if line.startswith("[1 Discuss]"))
        question = next(n for n, line in enumerate(lines) if line.startswith(TITLE))
        clock = next(n for n, line in enumerate(lines) if "of 20:00" in line)
        assert first < question < clock
        assert sum(line.startswith("[1 Discuss]") for line in lines) == 2
        for word in ("Say", "Do", "Rescue"):
            assert any(line.startswith(word) for line in lines)


def test_another_size_of_the_window_keeps_what_was_typed(terminal: Terminal) -> None:
    terminal.child.send("one two three four")
    terminal.wait_for("one two three four")
    for columns in (60, 120):
        terminal.screen.resize(24, columns)
        terminal.child.setwinsize(24, columns)
        terminal.wait_for("min · z pause · ? all" if columns == 120 else "? all")
    terminal.type(" five", waiting_for="Ada Brook · the case")
    (challenge,) = meeting_in(terminal.cwd).challenges
    assert challenge.title == "one two three four five"


def test_esc_and_then_a_letter_is_a_key_and_so_is_alt(terminal: Terminal) -> None:
    terminal.child.send(HALF)
    terminal.wait_for(HALF)
    terminal.child.send("\x1b")
    terminal.child.send("t")
    terminal.wait_for("A case from each of you: 0:")
    terminal.child.send("\x1bo")
    terminal.wait_for("For the facilitator alone ›")
    terminal.type("he is afraid", waiting_for="Noted, for the facilitator alone.")
    terminal.wait_for(f"Noted, for the facilitator alone.\n{TITLE} {HALF}")
    terminal.child.send("\x1b+")
    terminal.wait_for("A case from each of you: 25 min.")
    terminal.type("ence", waiting_for="Ada Brook · the case")
    meeting = meeting_in(terminal.cwd)
    assert meeting.challenges[0].title == f"{HALF}ence"
    assert [note.text for note in meeting.private_notes] == ["he is afraid"]


def test_an_editor_gets_the_screen_and_gives_the_sentence_back(begun: Path) -> None:
    editor = begun / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "asked: "\nread word\nprintf "%s" "$word" >> "$1"\n')
    editor.chmod(0o700)
    with Terminal("run-session", cwd=begun, VISUAL="", EDITOR=str(editor)) as terminal:
        terminal.wait_for(TITLE)
        terminal.child.send(f"{HALF}\x1be")
        terminal.wait_for("asked:")
        terminal.child.send("ence\r")
        terminal.wait_for(f"{TITLE} {HALF}ence")


def test_what_an_editor_had_saved_stands_in_the_line_after_a_kill(begun: Path) -> None:
    editor = begun / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "%s" "ence" >> "$1"\nkill -9 $PPID\n')
    editor.chmod(0o700)
    with Terminal("run-session", cwd=begun, VISUAL="", EDITOR=str(editor)) as terminal:
        terminal.wait_for(TITLE)
        terminal.child.send(f"{HALF}\x1be")
        assert terminal.ended() == -signal.SIGKILL
    assert list(begun.glob("cohorts/*/.editing/*"))
    with Terminal("run-session", cwd=begun) as again:
        again.wait_for(f"{TITLE} {HALF}ence")
    assert not list(begun.glob("cohorts/*/.editing"))


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["int", "term", "hup"],
)
def test_a_signal_leaves_the_sentence_on_disk_and_the_terminal_as_it_was(
    terminal: Terminal, number: int, code: int
) -> None:
    terminal.child.send(HALF)
    terminal.wait_for(HALF)
    assert not echoes(terminal)
    os.kill(terminal.child.pid, number)
    terminal.wait_for("Go on with: peergroup run-session north")
    sane = echoes(terminal)
    assert terminal.ended() == code
    assert sane
    assert terminal.everything.rpartition("\x1b[?2004")[2].startswith("l")
    (draft,) = drafts_of(terminal.cwd)
    assert draft.stat().st_mode & 0o777 == 0o600
    with Terminal("run-session", cwd=terminal.cwd) as again:
        again.wait_for(f"{TITLE} {HALF}")
        again.type("ence", waiting_for="Ada Brook · the case")
        assert drafts_of(terminal.cwd) == []
    assert meeting_in(terminal.cwd).challenges[0].title == f"{HALF}ence"


def drafts_of(workspace: Path) -> list[Path]:
    return list((workspace / "cohorts" / "north" / "meetings").glob(".*.draft.toml"))


def test_ctrl_c_again_and_again_ends_quietly_and_leaves_the_terminal_as_it_was(
    begun: Path,
) -> None:
    with Terminal("run-session", cwd=begun) as terminal:
        terminal.wait_for(TITLE)
        terminal.child.send(HALF)
        terminal.wait_for(HALF)
        for _ in range(3):
            os.kill(terminal.child.pid, signal.SIGINT)
        assert terminal.ended() == 130
        assert "Traceback" not in terminal.everything
        assert "ignored" not in terminal.everything
        assert terminal.everything.rpartition("\x1b[?2004")[2].startswith("l")
        assert terminal.everything.rpartition("\x1b[?25")[2].startswith("h")
    assert len(drafts_of(begun)) == 1


def test_a_window_of_one_column_and_one_line_takes_nothing_away(terminal: Terminal) -> None:
    for lines, columns in ((1, 1), (24, 80)):
        written = len(terminal.everything)
        terminal.screen.resize(lines, columns)
        terminal.child.setwinsize(lines, columns)
        terminal.wait_until(partial(_more_than, terminal, written))
        terminal.child.send("half")
    terminal.wait_for("halfhalf")
    # what a shell would stop the program with is a key like any other here, and types nothing
    terminal.child.send("\x1a")
    terminal.type("", waiting_for="Ada Brook · the case")
    (challenge,) = meeting_in(terminal.cwd).challenges
    assert challenge.title == "halfhalf"


def _more_than(terminal: Terminal, written: int) -> bool:
    return len(terminal.everything) > written


def test_a_terminal_that_is_closed_takes_nothing_with_it(terminal: Terminal) -> None:
    terminal.child.send(HALF)
    terminal.wait_for(HALF)
    assert terminal.hang_up() == 129
    with Terminal("run-session", cwd=terminal.cwd) as again:
        again.wait_for(f"{TITLE} {HALF}")


PLACES = {
    "opening": ((), "Who is missing today? [nobody] ›", ""),
    "list": ((*OPENING, "/skip"), "A thought 1 ›", ""),
    "long": (
        (*OPENING, "A title"),
        "Ada Brook · the case, for the room (empty line ends it) ›",
        "",
    ),
    "note": (OPENING, TITLE, "\x1bo"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_kill_at_any_question_leaves_the_sentence(workspace: Path, place: str) -> None:
    lines, label, key = PLACES[place]
    begin = ("run-session", *(() if lines else ("--agenda", "explore", "--override", "A test")))
    if lines:
        hold(workspace, *lines)
    inside = "For the facilitator alone ›"
    with Terminal(*begin, cwd=workspace) as terminal:
        terminal.wait_for(label)
        if key:
            terminal.child.send(key)
            terminal.wait_for(inside)
        terminal.child.send(HALF)
        terminal.wait_for(HALF)
        # what may be lost is the last half second
        terminal.wait_until(lambda: any(HALF in one.read_text() for one in drafts_of(workspace)))
        os.kill(terminal.child.pid, signal.SIGKILL)
        assert terminal.ended() == -signal.SIGKILL
    with Terminal(*begin, cwd=workspace) as again:
        again.wait_for(label)
        if key:
            again.wait_for("/note goes on with what was half-typed there.")
            again.child.send(key)
        again.wait_for(f"{inside if key else label} {HALF}")


@pytest.mark.parametrize(("kind", "wanted"), [("xterm", "1"), ("dumb", "")])
def test_plain_lines_write_only_onwards_and_know_every_key(
    begun: Path, kind: str, wanted: str
) -> None:
    with Terminal("run-session", cwd=begun, TERM=kind, PEERGROUP_PLAIN=wanted) as terminal:
        terminal.wait_for(TITLE)
        terminal.child.send(f"{HALF}x\x7f\x1bt")
        terminal.wait_for("A case from each of you: 0:")
        terminal.wait_for(f"ahead.\n{TITLE} {HALF}")
        terminal.child.send("\x03")
        assert terminal.ended() == 130
        # what the meeting shows may be bold; nothing may move about or be taken back
        written = re.sub(r"\x1b\[[0-9;]*m", "", terminal.everything.replace("\b \b", ""))
        switches = 0 if kind == "dumb" else 2
        assert written.count("\x1b[?2004h") == written.count("\x1b[?2004l") == switches
        written = re.sub(r"\x1b\[\?2004[hl]", "", written)
        assert "\x1b" not in written
        assert "\b" not in written
    with Terminal("run-session", "--plain", cwd=begun) as again:
        again.wait_for(f"{TITLE} {HALF}")
        again.child.send("ence")
        again.wait_for(f"{TITLE} {HALF}ence")
        os.kill(again.child.pid, signal.SIGTERM)
        assert again.ended() == 143
    (draft,) = drafts_of(begun)
    assert f"{HALF}ence" in draft.read_text()
