"""`peergroup add-member`: one more member for a cohort."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.membership import (
    EmailOption,
    LevelOption,
    NameOption,
    OverrideOption,
    ReportsToOption,
    RoleOption,
    SiteOption,
    TimeZoneOption,
    UnitOption,
)
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption
from peergroup_cli.errors import IllegalMove, StoppedByPerson, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.people import Member
    from peergroup_cli.terminal.ask import Ask


def add_member(
    cohort: CohortArgument = None,
    line: Annotated[
        str | None,
        typer.Argument(
            help="The member: “Name; role; level; part of the organisation[; e-mail; "
            "reports to; site; time zone]”.",
            show_default=False,
            metavar="LINE",
        ),
    ] = None,
    *,
    name: NameOption = None,
    role: RoleOption = None,
    level: LevelOption = None,
    unit: UnitOption = None,
    email: EmailOption = None,
    reports_to: ReportsToOption = None,
    site: SiteOption = None,
    time_zone: TimeZoneOption = None,
    override: OverrideOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Add a member to a cohort.

    The member comes as one line, by options, or is asked for. The rules are looked at again:
    more than six members are refused, and a rule that is newly broken needs a written reason.

    \b
    Examples:
      peergroup add-member harbour
      peergroup add-member harbour "Cleo Park; head of IT; head of unit; IT; cleo@example.org"
      peergroup add-member harbour --name "Cleo Park" --role "head of IT" \\
        --level "head of unit" --unit IT

    Exit codes: 0 added, 1 asked for a reason and got none, 2 a field cannot be used or there are
    six already, 12 no such cohort, 14 it has ended, 15 the cohort was changed meanwhile, 16
    something is missing, such as the reason for a rule that is not kept, and there is nobody to
    ask, 18 not saved.
    """
    from peergroup_cli.commands.shared.membership import (
        given_fields,
        print_cohort,
        tell,
        with_members,
    )
    from peergroup_cli.commands.shared.options import asker, today
    from peergroup_cli.storage.workspace import Workspace

    if line is None and cohort is not None and ";" in cohort:
        # there is only one cohort, and its name was left out
        cohort, line = None, cohort
    ask = asker()
    kept_in = Workspace.find(workspace)
    stored = kept_in.cohort(cohort)
    if stored.record.ended:
        raise IllegalMove(
            f"{stored.record.name} ended on {stored.record.ended.isoformat()}: nobody joins it.",
            f"To go on with it, take the line `ended` out of {stored.path}",
        )
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
    member = _member(stored.record, line, options, ask)
    members = (*stored.record.members, member)
    changed = with_members(stored.record, members, override, ask, today())
    stored = kept_in.save_cohort(stored, changed)
    tell(changed, f"{member.name} is in {changed.name}.", table=ask.interactive)
    print_cohort(stored)


def _member(cohort: "Cohort", line: str | None, options: dict[str, str], ask: "Ask") -> "Member":
    from peergroup_cli.commands.shared.membership import refuse_full
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.formation.roster import fields_of, member_from_fields, member_from_line

    refuse_full(cohort)
    taken = {member.id for member in cohort.members}
    try:
        fields = fields_of(member_from_line(line, taken, today())) if line is not None else {}
        fields.update(options)
        _ask_the_rest(cohort, fields, ask)
        return member_from_fields(fields, taken, today())
    except ValueError as error:
        problem = str(error)
    raise UsageProblem(f"The member cannot be added: {problem}.", "Nothing was changed.")


def _ask_the_rest(cohort: "Cohort", fields: dict[str, str], ask: "Ask") -> None:
    from peergroup_cli.commands.shared.membership import need_options
    from peergroup_cli.formation.roster import NEEDED
    from peergroup_cli.terminal.member_form import Back, ask_fields

    missing = [field for field in NEEDED if field not in fields]
    need_options(ask, {f"--{field}": True for field in missing})
    if not missing:
        return
    usual = cohort.present_members[-1].level if cohort.present_members else ""
    try:
        ask_fields(ask, fields, first=missing[0], level=usual)
    except Back:
        raise StoppedByPerson("Stopped; nothing was changed.") from None
