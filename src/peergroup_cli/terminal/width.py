"""How wide a screen is, for what is not shown by rich."""

import os
import sys
from contextlib import suppress

_USUAL = 80


def columns() -> int:
    """The width of the terminal, or what COLUMNS says; 80 where there is none.

    As `shutil.get_terminal_size` says it: to load that takes as long as an answer from the index.
    """
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        return int(named)
    if sys.__stdout__ is not None:
        with suppress(ValueError, OSError):
            return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL
    return _USUAL
