"""What each word that steers a meeting does. An answer is none of its business."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from peergroup_cli.errors import IllegalMove
from peergroup_cli.model.disclosure import MEANING, WIDENING, is_wider
from peergroup_cli.model.numbers import number_in
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.timing import Planned
from peergroup_cli.session import events
from peergroup_cli.session.budget import shortened
from peergroup_cli.session.clock import clock_of, least_heard
from peergroup_cli.session.forms.lists import shown_as, told_of
from peergroup_cli.session.machine import refuse_release, step
from peergroup_cli.session.question import YES_NO, choices_in_a_line, numbered, one_of
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import Ask, Asking, Pieces
from peergroup_cli.terminal.clock_line import as_clock, spoken_clock
from peergroup_cli.terminal.drafts import Drafts
from peergroup_cli.terminal.names import Names
from peergroup_cli.terminal.show import plain, say
from peergroup_cli.terminal.so_far import so_far
from peergroup_cli.terminal.words import KEYS, WORDS, Word, steering, unsteered

if TYPE_CHECKING:
    from rich.console import Console

_FIVE_MINUTES = 5
_WORDS_SHOWN = 60


class Stopped(Exception):
    """The person wants to stop; the meeting stays open."""


class Present(Protocol):
    """Is told where the meeting stands, for those who watch it elsewhere."""

    @property
    def address(self) -> str:
        """Where they watch it; empty where nobody can."""
        ...

    def __call__(self, session: Session, *, paused: bool = False) -> None:
        """Show the session as it is now."""
        ...


class NobodyWatches:
    """Where no participants' view is open."""

    address = ""

    def __call__(self, session: Session, *, paused: bool = False) -> None:
        """Tell nobody."""


@dataclass
class Steering:
    """The words of one meeting.

    Args:
        ask: asks what a word needs to know.
        console: shows what came of it.
        now: this instant.
        drafts: keeps what is half-typed.
        save: puts the meeting on disk.
        show_segment: shows the segment once more.
        present: is told when the clock stands still.
        find: gives lines on what groups here have learned about some words, or on a strategy.
        status: gives what stands below a question, for a width.
    """

    ask: Ask
    console: "Console"
    now: Callable[[], datetime]
    drafts: Drafts
    save: Callable[[Session], None]
    show_segment: Callable[[Session], None]
    present: Present
    find: Callable[[str], list[str]]
    status: Callable[[Session], Callable[[int], Pieces]]
    paused: bool = field(default=False, init=False)
    _words: dict[str, Callable[[Session, str], Session]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._words = {
            "next": lambda session, _: step(session, events.Answer(self.now(), "")),
            "back": lambda session, _: step(session, events.Back(self.now())),
            "pass": lambda session, _: step(session, events.Pass(self.now())),
            "remove": self._remove,
            "skip": lambda session, _: step(session, events.Skip(self.now())),
            "park": self._park,
            "note": self._note,
            "class": self._class,
            "here": self._here,
            "gone": self._gone,
            "facilitator": self._facilitator,
            "heard": self._heard,
            "sofar": self._so_far,
            "find": self._find,
            "time": self._time,
            "more": lambda session, rest: self._minutes(session, rest, 1),
            "less": lambda session, rest: self._minutes(session, rest, -1),
            "shorten": self._shorten,
            "pause": self._pause,
            "long": self._only_at_a_question,
            "edit": self._only_at_a_question,
            "elsewhere": self._only_at_a_question,
            "say": self._say,
            "stop": self._stop,
            "end": self._end,
            "help": self._help,
        }

    def does(self, session: Session, word: Word) -> Session:
        """The session after a word; the same one where the word changes nothing in it.

        Raises:
            Stopped: the meeting stops here for now.
            ValueError: what stands behind the word is not understood.
            IllegalMove: it is not possible now.
        """
        return self._words[word.name](session, word.rest)

    def tell(self, text: str) -> None:
        """A quiet line."""
        say(self.console, text, "dim")

    def offer_to_shorten(self, session: Session) -> None:
        """At the beginning of a segment: say how the meeting could still end on time."""
        segment = session.segment
        clock = clock_of(session, self.now())
        if segment is None or clock is None or clock.behind < _LATE:
            return
        late = round(clock.behind / timedelta(minutes=1))
        rows = shortened(session.meeting, segment, self.now())
        if rows:
            plan = self._as_plan(session, rows)
            self.tell(f"{late} min behind. To end on time: {plan}. /shorten does it.")
        elif shortened(session.meeting, segment, self.now(), all_stages=True):
            self.tell(f"{late} min behind. What is left keeps its minutes; /shorten all cuts it.")

    def is_a_pause(self, question: str) -> bool:
        """Whether a gap was a pause; Enter says yes."""
        asking = Asking(f"{question} Was that a pause? (y/n)", default="y")
        while True:
            answer = self.ask(asking).strip() or "y"
            try:
                return one_of(answer, YES_NO) == "yes"
            except ValueError as error:
                self.tell(str(error))

    def tell_what_is_half_told(self) -> None:
        """Where the meeting was interrupted in the middle of a note: say how it goes on."""
        for word in ("note", "park"):
            if self.ask.interactive and self.drafts.text(_half_told(word)):
                self.tell(f"/{word} goes on with what was half-typed there.")

    def _park(self, session: Session, rest: str) -> Session:
        return self._tells(session, "park", rest, "What is parked for later")

    def _note(self, session: Session, rest: str) -> Session:
        return self._tells(session, "note", rest, "For the facilitator alone")

    def _tells(self, session: Session, word: str, rest: str, label: str) -> Session:
        """Keep a text that belongs to no question; it is asked for where there is none yet."""
        text = rest or self._told(session, word, label)
        if not text.strip():
            return session
        if (other := steering(text)) is not None:
            # somebody thought better of it
            self.drafts.keep(_half_told(word), "")
            return self.does(session, other)
        kind = events.Park if word == "park" else events.Note
        after = step(session, kind(self.now(), unsteered(text)))
        self.save(after)
        if not rest:
            self.drafts.keep(_half_told(word), "")
        self.tell(_parked(after) if word == "park" else "Noted, for the facilitator alone.")
        return after

    def _remove(self, session: Session, rest: str) -> Session:
        number = number_in(rest)
        if rest and number is None:
            raise ValueError("Give the number of the line, as in /remove 2.")
        after = step(session, events.Remove(self.now(), number))
        known = _lines_in(after)
        for words in (text for key, text in _lines_in(session).items() if key not in known):
            self.tell(f"Taken out: {words[:_WORDS_SHOWN]}")
        return after

    def _class(self, session: Session, rest: str) -> Session:
        record = session.meeting.record(session.last_noted)
        name = rest.lower()
        disclosure = next((one for one in WIDENING if name and one.startswith(name)), None)
        if disclosure is None:
            raise ValueError(" · ".join(f"{one}: {MEANING[one]}" for one in WIDENING))
        yes = False
        refuse_release(record, disclosure)
        words = one_line(str(getattr(record, "text", "") or getattr(record, "title", "")))
        shown = f"“{words[:50]}{'…' if len(words) > 50 else ''}”" if words else session.last_noted
        if record is not None and is_wider(disclosure, record.open_to):
            owner = session.context.cohort.name_of(getattr(record, "member", None) or "")
            self.tell(f"{owner}: {shown}" if owner else shown)
            yes = self._says_yes("This lets more people read it. Does its owner say yes? (y/n)")
        after = step(session, events.Classify(self.now(), disclosure, owner_says_yes=yes))
        self.tell(f"{shown}: {MEANING[disclosure]}.")
        return after

    def _here(self, session: Session, rest: str) -> Session:
        away = {m.id for m in session.context.cohort.present_members}
        away -= set(session.meeting.taking_part)
        member = self._member(session, rest, "Who has arrived?", away)
        after = step(session, events.Attend(self.now(), member, "late")) if member else session
        if member:
            self.tell(f"{session.context.cohort.name_of(member)} is here.")
        return after

    def _gone(self, session: Session, rest: str) -> Session:
        member = self._member(session, rest, "Who leaves?", set(session.meeting.taking_part))
        after = step(session, events.Attend(self.now(), member, "left")) if member else session
        if member:
            self.tell(f"{session.context.cohort.name_of(member)} has left.")
        return after

    def _facilitator(self, session: Session, rest: str) -> Session:
        here = set(session.meeting.taking_part)
        member = self._member(session, rest, "Who takes the seat?", here)
        if not member:
            return session
        after = step(session, events.HandOver(self.now(), member))
        self.tell(f"{session.context.cohort.name_of(member)} facilitates from here on.")
        return after

    def _heard(self, session: Session, _rest: str) -> Session:
        for member, notes, time in least_heard(session, self.now()):
            # a turn in which something was said counts, too, where no word of it is written down
            times = "once" if notes == 1 else f"{notes} times"
            noted = f"heard {times}" if notes else "nothing noted yet"
            spoke = f", {as_clock(time)} in rounds" if time else ""
            self.console.print(plain(f"{session.context.cohort.name_of(member)}: {noted}{spoke}"))
        return session

    def _so_far(self, session: Session, _rest: str) -> Session:
        for line in so_far(session) or ["Nothing is noted yet."]:
            self.console.print(plain(line))
        return session

    def _find(self, session: Session, rest: str) -> Session:
        words = rest
        if not words and self.ask.interactive:
            words = self.ask(Asking("What shall be looked for?")).strip()
        found: Sequence[str] = ()
        if words and session.segment:
            scene = session.scene(session.segment)
            found = told_of(scene, words)
            words = shown_as(scene, words) or words
        if words:
            for line in found or self.find(words) or ["Nothing was found."]:
                self.console.print(plain(line))
        return session

    def _time(self, session: Session, _rest: str) -> Session:
        if clock := clock_of(session, self.now()):
            name = Names(session.context.cohort)
            self.console.print(plain(spoken_clock(clock, name)))
        return session

    def _minutes(self, session: Session, rest: str, sign: int) -> Session:
        word = rest.removesuffix("minutes").removesuffix("min").strip()
        minutes = number_in(word) if word else _FIVE_MINUTES
        if minutes is None:
            raise ValueError("Give a number of minutes, as in /more 10.")
        after = step(session, events.GiveMinutes(self.now(), sign * minutes))
        if after.segment:
            self.tell(f"{after.segment.title}: {after.meeting.minutes_of(after.segment)} min.")
        return after

    def _shorten(self, session: Session, rest: str) -> Session:
        all_stages = rest.casefold() == "all"
        if rest and not all_stages:
            raise ValueError("Either /shorten or /shorten all.")
        segment = session.segment
        rows = (
            shortened(session.meeting, segment, self.now(), all_stages=all_stages)
            if segment
            else ()
        )
        after = step(session, events.Shorten(self.now(), all_stages))
        self.tell(f"Planned anew: {self._as_plan(session, rows)}.")
        clock = clock_of(after, self.now())
        if clock and clock.behind >= _LATE and not all_stages:
            late = round(clock.behind / timedelta(minutes=1))
            self.tell(f"Still {late} min behind; /shorten all takes from stages 4 and 5 as well.")
        return after

    def _pause(self, session: Session, _rest: str) -> Session:
        session = step(session, events.Pause(self.now()))
        self.save(session)
        self.present(session, paused=True)
        begun, self.paused = self.now(), True

        def status(_width: int) -> Pieces:
            return [("bold", f"Paused for {as_clock(self.now() - begun)}")]

        asking = Asking("Paused: Enter goes on", place=_segment_of(session), status=status)
        while not self._ends_the_pause(self.ask(asking)):
            if not self.ask.interactive:
                raise ValueError(_NOTHING_IN_A_PAUSE)
            self.tell(_NOTHING_IN_A_PAUSE)
        self.paused = False
        return step(session, events.Resume(self.now()))

    def _ends_the_pause(self, typed: str) -> bool:
        with suppress(ValueError):
            word = steering(typed)
            if word and word.name == "stop":
                raise Stopped
            return word.name in ("next", "pause") if word else not typed.strip()
        return False

    def _say(self, session: Session, _rest: str) -> Session:
        self.show_segment(session)
        return session

    def _only_at_a_question(self, _session: Session, _rest: str) -> Session:
        raise IllegalMove("This word works at a question of the meeting.")

    def _stop(self, _session: Session, _rest: str) -> Session:
        raise Stopped

    def _end(self, session: Session, _rest: str) -> Session:
        label = "End the meeting here, as far as it went? (y/n)"
        if self.ask.interactive and not self._says_yes(label):
            return session
        return step(session, events.End(self.now()))

    def _help(self, session: Session, _rest: str) -> Session:
        rows = [(f"/{word}", _key_of(word), meaning) for word, meaning in WORDS.items()]
        fits = not self.console.is_terminal or len(rows) + _BESIDE_HELP <= self.console.height
        half = len(rows) if fits else len(rows) // 2
        self._list(rows[:half])
        if not fits:
            self.ask(Asking("Enter shows the rest"))
            self._list(rows[half:])
        self.tell("Esc, then the letter, does the same as Alt and the letter.")
        if self.present.address:
            self.tell(f"The page for the projector: {self.present.address}")
        return session

    def _list(self, rows: list[tuple[str, str, str]]) -> None:
        from rich.table import Table

        table = Table.grid(padding=(0, 2, 0, 0))
        for row in rows:
            table.add_row(*map(plain, row))
        self.console.print(table)

    def _told(self, session: Session, word: str, label: str) -> str:
        """A longer text that a word needs."""
        ref = _half_told(word)
        return self.ask(
            Asking(
                label,
                hint="Enter ends it; Enter on an empty line: never mind",
                prefill=self.drafts.text(ref),
                place=_segment_of(session),
                status=self.status(session),
                keep=lambda text: self.drafts.keep(ref, text),
            )
        )

    def _says_yes(self, label: str) -> bool:
        return one_of(self.ask(Asking(label)), YES_NO) == "yes"

    def _member(self, session: Session, rest: str, label: str, among: set[str]) -> str:
        """The id of the member who is named; asked for where none is. Empty: never mind."""
        everybody = session.context.cohort.present_members
        names = {member.id: member.name for member in everybody}
        choices = numbered(names)
        offered = tuple(choice for choice in choices if choice.value in among)
        if not rest and self.ask.interactive:
            if not offered:
                raise ValueError("There is nobody else.")
            rest = self.ask(Asking(label, hint=choices_in_a_line(offered))).strip()
            if not rest:
                return ""
        return one_of(rest, choices)

    def _as_plan(self, session: Session, rows: tuple[Planned, ...]) -> str:
        agenda = session.meeting.agenda
        parts = []
        for row in rows:
            segment = agenda.segment(row.segment)
            if segment is not None:
                before = session.meeting.minutes_of(segment)
                parts.append(f"{segment.title} {before} → {row.minutes} min")
        return ", ".join(parts)


def _lines_in(session: Session) -> dict[str, str]:
    """What can be taken out of a list, in a line each, by what names it in the file."""
    guidelines = session.meeting.guidelines
    lines = {line.key: line.text for line in guidelines.lines} if guidelines else {}
    texts = {one.id: str(getattr(one, "text", "")) for one in session.meeting.captured}
    return {key: one_line(text) for key, text in {**lines, **texts}.items()}


def _parked(session: Session) -> str:
    """That a thought is parked; and where few may read it, who, and how more may."""
    parked = session.meeting.parked[-1]
    if parked.disclosure == "group":
        return "Parked for later."
    alone = "the room" if parked.disclosure == "room" else "that member"
    return f"Parked for later, for {alone} alone, as this segment is. /class group opens it."


def _half_told(word: str) -> str:
    """Where a draft of what belongs to no question is kept, all through a meeting."""
    return f"#{word}"


def _key_of(word: str) -> str:
    return f"Alt-{KEYS[word]}" if word in KEYS else ""


def _segment_of(session: Session) -> str:
    return session.segment.key if session.segment else ""


_NOTHING_IN_A_PAUSE = "Nothing is noted in a pause. Enter goes on; /stop stops for today."

_BESIDE_HELP = 12
"""Lines that a screen needs besides the words: some take two, and the question stands there too."""

_LATE = timedelta(minutes=2)
"""A meeting that is less behind than that is on time."""
