"""The pictures of a whole year: a row for each meeting, so that a year still fits on a page."""

from collections import Counter
from collections.abc import Iterator, Sequence

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.document import Picture
from peergroup_cli.exports.drawing import (
    LABEL,
    WIDTH,
    bar,
    grid,
    length,
    picture,
    row,
    text,
)
from peergroup_cli.exports.figures import MeetingFigures
from peergroup_cli.exports.pictures import pulse
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import PracticeReport

_COURSE = ("planned", "keep", "adapt", "drop", "unclear", "not tried")
_BEFORE = 100
_WIDEST = 52
"""How long the longest bar of a column is; its figure stands behind it."""


def year_pictures(release: Release) -> tuple[Picture, ...]:
    """All pictures of a year for which this release holds something."""
    meetings = release.figures.meetings
    return (
        *_course([notes.meeting for notes in release.notes]),
        *_minutes([one for one in meetings if one.minutes]),
        *_airtime([one for one in meetings if one.shares]),
        *pulse(release.figures.pulse),
    )


def _course(meetings: Sequence[Meeting]) -> Iterator[Picture]:
    """How many experiments each meeting planned, and with which verdicts others ended in it."""
    counted = [(f"Meeting {one.number}", _counts(one, meetings)) for one in meetings]
    told = [(before, counts) for before, counts in counted if counts]
    if not told:
        return
    most = max(number for _, counts in told for number in counts.values())
    step = (WIDTH - _BEFORE) // len(_COURSE)
    places = {what: _BEFORE + step * place for place, what in enumerate(_COURSE)}
    rows = [row(0, "") + "".join(text(0, x, what) for what, x in places.items())]
    words, cells = [], []
    for number, (before, counts) in enumerate(told, start=1):
        drawn = (_cell(number, places[what], counts[what], most) for what in _COURSE)
        rows.append(row(number, before) + "".join(drawn))
        words.append(f"{before}: " + ", ".join(f"{what} {n}" for what, n in counts.items()))
        cells.append((before, *(str(counts[what]) for what in _COURSE)))
    head = ("Meeting", *(what.capitalize() for what in _COURSE))
    yield picture("Experiments and their verdicts", rows, words, grid(head, cells))


def _counts(meeting: Meeting, meetings: Sequence[Meeting]) -> Counter[str]:
    """What is counted of a meeting; none where it planned nothing and heard of nothing."""
    judged = {link: x.verdict for one in meetings for x in one.lessons for link in x.grew_from}
    counts = Counter(dict.fromkeys(_COURSE, 0))
    counts["planned"] = sum(one.is_planned for one in meeting.experiments)
    counts.update(_verdict(one, judged.get(one.id)) for one in meeting.reports)
    return counts if counts.total() else Counter()


def _verdict(report: PracticeReport, judged: str | None) -> str:
    return (report.verdict or judged or "unclear") if report.was_practised else "not tried"


def _cell(number: int, x: int, count: int, most: int) -> str:
    if not count:
        return text(number, x, "·")
    long = max(3, round(_WIDEST * count / most))
    return bar(number, x, long, "ink", 12) + text(number, x + long + 6, str(count))


def _minutes(meetings: Sequence[MeetingFigures]) -> Iterator[Picture]:
    """The minutes that each meeting was planned to take, and took."""
    if not meetings:
        return
    longest = max(1, *(max(one.planned, one.took) for one in meetings))
    rows, words, cells = [], [], []
    for number, one in enumerate(meetings):
        before, figures = f"Meeting {one.number}", f"{one.took} of {one.planned} min"
        planned, took = (length(value, longest) for value in (one.planned, one.took))
        bars = bar(number, LABEL, planned, "pale", 16) + bar(number, LABEL, took, "ink", 8)
        rows.append(row(number, before, figures) + bars)
        words.append(f"{before}: {figures}")
        cells.append((before, str(one.planned), str(one.took)))
    head = ("Meeting", "Minutes planned", "Minutes taken")
    yield picture("Minutes taken, of those planned", rows, words, grid(head, cells))


def _airtime(meetings: Sequence[MeetingFigures]) -> Iterator[Picture]:
    """The shares of the members' turns in each meeting: no place tells a name."""
    if not meetings:
        return
    rows, words, cells = [], [], []
    for number, one in enumerate(meetings):
        before = f"Meeting {one.number}"
        rows.append(row(number, before, f"{one.shares[0]} % to {one.shares[-1]} %"))
        rows[-1] += _stacked(number, one.shares)
        shares = ", ".join(f"{share} %" for share in one.shares)
        words.append(f"{before}: {shares}")
        cells.append((before, shares))
    title = "Shares of the time in rounds, the longest first, without names"
    yield picture(title, rows, words, grid(("Meeting", "Shares"), cells))


def _stacked(number: int, shares: Sequence[int]) -> str:
    """The shares one behind the other; a gap parts them, so that no second colour is needed."""
    drawn, x = "", LABEL
    for share in shares:
        long = length(share, 100)
        drawn += bar(number, x, long - 2, "ink", 12)
        x += long
    return drawn
