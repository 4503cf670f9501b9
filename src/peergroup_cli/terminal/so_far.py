"""What the group has made in a meeting so far, in short lines."""

from collections import Counter
from typing import TypeVar

from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.stages import Captured
from peergroup_cli.session.walk import Session

_LONGEST = 100

R = TypeVar("R", bound=Captured)


def so_far(session: Session) -> list[str]:
    """The headings and lines of what is there: titles of cases, thoughts, strategies and so on.

    What stays with a member or in the room is left out: others may look over one's shoulder.
    """
    meeting = session.meeting
    name = session.context.cohort.name_of
    marks = Counter(record for row in meeting.marks for record in row.to)

    def marked(record: Captured) -> str:
        return f" · marks: {marks[record.id]}" if marks[record.id] else ""

    groups: list[tuple[str, list[str]]] = [
        ("Challenges", [f"{name(c.member)}: {c.title}" for c in _open(meeting.challenges)]),
        ("Thoughts", [f"{t.text}{marked(t)}" for t in _open(meeting.thoughts)]),
        ("Strategies", [f"{s.text}{marked(s)}" for s in _open(meeting.strategies)]),
        ("Experiments", [f"{name(e.member)}: {e.action}" for e in _open(meeting.experiments)]),
        ("Lessons", [lesson.insight for lesson in _open(meeting.lessons)]),
        ("Noted", [entry.text for entry in _open(meeting.entries)]),
    ]
    lines: list[str] = []
    for heading, texts in groups:
        shown = [one_line(text) for text in texts if text.strip()]
        if shown:
            lines.append(f"{heading}:")
            lines += [f"  {number}  {_short(t)}" for number, t in enumerate(shown, start=1)]
    return lines


def _open(records: tuple[R, ...]) -> list[R]:
    return [record for record in records if record.disclosure in ("group", "organisation")]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
