"""How wide a screen is, for what is not shown by rich."""

import os
import sys
from contextlib import suppress

_USUAL = 80
_MOST_DIGITS = 5
"""Of a size. A rule across ten billion columns is more than any machine has room for."""


def columns() -> int:
    """The width of the terminal, or what COLUMNS says; 80 where there is none.

    As `shutil.get_terminal_size` says it: to load that takes as long as an answer from the index.
    """
    if named := _size(os.environ.get("COLUMNS", "")):
        return named
    if sys.__stdout__ is not None:
        with suppress(ValueError, OSError):
            return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL
    return _USUAL


def forget_impossible_sizes() -> None:
    """Take COLUMNS and LINES out of the environment where they say no size that a screen has.

    The libraries that show something read them too, and `²` or a number of thousands of digits
    is an error there.
    """
    for name in ("COLUMNS", "LINES"):
        if not _size(os.environ.get(name, "1")):
            del os.environ[name]


def _size(named: str) -> int:
    """The size that is named, or 0."""
    return int(named) if named.isdecimal() and len(named) <= _MOST_DIGITS else 0
