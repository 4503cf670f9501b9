"""Notes as PDF, set by typst, which the extra `pdf` brings.

All texts go in as data, as JSON; no text is ever a part of the source, so none can be markup.
"""

import json
from itertools import chain
from typing import Any

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
    runs_right_to_left,
)
from peergroup_cli.exports.document_notes import document_of
from peergroup_cli.extras import require
from peergroup_cli.model.cohort import Cohort

_SOURCE = r"""
#let notes = json(bytes(sys.inputs.notes))
#set document(title: notes.title, date: none)
#set page(paper: "a4", margin: 22mm, numbering: "1 / 1")
#set text(size: 10pt, lang: "en", hyphenate: false)
#set par(justify: false)
#set list(spacing: 1em)
#set enum(spacing: 1em)
#set table(stroke: none, inset: (x: 0mm, y: 1mm))
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set text(size: 15pt)
#show heading.where(level: 3): set text(size: 12pt)
#show heading.where(level: 4): set text(size: 10pt)
#show heading: set block(above: 1.6em, below: .8em)
// a word that is longer than a line breaks anywhere
#show regex("[^\s\u{200b}]{50,}"): it => it.text.clusters().join("\u{200b}")

#let quiet = luma(35%)
#let words(text) = text.split("\n").join(linebreak())
#let piece(run) = {
  let said = words(run.text)
  if run.style in ("strong", "name") { strong(said) }
  else if run.style == "label" { text(style: "italic", fill: quiet, said) }
  else if run.style == "id" { text(size: .75em, fill: quiet, said) }
  else { said }
}
#let paragraph(part) = {
  let body = part.lines.map(line => line.map(piece).join()).join(linebreak())
  if part.rtl { text(dir: rtl, body) } else { body }
}

#for block in notes.blocks {
  if block.kind == "heading" {
    heading(level: block.level, words(block.text))
  } else if block.kind == "lines" {
    par(paragraph(block))
  } else if block.kind == "items" and block.ordered {
    enum(..block.items.map(paragraph))
  } else if block.kind == "items" {
    list(..block.items.map(paragraph))
  } else {
    table(
      columns: block.head.map(_ => 1fr),
      table.header(..block.head.map(cell => strong(words(cell)))),
      ..block.rows.flatten().map(paragraph),
    )
  }
}
"""


def render(cohort: Cohort, release: Release) -> bytes:
    """The notes of a release as a PDF that a screen reader can read.

    Its last line says what was left out. The letters are those of the fonts on this machine.

    Raises:
        UsageProblem: the extra is not installed.
    """
    return pdf_of(document_of(cohort, release))


def pdf_of(document: Document) -> bytes:
    """A document as a PDF; of a picture it shows the title and the table.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require("pdf", "A PDF file")
    import typst

    data = json.dumps(_data(document))
    # it is tagged for screen readers; the standard PDF/UA-1 would refuse what no font here has
    made = typst.compile(_SOURCE.encode(), format="pdf", sys_inputs={"notes": data})
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _data(document: Document) -> dict[str, Any]:
    left_out = Lines(((Run(document.left_out, "label"),),))
    blocks = chain(document.head, document.blocks, (left_out,))
    parts = (part for block in blocks for part in _parts(block))
    return {"title": document.title, "blocks": list(map(_block, parts))}


def _parts(block: Block) -> tuple[Heading | Lines | Items | Grid, ...]:
    """The block itself; of a picture its title, and its table."""
    if isinstance(block, Picture):
        return Lines(((Run(block.title, "strong"),),)), block.table
    return (block,)


def _block(block: Heading | Lines | Items | Grid) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Lines):
        return {"kind": "lines", **_paragraph(block.lines)}
    if isinstance(block, Items):
        items = [_paragraph(lines) for lines in block.items]
        return {"kind": "items", "ordered": block.ordered, "items": items}
    return _table(block)


def _table(grid: Grid) -> dict[str, Any]:
    rows = [[_paragraph((line,)) for line in row] for row in grid.rows]
    return {"kind": "table", "head": grid.head, "rows": rows}


def _paragraph(lines: tuple[Line, ...]) -> dict[str, Any]:
    runs = [[{"text": run.text, "style": run.style} for run in line] for line in lines]
    return {"lines": runs, "rtl": runs_right_to_left(*lines)}
