"""Which column of a roster holds what, by the words of its first row or as a person says."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peergroup_cli.formation.header_words import (
    BESIDE_NAME,
    FIRST_NAME,
    LAST_NAME,
    WHOLE_OR_PART,
    WORDS,
)
from peergroup_cli.formation.rules import folded, listed

COLUMNS = tuple(WORDS)
"""All columns that forming groups knows, as `--map` names them."""

NEEDED = ("name", "level", "unit")

LABELS = {
    "id": "the id",
    "name": "the name",
    "email": "the e-mail",
    "level": "the level of responsibility",
    "unit": "the part of the organisation",
    "site": "the site",
    "reports_to": "whom they report to",
    "topics": "the topics",
    "slots": "the slots",
    "past_groups": "the past groups",
    "time_zone": "the time zone",
    "role": "the role",
}

_SHOWN = 40


@dataclass(frozen=True)
class Columns:
    """What the columns of a roster hold.

    Args:
        header: the cells of the first row, without empty ones at its end.
        places: for each recognised column where it stands in a row, counted from 0; two places
            where a first and a last name make the name.
        unused: header cells that nothing is taken from.
        problems: what stands in the way of reading rows; all of it.
    """

    header: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...]
    problems: tuple[str, ...]

    def source(self, column: str) -> str:
        """The header cells that the column is taken from, such as “Vorname + Nachname”."""
        return " + ".join(self.header[place] for place in self.places.get(column, ()))


def mapping(header: Sequence[str], given: Mapping[str, str]) -> Columns:
    """Recognise the columns of a roster; nothing is guessed.

    A header cell that is the column's own name wins over other spellings of it. Two columns for
    the role are no problem: no group depends on it, so it stays unknown.

    Args:
        header: the cells of the first row.
        given: for a column the header cell that holds it, as from `--map unit=Dept`; an empty
            text leaves the column out. This wins over what is recognised.
    """
    cells = _without_empty_end(header)
    places, unclear = _given_places(cells, given)
    taken = {place for found in places.values() for place in found}
    free = {place: word_of(cell) for place, cell in enumerate(cells) if place not in taken}
    for column in COLUMNS:
        if column not in given:
            found = _found(free, column) or _found(_without_brackets(cells, free), column)
            if len(found) > 1 and column != "role":
                unclear[column] = _twice(column, cells, found)
            elif len(found) == 1:
                places[column] = found[0]
    used = {place for found in places.values() for place in found}
    unused = tuple(cell for place, cell in enumerate(cells) if cell and place not in used)
    missing = [column for column in NEEDED if column not in places and column not in unclear]
    problems = [*unclear.values(), *([_missing(missing, unused)] if missing else [])]
    return Columns(cells, places, unused, tuple(problems))


def word_of(header: str) -> str:
    """A header cell as it is compared: “E-Mail” gives `email`, “Führungskraft” `fuhrungskraft`."""
    plain = unicodedata.normalize("NFKD", header).casefold()
    return "".join(ch for ch in plain if ch.isalnum())


def words_in(text: str) -> list[str]:
    """Words with commas between them, each as it is compared; umlauts also as “ae”."""
    words = [word.strip() for word in text.split(",")]
    spelt_out = [re.sub("[äöüÄÖÜ]", lambda umlaut: _UMLAUTS[umlaut[0].lower()], w) for w in words]
    return [word_of(word) for word in (*words, *spelt_out)]


_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_COLUMN_OF = {word: column for column, words in WORDS.items() for word in words_in(words)}
_FIRST = frozenset(words_in(FIRST_NAME))
_LAST = frozenset(words_in(LAST_NAME))
_WHOLE_OR_PART = frozenset(words_in(WHOLE_OR_PART))
_BESIDE_NAME = frozenset(words_in(BESIDE_NAME))


def _found(free: Mapping[int, str], column: str) -> list[tuple[int, ...]]:
    return _name_places(free) if column == "name" else _own_or_all(free, column)


def _without_brackets(cells: Sequence[str], free: Mapping[int, str]) -> dict[int, str]:
    """The cells with something in brackets that nothing is known by, each without that."""
    known = {*_COLUMN_OF, *_FIRST, *_LAST}
    return {
        place: word_of(_bare(cells[place]))
        for place, word in free.items()
        if word not in known and _bare(cells[place]) != cells[place]
    }


def _bare(header: str) -> str:
    return re.sub(r"\s*(?:\([^()]*\)|\[[^][]*\])", "", header).strip()


def _without_empty_end(header: Sequence[str]) -> tuple[str, ...]:
    cells = [cell.strip() for cell in header]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _given_places(
    cells: Sequence[str], given: Mapping[str, str]
) -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    """The places that were named, and by column what is wrong with others."""
    places: dict[str, tuple[int, ...]] = {}
    problems = {}
    for column, wanted in given.items():
        if column not in COLUMNS:
            problems[column] = (
                f"--map {_short(column)}=…: no column is called so here; "
                f"{_near(column, COLUMNS) or f'there is {listed(COLUMNS)}'}"
            )
        elif wanted.strip():
            found = _same(wanted, cells)
            if len(found) == 1:
                places[column] = (found[0],)
            else:
                problems[column] = f"--map {column}={_short(wanted)}: {_not_one(wanted, cells)}"
    return places, problems


def _same(wanted: str, cells: Sequence[str]) -> list[int]:
    exact = [place for place, cell in enumerate(cells) if cell == wanted.strip()]
    alike = [place for place, cell in enumerate(cells) if folded(cell) == folded(wanted)]
    return exact or alike


def _not_one(wanted: str, cells: Sequence[str]) -> str:
    if _same(wanted, cells):
        return "the first row has it more than once; rename one of them"
    return "the first row has no such cell; " + (
        _near(wanted, cells) or f"it has {_some([cell for cell in cells if cell])}"
    )


def _near(wanted: str, known: Sequence[str]) -> str:
    # difflib costs 10 ms of start-up, and only a problem needs it
    from difflib import get_close_matches

    by_fold = {folded(one): one for one in known if one}
    near = get_close_matches(folded(wanted)[:_SHOWN], by_fold, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(_short(by_fold[one]) for one in near)}?" if near else ""


def _own_or_all(free: Mapping[int, str], column: str) -> list[tuple[int, ...]]:
    """The cell that is the column's own name, else all that are other spellings of it."""
    own = [place for place, word in free.items() if word == word_of(column)]
    spelt = [place for place, word in free.items() if _COLUMN_OF.get(word) == column]
    return [(place,) for place in own or spelt]


def _name_places(free: Mapping[int, str]) -> list[tuple[int, ...]]:
    """As `_own_or_all`; a first name and a last name are a name as well."""
    whole = _own_or_all(free, "name")
    firsts = [place for place, word in free.items() if word in _FIRST]
    lasts = [place for place, word in free.items() if word in _LAST]
    if len(whole) == 1 and free[whole[0][0]] == "name" and not lasts and len(firsts) == 1:
        is_last = free[firsts[0]] in _BESIDE_NAME
        return [(firsts[0], whole[0][0])] if is_last else whole
    if whole:
        return whole
    if firsts and lasts:
        return [(first, last) for first in firsts for last in lasts]
    return [(place,) for place in (*firsts, *lasts) if free[place] in _WHOLE_OR_PART]


def _twice(column: str, cells: Sequence[str], found: Sequence[tuple[int, ...]]) -> str:
    names = [" + ".join(_short(cells[place]) for place in places) for places in found]
    if len({folded(name) for name in names}) < len(names):
        return f"two columns hold {LABELS[column]} ({_some(names)}): rename or remove one of them"
    return (
        f"two columns hold {LABELS[column]} ({_some(names)}): "
        f"say which one, as in --map {column}={_quoted(names[0])}"
    )


def _missing(missing: Sequence[str], unused: Sequence[str]) -> str:
    left = f"; what is not used yet: {_some(unused)}" if unused else ""
    likely = next((name for name in unused if _is_likely(name, missing[0])), "")
    example = _quoted(_short(likely)) if likely else "HEADER"
    return (
        f"the first row names the columns, and {listed(missing)} "
        f"{'is' if len(missing) == 1 else 'are'} not among them: "
        f"say which one it is, as in --map {missing[0]}={example}{left}"
    )


def _is_likely(header: str, column: str) -> bool:
    """Whether a cell that is not recognised may mean the column: a word of it does, or nearly."""
    # difflib costs 10 ms of start-up, and only a problem needs it
    from difflib import get_close_matches

    known = [word for word, meant in _COLUMN_OF.items() if meant == column and len(word) > 2]
    if column == "name":
        known += [*_FIRST, *_LAST]
    words = [word_of(word) for word in re.findall(r"\w+", header)]
    return any(word in known for word in words) or bool(
        get_close_matches(word_of(header)[:_SHOWN], known, n=1, cutoff=0.75)
    )


def _some(names: Sequence[str], most: int = 12) -> str:
    shown = [_short(name) for name in names[:most]]
    return ", ".join(shown) + (f" and {len(names) - most} more" if len(names) > most else "")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
