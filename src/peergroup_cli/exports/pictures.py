"""What the notes hold as pictures, each of which says in words and in a table what it shows.

A picture is drawn from a release alone. Where the release holds no times, no pulse or no
experiments, there is no such picture.
"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.chain import gist
from peergroup_cli.exports.document import Picture
from peergroup_cli.exports.drawing import (
    LABEL,
    LETTERS,
    WIDTH,
    bar,
    course,
    dot,
    grid,
    label,
    length,
    line,
    picture,
    row,
    text,
)
from peergroup_cli.exports.figures import MeetingFigures, PulseLine
from peergroup_cli.exports.wording import number_of
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import OUTCOMES


def pictures(release: Release) -> Iterator[Picture]:
    """All pictures for which this release holds something, one after another."""
    yield from _experiments(notes.meeting for notes in release.notes)
    yield from pulse(release.figures.pulse)
    for meeting in release.figures.meetings:
        yield from _minutes(meeting)
        yield from _airtime(meeting)


def pulse(statements: Sequence[PulseLine]) -> Iterator[Picture]:
    """How the mean of each statement moved, from the first meeting that counted one to the last."""
    if not statements:
        return
    rows, words, cells = [], [], []
    x_of = _counted_in(statements)
    for place, one in enumerate(statements):
        points = [(x_of[reading.number], (reading.mean - 1) / 4) for reading in one.readings]
        first, last = one.readings[0].mean, one.readings[-1].mean
        moved = f"{last:.1f}" if len(points) == 1 else f"{first:.1f} to {last:.1f}"
        statement = label(one.statement)
        upper, lower = _in_two(statement)
        rows.append(row(2 * place, upper, moved) + course(2 * place, points))
        rows.append(row(2 * place + 1, lower))
        told = ", ".join(
            f"meeting {each.number}: {each.mean:.1f} ({number_of(each.slips, 'slip')})"
            for each in one.readings
        )
        words.append(f"{statement}: {told}")
        cells.append((statement, told))
    title = "Pulse: means of the slips, from 1 (not at all) to 5 (fully)"
    yield picture(title, rows, words, grid(("Statement", "Mean in each meeting"), cells))


def _experiments(meetings: Iterable[Meeting]) -> Iterator[Picture]:
    """When each experiment was made, and what came of it in which meeting."""
    course = _Course()
    for meeting in meetings:
        course.see(meeting)
    if not course.made:
        return
    x_of = _places(course.numbers)
    heads = "".join(text(0, x, str(number), "middle") for number, x in x_of.items())
    rows, words, cells = [row(0, "Meeting") + heads], [], []
    for place, (number, name, plan) in enumerate(course.made, start=1):
        told = course.verdicts(name)
        points = [(x_of[number], ""), *((x_of[there], word) for there, word in told)]
        rows.append(row(place, plan) + _path(place, points))
        told_of = [f"made in meeting {number}", *(f"{word} in meeting {at}" for at, word in told)]
        words.append(f"{name}: {', '.join(told_of)}")
        cells.append((plan, ", ".join(told_of)))
    title = "Experiments, and what came of them, from meeting to meeting"
    yield picture(title, rows, words, grid(("Experiment", "What came of it"), cells))


class _Course:
    """What is drawn of the experiments; the meetings themselves need not stay in memory."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.made: list[tuple[int, str, str]] = []
        self._judged: dict[str, str] = {}
        self._told: dict[str, list[_Told]] = {}

    def see(self, meeting: Meeting) -> None:
        """Look at a meeting, the next one."""
        self.numbers.append(meeting.number)
        for one in meeting.experiments:
            self.made.append((meeting.number, one.id, label(gist(one)) or one.id))
        for lesson in meeting.lessons:
            if lesson.verdict:
                self._judged |= dict.fromkeys(lesson.grew_from, lesson.verdict)
        for report in meeting.reports:
            told = _Told(meeting.number, report.id, report.verdict, OUTCOMES[report.outcome])
            for experiment in dict.fromkeys(report.grew_from):
                self._told.setdefault(experiment, []).append(told)

    def verdicts(self, experiment: str) -> list[tuple[int, str]]:
        """The meetings with a report on an experiment, and the verdict, else how it went."""
        return [
            (told.number, told.verdict or self._judged.get(told.report) or told.outcome)
            for told in self._told.get(experiment, ())
        ]


class _Told(NamedTuple):
    number: int
    report: str
    verdict: str | None
    outcome: str


def _minutes(meeting: MeetingFigures) -> Iterator[Picture]:
    """The minutes that each segment was planned to take, and took."""
    if not meeting.minutes:
        return
    longest = max(1, *(max(one.planned, one.took) for one in meeting.minutes))
    rows, words, cells = [], [], []
    for number, one in enumerate(meeting.minutes):
        title, figures = label(one.title), f"{one.took} of {one.planned} min"
        planned, took = (length(value, longest) for value in (one.planned, one.took))
        bars = bar(number, LABEL, planned, "pale", 16) + bar(number, LABEL, took, "ink", 8)
        rows.append(row(number, title, figures) + bars)
        words.append(f"{title}: {figures}")
        cells.append((title, str(one.planned), str(one.took)))
    title = f"Meeting {meeting.number}: minutes taken, of those planned"
    yield picture(title, rows, words, grid(("Segment", "Planned", "Taken"), cells))


def _airtime(meeting: MeetingFigures) -> Iterator[Picture]:
    """The shares of the members' turns, the longest first, so that no place tells a name."""
    if not meeting.shares:
        return
    longest = max(1, meeting.shares[0])
    cells = [(f"{place}.", f"{share} %") for place, share in enumerate(meeting.shares, start=1)]
    rows = [
        row(number, before, figures)
        + bar(number, LABEL, length(meeting.shares[number], longest), "ink", 12)
        for number, (before, figures) in enumerate(cells)
    ]
    title = f"Meeting {meeting.number}: shares of the time in rounds, the longest first"
    words = (figures for _, figures in cells)
    yield picture(title, rows, words, grid(("Place", "Share"), cells))


def _places(numbers: Sequence[int]) -> dict[int, int]:
    """Where each meeting stands, from left to right, by its number."""
    step = (WIDTH - LABEL - 90) / max(1, len(numbers) - 1)
    return {number: LABEL + 10 + round(place * step) for place, number in enumerate(numbers)}


def _path(number: int, points: Sequence[tuple[int, str]]) -> str:
    first, last = points[0][0], points[-1][0]
    dots = "".join(dot(number, x) for x, _ in points)
    # what came of it last: earlier words would run into one another
    return line(number, first, last) + dots + text(number, last + 9, points[-1][1])


def _in_two(statement: str) -> tuple[str, str]:
    """A statement in two lines; the table below has the whole of one that is longer."""
    upper, *others = wrap(statement, LETTERS) or [""]
    return upper, " ".join(others)


def _counted_in(statements: Sequence[PulseLine]) -> dict[int, int]:
    """Where each meeting with a pulse stands, from left to right, by its number."""
    numbers = sorted({reading.number for one in statements for reading in one.readings})
    step = (WIDTH - LABEL - 110) / max(1, len(numbers) - 1)
    return {number: LABEL + 10 + round(place * step) for place, number in enumerate(numbers)}
