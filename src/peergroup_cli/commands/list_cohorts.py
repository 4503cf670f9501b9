"""`peergroup list-cohorts`: the cohorts of the workspace."""

from peergroup_cli.commands.options import (
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    result,
)


def list_cohorts(as_json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List the cohorts of the workspace.

    Each with its challenge theme, the number of its members and meetings, and the day on which it
    ended, if it has.

    \b
    Example:
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
        for stored in found.cohorts()
    ]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(rows)
    else:
        result("There is no cohort yet. Form one: peergroup new-cohort")
