"""Drawings as SVG that stands in a page: rows of words, bars and figures, without a script.

Colours are the page's own classes, so that a drawing follows light, dark and print. No drawing
tells anything by colour alone: its figures stand beside it, and a table says the same.
"""

from collections.abc import Iterable, Sequence
from html import escape

from peergroup_cli.exports.document import Grid, Picture, Run, said, shown
from peergroup_cli.model.plain_text import one_line

WIDTH = 640
ROW = 26

LABEL = 240
"""How much of the width the words before a row take."""

FIGURES = 130
"""How much of the width the figures behind a row take."""

LETTERS = 34
"""How many letters fit before a row."""


def picture(title: str, rows: Sequence[str], words: Iterable[str], table: Grid) -> Picture:
    """Rows below each other as one drawing, with the words for those who do not see it."""
    told = "; ".join(words) + "."
    svg = (
        f'<svg viewBox="0 0 {WIDTH} {ROW * len(rows)}" role="img" aria-label="{escape(told)}">\n'
        + "\n".join(rows)
        + "\n</svg>"
    )
    return Picture(title, told, svg, table)


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Grid:
    """The same as a table: in the first column what people typed, in the others our own words."""
    lines = (((said(first),), *((Run(shown(cell)),) for cell in others)) for first, *others in rows)
    return Grid(tuple(head), tuple(lines))


def label(text: str) -> str:
    """A text in one line, for a title or the words before a row."""
    return shown(one_line(text))


def row(number: int, before: str, figures: str = "") -> str:
    """The words before a row, cut where they are too long, and the figures behind it."""
    short = before if len(before) <= LETTERS else before[: LETTERS - 1].rstrip() + "…"
    end = text(number, WIDTH, figures, "end") if figures else ""
    return text(number, 0, short) + end


def text(number: int, x: int, words: str, anchor: str = "start") -> str:
    """Words in a row, from, around or up to a place."""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{number * ROW + 17}"{where}>{escape(words)}</text>'


def bar(number: int, x: int, length: int, colour: str, thick: int) -> str:
    """A bar in a row, never so short that it cannot be seen."""
    y = number * ROW + (ROW - thick) // 2
    return f'<rect class="{colour}" x="{x}" y="{y}" width="{max(1, length)}" height="{thick}"/>'


def line(number: int, x: int, until: int) -> str:
    """A thin line in a row."""
    y = number * ROW + 12
    return f'<line class="pale" x1="{x}" y1="{y}" x2="{until}" y2="{y}"/>'


def dot(number: int, x: int) -> str:
    """A dot in a row."""
    return f'<circle class="ink" cx="{x}" cy="{number * ROW + 12}" r="5"/>'


def course(number: int, points: Sequence[tuple[int, float]]) -> str:
    """A line through points, with a dot at each, in two rows.

    Args:
        number: the upper one of the two rows.
        points: from left to right: the place, and the height from 0 (below) to 1 (above).
    """
    bottom, high = (number + 2) * ROW - 8, 2 * ROW - 16
    placed = [(x, round(bottom - high * share)) for x, share in points]
    path = " ".join(f"{x},{y}" for x, y in placed)
    dots = "".join(f'<circle class="ink" cx="{x}" cy="{y}" r="4"/>' for x, y in placed)
    return f'<polyline class="course" points="{path}"/>{dots}'


def length(value: float, longest: float) -> int:
    """How long a bar is, in the room between the words and the figures."""
    return round((WIDTH - LABEL - FIGURES) * value / longest)
