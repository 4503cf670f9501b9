"""`peergroup bring-back`: a meeting that was kept elsewhere comes back into the workspace."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import WorkspaceOption, now, result
from peergroup_cli.errors import ChangedOnDisk, IllegalMove

if TYPE_CHECKING:
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace


def bring_back(
    file: Annotated[
        Path,
        typer.Argument(help="The file that was written.", metavar="FILE", show_default=False),
    ],
    workspace: WorkspaceOption = None,
) -> None:
    """Bring a meeting back that was kept elsewhere, as its workspace could not be written.

    That file was written by /elsewhere in a meeting, or by --elsewhere. The meeting takes its
    place in its cohort again, and `peergroup run-session` goes on at its next question. What
    stood there is kept: `peergroup undo` takes it back. Where the meeting went on in the
    workspace meanwhile, nothing is changed. The file itself stays; delete it afterwards.

    \b
    Examples:
      peergroup bring-back /media/stick/north-star-003-explore.toml

    Exit codes: 0 it is back, or was already, 11 the file is damaged or holds no meeting, 12 there
    is no such file or cohort, 14 the meeting is being held, or does not fit the cohort any more,
    15 it went on in the workspace meanwhile, 17 a newer version made it, 18 not saved.
    """
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.seat import seat_taken
    from peergroup_cli.storage.toml_file import read_record
    from peergroup_cli.storage.workspace import Workspace

    copy = read_record(file, Meeting).record
    found = Workspace.find(workspace)
    at = found.cohort(copy.cohort)
    with seat_taken(at.path.parent, now()):
        meetings = found.meetings(at.record.id)
        there = next((one for one in meetings if one.record.number == copy.number), None)
        others = [one.record for one in meetings if one is not there]
        _refuse_strange(at.record, [*others, copy])
        path = _put_back(found, there, copy)
    result(f"Meeting {copy.number} of {at.record.name} is in {path}")
    if copy.state == "open":
        result(f"Go on with it: peergroup run-session {at.record.id}")
    result(f"The other file is not needed any more; delete it: {file}")


def _put_back(workspace: "Workspace", there: "Stored[Meeting] | None", copy: "Meeting") -> Path:
    """Where the meeting is, once it is back."""
    from peergroup_cli.model.differences import differences

    if there is None:
        return workspace.add_meeting(copy).path
    if there.record == copy:
        return there.path
    if there.path.stem != f"{copy.number:03d}-{copy.agenda.key}" or _went_on(there.record, copy):
        lines = (f"  {line}" for line in differences(there.record, copy))
        raise ChangedOnDisk(
            "\n".join((f"{there.path} is not what the other file goes on from:", *lines)),
            "Nothing was changed. “now” is the workspace, “then” is the other file: put the two "
            "together with a text editor, in the workspace's file.",
        )
    return workspace.replace_meeting(there, copy).path


def _went_on(there: "Meeting", copy: "Meeting") -> bool:
    """Whether the workspace's meeting has something that came after the copy, or that it lacks."""
    last, copied = there.last_activity(), copy.last_activity()
    later = last is not None and (copied is None or last > copied)
    known = {record.id for record in copy.captured}
    return later or there.state != "open" or any(one.id not in known for one in there.captured)


def _refuse_strange(cohort: "Cohort", meetings: "Sequence[Meeting]") -> None:
    """Refuse a meeting with members or records that the cohort does not have, as after an erasure.

    Raises:
        IllegalMove: there are such; they are named by their ids.
    """
    from peergroup_cli.model.pointing import leading_nowhere
    from peergroup_cli.model.practice import NO_PRACTICE

    copy = meetings[-1]
    nowhere = leading_nowhere(cohort, meetings, NO_PRACTICE)
    lost = {one.to for record, one in nowhere if record is copy and "/" not in one.to}
    if lost:
        raise IllegalMove(
            f"{cohort.name} does not have what the meeting points at: {', '.join(sorted(lost))}.",
            "Nothing was changed. Was somebody erased meanwhile? See: peergroup show-cohort",
        )
