"""The numbers of meetings that leave beside the notes: minutes, shares of the time, the pulse.

They are no one's words. Whose turn it was, and who counted what, is not in them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from peergroup_cli.ledger.pulse import Reading, Trend, trends_of
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.budget import airtime

FEWEST_VOICES = 3
"""Of two shares, each of the two would know the other's."""

_WORTH_TELLING = timedelta(minutes=1)
"""What took less was written down afterwards, and says nothing of the meeting."""


class Minutes(NamedTuple):
    """The minutes that a segment was planned to take and took, with its title."""

    title: str
    planned: int
    took: int


class MeetingFigures(NamedTuple):
    """The numbers of one meeting.

    Args:
        number: the meeting's number.
        on: its day.
        minutes: plan and course of each segment; none until the meeting is over, and none where
            it was only written down afterwards.
        shares: the members' shares of the time in rounds, in percent, the longest first, so that
            no place tells a name. None where fewer than three spoke, or for less than a minute.
    """

    number: int
    on: date
    minutes: tuple[Minutes, ...] = ()
    shares: tuple[int, ...] = ()

    @property
    def planned(self) -> int:
        """The minutes of the whole meeting, as planned."""
        return sum(row.planned for row in self.minutes)

    @property
    def took(self) -> int:
        """The minutes that the whole meeting took."""
        return sum(row.took for row in self.minutes)


class PulseReading(NamedTuple):
    """The mean of one statement in one meeting, from 1 to 5, and the number of slips behind it."""

    number: int
    mean: float
    slips: int


class PulseLine(NamedTuple):
    """A statement of the pulse, and its readings, oldest first."""

    statement: str
    readings: tuple[PulseReading, ...]

    def read_in(self, number: int) -> tuple[PulseReading, ...]:
        """The readings in the meeting with this number."""
        return tuple(one for one in self.readings if one.number == number)


class Figures(NamedTuple):
    """The numbers of some meetings, oldest first."""

    meetings: tuple[MeetingFigures, ...] = ()
    pulse: tuple[PulseLine, ...] = ()

    def of(self, number: int) -> "Figures":
        """Those of the meeting with this number."""
        lines = (PulseLine(one.statement, one.read_in(number)) for one in self.pulse)
        return Figures(
            meetings=tuple(one for one in self.meetings if one.number == number),
            pulse=tuple(line for line in lines if line.readings),
        )


NO_FIGURES = Figures()
"""For those who may not know them."""


def figures_of(meetings: Iterable[MeetingFigures], readings: Iterable[Reading]) -> Figures:
    """The numbers of some meetings, and what their pulse was.

    Args:
        meetings: the numbers of each, oldest first.
        readings: what was counted in them, oldest first.
    """
    return Figures(tuple(meetings), tuple(map(_line, trends_of(readings))))


def meeting_figures(meeting: Meeting) -> MeetingFigures:
    """The numbers of one meeting; after it, the meeting need not be kept."""
    return MeetingFigures(
        number=meeting.number,
        on=meeting.held_on,
        minutes=tuple(_minutes(meeting)),
        shares=_shares(meeting),
    )


def _minutes(meeting: Meeting) -> Iterator[Minutes]:
    if all(row.took <= 0 for row in meeting.timing):
        return
    titles = {segment.key: segment.title for segment in meeting.agenda.segments}
    for row in meeting.timing:
        # no length is below nothing, whatever was written into the file by hand
        planned, took = max(0, row.planned), max(0, row.took)
        yield Minutes(titles.get(row.segment, row.segment), planned, took)


def _shares(meeting: Meeting) -> tuple[int, ...]:
    times = sorted(airtime(meeting).values(), reverse=True)
    whole = sum(times, timedelta(0))
    if len(times) < FEWEST_VOICES or whole < _WORTH_TELLING:
        return ()
    return tuple(round(100 * (time / whole)) for time in times)


def _line(trend: Trend) -> PulseLine:
    readings = (
        PulseReading(one.number, round(one.counts.mean, 1), one.counts.slips)
        for one in trend.readings
    )
    return PulseLine(trend.statement, tuple(readings))
