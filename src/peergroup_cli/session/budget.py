"""Time as arithmetic on instants: nothing counts, so nothing can drift.

A meeting keeps spans: stretches of time in one segment, in a round also in one member's turn.
What lies between two spans is a pause. All figures here are computed from them.
"""

from datetime import datetime, timedelta
from math import ceil

from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.timing import Planned, Span, Timing

NOTHING = timedelta(0)


def with_time(
    meeting: Meeting, segment: str, member: str, at: datetime, *, fresh: bool = False
) -> Meeting:
    """The meeting with its clock brought to an instant.

    A new span begins when the segment or the turn changes, when the meeting goes on after a pause
    (`fresh`), and when the clock was set back; else the last one is stretched.
    """
    last = meeting.spans[-1] if meeting.spans else None
    goes_on = last is not None and (last.segment, last.member or "") == (segment, member)
    if last is None or fresh or not goes_on or at < last.until:
        begun = Span(segment=segment, member=member or None, begun=at, until=at)
        # one in which no time went by says nothing, as long as the segment has another
        empty = last is not None and last.begun == last.until and last.segment == segment
        kept = meeting.spans[:-1] if empty else meeting.spans
        return meeting.changed(spans=(*kept, begun))
    return meeting.changed(spans=(*meeting.spans[:-1], last.changed(until=at)))


def used(
    meeting: Meeting, segment: str = "", now: datetime | None = None, *, member: str = ""
) -> timedelta:
    """The time that was spent, pauses left out.

    Args:
        meeting: the meeting.
        segment: only in this segment; empty for all of them.
        now: where the meeting is running, the instant up to which time counts.
        member: only in this member's turns.
    """
    spans = [
        span
        for span in meeting.spans
        if segment in ("", span.segment) and member in ("", span.member)
    ]
    total = sum((max(NOTHING, span.until - span.begun) for span in spans), NOTHING)
    if now is not None and spans and spans[-1] is meeting.spans[-1]:
        total += max(NOTHING, now - spans[-1].until)
    return total


def behind(meeting: Meeting, segment: Segment, now: datetime) -> timedelta:
    """How far behind the agenda's time the meeting will end; ahead of it where this is negative.

    That is if each segment from here on takes the minutes that it is given now. So time in the
    segment where the meeting stands counts as lateness only once its minutes are over, minutes
    that were given count at once, and those by which later segments were shortened are made up.
    """
    segments = list(meeting.agenda.segments)
    left = sum(
        (
            max(NOTHING, timedelta(minutes=meeting.minutes_of(one)) - used(meeting, one.key, now))
            for one in segments[segments.index(segment) :]
        ),
        NOTHING,
    )
    return used(meeting, now=now) + left - timedelta(minutes=meeting.agenda.minutes)


def shortened(
    meeting: Meeting, segment: Segment, now: datetime, *, all_stages: bool = False
) -> tuple[Planned, ...]:
    """Which later segments could be shorter so that the meeting ends on time, and how long each.

    None is cut below half of the agenda's minutes, however often one asks, and each by its share.
    Stages 4 and 5 and other protected segments keep theirs.

    Args:
        meeting: the meeting.
        segment: where it stands.
        now: this instant.
        all_stages: whether protected segments may be shortened as well.
    """
    segments = list(meeting.agenda.segments)
    later = segments[segments.index(segment) + 1 :]
    flexible = [one for one in later if all_stages or not one.keeps_its_minutes]
    most = {one.key: max(0, meeting.minutes_of(one) - ceil(one.minutes / 2)) for one in flexible}
    cuts = shares(ceil(behind(meeting, segment, now) / timedelta(minutes=1)), most)
    return tuple(
        Planned(segment=one.key, minutes=meeting.minutes_of(one) - cuts[one.key])
        for one in flexible
        if cuts[one.key]
    )


def shares(total: int, most: dict[str, int]) -> dict[str, int]:
    """A whole number divided in proportion to others: by largest remainder, none above its own."""
    whole = sum(most.values())
    total = min(total, whole)
    if total <= 0:
        return dict.fromkeys(most, 0)
    parts = {key: total * own // whole for key, own in most.items()}
    left = total - sum(parts.values())
    by_remainder = sorted(most, key=lambda key: -(total * most[key] % whole))
    for key in by_remainder[:left]:
        parts[key] += 1
    return parts


def timing(meeting: Meeting) -> tuple[Timing, ...]:
    """The plan against the minutes that were used, for each segment that has minutes or took some.

    Minutes are rounded to whole ones.
    """
    rows = (
        Timing(
            segment=one.key,
            planned=meeting.minutes_of(one),
            took=round(used(meeting, one.key) / timedelta(minutes=1)),
        )
        for one in meeting.agenda.segments
    )
    return tuple(row for row in rows if row.planned or row.took)


def airtime(meeting: Meeting) -> dict[str, timedelta]:
    """The time of each member's turns in rounds, for those who had any, the longest first."""
    members = dict.fromkeys(span.member for span in meeting.spans if span.member)
    times = {member: used(meeting, member=member) for member in members}
    spoke = {member: time for member, time in times.items() if time > NOTHING}
    return dict(sorted(spoke.items(), key=lambda pair: -pair[1]))
