"""Ctrl-C, and the system's own wish that this ends: the first is heeded, none disturbs the end."""

import signal

from peergroup_cli.errors import Ended, Interrupted

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals by which a system ends a program; Windows has not both."""

_answered = False


def listen() -> None:
    """Let each Ctrl-C be an `Interrupted` until one of them was answered; the others are none.

    So with SIGTERM and a terminal that is closed: each is an `Ended`. Only where this program has
    the process for itself, and nobody ignores them already, as nohup does.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


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


def _end(number: int, _frame: object) -> None:
    if not _answered:
        answered()
        raise Ended(number)
