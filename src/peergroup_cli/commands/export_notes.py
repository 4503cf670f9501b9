"""`peergroup export-notes`: get the notes out, for those who may read them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.options import CohortArgument, WorkspaceOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting


def export_notes(
    cohort: CohortArgument = None,
    meeting: Annotated[
        int | None,
        typer.Option("--meeting", metavar="N", help="Only this meeting; else the whole history."),
    ] = None,
    reader: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="WHO",
            help="Who reads: members (the group's minutes), sponsor, facilitator, or a member's "
            "id or name for that member's own packet.",
        ),
    ] = "members",
    preview: Annotated[
        bool,
        typer.Option("--preview", help="Write nothing; say what would be left out, and why."),
    ] = False,
    accept_names: Annotated[
        bool,
        typer.Option(
            "--accept-names", help="For the sponsor: names that still stand in a text may stand."
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the file if it is there.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the notes for those who may read them.

    They are Markdown, with what their reader may read and nothing else.

    members: the group's minutes, with what is of class group or organisation, and with each
    experiment what was logged between the meetings, as far as it is of class group.
    A member: the own packet, with what that member said, the own experiments and reports, the
    worksheets of those that are open, and the group's guidelines.
    sponsor: lessons that their owner has released, with the day of that yes and roles for names;
    numbers only where five people stand behind them. No challenge, and nothing about a person.
    facilitator: the minutes with the private notes.

    What is of class room leaves in none of them. What was left out is counted in the last line,
    by class and with the reason, and on standard error. Where the name of a member still stands
    in a text for the sponsor, nothing is written. In a group of six, free text can still tell who
    is meant.

    \b
    Examples:
      peergroup export-notes > notes.md
      peergroup export-notes north-star --meeting 2 --output meeting-2.md
      peergroup export-notes north-star --for "Ada Brook" --output ada.md
      peergroup export-notes north-star --for sponsor --preview

    Exit codes: 0 written, 2 an option cannot be used, 12 no such cohort, meeting or member,
    13 the file is there already, 18 not saved, 21 a name stands in what would leave.
    """
    from peergroup_cli.commands.audiences import (
        audience_called,
        look_at,
        released_for,
        say_left_out,
    )
    from peergroup_cli.exports.audience import cohort_for
    from peergroup_cli.exports.formats import FORMATS
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    record = found.as_shown(found.cohort(cohort).record)
    meetings = [stored.record for stored in found.meetings(record.id)]
    audience = audience_called(record, reader, whole=meeting is None)
    notes = released_for(
        audience, found, record, _wanted(record, meetings, meeting), earlier=meetings
    )
    if preview:
        look_at(record, notes)
        return
    say_left_out(record, notes, accept_names=accept_names)
    text = FORMATS["markdown"](cohort_for(record, notes), notes)
    if output is None:
        sys.stdout.write(text)
    else:
        from peergroup_cli.storage.durable import write_out

        write_out(output, text.encode(), overwrite=force)


def _wanted(
    cohort: "Cohort", meetings: "Sequence[Meeting]", number: int | None
) -> "Sequence[Meeting]":
    from peergroup_cli.errors import NotFound

    if number is None:
        return meetings
    wanted = [meeting for meeting in meetings if meeting.number == number]
    if not wanted:
        held = ", ".join(str(meeting.number) for meeting in meetings) or "none yet"
        raise NotFound(f"{cohort.name} has no meeting {number}.", f"Its meetings: {held}.")
    return wanted
