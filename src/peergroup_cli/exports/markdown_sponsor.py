"""The sponsor's sheet as Markdown: numbers, and lessons with roles for names."""

from collections.abc import Iterator

from peergroup_cli.exports.markdown_text import bullets, escape, in_line
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


def sponsor_head(cohort: Cohort) -> Iterator[str]:
    """The blocks at the top of the sheet."""
    yield f"# {escape(cohort.name)}"
    if cohort.organisation:
        yield f"**Organisation**: {in_line(cohort.organisation)}"
    yield f"**For the sponsor**: {FOR_THE_SPONSOR}."


def sponsor_body(sheet: SponsorSheet) -> Iterator[str]:
    """The blocks of the sheet, without the line that says what was left out."""
    yield "## In numbers"
    yield bullets([f"{number_of(sheet.meetings, 'meeting')} held", *map(count_line, sheet.counts)])
    yield "## Lessons"
    lessons = [_lesson(one) for one in sheet.lessons]
    yield bullets(lessons) if lessons else f"*{NO_LESSONS}*"


def _lesson(lesson: ReleasedLesson) -> str:
    told = told_of(lesson)
    lines = [f"**{in_line(lesson.role)}**: {in_line(lesson.insight) or '…'} `{lesson.id}`"]
    lines += [f"*{label}:* {in_line(text)}" for label, text in told.items() if in_line(text)]
    return "\n".join(lines)
