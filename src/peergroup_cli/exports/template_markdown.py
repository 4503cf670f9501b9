"""What a template for Markdown may hold: Markdown, without HTML in it."""

import re
from collections.abc import Iterator

from peergroup_cli.exports.template import COMMON, Template, places_in, template_of

PLACES = COMMON
"""What a template for Markdown may ask for."""

_FORBIDDEN = {
    re.compile(r"<(?=[A-Za-z/!?])"): "HTML cannot stand in a Markdown template; for < write &lt;",
    re.compile(r"\]\([^)\n]*(?=\$[a-z{])|^ *\[[^\]\n]*\]:[^\n]*(?=\$[a-z{])", re.MULTILINE): (
        "a placeholder cannot be a part of a link"
    ),
    re.compile(r"\A---[ \t]*$", re.MULTILINE): (
        "a header between two lines of --- hides what is in it; leave it out"
    ),
}


def template_in(text: str, path: object) -> Template:
    """The template that a text is.

    Raises:
        UnreadableFile: something in it cannot be; all of it at once, with line numbers.
    """
    return template_of(text, path, PLACES, _problems(text))


def _problems(text: str) -> Iterator[tuple[int, str]]:
    for pattern, problem in _FORBIDDEN.items():
        for match in pattern.finditer(text):
            yield match.end(), problem
    for one in places_in(text):
        place = PLACES.get(one.name)
        # with blank lines around it, no markup of the template reaches into it
        if place and place.is_block and not _stands_alone(text, one.start, one.end):
            yield one.start, f"${one.name} needs lines of its own, with an empty line around them"


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[:start], text[end:]
    return bool(
        re.search(r"(\A|\n[ \t]*\n|\A[ \t]*\n)\Z", before)
        and re.match(r"[ \t]*(\n[ \t]*(\n|\Z)|\Z)", after)
    )
