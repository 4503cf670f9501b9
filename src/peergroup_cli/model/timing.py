"""The time of a meeting: what was spent, what was planned anew, and what came of it."""

from pydantic import AwareDatetime, Field

from peergroup_cli.model.record import Record, Slug


class Span(Record):
    """A stretch of time spent in a segment. The gaps between spans are pauses.

    `member` is whose turn it was, in a round.
    """

    segment: Slug
    member: Slug | None = None
    begun: AwareDatetime
    until: AwareDatetime


class Planned(Record):
    """The minutes that a segment is given in this meeting, in place of the agenda's."""

    segment: Slug
    minutes: int = Field(ge=0, le=600)


class Timing(Record):
    """The minutes that a segment was planned to take and took; kept once the meeting is over."""

    segment: Slug
    planned: int
    took: int
