"""A meeting on the screen: asks each question, does what was typed, saves each answer."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from peergroup_cli.errors import IllegalMove, NotSaved, PeergroupError, UsageProblem
from peergroup_cli.model.meeting import Meeting, Offered
from peergroup_cli.session import events
from peergroup_cli.session.clock import clock_of
from peergroup_cli.session.machine import step
from peergroup_cli.session.question import Question
from peergroup_cli.session.walk import Session, wants_offers
from peergroup_cli.terminal.absence import Absence
from peergroup_cli.terminal.ask import Ask, Asking, Pieces, Pressed, worth_correcting
from peergroup_cli.terminal.clock_line import clock_line
from peergroup_cli.terminal.drafts import Drafts, DraftsInMind
from peergroup_cli.terminal.editor import no_editor
from peergroup_cli.terminal.elsewhere import Elsewhere, NowhereElse, Refused, keep_elsewhere
from peergroup_cli.terminal.lead_in import LeadIn
from peergroup_cli.terminal.names import Names
from peergroup_cli.terminal.remarks import (
    what_a_no_leaves,
    what_enter_did,
    what_is_odd,
    what_the_marks_say,
    what_was_a_reason,
    what_was_noted,
    what_was_taken,
)
from peergroup_cli.terminal.show import say
from peergroup_cli.terminal.steering import NobodyWatches, Present, Steering, Stopped
from peergroup_cli.terminal.words import (
    KEYS,
    WORDS,
    Word,
    as_typed,
    split_off,
    steering,
    unsteered,
)

if TYPE_CHECKING:
    from rich.console import Console

_AWOKEN = "away"

_BULLET = re.compile(r"^\s*[-*•–]\s+")
"""What stands before each line of a list that is pasted from somewhere else."""


@dataclass
class SessionScreen:
    """The screen of one meeting.

    Args:
        ask: asks a question.
        console: shows everything else.
        save: puts the meeting on disk; returns only when it is there.
        now: this instant.
        drafts: keeps what is half-typed.
        present: is told where the meeting stands, for those who watch it elsewhere.
        edit: gives a text as it is when the person's own editor is closed.
        elsewhere: writes the meeting where `save` does not take it.
        tried: finds what groups here have tried on the causes of a meeting.
        find: gives lines on what groups here have learned about some words, or on a strategy.
    """

    ask: Ask
    console: "Console"
    save: Callable[[Meeting], None]
    now: Callable[[], datetime]
    drafts: Drafts = field(default_factory=DraftsInMind)
    present: Present = field(default_factory=NobodyWatches)
    edit: Callable[[str], str] = no_editor
    elsewhere: Elsewhere = field(default_factory=NowhereElse)
    tried: Callable[[Meeting], tuple[Offered, ...]] = lambda _meeting: ()
    find: Callable[[str], list[str]] = lambda _words: []
    _many_lines_at: str = ""
    _saved: Session | None = None
    _refused: Refused | None = None

    def __post_init__(self) -> None:
        self._lead_in = LeadIn(self.console)
        self._steering = Steering(
            self.ask,
            self.console,
            self.now,
            self.drafts,
            self._save,
            self._lead_in.show_again,
            self.present,
            self.find,
            self._status,
        )
        self._lead_in.at_a_segment = self._steering.offer_to_shorten
        self._absence = Absence(self.now, self._steering.is_a_pause)

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
        self._names = Names(session.context.cohort)
        no_pause = goes_on and self.ask.interactive and not self._absence.stopped(session)
        session = step(session, events.Resume(self.now(), no_pause=no_pause))
        self._saved = session if goes_on else None
        self._lead_in.show(session)
        if goes_on:
            self._tell(*what_was_noted(session))
        self._steering.tell_what_is_half_told()
        try:
            while (question := session.question) is not None:
                if wants_offers(session):
                    session = step(session, events.Offer(self.now(), self.tried(session.meeting)))
                self._lead_in.show(session)
                session = self._next(session, question)
        except (Stopped, EOFError):
            self._stand_still(session)
            return self._saved or session
        except KeyboardInterrupt:
            self._stand_still(session)
            raise
        self.present(session)
        return session

    def _stand_still(self, session: Session) -> None:
        """Stop the clock, and say so to those who watch; in a pause both were done before."""
        if not self._steering.paused:
            self._stop_the_clock()
            self.present(session, paused=True)

    def _stop_the_clock(self) -> None:
        """Count the time up to here, where the meeting has a file already."""
        session = self._saved
        if session is None or session.question is None:
            return
        # what matters is saved; that the last minutes count is no reason to fail now
        with suppress(PeergroupError, OSError):
            stopped = step(session, events.Pause(self._absence.since))
            if stopped.meeting != session.meeting:
                self._save(stopped)

    def _save(self, session: Session, answer: str | None = None) -> None:
        """Put the meeting on disk, where it is not there yet."""
        if session is not self._saved:
            self._refused = Refused(session, answer)
            self.save(session.meeting)
            self._saved, self._refused = session, None

    def _next(self, session: Session, question: Question) -> Session:
        """One answer or steering word, asked again until it can be done."""
        draft = self.drafts.text(question.ref)
        asking = self._asking(session, question)
        asking = replace(asking, prefill=draft or asking.prefill)
        while True:
            self.present(session)
            typed = self._typed(asking)
            if isinstance(typed, Pressed):
                return self._pressed(session, question, typed)
            behind = _without_prefill(typed, draft)
            if draft and behind != typed and "\n" not in typed.removeprefix(draft):
                # the word came behind what stood in the line already, and that waits on
                self._keep(question, draft)
                return self._pressed(session, question, Pressed(behind))
            text, word = split_off(typed)
            if word and unsteered(text) != question.earlier:
                tried = self._tried_with_a_word(session, question, text, word)
                draft = text
            else:
                text = word or _without_prefill(text, "" if draft else asking.prefill)
                tried = self._tried(session, question, text, draft)
            if isinstance(tried, Session):
                return tried
            asking = tried

    def _tried(
        self, session: Session, question: Question, text: str, draft: str = ""
    ) -> Session | Asking:
        """The session after an answer or a word; or the question once more, with what is wrong.

        Args:
            session: the session before it.
            question: where it was typed.
            text: what was typed.
            draft: what stood in the line when the question was asked, and was not entered yet.
        """
        try:
            word = steering(text)
            if word is not None:
                # a word is no half-typed answer: it must not stand here when one comes back;
                # where nobody sees the line, what stands in it was not erased for the word
                stays = word.name == "edit" or not self.ask.interactive
                self.drafts.keep(question.ref, draft if stays else "")
            if word is not None and word.name in _AT_A_QUESTION:
                return self._pressed(session, question, Pressed(text))
            if word is not None and word.name == "long":
                self._many_lines_at = question.ref
                return replace(self._asking(session, question), hint=_MANY_LINES)
            after = self._done(session, *self._lines(question, text, draft))
        except (ValueError, IllegalMove, NotSaved) as error:
            if not self.ask.interactive:
                raise self._unusable(question, error) from None
            # a word that is not possible now has not to be erased first
            # nor a name alone, where the next one is chosen with a key
            alone = any(choice.label for choice in question.choices) and len(text.split()) == 1
            again = "" if isinstance(error, IllegalMove) or alone else worth_correcting(text)
            self._keep(question, again)
            asking = self._asking(session, question)
            remedy = self._lead_in.how_to_empty() if again else ""
            return replace(asking, hint=f"{_reason(error)}\n{remedy}".strip(), prefill=again)
        if word is None:
            self.drafts.keep(question.ref, "")
        return after

    def _lines(self, question: Question, text: str, draft: str) -> list[str]:
        """The answers that a text is: lines that are pasted into a list are a line of it each."""
        is_a_list = question.stays and not question.member
        is_a_list = is_a_list and not question.earlier and self.ask.interactive
        one_answer = question.ref == self._many_lines_at or "\n" in draft
        lines = [_BULLET.sub("", line) for line in text.split("\n") if line.strip()]
        return lines if is_a_list and not one_answer and len(lines) > 1 else [text]

    def _tried_with_a_word(
        self, session: Session, question: Question, text: str, word: str
    ) -> Session | Asking:
        """A word in the last line of an answer: do at once what does not move the meeting."""
        self.drafts.keep(question.ref, text)
        named = steering(word)
        if named and named.name in _AT_A_QUESTION:
            return self._pressed(session, question, Pressed(word))
        asking = replace(self._asking(session, question), hint=_alone(word), prefill=text)
        if not word.startswith(("/note ", "/park ")):
            if not self.ask.interactive:
                raise UsageProblem(f"“{asking.place}”: {_alone(word)}", _SAVED)
            return asking
        try:
            after = self._done(session, word)
        except (ValueError, IllegalMove, NotSaved) as error:
            if not self.ask.interactive:
                raise self._unusable(question, error) from None
            return replace(asking, hint=_reason(error), prefill=f"{text}\n{word}")
        if not self.ask.interactive:
            return self._tried(after, question, text)
        if question.long and "\n" in text:
            # on an empty line of its own Enter ends the answer, as it would have done before
            self.drafts.keep(question.ref, f"{text}\n")
        return after

    def _typed(self, asking: Asking) -> str:
        """What was typed. A computer that slept meanwhile is asked about before anything else."""
        self._absence.somebody_is_here()
        return self.ask(asking)

    def _beat(self) -> str:
        """Notice that the computer slept."""
        return _AWOKEN if self._absence.beat() else ""

    def _pressed(self, session: Session, question: Question, word: Pressed) -> Session:
        """What a key does in mid-sentence: what was being typed waits at its question."""
        try:
            if word == _AWOKEN:
                return self._awoken(session)
            named = steering(word) or Word("help")
            if named.name == "edit":
                self._edit(question)
                return session
            if named.name == "elsewhere":
                self._keep_elsewhere(session, question, named.rest)
                return session
            after = self._steering.does(session, named)
            if after is not session:
                self._save(after)
        except (ValueError, IllegalMove, NotSaved) as error:
            if not self.ask.interactive:
                raise self._unusable(question, error) from None
            self._tell(_reason(error))
            return session
        self._tell(*what_the_marks_say(session, after))
        return after

    def _edit(self, question: Question) -> None:
        """Give what is being typed to the person's own editor; it stands in the line afterwards."""
        if not self.ask.interactive:
            raise IllegalMove("/edit needs a person at a terminal.")
        typed = self.drafts.text(question.ref) or as_typed(question.earlier)
        self._keep(question, self.edit(typed))

    def _keep_elsewhere(self, session: Session, question: Question, place: str) -> None:
        """Write the meeting, with what was not saved, to another place.

        Raises:
            KeptElsewhere: it is there.
        """
        if self._refused is None:
            raise IllegalMove("Everything is saved here.", "To stop: /stop")
        typed = self.drafts.text(question.ref)
        meeting = self._refused.with_what_waits(session, typed, self.now()).meeting
        keep_elsewhere(self.ask, self._tell, self.elsewhere, meeting, place)

    def _awoken(self, session: Session) -> Session:
        after, gap = self._absence.left_out(session)
        if after is not session:
            self._save(after)
            self._tell(f"{gap} are left out of the time.")
        return after

    def _unusable(self, question: Question, error: Exception) -> Exception:
        if isinstance(error, NotSaved) and self._refused and self.elsewhere.given:
            self._tell(str(error))
            meeting, place = self._refused.session.meeting, self.elsewhere.given
            keep_elsewhere(self.ask, self._tell, self.elsewhere, meeting, place)
        if isinstance(error, NotSaved):
            return error
        return UsageProblem(f"At {question.ref}: {error}", _SAVED)

    def _done(self, session: Session, *texts: str) -> Session:
        """The session after a word, or after one answer or more, with what is to be said of it."""
        after, remarks = session, list[str]()
        word = steering(texts[0])
        if word is not None:
            after = self._steering.does(session, word)
        else:
            for text in texts:
                before, after = after, step(after, events.Answer(self.now(), unsteered(text)))
                if text.strip():
                    remarks += what_was_taken(before, after, text)
                    remarks += what_was_a_reason(before, after)
                    remarks += what_is_odd(before, after, text)
                elif self.ask.interactive:
                    remarks += what_enter_did(before, after)
        if after is not session:
            self._save(after, None if word else "\n".join(texts))
        self._tell(*remarks, *what_the_marks_say(session, after), *what_a_no_leaves(session, after))
        return after

    def _asking(self, session: Session, question: Question) -> Asking:
        who = session.context.cohort.name_of(question.member) if question.member else ""
        earlier = question.earlier
        free_text = not question.choices or bool(question.choices[0].label == "")
        long = question.long or question.ref == self._many_lines_at
        return Asking(
            label=(f"{who} · {question.label}" if who else question.label)
            + (" (empty line ends it)" if question.long else ""),
            hint=self._lead_in.hint(question),
            long=long,
            prefill=as_typed(earlier) if free_text else "",
            default=earlier if earlier and not free_text else question.default,
            place=question.segment,
            status=self._status(session),
            keep=lambda text: self._keep(question, text),
            beat=self._beat,
            steered=True,
        )

    def _keep(self, question: Question, text: str) -> None:
        self.drafts.keep(question.ref, "" if text == as_typed(question.earlier) else text)

    def _status(self, session: Session) -> Callable[[int], Pieces]:
        """Gives the clock line; it is drawn after each key, and made only once a second."""
        ascii_only = self.console.options.ascii_only

        @lru_cache(maxsize=1)
        def at(now: datetime, width: int) -> Pieces:
            clock = clock_of(session, now)
            if clock is None:
                return []
            agenda = session.meeting.agenda
            return clock_line(clock, agenda, self._names, width, ascii_only=ascii_only)

        return lambda width: at(self.now(), width)

    def _tell(self, *lines: str) -> None:
        for line in lines:
            say(self.console, line, "dim")


def _alone(word: str) -> str:
    if word.startswith(("/note ", "/park ")):
        return "Your answer goes on here."
    return f"{word.split(maxsplit=1)[0]} goes alone: here is your answer without it."


def _reason(error: Exception) -> str:
    hint = error.hint if isinstance(error, PeergroupError) else ""
    if isinstance(error, NotSaved):
        return f"{error}\n{hint} What you answered is not lost: enter it again.\n{_OR_ELSEWHERE}"
    return f"{error} {hint}".strip()


def _without_prefill(text: str, prefill: str) -> str:
    """The word alone, where it was typed behind a text that already stood in the line."""
    typed = text.removeprefix(prefill).strip() if prefill else ""
    name = typed.removeprefix("/").partition(" ")[0].casefold()
    return typed if typed.startswith("/") and name in WORDS else text


_AT_A_QUESTION = ("edit", "elsewhere")
"""Words that do something with what stands in the line."""

_OR_ELSEWHERE = (
    f"Or Alt-{KEYS['elsewhere'].upper()} or /elsewhere: the whole meeting goes into another file."
)
_MANY_LINES = "An empty line ends it."
_SAVED = "Everything that was answered before is saved; peergroup run-session goes on from there."
