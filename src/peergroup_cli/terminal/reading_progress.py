"""How far an export of many meetings is, on standard error; silent without a terminal."""

from types import TracebackType
from typing import Self

from peergroup_cli.terminal.progress_bar import ProgressBar


class ReadingProgress:
    """Counts how often a meeting is asked for, and shows it.

    Args:
        description: what is done, in two or three words.
    """

    def __init__(self, description: str) -> None:
        self._bar = ProgressBar(description)
        self._done = 0
        self.whole = 0

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
        if self.whole:
            # one may be asked for once more than was thought
            self._bar.show(min(self._done, self.whole), self.whole)

    def clear(self) -> None:
        """Clear the line, so that something else can be said."""
        self._bar.clear()
