"""The options and arguments that commands share, and what commands are given to work with."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import cohort_ids
from peergroup_cli.commands.shared.results import print_json, print_table, result, wrapped

__all__ = [
    "CohortArgument",
    "JsonOption",
    "WorkspaceOption",
    "asker",
    "cohort_and",
    "now",
    "person",
    "print_json",
    "print_table",
    "result",
    "screen",
    "today",
    "wrapped",
]

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
