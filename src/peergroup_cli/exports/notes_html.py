"""Notes as one web page that stands alone: no script, nothing to load, light and dark, to print."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Picture,
    Run,
    Style,
)
from peergroup_cli.exports.document_notes import document_of
from peergroup_cli.exports.pictures import pictures
from peergroup_cli.model.cohort import Cohort

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

_TAGS: dict[Style, tuple[str, str]] = {
    "": ("", ""),
    "strong": ("<strong>", "</strong>"),
    "label": ("<em>", "</em>"),
    "said": ("<bdi>", "</bdi>"),
    "name": ("<strong><bdi>", "</bdi></strong>"),
    "id": ("<code>", "</code>"),
}
"""Each piece of people's words is isolated, so that its direction leaves its neighbours alone."""


def render(cohort: Cohort, release: Release) -> str:
    """The notes of a release as one HTML page; its last line says what was left out."""
    document = document_of(cohort, release)
    if drawn := pictures(release):
        title = Heading(2, "In pictures", "pictures")
        document = replace(document, blocks=(*document.blocks, title, *drawn))
    return page_of(document)


def page_of(document: Document) -> str:
    """A document as one HTML page."""
    head = _until_meetings(document.blocks)
    parts = [
        "<header>",
        *map(_block, head),
        "</header>",
        *_contents(document.blocks),
        "<main>",
        *map(_block, document.blocks[len(head) :]),
        f"<p><em>{escape(document.left_out)}</em></p>",
        "</main>",
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(document.title)}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def _until_meetings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 2:
            return blocks[:place]
    return blocks


def _contents(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Links to the meetings, and below each to its stages."""
    headings = [one for one in blocks if isinstance(one, Heading) and one.anchor]
    if not headings:
        return
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ul>'
    for meeting in (one for one in headings if one.level == 2):
        prefix = f"{meeting.anchor}-"
        stages = [one for one in headings if one.level == 3 and one.anchor.startswith(prefix)]
        inner = "\n".join(f"<li>{_link(stage)}</li>" for stage in stages)
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
    return _figure(block) if isinstance(block, Picture) else _table(block)


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


def _figure(picture: Picture) -> str:
    """A drawing, and below it the same as a table, folded in for those who see the drawing."""
    return (
        f"<figure>\n<figcaption>{escape(picture.title)}</figcaption>\n{picture.svg}\n"
        f"<details><summary>The same as a table</summary>\n{_table(picture.table)}\n</details>\n"
        "</figure>"
    )
