"""`peergroup tour`: what the toolkit does, shown with an invented group that is then forgotten."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import person, screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.content.tour import TourStep


def tour(
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="FOLDER",
            help="Make the invented group's workspace there, and leave it there.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Look around, in five minutes, with an invented group.

    Each step is a command that you could type yourself; it is shown, and Enter runs it. The
    group's workspace is made in a folder for the moment and taken away at the end, unless you
    keep it. Without a terminal the steps follow each other, and the meeting that you would hold
    yourself is left out.

    \b
    Examples:
      peergroup tour
      peergroup tour --keep look-around

    Exit codes: 0 done, 13 the folder to keep it in holds something already, 18 not saved.
    """
    from tempfile import TemporaryDirectory

    if keep:
        _walk(_new_folder(keep))
        from peergroup_cli.terminal.show import say

        say(screen(), f"The invented group's workspace stays in {keep}.")
    else:
        with TemporaryDirectory(prefix="peergroup-tour-") as folder:
            _walk(Path(folder))
    screen().print("That was the tour. Your own groups begin with: peergroup init my-groups")


def _new_folder(folder: Path) -> Path:
    from peergroup_cli.errors import AlreadyExists
    from peergroup_cli.storage.flushing import make_folder

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyExists(f"{folder} holds something already.", "Name a folder that is new.")
    make_folder(folder)
    return folder.absolute()


def _walk(folder: Path) -> None:
    """Go through the steps in a folder; whoever has seen enough ends them."""
    from peergroup_cli.content.tour import EXAMPLES, example, tour_steps
    from peergroup_cli.terminal.ask import is_terminal

    for name in EXAMPLES:
        (folder / name).write_bytes(example(name))
    steps = [step for step in tour_steps() if is_terminal() or not step.in_person]
    for number, step in enumerate(steps, start=1):
        if not _goes_on(step, f"{number} of {len(steps)}", asked=is_terminal()):
            return
        if step.before:
            screen().print("The group meets, which takes a moment …", style="dim")
        for words in step.before:
            _run(folder, words, shown=False)
        _run(folder, step.command)


def _goes_on(step: "TourStep", place: str, *, asked: bool) -> bool:
    """Show a step; whether its command shall be run."""
    import shlex

    from peergroup_cli.terminal.ask import Asking
    from peergroup_cli.terminal.show import plain, say

    console = screen()
    console.print()
    console.rule(place, style="dim", align="left")
    console.print(plain(step.say))
    say(console, f"\n$ peergroup {shlex.join(step.command)}", "bold")
    if not asked:
        return True
    typed = person()(Asking("Enter runs it; q ends the tour")).strip().casefold()
    return typed not in ("q", "quit", "/stop")


def _run(folder: Path, words: "Sequence[str]", *, shown: bool = True) -> None:
    """Run a command as it was typed, in a process of its own."""
    import os
    import subprocess
    import sys

    from peergroup_cli.storage.locating import VARIABLE

    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    # it is the person at this terminal who answers, where the command asks something
    subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-m", "peergroup_cli", *words],
        cwd=folder,
        env=environment,
        stdout=None if shown else subprocess.DEVNULL,
        stderr=None if shown else subprocess.DEVNULL,
        check=False,
    )
