"""Notes as a document without a format: what HTML, DOCX and PDF lay out, each in its own way.

A document is a row of blocks, and a block is made of lines of runs. All texts in it have passed
`shown`: control characters are spelled out, and each format still escapes by its own rules.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from peergroup_cli.model.plain_text import spelled_out

NOTHING = "…"
"""What stands where a text is empty."""

Style = Literal["", "strong", "label", "said", "name", "id"]
"""Our own words are plain, strong or a label; what people typed is said or a name."""

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


class Run(NamedTuple):
    """A stretch of text in one style; it may hold line feeds."""

    text: str
    style: Style = ""


Line = tuple[Run, ...]


class Heading(NamedTuple):
    """A heading: 1 is the document's own. `anchor` is where a link in the document leads."""

    level: int
    text: str
    anchor: str = ""


class Lines(NamedTuple):
    """A paragraph of one or several lines."""

    lines: tuple[Line, ...]


class Items(NamedTuple):
    """A list, each item a paragraph of lines."""

    items: tuple[tuple[Line, ...], ...]
    ordered: bool = False


class Grid(NamedTuple):
    """A table: the titles of its columns, and a line for each cell."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Picture(NamedTuple):
    """A drawing, for those formats that can show one, and the same in words and as a table.

    `svg` is the only markup in a document: all that was typed is escaped in it.
    """

    title: str
    words: str
    svg: str
    table: Grid


Block = Heading | Lines | Items | Grid | Picture


class Document(NamedTuple):
    """The notes: a title, the blocks, and the sentence that says what was left out.

    `head` is what stands before the notes. The blocks of long notes come one after another, and
    only once. `on` is the day of the newest meeting, for formats that want a date in the file.
    """

    title: str
    head: tuple[Block, ...]
    blocks: Iterable[Block]
    left_out: str
    on: date | None = None


def shown(text: str) -> str:
    """A text as documents show it: no control characters, no blank edges, no gaps.

    Every character that is no character in XML is spelled out, so that nothing is lost.
    """
    if text.isprintable():
        # one line without control characters, which most texts are
        return text.strip()
    safe = _NO_CHARACTERS.sub(lambda m: f"\\u{ord(m[0]):04x}", spelled_out(text))
    lines = "\n".join(line.strip() for line in safe.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def said(text: str) -> Run:
    """What somebody typed."""
    return Run(shown(text) or NOTHING, "said")


def name(text: str) -> Run:
    """A member's name."""
    return Run(shown(text), "name")


def fact(label: str, *runs: Run) -> Line:
    """A line that begins with a label."""
    return (Run(f"{label}:", "label"), Run(" "), *runs)


def joined(runs: Iterable[Run], mark: str = ", ") -> Line:
    """Runs with a mark between them."""
    line: list[Run] = []
    for run in runs:
        line += [Run(mark), run] if line else [run]
    return tuple(line)


def runs_right_to_left(*lines: Line) -> bool:
    """Whether lines begin at the right: our own words decide, and where there are none, theirs."""
    runs = [run for line in lines for run in line]
    ours = [run for run in runs if run.style in ("", "label", "id")]
    return (_direction(ours) or _direction(runs)) in ("R", "AL")


def _direction(runs: Iterable[Run]) -> str:
    """The direction of the first letter that has one."""
    directions = (unicodedata.bidirectional(letter) for run in runs for letter in run.text)
    return next((one for one in directions if one in ("L", "R", "AL")), "")
