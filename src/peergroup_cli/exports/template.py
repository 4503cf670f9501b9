"""A workspace's own template: text with places for what an export says, and nothing else.

A template is data from outside. It is filled in one go from left to right: what is put in is never
looked through for places again, and there is no way to compute, to read or to repeat anything.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.exports.logo import Logo

MOST_PLACES = 50
"""How many places a template may have."""

_PLACE = re.compile(r"\$(?:(?P<dollar>\$)|(?P<name>[a-z_]+)|\{(?P<braced>[a-z_]+)\}|)")
_HINT = "Nothing was written. Mend the template, or leave it out this time: --plain"


@dataclass(frozen=True)
class Place:
    """Something that a template may ask for.

    Args:
        what: what stands there, in words.
        why: for a place that no template may leave out, the reason; else empty.
        is_block: it fills lines of its own, and may stand there once only.
    """

    what: str
    why: str = ""
    is_block: bool = True


TITLE = Place("the name of the cohort", is_block=False)
THEME = Place("the challenge that all members share", is_block=False)
ORGANISATION = Place("the name of the organisation", is_block=False)
MEMBERS = Place("the table of the members")
READER = Place(
    "for whom these notes are", "whoever gets hold of them has to see whose they are to read"
)
NOTES = Place("the notes, meeting by meeting", "without it there is nothing to read")
LEFT_OUT = Place(
    "what was left out, by class", "readers have to know that these notes are not all there is"
)

COMMON = {
    "title": TITLE,
    "theme": THEME,
    "organisation": ORGANISATION,
    "members": MEMBERS,
    "reader": READER,
    "notes": NOTES,
    "left_out": LEFT_OUT,
}
"""The places that each format has."""


@dataclass(frozen=True)
class Template:
    """A template that was checked: text, the name of a place, text, and so on to the last text."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """How a workspace wants its notes to look, as far as it has a wish."""

    template: Template | None = None
    logo: Logo | None = None


@dataclass(frozen=True)
class Found:
    """A place in a template: its name, empty for what is none, and where it begins and ends."""

    name: str
    start: int
    end: int


def places_in(text: str) -> Iterator[Found]:
    """The places of a template in their order, and what looks like one and is none."""
    for match in _PLACE.finditer(text):
        if not match["dollar"]:
            yield Found(match["name"] or match["braced"] or "", match.start(), match.end())


def template_of(
    text: str, path: object, places: Mapping[str, Place], problems: Iterable[tuple[int, str]]
) -> Template:
    """The template that a text is.

    Args:
        text: the text.
        path: its file, as errors should name it.
        places: what a template of this format may ask for.
        problems: what else is wrong in this format: how many characters precede it, and what it is.

    Raises:
        UnreadableFile: something in it cannot be; all of it at once, with line numbers.
    """
    found = list(places_in(text))
    wrong = sorted({*problems, *_unknown(found, places), *_too_often(found, places)})
    lines = [f"line {text.count(chr(10), 0, at) + 1}: {problem}" for at, problem in wrong]
    there = {one.name for one in found}
    lines += [
        f"${name} is missing ({place.what}): {place.why}"
        for name, place in places.items()
        if place.why and name not in there
    ]
    if lines:
        raise UnreadableFile(path, lines, _HINT)
    cuts = [0, *(edge for one in found for edge in (one.start, one.end)), len(text)]
    texts = [text[a:b].replace("$$", "$") for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    return Template(_interleaved(texts, [one.name for one in found]))


def filled(template: Template, values: Mapping[str, str | Iterable[str]]) -> Iterator[str]:
    """The template with everything in its places, piece by piece."""
    for number, part in enumerate(template.parts):
        if number % 2 == 0:
            yield part
        else:
            value = values[part]
            yield from (value,) if isinstance(value, str) else value


def _unknown(found: Sequence[Found], places: Mapping[str, Place]) -> Iterator[tuple[int, str]]:
    allowed = ", ".join(f"${name}" for name in places)
    for one in found:
        if not one.name:
            yield one.start, "a $ that begins no placeholder; for a dollar sign write $$"
        elif one.name not in places:
            yield one.start, f"there is no ${one.name}; there is: {allowed}"


def _too_often(found: Sequence[Found], places: Mapping[str, Place]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for one in found[:MOST_PLACES]:
        if one.name in seen and one.name in places and places[one.name].is_block:
            yield one.start, f"${one.name} stands here a second time"
        seen.add(one.name)
    for one in found[MOST_PLACES : MOST_PLACES + 1]:
        yield one.start, f"a template has at most {MOST_PLACES} placeholders"


def _interleaved(texts: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    pairs = zip(texts, names, strict=False)
    return (*(part for pair in pairs for part in pair), texts[-1])
