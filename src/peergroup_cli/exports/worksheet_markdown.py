"""A practice worksheet as Markdown: to be filled in with any editor, in Word or in a mail.

Each place to write is a label of its own with a colon behind it, so that it is found again
whatever an editor does to the lines around it.
"""

from collections.abc import Iterator

from peergroup_cli.exports.markdown_text import escape, in_line, laid_out
from peergroup_cli.exports.wording import day
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.model.worksheet import (
    END,
    EXPERIMENT,
    HOW,
    LOG_LABELS,
    PLAN,
    REPORT,
    REPORT_LABELS,
    TIP,
    TITLE,
    WEEK,
    Worksheet,
)


def render(sheet: Worksheet) -> str:
    """The empty worksheet as one Markdown document."""
    return (
        "\n\n".join([*_head(sheet), *_plan(sheet), *_weeks(sheet), *_report(), f"({END})"]) + "\n"
    )


def _head(sheet: Worksheet) -> Iterator[str]:
    yield f"# {TITLE}"
    yield HOW
    yield sheet.read_by
    yield f"{EXPERIMENT}: {sheet.cohort} {sheet.experiment}"
    yield f"For: {in_line(sheet.member)}"
    if sheet.partners:
        yield f"Practice partner: {' and '.join(map(in_line, sheet.partners))}"
    if sheet.by:
        yield f"Until: {day(sheet.by)}"


def _plan(sheet: Worksheet) -> Iterator[str]:
    yield f"## {PLAN}"
    # quoted, so that no line of it is taken for one of the sheet's own
    for before, text in (
        ("", sheet.plan),
        ("What could get in the way: ", sheet.obstacle),
        ("How I will see that it works: ", sheet.sign),
    ):
        if words := in_line(text) if before else escape(text):
            block = laid_out(before + words)
            yield "\n".join(f"> {line}".rstrip() for line in block.split("\n"))


def _weeks(sheet: Worksheet) -> Iterator[str]:
    for number, _ in enumerate(sheet.logs, start=1):
        yield f"## {WEEK} {number}"
        if number <= len(sheet.tips):
            yield f"{TIP}: {in_line(sheet.tips[number - 1])}"
        yield from (f"{label}:" for label in LOG_LABELS.values())


def _report() -> Iterator[str]:
    yield f"## {REPORT}"
    first, *others = REPORT_LABELS.values()
    yield f"{first} ({', '.join(OUTCOMES)}):"
    yield from (f"{label}:" for label in others)
