"""How each kind of record reads in Markdown: one function a kind, escaped lines out.

Labels are set in emphasis and ids in code: a member's text, in which all markup is disarmed,
cannot be mistaken for either.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.chain import chain, gist, parents
from peergroup_cli.exports.markdown_text import escape, in_line
from peergroup_cli.exports.wording import SOURCES, brief, day, number_of, plan
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Commitment, Entry, Parked
from peergroup_cli.model.practice import PracticeLog
from peergroup_cli.model.stages import (
    CONTROLS,
    OUTCOMES,
    Captured,
    Challenge,
    Experiment,
    Lesson,
    PracticeReport,
    Strategy,
    Thought,
)

NOTHING = "…"
"""What stands where a text is empty."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EARLIER_CHALLENGE = re.compile(r"m([0-9]+)-challenge-[a-z0-9-]+")


@dataclass(frozen=True)
class Page:
    """What the records' functions need beside the record: the names, and what may be read."""

    cohort: Cohort
    release: Release

    def name(self, member: str) -> str:
        """The member's name, escaped."""
        return in_line(self.cohort.name_of(member))

    def names(self, members: Iterable[str]) -> str:
        """The members' names, escaped, with commas."""
        return ", ".join(self.name(member) for member in members)


def item(page: Page, record: Captured) -> str:
    """Any captured record as the escaped lines of a list item."""
    return _ITEMS[type(record)](page, record)


def _challenge(page: Page, challenge: Challenge) -> str:
    links = (_EARLIER_CHALLENGE.fullmatch(link) for link in challenge.grew_from)
    meetings = [f"restated from meeting {link[1]}" for link in links if link]
    title = _headline(page, challenge, challenge.title, meetings)
    case = escape(challenge.case)
    return f"{title}\n\n{case}" if case else title


def _thought(page: Page, thought: Thought) -> str:
    facts = [CONTROLS[thought.control]] if thought.control else []
    return _headline(page, thought, thought.text, facts) + _links(thought, "seen in")


def _strategy(page: Page, strategy: Strategy) -> str:
    facts = [SOURCES[strategy.source]]
    return _headline(page, strategy, strategy.text, facts) + _links(strategy, "acts on")


def _experiment(page: Page, experiment: Experiment) -> str:
    partners = page.release.partners.get(experiment.id, ())
    rows = (
        _headline(page, experiment, plan(experiment)) + _links(experiment, "tries"),
        *_detail("Obstacle", experiment.obstacle),
        *_detail("Sign", experiment.sign),
        *_fact("By", day(experiment.by) if experiment.by else ""),
        *_fact("Practice partner", " and ".join(map(page.name, partners))),
        *(row for log in page.release.practice.logs_of(experiment.id) for row in _log(log)),
    )
    return "\n".join(rows)


def _log(log: PracticeLog) -> Iterator[str]:
    """An entry of the log: what was told of it, the day before the first of it."""
    told = [(part, getattr(log, part)) for part in ("did", "happened", "learned")]
    filled = [(part, text) for part, text in told if in_line(text)]
    for number, (part, text) in enumerate(filled):
        yield from _detail(f"{day(log.on)}, {part}" if number == 0 else part.capitalize(), text)


def _report(page: Page, report: PracticeReport) -> str:
    planned = [p for p in parents(page.release, report) if isinstance(p, Experiment)]
    rows = (
        _headline(page, report, OUTCOMES[report.outcome]),
        *_fact("Plan", _in_brief(planned)),
        *_detail("Did", report.did),
        *_detail("Happened", report.happened),
        *_detail("Surprise", report.surprise),
        *_detail("What got in the way", report.hindered),
        *_fact("Verdict", report.verdict or ""),
    )
    return "\n".join(rows)


def _lesson(page: Page, lesson: Lesson) -> str:
    consent = lesson.consent if lesson.disclosure == "organisation" else None
    rows = (
        _headline(page, lesson, lesson.insight),
        *_detail("Conditions", lesson.conditions),
        *_fact("Verdict", lesson.verdict or ""),
        *_fact("Grew from", _chain(page, lesson)),
        *_fact("Released", f"to other groups, on {day(consent)}" if consent else ""),
    )
    return "\n".join(rows)


def _commitment(page: Page, commitment: Commitment) -> str:
    rows = (
        _headline(page, commitment, commitment.behaviour),
        *_detail("Tested", commitment.tested),
        *_fact("Signed", _signature(commitment)),
    )
    return "\n".join(rows)


def _signature(commitment: Commitment) -> str:
    if commitment.signed:
        return day(commitment.signed)
    return "not signed" if commitment.declined else ""


def _saying(page: Page, record: Entry | Parked) -> str:
    return _headline(page, record, record.text)


def _headline(page: Page, record: Captured, text: str, facts: Iterable[str] = ()) -> str:
    """Who said it, the text, the facts about it in brackets, and its id."""
    member: str | None = getattr(record, "member", None)
    speaker = f"**{page.name(member)}**: " if member else ""
    words = in_line(text) if speaker else escape(text)
    marks = page.release.marks.get(record.id, 0)
    known = [*facts, *([number_of(marks, "mark")] if marks else [])]
    brackets = f" ({' · '.join(known)})" if known else ""
    return f"{speaker}{words or NOTHING}{brackets} `{record.id}`"


def _detail(label: str, text: str) -> Iterator[str]:
    """A line of its own for what was said, unless nothing was."""
    return _fact(label, in_line(text))


def _fact(label: str, escaped: str) -> Iterator[str]:
    if escaped:
        yield f"*{label}:* {escaped}"


def _links(record: Captured, word: str) -> str:
    ids = [f"`{link}`" for link in record.grew_from if _ID.fullmatch(link)]
    return f" {word} {', '.join(ids)}" if ids else ""


def _chain(page: Page, lesson: Lesson) -> str:
    return " ← ".join(map(_in_brief, chain(page.release, lesson)))


def _in_brief(records: Iterable[Captured]) -> str:
    known = ((in_line(brief(gist(one))), one.id) for one in records)
    return " · ".join(f"{words or NOTHING} `{record_id}`" for words, record_id in known)


_ITEMS: dict[type[Captured], Callable[[Page, Any], str]] = {
    Challenge: _challenge,
    Thought: _thought,
    Strategy: _strategy,
    Experiment: _experiment,
    PracticeReport: _report,
    Lesson: _lesson,
    Commitment: _commitment,
    Entry: _saying,
    Parked: _saying,
}
