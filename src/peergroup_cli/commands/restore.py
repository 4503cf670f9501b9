"""`peergroup restore`: put a backup back, into a folder of its own."""

from pathlib import Path
from typing import Annotated

import typer

from peergroup_cli.commands.shared.options import result


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.", metavar="FILE", show_default=False)],
    folder: Annotated[
        Path,
        typer.Argument(help="A new folder, or an empty one.", metavar="DIR", show_default=False),
    ],
) -> None:
    """Put a backup back into a new folder, or an empty one.

    The whole backup is checked first: each file must be the one that was packed. Then all of it
    is put in place, or nothing. Nothing that is there is overwritten: to go on with it in place
    of a workspace, move that one away first.

    \b
    Examples:
      peergroup restore my-groups-2026-11-27.zip my-groups-again
      peergroup check-workspace --workspace my-groups-again

    Exit codes: 0 done, 2 the folder is the one in which you stand, 11 the file is no backup or
    damaged, 12 there is no such file, 13 there is something in the folder, 17 a newer version
    made it, 18 not saved. But for 0, nothing was put in place.
    """
    from peergroup_cli.storage.restoring import files_of_backup, put_back, refuse_full

    refuse_full(folder)
    files = files_of_backup(file)
    put_back(files, folder)
    count = "1 file is" if len(files) == 1 else f"{len(files):,} files are"
    result(f"{count} back, each as it was packed, in {folder.absolute()}")
    result(f"Use it: peergroup status --workspace {folder}")
