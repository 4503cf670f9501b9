"""`peergroup list-experiments`: what is being practised, and how it stands."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.options import (
    CohortArgument,
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    result,
)

if TYPE_CHECKING:
    from peergroup_cli.commands.practising import PracticeDesk
    from peergroup_cli.ledger.practising import Standing


def list_experiments(
    cohort: CohortArgument = None,
    *,
    due: Annotated[
        bool,
        typer.Option("--due", help="Only those whose last day has come, without a report."),
    ] = False,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only those of which a meeting is still to hear.")
    ] = False,
    member: Annotated[
        str | None,
        typer.Option("--member", help="Only this member's.", show_default=False, metavar="MEMBER"),
    ] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List a cohort's experiments, with their state.

    Each with its id, whose it is, the plan, its last day, the practice partner, its state and the
    number of entries in its log.

    The states: open; overdue, when the last day has passed; reported, when a report waits for the
    next meeting; dropped; closed, when a meeting heard the end of it or its owner left.

    \b
    Examples:
      peergroup list-experiments
      peergroup list-experiments north-star --open --member Ada
      peergroup list-experiments --due --json

    Exit codes: 0 done, 12 no such cohort or member.
    """
    from peergroup_cli.commands.membership import member_called
    from peergroup_cli.commands.practising import PracticeDesk

    desk = PracticeDesk.at(workspace, cohort)
    owner = member_called(desk.cohort, member).id if member else None
    found = [
        standing
        for standing in desk.standings
        if (standing.is_open or not only_open)
        and (standing.is_due or not due)
        and owner in (None, standing.experiment.member)
    ]
    if as_json:
        print_json([_as_json(desk, standing) for standing in found])
    elif found:
        print_table([_row(desk, standing) for standing in found])
    else:
        result("There is no such experiment." if desk.standings else _NONE_YET)


_NONE_YET = "There is no experiment yet. Explore and reflect meetings make them."


def _row(desk: "PracticeDesk", standing: "Standing") -> dict[str, object]:
    from peergroup_cli.commands.practising import sentence
    from peergroup_cli.exports.wording import brief

    return {
        "id": standing.experiment.id,
        "member": desk.name(standing.experiment.member),
        "plan": brief(sentence(standing.experiment)),
        "by": standing.experiment.by,
        "partner": ", ".join(map(desk.name, standing.partners)),
        "state": standing.state,
        "logs": len(standing.logs),
    }


def _as_json(desk: "PracticeDesk", standing: "Standing") -> dict[str, object]:
    from peergroup_cli.commands.practising import sentence

    experiment = standing.experiment
    return {
        "id": experiment.id,
        "meeting": standing.meeting.number,
        "member": desk.name(experiment.member),
        "plan": sentence(experiment),
        "by": experiment.by,
        "partners": [desk.name(one) for one in standing.partners],
        "state": standing.state,
        "due": standing.is_due,
        "logs": len(standing.logs),
        "last_log": standing.logs[-1].on if standing.logs else None,
        "log_missing": standing.log_is_missing,
    }
