"""`peergroup show-agenda`: an agenda as a run sheet."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import agenda_keys
from peergroup_cli.commands.shared.damage import Damage
from peergroup_cli.commands.shared.options import WorkspaceOption, print_table
from peergroup_cli.commands.shared.topic import ModuleOption, module_called, workspace_if_any

if TYPE_CHECKING:
    from peergroup_cli.model.agenda import Agenda


def show_agenda(
    name: Annotated[
        str | None,
        typer.Argument(
            help="The agenda's key; without it all are listed.",
            show_default=False,
            autocompletion=agenda_keys,
        ),
    ] = None,
    overview: Annotated[
        bool,
        typer.Option(
            "--overview", help="On one page: a line or two for each segment, without the words."
        ),
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown, to be printed.")
    ] = False,
    number: Annotated[
        int,
        typer.Option(
            "--variant", min=1, help="Which wording, where each segment has several.", metavar="N"
        ),
    ] = 1,
    module: ModuleOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Show an agenda as a run sheet: when each segment begins, what to say, and what to do.

    Printed, it is what you need if there is no laptop in the room. Without a name it lists the
    agendas that there are: those of the toolkit, and the packs of the workspace. With --module it
    has the questions of a topic module, and its strategies in the place where they are shown.

    \b
    Examples:
      peergroup show-agenda
      peergroup show-agenda explore --overview
      peergroup show-agenda reflect --markdown > reflect.md
      peergroup show-agenda reflect --overview --markdown > page.md
      peergroup show-agenda explore --module delegation

    Exit codes: 0 done, 11 a pack is damaged; it is named, and the other agendas are listed,
    12 no such agenda or module.
    """
    from shutil import get_terminal_size

    from peergroup_cli.content.library import chosen
    from peergroup_cli.exports.run_sheet import (
        run_sheet,
        run_sheet_markdown,
        run_sheet_overview,
        run_sheet_overview_markdown,
    )
    from peergroup_cli.terminal.safe import safe

    damage = Damage()
    agendas, own = _agendas(workspace, damage)
    if name is None:
        print_table(
            [
                {
                    "agenda": key,
                    "title": agenda.title,
                    "minutes": agenda.minutes,
                    "segments": len(agenda.segments),
                    "from": "this workspace" if key in own else "the toolkit",
                }
                for key, agenda in agendas.items()
            ]
        )
        damage.leave()
        return
    agenda = chosen(agendas, name).with_variant(number - 1)
    topic = module_called(module, workspace_if_any(workspace)) if module is not None else None
    width = min(100, get_terminal_size().columns)
    if markdown:
        on_paper = run_sheet_overview_markdown if overview else run_sheet_markdown
        sys.stdout.write(on_paper(agenda, topic))
    else:
        sheet = run_sheet_overview if overview else run_sheet
        # where a line ends in the middle of a flag, half a flag is none
        sys.stdout.write(safe(sheet(agenda, width, topic)))


def _agendas(chosen: Path | None, damage: Damage) -> "tuple[dict[str, Agenda], Collection[str]]":
    """All agendas by key, and the keys of those that the workspace has."""
    from peergroup_cli.content.library import shipped_agendas
    from peergroup_cli.storage.workspace import Workspace

    workspace = Workspace.find_if_any(chosen)
    own = workspace.packs(damage) if workspace else {}
    return {**shipped_agendas(), **own}, own
