"""What the commands of practice between the meetings have in common."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import member_ids
from peergroup_cli.errors import IllegalMove, NeedsTerminal, NotFound, UsageProblem
from peergroup_cli.model.plain_text import one_line

if TYPE_CHECKING:
    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.disclosure import Disclosure
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.practice import Practice, PracticeLog
    from peergroup_cli.model.stages import Experiment
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.ask import Ask

ExperimentArgument = Annotated[
    str | None,
    typer.Argument(
        help="The experiment's id, such as m2-experiment-3. May stand alone where there is only "
        "one cohort.",
        show_default=False,
        metavar="EXPERIMENT",
    ),
]
MemberOption = Annotated[
    str | None,
    typer.Option(
        "--member",
        help="Whose experiment: an id or a name. Enough where the member has one that is open.",
        show_default=False,
        metavar="MEMBER",
        autocompletion=member_ids,
    ),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        help="The day on which it was told, such as 2026-11-12. Without it: today.",
        show_default=False,
        metavar="DATE",
    ),
]
ClassOption = Annotated[
    str | None,
    typer.Option(
        "--class",
        help="Who may read it: room, member or group. Without it the group, or as strict as the "
        "experiment.",
        show_default=False,
        metavar="CLASS",
    ),
]

_ID = re.compile(r"m[0-9]+-experiment-[0-9]+")


def in_place(cohort: str | None, experiment: str | None) -> tuple[str | None, str | None]:
    """The cohort and the experiment as they were meant, where the id of one stands alone."""
    if experiment is None and cohort is not None and _ID.fullmatch(cohort):
        return None, cohort
    return cohort, experiment


class PracticeDesk:
    """A cohort's experiments, and what was told of them between the meetings.

    Args:
        workspace: where the files are.
        cohort: the cohort's id or name, or None where there is only one.

    Raises:
        NotFound: there is no such cohort.
    """

    def __init__(self, workspace: "Workspace", cohort: str | None) -> None:
        from peergroup_cli.commands.shared.options import today
        from peergroup_cli.model.practice import NO_PRACTICE

        self.workspace = workspace
        self.cohort: Cohort = workspace.cohort(cohort).record
        self.meetings: list[Meeting] = [s.record for s in workspace.meetings(self.cohort.id)]
        self._stored: Stored[Practice] | None = workspace.practice(self.cohort.id)
        self.practice: Practice = self._stored.record if self._stored else NO_PRACTICE
        self.today: date = today()

    @classmethod
    def at(cls, workspace: Path | None, cohort: str | None) -> "PracticeDesk":
        """The desk of a cohort in the workspace that was named, or in which we stand."""
        from peergroup_cli.storage.workspace import Workspace

        return cls(Workspace.find(workspace), cohort)

    @property
    def standings(self) -> "tuple[Standing, ...]":
        """All experiments as they stand today."""
        from peergroup_cli.ledger.practising import standings

        return standings(self.cohort, self.meetings, self.practice, self.today)

    def save(self, practice: "Practice") -> None:
        """Keep what was told, in place of what was read.

        Raises:
            ChangedOnDisk: another window was faster.
        """
        self._stored = self.workspace.save_practice(self.cohort.id, self._stored, practice)
        self.practice = practice

    def name(self, member: str) -> str:
        """A member's name."""
        return self.cohort.name_of(member)

    def called(self, experiment: str) -> "Standing":
        """The experiment with this id.

        Raises:
            NotFound: the cohort has none.
        """
        standings = self.standings
        for standing in standings:
            if standing.experiment.id == experiment:
                return standing
        raise NotFound.named("experiment", experiment, [one.experiment.id for one in standings])

    def chosen(self, experiment: str | None, member: str | None, ask: "Ask") -> "Standing":
        """The experiment that is meant: by its id, or by a member who has one that is open.

        Raises:
            NotFound: there is none.
            UsageProblem: the member has several, or the experiment is not that member's.
            NeedsTerminal: nobody said which, and there is nobody to ask.
        """
        from peergroup_cli.commands.shared.membership import member_called

        owner = member_called(self.cohort, member) if member else None
        if experiment:
            found = self.called(experiment)
            if owner and found.experiment.member != owner.id:
                raise UsageProblem(f"{experiment} is not an experiment of {owner.name}.")
            return found
        still = [one for one in self.standings if one.is_open]
        if owner:
            still = [one for one in still if one.experiment.member == owner.id]
        if not still:
            who = f"{owner.name} has" if owner else f"{self.cohort.name} has"
            raise NotFound(f"{who} no open experiment.", "See them all: peergroup list-experiments")
        if len(still) == 1 and (owner or ask.interactive):
            return still[0]
        return self._picked(still, ask)

    def _picked(self, still: "list[Standing]", ask: "Ask") -> "Standing":
        from peergroup_cli.commands.shared.options import screen
        from peergroup_cli.exports.wording import brief
        from peergroup_cli.session.question import Choice
        from peergroup_cli.terminal.practice_form import pick

        if not ask.interactive:
            ids = ", ".join(one.experiment.id for one in still)
            raise NeedsTerminal(
                f"Which experiment? These are open: {ids}.",
                "Name it, or give --member where the member has only one.",
            )
        choices = tuple(
            Choice(
                str(number),
                f"{self.name(one.experiment.member)}: {brief(shown_plan(one.experiment))}",
                one.experiment.id,
            )
            for number, one in enumerate(still, start=1)
        )
        return self.called(pick(ask, screen(), "Which experiment?", choices))

    def day(self, text: str | None) -> date:
        """The day that `--on` names, or today.

        Raises:
            UsageProblem: it is none, or in the future.
        """
        from peergroup_cli.session.question import day

        if text is None:
            return self.today
        try:
            on = day(text, self.today)
        except ValueError:
            raise UsageProblem("--on is not a date such as 2026-11-12.") from None
        if on > self.today:
            raise UsageProblem("--on is in the future.", "Nothing was stored.")
        return on

    def refuse_unless_open(self, standing: "Standing") -> None:
        """Refuse an experiment of which no meeting waits to hear.

        Raises:
            IllegalMove: it is closed or was dropped.
        """
        if not standing.is_open:
            raise IllegalMove(
                f"{standing.experiment.id} is not open any more: it is {standing.state}.",
                "Nothing was stored. See: peergroup list-experiments",
            )

    def show_plan(self, standing: "Standing") -> None:
        """Show whose plan it is, on the screen, before something is asked about it."""
        from peergroup_cli.commands.shared.options import screen
        from peergroup_cli.terminal.show import plain

        made = standing.experiment
        line = f"{self.name(made.member)}, {made.id}: {shown_plan(made)}"
        screen().print(plain(line))

    def refuse_before(self, experiment: "Experiment", on: date) -> None:
        """Refuse a day before the experiment was made.

        Raises:
            UsageProblem: it is one.
        """
        made = self.called(experiment.id).meeting.held_on
        if on < made:
            raise UsageProblem(
                f"--on is before {made.isoformat()}, the day on which {experiment.id} was planned.",
                "Nothing was stored.",
            )

    def log_entry(self, standing: "Standing", number: int) -> "PracticeLog":
        """The entry of an experiment's log with this number, as list-experiments shows it.

        Raises:
            NotFound: there is none.
        """
        known = len(standing.logs)
        if not 1 <= number <= known:
            raise NotFound(
                f"{standing.experiment.id} has no entry {number} in its log: it has {known}.",
                "Nothing was stored. See: peergroup list-experiments --logs",
            )
        return standing.logs[number - 1]

    def heard_in(self, experiment: str, on: date) -> "Meeting | None":
        """The meeting that has heard of the experiment already, held on that day or later."""
        from peergroup_cli.model.practice import last_heard

        heard = last_heard(experiment, self.meetings)
        return heard if heard and heard.held_on >= on else None


def tips_for(workspace: "Workspace", cohort: "Cohort", meeting: "Meeting") -> tuple[str, ...]:
    """The tips of the meeting's topic module, or of the cohort's, one a week, if it has one."""
    from peergroup_cli.commands.shared.topic import module_called

    key = meeting.module or cohort.module
    try:
        return module_called(key, workspace).tips if key else ()
    except NotFound:
        # a pack that was moved away is no reason for a sheet less
        return ()


def sentence(experiment: "Experiment") -> str:
    """The plan in one line."""
    from peergroup_cli.exports.wording import plan

    return one_line(plan(experiment)) or "…"


def shown_plan(experiment: "Experiment") -> str:
    """The plan in one line; what was said for the room alone is not written down."""
    return _IN_THE_ROOM if experiment.disclosure == "room" else sentence(experiment)


_IN_THE_ROOM = "(as it was said in the room)"


def disclosure_in(text: str | None, experiment: "Experiment") -> "Disclosure":
    """The class that `--class` names; never wider than the group's or than the experiment's.

    Raises:
        UsageProblem: it is none, or wider than that of the experiment.
    """
    from peergroup_cli.model.disclosure import WIDENING, is_wider

    widest = min(experiment.disclosure, WIDENING[2], key=WIDENING.index)
    if text is None:
        return widest
    found = [one for one in WIDENING[:3] if one == text.strip().casefold()]
    if not found:
        raise UsageProblem("--class is one of: room, member, group.", "Nothing was stored.")
    if is_wider(found[0], widest):
        raise UsageProblem(
            f"The experiment is of class {widest}, and what is told of it cannot be wider.",
            "Nothing was stored.",
        )
    return found[0]


def texts(**options: str | None) -> dict[str, str]:
    """The texts that were given as options, as they are stored.

    Raises:
        UsageProblem: one of them cannot be stored.
    """
    from peergroup_cli.model.record import clean_text

    given = {}
    for field, text in options.items():
        if text is None:
            continue
        try:
            given[field] = clean_text(text).strip()
        except ValueError as error:
            raise UsageProblem(f"--{field} {error}.", "Nothing was stored.") from None
    return given
