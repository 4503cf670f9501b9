"""What a group tried, as a story: from the case to the lesson, one strategy after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.chain import chain, parents
from peergroup_cli.exports.document import (
    Block,
    Heading,
    Items,
    Line,
    Lines,
    Run,
    fact,
    said,
    shown,
)
from peergroup_cli.exports.document_records import Sheet
from peergroup_cli.exports.wording import brief, day, plan, times
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.practice import PracticeLog
from peergroup_cli.model.stages import (
    OUTCOMES,
    Challenge,
    Experiment,
    Lesson,
    PracticeReport,
    Source,
    Strategy,
    Thought,
)

_ORIGINS: dict[Source, str] = {
    "own": "An idea of your own",
    "material": "Found in material",
    "ledger": "Taken over from what groups here had tried before",
}


@dataclass(frozen=True)
class Course:
    """An experiment, and all that was told of it in meetings afterwards."""

    experiment: Experiment
    reports: tuple[tuple[Meeting, PracticeReport], ...]
    lessons: tuple[Lesson, ...]


def tried(sheet: Sheet) -> Iterator[Block]:
    """The experiments under the strategies that they tried, then what has no such place."""
    courses = _courses(sheet.release)
    for strategy, group in _by_strategy(sheet.release, courses).values():
        yield from _strategy(sheet, strategy, group) if strategy else ()
    alone = [one for one in courses if _strategy_of(sheet.release, one) is None]
    if alone:
        yield Heading(3, "Plans that stand for themselves")
        yield Items(tuple(tuple(_told(sheet, one)) for one in alone))
    known = {report.id for one in courses for _, report in one.reports}
    others = [(m, r) for m, r in _reports(sheet.release) if r.id not in known]
    if others:
        yield Heading(3, "What else was told of practice")
        lines = (tuple(_report(m, r, by=(sheet.name(r.member),))) for m, r in others)
        yield Items(tuple(lines))


def untried(release: Release) -> tuple[Strategy, ...]:
    """The strategies that nobody has taken to work, as far as these notes tell."""
    meetings = [notes.meeting for notes in release.notes]
    used = {link for m in meetings for one in m.experiments for link in one.grew_from}
    return tuple(one for m in meetings for one in m.strategies if one.id not in used)


def _courses(release: Release) -> list[Course]:
    """What became of each experiment, in the order in which they were made."""
    meetings = [notes.meeting for notes in release.notes]
    reports: dict[str, list[tuple[Meeting, PracticeReport]]] = {}
    for meeting, report in _reports(release):
        for link in dict.fromkeys(report.grew_from):
            reports.setdefault(link, []).append((meeting, report))
    lessons: dict[str, list[Lesson]] = {}
    for lesson in (one for m in meetings for one in m.lessons):
        for link in lesson.grew_from:
            lessons.setdefault(link, []).append(lesson)
    found = []
    for experiment in (one for m in meetings for one in m.experiments):
        told = tuple(reports.get(experiment.id, ()))
        sources = (experiment.id, *(report.id for _, report in told))
        learned = {one.id: one for source in sources for one in lessons.get(source, ())}
        found.append(Course(experiment, told, tuple(learned.values())))
    return found


def _reports(release: Release) -> list[tuple[Meeting, PracticeReport]]:
    return [(one.meeting, report) for one in release.notes for report in one.meeting.reports]


def _strategy_of(release: Release, course: Course) -> Strategy | None:
    found = (one for one in parents(release, course.experiment) if isinstance(one, Strategy))
    return next(found, None)


def _by_strategy(
    release: Release, courses: Sequence[Course]
) -> dict[str, tuple[Strategy, list[Course]]]:
    groups: dict[str, tuple[Strategy, list[Course]]] = {}
    for course in courses:
        if strategy := _strategy_of(release, course):
            groups.setdefault(strategy.id, (strategy, []))[1].append(course)
    return groups


def _strategy(sheet: Sheet, strategy: Strategy, group: Sequence[Course]) -> Iterator[Block]:
    title = brief(strategy.text)
    yield Heading(3, shown(title) or "A strategy without words")
    if title != one_line(strategy.text):
        yield Lines(((said(strategy.text),),))
    yield Lines(tuple(_roots(sheet, strategy, len(group))))
    yield Items(tuple(tuple(_told(sheet, one)) for one in group))


def _roots(sheet: Sheet, strategy: Strategy, number: int) -> Iterator[Line]:
    """Where a strategy came from: whose idea, which cause, which cases."""
    whose = (Run(", said by "), sheet.name(strategy.member)) if strategy.member else ()
    taken = Run(f", taken to work {times(number)}. ")
    yield (Run(_ORIGINS[strategy.source]), *whose, taken, Run(strategy.id, "id"))
    links = [one for link in chain(sheet.release, strategy) for one in link]
    for cause in (one for one in links if isinstance(one, Thought)):
        yield fact("It answers", said(brief(cause.text)), Run(" "), Run(cause.id, "id"))
    if cases := [one for one in links if isinstance(one, Challenge)]:
        yield fact("Seen in", *_named(sheet, cases))


def _named(sheet: Sheet, cases: Sequence[Challenge]) -> Iterator[Run]:
    """The cases in a row, each with the one who told it."""
    for place, case in enumerate(cases):
        yield from (Run(" · "),) if place else ()
        yield from (said(brief(case.title)), Run(" ("), sheet.name(case.member), Run(")"))


def _told(sheet: Sheet, course: Course) -> Iterator[Line]:
    """An experiment from its plan to its lesson."""
    experiment = course.experiment
    yield (
        sheet.name(experiment.member),
        Run(": "),
        said(plan(experiment)),
        Run(" "),
        Run(experiment.id, "id"),
    )
    for log in sheet.release.practice.logs_of(experiment.id):
        yield from _log(log)
    for meeting, report in course.reports:
        yield from _report(meeting, report)
    if not course.reports:
        yield (Run("No meeting has heard yet what came of it."),)
    for lesson in course.lessons:
        yield fact("Lesson", said(lesson.insight), Run(" "), Run(lesson.id, "id"))


def _log(log: PracticeLog) -> Iterator[Line]:
    """What was learned on the way; the rest of the log is in the minutes."""
    if shown(log.learned):
        yield fact(f"Learned on the way, {day(log.on)}", said(log.learned))


def _report(meeting: Meeting, report: PracticeReport, by: Line = ()) -> Iterator[Line]:
    """What was told of it in a meeting; `by` says who told it, where that is not said yet."""
    on, outcome = day(meeting.held_on), Run(OUTCOMES[report.outcome], "strong")
    yield (*by, Run(f", on {on}: " if by else f"On {on}: "), outcome)
    details = {
        "Did": report.did,
        "What happened": report.happened,
        "The surprise": report.surprise,
        "What got in the way": report.hindered,
    }
    yield from (fact(label, said(text)) for label, text in details.items() if shown(text))
    if report.verdict:
        yield fact("Verdict", Run(report.verdict))
