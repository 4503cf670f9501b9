"""`peergroup log-practice`: an entry in the log of an experiment."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption, result
from peergroup_cli.commands.shared.practising import (
    ClassOption,
    ExperimentArgument,
    MemberOption,
    OnOption,
)

if TYPE_CHECKING:
    from peergroup_cli.commands.shared.practising import PracticeDesk
    from peergroup_cli.commands.shared.taken_sheets import TakenSheet
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
    sheet: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="Read a filled worksheet, with its report if it has one.",
            show_default=False,
            metavar="FILE",
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="With --from: store without being asked.")
    ] = False,
    disclosure: ClassOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Log what was done between the meetings, what happened and what was learned.

    As often as one likes, by the member or by the facilitator. Where a member has one open
    experiment, --member is enough. In a terminal a short form opens unless a text is given.

    An entry of class group is read out before the report in the next reflect meeting, and stands
    in the minutes with its experiment. One of class member stands in the member's own notes
    alone, one of class “room” in none; the meeting only counts them.

    With --from a filled worksheet is read instead. It says itself whose it is, is shown as it was
    understood, and is stored only after a yes. For many at once: the command import-worksheet,
    which also tells how a sheet is read.

    \b
    Examples:
      peergroup log-practice --member Ada
      peergroup log-practice m2-experiment-3 --did "Rang two leads" --happened "Both moved"
      peergroup log-practice north-star --member Bo --learned "Ask first" --on 2026-11-12
      peergroup log-practice --member Bo --replace 1 --learned "Ask twice"
      peergroup log-practice --member Bo --remove 2
      peergroup log-practice --from ada-brook.md

    Exit codes: 0 stored, 1 stopped, 2 an option cannot be used, 11 the file is no worksheet, 12 no
    such file, experiment, member or entry, 15 the file was changed meanwhile, 16 no terminal to ask
    in.
    """
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.commands.shared.practising import (
        PracticeDesk,
        disclosure_in,
        in_place,
        texts,
    )
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.model.days import day as in_words
    from peergroup_cli.model.practice import PracticeLog

    ask = asker()
    cohort, experiment = in_place(cohort, experiment)
    if sheet is not None:
        _refuse_beside_a_sheet(did, happened, learned, on, replace, remove)
        taken = _taken(sheet, workspace, disclosure)
        _refuse_of_another(taken, cohort, experiment, member)
        _store(taken, sheet.name, ask, yes=yes)
        return
    if yes:
        raise UsageProblem("--yes is for a worksheet.", "Name it: --from FILE")
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


def _refuse_beside_a_sheet(*given: object) -> None:
    from peergroup_cli.errors import UsageProblem

    if any(value is not None for value in given):
        raise UsageProblem(
            "--from goes without --did, --happened, --learned, --on, --replace and --remove: what "
            "is stored stands on the sheet.",
            "Nothing was stored.",
        )


def _taken(sheet: Path, workspace: Path | None, disclosure: str | None) -> "TakenSheet":
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.commands.shared.taken_sheets import taken_from
    from peergroup_cli.storage.worksheet_file import read_worksheet
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    return taken_from(found, read_worksheet(sheet, today()), disclosure)


def _refuse_of_another(
    taken: "TakenSheet", cohort: str | None, experiment: str | None, member: str | None
) -> None:
    """Refuse a sheet that is not of whom the command names."""
    from peergroup_cli.commands.shared.membership import member_called
    from peergroup_cli.errors import UsageProblem

    desk, made = taken.desk, taken.standing.experiment
    named = cohort and desk.workspace.cohort(cohort).record.id
    owner = member and member_called(desk.cohort, member).id
    if (
        named not in (None, desk.cohort.id)
        or experiment not in (None, made.id)
        or owner not in (None, made.member)
    ):
        raise UsageProblem(
            f"The sheet is of {desk.name(made.member)}, {made.id}, in {desk.cohort.name}.",
            "Nothing was stored. The sheet says whose it is: --from FILE is enough.",
        )


def _store(taken: "TakenSheet", name: str, ask: "Ask", *, yes: bool) -> None:
    from peergroup_cli.commands.shared.taken_sheets import store_if_agreed
    from peergroup_cli.errors import StoppedByPerson

    if not store_if_agreed(taken, name, ask, yes=yes):
        raise StoppedByPerson(f"Not stored: {name}.")


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
    from peergroup_cli.commands.shared.membership import need_options
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
