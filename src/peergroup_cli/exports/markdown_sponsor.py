"""The sponsor's sheet as Markdown: numbers, and lessons with roles for names."""

from collections.abc import Iterator

from peergroup_cli.exports.counting import Count
from peergroup_cli.exports.markdown_text import bullets, escape, in_line
from peergroup_cli.exports.sponsor import ReleasedLesson, SponsorSheet
from peergroup_cli.exports.wording import day, number_of
from peergroup_cli.model.cohort import Cohort


def sponsor_blocks(cohort: Cohort, sheet: SponsorSheet) -> Iterator[str]:
    """The blocks of the sheet, without the line that says what was left out."""
    yield f"# {escape(cohort.name)}"
    if cohort.organisation:
        yield f"**Organisation**: {in_line(cohort.organisation)}"
    yield "**For the sponsor**: what its owners have released, with roles in place of names."
    yield "## In numbers"
    yield bullets([f"{number_of(sheet.meetings, 'meeting')} held", *map(_count, sheet.counts)])
    yield "## Lessons"
    lessons = [_lesson(one) for one in sheet.lessons]
    yield bullets(lessons) if lessons else "*None has been released yet.*"


def _count(count: Count) -> str:
    if count.number is None:
        return f"{count.what}: withheld, as fewer than five people stand behind it"
    return f"{count.what}: {count.number}"


def _lesson(lesson: ReleasedLesson) -> str:
    told = {
        "Conditions": lesson.conditions,
        "Strategy": lesson.strategy,
        "Cause": lesson.cause,
        "Verdict": lesson.verdict,
        "Told": day(lesson.on),
        "Released": day(lesson.released),
    }
    lines = [f"**{in_line(lesson.role)}**: {in_line(lesson.insight) or '…'} `{lesson.id}`"]
    lines += [f"*{label}:* {in_line(text)}" for label, text in told.items() if in_line(text)]
    return "\n".join(lines)
