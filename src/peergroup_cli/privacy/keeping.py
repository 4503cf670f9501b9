"""What of the notes stays when all else goes: released lessons, in their released words.

Behind such a lesson its chain stays as bare rows: that something was tried, and of which strategy,
so that the ledger goes on counting it. No word stays that was not released.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import Captured, Experiment, Lesson, PracticeReport, Strategy

R = TypeVar("R", bound=Captured)


def released_chains(meetings: Sequence[Meeting], owner: str | None = None) -> dict[str, Captured]:
    """By id each released lesson, and the bare rows behind it.

    Args:
        meetings: all meetings of the cohort.
        owner: only the lessons of this member.
    """
    known = {record.id: record for meeting in meetings for record in meeting.captured}
    kept: dict[str, Captured] = {}
    for meeting in meetings:
        for lesson in meeting.lessons:
            released = lesson.consent is not None and lesson.disclosure == "organisation"
            if released and owner in (None, lesson.member):
                kept |= {record.id: record for record in _chain(lesson, known)}
    return kept


def _chain(lesson: Lesson, known: dict[str, Captured]) -> Iterator[Captured]:
    report = _first(lesson, known, PracticeReport)
    experiment = _first(report, known, Experiment)
    strategy = _first(experiment, known, Strategy)
    # the verdict was released with the lesson, even where the report alone holds it
    verdict = lesson.verdict or (report.verdict if report else None)
    yield lesson.changed(verdict=verdict, grew_from=_ids(report))
    if report:
        told = dict.fromkeys(("did", "happened", "surprise", "hindered"), "")
        yield report.changed(**told, grew_from=_ids(experiment), disclosure="room")
    if experiment:
        planned = dict.fromkeys(("situation", "action", "obstacle", "sign"), "")
        yield experiment.changed(
            **planned, by=None, partner=None, grew_from=_ids(strategy), disclosure="room"
        )
    if strategy:
        seen = "group" if lesson.strategy else "room"
        yield strategy.changed(text=lesson.strategy, member=None, grew_from=(), disclosure=seen)


def _first(record: Captured | None, known: dict[str, Captured], kind: type[R]) -> R | None:
    links: Iterable[str] = record.grew_from if record else ()
    found = (known[link] for link in links if link in known)
    return next((one for one in found if isinstance(one, kind)), None)


def _ids(record: Captured | None) -> tuple[str, ...]:
    return (record.id,) if record else ()
