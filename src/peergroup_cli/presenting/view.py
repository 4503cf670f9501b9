"""What the participants' view shows of a meeting: built from what may be seen, nothing else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peergroup_cli.model.agenda import OPENING, Segment
from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.meeting import Entry, Meeting
from peergroup_cli.model.plain_text import spelled_out
from peergroup_cli.model.stages import Strategy, Thought
from peergroup_cli.session.clock import clock_of
from peergroup_cli.session.walk import Session

_SEEN: tuple[Disclosure, ...] = ("group", "organisation")

CHOSEN_FROM = "To choose from"
"""Stands above the lines that the question in the terminal asks to choose from, by number."""


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
    """The lists of this meeting, the one that is chosen from first, then the newest.

    A line has a number only where that is what is typed at the question in the terminal: else
    somebody who says “one” and somebody who types 1 could mean two things.
    """
    meeting, question = session.meeting, session.question
    choices = [c for c in question.choices if c.key.isdecimal()] if question else []
    typed = {choice.value: int(choice.key) for choice in choices}
    lists: list[dict[str, Any]] = []
    chosen_from: list[dict[str, Any]] = []
    for segment in meeting.agenda.segments:
        lines = [
            {"number": typed.get(key, 0), "text": text}
            for key, text in _lines(meeting, segment)
            if text.strip()
        ]
        chosen_from += [line for line in lines if line["number"]]
        if others := [line for line in lines if not line["number"]]:
            lists.append({"title": segment.title, "lines": others})
    if chosen_from:
        chosen_from.sort(key=lambda line: line["number"])
        lists.append({"title": CHOSEN_FROM, "lines": chosen_from})
    return lists[::-1]


def _lines(meeting: Meeting, segment: Segment) -> list[tuple[str, str]]:
    """What a segment has listed that the group may see: what names it in the file, and its words.

    The form decides: entries are kept by rounds as well, and those are not shown.
    """
    if segment.capture == "guidelines":
        # nobody chooses from them
        return [("", line.text) for line in meeting.guidelines.lines] if meeting.guidelines else []
    records: Sequence[Entry | Thought | Strategy] = ()
    if segment.capture == "list":
        records = meeting.entries
    elif segment.capture == "thoughts":
        records = meeting.thoughts
    elif segment.capture == "strategies":
        records = meeting.strategies
    return [
        (record.id, record.text)
        for record in records
        if record.segment == segment.key and record.disclosure in _SEEN
    ]
