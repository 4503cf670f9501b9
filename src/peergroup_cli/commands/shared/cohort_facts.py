"""What `status` needs to know of a cohort, whatever the day: no text of a note is among it."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.model.calendar import PlannedSession, SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.workspace import Workspace


def facts_of(workspace: "Workspace", cohort_id: str) -> dict[str, Any]:
    """The facts of one cohort, from its files; for one that cannot be read, what is wrong."""
    from peergroup_cli.errors import PeergroupError

    try:
        return read_facts(workspace, cohort_id)
    except PeergroupError as error:
        return {"cohort": cohort_id, "problem": " ".join(error.message.split())}


def read_facts(workspace: "Workspace", cohort_id: str) -> dict[str, Any]:
    """The facts of one cohort, from its files.

    Raises:
        UnreadableFile: one of them is damaged.
    """
    from peergroup_cli.ledger.practising import standings
    from peergroup_cli.model.practice import NO_PRACTICE
    from peergroup_cli.session.proposal import propose

    cohort = workspace.cohort(cohort_id).record
    stored = workspace.meetings(cohort_id)
    meetings = [one.record for one in stored]
    dates = workspace.dates(cohort_id)
    told = workspace.practice(cohort_id)
    practice = told.record if told else NO_PRACTICE
    still = [one for one in standings(cohort, meetings, practice, date.min) if one.is_open]
    last = meetings[-1] if meetings else None
    unfinished = last.number if last and last.state == "open" else None
    proposal = propose(
        cohort, [m for m in meetings if m.state != "open"], [one.experiment for one in still]
    )
    announced = last.next_facilitator if last else None
    guidelines = next((m.guidelines for m in reversed(meetings) if m.guidelines), None)
    return {
        "cohort": cohort.id,
        "name": cohort.name,
        "ended": cohort.ended is not None,
        "meetings": len(meetings),
        "unfinished": unfinished,
        "begun": last.held_on.isoformat() if last and unfinished else None,
        "next": last.agenda.key if last and unfinished else proposal.agenda,
        "reason": "It goes on where it stopped." if unfinished else proposal.reason,
        "next_date": last.next_date.isoformat() if last and last.next_date else None,
        "facilitator": cohort.name_of(announced) if announced else None,
        "session": _next_session(dates.record, last) if dates else None,
        "open_count": len(still),
        "unreported": _unreported(still),
        "open": _open(cohort, still, {one.record.number: one.path for one in stored}),
        "review": guidelines.review.isoformat() if guidelines and guidelines.review else None,
    }


def _open(
    cohort: "Cohort", still: "Sequence[Standing]", paths: "Mapping[int, Path]"
) -> list[dict[str, Any]]:
    """The open experiments: all but their words, of which it is told where they stand."""
    from peergroup_cli.storage.toml_rows import places_of

    used = {one.meeting.number for one in still}
    places = {number: places_of(paths[number], "experiments") for number in used}
    return [
        {
            "id": one.experiment.id,
            "file": paths[one.meeting.number].name,
            "at": places[one.meeting.number].get(one.experiment.id),
            "member": cohort.name_of(one.experiment.member),
            "by": one.experiment.by.isoformat() if one.experiment.by else None,
            "reported": one.state == "reported",
            "logs": len(one.logs),
            "last_log": one.logs[-1].on.isoformat() if one.logs else None,
            "last_told": one.last_told.isoformat(),
        }
        for one in still
    ]


def _unreported(still: "Sequence[Standing]") -> list[tuple[str | None, str, int]]:
    """Of what is not reported: the last day, the day when it was last heard of, and how many."""
    days = (
        (one.experiment.by.isoformat() if one.experiment.by else None, one.last_told.isoformat())
        for one in still
        if one.state != "reported"
    )
    return [(by, told, count) for (by, told), count in Counter(days).items()]


def _next_session(dates: "SessionDates", last: "Meeting | None") -> dict[str, Any] | None:
    """The next session that is planned, if one is; and how its day stands to the last meeting."""
    from peergroup_cli.commands.shared.dates import as_local

    to_come = dates.planned(last.number if last else 0)
    if not to_come:
        return None
    session = to_come[0]
    return {
        "number": session.number,
        "start": session.start.isoformat(timespec="minutes"),
        "time_zone": dates.time_zone,
        "minutes": session.minutes,
        "words": as_local(session, dates),
        "moved_since": _moved_since(session, last),
    }


def _moved_since(session: "PlannedSession", last: "Meeting | None") -> bool:
    """Whether it was rescheduled after the last meeting: what that settled is old."""
    if not (last and session.sequence):
        return False
    ended = last.last_activity()
    return session.changed_at > ended if ended else session.changed_at.date() > last.held_on
