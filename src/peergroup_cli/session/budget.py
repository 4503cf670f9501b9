"""Time as arithmetic on instants: nothing counts, so nothing can drift."""

from datetime import datetime, timedelta

from peergroup_cli.model.meeting import Meeting, Span

NOTHING = timedelta(0)


def with_time(meeting: Meeting, segment: str, at: datetime, *, fresh: bool = False) -> Meeting:
    """The meeting with its clock brought to an instant.

    A new span begins when the segment changes or the meeting resumes (`fresh`); else the last
    one is stretched. A clock that was set back stretches nothing.
    """
    last = meeting.spans[-1] if meeting.spans else None
    if last is None or fresh or last.segment != segment:
        begun = Span(segment=segment, begun=at, until=at)
        return meeting.changed(spans=(*meeting.spans, begun))
    stretched = last.changed(until=max(last.until, at))
    return meeting.changed(spans=(*meeting.spans[:-1], stretched))


def used(meeting: Meeting, segment: str, now: datetime | None = None) -> timedelta:
    """The time that a segment has taken, pauses left out; with `now`, up to now."""
    spans = [span for span in meeting.spans if span.segment == segment]
    total = sum((max(NOTHING, span.until - span.begun) for span in spans), NOTHING)
    if now is not None and spans and spans[-1] is meeting.spans[-1]:
        total += max(NOTHING, now - spans[-1].until)
    return total
