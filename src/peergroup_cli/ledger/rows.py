"""What the ledger knows of one cohort, as rows: built from what may be seen, nothing else.

A *test* is a practice report on something that was tried: one row each. A test leaves its cohort
only with the lesson that its owner has released, and only in the words of that lesson.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.stages import (
    Captured,
    Experiment,
    Lesson,
    PracticeReport,
    Strategy,
    Thought,
    Verdict,
)

R = TypeVar("R", bound=Captured)

SEEN_BY_ALL: tuple[Disclosure, ...] = ("organisation",)
SEEN_BY_THE_GROUP: tuple[Disclosure, ...] = ("group", "organisation")


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson, or a test that has none yet, with the words that may be seen.

    Args:
        cohort: its cohort's id.
        id: the lesson's id; where there is none, that of the practice report.
        report: the id of the practice report.
        experiment: the id of the experiment.
        member: the id of its owner. Shown to nobody outside the cohort.
        on: the day on which it was told.
        verdict: keep, adapt, drop or unclear.
        insight: the lesson in a sentence.
        conditions: under which conditions it holds.
        strategy: what was tried, in words.
        cause: what it acts on.
        told: what else the cohort itself may read and search: challenge, plan, what happened.
        released: whether it may be seen outside the cohort.
    """

    cohort: str
    id: str
    report: str
    experiment: str
    member: str
    on: date
    verdict: Verdict
    insight: str = ""
    conditions: str = ""
    strategy: str = ""
    cause: str = ""
    told: str = ""
    released: bool = False


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A strategy: which one it is the same as; its words only for the cohort itself.

    `module` is the key of the topic module with which the meeting was held that noted it, if any.
    """

    cohort: str
    id: str
    same_as: str
    text: str = ""
    module: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """What is shown of a lesson's owner in place of the name, and what lessons are filtered by."""

    cohort: str
    id: str
    role: str
    level: str
    unit: str


def released_rows(meeting: Meeting) -> Iterator[LessonRow]:
    """The released lessons of a meeting: their own words, and those that were released with them.

    What lies behind them stays in the cohort, so one file is enough to know them.
    """
    reports = {report.id: report for report in meeting.reports}
    for lesson in meeting.lessons:
        if lesson.disclosure not in SEEN_BY_ALL or lesson.consent is None:
            continue
        report = next((reports[one] for one in lesson.grew_from if one in reports), None)
        yield LessonRow(
            cohort=meeting.cohort,
            id=lesson.id,
            report=report.id if report else "",
            experiment=report.grew_from[0] if report and report.grew_from else "",
            member=lesson.member,
            on=meeting.held_on,
            verdict=_verdict(lesson, report),
            insight=lesson.insight,
            conditions=lesson.conditions,
            strategy=lesson.strategy,
            cause=lesson.cause,
            released=True,
        )


def own_rows(meetings: Sequence[Meeting]) -> Iterator[LessonRow]:
    """All tests of a cohort that its own members may read, with all that the group may read.

    A released lesson is among them whatever class its practice report has.

    Args:
        meetings: all meetings of the cohort, oldest first.
    """
    rows = list(_own_tests(meetings))
    shown = {row.id for row in rows}
    yield from rows
    # what its owner has released is seen by all, whatever became of the report behind it
    released = (row for meeting in meetings for row in released_rows(meeting))
    yield from (row for row in released if row.id not in shown)


def _own_tests(meetings: Sequence[Meeting]) -> Iterator[LessonRow]:
    known = {record.id: record for meeting in meetings for record in meeting.captured}
    lessons = _lessons_by_report(meetings)
    shown: set[str] = set()
    for meeting in meetings:
        for report in meeting.reports:
            if report.was_practised and report.disclosure in SEEN_BY_THE_GROUP:
                row = _own_row(meeting, report, lessons.get(report.id), known)
                shown.add(row.id)
                yield row
    # what others may read, its own group may: in the words that were released
    released = (row for meeting in meetings for row in released_rows(meeting))
    yield from (row for row in released if row.id not in shown)


def strategy_rows(meeting: Meeting, *, with_words: bool) -> Iterator[StrategyRow]:
    """The strategies of a meeting. Without words, all that is told is which are the same."""
    for one in meeting.strategies:
        words = one.text if with_words and one.disclosure in SEEN_BY_THE_GROUP else ""
        same_as = _global(meeting.cohort, one.same_as)
        yield StrategyRow(meeting.cohort, one.id, same_as, words, meeting.module or "")


def experiment_rows(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """The id of each experiment of a meeting, and of the strategy that it grew from."""
    for experiment in meeting.experiments:
        if experiment.grew_from:
            yield experiment.id, experiment.grew_from[0]


def member_rows(cohort: str, members: Iterable[Member]) -> Iterator[MemberRow]:
    """The members of a cohort, also those who have left, without their names."""
    for member in members:
        yield MemberRow(cohort, member.id, member.role, member.level, member.unit)


def _own_row(
    meeting: Meeting, report: PracticeReport, lesson: Lesson | None, known: dict[str, Captured]
) -> LessonRow:
    seen = lesson if lesson and lesson.disclosure in SEEN_BY_THE_GROUP else None
    experiment = _first(report.grew_from, known, Experiment)
    strategy = _first(experiment.grew_from, known, Strategy) if experiment else None
    causes = [known[one] for one in (strategy.grew_from if strategy else ()) if one in known]
    seen_causes = [one.text for one in _seen(causes) if isinstance(one, Thought)]
    plan = experiment if experiment and experiment.disclosure in SEEN_BY_THE_GROUP else None
    is_released = bool(seen and seen.disclosure in SEEN_BY_ALL and seen.consent)
    own_words = strategy.text if strategy and strategy.disclosure in SEEN_BY_THE_GROUP else ""
    told = (
        *(getattr(one, "title", "") for one in _seen(_challenges(causes, known))),
        *((plan.situation, plan.action, plan.obstacle, plan.sign) if plan else ()),
        *(report.did, report.happened, report.surprise),
    )
    return LessonRow(
        cohort=meeting.cohort,
        id=seen.id if seen else report.id,
        report=report.id,
        experiment=experiment.id if experiment else "",
        member=report.member,
        on=meeting.held_on,
        verdict=_verdict(seen, report),
        insight=seen.insight if seen else "",
        conditions=seen.conditions if seen else "",
        strategy=(seen.strategy if seen and is_released else "") or own_words,
        cause=(seen.cause if seen and is_released else "") or "; ".join(seen_causes),
        told="\n".join(filter(None, told)),
        released=is_released,
    )


def _verdict(lesson: Lesson | None, report: PracticeReport | None) -> Verdict:
    return (lesson and lesson.verdict) or (report and report.verdict) or "unclear"


def _lessons_by_report(meetings: Iterable[Meeting]) -> dict[str, Lesson]:
    return {one: lesson for m in meetings for lesson in m.lessons for one in lesson.grew_from}


def _challenges(causes: Iterable[Captured], known: dict[str, Captured]) -> list[Captured]:
    return [known[one] for cause in causes for one in cause.grew_from if one in known]


def _seen(records: Iterable[Captured]) -> list[Captured]:
    return [record for record in records if record.disclosure in SEEN_BY_THE_GROUP]


def _first(ids: Iterable[str], known: dict[str, Captured], kind: type[R]) -> R | None:
    found = (known[one] for one in ids if one in known)
    return next((record for record in found if isinstance(record, kind)), None)


def _global(cohort: str, same_as: str) -> str:
    """The whole name of a strategy: its cohort and its id."""
    return same_as if "/" in same_as or not same_as else f"{cohort}/{same_as}"
