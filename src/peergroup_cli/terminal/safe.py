"""One function that makes any text fit for a terminal: nothing in it can steer the screen."""

import re

from peergroup_cli.model.plain_text import spelled_out


def safe(text: str) -> str:
    r"""The text with every control and steering character spelled out, as `\x1b` or `\u202e`.

    Letters of any script, accents, emoji and their joiners, tab and line feed stay as they are.
    """
    return spelled_out(text)


def wrapped(text: str, columns: int | None = None, indent: str = "") -> str:
    """The text made safe, its long lines broken for the terminal: between words, at best choices.

    Args:
        text: any text; its own line ends stay. What it lists with “ · ” is kept together.
        columns: the width, in cells of the terminal; without it that of the terminal.
        indent: stands before what goes on below.
    """
    from peergroup_cli.terminal.width import columns as terminal_columns

    width = columns or terminal_columns()
    lines = (_broken(line, width, indent) for line in safe(text).split("\n"))
    return "\n".join(row for rows in lines for row in rows)


def _broken(line: str, width: int, indent: str) -> list[str]:
    """The rows of a line; a path or a command is copied, so a longer word is broken nowhere."""
    rows, used = [""], 0
    for listed in _BEHIND_A_CHOICE.split(line.rstrip()):
        # what fits on a row is not torn; what does not, begins on the row that has room left
        whole = _cells(indent + listed.lstrip() if rows[-1] else listed) <= width
        for part in [listed] if whole else _WORD.findall(listed):
            cells = _cells(part)
            if rows[-1] and used + cells > width:
                rows.append(indent + part.lstrip())
                used = _cells(rows[-1])
            else:
                rows[-1] += part
                used += cells
    return rows


_BEHIND_A_CHOICE = re.compile(r"(?<= ·)(?= )")
_WORD = re.compile(r"[ \t]*[^ \t]+")


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    # it is loaded only where it is needed: most commands show nothing but small ASCII
    from rich.cells import cell_len

    return cell_len(text)
