"""How things are shown: one console, and text that can never become markup."""

import os
import re
import sys
from typing import TYPE_CHECKING

from peergroup_cli.terminal.safe import safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def screen() -> "Console":
    """The console for everything that is not a result: standard error, no markup, no guessing."""
    return _console(to_stderr=True)


def results() -> "Console":
    """The console for results: standard output, no markup, no guessing."""
    return _console(to_stderr=False)


def plain(text: str, style: str = "") -> "Text":
    """Text for the screen: made safe, and never read as markup."""
    from rich.text import Text

    return Text(safe(text), style=style)


def say(console: "Console", text: str, style: str = "") -> None:
    """Show a message; in a terminal its lines are broken between words, and no word is."""
    from peergroup_cli.terminal.safe import wrapped

    shown = wrapped(text, console.width) if console.is_terminal else text
    console.print(plain(shown, style), soft_wrap=True)


def tell(text: str, style: str = "") -> None:
    """Say a line on standard error; only where a style can be seen, what shows it is loaded."""
    if sys.stderr.isatty() or not {"FORCE_COLOR", "TTY_COMPATIBLE"}.isdisjoint(os.environ):
        say(screen(), text, style)
    else:
        sys.stderr.write(f"{safe(text)}\n")


def show_line(console: "Console", line: str, style: str = "") -> None:
    """Show a line; where it is too long, the rest stands below its words, not below its number."""
    from rich.cells import cell_len
    from rich.table import Table

    start = _LINE_START.match(line)
    if start is None or cell_len(line) <= console.width:
        console.print(plain(line, style))
        return
    grid = Table.grid()
    grid.add_column(width=len(start[0]), no_wrap=True)
    grid.add_column()
    grid.add_row(plain(start[0], style), plain(line[len(start[0]) :], style))
    console.print(grid)


_LINE_START = re.compile(r" {3}(?:fits|fails) +|\d+  |· ")
"""How a line begins that is one of several to choose from."""


def _console(*, to_stderr: bool) -> "Console":
    from rich.console import Console

    width, height = _size_of_dumb_terminal()
    console = Console(
        stderr=to_stderr, markup=False, highlight=False, emoji=False, width=width, height=height
    )
    # in a file no line has an end, and no word is broken for its sake
    console.soft_wrap = to_stderr and not console.is_terminal
    return console


def _size_of_dumb_terminal() -> tuple[int, int] | tuple[None, None]:
    """The size where rich does not ask for it, but takes 80 columns for granted."""
    from shutil import get_terminal_size

    if os.environ.get("TERM", "").lower() not in ("dumb", "unknown"):
        return None, None
    size = get_terminal_size()
    return size.columns, size.lines
