"""The words that every format shares: dates, numbers of things, plans. No locale, no clock."""

from collections.abc import Sequence
from datetime import date

from peergroup_cli.model.days import MONTHS, day
from peergroup_cli.model.meeting import Presence
from peergroup_cli.model.plain_text import one_line, spelled_out
from peergroup_cli.model.stages import Experiment, Source

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

PRESENCE: dict[Presence, str] = {
    "present": "Present",
    "late": "Late",
    "left": "Left early",
    "absent": "Absent",
}

SOURCES: dict[Source, str] = {
    "own": "own idea",
    "material": "from outside",
    "ledger": "tried here before",
}

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

__all__ = [
    "BRIEF",
    "MONTHS",
    "SOURCES",
    "brief",
    "day",
    "in_a_row",
    "in_words",
    "number_of",
    "plan",
    "times",
    "weekday",
]

BRIEF = 80


def weekday(on: date) -> str:
    """A date in full with its weekday, such as `Thu 3 December 2026`."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def number_of(number: int, thing: str) -> str:
    """A number with its thing, such as `1 mark` or `2 marks`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def in_words(number: int, one: str, many: str = "") -> str:
    """A number with its thing as it is said in a sentence, such as `one case` or `six cases`.

    Args:
        number: how many.
        one: the thing.
        many: several of it, where an `s` does not make them.
    """
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many or f'{one}s'}"


def times(number: int) -> str:
    """How often, such as `once`, `twice` or `three times`."""
    return {1: "once", 2: "twice"}.get(number) or in_words(number, "time")


def in_a_row(parts: Sequence[str]) -> str:
    """Parts as they are listed in a sentence: `one, two and three`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def plan(experiment: Experiment) -> str:
    """The experiment as it is said aloud: “If …, then I will …”; empty where nothing is planned."""
    # spelled out first: to `strip`, some control characters are blanks
    situation = spelled_out(experiment.situation).strip()
    action = spelled_out(experiment.action).strip()
    if not situation:
        return f"I will {action}" if action else ""
    if situation.endswith((".", "!", "?", "…")):
        joint = " Then"
    else:
        joint = " then" if situation.endswith(",") else ", then"
    return f"If {situation}{joint} I will {action or '…'}"


def brief(text: str) -> str:
    """The text in one line of at most `BRIEF` characters, cut between words where it can be."""
    line = one_line(text)
    if len(line) <= BRIEF:
        return line
    return line[:BRIEF].rsplit(" ", 1)[0] + "…"
