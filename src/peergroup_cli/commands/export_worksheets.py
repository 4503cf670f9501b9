"""`peergroup export-worksheets`: a practice worksheet for each member."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.completing import member_ids
from peergroup_cli.commands.options import CohortArgument, WorkspaceOption, result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.commands.practising import PracticeDesk
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
        typer.Option("--force", help="Overwrite sheets that are there, also if they are filled."),
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a practice worksheet for each member who has an open experiment.

    One as Markdown, to be filled in with any editor, and one as a web page that prints on one
    sheet of A4. With --format docx one for Word, which needs a library that comes as an extra. On
    it are the member's own plan, the name of the practice partner, four weeks to
    log, the tips of the topic module where there is one, and the questions of the report; nothing
    of anybody else. A plan of class room is not written down: the sheet has its place all the
    same.

    Whoever has several open experiments gets a sheet for each. The line “Experiment: …” says
    whose it is when it comes back to the command import-worksheet.

    \b
    Examples:
      peergroup export-worksheets
      peergroup export-worksheets north-star --member Ada --output ~/to-send
      peergroup export-worksheets --format docx

    Exit codes: 0 written, 2 the library for Word is not installed, 12 no open experiment or no such
    format, 13 a sheet is there already and not the same, 18 not saved.
    """
    from peergroup_cli.commands.membership import member_called
    from peergroup_cli.commands.practising import PracticeDesk
    from peergroup_cli.errors import NotFound
    from peergroup_cli.storage.durable import refusals_named, write_out
    from peergroup_cli.storage.flushing import make_folder

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
    sheets = [(_file_name(one, still), _sheets(desk, one, wanted)) for one in still]
    with refusals_named(output):
        make_folder(output)
    for name, written in sheets:
        for ending, content in written.items():
            write_out(output / f"{name}{ending}", content, overwrite=force)
            result(str(output / f"{name}{ending}"))


_USUAL = ("markdown", "html")
_ENDINGS = {"markdown": ".md", "html": ".html", "docx": ".docx", "toml": ".toml"}


def _wanted(forms: list[str], *, toml: bool) -> list[str]:
    """The formats that were named, each once.

    Raises:
        NotFound: there is none of that name.
    """
    from peergroup_cli.errors import NotFound

    for name in forms:
        if name not in _ENDINGS:
            raise NotFound.named("format", name, list(_ENDINGS))
    return list(dict.fromkeys([*forms, *(["toml"] if toml else [])]))


def _file_name(standing: "Standing", still: "list[Standing]") -> str:
    owner = standing.experiment.member
    several = sum(one.experiment.member == owner for one in still) > 1
    return f"{owner}-{standing.experiment.id}" if several else owner


def _sheets(
    desk: "PracticeDesk", standing: "Standing", wanted: "Sequence[str]"
) -> dict[str, bytes]:
    """The sheet in each of the formats, by the ending of the file's name."""
    from peergroup_cli.commands.practising import tips_for
    from peergroup_cli.exports.worksheet import worksheet

    tips = tips_for(desk.workspace, desk.cohort, standing.meeting)
    sheet = worksheet(desk.cohort, standing.meeting, standing.experiment, tips)
    return {_ENDINGS[name]: _rendered(sheet, name) for name in wanted}


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
