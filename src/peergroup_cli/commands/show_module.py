"""`peergroup show-module`: one topic module, to be read or printed."""

import sys
from typing import Annotated

import typer

from peergroup_cli.commands.completing import module_keys
from peergroup_cli.commands.options import WorkspaceOption
from peergroup_cli.commands.topic import module_called, workspace_if_any


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

    \b
    Examples:
      peergroup show-module delegation
      peergroup show-module delegation --markdown > delegation.md

    Exit codes: 0 done, 10 a workspace was named and there is none, 11 a pack is unreadable,
    12 there is no such module.
    """
    from shutil import get_terminal_size

    from peergroup_cli.exports.module_sheet import module_markdown, module_sheet

    module = module_called(key, workspace_if_any(workspace))
    width = min(100, get_terminal_size().columns)
    sys.stdout.write(module_markdown(module) if markdown else module_sheet(module, width))
