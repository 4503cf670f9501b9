"""`peergroup export-programme`: the whole programme over all cohorts, for its sponsor."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.document_files import (
    DocumentFormatOption,
    ForceOption,
    OutputOption,
    PreviewOption,
)
from peergroup_cli.commands.shared.options import WorkspaceOption, screen

if TYPE_CHECKING:
    from peergroup_cli.exports.programme import Part, Programme
    from peergroup_cli.storage.workspace import Workspace


def export_programme(
    preview: PreviewOption = False,
    accept_names: Annotated[
        bool, typer.Option("--accept-names", help="Names that still stand in a text may stand.")
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    form: DocumentFormatOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write what the sponsor may read of the whole programme.

    All cohorts of the workspace with the meetings that they held and the experiments that they
    ran, and the strategies that were tried, each with its standing and with the lessons that
    their owners have released: with the day of that yes, a role for the name, and without the
    cohort. Nothing is ranked, neither people nor groups.

    A number stands in it only where five people stand behind it, and where nothing about fewer
    can be told by taking one number away from another. What is withheld is said, and why. Where
    the name of a member of any cohort still stands in a text, nothing is written.

    Word (docx) and PDF need a file, and a library that comes as an extra.

    \b
    Examples:
      peergroup export-programme --preview
      peergroup export-programme --output programme.html

    Exit codes: 0 written, 2 an option cannot be used, 12 no such format, 13 the file is there
    already, 18 not saved, 21 a name stands in what would leave.
    """
    from peergroup_cli.commands.shared.audiences import look_at_places, say_names
    from peergroup_cli.commands.shared.document_files import WantedDocument
    from peergroup_cli.exports.audience import withheld_reasons
    from peergroup_cli.exports.programme import programme
    from peergroup_cli.exports.programme_document import programme_document
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.show import tell

    wanted = WantedDocument(form, output, force)
    if not preview:
        wanted.refuse_what_does_not_fit()
    found = Workspace.find(workspace)
    told = programme(found.settings.organisation or "", _parts(found))
    if preview:
        look_at_places(withheld_reasons(told.withheld), _places(told))
        return
    say_names(_places(told), accept_names=accept_names)
    document = programme_document(told)
    wanted.write(document)
    tell(document.left_out)


def _parts(workspace: "Workspace") -> "Iterator[Part]":
    """What each cohort adds: one after the other, so that never more than one is in memory."""
    from peergroup_cli.exports.programme import part_of
    from peergroup_cli.model.practice import NO_PRACTICE

    ids = workspace.cohort_ids()
    for done, cohort_id in enumerate(ids, start=1):
        meetings = [stored.record for stored in workspace.meetings(cohort_id)]
        practice = workspace.practice(cohort_id)
        cohort = workspace.cohort(cohort_id).record
        yield part_of(cohort, meetings, practice.record if practice else NO_PRACTICE)
        _say_how_far(done, len(ids))


def _say_how_far(done: int, whole: int) -> None:
    """Say how far a long reading is, on a terminal only."""
    console = screen()
    if whole >= _MANY and console.is_terminal and (done % _STEP == 0 or done == whole):
        end = "\n" if done == whole else "\r"
        console.print(f"Reading the cohorts: {done:,} of {whole:,}", end=end)


_MANY, _STEP = 50, 10


def _places(told: "Programme") -> list[str]:
    from peergroup_cli.exports.programme import names_in_programme

    return [f"{one.where}: {one.name}" for one in names_in_programme(told)]
