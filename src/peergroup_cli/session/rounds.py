"""Who speaks when, and who facilitates next."""

from collections.abc import Sequence

from peergroup_cli.model.meeting import Meeting


def speaking_order(meeting: Meeting, segment: str) -> tuple[str, ...]:
    """The members of a round in turn: another one begins in each round and in each meeting.

    Those who come late speak last; behind them, as they arrive, those whose place a running round
    had gone past. The order turns over all members, also those who are missing: when somebody
    comes or goes in a round, nobody else moves in it.
    """
    everybody = [a.member for a in meeting.attendance]
    present = {a.member for a in meeting.attendance if a.presence == "present"}
    late = [a.member for a in meeting.attendance if a.presence == "late"]
    keys = [s.key for s in meeting.agenda.segments if s.capture != "opening"]
    round_number = keys.index(segment) if segment in keys else 0
    first = (meeting.number - 1 + round_number) % len(everybody) if everybody else 0
    turned = (*everybody[first:], *everybody[:first])
    last = [row.member for row in meeting.last_turns if row.segment == segment]
    usual = (*(member for member in turned if member in present), *late)
    return (
        *(member for member in usual if member not in last),
        *(member for member in last if member in usual),
    )


def least_recent_facilitator(among: Sequence[str], meetings: Sequence[Meeting]) -> str | None:
    """Who facilitates next: the one whose last time is longest ago, never twice in a row.

    Args:
        among: the members who could, in the order that decides between those who never did.
        meetings: the meetings so far, oldest first, with the one that is running, if one is.
    """
    last_time = {
        member: number
        for number, meeting in enumerate(meetings)
        for member in (*(row.before for row in meeting.handovers), meeting.facilitator)
        if member
    }
    previous = meetings[-1].facilitator if meetings else None
    free = [member for member in among if member != previous] or list(among)
    return min(free, key=lambda member: last_time.get(member, -1), default=None)
