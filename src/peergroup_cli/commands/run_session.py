"""`peergroup run-session`: hold a meeting, from its next question on."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.options import CohortArgument, WorkspaceOption, now, screen, today

if TYPE_CHECKING:
    from rich.console import Console

    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.session.scene import Context
    from peergroup_cli.session.walk import Session
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.ask import Ask


def run_session(
    cohort: CohortArgument = None,
    agenda: Annotated[
        str | None,
        typer.Option(
            "--agenda", metavar="NAME", help="Hold this agenda instead of the one that is next."
        ),
    ] = None,
    facilitator: Annotated[
        str | None,
        typer.Option("--facilitator", metavar="MEMBER", help="The member who facilitates."),
    ] = None,
    held_on: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day, if not today."
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Take the answers from a TOML file."),
    ] = None,
    override: Annotated[
        str | None,
        typer.Option(
            "--override",
            metavar="REASON",
            help="Hold another agenda before Learning Together; the reason is kept.",
        ),
    ] = None,
    new: Annotated[
        bool,
        typer.Option("--new", help="End an unfinished meeting as it stands, and begin the next."),
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Hold a meeting: the agenda's segments one by one, each answer saved at once.

    Which meeting is next follows from what was: an unfinished one goes on at the very question
    where it stopped; Learning Together comes first; open experiments ask for a reflect meeting;
    else the group explores. --agenda chooses another.

    At every question a word after a slash steers: /back, /pass, /skip, /park, /note, /stop and
    others; /help shows them. Enter ends a short answer; a long one ends with Enter on an empty
    line, or with Alt-Enter. Ctrl-C is safe: everything answered before is on disk.

    Without a terminal the answers are read from standard input, a line each; a long answer ends
    with an empty line.

    \b
    Examples:
      peergroup run-session
      peergroup run-session north-star --agenda explore
      peergroup run-session --answers examples/explore.toml --date 2026-12-03

    Exit codes: 0 the meeting is over, 1 stopped and saved, 2 an answer could not be used,
    14 not possible now, 15 the file was changed meanwhile, 130 Ctrl-C.
    """
    from peergroup_cli.storage.workspace import Workspace

    desk = _Desk(Workspace.find(workspace), cohort, screen(), _ask(answers))
    day = held_on.date() if held_on else today()
    if desk.unfinished and not new:
        desk.refuse_choices(agenda, facilitator, held_on, override)
        desk.hold(desk.resumed())
    else:
        desk.end_unfinished()
        desk.hold(desk.begun(desk.chosen(agenda, override, day), day, facilitator))


def _ask(answers: Path | None) -> "Ask":
    """Who answers: a script, the person at the terminal, or the lines of a pipe."""
    from peergroup_cli.terminal.ask import LineAsk, PromptAsk, ScriptAsk, is_terminal

    if answers is not None:
        from peergroup_cli.model.answers import Answers
        from peergroup_cli.storage.toml_file import read_record
        from peergroup_cli.terminal.show import plain

        console = screen()
        script = read_record(answers, Answers).record.by_segment()
        return ScriptAsk(script, lambda line: console.print(plain(line)))
    return PromptAsk() if is_terminal() else LineAsk(sys.stdin)


@dataclass
class _Desk:
    """The facilitator's desk: the cohort's files on one side, the screen on the other."""

    workspace: "Workspace"
    cohort_name: str | None
    console: "Console"
    ask: "Ask"

    def __post_init__(self) -> None:
        self.cohort_file: Stored[Cohort] = self.workspace.cohort(self.cohort_name)
        self.files: list[Stored[Meeting]] = self.workspace.meetings(self.cohort.id)

    @property
    def cohort(self) -> "Cohort":
        return self.cohort_file.record

    @property
    def unfinished(self) -> bool:
        return bool(self.files) and self.files[-1].record.state == "open"

    def refuse_choices(self, *choices: object) -> None:
        """What belongs to a new meeting cannot be chosen for one that is under way."""
        from peergroup_cli.errors import IllegalMove

        if any(choice is not None for choice in choices):
            number = self.files[-1].record.number
            raise IllegalMove(
                f"Meeting {number} of {self.cohort.name} is unfinished.",
                "Go on with it: peergroup run-session. Or end it as it is: --new",
            )

    def resumed(self) -> "Session":
        from peergroup_cli.session.walk import Session

        *earlier, last = (stored.record for stored in self.files)
        self._say(
            f"Meeting {last.number} of {self.cohort.name} · {last.agenda.title} is unfinished: "
            "it goes on where it stopped."
        )
        return Session(self._context(earlier), last)

    def end_unfinished(self) -> None:
        from peergroup_cli.session.events import End
        from peergroup_cli.session.machine import step
        from peergroup_cli.session.walk import Session

        if self.unfinished:
            *earlier, last = self.files
            context = self._context([stored.record for stored in earlier])
            ended = step(Session(context, last.record), End(last.record.last_activity() or now()))
            self.files[-1] = self.workspace.save_meeting(last, ended.meeting)

    def chosen(self, key: str | None, override: str | None, day: date) -> "Agenda":
        """The agenda of the next meeting: proposed, and perhaps overridden."""
        from peergroup_cli.content.library import chosen, shipped_agendas
        from peergroup_cli.session.proposal import FIRST, needs_learning_together

        agendas = {**shipped_agendas(), **self.workspace.packs()}
        if override is not None:
            self._override_first(override, day)
        agenda = chosen(agendas, key or self._proposed(sorted(agendas)))
        if agenda.key != FIRST and needs_learning_together(self.cohort, self._meetings()):
            self._override_first(self._reason_to_skip(), day)
        return agenda

    def begun(self, agenda: "Agenda", day: date, facilitator: str | None) -> "Session":
        from peergroup_cli.session.machine import begin

        meetings = self._meetings()
        self._tell_what_is_open(meetings)
        before = sum(meeting.agenda.key == agenda.key for meeting in meetings)
        number = max((meeting.number for meeting in meetings), default=0) + 1
        session = begin(self._context(meetings), agenda.with_variant(before), number, day)
        self._say(f"Meeting {number} of {self.cohort.name} · {agenda.title} · {day.isoformat()}")
        self._say(agenda.purpose)
        return _led_by(session, facilitator) if facilitator else session

    def hold(self, session: "Session") -> None:
        """Walk the meeting, and say what it made."""
        from peergroup_cli.errors import NeedsTerminal, StoppedByPerson
        from peergroup_cli.terminal.session_screen import SessionScreen
        from peergroup_cli.terminal.session_summary import show_made
        from peergroup_cli.terminal.show import plain, results

        saved = self.files[-1] if self.unfinished else None

        def save(meeting: "Meeting") -> None:
            nonlocal saved
            keep = self.workspace.save_meeting
            saved = keep(saved, meeting) if saved else self.workspace.add_meeting(meeting)

        session = SessionScreen(self.ask, self.console, save, now).run(session)
        if saved is None and not self.ask.interactive:
            raise NeedsTerminal(
                "There is no terminal to ask in, and no answer came in.",
                "Give the answers with --answers FILE, or as lines on standard input.",
            )
        if saved is None:
            raise StoppedByPerson("Stopped before the first answer; nothing was noted.")
        if session.meeting.state == "open":
            raise StoppedByPerson(
                f"Stopped. Everything noted is saved in {saved.path}",
                f"Go on with: peergroup run-session {self.cohort.id}",
            )
        show_made(results(), self.cohort, session.meeting)
        results().print(plain(f"Saved in {saved.path}"), soft_wrap=True)

    def _context(self, earlier: "Sequence[Meeting]") -> "Context":
        from peergroup_cli.ledger.following import open_experiments
        from peergroup_cli.session.scene import Context

        return Context(
            cohort=self.cohort,
            earlier=tuple(earlier),
            open_experiments=open_experiments(self.cohort, earlier),
            weeks_between=self.workspace.settings.defaults.weeks_between,
        )

    def _meetings(self) -> "list[Meeting]":
        return [stored.record for stored in self.files]

    def _proposed(self, known: Sequence[str]) -> str:
        from peergroup_cli.session.proposal import propose
        from peergroup_cli.session.question import numbered, one_of
        from peergroup_cli.terminal.ask import Asking, ask_until

        meetings = self._meetings()
        proposal = propose(self.cohort, meetings, self._context(meetings).open_experiments)
        self._say(f"Next for {self.cohort.name}: {proposal.agenda}. {proposal.reason}")
        if not self.ask.interactive:
            return proposal.agenda
        choices = numbered(dict(zip(known, known, strict=True)))
        asking = Asking("Begin with", default=proposal.agenda, hint="Or: " + ", ".join(known))
        return ask_until(
            self.ask,
            asking,
            lambda text: one_of(text, choices) if text.strip() else proposal.agenda,
        )

    def _reason_to_skip(self) -> str:
        from peergroup_cli.errors import IllegalMove
        from peergroup_cli.terminal.ask import Asking

        said = "Learning Together comes first: trust is what the other meetings stand on."
        if not self.ask.interactive:
            raise IllegalMove(said, 'To skip it give a reason, which is kept: --override "…"')
        self._say(said)
        reason = self.ask(Asking("Why not in this cohort? (kept; empty: hold it first)"))
        if not reason.strip():
            raise IllegalMove("Nothing was begun.", "peergroup run-session begins with it.")
        return reason

    def _override_first(self, reason: str, day: date) -> None:
        from peergroup_cli.errors import UsageProblem
        from peergroup_cli.model.cohort import Override

        if not reason.strip():
            raise UsageProblem("--override needs a reason.")
        row = Override(rule="learning-together-first", reason=reason, on=day)
        changed = self.cohort.with_overrides((row,))
        self.cohort_file = self.workspace.save_cohort(self.cohort_file, changed)

    def _tell_what_is_open(self, meetings: "Sequence[Meeting]") -> None:
        from peergroup_cli.ledger.following import not_held

        if not meetings:
            return
        last = meetings[-1]
        left_out = [segment.title for segment in not_held(last)]
        if last.state == "cut-short" and left_out:
            self._say(f"Meeting {last.number} was cut short. Not held: {', '.join(left_out)}.")
        for parked in last.parked:
            self._say(f"Parked last time: {parked.text}")

    def _say(self, text: str) -> None:
        from peergroup_cli.terminal.show import plain

        self.console.print(plain(text))


def _led_by(session: "Session", name: str) -> "Session":
    from dataclasses import replace

    from peergroup_cli.errors import NotFound
    from peergroup_cli.session.question import numbered, one_of

    names = {member.id: member.name for member in session.context.cohort.present_members}
    try:
        chosen = one_of(name, numbered(names))
    except ValueError:
        raise NotFound.named("member", name, list(names.values())) from None
    return replace(session, meeting=session.meeting.changed(facilitator=chosen))
