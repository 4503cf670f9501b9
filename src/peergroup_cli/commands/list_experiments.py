"""`peergroup list-experiments`: what is being practised, and how it stands."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import member_ids
from peergroup_cli.commands.shared.options import (
    CohortArgument,
    JsonOption,
    WorkspaceOption,
    print_json,
    result,
)
from peergroup_cli.model.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peergroup_cli.commands.shared.practising import PracticeDesk
    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.model.practice import PracticeLog


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
        typer.Option(
            "--member",
            help="Only this member's.",
            show_default=False,
            metavar="MEMBER",
            autocompletion=member_ids,
        ),
    ] = None,
    with_logs: Annotated[
        bool, typer.Option("--logs", help="Also the entries of each log, with their numbers.")
    ] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List a cohort's experiments, with their state.

    Each with its id, whose it is, its state, its last day, the practice partner, the number of
    entries in its log, and the plan. A plan of class “room”, and what was logged for a member or
    the room alone, is not shown.

    The states: open; overdue, when the last day has passed; reported, when a report waits for the
    next meeting; dropped; closed, when a meeting heard the end of it or its owner left.

    \b
    Examples:
      peergroup list-experiments
      peergroup list-experiments north-star --open --member Ada
      peergroup list-experiments --due --json

    Exit codes: 0 done, 12 no such cohort or member.
    """
    from peergroup_cli.commands.shared.membership import member_called
    from peergroup_cli.commands.shared.practising import PracticeDesk

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
        for line in _lines(desk, found, with_logs=with_logs):
            result(line)
    else:
        result("There is no such experiment." if desk.standings else _NONE_YET)


_NONE_YET = "There is no experiment yet. Explore and reflect meetings make them."


def _lines(desk: "PracticeDesk", found: "list[Standing]", *, with_logs: bool) -> "Iterator[str]":
    """Two lines an experiment: the facts, and the plan; and where it is wanted its log."""
    from peergroup_cli.commands.shared.practising import shown_plan

    wide = max(len(one.experiment.id) for one in found)
    names = max(len(desk.name(one.experiment.member)) for one in found)
    for one in found:
        made = one.experiment
        facts: list[str] = [one.state]
        facts += [f"by {made.by.isoformat()}"] if made.by else []
        facts += [f"with {' and '.join(map(desk.name, one.partners))}"] if one.partners else []
        facts += ["1 log" if len(one.logs) == 1 else f"{len(one.logs)} logs"]
        yield f"{made.id:<{wide}}  {desk.name(made.member):<{names}}  {', '.join(facts)}"
        yield f"{'':<{wide}}  {shown_plan(made)}"
        for number, log in enumerate(one.logs if with_logs else (), start=1):
            yield f"{'':<{wide}}  {number}  {log.on.isoformat()}  {_words(log)}"


def _words(log: "PracticeLog") -> str:
    if log.disclosure not in ("group", "organisation"):
        return f"(for the {log.disclosure} alone)"
    return " · ".join(one_line(t) for t in (log.did, log.happened, log.learned) if t)


def _as_json(desk: "PracticeDesk", standing: "Standing") -> dict[str, object]:
    from peergroup_cli.commands.shared.practising import shown_plan

    experiment = standing.experiment
    return {
        "id": experiment.id,
        "meeting": standing.meeting.number,
        "member": desk.name(experiment.member),
        "plan": shown_plan(experiment),
        "by": experiment.by,
        "partners": [desk.name(one) for one in standing.partners],
        "state": standing.state,
        "due": standing.is_due,
        "logs": len(standing.logs),
        "last_log": standing.logs[-1].on if standing.logs else None,
        "log_missing": standing.log_is_missing,
    }
