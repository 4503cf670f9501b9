"""A document as one web page that stands alone: no script, nothing to load, light and dark."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from peergroup_cli.exports.document import Block, Document, Heading
from peergroup_cli.exports.html_blocks import block_as_html

if TYPE_CHECKING:
    from peergroup_cli.exports.logo import Logo

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Should ever anything get past the escaping, a browser still runs and loads nothing."""

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #222; --quiet: #555; --rule: #ccc;
  --ink: #1f5f8b; --pale: #c5d9e6 }
@media (prefers-color-scheme: dark) { :root { --ground: #1b1b1b; --text: #e6e6e6; --quiet: #b0b0b0;
  --rule: #555; --ink: #7db9e0; --pale: #37536a } }
* { box-sizing: border-box }
body { margin: 0; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--text); background: var(--ground); overflow-wrap: anywhere }
main, nav, header { max-width: 44rem; margin: 0 auto }
h1 { font-size: 1.8rem; line-height: 1.2 }
h2 { margin-top: 3rem; padding-top: .5rem; border-top: 1px solid var(--rule); font-size: 1.35rem }
h3 { margin-top: 2rem; font-size: 1.1rem }
h4 { margin-bottom: .5rem; font-size: 1rem }
nav { margin-block: 1.5rem; padding: .5rem 1rem; border: 1px solid var(--rule) }
nav h2 { margin: 0; padding: 0; border: 0; font-size: 1rem }
a { color: inherit }
table { width: 100%; border-collapse: collapse }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--rule); text-align: start;
  vertical-align: top }
li { margin-bottom: .6rem }
code { font-size: .8em; color: var(--quiet) }
em { color: var(--quiet) }
figure { margin: 1.5rem 0; break-inside: avoid }
figcaption { font-weight: 600 }
summary { font-size: .85rem; color: var(--quiet) }
details { overflow-x: auto }
details th, details td { overflow-wrap: normal }
svg { width: 100%; height: auto; font: 13px system-ui, sans-serif; fill: var(--text) }
.ink { fill: var(--ink) }
.pale { fill: var(--pale); stroke: var(--pale) }
.course { fill: none; stroke: var(--pale); stroke-width: 3 }
@page { margin: 18mm }
@media print {
  :root { color-scheme: light; --ground: #fff; --text: #000; --quiet: #444; --rule: #999;
    --ink: #1f5f8b; --pale: #c5d9e6 }
  body { padding: 0; font-size: 10.5pt }
  nav, details { display: none }
  h2, h3, h4 { break-after: avoid }
  li, tr { break-inside: avoid }
  rect, circle, line, polyline { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
"""

STYLED = f"<style>{_STYLE}</style>"
"""The style of pages without a template."""


@dataclass(frozen=True)
class Page:
    """The parts of a page, as HTML.

    The notes are there as text already, meeting by meeting: the contents stand before them.
    """

    head: str
    logo: str
    title: str
    contents: str
    notes: tuple[str, ...]
    left_out: str

    def pieces(self) -> Iterator[str]:
        """The page, piece by piece; its last line says what was left out."""
        yield f'<!doctype html>\n<html lang="en">\n<head>\n{self.head}\n{STYLED}\n</head>\n<body>\n'
        parts = ("<header>", self.logo, self.title, "</header>", self.contents, "<main>")
        yield from (f"{part}\n" for part in (*filter(None, parts), *self.notes))
        yield f"<p>{self.left_out}</p>\n</main>\n</body>\n</html>\n"


def page_of(document: Document) -> str:
    """A document as one HTML page."""
    return "".join(page_parts(document).pieces())


def page_parts(document: Document, logo: "Logo | None" = None, owner: str = "") -> Page:
    """The parts of a page.

    Args:
        document: what stands in it.
        logo: a picture for the top.
        owner: whose picture that is.
    """
    headings: list[Heading] = []
    notes = tuple(_grouped(document.blocks, headings))
    return Page(
        head=_head(document.title, with_logo=logo is not None),
        logo=logo.as_html(owner) if logo else "",
        title="\n".join(map(block_as_html, document.head)),
        contents="\n".join(_contents(headings)),
        notes=notes,
        left_out=f"<em>{escape(document.left_out)}</em>",
    )


def _head(title: str, *, with_logo: bool) -> str:
    policy = f"{_POLICY}; img-src data:" if with_logo else _POLICY
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>"
    )


def _grouped(blocks: Iterable[Block], headings: list[Heading]) -> Iterator[str]:
    """The blocks of each meeting as one text; the headings for the contents go into the list."""
    part: list[str] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2 and part:
            yield "\n".join(part)
            part = []
        if isinstance(block, Heading) and block.anchor:
            headings.append(block)
        part.append(block_as_html(block))
    if part:
        yield "\n".join(part)


def _contents(headings: Sequence[Heading]) -> Iterator[str]:
    """Links to the meetings, and below each to its stages."""
    if not headings:
        return
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ul>'
    stages: dict[str, list[Heading]] = {}
    for one in headings:
        if one.level == 3:
            stages.setdefault(one.anchor.rpartition("-")[0], []).append(one)
    for meeting in (one for one in headings if one.level == 2):
        below = stages.get(meeting.anchor, ())
        inner = "\n".join(f"<li>{_link(stage)}</li>" for stage in below)
        yield f"<li>{_link(meeting)}{f'<ul>{inner}</ul>' if inner else ''}</li>"
    yield "</ul>\n</nav>"


def _link(heading: Heading) -> str:
    return f'<a href="#{heading.anchor}" dir="auto">{escape(heading.text)}</a>'
