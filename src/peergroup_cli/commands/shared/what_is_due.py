"""What of a cohort's facts is due on a day. Days are compared as they are written: 2026-11-27."""

from datetime import date, timedelta
from typing import Any

_WEEK = timedelta(days=7)
_TWO_WEEKS = timedelta(days=14)


def is_due(one: dict[str, Any], day: date) -> bool:
    """Whether the last day of an open experiment has come and nothing was reported."""
    return not one["reported"] and one["by"] is not None and one["by"] <= day.isoformat()


def is_overdue(one: dict[str, Any], day: date) -> bool:
    """Whether that day has gone."""
    return is_due(one, day) and one["by"] < day.isoformat()


def log_is_missing(one: dict[str, Any], day: date) -> bool:
    """Whether its owner has logged nothing for two weeks, and reported nothing."""
    return not one["reported"] and one["last_told"] <= (day - _TWO_WEEKS).isoformat()


def review_is_due(facts: dict[str, Any], day: date) -> bool:
    """Whether the guidelines are to be looked at."""
    return facts["review"] is not None and facts["review"] <= day.isoformat()


def this_week(facts: dict[str, Any], day: date) -> dict[str, Any]:
    """What of these facts concerns the week that begins on a day.

    Returns:
        when the group meets next and whether that is this week, how many experiments are open,
        overdue, and without a word for two weeks, whether the guidelines are due for review, and
        whether any of it needs somebody this week.
    """
    planned = facts["session"]
    meets = planned["start"][:10] if planned else facts["next_date"]
    soon = meets is not None and meets < (day + _WEEK).isoformat()
    today, long_ago = day.isoformat(), (day - _TWO_WEEKS).isoformat()
    overdue = sum(count for by, _, count in facts["unreported"] if by is not None and by < today)
    silent = sum(count for _, told, count in facts["unreported"] if told <= long_ago)
    review = review_is_due(facts, day)
    return {
        "meets": planned["words"] if planned else meets,
        "meets_this_week": soon,
        "open": facts["open_count"],
        "overdue": overdue,
        "logs_missing": silent,
        "guidelines_due": review,
        "needs_somebody": bool(soon or facts["unfinished"] or overdue or silent or review),
    }


def in_a_line(facts: dict[str, Any], week: dict[str, Any]) -> str:
    """A cohort in one line: what is next, when, by whom, and what is due."""
    if facts["unfinished"]:
        from peergroup_cli.model.days import day

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
