"""The headings and labels of a worksheet, found by their words alone, also with a typing slip."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from peergroup_cli.model.worksheet import (
    END,
    EXPERIMENT,
    LOG_LABELS,
    PLAN,
    REPORT,
    REPORT_LABELS,
    TITLE,
    WEEK,
)
from peergroup_cli.session.question import folded

_ID = r"([a-z0-9]+(?:-[a-z0-9]+)*)\s+(m[0-9]+-experiment-[0-9]+)"
ID_LINE = re.compile(rf"[^\w>\\]*{EXPERIMENT.lower()}\s*[:\uff1a]?\W*{_ID}\W*$")
"""The line that names the experiment."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
KEYS = {
    WEEK: {folded(label): key for key, label in LOG_LABELS.items()},
    REPORT: {folded(label): key for key, label in REPORT_LABELS.items()},
}
"""What the labels of a week and of the report are the labels of."""
LABELS = {kind: set(keys) for kind, keys in KEYS.items()}
"""The labels of a week and of the report."""
_WEEK = re.compile(r"([a-z]{3,6})\s*-?\s*([0-9]{1,3})\s*[:.-]?")
_COLONS = "[:;=\uff1a\ufe55\ua789]"
_DASHED = re.compile(r"([^-]{1,40}?)\s{0,5}-{1,5}(?:\s+|$)")
_LONGEST = 40
_NEAR, _NEAR_WORD, _LONG_ENOUGH = 0.87, 0.75, 8
"""So alike are a label and one with a typing slip: as a whole, in each word, and if this long."""


@dataclass(frozen=True)
class Label:
    """The label that a line begins with, what stands behind it, and whether it had a slip."""

    words: str = ""
    rest: str = ""
    written: str = ""
    is_near: bool = False


def is_structure(line: str) -> bool:
    """Whether a line could be one of the sheet's own. A backslash before it makes it a text."""
    return bool(
        heading_of(line)
        or label_of(line, LABELS[WEEK] | LABELS[REPORT]).words
        or ID_LINE.match(plain(line))
    )


def plain(text: str) -> str:
    """A text as labels are compared: folded, and with one kind of dash."""
    return folded(text.translate(_DASHES))


def heading_of(line: str) -> str:
    """The heading that a line is, or nothing; `?` is one that the sheet does not have."""
    marked = line.lstrip().startswith("## ")
    words = plain(line).strip("#*_()[] ")
    if week_of(words):
        return WEEK
    for known in (PLAN, REPORT, TITLE, END):
        if words.rstrip(" :") == known.lower():
            return known
    return "?" if marked else ""


def week_of(words: str) -> int:
    """The number of the week whose heading these words are; 0 if they are none."""
    found = _WEEK.fullmatch(words)
    return int(found[2]) if found and _alike(found[1], WEEK.lower()) >= _NEAR_WEEK else 0


_NEAR_WEEK = 0.85


def label_of(line: str, labels: set[str]) -> Label:
    """The label that a line begins with, if it does, and what stands behind its colon."""
    for head, rest in _cut(line):
        words = plain(re.sub(r"\([^)]*\)", "", head)).strip("#*_-\u2022 ")
        label = words if words in labels else _nearest(words, labels)
        if label:
            # a label that was set in bold ends behind its colon
            bold = head.lstrip()[:1] in ("*", "_")
            text = rest.lstrip("*_ " if bold else None)
            return Label(label, text, head.strip("#*_-\u2022 "), is_near=label != words)
    return Label()


def _cut(line: str) -> Iterator[tuple[str, str]]:
    """The line before and behind its colon, or else behind a dash that stands for one."""
    head, *rest = re.split(_COLONS, line, maxsplit=1)
    yield head, "".join(rest)
    start = len(line) - len(line.lstrip("#*_-\u2022 "))
    if found := _DASHED.match(line.translate(_DASHES), start):
        yield line[start : found.end(1)], line[found.end() :]


def _nearest(words: str, labels: set[str]) -> str:
    """The label that these words are but for a typing slip, if there is one."""
    if len(words) > _LONGEST or "\\" in words:
        # comparing costs time with the square of the length; a backslash makes a line a text
        return ""
    near = [
        (_alike(words, label), label)
        for label in sorted(labels)
        if len(label) >= _LONG_ENOUGH and len(words.split()) == len(label.split())
    ]
    best, label = max(near, default=(0.0, ""))
    slips = zip(words.split(), label.split(), strict=False)
    return label if best >= _NEAR and all(_alike(*pair) >= _NEAR_WORD for pair in slips) else ""


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
