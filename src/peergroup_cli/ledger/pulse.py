"""How a cohort's pulse moves from meeting to meeting; computed, never stored twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from peergroup_cli.model.meeting import FEWEST_SLIPS, Meeting, PulseCounts


@dataclass(frozen=True)
class Reading:
    """One statement in one meeting."""

    meeting: Meeting
    counts: PulseCounts


@dataclass(frozen=True)
class Trend:
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


def pulse_trends(meetings: Sequence[Meeting]) -> tuple[Trend, ...]:
    """The trend of each statement that was ever counted.

    Args:
        meetings: oldest first. Counts of fewer than five slips, which only a file that was
            edited by hand can hold, are left out: one could tell whose they are.
    """
    words: dict[str, str] = {}
    readings: dict[str, list[Reading]] = {}
    for meeting in meetings:
        asked = {q.key: q.label for segment in meeting.agenda.segments for q in segment.questions}
        for row in meeting.pulse:
            if row.slips >= FEWEST_SLIPS:
                words[row.statement] = asked.get(row.statement, row.statement)
                readings.setdefault(row.statement, []).append(Reading(meeting, row))
    return tuple(Trend(key, words[key], tuple(rows)) for key, rows in readings.items())
