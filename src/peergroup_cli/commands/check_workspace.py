"""`peergroup check-workspace`: look at everything, and change nothing."""

from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.options import JsonOption, WorkspaceOption, print_json, result
from peergroup_cli.errors import NotWhole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peergroup_cli.storage.findings import Finding


def check_workspace(as_json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Look at every file of the workspace, and name all that is wrong. Nothing is changed.

    Files that are damaged or of a newer version, with their lines; members and records that are
    pointed at and are not there; ids that stand twice; files, folders, links and pipes in the
    place of others; copies that sync programs, git and editors have made, which are never read;
    what a crash has left; and what is open to others than you.

    \b
    Examples:
      peergroup check-workspace
      peergroup check-workspace --json

    Exit codes: 0 all is well, 10 no workspace, 22 something needs a look, and is named.
    """
    from peergroup_cli.storage.checking import findings
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    rows = findings(found.folder)
    if as_json:
        print_json([_as_json(one, found.folder) for one in rows])
    else:
        _print(rows, found.folder)
    if rows:
        count = "1 thing needs" if len(rows) == 1 else f"{len(rows):,} things need"
        raise NotWhole(
            f"{count} a look. Nothing was changed.",
            "What surely can be mended: peergroup repair-workspace shows it first.",
        )


def _as_json(finding: "Finding", folder: "Path") -> dict[str, object]:
    return {
        "file": finding.path.relative_to(folder).as_posix(),
        "line": finding.line,
        "kind": finding.kind,
        "problem": finding.problem,
    }


def _print(rows: "Sequence[Finding]", folder: "Path") -> None:
    from itertools import groupby

    from peergroup_cli.storage.findings import MEANING

    for path, mine in groupby(rows, key=lambda one: one.path):
        result(str(path.relative_to(folder)))
        for one in mine:
            line = f"line {one.line}: " if one.line else ""
            result(f"  {line}{one.problem}")
    for kind in MEANING:
        if count := sum(one.kind == kind for one in rows):
            result(f"{kind} {count}: {MEANING[kind]}")
    if not rows:
        result("All is well.")
