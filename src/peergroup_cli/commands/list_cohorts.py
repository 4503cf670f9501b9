"""`peergroup list-cohorts`: the cohorts of the workspace."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.damage import Damage
from peergroup_cli.commands.shared.options import (
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    result,
)
from peergroup_cli.errors import PeergroupError

if TYPE_CHECKING:
    from peergroup_cli.storage.workspace import Workspace


def list_cohorts(
    running: Annotated[
        bool, typer.Option("--running", help="Only those that have not ended.")
    ] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the cohorts of the workspace.

    Each with its challenge theme, the number of its members and meetings, and the day on which it
    ended, if it has. Those that have not ended come first.

    \b
    Example:
      peergroup list-cohorts --running
      peergroup list-cohorts --json

    Exit codes: 0 done, 11 a cohort is damaged; it is named, and the others are listed.
    """
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    damage = Damage()
    rows = [
        {
            "id": stored.record.id,
            "name": stored.record.name,
            "theme": stored.record.theme,
            "members": len(stored.record.present_members),
            "meetings": _meetings(found, stored.record.id, damage),
            "formed": stored.record.formed.isoformat(),
            "ended": stored.record.ended.isoformat() if stored.record.ended else None,
        }
        for stored in sorted(found.cohorts(damage), key=lambda one: one.record.ended is not None)
        if not (running and stored.record.ended)
    ]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(
            [{**row, "ended": f"ended {row['ended']}" if row["ended"] else ""} for row in rows]
        )
    elif running:
        result("No cohort is running.")
    elif not damage.found:
        result("There is no cohort yet. Form one: peergroup new-cohort")
    damage.leave()


def _meetings(workspace: "Workspace", cohort_id: str, damage: Damage) -> int | None:
    try:
        return workspace.meeting_count(cohort_id)
    except PeergroupError as error:
        damage(error)
        return None
