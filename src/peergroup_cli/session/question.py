"""A question of a meeting, and how a typed answer is understood."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from peergroup_cli.model.naming import those_called


@dataclass(frozen=True)
class Choice:
    """One thing to choose: the key to type, and what it means. `value` is what is stored."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Question:
    """One question of a segment, as it stands at this moment.

    Args:
        field: which field of the answer.
        label: what is asked, short.
        segment: the segment's key.
        subject: whom or what it is about: a member's id, a record's id, a number in a list.
        turn: questions with the same turn belong together; passing goes on to the next turn.
        member: whose turn it is in a round.
        hint: how it can be answered.
        long: whether many lines are expected.
        choices: what can be chosen, if it is a choice.
        earlier: the answer that was noted before; Enter keeps it.
        default: what Enter means where nothing was noted before.
        settled: answered elsewhere already: asked only when one goes back to it.
        about: lines to show before it is asked.
        stays: it is asked again where an answer to it filled something else and left it empty.
    """

    field: str
    label: str
    segment: str = ""
    subject: str = ""
    turn: str = ""
    member: str = ""
    hint: str = ""
    long: bool = False
    choices: tuple[Choice, ...] = ()
    earlier: str = ""
    default: str = ""
    settled: bool = False
    about: tuple[str, ...] = ()
    stays: bool = False

    @property
    def ref(self) -> str:
        """What names this question in the meeting file, such as `cases/ada-brook/title`."""
        return f"{self.segment}/{self.subject}/{self.field}"


def lettered(choices: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Choices of (value, label) by the first letter of their value that is still free."""
    made: list[Choice] = []
    for value, label in choices:
        taken = {choice.key for choice in made}
        made.append(Choice(next(ch for ch in value if ch not in taken), label, value))
    return tuple(made)


def numbered(choices: dict[str, str]) -> tuple[Choice, ...]:
    """Choices by number, from 1."""
    return tuple(
        Choice(str(number), label, value)
        for number, (value, label) in enumerate(choices.items(), start=1)
    )


def choices_in_a_line(choices: Iterable[Choice]) -> str:
    """Choices in one line, as a terminal breaks it: each key with what it means."""
    return " · ".join(f"{choice.key} {choice.label}".strip() for choice in choices)


def one_of(text: str, choices: tuple[Choice, ...]) -> str:
    """The value of the one choice that the text names by key, value, label or words of it.

    Raises:
        ValueError: none or several are named; the message says which.
    """
    word = folded(text)
    for names in (_key, _value):
        named = [choice.value for choice in choices if folded(names(choice)) == word]
        if len(named) == 1:
            return named[0]
    called = those_called(text, {choice.value: choice.label for choice in choices})
    if len(called) == 1:
        return called[0]
    if called:
        several = choices_in_a_line(c for c in choices if c.value in called)
        raise ValueError(f"“{text.strip()}” fits several: {several}.")
    raise ValueError(f"Please answer with one of: {choices_in_a_line(choices)}.")


def some_of(text: str, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """The values of all choices that the text names: numbers or names, by comma or blank.

    Raises:
        ValueError: one of them is not among the choices.
    """
    try:
        return (one_of(text, choices),)
    except ValueError:
        parts = re.split(r"[,;]", text) if re.search(r"[,;]", text) else text.split()
        return tuple(one_of(part, choices) for part in parts if part.strip())


def day(text: str, today: date) -> date:
    """The day that the text names: 2026-12-24, 24.12.2026, or so long after today: 3w, 10 days.

    Raises:
        ValueError: it names none.
    """
    word = text.strip().lower()
    later = re.fullmatch(r"(?:in )?\+?\s*(\d{1,3})\s*(d|days?|w|weeks?)", word)
    try:
        if later:
            return today + timedelta(days=int(later[1]) * (7 if later[2][0] == "w" else 1))
        if dotted := re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", word):
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        return date.fromisoformat(word)
    except (ValueError, OverflowError):
        raise ValueError("Please give a day as 2026-12-24, or as 3w for three weeks on.") from None


def coming_day(text: str, today: date) -> date:
    """The day that the text names, as `day` reads it; today is the earliest.

    Raises:
        ValueError: it names none, or one that has passed.
    """
    found = day(text, today)
    if found < today:
        raise ValueError(f"{found} is before this meeting, which is on {today}.")
    return found


YES_NO = (Choice("y", "yes", "yes"), Choice("n", "no", "no"))


def folded(text: str) -> str:
    """A text as it is compared: small letters, no accents, single blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(ch for ch in plain if not unicodedata.combining(ch)).split())


def _key(choice: Choice) -> str:
    return choice.key


def _value(choice: Choice) -> str:
    return choice.value
