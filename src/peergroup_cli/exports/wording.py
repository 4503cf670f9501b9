"""The words that every format shares: dates, numbers of things, plans. No locale, no clock."""

from datetime import date

from peergroup_cli.model.days import MONTHS, day
from peergroup_cli.model.meeting import Presence
from peergroup_cli.model.plain_text import spelled_out
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
    "material": "from material",
    "ledger": "tried here before",
}

__all__ = ["BRIEF", "MONTHS", "SOURCES", "brief", "day", "number_of", "plan", "weekday"]

BRIEF = 80


def weekday(on: date) -> str:
    """A date in full with its weekday, such as `Thu 3 December 2026`."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def number_of(number: int, thing: str) -> str:
    """A number with its thing, such as `1 mark` or `2 marks`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


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


def one_line(text: str) -> str:
    """The text in one line, whatever stands in it."""
    return " ".join(spelled_out(text).split())


def brief(text: str) -> str:
    """The text in one line of at most `BRIEF` characters, cut between words where it can be."""
    line = one_line(text)
    if len(line) <= BRIEF:
        return line
    return line[:BRIEF].rsplit(" ", 1)[0] + "…"
