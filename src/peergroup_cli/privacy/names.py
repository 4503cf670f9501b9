"""Where the name of somebody still stands in a text.

Names are found as whole words, in any letter case, with or without accents, and with an `s` behind
them. It is a help for a person who looks, never a promise: free text can tell who is meant without
a name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peergroup_cli.model.people import Member

_COMMON_WORDS = """
amber angel april archer art august autumn baker bear beau bill bishop bliss blue brook brown
buck carol chase chance christian church clay cliff cole cook cooper crystal daisy dale dawn day
dean drew duke earl eve faith fay field fisher flora ford forest fox frank gale gene ginger glen
gold grace grant gray green guy hall harbour hart harper hay heath hill holly hope hunt hunter
ivy jack jade jasmine jay jewel joy june justice king knight lake lane lee lily long love major
mark marsh marshal mason max may mercy mike miles mill miller moor moss nick noble north olive
page park parker pat pearl penny piper poppy porter pope price prince rain ray reed reid rich
river rob robin rock rod rose ruby rusty sage sandy scott sharp short skip sky smith star stone
storm sue summer sunny taylor teddy tom tony trust turner victor violet walker wall ward warren
waters way west white will willow win winter wolf wood woods young
"""
COMMON = frozenset(_COMMON_WORDS.split())
"""Names that are also words of the language: only with a capital they are taken for a name."""

FORMER = "A former member"
"""The name of whoever was erased: it names nobody."""

_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "ir", "ing"})
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_APOSTROPHES = str.maketrans({"\u02bc": "'", "\u2019": "'"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
# letters from which no accent can be taken off
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i"}
)
_RUNS_ON = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Letters of languages in which no blank stands between words, or endings are joined to names."""


@dataclass(frozen=True)
class Standing:
    """A name that stands somewhere.

    Args:
        where: such as `m3-lesson-1, insight`. No text of a note.
        name: the name, as the cohort knows it.
    """

    where: str
    name: str


@dataclass(frozen=True)
class _Word:
    """A word in all ways in which it may be written, and whether it begins with a capital."""

    forms: frozenset[str]
    capital: bool

    def is_name(self, name: "_Word", *, ends: bool) -> bool:
        if self.forms & name.forms:
            return True
        # "Adas Plan", "the Linds"
        with_s = {f"{form}s" for form in name.forms}
        return ends and self.capital and bool(self.forms & with_s)


def names_of(member: Member) -> tuple[str, ...]:
    """How a member may be called: the whole name, its first and its last word, nicknames."""
    if member.name == FORMER:
        return ()
    words = [word for word in member.name.split() if _folded(word.strip(".")) not in _TITLES]
    parts = [word for word in (words[:1] + words[-1:]) if _is_long_enough(word)]
    return tuple(dict.fromkeys([member.name, *parts, *member.nicknames]))


def standing_in(where: str, text: str, members: Iterable[Member]) -> Iterator[Standing]:
    """The names of members that stand in a text: of each member the longest."""
    words = _words(text)
    for member in members:
        found = [name for name in names_of(member) if _stands(name, words, text)]
        if found:
            yield Standing(where, max(found, key=len))


class Roll:
    """The members of many cohorts, to be looked for in many texts.

    It finds what `standing_in` finds, and looks closer only at those of whom a name begins with
    a word of the text.

    Args:
        members: all of them.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        self._members = tuple(members)
        self._always: set[int] = set()
        self._by_form: dict[str, set[int]] = {}
        for place, member in enumerate(self._members):
            for name in names_of(member):
                self._enter(place, name)

    def standing_in(self, where: str, text: str) -> Iterator[Standing]:
        """The names of members that stand in a text: of each member the longest."""
        forms = (form for word in _words(text) for form in word.forms)
        near = self._always.union(*(self._by_form.get(form, ()) for form in forms))
        return standing_in(where, text, (self._members[place] for place in sorted(near)))

    def _enter(self, place: int, name: str) -> None:
        words = _words(name)
        if not words or _RUNS_ON.search(name):
            self._always.add(place)
            return
        for form in words[0].forms:
            # "Adas Plan": with an s behind it
            for written in (form, f"{form}s"):
                self._by_form.setdefault(written, set()).add(place)


def _stands(name: str, words: list[_Word], text: str) -> bool:
    if _RUNS_ON.search(name):
        return _joined(name) in _joined(text)
    wanted = _words(name)
    last = len(wanted) - 1
    common = last == 0 and bool(wanted[0].forms & COMMON)
    return bool(wanted) and any(
        all(words[at + n].is_name(part, ends=n == last) for n, part in enumerate(wanted))
        and (words[at].capital or not common)
        for at in range(len(words) - last)
    )


def _words(text: str) -> list[_Word]:
    return [
        _Word(_forms(word), capital=word[0].isupper()) for word in _WORD.findall(_composed(text))
    ]


def _composed(text: str) -> str:
    """The text without what cannot be seen, such as a soft hyphen in a name."""
    seen = "".join(ch for ch in text if unicodedata.category(ch) != "Cf")
    return unicodedata.normalize("NFKC", seen).translate(_APOSTROPHES)


def _forms(word: str) -> frozenset[str]:
    return frozenset({_folded(word), _folded(word.casefold().translate(_UMLAUTS))})


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def _joined(text: str) -> str:
    return "".join(_folded(_composed(text)).split())


def _is_long_enough(word: str) -> bool:
    """Whether a part of a name can stand for it: a single letter cannot."""
    return len(_folded(word).strip(".")) > 1 or bool(_RUNS_ON.search(word))
