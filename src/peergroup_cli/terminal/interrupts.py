"""Ctrl-C: the first one ends the work, and no other one disturbs the end."""

import signal

from peergroup_cli.errors import Interrupted

_answered = False


def listen() -> None:
    """Let each Ctrl-C be an `Interrupted` until one of them was answered; the others are none.

    Only where this program has the process for itself, and nobody ignores Ctrl-C already.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def answered() -> None:
    """A Ctrl-C is being answered, and what follows is the end."""
    global _answered  # noqa: PLW0603 - there is one Ctrl-C key, and one process that hears it
    _answered = True


def _interrupt(_number: int, _frame: object) -> None:
    if not _answered:
        answered()
        # a plain KeyboardInterrupt that passes code made from text, as each dataclass has it, lets
        # `python -m` end by the signal, whatever the exit code
        raise Interrupted
