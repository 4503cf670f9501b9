"""How far an export of many meetings is, on standard error; silent without a terminal."""

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_QUIET_SECONDS = 1.0


class ReadingProgress:
    """Counts how often a meeting is asked for, and shows it once a second has gone by.

    Args:
        description: what is done, in two or three words.
    """

    def __init__(self, description: str) -> None:
        self._description = description
        self._began = monotonic()
        self._done = 0
        self.whole = 0
        self._shown: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        """Begin to count."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the line."""
        self.clear()

    def __call__(self) -> None:
        """Hear that one more meeting was asked for."""
        self._done += 1
        if self.whole and sys.stderr.isatty() and monotonic() - self._began > _QUIET_SECONDS:
            self._show()

    def clear(self) -> None:
        """Clear the line, so that something else can be said."""
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None

    def _show(self) -> None:
        if self._shown is None:
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

            from peergroup_cli.terminal.show import screen

            columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
            progress = Progress(*columns, console=screen(), transient=True)
            progress.start()
            self._shown = progress, progress.add_task(self._description, total=self.whole)
        progress, task = self._shown
        # one may be asked for once more than was thought
        progress.update(task, completed=min(self._done, self.whole))
