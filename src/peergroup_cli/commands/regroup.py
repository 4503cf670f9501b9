"""`peergroup regroup`: next year's groups, from the workspace's own history."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.grouping import without_garbage_collection
from peergroup_cli.commands.shared.grouping_options import (
    CertificateOption,
    CreateOption,
    ExactOption,
    ExplainOption,
    ExplainToOption,
    ForceOption,
    IfStoppedOption,
    NamesOption,
    OrderOption,
    OutOption,
    PeopleOption,
    ThemeOption,
    YesOption,
)
from peergroup_cli.commands.shared.options import JsonOption, WorkspaceOption
from peergroup_cli.commands.shared.roster_file import (
    MapOption,
    OutsideManagersOption,
    RulesOption,
    SkipBadOption,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.commands.shared.roster_file import Given
    from peergroup_cli.formation.history import History
    from peergroup_cli.formation.person import PairRule


@without_garbage_collection()
def regroup(
    roster: Annotated[
        Path | None,
        typer.Argument(
            help="A list of people: CSV, or a spreadsheet. Without it: everybody who is in a "
            "cohort now.",
            show_default=False,
            metavar="[ROSTER]",
        ),
    ] = None,
    *,
    maps: MapOption = None,
    rules: RulesOption = None,
    skip_bad: SkipBadOption = False,
    outside_managers: OutsideManagersOption = False,
    order: OrderOption = None,
    out: OutOption = None,
    people: PeopleOption = None,
    as_json: JsonOption = False,
    certificate: CertificateOption = None,
    explain: ExplainOption = None,
    explain_to: ExplainToOption = None,
    create: CreateOption = False,
    keep_old: Annotated[
        bool,
        typer.Option(
            "--keep-old",
            help="With --create: do not end the cohorts that the people come from.",
        ),
    ] = False,
    names: NamesOption = None,
    theme: ThemeOption = None,
    exact: ExactOption = False,
    if_stopped: IfStoppedOption = None,
    force: ForceOption = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Plan next year's groups, so that people meet whom they have not met.

    The cohorts of the workspace, all that ever were, are the past groups. Without a list the
    people are those who are in a cohort now. With a list they are the people of the list: who
    was in a cohort before is recognised by the e-mail address, or else by the name.

    Who is to be apart in a cohort now stays apart, beside what --rules names. Where that holds no
    more, take it out of `apart` in the cohort's file.

    With --create the cohorts that these people come from end, once the new ones are there; their
    notes stay. --keep-old leaves them as they are.

    Everything else is as with `peergroup form-cohorts`.

    \b
    Examples:
      peergroup regroup
      peergroup regroup next-year.xlsx --out groups.csv
      peergroup regroup --create --theme "Deciding with less"

    Exit codes: as with `peergroup form-cohorts`.
    """
    from peergroup_cli.commands.shared.grouping import Wanted, groups_wanted
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.commands.shared.roster_file import Given, read_roster
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.terminal.ask import NobodyToAsk

    if keep_old and not create:
        raise UsageProblem("--keep-old is for --create.", "Add --create to use it.")
    if roster is None and (maps or outside_managers or (skip_bad and not rules)):
        raise UsageProblem(
            "--map, --skip-bad and --outside-managers are for a list of people.", "Name the list."
        )
    wanted = Wanted(
        order=order,
        exact=exact,
        if_stopped=if_stopped,
        out=out,
        people=people,
        as_json=as_json,
        certificate=certificate,
        explain=explain,
        explain_to=explain_to,
        create=create,
        old="keep" if keep_old else "end",
        names=names,
        theme=theme,
        force=force,
        workspace=workspace,
        sources=(("the list of people", roster), ("the list of rules", rules)),
    )
    ask = asker()
    asked = NobodyToAsk() if yes else ask

    def read() -> "Given":
        if roster is None:
            return _everybody(workspace, rules, skip_bad=skip_bad)
        given = read_roster(
            roster, maps or (), rules, asked, skip_bad=skip_bad, outside_managers=outside_managers
        )
        history = _history(workspace)
        rules_kept = _with_kept(given.rules, history.apart_among(given.people))
        return Given(tuple(history.added_to(given.people)), rules_kept, given.outsiders)

    groups_wanted(wanted, read, ask)


def _history(workspace: Path | None) -> "History":
    from peergroup_cli.commands.shared.damage import readable_cohorts
    from peergroup_cli.formation.history import History
    from peergroup_cli.storage.workspace import Workspace

    return History(stored.record for stored in readable_cohorts(Workspace.find(workspace)))


def _everybody(workspace: Path | None, rules: Path | None, *, skip_bad: bool) -> "Given":
    """Those who are in a cohort now, with all cohorts that they were in as past groups."""
    from peergroup_cli.commands.shared.roster_file import Given, rules_for
    from peergroup_cli.errors import NotFound
    from peergroup_cli.formation.history import apart_rules
    from peergroup_cli.formation.persons import Roster

    gathered = _history(workspace).gathered()
    people = gathered.people
    if not people:
        raise NotFound("There is nobody in a cohort now.", "Form groups from a list: form-cohorts.")
    named = rules_for(rules, Roster(people, ()), skip_bad=skip_bad)
    return Given(people, _with_kept(named, apart_rules(gathered.apart)))


def _with_kept(named: "Sequence[PairRule]", kept: "Sequence[PairRule]") -> "tuple[PairRule, ...]":
    """The rules that are named, and those of the cohorts beside them, of which it is told."""
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.rules import counted

    known = {frozenset((rule.a, rule.b)) for rule in named if rule.kind == "apart"}
    more = [rule for rule in kept if frozenset((rule.a, rule.b)) not in known]
    if more:
        pairs = counted(len(more), "pair")
        screen().print(f"{pairs} to be apart, as the cohorts have it that they are in now.")
    return (*named, *more)
