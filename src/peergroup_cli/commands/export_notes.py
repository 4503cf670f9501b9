"""`peergroup export-notes`: get the notes out, for those who may read them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.options import CohortArgument, WorkspaceOption, screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.exports.audience import Audience, Release
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
            metavar="MEMBERS|MEMBER",
            help="Who reads: “members” for the group's minutes, or a member's id or name for "
            "that member's own packet.",
        ),
    ] = "members",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the file if it is there.")
    ] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            show_default=False,
            help="markdown, html, csv, json, docx, pdf or xlsx. Without it, the ending of the file "
            "tells; else Markdown.",
        ),
    ] = None,
    split: Annotated[
        bool,
        typer.Option("--split", help="A file for each meeting: notes.md gives notes-1.md, …"),
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Mark a CSV as UTF-8, so that Excel reads its letters.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the notes for those who may read them.

    In each format they hold what their reader may read and nothing else.

    The group's minutes hold what is of class group or organisation, and with each experiment what
    was logged between the meetings, as far as it is of class group. What was said for the room
    stays in the room; what members said of themselves leaves only in their own packet; the
    facilitator's private notes go nowhere. What was left out is counted in the last line, and on
    standard error. In a group of six, free text can still tell who is meant.

    Word (docx), PDF and Excel (xlsx) need a file, and a library that comes as an extra.

    \b
    Examples:
      peergroup export-notes > notes.md
      peergroup export-notes north-star --meeting 2 --output meeting-2.md
      peergroup export-notes north-star --for "Ada Brook" --output ada.md
      peergroup export-notes --output notes.html
      peergroup export-notes --split --output meeting.html
    """
    from peergroup_cli.commands.note_files import Wanted, write_notes
    from peergroup_cli.exports.audience import release, withheld_sentence
    from peergroup_cli.model.practice import NO_PRACTICE
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.show import plain

    form_wanted = Wanted(form, output, split=split, bom=bom, force=force)
    form_wanted.refuse_what_does_not_fit()
    found = Workspace.find(workspace)
    record = found.as_shown(found.cohort(cohort).record)
    meetings = [stored.record for stored in found.meetings(record.id)]
    wanted = _wanted(record, meetings, meeting)
    told = found.practice(record.id)
    audience = _audience(record, reader)

    def released(part: "Sequence[Meeting]") -> "tuple[Cohort, Release]":
        practice = told.record if told else NO_PRACTICE
        return record, release(part, audience, earlier=meetings, practice=practice)

    _, notes = released(wanted)
    write_notes(form_wanted, record, wanted, released)
    screen().print(plain(withheld_sentence(notes.withheld)), soft_wrap=True)


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


def _audience(cohort: "Cohort", reader: str) -> "Audience":
    from peergroup_cli.commands.membership import member_called
    from peergroup_cli.exports.audience import Audience

    if reader == "members":
        return Audience()
    return Audience(kind="member", member=member_called(cohort, reader).id)
