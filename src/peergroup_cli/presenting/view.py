"""What the participants' view shows of a meeting: built from what may be seen, nothing else."""

from datetime import datetime
from typing import Any

from peergroup_cli.model.agenda import OPENING, Segment
from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.plain_text import spelled_out
from peergroup_cli.session.clock import clock_of
from peergroup_cli.session.walk import Session

_SEEN: tuple[Disclosure, ...] = ("group", "organisation")


def view_of(session: Session, now: datetime, *, paused: bool = False) -> dict[str, Any]:
    """The view as it is sent to the page, ready for JSON; times are in seconds.

    It holds the agenda's own words, the names of whose turn it is and who is next, and of what
    was noted only the guidelines and the lines of lists, those that the group may read, without
    who said them. Nothing from a round, and not how long somebody has spoken.

    Args:
        session: the meeting as it stands.
        now: this instant.
        paused: whether the clock stands still.
    """
    meeting, segment = session.meeting, session.segment
    clock = clock_of(session, now)
    view: dict[str, Any] = {
        "cohort": session.context.cohort.name,
        "meeting": meeting.agenda.title,
        "over": segment is None,
        "paused": paused,
        "rail": _rail(session, segment),
        "pooled": _pooled(session),
    }
    if segment is None or clock is None:
        return _spelled_table(view)
    view |= {
        "segment": segment.title,
        "say": segment.prompts[0].say,
        "used": int(clock.used.total_seconds()),
        "planned": int(clock.planned.total_seconds()),
        "turn": None,
    }
    if clock.turn:
        name = session.context.cohort.name_of
        view["turn"] = {
            "name": name(clock.turn.member),
            "next": name(clock.waiting[0]) if clock.waiting else "",
        }
    return _spelled_table(view)


def _spelled_table(table: dict[str, Any]) -> dict[str, Any]:
    """The table with all its texts as a terminal shows them: nothing hidden, nothing turned."""
    return {key: _spelled(value) for key, value in table.items()}


def _spelled(value: Any) -> Any:
    if isinstance(value, dict):
        return _spelled_table(value)
    if isinstance(value, list):
        return [_spelled(one) for one in value]
    return spelled_out(value) if isinstance(value, str) else value


def _rail(session: Session, segment: Segment | None) -> list[dict[str, str]]:
    steps = session.meeting.agenda.steps
    keys = [step.key for step in steps]
    if segment is None:
        now = len(keys)
    else:
        now = -1 if segment.stage == OPENING else keys.index(segment.stage)
    states = ["done" if n < now else "now" if n == now else "ahead" for n in range(len(keys))]
    return [
        {"title": step.title, "state": state} for step, state in zip(steps, states, strict=True)
    ]


def _pooled(session: Session) -> list[dict[str, Any]]:
    """The lists of this meeting, each with its lines; the newest list comes first."""
    meeting = session.meeting
    lists: list[dict[str, Any]] = []
    for segment in meeting.agenda.segments:
        here = [
            (kind, record)
            for kind, records in (
                ("list", meeting.entries),
                ("thoughts", meeting.thoughts),
                ("strategies", meeting.strategies),
            )
            for record in records
            if record.segment == segment.key and record.disclosure in _SEEN
        ]
        # the form decides: entries are kept by rounds as well, and those are not shown
        lines = [str(record.text) for kind, record in here if kind == segment.capture]
        if segment.capture == "guidelines" and meeting.guidelines:
            lines = [line.text for line in meeting.guidelines.lines]
        lines = [line for line in lines if line.strip()]
        if lines:
            lists.append({"title": segment.title, "lines": lines})
    return lists[::-1]
