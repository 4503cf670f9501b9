"""A bar on standard error that shows how far a long work is, once a second has gone by."""

import sys
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

_QUIET_SECONDS = 1.0


class ProgressBar:
    """Shows how far it is; silent without a terminal, and in the first second.

    Args:
        description: what is done, in two or three words.
        console: where it is shown; standard error where nothing is said.
    """

    def __init__(self, description: str, console: "Console | None" = None) -> None:
        self._description = description
        self._console = console
        self._began = monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def show(self, done: int, whole: int) -> None:
        """Show that so much is done, of how much."""
        seen = self._console.is_terminal if self._console else sys.stderr.isatty()
        if not seen or monotonic() - self._began <= _QUIET_SECONDS:
            return
        self._shown = self._shown or self._begun(whole)
        progress, task = self._shown
        progress.update(task, completed=done, total=whole)

    def clear(self) -> None:
        """Clear the line, so that something else can be said."""
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None

    def _begun(self, whole: int) -> "tuple[Progress, TaskID]":
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        from peergroup_cli.terminal.show import screen

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        progress = Progress(*columns, console=self._console or screen(), transient=True)
        progress.start()
        return progress, progress.add_task(self._description, total=whole)
