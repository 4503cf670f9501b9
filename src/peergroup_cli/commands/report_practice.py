"""`peergroup report-practice`: what became of an experiment, told before the meeting."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption, result
from peergroup_cli.commands.shared.practising import (
    ClassOption,
    ExperimentArgument,
    MemberOption,
    OnOption,
)
from peergroup_cli.errors import IllegalMove

if TYPE_CHECKING:
    from datetime import date

    from peergroup_cli.commands.shared.practising import PracticeDesk
    from peergroup_cli.terminal.ask import Ask


def report_practice(
    cohort: CohortArgument = None,
    experiment: ExperimentArgument = None,
    *,
    member: MemberOption = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            help="What became of it.",
            show_default=False,
            metavar="tried|partly|not|no-occasion",
        ),
    ] = None,
    did: Annotated[
        str | None, typer.Option(help="What was done.", show_default=False, metavar="TEXT")
    ] = None,
    happened: Annotated[
        str | None,
        typer.Option(help="What happened, facts first.", show_default=False, metavar="TEXT"),
    ] = None,
    surprise: Annotated[
        str | None, typer.Option(help="What surprised.", show_default=False, metavar="TEXT")
    ] = None,
    hindered: Annotated[
        str | None, typer.Option(help="What got in the way.", show_default=False, metavar="TEXT")
    ] = None,
    on: OnOption = None,
    disclosure: ClassOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Report before the meeting what became of an experiment.

    The next meeting that hears reports takes it up when it begins: its opening does not ask
    again, and its questions show what was told; Enter keeps it. The verdict, keep, adapt or drop,
    is still the meeting's. A second report replaces the first.

    Of a report of class “member” or “room”, nothing is put before the group unasked.

    \b
    Examples:
      peergroup report-practice --member Ada
      peergroup report-practice m2-experiment-3 --outcome not --hindered "He was on the radio"
      peergroup report-practice --member Bo --outcome tried --did "Asked" --happened "They laughed"

    Exit codes: 0 stored, 1 stopped, 2 an option cannot be used, 12 no such experiment or member,
    14 the experiment is not open or was heard already, 15 the file was changed meanwhile,
    16 no terminal to ask in.
    """
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.commands.shared.practising import (
        PracticeDesk,
        disclosure_in,
        in_place,
        texts,
    )
    from peergroup_cli.model.days import day as in_words
    from peergroup_cli.model.practice import EarlyReport

    ask = asker()
    cohort, experiment = in_place(cohort, experiment)
    desk = PracticeDesk.at(workspace, cohort)
    told = texts(did=did, happened=happened, surprise=surprise, hindered=hindered)
    day = desk.day(on)
    standing = desk.chosen(experiment, member, ask)
    made = standing.experiment
    desk.refuse_before(made, day)
    refuse_what_was_heard(desk, made.id, day)
    read_by = disclosure_in(disclosure, made)
    if ask.interactive and outcome is None:
        desk.show_plan(standing)
    fields = _told(ask, outcome, told)
    report = EarlyReport.model_validate(
        {
            "experiment": made.id,
            "member": made.member,
            "on": day,
            "disclosure": read_by,
            **fields,
        }
    )
    waiting = desk.practice.report_on(made.id, desk.meetings)
    desk.save(desk.practice.with_report(report, desk.meetings))
    result(f"Reported for {desk.name(made.member)}, {made.id}, on {in_words(day)}.")
    if waiting:
        result(f"It replaces the report of {in_words(waiting.on)}.")
    result(f"Class {read_by}. {next_to_hear(desk)}")


def refuse_what_was_heard(desk: "PracticeDesk", experiment: str, on: "date") -> None:
    """Refuse a report on what is not open, or on what a meeting heard on that day or later.

    Raises:
        IllegalMove: it is so.
    """
    desk.refuse_unless_open(desk.called(experiment))
    if heard := desk.heard_in(experiment, on):
        raise IllegalMove(
            f"Meeting {heard.number} of {heard.held_on} has a report on {experiment} already.",
            "Nothing was stored. What happened since: report it from the next day on, or log it.",
        )


def next_to_hear(desk: "PracticeDesk") -> str:
    """Which meeting takes a report up that is given now."""
    last = desk.meetings[-1]
    if last.state == "open":
        return f"Meeting {last.number} is under way without it; the one after it takes it up."
    return "The next meeting that hears reports takes it up."


def _told(ask: "Ask", outcome: str | None, told: dict[str, str]) -> dict[str, str]:
    """What the options say, or else the form; the outcome is asked for where only it is missing."""
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.session.question import one_of
    from peergroup_cli.terminal.practice_form import OUTCOME, ask_part, ask_report

    if outcome is not None:
        try:
            return {"outcome": one_of(outcome, OUTCOME.choices), **told}
        except ValueError:
            raise UsageProblem(
                "--outcome is one of: tried, partly, not, no-occasion.", "Nothing was stored."
            ) from None
    if told or not ask.interactive:
        return {"outcome": ask_part(ask, OUTCOME, "--outcome"), **told}
    return ask_report(ask)
