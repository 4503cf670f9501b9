"""A lesson in lines, as it is shown to others: its owner says yes to exactly these."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from peergroup_cli.model.days import day
from peergroup_cli.model.plain_text import one_line

if TYPE_CHECKING:
    from peergroup_cli.model.people import Member


def lesson_lines(
    name: str,
    on: date,
    verdict: str,
    texts: Iterable[tuple[str, str]],
    told_by: str,
    *,
    released: bool,
) -> Iterator[str]:
    """What is shown of a lesson: its name, day and verdict, its texts, and who told it.

    Args:
        name: its whole name, such as `south/m3-lesson-1`.
        on: the day on which it was told.
        verdict: keep, adapt, drop or unclear.
        texts: its texts, each with the label before it.
        told_by: its owner, as the reader may know it.
        released: whether others read it, too.
    """
    yield f"{name} · {on.isoformat()} · {verdict}" + (" · released" if released else "")
    for label, text in (*texts, ("Told by: ", told_by)):
        if words := one_line(text):
            yield f"{label}{words}"


def lesson_texts(
    insight: str, strategy: str, cause: str, conditions: str
) -> tuple[tuple[str, str], ...]:
    """The texts of a lesson in the order in which they are shown, each with its label."""
    return (
        ("", insight),
        ("Tried: ", strategy),
        ("Cause: ", cause),
        ("Conditions: ", conditions),
    )


def without_name(role: str, cohort: str, on: date) -> str:
    """Who told a lesson, as other groups read it: role, cohort and day."""
    return f"{role or 'a member'}, {cohort}, {day(on)}"


def names_in(text: str, members: "Sequence[Member]") -> list[str]:
    """The names of members that stand in a text, each whole or as first name.

    Args:
        text: what others are to read.
        members: whose names are looked for, also those who have left.
    """
    found = []
    for member in members:
        name = next((n for n in (member.name, member.first_name) if _stands_in(n, text)), "")
        if name:
            found.append(name)
    return list(dict.fromkeys(found))


def _stands_in(name: str, text: str) -> bool:
    if _folded(name) in _WORDS_TOO:
        # "I will ask" does not name Will
        return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    return bool(re.search(rf"(?<!\w){re.escape(_folded(name))}(?!\w)", _folded(text)))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", " ".join(text.casefold().split()))
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


_WORDS = "art bill chase dawn drew faith frank grace grant guy hope joy june mark may pat ray rich"
_WORDS_TOO = frozenset([*_WORDS.split(), "rob", "rose", "sue", "will"])
"""First names that are words as well: they count with a capital letter only."""
