"""How a command prints its result on standard output."""

import sys
from collections.abc import Mapping, Sequence


def print_json(value: object) -> None:
    """Print a result as JSON on standard output: any script as it is, steering signs by code."""
    import json

    from peergroup_cli.model.plain_text import with_steering

    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    # within JSON's own escapes they are the same text, and no terminal heeds them
    sys.stdout.write(with_steering(text, lambda sign: json.dumps(sign)[1:-1]) + "\n")


def result(text: str) -> None:
    """Print one line of a result on standard output, made safe for a terminal.

    In a terminal, what is too long goes on below, indented; in a pipe a line is a line.
    """
    from peergroup_cli.terminal.safe import safe

    line = safe(text)
    if _in_a_terminal():
        from peergroup_cli.terminal.width import columns

        line = wrapped(line, columns())
    sys.stdout.write(line + "\n")


def _in_a_terminal() -> bool:
    return sys.stdout.isatty()


def wrapped(line: str, width: int) -> str:
    """A line as several that fit a width; those below the first are indented.

    No word is broken, so that paths and commands can be copied.
    """
    from peergroup_cli.terminal.safe import wrapped as broken

    if width < _NARROWEST:
        return line
    indent = line[: len(line) - len(line.lstrip())] + "  "
    return broken(line, width, indent)


_NARROWEST = 20


def print_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows as a table on standard output; the keys of the first one are its heads."""
    from peergroup_cli.terminal.show import results
    from peergroup_cli.terminal.tables import show_rows

    show_rows(results(), rows)
