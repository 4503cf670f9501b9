"""`peergroup export-notes`: get the notes out, for those who may read them."""

from pathlib import Path
from typing import Annotated

import typer

from peergroup_cli.commands.shared.completing import reader_names
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption


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
            autocompletion=reader_names,
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
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file instead; “-” prints it."
        ),
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
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Do without the workspace's own template and logo."),
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the notes for those who may read them.

    In each format they hold what their reader may read and nothing else.

    members: the group's minutes, with what is of class group or organisation, and with each
    experiment what was logged between the meetings, as far as it is of class group.
    A member: their own packet, with what that member said, their experiments and reports, the
    worksheets of those that are open, and the group's guidelines.
    sponsor: lessons that their owner has released, with the day of that yes and roles for names;
    numbers only where five people stand behind them. No challenge, and nothing about a person.
    facilitator: the minutes with the private notes.

    What is of class “room” leaves in none of them. What was left out is counted in the last line,
    by class and with the reason, and on standard error. Where the name of a member still stands
    in a text for the sponsor, nothing is written. In a group of six, free text can still tell who
    is meant.

    Word (docx), PDF and Excel (xlsx) need a file, or “--output -” and a pipe, and a library that
    comes as an extra.

    Where the workspace has templates/notes.md or templates/notes.html, Markdown or HTML look as it
    says, and templates/logo.svg, .png or .jpg stands in the page; --plain does without. See
    show-template.

    \b
    Examples:
      peergroup export-notes > notes.md
      peergroup export-notes north-star --meeting 2 --output meeting-2.md
      peergroup export-notes north-star --for "Ada Brook" --output ada.md
      peergroup export-notes --output notes.html
      peergroup export-notes --split --output meeting.html
      peergroup export-notes north-star --for sponsor --preview
      peergroup export-notes north-star --for sponsor --output sheet.html

    Exit codes: 0 written, 2 an option cannot be used, 11 a file or a template cannot be used,
    12 no such cohort, meeting, member or format, 13 the file is there already, 18 not saved,
    21 a name stands in what would leave.
    """
    from peergroup_cli.commands.shared.note_files import Wanted
    from peergroup_cli.commands.shared.notes_out import Chosen, write_out

    wanted = Wanted(form, output, split=split, bom=bom, force=force)
    chosen = Chosen(cohort, meeting, reader, accept_names=accept_names, plain=plain)
    write_out(workspace, chosen, wanted, preview=preview)
