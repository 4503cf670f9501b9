"""Makes `meeting.svg`, the README's picture of a meeting, from a real run; `make docs`."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pexpect
import pyte
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURE = Path(__file__).with_name("meeting.svg")
COLUMNS, LINES = 80, 27
THEME = "Telling people early what they do not want to hear"
TYPED = (
    "We wait until there is a solution to bring along",
    "Ada: Whoever tells it gets all the questions",
)
_MOMENT = "0:05 of 11:00"
"""The picture is taken when the clock shows this: each run gives the same one."""

_PATIENCE = 60
"""Seconds until somebody should look at what went wrong."""

_HEAD = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" \
role="img" \
aria-label="A segment of a meeting in the terminal: what to say and do, two thoughts noted">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g></svg>
"""
"""As rich draws it, but with the reader's own fonts: nothing is fetched from elsewhere."""


class _Screen(pyte.Screen):
    """A screen that answers what a program asks of its terminal."""

    answer: Callable[[str], object]

    def write_process_input(self, data: str) -> None:
        """Answer the program."""
        self.answer(data)


def picture() -> str:
    """A segment of an Explore meeting, as it stands on the screen."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _run(folder, "init", ".")
        people = str(ROOT / "examples" / "members.csv")
        _run(folder, "new-cohort", "--name", "North Quay", "--theme", THEME, "--from", people)
        _run(folder, *_held("learning-together", ROOT / "examples" / "learning-together.toml"))
        cases = folder / "cases.toml"
        told = (ROOT / "examples" / "explore.toml").read_text("utf-8")
        cases.write_text("\n[[segments]]".join(told.split("\n[[segments]]")[:3]), "utf-8")
        _run(folder, *_held("explore", cases))
        screen = _screen(folder)
    console = Console(width=COLUMNS, record=True, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    for row in range(LINES):
        console.print(_line(screen, row), end="\n" if row + 1 < LINES else "")
    return console.export_svg(title="peergroup run-session", code_format=_HEAD, unique_id="meeting")


def _held(agenda: str, answers: Path) -> tuple[str, ...]:
    return ("run-session", "--agenda", agenda, "--answers", str(answers))


def _run(folder: Path, *words: str) -> None:
    # what the answers leave open is asked of nobody
    program = [sys.executable, "-m", "peergroup_cli", *words]
    subprocess.run(  # noqa: S603 - the program itself
        program, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def _screen(folder: Path) -> pyte.Screen:
    """The screen after two thoughts were typed."""
    screen = _Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "peergroup_cli", "run-session"],
        cwd=str(folder),
        dimensions=(LINES, COLUMNS),
        env={**os.environ, "TERM": "xterm-256color"},
    )

    screen.answer = child.send

    def until(words: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while words not in "\n".join(screen.display):
            if time.monotonic() > deadline:
                raise TimeoutError("\n".join(screen.display))
            stream.feed(child.read_nonblocking(4096, timeout=20))

    for number, thought in enumerate(TYPED, start=1):
        until(f"A thought {number} ›")
        child.send(f"{thought}\r")
    until(_MOMENT)
    child.close(force=True)
    return screen


def _line(screen: pyte.Screen, row: int) -> Text:
    cells: list[Any] = [screen.buffer[row][column] for column in range(COLUMNS)]
    parts = groupby(cells, _style)
    return Text.assemble(*(("".join(cell.data for cell in part), look) for look, part in parts))


def _style(cell: Any) -> Style:
    colour = None
    if cell.fg != "default":
        hexadecimal = re.fullmatch(r"[0-9a-f]{6}", cell.fg)
        colour = Color.parse(f"#{cell.fg}" if hexadecimal else cell.fg)
    return Style(color=colour, bold=cell.bold, reverse=cell.reverse)


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
