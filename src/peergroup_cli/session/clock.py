"""What the clock line says of a meeting at one instant."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.budget import behind, used
from peergroup_cli.session.walk import Session


@dataclass(frozen=True)
class Turn:
    """Whose turn it is in a round.

    Args:
        member: the id.
        used: the time of this member's turns in the segment so far.
        slice: the member's share of the segment: its minutes through those who have a turn in it.
    """

    member: str
    used: timedelta
    slice: timedelta


@dataclass(frozen=True)
class Clock:
    """A meeting's time at one instant.

    Args:
        segment: where the meeting stands.
        used: the time that the segment has taken.
        planned: the time that it is given.
        behind: how far behind its time the whole meeting will end; ahead where it is negative.
        turn: whose turn it is; None where no round runs.
        heard: the ids of those who have spoken or passed in the running round, in its order.
        waiting: the ids of those who come after the present speaker, in the round's order.
        silent: in a list, the ids of those of whom nothing is noted in the segment.
    """

    segment: Segment
    used: timedelta
    planned: timedelta
    behind: timedelta
    turn: Turn | None = None
    heard: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def pace(self) -> float:
        """The part of the planned time that is used: 1.0 when it is up."""
        return self.used / self.planned if self.planned else 0.0


def clock_of(session: Session, now: datetime) -> Clock | None:
    """The clock of a meeting at an instant; None when the meeting is over."""
    segment, question = session.segment, session.question
    if segment is None or question is None:
        return None
    meeting = session.meeting
    planned = timedelta(minutes=meeting.minutes_of(segment))
    here = used(meeting, segment.key, now)
    late = behind(meeting, segment, now)
    if not question.member:
        return Clock(segment, here, planned, late, silent=_silent(session, segment))
    heard, waiting = _round(session, segment, question.member)
    share = planned / len({asked.member for asked in session.asked if asked.member})
    spoken = used(meeting, segment.key, now, member=question.member)
    turn = Turn(question.member, spoken, share)
    return Clock(segment, here, planned, late, turn=turn, heard=heard, waiting=waiting)


def least_heard(session: Session, now: datetime) -> tuple[tuple[str, int, timedelta], ...]:
    """Who takes part, with how many notes there are of each and the time of their turns.

    The least heard come first: fewest notes, then least time.
    """
    meeting = session.meeting
    notes = _voices(meeting)
    rows = (
        (member, notes[member], used(meeting, now=now, member=member))
        for member in meeting.taking_part
    )
    return tuple(sorted(rows, key=lambda row: (row[1], row[2])))


def _round(
    session: Session, segment: Segment, speaker: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    members = list(dict.fromkeys(asked.member for asked in session.asked if asked.member))
    # what another segment settled is no turn in this one
    answered = {one.member for one in session.asked if one.earlier and not one.settled}
    turns = {turn.member for turn in session.meeting.turns if turn.segment == segment.key}
    heard = tuple(one for one in members if one in answered | turns and one != speaker)
    behind_speaker = members[members.index(speaker) + 1 :] if speaker in members else members
    return heard, tuple(one for one in behind_speaker if one not in heard)


def _silent(session: Session, segment: Segment) -> tuple[str, ...]:
    meeting = session.meeting
    spoke = {_owner(record) for record in meeting.captured if record.segment == segment.key}
    spoke -= {""}
    # where no names are noted, nothing is known of who spoke
    return tuple(one for one in meeting.taking_part if one not in spoke) if spoke else ()


def _voices(meeting: Meeting) -> Counter[str]:
    voices = Counter(_owner(record) for record in meeting.captured)
    voices.update(turn.member for turn in meeting.turns if turn.outcome == "shared")
    return voices


def _owner(record: object) -> str:
    return getattr(record, "member", None) or ""
