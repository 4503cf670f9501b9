"""`peergroup drop-experiment`: its owner gives an experiment up, and says why."""

from typing import Annotated

import typer

from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption, result
from peergroup_cli.commands.shared.practising import (
    ClassOption,
    ExperimentArgument,
    MemberOption,
    OnOption,
)


def drop_experiment(
    cohort: CohortArgument = None,
    experiment: ExperimentArgument = None,
    *,
    reason: Annotated[
        str | None,
        typer.Option(
            help="Why, in the owner's words; it is kept.", show_default=False, metavar="REASON"
        ),
    ] = None,
    member: MemberOption = None,
    on: OnOption = None,
    disclosure: ClassOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Drop an experiment that its owner gives up between the meetings.

    No meeting asks about it any more. The plan and its log stay where they are, and the reason is
    kept in practice.toml. It goes into no export. To take it back, take its row out of that file.

    \b
    Examples:
      peergroup drop-experiment m2-experiment-3 --reason "Another job since Monday"
      peergroup drop-experiment north-star --member Ada --reason "No occasion before spring"

    Exit codes: 0 stored, 1 stopped, 2 an option cannot be used, 12 no such experiment,
    14 the experiment is not open, 15 the file was changed meanwhile, 16 no terminal to ask in.
    """
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.commands.shared.practising import (
        PracticeDesk,
        disclosure_in,
        in_place,
        texts,
    )
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.model.practice import Dropped
    from peergroup_cli.terminal.practice_form import REASON, ask_part

    ask = asker()
    cohort, experiment = in_place(cohort, experiment)
    desk = PracticeDesk.at(workspace, cohort)
    day = desk.day(on)
    standing = desk.chosen(experiment, member, ask)
    made = standing.experiment
    desk.refuse_unless_open(standing)
    read_by = disclosure_in(disclosure, made)
    why = texts(reason=reason).get("reason")
    why = ask_part(ask, REASON, "--reason") if why is None else why
    if not why:
        raise UsageProblem("An experiment is dropped with a reason.", "Nothing was stored.")
    row = Dropped(experiment=made.id, member=made.member, on=day, reason=why, disclosure=read_by)
    desk.save(desk.practice.with_dropped(row))
    result(f"Dropped: {made.id} of {desk.name(made.member)}. No meeting asks about it any more.")
