"""The blocks of a document as HTML, in which nothing that was typed has any power."""

from html import escape

from peergroup_cli.exports.document import (
    Block,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Picture,
    Run,
    Style,
)

_TAGS: dict[Style, tuple[str, str]] = {
    "": ("", ""),
    "strong": ("<strong>", "</strong>"),
    "label": ("<em>", "</em>"),
    "said": ("<bdi>", "</bdi>"),
    "name": ("<strong><bdi>", "</bdi></strong>"),
    "id": ("<code>", "</code>"),
}
"""Each piece of people's words is isolated, so that its direction leaves its neighbours alone."""


def block_as_html(block: Block) -> str:
    """A block of a document."""
    if isinstance(block, Heading):
        anchor = f' id="{block.anchor}"' if block.anchor else ""
        return f'<h{block.level}{anchor} dir="auto">{text_as_html(block.text)}</h{block.level}>'
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
    return f"{before}{text_as_html(run.text)}{after}"


def text_as_html(text: str) -> str:
    """A text without power; its own line breaks stay."""
    return escape(text).replace("\n", "<br>")


def _figure(picture: Picture) -> str:
    """A drawing, and below it the same as a table, folded in for those who see the drawing."""
    return (
        f"<figure>\n<figcaption>{escape(picture.title)}</figcaption>\n{picture.svg}\n"
        f"<details><summary>The same as a table</summary>\n{_table(picture.table)}\n</details>\n"
        "</figure>"
    )
