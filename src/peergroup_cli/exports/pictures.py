"""What the notes hold as pictures: SVG that stands in a page, and says in words what it shows.

A picture is drawn from a release alone. Where the release holds no times, no pulse or no
experiments, there is no such picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.chain import gist
from peergroup_cli.exports.document import shown
from peergroup_cli.exports.survey import followed
from peergroup_cli.exports.wording import number_of, one_line
from peergroup_cli.ledger.pulse import Trend, pulse_trends
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.session.budget import airtime

WIDTH = 640
ROW = 26
_LABEL = 240
"""How much of the width the words before a row take."""

_LETTERS = 34
"""How many letters fit there."""


@dataclass(frozen=True)
class Picture:
    """A drawing, its title, and the same in words for those who do not see it."""

    title: str
    words: str
    svg: str


def pictures(release: Release) -> tuple[Picture, ...]:
    """All pictures for which this release holds something."""
    meetings = followed(notes.meeting for notes in release.notes)
    found = [*_experiments(meetings), *(_trend(trend) for trend in pulse_trends(meetings))]
    for meeting in meetings:
        found += [*_minutes(meeting), *_airtime(meeting)]
    return tuple(found)


def _minutes(meeting: Meeting) -> Iterator[Picture]:
    """The minutes that each segment was planned to take, and took."""
    if not meeting.timing:
        return
    titles = {segment.key: segment.title for segment in meeting.agenda.segments}
    longest = max(1, *(max(row.planned, row.took) for row in meeting.timing))
    rows, words = [], []
    for number, row in enumerate(meeting.timing):
        title = _line(titles.get(row.segment, row.segment))
        figures = f"{row.took} of {row.planned} min"
        planned, took = (_length(value, longest) for value in (row.planned, row.took))
        rows.append(
            _row(number, title, figures)
            + _bar(number, planned, "pale", 16)
            + _bar(number, took, "ink", 8)
        )
        words.append(f"{title}: {figures}")
    yield _picture(f"Meeting {meeting.number}: minutes taken, of those planned", rows, words)


def _airtime(meeting: Meeting) -> Iterator[Picture]:
    """The shares of the members' turns, the longest first, so that no place tells a name."""
    times = sorted(airtime(meeting).values(), reverse=True)
    if not times:
        return
    shares = [round(100 * (time / sum(times, times[0] * 0))) for time in times]
    rows = [
        _row(number, f"{number + 1}.", f"{share} %")
        + _bar(number, _length(share, max(1, shares[0])), "ink", 12)
        for number, share in enumerate(shares)
    ]
    title = f"Meeting {meeting.number}: shares of the time in rounds, the longest first"
    yield _picture(title, rows, [f"{share} %" for share in shares])


def _trend(trend: Trend) -> Picture:
    """How the mean of one statement moved from meeting to meeting."""
    rows, words = [], []
    for number, reading in enumerate(trend.readings):
        mean = f"{reading.counts.mean:.1f}"
        label = f"Meeting {reading.meeting.number}"
        figures = f"{mean} of 5, {number_of(reading.counts.slips, 'slip')}"
        length = _length(reading.counts.mean - 1, 4)
        rows.append(_row(number, label, figures) + _bar(number, length, "ink", 12))
        words.append(f"{label}: {figures}")
    return _picture(f"Pulse: {_line(trend.statement)}", rows, words)


def _experiments(meetings: Sequence[Meeting]) -> Iterator[Picture]:
    """When each experiment was made, and what came of it in which meeting."""
    made = [(meeting.number, one) for meeting in meetings for one in meeting.experiments]
    if not made:
        return
    places = {meeting.number: place for place, meeting in enumerate(meetings)}
    step = (WIDTH - _LABEL - 90) / max(1, len(meetings) - 1)
    x_of = {number: _LABEL + 10 + round(place * step) for number, place in places.items()}
    rows, words = [_heads(x_of)], []
    came = _verdicts(meetings)
    for row, (number, experiment) in enumerate(made, start=1):
        told = came.get(experiment.id, [])
        points = [(x_of[number], ""), *((x_of[there], word) for there, word in told)]
        rows.append(_row(row, _line(gist(experiment)) or experiment.id, "") + _path(row, points))
        later = "".join(f", {word} in meeting {there}" for there, word in told)
        words.append(f"{experiment.id}: made in meeting {number}{later}")
    yield _picture("Experiments, and what came of them, from meeting to meeting", rows, words)


def _verdicts(meetings: Sequence[Meeting]) -> dict[str, list[tuple[int, str]]]:
    """By experiment, the meetings with a report on it, and the verdict, else how it went."""
    judged = {
        link: lesson.verdict
        for meeting in meetings
        for lesson in meeting.lessons
        if lesson.verdict
        for link in lesson.grew_from
    }
    found: dict[str, list[tuple[int, str]]] = {}
    for meeting in meetings:
        for report in meeting.reports:
            word = report.verdict or judged.get(report.id) or OUTCOMES[report.outcome]
            for experiment in dict.fromkeys(report.grew_from):
                found.setdefault(experiment, []).append((meeting.number, word))
    return found


def _picture(title: str, rows: Sequence[str], words: Sequence[str]) -> Picture:
    height = ROW * len(rows)
    said = "; ".join(words) + "."
    svg = (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(said)}">\n'
        + "\n".join(rows)
        + "\n</svg>"
    )
    return Picture(title, said, svg)


def _row(number: int, label: str, figures: str) -> str:
    y = number * ROW + 17
    short = label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"
    return (
        f'<text x="0" y="{y}">{escape(short)}</text>'
        f'<text x="{WIDTH}" y="{y}" text-anchor="end">{escape(figures)}</text>'
    )


def _bar(number: int, length: int, colour: str, thick: int) -> str:
    y = number * ROW + (ROW - thick) // 2
    return (
        f'<rect class="{colour}" x="{_LABEL}" y="{y}" width="{max(1, length)}" height="{thick}"/>'
    )


def _heads(x_of: Mapping[int, int]) -> str:
    """The numbers of the meetings, each above its place."""
    numbers = (
        f'<text x="{x}" y="17" text-anchor="middle">{number}</text>' for number, x in x_of.items()
    )
    return '<text x="0" y="17">Meeting</text>' + "".join(numbers)


def _path(number: int, points: Sequence[tuple[int, str]]) -> str:
    y = number * ROW + 12
    first, last = points[0][0], points[-1][0]
    line = f'<line class="pale" x1="{first}" y1="{y}" x2="{last}" y2="{y}"/>'
    dots = "".join(f'<circle class="ink" cx="{x}" cy="{y}" r="5"/>' for x, _ in points)
    # what came of it last: earlier words would run into one another
    word = points[-1][1]
    return line + dots + f'<text x="{last + 9}" y="{y + 5}">{escape(word)}</text>'


def _length(value: float, longest: float) -> int:
    """How long a bar is, in the room between the words and the figures."""
    return round((WIDTH - _LABEL - 130) * value / longest)


def _line(text: str) -> str:
    return shown(one_line(text))
