"""A screen whose person presses Ctrl-C while groups are formed."""

import io
import signal

from rich.console import Console

from peergroup_cli.terminal.forming_progress import FormingProgress


class Interrupting(Console):
    """Looks like a console without a terminal; each look at it may be the moment of a Ctrl-C.

    Args:
        at: at which look of the search it comes, counted from 0.
    """

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.looks = 0
        super().__init__(stderr=True, markup=False, highlight=False, emoji=False)

    @property
    def is_terminal(self) -> bool:
        """Never a terminal."""
        handler = signal.getsignal(signal.SIGINT)
        if isinstance(getattr(handler, "__self__", None), FormingProgress):
            self.looks += 1
            if self.looks == self.at + 1:
                signal.raise_signal(signal.SIGINT)
        return False


def in_memory(*, terminal: bool = True) -> Console:
    """A console that writes into a text."""
    return Console(file=io.StringIO(), width=80, force_terminal=terminal, markup=False)


def written(console: Console) -> str:
    """What was written on such a console."""
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()
