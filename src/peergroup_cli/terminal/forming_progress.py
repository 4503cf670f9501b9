"""How far forming groups is, on standard error; and what happens on Ctrl-C meanwhile."""

import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

from peergroup_cli.formation.starting import Enough
from peergroup_cli.terminal.progress_bar import ProgressBar

if TYPE_CHECKING:
    from rich.console import Console


class FormingProgress:
    """Hears how much is done, and shows it once a second has gone by; silent without a terminal.

    The first Ctrl-C asks what is wanted: the best groups so far, or none. A second one ends all.

    Args:
        console: on standard error.
        wants_best: says, after Ctrl-C, whether the best groups so far are wanted.
        stopping: what is said at once at the first Ctrl-C; nothing where a question follows.
    """

    def __init__(
        self, console: "Console", wants_best: Callable[[], bool], stopping: str = ""
    ) -> None:
        self._console = console
        self._wants_best = wants_best
        self._stopping = stopping
        self._bar = ProgressBar("Forming groups", console)
        self._interrupted = False
        self._asked = False

    def __enter__(self) -> Self:
        """Take Ctrl-C from here on."""
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give Ctrl-C back, and clear the line.

        Raises:
            KeyboardInterrupt: Ctrl-C came after the search had told for the last time, and nothing
                is wanted.
        """
        signal.signal(signal.SIGINT, self._before)
        self._bar.clear()
        came_late = self._interrupted and not self._asked and kind is None
        if came_late and not self._wants_best():
            raise KeyboardInterrupt

    def __call__(self, done: int, whole: int) -> None:
        """Hear what is done, and of how much.

        Raises:
            Enough: the best groups so far are wanted.
            KeyboardInterrupt: nothing is wanted.
        """
        if self._interrupted:
            self._bar.clear()
            # from here on Ctrl-C ends the question, and the command
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._asked = True
            if self._wants_best():
                raise Enough
            raise KeyboardInterrupt
        self._bar.show(done, whole)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._interrupted:
            raise KeyboardInterrupt
        self._interrupted = True
        if self._stopping:
            self._console.print(self._stopping)
