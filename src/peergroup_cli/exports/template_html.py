"""What a template for HTML may hold: a page whose every sign has one meaning only, and no power.

Each < has to begin a tag of a plain form that is on a list. What is in no tag is text, so that a
placeholder can stand there and nowhere else: in no attribute, no style and no comment.
"""

import re
from collections.abc import Iterator

from peergroup_cli.exports.template import COMMON, Place, Template, places_in, template_of

PLACES = {
    "head": Place(
        "what a browser has to know first, and the title of the page",
        "it forbids the page to run or to load anything",
    ),
    "style": Place("the style of notes without a template"),
    "logo": Place("the picture in templates/logo.png, .jpg or .svg, if there is one"),
    **COMMON,
    "contents": Place("links to the meetings and their stages"),
}
"""What a template for HTML may ask for."""

_TAGS = frozenset(
    (
        *("html", "head", "body", "header", "footer", "main", "nav", "section", "article", "aside"),
        *("address", "div", "span", "p", "hr", "br", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "pre", "style"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "strong", "em", "b"),
        *("i", "u", "s", "small", "sub", "sup", "q", "cite", "abbr", "time", "code", "a"),
        *("bdi", "bdo"),
    )
)
_ATTRIBUTES = frozenset(
    ("class", "id", "lang", "dir", "title", "role", "href", "style", "colspan", "rowspan", "scope")
)

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r"<style>([^<]*)</style>")
_TAG = re.compile(
    r"""</?([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:=(?:"[^"<>]*"|'[^'<>]*'))?)*)\s*/?>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""\s+([a-z-]+)(?:=("[^"]*"|'[^']*'))?""", re.IGNORECASE)
_ADDRESS = re.compile(r"#|https?://|mailto:", re.IGNORECASE)
_LOADS = re.compile(r"url\s*\(|@import|image-set|\\", re.IGNORECASE)
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BODY = re.compile(r"<body[\s>]", re.IGNORECASE)
_START = re.compile(
    r"\s*<!doctype html>\s*<html(\s[^<>]*)?>\s*<head>\s*\$(head\b|\{head\})", re.IGNORECASE
)


def template_in(text: str, path: object) -> Template:
    """The template that a text is; comments in it are left out.

    Raises:
        UnreadableFile: something in it cannot be; all of it at once, with line numbers.
    """
    # the lines stay, so that the numbers of lines do
    plain = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    return template_of(plain, path, PLACES, _problems(plain))


def _problems(text: str) -> Iterator[tuple[int, str]]:
    start = _START.match(text)
    if not start:
        yield 0, "has to begin with <!doctype html>, <html>, <head> and $head"
    body = match.start() if (match := _BODY.search(text)) else len(text)
    for one in places_in(text):
        if one.name not in ("head", "style") and one.start < body:
            yield one.start, f"${one.name} has to stand in <body>"
    at = text.find("<html") if start else 0
    while (at := text.find("<", at)) >= 0:
        match = _STYLE.match(text, at) or _TAG.match(text, at)
        if match is None:
            yield at, "a < that begins no tag that can be here; for a sign alone write &lt;"
        else:
            yield from _in_style(match) if match.re is _STYLE else _in_tag(match)
        at = match.end() if match else at + 1


def _in_style(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    for one in places_in(match[1]):
        yield match.start(1) + one.start, "a placeholder cannot stand in a style"
    for found in _LOADS.finditer(match[1]):
        yield match.start(1) + found.start(), f"a style cannot load anything: {found[0]}"


def _in_tag(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    at, tag = match.start(), match[1].lower()
    if tag not in _TAGS or tag == "style":
        yield at, f"<{match[1]}> cannot stand in a template"
    for name, quoted in _ATTRIBUTE.findall(match[2]):
        attribute, value = name.lower(), quoted[1:-1]
        if attribute not in _ATTRIBUTES and not attribute.startswith("aria-"):
            yield at, f"{name} cannot stand in a tag of a template"
        elif attribute == "href" and not _ADDRESS.match(value):
            yield at, "a link leads to https://, http://, mailto: or # and a place in the page"
        elif attribute == "style" and _LOADS.search(value):
            yield at, "a style cannot load anything"
        elif attribute == "style" and _HIDES.search(value):
            yield at, "a tag cannot hide what is in it"
        if any(True for _ in places_in(value)):
            yield at, "a placeholder cannot stand in a tag"
