"""`peergroup edit-member`: change what is known of a member."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.membership import (
    EmailOption,
    LevelOption,
    MemberArgument,
    NameOption,
    OverrideOption,
    ReportsToOption,
    RoleOption,
    SiteOption,
    TimeZoneOption,
    UnitOption,
)
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption, cohort_and
from peergroup_cli.errors import NeedsTerminal, StoppedByPerson, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.model.people import Member
    from peergroup_cli.terminal.ask import Ask


def edit_member(
    cohort: CohortArgument = None,
    member: MemberArgument = None,
    *,
    name: NameOption = None,
    role: RoleOption = None,
    level: LevelOption = None,
    unit: UnitOption = None,
    email: EmailOption = None,
    reports_to: ReportsToOption = None,
    site: SiteOption = None,
    time_zone: TimeZoneOption = None,
    back: Annotated[
        bool, typer.Option("--back", help="The member who had left is a member again.")
    ] = False,
    override: OverrideOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Change what is known of a member.

    Without an option every field is asked for, with what is there to be corrected. An empty
    text clears the e-mail, whom they report to, the site or the time zone. The id stays, as
    the notes of earlier meetings point at it. A rule that is newly broken needs a written reason;
    --override alone is the reason for one that was broken before.

    \b
    Examples:
      peergroup edit-member ada-brook
      peergroup edit-member harbour "Ada Brook" --unit Finance --email ""
      peergroup edit-member harbour ada-brook --back
      peergroup edit-member harbour ada-brook --override "All of them agreed"

    Exit codes: 0 changed, 1 asked for a reason and got none, 2 a field cannot be used,
    12 no such cohort or member, 15 the cohort was changed meanwhile, 16 something is missing, such
    as the reason for a rule that is not kept, and there is nobody to ask, 18 not saved.
    """
    from peergroup_cli.commands.shared.membership import (
        given_fields,
        member_called,
        print_cohort,
        tell,
        with_members,
    )
    from peergroup_cli.commands.shared.options import asker, today
    from peergroup_cli.formation.rules import unmet
    from peergroup_cli.storage.workspace import Workspace

    cohort, member = cohort_and("member", cohort, member)
    ask = asker()
    kept_in = Workspace.find(workspace)
    stored = kept_in.cohort(cohort)
    known = member_called(stored.record, member)
    options = given_fields(
        name=name,
        role=role,
        level=level,
        unit=unit,
        email=email,
        reports_to=reports_to,
        site=site,
        time_zone=time_zone,
    )
    edited = known.changed(left=None) if back else known
    only_gives_a_reason = override is not None and bool(unmet(stored.record))
    if options or not (back or only_gives_a_reason):
        edited = _edited(edited, options, ask)
    members = tuple(edited if one.id == known.id else one for one in stored.record.members)
    changed = with_members(stored.record, members, override, ask, today())
    stored = kept_in.save_cohort(stored, changed)
    tell(changed, f"{edited.name} is changed.", table=ask.interactive)
    print_cohort(stored)


def _edited(member: "Member", options: dict[str, str], ask: "Ask") -> "Member":
    from peergroup_cli.formation.roster import with_fields
    from peergroup_cli.terminal.ask import NobodyToAsk
    from peergroup_cli.terminal.member_form import Back, corrected

    if not options and isinstance(ask, NobodyToAsk):
        raise NeedsTerminal(
            "Nothing is said that should be changed, and there is no terminal to ask in.",
            "Give it as an option, such as --role or --email.",
        )
    try:
        return with_fields(member, options) if options else corrected(ask, member)
    except Back:
        raise StoppedByPerson("Stopped; nothing was changed.") from None
    except ValueError as error:
        problem = str(error)
    raise UsageProblem(f"The member cannot be changed: {problem}.", "Nothing was changed.")
