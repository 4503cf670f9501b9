"""The facilitator's desk: the cohort's files on one side, the screen on the other."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.options import now, person, screen

if TYPE_CHECKING:
    from rich.console import Console

    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.module import Module
    from peergroup_cli.session.scene import Context
    from peergroup_cli.session.walk import Session
    from peergroup_cli.storage.drafts import DraftFile
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.ask import Ask
    from peergroup_cli.terminal.elsewhere import Elsewhere
    from peergroup_cli.terminal.steering import Present


def who_answers(answers: Path | None, *, plain_lines: bool = False) -> "Ask":
    """Who answers: a script, the person at the terminal, or the lines of a pipe."""
    from peergroup_cli.terminal.ask import LineAsk, ScriptAsk, is_terminal
    from peergroup_cli.terminal.show import plain

    console = screen()

    def echo(line: str) -> None:
        console.print(plain(line))

    if answers is not None:
        from peergroup_cli.model.answers import Answers
        from peergroup_cli.storage.toml_file import read_record

        return ScriptAsk(read_record(answers, Answers).record.by_segment(), echo)
    return person(plain=plain_lines) if is_terminal() else LineAsk(sys.stdin, echo)


@dataclass
class Desk:
    """What `run-session` works at.

    Args:
        workspace: where the files are.
        cohort_name: the cohort's id or name, or None where there is only one.
        console: shows what is not asked.
        ask: asks.

    Raises:
        NotFound: there is no such cohort.
    """

    workspace: "Workspace"
    cohort_name: str | None
    console: "Console"
    ask: "Ask"

    def __post_init__(self) -> None:
        self.cohort_file: Stored[Cohort] = self.workspace.cohort(self.cohort_name)
        self.files: list[Stored[Meeting]] = self.workspace.meetings(self.cohort.id)
        self.to_end: Stored[Meeting] | None = None

    @property
    def cohort(self) -> "Cohort":
        """The cohort that meets."""
        return self.cohort_file.record

    @property
    def unfinished(self) -> bool:
        """Whether its last meeting was stopped and not ended."""
        return bool(self.files) and self.files[-1].record.state == "open"

    def refuse_ended(self) -> None:
        """Refuse to hold a meeting of a cohort that has ended.

        Raises:
            IllegalMove: it has.
        """
        from peergroup_cli.errors import IllegalMove

        if self.cohort.ended:
            raise IllegalMove(
                f"{self.cohort.name} ended on {self.cohort.ended.isoformat()}.",
                "Its notes stay: export-notes. To go on with it, take the line `ended` out of "
                f"{self.cohort_file.path}",
            )

    def refuse_choices(self, **choices: object) -> None:
        """Refuse what belongs to a new meeting and not to one that is under way.

        Raises:
            IllegalMove: one of them was chosen.
        """
        from peergroup_cli.errors import IllegalMove

        chosen = [f"--{name}" for name, choice in choices.items() if choice is not None]
        if chosen:
            number = self.files[-1].record.number
            what = " and ".join(chosen)
            belong = "belongs" if len(chosen) == 1 else "belong"
            raise IllegalMove(
                f"Meeting {number} of {self.cohort.name} is unfinished, and {what} {belong} to a "
                "new one.",
                f"Go on with it: peergroup run-session {self.cohort.id}. Or end it as it is, and "
                "begin the new one: --new",
            )

    def resumed(self) -> "Session":
        """The unfinished meeting, at its next question."""
        from peergroup_cli.session.walk import Session

        *earlier, last = (stored.record for stored in self.files)
        self._say(
            f"Meeting {last.number} of {self.cohort.name} · {last.agenda.title} is unfinished: "
            "it goes on where it stopped."
        )
        return self._without_those_who_left(Session(self._context(earlier), last))

    def _without_those_who_left(self, session: "Session") -> "Session":
        from peergroup_cli.session.events import Attend
        from peergroup_cli.session.machine import step

        here = {member.id for member in self.cohort.present_members}
        for member in session.meeting.taking_part:
            if member not in here:
                at = session.meeting.last_activity() or now()
                session = step(session, Attend(at, member, "left"))
        return session

    def end_unfinished(self) -> None:
        """End an unfinished meeting as it stands; on disk, only once the next one has begun."""
        from peergroup_cli.session.events import End
        from peergroup_cli.session.machine import step
        from peergroup_cli.session.walk import Session

        if self.unfinished:
            *earlier, last = self.files
            context = self._context([stored.record for stored in earlier])
            ended = step(Session(context, last.record), End(last.record.last_activity() or now()))
            self.to_end = last
            self.files[-1] = replace(last, record=ended.meeting)

    def chosen(self, key: str | None, override: str | None, day: date) -> "Agenda":
        """The agenda of the next meeting.

        Args:
            key: the agenda that was asked for, or None for the one that is next.
            override: the reason for not holding Learning Together first.
            day: the day of the meeting.

        Raises:
            NotFound: there is no such agenda.
            IllegalMove: Learning Together comes first, and there is no reason why not.
        """
        from peergroup_cli.commands.shared.damage import readable_packs
        from peergroup_cli.content.library import chosen, shipped_agendas
        from peergroup_cli.session.proposal import FIRST, needs_learning_together

        agendas = {**shipped_agendas(), **readable_packs(self.workspace)}
        first = chosen(agendas, key) if key else None
        if override is not None:
            self._override_first(override, day)
        agenda = first or chosen(agendas, self._proposed(agendas))
        if agenda.key != FIRST and needs_learning_together(self.cohort, self._meetings()):
            self._override_first(self._reason_to_skip(), day)
        return agenda

    def module(self, key: str | None) -> "Module | None":
        """The topic module of the next meeting: the one asked for, or else the cohort's.

        Raises:
            NotFound: there is no module with the key that was asked for.
        """
        from peergroup_cli.commands.shared.topic import topic_of

        return topic_of(key, self.cohort, self.workspace, self._say)

    def begun(
        self, agenda: "Agenda", day: date, facilitator: str | None, module: "Module | None" = None
    ) -> "Session":
        """A new meeting at its first question; says first what is open from the last one."""
        from peergroup_cli.session.machine import begin

        meetings = self._meetings()
        self._tell_what_is_open(meetings)
        before = sum(meeting.agenda.key == agenda.key for meeting in meetings)
        number = max((meeting.number for meeting in meetings), default=0) + 1
        session = begin(self._context(meetings), agenda.with_variant(before), number, day, module)
        self._say(f"Meeting {number} of {self.cohort.name} · {agenda.title} · {day.isoformat()}")
        self._say(agenda.purpose)
        if meetings and day < meetings[-1].held_on:
            last = meetings[-1]
            self._say(f"Note: meeting {last.number} was held later, on {last.held_on}. A slip?")
        if module:
            self._say(told_of(module, session.meeting))
        return _led_by(session, facilitator) if facilitator else session

    def hold(self, session: "Session", present: "Present", elsewhere: "Elsewhere") -> None:
        """Walk the meeting, and say what it made.

        Args:
            session: the meeting at its next question.
            present: is told where it stands.
            elsewhere: writes it where the workspace does not take it.

        Raises:
            StoppedByPerson: it was stopped; everything noted is saved.
            KeptElsewhere: the workspace did not take it, and it is in another file.
            NeedsTerminal: nobody and nothing answered its first question.
        """
        from functools import partial

        from peergroup_cli.commands.shared.both_kept import keep_both
        from peergroup_cli.commands.shared.ledger_here import found_here, tried_here
        from peergroup_cli.errors import ChangedOnDisk, NeedsTerminal, StoppedByPerson
        from peergroup_cli.terminal.editor import edited
        from peergroup_cli.terminal.session_screen import SessionScreen
        from peergroup_cli.terminal.session_summary import show_made
        from peergroup_cli.terminal.show import results, say

        saved = self.files[-1] if self.unfinished else None

        def save(meeting: "Meeting") -> None:
            nonlocal saved
            if self.to_end:
                self.workspace.save_meeting(self.to_end, self.files[-1].record)
                self.to_end = None
            if saved is None:
                saved = self.workspace.add_meeting(meeting)
                return
            try:
                saved = self.workspace.save_meeting(saved, meeting)
            except ChangedOnDisk as error:
                raise keep_both(saved, meeting, error) from None

        drafts = self._half_typed(session)
        try:
            screen = SessionScreen(
                self.ask,
                self.console,
                save,
                now,
                drafts,
                present,
                elsewhere=elsewhere,
                edit=partial(edited, beside=self.cohort_file.path.parent),
                tried=partial(tried_here, self.workspace.folder, self.cohort.id),
                find=partial(found_here, self.workspace.folder, self.cohort.id),
            )
            session = screen.run(session)
        except KeyboardInterrupt:
            # whoever closed the terminal does not read this any more
            with suppress(OSError):
                self._say(f"Go on with: peergroup run-session {self.cohort.id}")
            raise
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
        say(results(), f"Saved in {saved.path}")
        self._say_what_comes_next(session.meeting)
        if drafts.questions:
            self._say(f"What was half-typed and not entered is kept in {drafts.path}")
        self._name_leftovers()

    def _say_what_comes_next(self, meeting: "Meeting") -> None:
        self._say(f"The minutes: peergroup export-notes {self.cohort.id}")
        if meeting.experiments:
            self._say(f"A sheet for each member: peergroup export-worksheets {self.cohort.id}")

    def _half_typed(self, session: "Session") -> "DraftFile":
        """What was being typed when this meeting stopped, also in an editor."""
        from peergroup_cli.terminal.editor import left_in_the_editor

        self._forget_entered()
        drafts = self.workspace.drafts(session.meeting)
        left = left_in_the_editor(self.cohort_file.path.parent)
        if left and session.question:
            drafts.keep(session.question.ref, left)
        return drafts

    def _forget_entered(self) -> None:
        """Take away the drafts that a crash left behind after their answers were kept."""
        for stored in self.files:
            self.workspace.drafts(stored.record).forget_entered(stored.record)

    def _name_leftovers(self) -> None:
        """Refuse a script that had more to say than was asked."""
        from peergroup_cli.errors import UsageProblem
        from peergroup_cli.terminal.ask import ScriptAsk

        left = self.ask.unused if isinstance(self.ask, ScriptAsk) else []
        if left:
            raise UsageProblem(
                f"Answers in the file that were not asked for: {', '.join(left)}.",
                "Everything that was asked is saved.",
            )

    def _context(self, earlier: "Sequence[Meeting]") -> "Context":
        from peergroup_cli.ledger.following import open_experiments
        from peergroup_cli.model.practice import NO_PRACTICE
        from peergroup_cli.session.scene import Context

        dates = self.workspace.dates(self.cohort.id)
        told = self.workspace.practice(self.cohort.id)
        practice = told.record if told else NO_PRACTICE
        return Context(
            cohort=self.cohort,
            earlier=tuple(earlier),
            open_experiments=open_experiments(self.cohort, earlier, practice),
            weeks_between=self.workspace.settings.defaults.weeks_between,
            planned=dates.record.planned() if dates else (),
            practice=practice,
        )

    def _meetings(self) -> "list[Meeting]":
        return [stored.record for stored in self.files]

    def _proposed(self, agendas: "Mapping[str, Agenda]") -> str:
        from peergroup_cli.content.library import chosen
        from peergroup_cli.session.proposal import propose
        from peergroup_cli.session.question import numbered, one_of
        from peergroup_cli.terminal.ask import Asking, ask_until

        meetings = self._meetings()
        proposal = propose(self.cohort, meetings, self._context(meetings).open_experiments)
        title = chosen(agendas, proposal.agenda).title
        self._say(f"Next for {self.cohort.name}: {title}. {proposal.reason}")
        if not self.ask.interactive:
            return proposal.agenda
        choices = numbered({key: key for key in sorted(agendas)})
        others = [one for one in sorted(agendas) if one != proposal.agenda]
        asking = Asking("Begin with", default=proposal.agenda, hint=f"Or: {', '.join(others)}")
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
        if not reason.strip() or reason.lstrip().startswith("/"):
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

    def _say(self, text: str) -> None:
        from peergroup_cli.terminal.show import plain

        self.console.print(plain(text))


def told_of(module: "Module", meeting: "Meeting") -> str:
    """What the facilitator is told of a meeting's module: nothing of what it holds."""
    if meeting.material:
        return f"Module: {module.title}. Its strategies come after the group's own ideas."
    return f"Module: {module.title}. This meeting has no place where its strategies are shown."


def _led_by(session: "Session", name: str) -> "Session":
    from peergroup_cli.errors import NotFound
    from peergroup_cli.session.question import numbered, one_of

    names = {member.id: member.name for member in session.context.cohort.present_members}
    try:
        chosen = one_of(name, numbered(names))
    except ValueError:
        raise NotFound.named("member", name, list(names.values())) from None
    return replace(session, meeting=session.meeting.changed(facilitator=chosen))
