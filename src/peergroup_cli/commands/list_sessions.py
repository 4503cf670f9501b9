"""`peergroup list-sessions`: a cohort's meetings."""

from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.damage import Damage
from peergroup_cli.commands.shared.options import (
    CohortArgument,
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    result,
)

if TYPE_CHECKING:
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting


def list_sessions(
    cohort: CohortArgument = None, as_json: JsonOption = False, workspace: WorkspaceOption = None
) -> None:
    """List a cohort's meetings.

    Each with its agenda, day, state and facilitator, and how much it made.

    \b
    Example:
      peergroup list-sessions north-star

    Exit codes: 0 done, 11 a meeting is damaged; it is named, and the others are listed.
    """
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    record = found.cohort(cohort).record
    damage = Damage()
    rows = [_row(record, stored.record) for stored in found.meetings(record.id, damage)]
    if as_json:
        print_json(rows)
    elif rows:
        print_table([{"#": row.pop("number"), **row} for row in rows])
    elif not damage.found:
        result("There is no meeting yet. Hold the first: peergroup run-session")
    damage.leave()


def _row(cohort: "Cohort", meeting: "Meeting") -> dict[str, object]:
    return {
        "number": meeting.number,
        "agenda": meeting.agenda.key,
        "date": meeting.held_on.isoformat(),
        "state": meeting.state,
        "facilitator": cohort.name_of(meeting.facilitator) if meeting.facilitator else None,
        "experiments": len(meeting.experiments),
        "lessons": len(meeting.lessons),
    }
