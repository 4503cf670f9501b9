"""`peergroup list-cohorts`: the cohorts of the workspace."""

from typing import Annotated

import typer

from peergroup_cli.commands.options import (
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    result,
)


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
    """
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    rows = [
        {
            "id": stored.record.id,
            "name": stored.record.name,
            "theme": stored.record.theme,
            "members": len(stored.record.present_members),
            "meetings": found.meeting_count(stored.record.id),
            "formed": stored.record.formed.isoformat(),
            "ended": stored.record.ended.isoformat() if stored.record.ended else None,
        }
        for stored in sorted(found.cohorts(), key=lambda one: one.record.ended is not None)
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
    else:
        result("There is no cohort yet. Form one: peergroup new-cohort")
