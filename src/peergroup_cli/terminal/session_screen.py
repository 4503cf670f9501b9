"""A meeting on the screen: shows each segment, asks each question, saves each answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from peergroup_cli.errors import IllegalMove, NotSaved, UsageProblem
from peergroup_cli.model.agenda import Agenda, Segment
from peergroup_cli.model.disclosure import MEANING, WIDENING, is_wider
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session import events
from peergroup_cli.session.budget import used
from peergroup_cli.session.machine import step
from peergroup_cli.session.question import YES_NO, Question, numbered, one_of
from peergroup_cli.session.walk import Session, questions
from peergroup_cli.terminal.ask import Ask, Asking, worth_correcting
from peergroup_cli.terminal.segment_card import show_segment
from peergroup_cli.terminal.show import plain
from peergroup_cli.terminal.words import WORDS, Word, as_typed, split_off, steering, unsteered

if TYPE_CHECKING:
    from rich.console import Console

_QUESTIONS_UNTIL_SHOWN_AGAIN = 6
"""After so many questions a list to choose from has left a screen of 24 lines."""


class _Stopped(Exception):
    """The person wants to stop; the meeting stays open."""


@dataclass
class SessionScreen:
    """The screen of one meeting.

    Args:
        ask: asks a question.
        console: shows everything else.
        save: puts the meeting on disk; returns only when it is there.
        now: this instant.
    """

    ask: Ask
    console: "Console"
    save: Callable[[Meeting], None]
    now: Callable[[], datetime]
    _segment: str = ""
    _about: tuple[str, ...] = ()
    _asked_since_about: int = 0
    _hints: set[str] = field(default_factory=set)

    def run(self, session: Session) -> Session:
        """Walk the meeting from its next question on, until it is over or stopped.

        Every answer is saved before the next question is asked.

        Returns:
            the session as it stands; its meeting is still open where it was stopped.

        Raises:
            UsageProblem: an answer was not understood, and nobody is there to ask again.
            KeyboardInterrupt: Ctrl-C; all answers before it are saved.
        """
        goes_on = bool(session.meeting.spans)
        session = step(session, events.Resume(self.now()))
        self._show_place(session)
        if goes_on:
            self._show_noted(session)
        while (question := session.question) is not None:
            self._show_place(session)
            try:
                session = self._next(session, question)
            except (_Stopped, EOFError):
                break
        return session

    def _next(self, session: Session, question: Question) -> Session:
        """One answer or steering word, asked again until it can be done."""
        asking = self._asking(session, question)
        draft = ""
        while True:
            text, word = split_off(self.ask(asking))
            if word and unsteered(text) != question.earlier:
                session = self._interrupted(session, asking, word)
                if not self.ask.interactive:
                    return self._done(session, text)
                asking = replace(asking, hint=_alone(word), prefill=text)
                draft = text
                continue
            text = word or _without_prefill(text, "" if draft else asking.prefill)
            try:
                if steering(text) == Word("long"):
                    asking = replace(self._asking(session, question), long=True, hint=_MANY_LINES)
                    continue
                return self._done(session, text)
            except (ValueError, IllegalMove, NotSaved) as error:
                if not self.ask.interactive:
                    raise self._unusable(question, error) from None
                asking = replace(asking, hint=str(error), prefill=worth_correcting(text))

    def _interrupted(self, session: Session, asking: Asking, word: str) -> Session:
        """A word in the last line of an answer: do at once what does not move the meeting."""
        if word.startswith(("/note ", "/park ")):
            return self._done(session, word)
        if not self.ask.interactive:
            raise UsageProblem(f"“{asking.place}”: {_alone(word)}", _SAVED)
        return session

    def _unusable(self, question: Question, error: Exception) -> Exception:
        if isinstance(error, NotSaved):
            return error
        return UsageProblem(f"At {question.ref}: {error}", _SAVED)

    def _done(self, session: Session, text: str) -> Session:
        word = steering(text)
        if word is None:
            after = step(session, events.Answer(self.now(), unsteered(text)))
        else:
            after = self._steered(session, word)
        if after is not session:
            self.save(after.meeting)
        if word is None and not text.strip():
            self._tell_what_enter_did(session, after)
        return after

    def _tell_what_enter_did(self, before: Session, after: Session) -> None:
        asked = before.question
        if asked is None or not self.ask.interactive:
            return
        passed = [t for t in after.meeting.turns if t not in before.meeting.turns]
        if passed and passed[0].outcome == "passed":
            name = before.context.cohort.name_of(passed[0].member)
            self._tell(f"{name} passes. /back brings the turn back.")
        elif asked.turn.endswith(" 1") and not asked.earlier:
            self._tell("Nothing in this list. /back opens it again.")

    def _steered(self, session: Session, word: Word) -> Session:
        if word.name in _MOVES:
            return step(session, _MOVES[word.name](self.now()))
        match word.name:
            case "stop":
                raise _Stopped
            case "end":
                return self._ended(session)
            case "park" | "note":
                return self._put_aside(session, word)
            case "class":
                return self._classified(session, word.rest)
            case "here" | "gone":
                return self._attendance(session, word)
        if word.name == "say":
            self._segment = ""
            self._show_place(session)
        else:
            self._show_help()
        return session

    def _ended(self, session: Session) -> Session:
        label = "End the meeting here, as far as it went? (y/n)"
        if self.ask.interactive and not self._says_yes(label):
            return session
        return step(session, events.End(self.now()))

    def _says_yes(self, label: str) -> bool:
        return one_of(self.ask(Asking(label, place=self._segment)), YES_NO) == "yes"

    def _put_aside(self, session: Session, word: Word) -> Session:
        parking = word.name == "park"
        label = "What is parked for later" if parking else "For the facilitator alone"
        text = word.rest or self.ask(Asking(label, long=True, place=self._segment))
        if not text.strip():
            return session
        if (other := steering(text)) is not None:
            # somebody thought better of it
            return self._steered(session, other)
        text = unsteered(text)
        event = events.Park(self.now(), text) if parking else events.Note(self.now(), text)
        after = step(session, event)
        self._tell("Parked for later." if parking else "Noted, for the facilitator alone.")
        return after

    def _classified(self, session: Session, name: str) -> Session:
        record = session.meeting.record(session.last_noted)
        disclosure = next((one for one in WIDENING if name and one.startswith(name.lower())), None)
        if disclosure is None:
            raise ValueError(" · ".join(f"{one}: {MEANING[one]}" for one in WIDENING))
        yes = False
        if record is not None and is_wider(disclosure, record.open_to):
            yes = self._says_yes("This lets more people read it. Does its owner say yes? (y/n)")
        after = step(session, events.Classify(self.now(), disclosure, owner_says_yes=yes))
        self._tell(f"{session.last_noted}: {MEANING[disclosure]}.")
        return after

    def _attendance(self, session: Session, word: Word) -> Session:
        cohort = session.context.cohort
        names = {member.id: member.name for member in cohort.present_members}
        member = one_of(word.rest, numbered(names))
        presence = "late" if word.name == "here" else "left"
        after = step(session, events.Attend(self.now(), member, presence))  # type: ignore[arg-type]
        self._tell(f"{names[member]} {'is here' if presence == 'late' else 'has left'}.")
        return after

    def _asking(self, session: Session, question: Question) -> Asking:
        who = session.context.cohort.name_of(question.member) if question.member else ""
        earlier = question.earlier
        free_text = not question.choices or bool(question.choices[0].label == "")
        return Asking(
            label=(f"{who} · {question.label}" if who else question.label)
            + (" (empty line ends it)" if question.long else ""),
            hint=self._hint(question),
            long=question.long,
            prefill=as_typed(earlier) if free_text else "",
            default=earlier if earlier and not free_text else question.default,
            place=question.segment,
            status=lambda: self._time_used(session),
        )

    def _hint(self, question: Question) -> str:
        choices = " · ".join(f"{c.key} {c.label}" for c in question.choices if c.label)
        parts = [part for part in (choices, question.hint) if part]
        hint = "\n".join(parts)
        if not hint or hint in self._hints:
            return ""
        self._hints.add(hint)
        return hint

    def _time_used(self, session: Session) -> str:
        segment = session.segment
        if segment is None:
            return ""
        minutes = int(used(session.meeting, segment.key, self.now()).total_seconds() // 60)
        return f"{segment.title}: {minutes} of {segment.minutes} min · /help"

    def _show_place(self, session: Session) -> None:
        segment, question = session.segment, session.question
        if segment is None or question is None:
            return
        if segment.key != self._segment:
            self._tell_what_was_stepped_over(session.meeting.agenda, segment)
            show_segment(self.console, session.meeting.agenda, segment)
            self._segment = segment.key
            self._hints.clear()
            self._about = ()
        again = self._asked_since_about >= _QUESTIONS_UNTIL_SHOWN_AGAIN
        if question.about and (question.about != self._about or again):
            for line in question.about:
                self.console.print(plain(line, "cyan"))
            self._about = question.about
            self._asked_since_about = 0
        self._asked_since_about += 1

    def _tell_what_was_stepped_over(self, agenda: Agenda, now: Segment) -> None:
        keys = [segment.key for segment in agenda.segments]
        if self._segment not in keys:
            return
        between = agenda.segments[keys.index(self._segment) + 1 : keys.index(now.key)]
        for segment in between:
            self._tell(f"{segment.title}: nothing to ask here, so it is left out.")

    def _show_noted(self, session: Session) -> None:
        """What this segment has so far, for those who come back to it."""
        segment, now = session.segment, session.question
        asked = questions(session, segment) if segment else []
        here = [q.ref for q in asked].index(now.ref) if now else 0
        for question in [q for q in asked[:here] if q.earlier][-_NOTED_LINES:]:
            who = session.context.cohort.name_of(question.member) if question.member else ""
            line = " ".join(question.earlier.split())
            self._tell(f"{who + ' · ' if who else ''}{question.label}: {line[:70]}")

    def _show_help(self) -> None:
        for name, meaning in WORDS.items():
            self.console.print(plain(f"/{name:<6} {meaning}"))

    def _tell(self, text: str) -> None:
        self.console.print(plain(text, "dim"))


_MOVES: dict[str, type[events.Event]] = {
    "back": events.Back,
    "pass": events.Pass,
    "skip": events.Skip,
}


def _alone(word: str) -> str:
    if word.startswith(("/note ", "/park ")):
        return "Your answer goes on here."
    return f"{word.split(maxsplit=1)[0]} goes alone: here is your answer without it."


def _without_prefill(text: str, prefill: str) -> str:
    """The word alone, where it was typed behind a text that already stood in the line."""
    typed = text.removeprefix(prefill).strip() if prefill else ""
    name = typed.removeprefix("/").partition(" ")[0].casefold()
    return typed if typed.startswith("/") and name in WORDS else text


_NOTED_LINES = 8
_MANY_LINES = "An empty line ends it."
_SAVED = "Everything that was answered before is saved; peergroup run-session goes on from there."
