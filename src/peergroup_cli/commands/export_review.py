"""`peergroup export-review`: a cohort's time together, told as a story for its last meeting."""

from peergroup_cli.commands.shared.document_files import (
    DocumentFormatOption,
    ForceOption,
    OutputOption,
    PreviewOption,
)
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption


def export_review(
    cohort: CohortArgument = None,
    preview: PreviewOption = False,
    output: OutputOption = None,
    force: ForceOption = False,
    form: DocumentFormatOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Tell a cohort's time together as a story, for its last meeting.

    Which cases the group met, what it saw behind them, what it tried and what came of it, and
    what it knows now: each strategy from the case to the lesson, those that did not work among
    them. At the end are pictures of the year (in other formats than HTML as tables) and a few
    questions to talk about.

    It is for the members, and holds what all of them may read: what is of class group or
    organisation. What was left out is counted in the last line, and on standard error. For one
    member, the facilitator or the sponsor there is export-notes --for.

    Word (docx) and PDF need a file, and a library that comes as an extra.

    \b
    Examples:
      peergroup export-review north-star --output our-year.html
      peergroup export-review > our-year.md

    Exit codes: 0 written, 2 an option cannot be used, 12 no such cohort or format, 13 the file is
    there already, 18 not saved.
    """
    from peergroup_cli.commands.shared.audiences import look_at, released_for
    from peergroup_cli.commands.shared.document_files import WantedDocument
    from peergroup_cli.exports.audience import Audience, cohort_for
    from peergroup_cli.exports.review import review
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.show import tell

    wanted = WantedDocument(form, output, force)
    if not preview:
        wanted.refuse_what_does_not_fit()
    found = Workspace.find(workspace)
    record = found.as_shown(found.cohort(cohort).record)
    files = found.meeting_files(record.id)
    notes = released_for(Audience(), found, record, files.some(files.numbers), ())
    if preview:
        look_at(record, notes)
        return
    story = review(cohort_for(record, notes), notes)
    wanted.write(story)
    tell(story.left_out)
