"""`peergroup purge`: notes that are old enough go, but for the lessons that were released."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.erase_member import OUTSIDE, Plan, YesOption, name_backups
from peergroup_cli.commands.shared.damage import Damage
from peergroup_cli.commands.shared.options import WorkspaceOption, result
from peergroup_cli.errors import PeergroupError, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.storage.history import Earlier
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
    with the rest, and so do the earlier versions of these files. Without --yes it is only shown
    what would be done. All files are changed, or none.

    \b
    Examples:
      peergroup purge --older-than 24m
      peergroup purge north-star --older-than 24m --yes

    Exit codes: 0 done or shown, 2 no such age, 11 a cohort is damaged, and left out, 12 no such
    cohort, 15 a file was changed meanwhile, 18 not saved; then no file was changed.
    """
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.privacy.purging import day_before
    from peergroup_cli.storage.workspace import Workspace

    try:
        before = day_before(older_than, today())
    except ValueError as error:
        raise UsageProblem(f"--older-than {older_than} {error}.", "Nothing was changed.") from None
    found = Workspace.find(workspace)
    ids = [found.cohort(cohort).record.id] if cohort else found.cohort_ids()
    plan, damage = Plan(), Damage()
    for cohort_id in ids:
        try:
            plan.join(_plan(found, cohort_id, before))
        except PeergroupError as error:
            if cohort:
                raise
            damage(error)
    if plan.changes:
        plan.clear_links(found, ids, damage if cohort else lambda _named_already: None)
    if not (plan.changes or plan.empty or plan.history):
        result(f"Nothing is older than {before.isoformat()}.")
        damage.leave()
        return
    told = list(plan.told(found.folder))
    if yes:
        plan.carry_out(found)
    result(f"{'Purged' if yes else 'Would be purged'}, from before {before.isoformat()}:")
    for line in told:
        result(line)
    name_backups(found.folder)
    result(OUTSIDE)
    if not yes:
        result("Nothing was changed. To do it: --yes")
    damage.leave()


def _plan(workspace: "Workspace", cohort_id: str, before: date) -> Plan:
    from peergroup_cli.privacy.keeping import released_chains
    from peergroup_cli.privacy.purging import guidelines_that_hold, purged, purged_practice

    plan = Plan()
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
    names = {one.path.name for one in old}
    plan.history += [
        one.path
        for one in workspace.earlier(cohort_id)
        if one.of.name in names or _is_old(one, before)
    ]
    return plan


def _is_old(earlier: "Earlier", before: date) -> bool:
    """Whether an earlier version holds something that is old enough to go."""
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.practice import Practice
    from peergroup_cli.privacy.purging import purged_practice
    from peergroup_cli.storage.toml_file import read_record

    if earlier.of.name == "cohort.toml":
        return False
    try:
        if earlier.of.name != "practice.toml":
            return read_record(earlier.path, Meeting).record.held_on < before
        practice = read_record(earlier.path, Practice).record
    except PeergroupError:
        # what cannot be read cannot be cleared of what is old
        return True
    return purged_practice(practice, before)[0] != practice
