"""`peergroup remove-member`: a member has left the cohort."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.membership import MemberArgument
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption, cohort_and
from peergroup_cli.errors import UsageProblem

if TYPE_CHECKING:
    from datetime import date

    from peergroup_cli.model.people import Member


def remove_member(
    cohort: CohortArgument = None,
    member: MemberArgument = None,
    *,
    on: Annotated[
        str | None,
        typer.Option(
            help="The day, such as 2026-03-31. Without it: today.",
            show_default=False,
            metavar="DATE",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Note that a member has left the cohort.

    The member stays in the cohort's history, with the date, and so do the member's notes. No
    rule needs a reason because somebody left; if few are left, it is said.

    \b
    Examples:
      peergroup remove-member ada-brook
      peergroup remove-member harbour "Ada Brook" --on 2026-03-31

    Exit codes: 0 noted, 2 the member has left already or there is no such day, 12 no such cohort
    or member, 15 the cohort was changed meanwhile, 18 not saved.
    """
    from peergroup_cli.commands.shared.membership import member_called, print_cohort, tell
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.storage.workspace import Workspace

    cohort, member = cohort_and("member", cohort, member)
    kept_in = Workspace.find(workspace)
    stored = kept_in.cohort(cohort)
    gone = member_called(stored.record, member)
    if gone.left:
        raise UsageProblem(f"{gone.name} has left already, on {gone.left}.", "Nothing was changed.")
    left = gone.changed(left=_day(on, gone))
    changed = stored.record.with_member(left)
    stored = kept_in.save_cohort(stored, changed)
    slip = f"A slip? `peergroup edit-member {changed.id} {left.id} --back` takes it back."
    tell(changed, f"{left.name} left on {left.left}. {slip}", table=asker().interactive)
    print_cohort(stored)


def _day(text: str | None, member: "Member") -> "date":
    from datetime import date

    from peergroup_cli.commands.shared.options import today

    if text is None:
        # a clock that was set back must not put the end before the start
        return max(today(), member.joined)
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageProblem("--on is not a date such as 2026-03-31.") from None
    if day < member.joined:
        raise UsageProblem(f"--on is before {member.name} joined, on {member.joined}.")
    if day > today():
        raise UsageProblem("--on is in the future.", "Note it on the day: until then they belong.")
    return day
