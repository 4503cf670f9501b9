"""How each kind of record reads in a document: one function a kind, lines of runs out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.chain import chain, gist, parents
from peergroup_cli.exports.document import Line, Run, fact, joined, name, said, shown
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

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EARLIER_CHALLENGE = re.compile(r"m([0-9]+)-challenge-[a-z0-9-]+")


@dataclass(frozen=True)
class Sheet:
    """What the records' functions need beside the record: the names, and what may be read."""

    cohort: Cohort
    release: Release

    def name(self, member: str) -> Run:
        """The member's name."""
        return name(self.cohort.name_of(member))

    def names(self, members: Iterable[str]) -> Line:
        """The members' names, with commas."""
        return joined(self.name(member) for member in members)


def item(sheet: Sheet, record: Captured) -> tuple[Line, ...]:
    """Any captured record as the lines of a list item."""
    return tuple(_ITEMS[type(record)](sheet, record))


def _challenge(sheet: Sheet, challenge: Challenge) -> Iterator[Line]:
    links = (_EARLIER_CHALLENGE.fullmatch(link) for link in challenge.grew_from)
    meetings = [f"restated from meeting {link[1]}" for link in links if link]
    yield _headline(sheet, challenge, challenge.title, meetings)
    if shown(challenge.case):
        yield (said(challenge.case),)


def _thought(sheet: Sheet, thought: Thought) -> Iterator[Line]:
    facts = [CONTROLS[thought.control]] if thought.control else []
    yield _headline(sheet, thought, thought.text, facts) + _links(thought, "seen in")


def _strategy(sheet: Sheet, strategy: Strategy) -> Iterator[Line]:
    facts = [SOURCES[strategy.source]]
    yield _headline(sheet, strategy, strategy.text, facts) + _links(strategy, "acts on")


def _experiment(sheet: Sheet, experiment: Experiment) -> Iterator[Line]:
    yield _headline(sheet, experiment, plan(experiment)) + _links(experiment, "tries")
    yield from _detail("Obstacle", experiment.obstacle)
    yield from _detail("Sign", experiment.sign)
    if experiment.by:
        yield fact("By", Run(day(experiment.by)))
    if partners := sheet.release.partners.get(experiment.id):
        yield fact("Practice partner", *joined(map(sheet.name, partners), " and "))
    for log in sheet.release.practice.logs_of(experiment.id):
        yield from _log(log)


def _log(log: PracticeLog) -> Iterator[Line]:
    """An entry of the log: what was told of it, the day before the first of it."""
    told = [(part, getattr(log, part)) for part in ("did", "happened", "learned")]
    filled = [(part, text) for part, text in told if shown(text)]
    for number, (part, text) in enumerate(filled):
        yield from _detail(f"{day(log.on)}, {part}" if number == 0 else part.capitalize(), text)


def _report(sheet: Sheet, report: PracticeReport) -> Iterator[Line]:
    planned = [p for p in parents(sheet.release, report) if isinstance(p, Experiment)]
    yield _headline(sheet, report, OUTCOMES[report.outcome])
    if planned:
        yield fact("Plan", *_in_brief(planned))
    yield from _detail("Did", report.did)
    yield from _detail("Happened", report.happened)
    yield from _detail("Surprise", report.surprise)
    yield from _detail("What got in the way", report.hindered)
    if report.verdict:
        yield fact("Verdict", Run(report.verdict))


def _lesson(sheet: Sheet, lesson: Lesson) -> Iterator[Line]:
    yield _headline(sheet, lesson, lesson.insight)
    yield from _detail("Conditions", lesson.conditions)
    if lesson.verdict:
        yield fact("Verdict", Run(lesson.verdict))
    if links := chain(sheet.release, lesson):
        runs = [run for link in links for run in (Run(" ← "), *_in_brief(link))]
        yield fact("Grew from", *runs[1:])
    if lesson.disclosure == "organisation" and lesson.consent:
        yield fact("Released", Run(f"to other groups, on {day(lesson.consent)}"))


def _commitment(sheet: Sheet, commitment: Commitment) -> Iterator[Line]:
    yield _headline(sheet, commitment, commitment.behaviour)
    yield from _detail("Tested", commitment.tested)
    if commitment.signed:
        yield fact("Signed", Run(day(commitment.signed)))
    elif commitment.declined:
        yield fact("Signed", Run("not signed"))


def _saying(sheet: Sheet, record: Entry | Parked) -> Iterator[Line]:
    yield _headline(sheet, record, record.text)


def _headline(sheet: Sheet, record: Captured, text: str, facts: Iterable[str] = ()) -> Line:
    """Who said it, the text, the facts about it in brackets, and its id."""
    member: str | None = getattr(record, "member", None)
    speaker = (sheet.name(member), Run(": ")) if member else ()
    marks = sheet.release.marks.get(record.id, 0)
    known = [*facts, *([number_of(marks, "mark")] if marks else [])]
    brackets = f" ({' · '.join(known)}) " if known else " "
    return (*speaker, said(text), Run(brackets), Run(record.id, "id"))


def _detail(label: str, text: str) -> Iterator[Line]:
    """A line of its own for what was said, unless nothing was."""
    if shown(text):
        yield fact(label, said(text))


def _links(record: Captured, word: str) -> Line:
    ids = [Run(link, "id") for link in record.grew_from if _ID.fullmatch(link)]
    return (Run(f" {word} "), *joined(ids)) if ids else ()


def _in_brief(records: Iterable[Captured]) -> Line:
    runs: list[Run] = []
    for record in records:
        runs += [Run(" · "), said(brief(gist(record))), Run(" "), Run(record.id, "id")]
    return tuple(runs[1:])


_ITEMS: dict[type[Captured], Callable[[Sheet, Any], Iterator[Line]]] = {
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
