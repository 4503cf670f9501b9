"""The options and arguments that commands share, and what commands are given to work with."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.completing import cohort_ids

if TYPE_CHECKING:
    from rich.console import Console

    from peergroup_cli.terminal.ask import Ask

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help="The workspace's folder. Without it: PEERGROUP_WORKSPACE, or the current folder "
        "and those above it.",
        show_default=False,
        metavar="FOLDER",
    ),
]

CohortArgument = Annotated[
    str | None,
    typer.Argument(
        help="The cohort's id or name. May be left out where there is only one.",
        show_default=False,
        metavar="COHORT",
        autocompletion=cohort_ids,
    ),
]


def cohort_and(what: str, cohort: str | None, other: str | None) -> tuple[str | None, str]:
    """The cohort and the second argument as they were meant, where the first stands alone.

    Args:
        what: what the second argument names, such as “member”.
        cohort: the first argument.
        other: the second one.

    Raises:
        UsageProblem: neither was given.
    """
    from peergroup_cli.errors import UsageProblem

    if other is not None:
        return cohort, other
    if cohort is None:
        raise UsageProblem(f"The {what} is missing.", f"Name the {what}, after the cohort's name.")
    return None, cohort


JsonOption = Annotated[
    bool, typer.Option("--json", help="Print the result as JSON, for other programs.")
]


def screen() -> "Console":
    """The console on standard error, for everything that is not a result."""
    from peergroup_cli.terminal.show import screen as console

    return console()


def asker() -> "Ask":
    """Who can be asked: the person at the terminal, or nobody."""
    from peergroup_cli.terminal.ask import NobodyToAsk, is_terminal

    return person() if is_terminal() else NobodyToAsk()


def person(*, plain: bool = False) -> "Ask":
    """The person at the terminal, asked in plain lines where that is wanted."""
    from peergroup_cli.terminal.prompt_ask import PromptAsk, plain_wanted

    return PromptAsk(plain=plain or plain_wanted())


def now() -> datetime:
    """This instant, with the zone of this machine, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def today() -> date:
    """This day, where this machine is."""
    return now().date()


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
    if sys.stdout.isatty():
        from shutil import get_terminal_size

        line = wrapped(line, get_terminal_size().columns)
    sys.stdout.write(line + "\n")


def wrapped(line: str, width: int) -> str:
    """A line as several that fit a width; those below the first are indented.

    No word is broken, so that paths and commands can be copied.
    """
    from textwrap import wrap

    if len(line) <= width or width < _NARROWEST:
        return line
    indent = line[: len(line) - len(line.lstrip())] + "  "
    parts = wrap(
        line,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
    )
    return "\n".join(parts)


_NARROWEST = 20


def print_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows as a table on standard output; the keys of the first one are its heads."""
    from peergroup_cli.terminal.show import results
    from peergroup_cli.terminal.tables import show_rows

    show_rows(results(), rows)
