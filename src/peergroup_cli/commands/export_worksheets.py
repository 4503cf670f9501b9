"""`peergroup export-worksheets`: a practice worksheet for each member."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import member_ids
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption, result

if TYPE_CHECKING:
    from datetime import date

    from peergroup_cli.commands.shared.practising import PracticeDesk
    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.model.worksheet import Worksheet


def export_worksheets(
    cohort: CohortArgument = None,
    *,
    member: Annotated[
        str | None,
        typer.Option(
            "--member",
            help="Only this member's.",
            show_default=False,
            metavar="MEMBER",
            autocompletion=member_ids,
        ),
    ] = None,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="Where to; it is made where it is missing."
        ),
    ] = Path("worksheets"),
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            show_default=False,
            help="markdown, html, docx or toml; may be given several times. Without it: markdown "
            "and html.",
        ),
    ] = None,
    toml: Annotated[
        bool, typer.Option("--toml", help="Also as TOML, to be filled in by another program.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Write sheets anew in which nobody has written."),
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a practice worksheet for each member who has an open experiment.

    One as Markdown, to be filled in with any editor, and one as a web page that prints on one
    sheet of A4. With --format docx one for Word, which needs a library that comes as an extra. On
    it are the member's own plan, the name of the practice partner, four weeks to
    log, the tips of the topic module where there is one, and the questions of the report; nothing
    of anybody else. A plan of class “room” is not written down: the sheet has its place all the
    same.

    It tells its member who will read what is written on it. A sheet that is there already is
    kept, and that is said. With --force it is written anew, but for one in which somebody has
    written: move that away first. The sheet of an earlier experiment stays too, and the new one is
    called by its experiment as well, such as ada-brook-m4-experiment-1.md.

    Whoever has several open experiments gets a sheet for each. The line “Experiment: …” says
    whose it is when it comes back to the command import-worksheet.

    \b
    Examples:
      peergroup export-worksheets
      peergroup export-worksheets north-star --member Ada --output ~/to-send
      peergroup export-worksheets --format docx

    Exit codes: 0 each sheet is there, 2 the library for Word is not installed or --output is no
    folder, 12 no open experiment or no such format, 18 not saved.
    """
    from peergroup_cli.commands.shared.membership import member_called
    from peergroup_cli.commands.shared.outputs import STANDARD_OUTPUT
    from peergroup_cli.commands.shared.practising import PracticeDesk
    from peergroup_cli.commands.shared.sheets_there import ENDINGS, name_for
    from peergroup_cli.errors import NotFound, UsageProblem
    from peergroup_cli.storage.durable import refusals_named, refuse_no_folder
    from peergroup_cli.storage.flushing import make_folder
    from peergroup_cli.terminal.show import tell

    if output == STANDARD_OUTPUT:
        raise UsageProblem("Worksheets are several files.", "Name a folder: --output FOLDER")
    refuse_no_folder(output)
    wanted = _wanted(form or [*_USUAL], toml=toml)
    desk = PracticeDesk.at(workspace, cohort)
    owner = member_called(desk.cohort, member) if member else None
    still = [
        one
        for one in desk.standings
        if one.is_open and (owner is None or one.experiment.member == owner.id)
    ]
    if not still:
        who = owner.name if owner else desk.cohort.name
        raise NotFound(f"{who} has no open experiment.", "See: peergroup list-experiments")
    sheets = [_sheet(desk, one) for one in still]
    # all of them are made before the first is written
    made = [{ENDINGS[name]: _rendered(sheet, name) for name in wanted} for sheet in sheets]
    with refusals_named(output):
        make_folder(output)
    whose = [one.experiment.member for one in still]
    kept = 0
    for its, sheet, contents in zip(whose, sheets, made, strict=True):
        name = name_for(output, its, sheet, alone=whose.count(its) == 1)
        for ending, content in contents.items():
            path = output / f"{name}{ending}"
            kept += not _put(path, content, sheet, desk.today, anew=force)
    if kept and not force:
        tell("With --force those are written anew in which nobody has written.")


_USUAL = ("markdown", "html")


def _put(path: Path, content: bytes, sheet: "Worksheet", today: "date", *, anew: bool) -> bool:
    """Write one file of a sheet, or say that the one that is there is kept."""
    from peergroup_cli.commands.shared.sheets_there import is_written_in
    from peergroup_cli.storage.durable import write_out
    from peergroup_cli.terminal.show import tell

    if path.exists():
        if not anew:
            tell(f"{path}: kept, as it is there already.")
            return False
        if is_written_in(path, sheet, today):
            tell(f"{path}: kept, as somebody has written in it. Move it away for a new one.")
            return False
    write_out(path, content, overwrite=anew)
    result(str(path))
    return True


def _wanted(forms: list[str], *, toml: bool) -> list[str]:
    """The formats that were named, each once.

    Raises:
        NotFound: there is none of that name.
    """
    from peergroup_cli.commands.shared.sheets_there import ENDINGS
    from peergroup_cli.errors import NotFound

    for name in forms:
        if name not in ENDINGS:
            raise NotFound.named("format", name, list(ENDINGS))
    return list(dict.fromkeys([*forms, *(["toml"] if toml else [])]))


def _sheet(desk: "PracticeDesk", standing: "Standing") -> "Worksheet":
    from peergroup_cli.commands.shared.practising import tips_for
    from peergroup_cli.exports.worksheet import worksheet

    tips = tips_for(desk.workspace, desk.cohort, standing.meeting)
    return worksheet(desk.cohort, standing.meeting, standing.experiment, tips)


def _rendered(sheet: "Worksheet", name: str) -> bytes:
    from peergroup_cli.exports import worksheet_docx, worksheet_html, worksheet_markdown
    from peergroup_cli.exports.worksheet import worksheet_table
    from peergroup_cli.storage.toml_file import render

    if name == "docx":
        return worksheet_docx.render(sheet)
    if name == "toml":
        return render(worksheet_table(sheet)).encode()
    text = worksheet_html.render(sheet) if name == "html" else worksheet_markdown.render(sheet)
    return text.encode()
