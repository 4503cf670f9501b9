"""`peergroup show-module`: one topic module, to be read or printed."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from peergroup_cli.commands.shared.completing import module_keys
from peergroup_cli.commands.shared.options import WorkspaceOption
from peergroup_cli.commands.shared.topic import module_called, workspace_if_any


def show_module(
    key: Annotated[
        str,
        typer.Argument(
            help="The module's key; `peergroup list-modules` names them.",
            show_default=False,
            metavar="KEY",
            autocompletion=module_keys,
        ),
    ],
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown, to be printed.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show a topic module: questions, causes, strategies, and tips for the weeks of practice.

    It is for the facilitator, before the meeting. The questions help in stages 1 and 2. The
    strategies are material for stage 3: let the group have its own ideas before it sees these.

    Below it stands what groups here have learned with strategies from meetings with this module,
    as search-knowledge shows it; not in Markdown, for that may be passed on.

    \b
    Examples:
      peergroup show-module delegation
      peergroup show-module delegation --markdown > delegation.md

    Exit codes: 0 done, 10 a workspace was named and there is none, 11 a pack is unreadable,
    12 there is no such module.
    """
    from shutil import get_terminal_size

    from peergroup_cli.exports.module_sheet import module_markdown, module_sheet
    from peergroup_cli.terminal.safe import safe

    found = workspace_if_any(workspace)
    module = module_called(key, found)
    if markdown:
        sys.stdout.write(module_markdown(module))
        return
    sheet = module_sheet(module, min(100, get_terminal_size().columns))
    # where a line ends in the middle of a flag, half a flag is none
    sys.stdout.write(safe(sheet))
    if found:
        _show_learned(module.key, found.folder)


_MOST = 10


def _show_learned(module: str, workspace: Path) -> None:
    """Show the newest lessons of strategies from meetings with a module."""
    from itertools import islice

    from peergroup_cli.commands.shared.found_lessons import lines_of
    from peergroup_cli.commands.shared.ledger_view import ledger
    from peergroup_cli.commands.shared.options import result
    from peergroup_cli.storage.knowledge import Filter

    with ledger(workspace, None) as view:
        lessons = list(islice(view.find(Filter(modules=(module,))), _MOST + 1))
        lines = [line for one in lessons[:_MOST] for line in lines_of(view, one)]
    if lines:
        result("")
        result("What groups here have learned with it, the newest first")
        for line in lines:
            result(line)
    if len(lessons) > _MOST:
        result(f"There is more: peergroup search-knowledge --tag {module}")
