"""What `status` needs to know of a cohort, whatever the day: no text of a note is among it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.model.calendar import PlannedSession, SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.workspace import Workspace

_WEEK = timedelta(days=7)
_TWO_WEEKS = timedelta(days=14)


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
    files = {one.record.number: one.path.name for one in stored}
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
        "open": [_open(cohort, one, files[one.meeting.number]) for one in still],
        "review": guidelines.review.isoformat() if guidelines and guidelines.review else None,
    }


def _open(cohort: "Cohort", standing: "Standing", file: str) -> dict[str, Any]:
    """An open experiment: all but its words, for which its meeting's file is named."""
    experiment = standing.experiment
    return {
        "id": experiment.id,
        "file": file,
        "member": cohort.name_of(experiment.member),
        "by": experiment.by.isoformat() if experiment.by else None,
        "reported": standing.state == "reported",
        "logs": len(standing.logs),
        "last_log": standing.logs[-1].on.isoformat() if standing.logs else None,
        "last_told": standing.last_told.isoformat(),
    }


def _next_session(dates: "SessionDates", last: "Meeting | None") -> dict[str, Any] | None:
    """The next session that is planned, if one is; and how its day stands to the last meeting."""
    from peergroup_cli.commands.dates import as_local

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


def words_of(workspace: "Workspace", facts: dict[str, Any]) -> dict[str, str]:
    """The plans of the open experiments by their ids, read from the meetings' files alone.

    No model is built for them, and no other line of the files is looked at.
    """
    from tomli import loads

    wanted = {one["id"] for one in facts["open"]}
    meetings = workspace.folder / "cohorts" / facts["cohort"] / "meetings"
    found = {}
    for file in sorted({one["file"] for one in facts["open"]}):
        for one in loads((meetings / file).read_text("utf-8-sig"))["experiments"]:
            if one["id"] in wanted:
                situation, action = one.get("situation") or "…", one.get("action") or "…"
                found[one["id"]] = f"if {situation}, then I will {action}"
    return found


def is_due(one: dict[str, Any], day: date) -> bool:
    """Whether the last day of an open experiment has come and nothing was reported."""
    return not one["reported"] and one["by"] is not None and date.fromisoformat(one["by"]) <= day


def is_overdue(one: dict[str, Any], day: date) -> bool:
    """Whether that day has gone."""
    return is_due(one, day) and date.fromisoformat(one["by"]) < day


def log_is_missing(one: dict[str, Any], day: date) -> bool:
    """Whether its owner has logged nothing for two weeks, and reported nothing."""
    return not one["reported"] and day - date.fromisoformat(one["last_told"]) >= _TWO_WEEKS


def review_is_due(facts: dict[str, Any], day: date) -> bool:
    """Whether the guidelines are to be looked at."""
    return facts["review"] is not None and date.fromisoformat(facts["review"]) <= day


def this_week(facts: dict[str, Any], day: date) -> dict[str, Any]:
    """What of these facts concerns the week that begins on a day.

    Returns:
        when the group meets next and whether that is this week, how many experiments are open,
        overdue, and without a word for two weeks, whether the guidelines are due for review, and
        whether any of it needs somebody this week.
    """
    planned = facts["session"]
    meets = planned["start"][:10] if planned else facts["next_date"]
    soon = meets is not None and date.fromisoformat(meets) < day + _WEEK
    overdue = sum(is_overdue(one, day) for one in facts["open"])
    silent = sum(log_is_missing(one, day) for one in facts["open"])
    review = review_is_due(facts, day)
    return {
        "meets": planned["words"] if planned else meets,
        "meets_this_week": soon,
        "open": len(facts["open"]),
        "overdue": overdue,
        "logs_missing": silent,
        "guidelines_due": review,
        "needs_somebody": bool(soon or facts["unfinished"] or overdue or silent or review),
    }


def in_a_line(facts: dict[str, Any], week: dict[str, Any]) -> str:
    """A cohort in one line: what is next, when, by whom, and what is due."""
    from peergroup_cli.model.days import day

    if facts["unfinished"]:
        begun = day(date.fromisoformat(facts["begun"]))
        head = f"meeting {facts['unfinished']} · {facts['next']} is unfinished, begun on {begun}"
        head += f"; the next one {week['meets']}" if week["meets"] else ""
    else:
        head = f"next {facts['next']}"
        head += f", {week['meets']}" if week["meets"] else ""
    head += f", {facts['facilitator']} facilitates" if facts["facilitator"] else ""
    counts = [
        f"{week['open']} open" if week["open"] else "",
        f"{week['overdue']} overdue" if week["overdue"] else "",
        f"{week['logs_missing']} without a log for two weeks" if week["logs_missing"] else "",
        "guidelines due for review" if week["guidelines_due"] else "",
    ]
    return "; ".join([head, *filter(None, counts)])
