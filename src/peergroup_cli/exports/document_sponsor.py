"""The sponsor's sheet as a document: numbers, and lessons with roles for names."""

from collections.abc import Iterator

from peergroup_cli.exports.document import (
    Block,
    Heading,
    Items,
    Line,
    Lines,
    Run,
    fact,
    name,
    said,
    shown,
)
from peergroup_cli.exports.sponsor import (
    FOR_THE_SPONSOR,
    NO_LESSONS,
    ReleasedLesson,
    SponsorSheet,
    count_line,
    told_of,
)
from peergroup_cli.exports.wording import number_of
from peergroup_cli.model.cohort import Cohort


def sponsor_head(cohort: Cohort) -> Iterator[Block]:
    """The blocks at the top of the sheet."""
    yield Heading(1, shown(cohort.name))
    lines = [fact("Organisation", said(cohort.organisation))] if cohort.organisation else []
    yield Lines((*lines, fact("For the sponsor", Run(f"{FOR_THE_SPONSOR}."))))


def sponsor_body(sheet: SponsorSheet) -> Iterator[Block]:
    """The blocks of the sheet, without the line that says what was left out."""
    yield Heading(2, "In numbers", "numbers")
    counts = [f"{number_of(sheet.meetings, 'meeting')} held", *map(count_line, sheet.counts)]
    yield Items(tuple(((Run(count),),) for count in counts))
    yield Heading(2, "Lessons", "lessons")
    if sheet.lessons:
        yield Items(tuple(tuple(_lesson(one)) for one in sheet.lessons))
    else:
        yield Lines(((Run(NO_LESSONS, "label"),),))


def _lesson(lesson: ReleasedLesson) -> Iterator[Line]:
    yield (name(lesson.role), Run(": "), said(lesson.insight), Run(" "), Run(lesson.id, "id"))
    for label, text in told_of(lesson).items():
        if shown(text):
            yield fact(label, said(text))
