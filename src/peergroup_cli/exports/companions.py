"""What follows from a cohort's notes and has a date: partner talks, and experiments that are due.

Both are read from a release, so that nothing of a record leaves that may not.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.ledger.following import open_experiments
from peergroup_cli.model.calendar import TALKS, SessionDates, Span
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import Practice
from peergroup_cli.model.stages import Experiment

_WEEK = timedelta(weeks=1)

_DAYS_TO_BEGIN = 4
"""A talk on the very next days has nothing to tell yet."""

Pair = tuple[str, str]


def wanted(
    cohort: Cohort, dates: SessionDates, meetings: Sequence[Meeting], practice: Practice
) -> dict[str, Span]:
    """What follows from the notes as they are now: for each key its first and last time.

    Args:
        cohort: the cohort.
        dates: its dates.
        meetings: its meetings, oldest first.
        practice: what was told between them: a dropped experiment is not due any more.
    """
    found: dict[str, Span] = {}
    for one in open_experiments(cohort, meetings, practice):
        if one.by:
            midnight = datetime.combine(one.by, time())
            found[one.id] = (midnight, midnight)
    talks = _talks(cohort, dates, meetings[-1]) if meetings else None
    return {f"{TALKS}{meetings[-1].number}": talks, **found} if talks else found


def pairs(cohort: Cohort, meeting: Meeting, reader: str | None) -> tuple[Pair, ...]:
    """The practice partners that a reader may know of: all of them, or a member's own.

    Args:
        cohort: the cohort; who has left is nobody's partner any more.
        meeting: the meeting in which they were settled.
        reader: a member's id, or None for the whole group.
    """
    here = {member.id for member in cohort.present_members}
    plans = [one for one in _readable([meeting], reader) if reader in (None, one.member)]
    if reader is not None:
        plans += [one for one in _readable([meeting], None) if one.partner == reader]
    met: dict[frozenset[str], Pair] = {}
    for one in plans:
        if one.partner and {one.member, one.partner} <= here:
            met.setdefault(frozenset((one.member, one.partner)), (one.member, one.partner))
    return tuple(met.values())


def circles(met: Sequence[Pair]) -> tuple[tuple[str, ...], ...]:
    """Who talks with whom: the pairs, and as one trio three who are all each other's partners."""
    known = set(map(frozenset, met))
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for one, other in met:
        others = (m for pair in met for m in pair if m not in (one, other))
        third = [m for m in others if {frozenset((one, m)), frozenset((other, m))} <= known][:1]
        found.setdefault(frozenset((one, other, *third)), (one, other, *third))
    return tuple(found.values())


def own_experiments(meetings: Sequence[Meeting], member: str) -> dict[str, Experiment]:
    """The experiments of a member that may leave for that member, by id."""
    return {one.id: one for one in _readable(meetings, member) if one.member == member}


def _talks(cohort: Cohort, dates: SessionDates, newest: Meeting) -> Span | None:
    """Weekly, at the time of the next session, from the week after a meeting to the one before."""
    to_come = dates.planned(newest.number)
    if not to_come or not any(pairs(cohort, newest, who) for who in (None, *_ids(cohort))):
        return None
    last = to_come[0].start - _WEEK
    room = (last.date() - newest.held_on).days - _DAYS_TO_BEGIN
    return (last - _WEEK * (room // 7), last) if room >= 0 else None


def _ids(cohort: Cohort) -> Iterator[str]:
    return (member.id for member in cohort.present_members)


def _readable(meetings: Sequence[Meeting], reader: str | None) -> list[Experiment]:
    audience = Audience() if reader is None else Audience("member", reader)
    notes = release(meetings, audience).notes
    return [one for note in notes for one in note.meeting.experiments]
