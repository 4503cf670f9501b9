"""How a cohort's pulse moves from meeting to meeting; computed, never stored twice."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from peergroup_cli.model.meeting import FEWEST_SLIPS, Meeting, PulseCounts


class Reading(NamedTuple):
    """What was counted of one statement in one meeting: the statement's key, and its words."""

    key: str
    statement: str
    number: int
    on: date
    counts: PulseCounts


class Trend(NamedTuple):
    """A statement, in the agenda's words, and its readings, oldest first."""

    key: str
    statement: str
    readings: tuple[Reading, ...]

    @property
    def moved(self) -> float | None:
        """How far the mean moved from the last reading but one to the last; None with only one."""
        if len(self.readings) < 2:
            return None
        before, now = (reading.counts.mean for reading in self.readings[-2:])
        return now - before


def pulse_readings(meeting: Meeting) -> Iterator[Reading]:
    """What was counted in a meeting.

    Counts of fewer than five slips, which only a file that was edited by hand can hold, are left
    out: one could tell whose they are.
    """
    asked = {q.key: q.label for segment in meeting.agenda.segments for q in segment.questions}
    for row in meeting.pulse:
        if row.slips >= FEWEST_SLIPS:
            words = asked.get(row.statement, row.statement)
            yield Reading(row.statement, words, meeting.number, meeting.held_on, row)


def trends_of(readings: Iterable[Reading]) -> tuple[Trend, ...]:
    """The trend of each statement that was counted, in the words of its newest reading.

    Args:
        readings: oldest first.
    """
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.key, []).append(reading)
    return tuple(Trend(key, rows[-1].statement, tuple(rows)) for key, rows in found.items())


def pulse_trends(meetings: Iterable[Meeting]) -> tuple[Trend, ...]:
    """The trend of each statement that was ever counted.

    Args:
        meetings: oldest first.
    """
    return trends_of(reading for meeting in meetings for reading in pulse_readings(meeting))
