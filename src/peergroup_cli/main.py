"""The Typer app, and the one place where errors become a message and an exit code."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from peergroup_cli import __version__
from peergroup_cli.command_list import COMMANDS, SECTIONS
from peergroup_cli.commands.typed import WORDS
from peergroup_cli.errors import (
    BUG,
    INTERRUPTED,
    Ended,
    Interrupted,
    NotSaved,
    PeergroupError,
    StoppedByPerson,
)

if TYPE_CHECKING:
    from types import TracebackType


_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


class _Commands(dict[str, Any]):
    """The commands by name; each is loaded when it is asked for, so that none waits for others."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(COMMANDS))

    def __getitem__(self, name: str) -> Any:
        command = super().__getitem__(name)
        if command is None:
            command = self[name] = _command(name)
        return command

    def get(self, name: str, default: Any = None) -> Any:
        """The command with this name."""
        known = name in self
        return self[name] if known else default


def _command(name: str) -> Any:
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_SETTINGS)
    function = name.replace("-", "_")
    module = import_module(f"peergroup_cli.commands.{function}")
    alone.command(name)(getattr(module, function))
    return typer.main.get_command(alone)


_WIDEST = max(map(len, COMMANDS))

_SAVED = "Interrupted. Everything that was noted is saved."
_NOTES = ("run-session", "new-cohort", "log-practice", "report-practice")
"""Commands that note answers while they are given; the others do their work at the end."""


class _Guarded(TyperGroup):
    """The group of commands, with everything that can go wrong turned into words."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, those of one part of the work together."""
        del ctx
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(_WIDEST), line) for name, line in commands.items()])

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Read what stands before the command."""
        with _usage_made_safe():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command; the person may end it at any time."""
        try:
            with _usage_made_safe():
                return super().invoke(ctx)
        except KeyboardInterrupt as error:
            # whoever closed the terminal does not read this any more
            own = error.message if isinstance(error, Interrupted) else ""
            _tell(own or (_SAVED if ctx.invoked_subcommand in _NOTES else "Interrupted."))
            if not isinstance(error, Ended):
                raise typer.Exit(INTERRUPTED) from None
            # where nobody is left to read, what was not shown yet must not change the exit code
            _write_no_more()
            raise typer.Exit(error.exit_code) from None
        except (EOFError, typer.Abort):
            _tell("Stopped: there is no more input.")
            raise typer.Exit(StoppedByPerson.exit_code) from None

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the whole command line, and leave with the exit code that fits."""
        typed = options.get("args", args[0] if args else None)
        WORDS.set(tuple(sys.argv[1:] if typed is None else typed))
        try:
            return self._flushed(*args, **options)
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

    def _flushed(self, *args: Any, **options: Any) -> Any:
        try:
            return super().main(*args, **options)
        finally:
            # what a full disk or a closed pipe refuses must show here, not at the very end
            sys.stdout.flush()


_USAGE: Any = typer.BadParameter.__bases__[0]
"""What Click calls a usage error; Typer keeps a Click of its own, and names only this kind."""


@contextmanager
def _usage_made_safe() -> Iterator[None]:
    """Let no argument steer the terminal by the error that quotes it."""
    try:
        yield
    except _USAGE as error:
        from peergroup_cli.terminal.safe import safe

        error.message = safe(error.message)
        raise


app = typer.Typer(
    name="peergroup",
    cls=_Guarded,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"peergroup {__version__}\n")
        raise typer.Exit


@app.callback()
def peergroup(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """The facilitator's toolkit for peer learning groups.

    A cohort of at most six managers forms, builds trust in Learning Together, and then meets
    every few weeks: it discusses a challenge, articulates what lies behind it, gains new
    strategies, practises them at work, and reflects on what came of it.

    \b
    The whole path:
      peergroup init            make a workspace for the notes
      peergroup new-cohort      form a group
      peergroup run-session     hold the meeting that is next
      peergroup export-notes    get the notes out

    Everything is kept in TOML files in the workspace; nothing leaves this machine.
    Exit codes: 0 done, 1 stopped by the person, 2 usage, 3 a fault of this program,
    10 no workspace, 11 unreadable file, 12 not found, 13 already exists, 14 not possible now,
    15 changed on disk meanwhile, 16 a question without a terminal, 17 newer file format,
    18 not saved, 19 the rules for groups contradict each other, 20 a cohort does
    not keep a rule, 21 a name stands in what would leave, 22 something in the workspace needs a
    look, 23 a meeting was kept elsewhere, 130 Ctrl-C.
    """
    if context.invoked_subcommand is None:
        from peergroup_cli.commands.next_step import say_next_step

        say_next_step()


def main() -> None:
    """Run the command line, with streams that no encoding or closed end can break."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        # bytes that are no text are refused where they are used, in words
        sys.stdin.reconfigure(errors="surrogateescape")
    _replace_closed_streams()
    try:
        app(prog_name="peergroup")
    except KeyboardInterrupt:
        # one more Ctrl-C, while the first was being answered
        sys.exit(INTERRUPTED)
    finally:
        # and another while Python ends would let it wait for its own threads for ever
        signal.signal(signal.SIGINT, signal.SIG_IGN)


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
