"""`peergroup withdraw-consent`: the owner of a lesson takes it back into the group."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import (
    CohortArgument,
    WorkspaceOption,
    cohort_and,
    result,
)
from peergroup_cli.errors import IllegalMove, NotFound

if TYPE_CHECKING:
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.stages import Lesson
    from peergroup_cli.storage.toml_file import Stored


def withdraw_consent(
    cohort: CohortArgument = None,
    lesson: Annotated[
        str | None,
        typer.Argument(
            help="The lesson's id, such as m3-lesson-1.", show_default=False, metavar="LESSON"
        ),
    ] = None,
    *,
    workspace: WorkspaceOption = None,
) -> None:
    """Take a lesson back that its owner had released.

    From now on it is of class group: no export for the sponsor and no other cohort sees it, and
    the words of the strategy and its cause that were released with it are taken out. What has
    left already, such as a sheet that was sent, cannot be called back.

    \b
    Example:
      peergroup withdraw-consent north-star m3-lesson-1

    Exit codes: 0 taken back, 12 no such cohort or lesson, 14 the lesson was not released,
    15 the file was changed meanwhile.
    """
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.storage.sweeping import forget_what_changed
    from peergroup_cli.storage.workspace import Workspace

    cohort, lesson = cohort_and("lesson", cohort, lesson)
    found = Workspace.find(workspace)
    record = found.cohort(cohort).record
    stored, known = _called(found.meetings(record.id), lesson)
    if known.disclosure != "organisation":
        raise IllegalMove(f"{known.id} was not released.", "Nothing was changed.")
    taken_back = known.opened_to("group", today())
    found.save_meeting(stored, stored.record.with_record(taken_back))
    forget_what_changed(found.folder, found.cohort_ids())
    result(f"Taken back: {known.id} of {record.name_of(known.member)}. It is the group's again.")
    result("What has left already, such as a sheet that was sent, cannot be called back.")


def _called(meetings: "list[Stored[Meeting]]", lesson: str) -> "tuple[Stored[Meeting], Lesson]":
    wanted = lesson.rpartition("/")[2].casefold()
    known = {one.id: (stored, one) for stored in meetings for one in stored.record.lessons}
    if wanted not in known:
        raise NotFound.named("lesson", lesson, list(known))
    return known[wanted]
