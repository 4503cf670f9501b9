"""The Typer app: the commands, each loaded when it is asked for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from peergroup_cli import __version__
from peergroup_cli.command_list import COMMANDS, SECTIONS
from peergroup_cli.commands.shared.guarded import as_a_program, guarded, until_stopped
from peergroup_cli.commands.shared.typed import WORDS

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


@cache
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

        def chosen() -> Any:
            try:
                with _usage_made_safe():
                    return super(_Guarded, self).invoke(ctx)
            except typer.Abort:
                raise EOFError from None

        def told() -> str:
            return _SAVED if ctx.invoked_subcommand in _NOTES else "Interrupted."

        return until_stopped(chosen, told)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the whole command line, and leave with the exit code that fits."""
        typed = options.get("args", args[0] if args else None)
        WORDS.set(tuple(sys.argv[1:] if typed is None else typed))
        return guarded(lambda: super(_Guarded, self).main(*args, **options))


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
        from peergroup_cli.commands.shared.next_step import say_next_step

        say_next_step()


def main() -> None:
    """Run the command line, with streams that no encoding or closed end can break."""
    as_a_program(lambda: app(prog_name="peergroup"))
