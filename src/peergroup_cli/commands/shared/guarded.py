"""The one place where errors become a message and an exit code, with or without the Typer app."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peergroup_cli import __version__
from peergroup_cli.errors import (
    BUG,
    INTERRUPTED,
    Ended,
    Interrupted,
    NotSaved,
    PeergroupError,
    StoppedByPerson,
)
from peergroup_cli.terminal.width import forget_impossible_sizes

if TYPE_CHECKING:
    from types import TracebackType


def as_a_program(work: Callable[[], Any]) -> None:
    """Do the work of a command line, with streams that no encoding or closed end can break."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        # bytes that are no text are refused where they are used, in words
        sys.stdin.reconfigure(errors="surrogateescape")
    _replace_closed_streams()
    try:
        work()
    except KeyboardInterrupt:
        # one more Ctrl-C, while the first was being answered
        sys.exit(INTERRUPTED)
    finally:
        # and another while Python ends would let it wait for its own threads for ever
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def guarded(work: Callable[[], Any]) -> Any:
    """Do the work, and leave with the exit code that fits where it cannot be done.

    Raises:
        SystemExit: after an error was told.
    """
    forget_impossible_sizes()
    try:
        return _flushed(work)
    except PeergroupError as error:
        _tell(error.message, error.hint)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # whoever reads wants no more, as `| head` does
        _write_no_more()
        sys.exit(0)
    except OSError as error:
        _tell(f"not saved: {error.strerror}", "The result could not be written.")
        _write_no_more()
        sys.exit(NotSaved.exit_code)
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into words
        _tell(*_bug(error))
        sys.exit(BUG)


def until_stopped(
    work: Callable[[], Any], interrupted: Callable[[], str] = lambda: "Interrupted."
) -> Any:
    """Do the work; the person may end it at any time.

    Args:
        work: what is done.
        interrupted: gives what is told after Ctrl-C, where the work says nothing of its own; asked
            only then, as what was typed is not known before.

    Raises:
        SystemExit: it was ended.
    """
    try:
        return work()
    except KeyboardInterrupt as error:
        # whoever closed the terminal does not read this any more
        own = error.message if isinstance(error, Interrupted) else ""
        _tell(own or interrupted())
        if not isinstance(error, Ended):
            sys.exit(INTERRUPTED)
        # where nobody is left to read, what was not shown yet must not change the exit code
        _write_no_more()
        sys.exit(error.exit_code)
    except EOFError:
        _tell("Stopped: there is no more input.")
        sys.exit(StoppedByPerson.exit_code)


def _flushed(work: Callable[[], Any]) -> Any:
    try:
        return work()
    finally:
        # what a full disk or a closed pipe refuses must show here, not at the very end
        sys.stdout.flush()


def _replace_closed_streams() -> None:
    """Give a stream that was closed before the start (`>&-`) a place where nothing is read."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for good


def _write_no_more() -> None:
    """Let what is left for the two streams go nowhere, or Python would fail on it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def _tell(message: str, hint: str = "") -> None:
    from peergroup_cli.terminal.safe import safe, wrapped

    shown = wrapped if sys.stderr.isatty() else safe
    try:
        sys.stderr.write("".join(f"{shown(text)}\n" for text in (message, hint) if text))
    except OSError:
        # nobody can read it; the exit code still says what happened
        _write_no_more()


def _bug(error: Exception) -> tuple[str, str]:
    """A fault of the toolkit in two lines: where it is, never what the person wrote."""
    frame: TracebackType | None = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = "?"
    if frame is not None:
        code = frame.tb_frame.f_code
        place = f"{code.co_filename}:{frame.tb_lineno} in {code.co_name}"
    return (
        f"peergroup {__version__} has a fault: {type(error).__name__} at {place}",
        "Everything that was noted is saved. Please report this line; it holds no note's text.",
    )
