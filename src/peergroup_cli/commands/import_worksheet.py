"""`peergroup import-worksheet`: what members filled in, into their logs."""

from pathlib import Path
from typing import Annotated

import typer

from peergroup_cli.commands.shared.options import WorkspaceOption
from peergroup_cli.commands.shared.practising import ClassOption
from peergroup_cli.errors import StoppedByPerson


def import_worksheet(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Filled worksheets: Markdown or any plain text, Word (docx), or TOML.",
            show_default=False,
            metavar="FILE...",
        ),
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Store without being asked.")] = False,
    disclosure: ClassOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Read filled worksheets back into the logs and reports of their experiments.

    Each is shown as it was understood, and stored only after a yes; where lines were not
    understood, Enter alone is a no. Lines that belong to no place
    of the sheet are named, with their numbers; so is all that is read otherwise than it stands
    there. A sheet may be imported again as it grows: what is stored already is recognised, and a
    week that has changed replaces its entry. A week that is empty now takes nothing out.

    A week without a day is told today. A report needs its outcome: tried, partly, not or
    no-occasion. If a line of your own text is taken for one of the sheet's, such as “Report”, put
    a backslash before it.

    Where one of several files cannot be read, nothing of any is stored.

    \b
    Examples:
      peergroup import-worksheet ada-brook.md
      peergroup import-worksheet returned/*.md --yes

    Exit codes: 0 done, 1 not stored as you said no, 2 an option cannot be used, 11 a file is no
    worksheet, 12 no such file, cohort or experiment, 15 the file was changed meanwhile, 16 no
    terminal to ask in: --yes.
    """
    from peergroup_cli.commands.shared.options import asker, today
    from peergroup_cli.commands.shared.taken_sheets import store_if_agreed, taken_from
    from peergroup_cli.storage.worksheet_file import read_worksheet
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    read = [(path, read_worksheet(path, today())) for path in files]
    for _, sheet in read:
        # all of them have to belong here before any of them is stored
        taken_from(found, sheet, disclosure)
    ask = asker()
    refused = [
        path.name
        for path, sheet in read
        if not store_if_agreed(taken_from(found, sheet, disclosure), path.name, ask, yes=yes)
    ]
    if refused:
        raise StoppedByPerson(f"Not stored: {', '.join(refused)}.")
