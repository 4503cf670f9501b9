"""The worksheets of a packet as parts of a document: the plan, and lines to write on."""

from collections.abc import Iterator

from peergroup_cli.exports.document import (
    Block,
    Grid,
    Heading,
    Line,
    Lines,
    Run,
    fact,
    joined,
    name,
    said,
    shown,
)
from peergroup_cli.exports.wording import day
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.model.worksheet import (
    EXPERIMENT,
    LOG_LABELS,
    PLAN,
    REPORT,
    REPORT_LABELS,
    TIP,
    TITLE,
    WEEK,
    Worksheet,
)


def worksheet_blocks(sheet: Worksheet) -> Iterator[Block]:
    """The worksheet of one experiment."""
    yield Heading(2, TITLE, f"worksheet-{sheet.experiment}")
    yield Lines(tuple(_facts(sheet)))
    yield Heading(3, PLAN)
    yield Lines(tuple(_plan(sheet)))
    first, *others = LOG_LABELS.values()
    weeks = range(1, len(sheet.logs) + 1)
    rows = (((Run(f"{WEEK} {n}, {first}:"),), *(() for _ in others)) for n in weeks)
    yield Grid(("", *others), tuple(rows))
    if sheet.tips:
        yield Lines(tuple(fact(f"{TIP}, {WEEK} {n}", said(t)) for n, t in enumerate(sheet.tips, 1)))
    yield Heading(3, REPORT)
    outcome, *labels = REPORT_LABELS.values()
    boxes = Run(" · ".join(f"☐ {word}" for word in OUTCOMES.values()))
    yield Lines((fact(outcome, boxes), *(fact(label) for label in labels)))


def _facts(sheet: Worksheet) -> Iterator[Line]:
    yield fact(EXPERIMENT, Run(f"{sheet.cohort} {sheet.experiment}", "id"))
    yield fact("For", name(sheet.member))
    if sheet.partners:
        yield fact("Practice partner", *joined(map(name, sheet.partners), " and "))
    if sheet.by:
        yield fact("Until", Run(day(sheet.by)))
    yield (Run(sheet.read_by),)


def _plan(sheet: Worksheet) -> Iterator[Line]:
    yield (said(sheet.plan),)
    if shown(sheet.obstacle):
        yield fact("What could get in the way", said(sheet.obstacle))
    if shown(sheet.sign):
        yield fact("How I will see that it works", said(sheet.sign))
