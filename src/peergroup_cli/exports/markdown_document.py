"""A document as Markdown: the same bytes every time, and nobody's text is taken as markup."""

import re
from itertools import chain

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
)
from peergroup_cli.exports.markdown_text import bullets, escape, in_line, laid_out, numbered, table
from peergroup_cli.model.plain_text import one_line

_ID = re.compile(r"[a-z0-9/-]+")
_AROUND = {"strong": "**", "name": "**", "label": "*"}


def markdown_of(document: Document) -> str:
    """A document as Markdown; of a picture it shows the title and the table."""
    blocks = map(_block, chain(document.head, document.blocks))
    return "\n\n".join([*blocks, f"*{document.left_out}*"]) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escape(one_line(block.text))}"
    if isinstance(block, Lines):
        return laid_out(_lines(block.lines))
    if isinstance(block, Items):
        return (numbered if block.ordered else bullets)(map(_lines, block.items))
    if isinstance(block, Picture):
        return f"**{in_line(block.title)}**\n\n{_table(block.table)}"
    return _table(block)


def _lines(lines: tuple[Line, ...]) -> str:
    return "\n".join(map(_line, lines))


def _line(line: Line) -> str:
    return "".join(_run(run, first=place == 0) for place, run in enumerate(line))


def _run(run: Run, *, first: bool) -> str:
    """A run with its own blanks around it: escaping drops them."""
    if not run.text.strip():
        return run.text
    before = run.text[: len(run.text) - len(run.text.lstrip(" "))]
    after = run.text[len(run.text.rstrip(" ")) :]
    if run.style == "id" and _ID.fullmatch(run.text):
        return f"`{run.text}`"
    mark = _AROUND.get(run.style, "")
    words = escape(run.text) if first and not mark else in_line(run.text)
    return f"{before}{mark}{words}{mark}{after}"


def _table(grid: Grid) -> str:
    rows = ((_line(cell).replace("\n", " ") for cell in row) for row in grid.rows)
    return table(grid.head, rows)
