"""`peergroup form-cohorts`: groups from a coordinator's list, with a certificate."""

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
    from peergroup_cli.commands.shared.roster_file import Given


@without_garbage_collection()
def form_cohorts(
    roster: Annotated[
        Path,
        typer.Argument(
            help="The list of people: CSV, or a spreadsheet such as .xlsx.",
            show_default=False,
            metavar="ROSTER",
        ),
    ],
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
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="With --create: also for people who are in a cohort already.",
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
    """Form groups from a list of people, and say how good they are.

    Always kept: at most 6 in a group, and at least 4 where the numbers allow it; one level of
    responsibility; nobody with their own manager; who must be apart or together. Where these
    rules contradict each other nothing is formed, and the smallest contradictions are named.
    Of a level as few groups are formed as can be, of nearly the same size unless other sizes meet
    the wishes better: 13 people are three groups, such as 5, 4 and 4. Only where the rules need
    it there are more groups.

    Wanted, in an order that you can set: a common meeting slot, different parts of the
    organisation, nobody whom one was in a group with before, a common challenge topic, different
    sites. Beside each figure stands what is possible at best, and who pays where it is not met.

    The list names its columns in its first row: name, level and unit are needed; id, email, role,
    site, reports_to, topics, slots, past_groups and time_zone are used where they are there.
    Other spellings and languages are recognised; --map says what is not. Several topics, slots
    or groups in a cell are separated by semicolons. A slot is such as “Mon AM” or “Tue 14:00”.

    The same list gives the same groups, on every machine. Nothing is kept without --create, and
    then only what a cohort needs of its members: no slots, topics or past groups.

    \b
    Examples:
      peergroup form-cohorts people.csv
      peergroup form-cohorts people.xlsx --map unit=Dept --rules rules.csv --out groups.csv
      peergroup form-cohorts people.csv --explain g004
      peergroup form-cohorts people.csv --create --theme "Leading without rank" --people who.csv

    Exit codes: 0 formed, 1 stopped and nothing taken, 2 an option cannot be used, 11 a list, or
    rows of it, cannot be used, 12 no such list, 13 somebody is in a cohort already (--create), 18
    not saved, 19 the rules contradict each other.
    """
    from peergroup_cli.commands.shared.grouping import Wanted, groups_wanted
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.commands.shared.roster_file import read_roster
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.terminal.ask import NobodyToAsk

    if again and not create:
        raise UsageProblem("--again is for --create.", "Add --create to use it.")
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
        old="keep" if again else "refuse",
        names=names,
        theme=theme,
        force=force,
        workspace=workspace,
        sources=(("the list of people", roster), ("the list of rules", rules)),
    )
    ask = asker()
    asked = NobodyToAsk() if yes else ask

    def read() -> "Given":
        return read_roster(
            roster, maps or (), rules, asked, skip_bad=skip_bad, outside_managers=outside_managers
        )

    groups_wanted(wanted, read, ask)
