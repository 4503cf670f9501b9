"""`peergroup purge`: notes that are old enough go, but for the lessons that were released."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.erase_member import OUTSIDE, Plan, YesOption
from peergroup_cli.commands.options import WorkspaceOption, result
from peergroup_cli.errors import UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.storage.workspace import Workspace


def purge(
    cohort: Annotated[
        str | None,
        typer.Argument(
            help="Only this cohort, by id or name; else all of them.",
            show_default=False,
            metavar="COHORT",
        ),
    ] = None,
    *,
    older_than: Annotated[
        str,
        typer.Option(
            "--older-than", help="How old: 24m, 2y, 80w or 700d.", metavar="AGE", show_default=False
        ),
    ],
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take out the notes of meetings that are older than this.

    What stays: that the meeting was held, its agenda, lessons that were released with the words
    that were released with them, and the bare fact that something was tried. Guidelines stay
    while a cohort goes on and has no newer ones. Logs, early reports and what is half-typed go
    with the rest. Without --yes it is only shown what would be done. All files are changed, or
    none.

    \b
    Examples:
      peergroup purge --older-than 24m
      peergroup purge north-star --older-than 24m --yes

    Exit codes: 0 done or shown, 2 no such age, 12 no such cohort, 15 a file was changed
    meanwhile, 18 not saved; then no file was changed.
    """
    from peergroup_cli.commands.options import today
    from peergroup_cli.privacy.purging import day_before
    from peergroup_cli.storage.workspace import Workspace

    try:
        before = day_before(older_than, today())
    except ValueError as error:
        raise UsageProblem(f"--older-than {older_than} {error}.", "Nothing was changed.") from None
    found = Workspace.find(workspace)
    ids = [found.cohort(cohort).record.id] if cohort else found.cohort_ids()
    plan = Plan()
    for cohort_id in ids:
        _add(plan, found, cohort_id, before)
    if not (plan.changes or plan.empty):
        result(f"Nothing is older than {before.isoformat()}.")
        return
    result(f"{'Purged' if yes else 'Would be purged'}, from before {before.isoformat()}:")
    plan.show(found.folder)
    if yes:
        plan.carry_out(found)
    result(OUTSIDE)
    if not yes:
        result("Nothing was changed. To do it: --yes")


def _add(plan: Plan, workspace: "Workspace", cohort_id: str, before: date) -> None:
    from peergroup_cli.privacy.keeping import released_chains
    from peergroup_cli.privacy.purging import guidelines_that_hold, purged, purged_practice

    cohort = workspace.cohort(cohort_id).record
    files = workspace.meetings(cohort_id)
    meetings = [one.record for one in files]
    kept = released_chains(meetings)
    hold = None if cohort.ended else guidelines_that_hold(meetings)
    old = [one for one in files if one.record.held_on < before]
    for stored in old:
        meeting = stored.record
        plan.add(stored, *purged(meeting, kept, with_guidelines=meeting.number == hold))
    if told := workspace.practice(cohort_id):
        plan.add(told, *purged_practice(told.record, before))
    drafts = {f".{one.path.stem}.draft.toml" for one in old}
    half_typed = workspace.drafts_of(cohort_id)
    plan.empty += [one.path for one in half_typed if one.path.name in drafts]
