"""One function that makes any text fit for a terminal: nothing in it can steer the screen."""

from peergroup_cli.model.plain_text import spelled_out


def safe(text: str) -> str:
    r"""The text with every control and steering character spelled out, as `\x1b` or `\u202e`.

    Letters of any script, accents, emoji and their joiners, tab and line feed stay as they are.
    """
    return spelled_out(text)


def wrapped(text: str, columns: int | None = None) -> str:
    """The text made safe, its long lines broken between words for the terminal.

    Args:
        text: any text; its own line ends stay.
        columns: the width; without it that of the terminal.
    """
    # both cost a few milliseconds, and most commands never wrap
    from textwrap import wrap

    from peergroup_cli.terminal.width import columns as terminal_columns

    width = columns or terminal_columns()
    # a path or a command is copied: it may be too long for a line, and is broken nowhere
    lines = (
        wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
        for line in safe(text).split("\n")
    )
    return "\n".join(part for line in lines for part in line)
