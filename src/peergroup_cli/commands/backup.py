"""`peergroup backup`: all files of the workspace in one file."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from peergroup_cli.commands.shared.options import WorkspaceOption, result, screen
from peergroup_cli.errors import NotWhole


def backup(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file to write; “-” sends it on through a pipe. Without it: a file with "
            "today's date beside the workspace, and a number where one is there.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write all files of the workspace into one file, each with its fingerprint.

    It is a zip file that only you can read, and not encrypted: keep it as safe as the workspace,
    and on another disk. The same workspace gives the same bytes. Hidden folders, such as that of
    a repository, and earlier backups are not in it. `peergroup restore` puts it back.

    \b
    Examples:
      peergroup backup
      peergroup backup --output /media/stick/groups.zip --force

    Exit codes: 0 written, 2 too much for a backup, or the file cannot be one, 11 a file cannot be
    read, and nothing was written, 13 the file is there already, 18 not saved, 22 written, but
    something could not go into it: it is named.
    """
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.commands.shared.outputs import (
        is_printed,
        print_file,
        refuse_bytes_unless_sent_on,
    )
    from peergroup_cli.storage.archive import backup_of
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.show import say

    found = Workspace.find(workspace)
    # what an earlier run has prepared is put in place, so that it is in the backup
    found.cohort_ids()
    folder = found.folder.resolve()
    path = output or _beside(folder, today(), overwrite=force)
    refuse_bytes_unless_sent_on(path, "A backup needs", f"{folder.name}.zip")
    made = backup_of(folder)
    count = "1 file is" if made.files == 1 else f"{made.files:,} files are"
    if is_printed(path):
        print_file(made.content, is_text=False)
        say(screen(), f"{count} in the backup.")
    else:
        _write(path, made.content, overwrite=force)
        result(f"{count} in {path}")
    if not is_printed(path) and path.resolve().is_relative_to(folder):
        line = "It lies in the workspace: if that is lost, it is too. Move it to another disk."
        say(screen(), line, "yellow")
    for one in made.backups:
        say(screen(), f"Left out, as it is a backup itself: {one}")
    for one in made.left_out:
        say(screen(), f"Left out: {one}", "yellow")
    if made.left_out:
        raise NotWhole(
            "Not all of the workspace is in the backup: what is left out is named above.",
            "Put a file in the place of each, or rename it, then: peergroup backup --force",
        )


def _write(path: Path, content: bytes, *, overwrite: bool) -> None:
    from peergroup_cli.storage.durable import write_out

    if overwrite and path.is_file():
        # a file keeps its permissions, and this one may have been open to others
        path.chmod(0o600)
    write_out(path, content, overwrite=overwrite)


def _beside(folder: Path, day: date, *, overwrite: bool) -> Path:
    """Today's file beside the workspace; one more where it is there and is to stay."""
    name = f"{folder.name}-{day.isoformat()}"
    path = folder.parent / f"{name}.zip"
    number = 2
    while not overwrite and path.exists():
        path = folder.parent / f"{name}-{number}.zip"
        number += 1
    return path
