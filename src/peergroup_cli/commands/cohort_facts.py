"""What `status` needs to know of a cohort, whatever the day: no text of a note is among it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peergroup_cli.storage.workspace import Workspace

_WEEK = timedelta(days=7)
_TWO_WEEKS = timedelta(days=14)


def facts_of(workspace: "Workspace", cohort_id: str) -> dict[str, Any]:
    """The facts of one cohort, from its files; for one that cannot be read, what is wrong."""
    from peergroup_cli.commands.dates import as_local
    from peergroup_cli.errors import PeergroupError
    from peergroup_cli.ledger.practising import standings
    from peergroup_cli.model.practice import NO_PRACTICE
    from peergroup_cli.session.proposal import propose

    try:
        cohort = workspace.cohort(cohort_id).record
        meetings = [stored.record for stored in workspace.meetings(cohort_id)]
        dates = workspace.dates(cohort_id)
        told = workspace.practice(cohort_id)
    except PeergroupError as error:
        return {"cohort": cohort_id, "problem": " ".join(error.message.split())}
    practice = told.record if told else NO_PRACTICE
    still = [one for one in standings(cohort, meetings, practice, date.min) if one.is_open]
    last = meetings[-1] if meetings else None
    unfinished = last.number if last and last.state == "open" else None
    proposal = propose(
        cohort, [m for m in meetings if m.state != "open"], [one.experiment for one in still]
    )
    announced = last.next_facilitator if last else None
    guidelines = next((m.guidelines for m in reversed(meetings) if m.guidelines), None)
    to_come = dates.record.planned(last.number if last else 0) if dates else ()
    return {
        "cohort": cohort.id,
        "name": cohort.name,
        "ended": cohort.ended is not None,
        "meetings": len(meetings),
        "unfinished": unfinished,
        "next": last.agenda.key if last and unfinished else proposal.agenda,
        "next_date": last.next_date.isoformat() if last and last.next_date else None,
        "facilitator": cohort.name_of(announced) if announced else None,
        "sessions": [
            (one.start.date().isoformat(), as_local(one, dates.record)) for one in to_come if dates
        ],
        "open": [
            {
                "by": one.experiment.by.isoformat() if one.experiment.by else None,
                "last_told": one.last_told.isoformat(),
                "reported": one.state == "reported",
            }
            for one in still
        ],
        "review": guidelines.review.isoformat() if guidelines and guidelines.review else None,
    }


def this_week(facts: dict[str, Any], day: date) -> dict[str, Any]:
    """What of these facts concerns the week that begins on a day.

    Returns:
        when the group meets next and whether that is this week, how many experiments are open,
        overdue, and without a word for two weeks, whether the guidelines are due for review, and
        whether any of it needs somebody this week.
    """
    planned = facts["sessions"][0] if facts["sessions"] else None
    meets = planned[0] if planned else facts["next_date"]
    soon = meets is not None and date.fromisoformat(meets) < day + _WEEK
    waiting = [one for one in facts["open"] if not one["reported"]]
    overdue = sum(1 for one in waiting if one["by"] and date.fromisoformat(one["by"]) < day)
    silent = sum(1 for one in waiting if date.fromisoformat(one["last_told"]) <= day - _TWO_WEEKS)
    review = facts["review"] is not None and date.fromisoformat(facts["review"]) <= day
    return {
        "meets": planned[1] if planned else meets,
        "meets_this_week": soon,
        "open": len(facts["open"]),
        "overdue": overdue,
        "logs_missing": silent,
        "guidelines_due": review,
        "needs_somebody": bool(soon or facts["unfinished"] or overdue or silent or review),
    }


def in_a_line(facts: dict[str, Any], week: dict[str, Any]) -> str:
    """A cohort in one line: what is next, when, by whom, and what is due."""
    if facts["unfinished"]:
        head = f"meeting {facts['unfinished']} · {facts['next']} is unfinished"
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
