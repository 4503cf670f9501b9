"""Notes that are old enough to go: all that was said in a meeting, but for its released lessons."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from peergroup_cli.model.meeting import KINDS, Meeting
from peergroup_cli.model.practice import Practice
from peergroup_cli.model.stages import Captured

_AGE = re.compile(r"([1-9][0-9]{0,3}) *([dwmy])")
_STAYS = ("format", "cohort", "number", "held_on", "agenda")
_COUNTED = ("attendance", "marks", "turns", "private_notes", "spans", "handovers", "pulse")


def day_before(age: str, today: date) -> date:
    """The day on which something of this age was: `24m`, `2y`, `80w` or `700d` ago.

    Raises:
        ValueError: it is no age, or one before the calendar begins.
    """
    found = _AGE.fullmatch(age.strip().lower())
    if not found:
        raise ValueError("is no age such as 24m, 2y, 80w or 700d")
    number, unit = int(found[1]), found[2]
    if unit in "dw":
        return today - timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    if months < 12:
        raise ValueError("is longer ago than the calendar goes back")
    return _in_month(months // 12, months % 12 + 1, today.day)


def purged(
    meeting: Meeting, kept: Mapping[str, Captured], *, with_guidelines: bool
) -> tuple[Meeting, Counter[str]]:
    """A meeting of which only that it was held stays, and the rows of released lessons.

    Args:
        meeting: the meeting.
        kept: by id the rows that stay, as they stay.
        with_guidelines: whether its guidelines still hold; then their lines stay.
    """
    fields: dict[str, Any] = {name: getattr(meeting, name) for name in _STAYS}
    fields["state"] = "cut-short" if meeting.state == "open" else meeting.state
    counts: Counter[str] = Counter()
    for name in KINDS.values():
        rows = getattr(meeting, name)
        fields[name] = tuple(kept[row.id] for row in rows if row.id in kept)
        counts[name] = len(rows) - len(fields[name])
        counts["kept as released"] += len(fields[name])
    for name in _COUNTED:
        counts[name] = len(getattr(meeting, name))
    if meeting.guidelines and with_guidelines:
        fields["guidelines"] = meeting.guidelines.changed(voices=())
    elif meeting.guidelines:
        counts["guidelines"] = 1
    return Meeting.model_validate(fields), +counts


def purged_practice(practice: Practice, before: date) -> tuple[Practice, Counter[str]]:
    """What was told between the meetings, from that day on."""
    fields = {
        name: tuple(row for row in getattr(practice, name) if row.on >= before)
        for name in ("logs", "reports", "dropped")
    }
    counts = Counter({name: len(getattr(practice, name)) - len(fields[name]) for name in fields})
    return practice.changed(**fields), +counts


def guidelines_that_hold(meetings: Sequence[Meeting]) -> int | None:
    """The number of the meeting with the newest guidelines, of those that were agreed if any."""
    made = [one for one in meetings if one.guidelines and one.guidelines.lines]
    agreed = [one for one in made if one.guidelines and one.guidelines.agreed]
    return max((one.number for one in agreed or made), default=None)


def _in_month(year: int, month: int, day: int) -> date:
    """That day of a month, or its last one where it is shorter."""
    for one in range(day, 27, -1):
        try:
            return date(year, month, one)
        except ValueError:
            continue
    return date(year, month, min(day, 27))
