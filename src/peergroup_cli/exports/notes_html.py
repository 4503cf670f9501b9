"""Notes as one web page that stands alone: no script, nothing to load, light and dark, to print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Run,
    Style,
    shown,
)
from peergroup_cli.exports.document_notes import document_of, member_grid
from peergroup_cli.exports.pictures import Picture, pictures
from peergroup_cli.model.cohort import Cohort

if TYPE_CHECKING:
    from peergroup_cli.exports.logo import Logo
    from peergroup_cli.exports.template import Look

_PICTURES = "pictures"

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
nav { padding: .5rem 1rem; border: 1px solid var(--rule) }
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
svg { width: 100%; height: auto; font: 13px system-ui, sans-serif; fill: var(--text) }
.ink { fill: var(--ink) }
.pale { fill: var(--pale); stroke: var(--pale) }
@page { margin: 18mm }
@media print {
  :root { color-scheme: light; --ground: #fff; --text: #000; --quiet: #444; --rule: #999;
    --ink: #1f5f8b; --pale: #c5d9e6 }
  body { padding: 0; font-size: 10.5pt }
  nav { display: none }
  h2, h3, h4 { break-after: avoid }
  li, tr { break-inside: avoid }
  rect, circle, line { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
"""

_STYLED = f"<style>{_STYLE}</style>"

_IN_SIGHT = "display: block !important; visibility: visible !important"
"""No class of a template's own style takes these lines away by mistake."""

_TAGS: dict[Style, tuple[str, str]] = {
    "": ("", ""),
    "strong": ("<strong>", "</strong>"),
    "label": ("<em>", "</em>"),
    "said": ("<bdi>", "</bdi>"),
    "name": ("<strong><bdi>", "</bdi></strong>"),
    "id": ("<code>", "</code>"),
}
"""Each piece of people's words is isolated, so that its direction leaves its neighbours alone."""


def pieces(cohort: Cohort, release: Release, look: "Look | None" = None) -> Iterator[str]:
    """The notes of a release as one HTML page, piece by piece.

    Its last line says what was left out; in a template of one's own its place is told.
    """
    page = _page(cohort, release, look.logo if look else None)
    if look and look.template:
        from peergroup_cli.exports.template import filled

        yield from filled(look.template, page.values())
        return
    yield f'<!doctype html>\n<html lang="en">\n<head>\n{page.head}\n{_STYLED}\n</head>\n<body>\n'
    yield "\n".join(["<header>", *page.logo, *map(_block, page.document.head), "</header>", ""])
    yield from (f"{line}\n" for line in (*page.contents, "<main>", *page.notes))
    yield f"<p><em>{escape(page.document.left_out)}</em></p>\n</main>\n</body>\n</html>\n"


@dataclass(frozen=True)
class _Page:
    """The parts of a page. The notes are there as text already: the contents stand before them."""

    cohort: Cohort
    release: Release
    document: Document
    head: str
    logo: tuple[str, ...]
    contents: tuple[str, ...]
    notes: tuple[str, ...]

    def values(self) -> dict[str, str | Iterable[str]]:
        """What stands in the places of a template."""
        from peergroup_cli.exports.reader import reader_sentence

        members = () if self.release.sheet else member_grid(self.cohort)
        reader = shown(reader_sentence(self.cohort, self.release))
        return {
            "head": self.head,
            "style": _STYLED,
            "logo": "".join(self.logo),
            "title": _in_template(self.cohort.name),
            "theme": _in_template(self.cohort.theme),
            "organisation": _in_template(self.cohort.organisation or ""),
            "members": "".join(map(_block, members)),
            "contents": "\n".join(self.contents),
            "reader": f'<p class="reader" style="{_IN_SIGHT}">'
            f"<strong>{escape(reader)}</strong></p>",
            "notes": (f"{part}\n" for part in self.notes),
            "left_out": f'<p class="left-out" style="{_IN_SIGHT}">'
            f"<em>{escape(self.document.left_out)}</em></p>",
        }


def _page(cohort: Cohort, release: Release, logo: "Logo | None") -> _Page:
    document = document_of(cohort, release)
    headings: list[Heading] = []
    notes = list(_grouped(document.blocks, headings))
    drawn = () if release.sheet else pictures(release)
    if drawn:
        headings.append(Heading(2, "In pictures", _PICTURES))
    return _Page(
        cohort=cohort,
        release=release,
        document=document,
        head=_head(document.title, with_logo=logo is not None),
        logo=(logo.as_html(cohort.organisation or cohort.name),) if logo else (),
        contents=tuple(_contents(headings)),
        notes=(*notes, *_drawn(drawn)),
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
        part.append(_block(block))
    if part:
        yield "\n".join(part)


def _in_template(text: str) -> str:
    return f"<bdi>{_text(shown(text))}</bdi>"


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


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        anchor = f' id="{block.anchor}"' if block.anchor else ""
        return f'<h{block.level}{anchor} dir="auto">{_text(block.text)}</h{block.level}>'
    if isinstance(block, Lines):
        return f'<p dir="auto">{_lines(block.lines)}</p>'
    if isinstance(block, Items):
        tag = "ol" if block.ordered else "ul"
        items = "\n".join(f'<li dir="auto">{_lines(lines)}</li>' for lines in block.items)
        return f"<{tag}>\n{items}\n</{tag}>"
    return _table(block)


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in grid.head)
    rows = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in grid.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _cell(line: Line) -> str:
    return f'<td dir="auto">{_lines((line,))}</td>'


def _lines(lines: tuple[Line, ...]) -> str:
    return "<br>\n".join("".join(map(_run, line)) for line in lines)


def _run(run: Run) -> str:
    before, after = _TAGS[run.style]
    return f"{before}{_text(run.text)}{after}"


def _text(text: str) -> str:
    """The text without power; its own line breaks stay."""
    return escape(text).replace("\n", "<br>")


def _drawn(drawn: tuple[Picture, ...]) -> Iterator[str]:
    if not drawn:
        return
    yield f'<h2 id="{_PICTURES}">In pictures</h2>'
    for picture in drawn:
        caption = f"<figcaption>{escape(picture.title)}</figcaption>"
        yield f"<figure>\n{caption}\n{picture.svg}\n</figure>"
