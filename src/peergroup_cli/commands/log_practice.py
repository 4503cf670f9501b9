"""`peergroup log-practice`: an entry in the log of an experiment."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.options import CohortArgument, WorkspaceOption, result
from peergroup_cli.commands.practising import (
    ClassOption,
    ExperimentArgument,
    MemberOption,
    OnOption,
)

if TYPE_CHECKING:
    from peergroup_cli.commands.practising import PracticeDesk
    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.terminal.ask import Ask


def log_practice(
    cohort: CohortArgument = None,
    experiment: ExperimentArgument = None,
    *,
    member: MemberOption = None,
    did: Annotated[
        str | None,
        typer.Option(help="What was done.", show_default=False, metavar="TEXT"),
    ] = None,
    happened: Annotated[
        str | None,
        typer.Option(help="What happened, facts first.", show_default=False, metavar="TEXT"),
    ] = None,
    learned: Annotated[
        str | None,
        typer.Option(help="What was learned.", show_default=False, metavar="TEXT"),
    ] = None,
    on: OnOption = None,
    replace: Annotated[
        int | None,
        typer.Option(
            "--replace",
            help="Put this in the place of entry N, as list-experiments --logs shows it. What is "
            "not given stays.",
            show_default=False,
            metavar="N",
        ),
    ] = None,
    remove: Annotated[
        int | None,
        typer.Option("--remove", help="Take entry N out.", show_default=False, metavar="N"),
    ] = None,
    disclosure: ClassOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Log what was done between the meetings, what happened and what was learned.

    As often as one likes, by the member or by the facilitator. Where a member has one open
    experiment, --member is enough. In a terminal a short form opens unless a text is given.

    An entry of class group is read out before the report in the next reflect meeting, and stands
    in the minutes with its experiment. One of class member stands in the member's own notes
    alone, one of class room in none; the meeting only counts them.

    A filled worksheet is read by the command import-worksheet.

    \b
    Examples:
      peergroup log-practice --member Ada
      peergroup log-practice m2-experiment-3 --did "Rang two leads" --happened "Both moved"
      peergroup log-practice north-star --member Bo --learned "Ask first" --on 2026-11-12
      peergroup log-practice --member Bo --replace 1 --learned "Ask twice"
      peergroup log-practice --member Bo --remove 2

    Exit codes: 0 stored, 1 stopped, 2 an option cannot be used, 12 no such experiment, member
    or entry, 15 the file was changed meanwhile, 16 no terminal to ask in.
    """
    from peergroup_cli.commands.options import asker
    from peergroup_cli.commands.practising import PracticeDesk, disclosure_in, in_place, texts
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.model.days import day as in_words
    from peergroup_cli.model.practice import PracticeLog

    ask = asker()
    cohort, experiment = in_place(cohort, experiment)
    desk = PracticeDesk.at(workspace, cohort)
    told = texts(did=did, happened=happened, learned=learned)
    day = desk.day(on)
    if remove is not None and (replace is not None or told or on or disclosure):
        raise UsageProblem("--remove goes alone.", "Nothing was stored.")
    standing = desk.chosen(experiment, member, ask)
    made = standing.experiment
    desk.refuse_before(made, day)
    read_by = disclosure_in(disclosure, made)
    if replace is not None or remove is not None:
        _change(
            desk,
            standing,
            replace,
            remove,
            {**told, **_given(on=on and day, disclosure=disclosure and read_by)},
        )
        return
    if ask.interactive and not told:
        desk.show_plan(standing)
    log = PracticeLog(
        experiment=made.id,
        member=made.member,
        on=day,
        disclosure=read_by,
        **_told(ask, told),
    )
    desk.save(desk.practice.with_log(log))
    number = len(desk.practice.logs_of(made.id))
    entries = "1 entry" if number == 1 else f"{number} entries"
    result(f"Logged for {desk.name(made.member)}, {made.id}, on {in_words(day)}: {entries} now.")
    result(f"Class {read_by}.")


def _change(
    desk: "PracticeDesk",
    standing: "Standing",
    replace: int | None,
    remove: int | None,
    given: "dict[str, object]",
) -> None:
    """Put something in the place of an entry, or take it out."""
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.model.days import day as in_words

    number = remove if replace is None else replace
    old = desk.log_entry(standing, number or 0)
    whose = f"of {desk.name(old.member)}, {old.experiment}"
    if replace is None:
        desk.save(desk.practice.without_log(old))
        result(f"Entry {number} {whose}, of {in_words(old.on)}, is taken out.")
        return
    if not given:
        raise UsageProblem(
            "--replace needs what is new: --did, --happened, --learned, --on or --class.",
            "Nothing was stored.",
        )
    try:
        new = old.changed(**given)
    except ValueError:
        raise UsageProblem(
            "Nothing would be left in it: --remove.", "Nothing was stored."
        ) from None
    desk.save(desk.practice.without_log(old, new))
    result(
        f"Entry {number} {whose}, is replaced. It is of {in_words(new.on)}, class {new.disclosure}."
    )


def _given(**fields: object) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value}


def _told(ask: "Ask", told: dict[str, str]) -> dict[str, str]:
    """What the options say, or else the form.

    Raises:
        UsageProblem: the options say nothing.
        StoppedByPerson: the form says nothing.
        NeedsTerminal: no option is given, and there is nobody to ask.
    """
    from peergroup_cli.commands.membership import need_options
    from peergroup_cli.errors import StoppedByPerson, UsageProblem
    from peergroup_cli.terminal.practice_form import ask_log

    if told:
        if not any(told.values()):
            raise UsageProblem("The texts are empty.", "Nothing was stored.")
        return told
    need_options(ask, {"--did, --happened or --learned": True})
    answers = ask_log(ask)
    if not any(answers.values()):
        raise StoppedByPerson("Nothing was told, so nothing was stored.")
    return answers
