"""A cohort and its meetings with a hostile or awkward text in every field, each with its mark."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from typing import Any

from peergroup_cli.model.agenda import Agenda
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import NO_PRACTICE, Practice, PracticeLog
from tests.exports.parts import TEXT_KEYS
from tests.exports.sample import all_for_the_group, cohort

HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3+cmd|' /C calc'!A0",
    "  =HYPERLINK('x')",
    "\uff1d1+1",
    "'=1",
    'a","b\n=1+1',
    "a;=1+1\tand\t=2",
    "<script>alert(1)</script>",
    "</bdi></li></ul></main><img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "<!-- a comment --> <![CDATA[ x ]]>",
    "&lt;b&gt; &amp; &#x202e; &quot",
    "| a | b |\n| --- | --- |",
    "first\r\nsecond\rthird",
    "\x1b[31mred\x1b]0;title\x07\x9b2J",
    "\u202ereversed\u202c \u2066isolated\u2069",
    "שלום עולם",
    "مرحبا",
    "👩🏽‍💻 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f café cafe\u0301 日本語",
    "\ufeff\u200b\x00\x7f\x85\u2028\ufffe\uffff \U000e0041",
    "\x0b\x0c\x1c",
    "#set text(red); #panic() $x$ `raw` @ref <label> *b* _i_ // c /* d",
    "_x0041_ %s {0} {{7*7}} ${7*7}",
    "\\u202e \\ \\textbf{x}",
    "    indented\n\n\n\n- one\n- two",
)
LONG = ("word " * 2000, "x" * 10_000)

WORD = "w{}w"
"""The mark behind each text: it must be found again."""


def plainly(_: str, number: int) -> str:
    """A text without anything hard, with the same mark."""
    return WORD.format(number)


def hard(text: str, number: int) -> str:
    """A hostile text, with its mark."""
    return f"{text} {WORD.format(number)}"


class Hard:
    """The sample with another text in every field.

    `titles` are the marks of names and titles, which stand in no entry.

    Args:
        make: makes a text of a hostile one and a number.
    """

    def __init__(self, make: Callable[[str, int], str] = hard) -> None:
        self._make = make
        self._numbers = count()
        self.used = 0
        self.titles: set[str] = set()
        self.cohort = self._cohort()
        self.meetings = [self._meeting(one) for one in all_for_the_group()]
        self.practice = self._practice()

    def _text(self, text: str = "") -> str:
        number = next(self._numbers)
        self.used = number + 1
        return self._make(text or HOSTILE[number % len(HOSTILE)], number)

    def _name(self) -> str:
        """Names hold no control characters and no line ends; the rest is as bad."""
        self.titles.add(WORD.format(self.used))
        kept = "".join(ch for ch in self._text() if ch.isprintable() or ch == "\u202e")
        return kept.strip()[-200:]

    def _cohort(self) -> Cohort:
        known = cohort()
        members = tuple(
            one.changed(name=self._name(), role=self._name(), unit=self._name())
            for one in known.members
        )
        return known.changed(
            name=self._name(), theme=self._name(), organisation=self._name(), members=members
        )

    def _meeting(self, meeting: Meeting) -> Meeting:
        for record in meeting.captured:
            keys = [key for key in type(record).model_fields if key in TEXT_KEYS]
            meeting = meeting.with_record(record.changed(**{key: self._text() for key in keys}))
        fields: dict[str, Any] = {"agenda": self._agenda(meeting.agenda)}
        if guidelines := meeting.guidelines:
            lines = tuple(one.changed(text=self._text()) for one in guidelines.lines)
            fields["guidelines"] = guidelines.changed(lines=lines)
        return meeting.changed(**fields)

    def _agenda(self, agenda: Agenda) -> Agenda:
        segments = tuple(
            one.changed(questions=tuple(q.changed(label=self._label(q.key)) for q in one.questions))
            for one in agenda.segments
        )
        rail = tuple(one.changed(title=self._name()) for one in agenda.rail)
        return agenda.changed(title=self._name(), rail=rail, segments=segments)

    def _label(self, key: str) -> str:
        # what nobody answered is nowhere
        return key if key in {"unasked", "takeaway"} else self._name()

    def _practice(self) -> Practice:
        log = PracticeLog(
            experiment="m2-experiment-1",
            member="ada",
            on=date(2026, 12, 12),
            did=self._text(LONG[0]),
            happened=self._text(LONG[1]),
            learned=self._text(),
        )
        return NO_PRACTICE.changed(logs=(log,))

    def marks(self) -> Iterator[str]:
        """The marks of all texts."""
        return (WORD.format(number) for number in range(self.used))
