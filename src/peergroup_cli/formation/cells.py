"""What the cells of a roster hold: words, lists of words, slots, time zones.

A list of 100,000 people has few different cells in most columns, so each is read once.
"""

import re
from collections.abc import Callable, Sequence

from peergroup_cli.formation.rules import folded
from peergroup_cli.model.time_zone import all_zones, no_zone, zone_called

LONGEST = 200
"""In characters: a name, a level, an entry of a list."""

LONGEST_LIST = 4_000
"""In characters: a cell with a list of topics, slots or groups."""

_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NO_CHARACTER = re.compile("[\ud800-\udfff]")


def text_problem(text: str, longest: int = LONGEST) -> str:
    """What is wrong with a cell as a line of text, or an empty text."""
    if len(text) > longest:
        return f"is longer than {longest:,} characters"
    if text.isprintable():
        return ""
    if _NO_CHARACTER.search(text):
        return "holds bytes that are not valid UTF-8 text"
    return "holds a line break or a control character" if _NO_TEXT.search(text) else ""


class FirstSpellings(dict[str, str]):
    """For each spelling of a word the one that was met first, so that equal means the same."""

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, str] = {}

    def __missing__(self, text: str) -> str:
        first = self[text] = self._first.setdefault(folded(text), " ".join(text.split()))
        return first


class Lists(dict[str, frozenset[str]]):
    """For each cell its entries as they are compared; none where one of them is wrong.

    Args:
        label: the column as a message has it.
        word: gives an entry as it is compared; a ValueError says what is wrong with it.
        separators: the characters that stand between entries.
    """

    def __init__(self, label: str, word: Callable[[str], str], separators: str) -> None:
        super().__init__()
        self.problems: dict[str, str] = {}
        """By cell what is wrong with it, once it was looked up."""
        self._label = label
        self._words = _Entries(word)
        self._separator, self._others = separators[0], separators[1:]

    def __missing__(self, cell: str) -> frozenset[str]:
        text = cell
        for other in self._others:
            text = text.replace(other, self._separator)
        parts = text.split(self._separator)
        try:
            words = frozenset(map(self._words.__getitem__, parts))
        except ValueError:
            words = _NOTHING
            self.problems[cell] = self._problem(parts)
        found = self[cell] = words - _NOTHING if "" in words else words
        return found

    def _problem(self, parts: Sequence[str]) -> str:
        return next(
            f"entry {number} of {self._label} {problem}"
            for number, part in enumerate(filter(str.strip, parts), start=1)
            if (problem := self._words.problem(part))
        )


class _Entries(dict[str, str]):
    """For each entry of a list, blanks around it included, how it is compared."""

    def __init__(self, word: Callable[[str], str]) -> None:
        super().__init__()
        self._word = word

    def __missing__(self, part: str) -> str:
        entry = part.strip()
        if len(entry) > LONGEST:
            raise ValueError(f"is longer than {LONGEST} characters")
        word = self[part] = self._word(entry) if entry else ""
        return word

    def problem(self, part: str) -> str:
        """What is wrong with an entry, or an empty text."""
        try:
            self[part]
        except ValueError as error:
            return str(error)
        return ""


_NOTHING = frozenset({""})


class Zones(dict[str, str]):
    """For each text the time zone that it names, however its letters are written; else nothing.

    `problems` holds what is wrong with those that name none; to look for near names takes its
    time, and is done for the first ones only.
    """

    def __init__(self) -> None:
        super().__init__({"": ""})
        self.problems: dict[str, str] = {}
        self._known: dict[str, str] | None = None

    def __missing__(self, text: str) -> str:
        known = self._known = all_zones() if self._known is None else self._known
        # a system without a zone database (a bare Windows) knows no zone at all
        self[text] = (zone_called(text, known) or "") if known else text
        if not self[text]:
            looked_at = known if len(self.problems) < _MOST_NEAR else {}
            self.problems[text] = no_zone(text, looked_at)
        return self[text]


_MOST_NEAR = 20
