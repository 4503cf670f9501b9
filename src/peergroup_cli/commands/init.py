"""`peergroup init`: make a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from peergroup_cli.commands.shared.options import result


def init(
    folder: Annotated[
        Path,
        typer.Argument(
            help="The folder to make; without it, the current one.",
            metavar="FOLDER",
            show_default=False,
        ),
    ] = Path(),
    organisation: Annotated[
        str | None,
        typer.Option(
            "--organisation", metavar="TEXT", help="The organisation's name, for the notes."
        ),
    ] = None,
) -> None:
    """Make a workspace for the notes.

    It is a folder in which cohorts, meetings and packs are kept. Only you can read it (files
    0600, folders 0700). Commands find it from the current folder upwards, by --workspace, or by
    the environment variable PEERGROUP_WORKSPACE.

    \b
    Examples:
      peergroup init
      peergroup init ~/peer-groups --organisation "Blue Harbour"

    Exit codes: 0 the workspace is there, 2 the name or the folder cannot be used, 13 there is one
    already, 18 not saved.
    """
    from peergroup_cli.commands.shared.surroundings import warn_of_surroundings
    from peergroup_cli.storage.workspace import Workspace

    made = Workspace.create(folder, organisation)
    result(f"The workspace is ready: {made.folder}")
    warn_of_surroundings(made.folder)
    result("Next: peergroup new-cohort")
