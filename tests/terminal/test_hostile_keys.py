"""Hostile texts at the keyboard and on the screens of a meeting: kept as typed, shown as codes."""

import os
import re
from pathlib import Path

import pytest

from peergroup_cli.model.plain_text import spelled_out
from tests.hostile import HARMLESS, STEERING, marked

if os.name == "nt":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

import termios

from tests.terminal.terminal import Terminal, meeting_in

PASTE, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
TEXTS = tuple(one for one in marked((*STEERING, *HARMLESS)) if PASTE_ENDS not in one)
TYPED, SOME = "".join(TEXTS), "".join(TEXTS[::16])
CASE = "Ada Brook · the case, for the room (empty line ends it) ›"
OWN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\r\b\x07]")
"""What the program itself writes to move about: rich's colours, prompt_toolkit's line."""


def steered_by(shown: str) -> list[str]:
    """What of the hostile texts stands there as it is."""
    raw = [one for one in marked(STEERING) if one != spelled_out(one) and one in shown]
    rest = "".join(OWN.sub("", shown).split(FLAG))
    return raw + sorted({sign for sign in rest if sign != spelled_out(sign)})


FLAG = next(one for one in HARMLESS if one.startswith("\U0001f3f4"))
"""Its signs are hostile but in this order."""


def ready_for_keys(terminal: Terminal) -> None:
    """Wait until the program takes each key: a plain question stands there a moment before."""
    terminal.wait_until(lambda: not termios.tcgetattr(terminal.child.fileno())[3] & termios.ICANON)


@pytest.mark.parametrize("plain", ["", "1"])
def test_what_is_typed_is_kept_as_it_is_and_steers_no_screen_of_the_meeting(
    workspace: Path, plain: str
) -> None:
    begun = ("run-session", "--agenda", "explore", "--override", "A test")
    with Terminal(*begun, cwd=workspace, lines=90, PEERGROUP_PLAIN=plain) as terminal:
        terminal.wait_for("Who is missing today?")
        for words in ("Who joins later?", "Who facilitates?", "Who writes, as", "Ada Brook · the"):
            terminal.type("", waiting_for=words)
        terminal.type("Short", waiting_for=CASE)
        ready_for_keys(terminal)
        terminal.type(f"{PASTE}{TYPED}{PASTE_ENDS}\r", waiting_for="Bo Lind · the challenge")
        ready_for_keys(terminal)
        terminal.type(f"{PASTE}{SOME}{PASTE_ENDS}", waiting_for="Bo Lind · the case")
        terminal.type("/sofar", waiting_for="Challenges:")
        # it stands in the line again, to be corrected
        terminal.child.send("/back\r")
        terminal.wait_until(lambda: terminal.shown.count("› w0w") == 2)
        ready_for_keys(terminal)
        terminal.child.send("\x1bq")
        assert terminal.ended() == 1
        shown = terminal.everything
    with Terminal("run-session", cwd=workspace, PEERGROUP_PLAIN=plain) as again:
        again.wait_for(" ›")
        again.child.sendintr()
        assert again.ended() == 130
    ada, bo = meeting_in(workspace).challenges
    assert (ada.case, bo.title) == (TYPED, SOME)
    assert steered_by(shown + again.everything) == []
