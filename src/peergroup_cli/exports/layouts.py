"""The formats in which a document is laid out: a new one is a function and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from peergroup_cli.exports.document import Document
from peergroup_cli.exports.html_page import page_of
from peergroup_cli.exports.markdown_document import markdown_of
from peergroup_cli.exports.notes_docx import docx_of
from peergroup_cli.exports.notes_pdf import pdf_of


@dataclass(frozen=True)
class Layout:
    """A format of documents: the function that writes it, and the endings of its files.

    `is_text` says that it can be shown on a screen; the others need a file.
    """

    write: Callable[[Document], str | bytes]
    endings: tuple[str, ...]
    is_text: bool = True

    def render(self, document: Document) -> bytes:
        """The document in this format: the same input gives the same bytes."""
        written = self.write(document)
        return written.encode() if isinstance(written, str) else written


LAYOUTS: dict[str, Layout] = {
    "markdown": Layout(markdown_of, (".md", ".markdown")),
    "html": Layout(page_of, (".html", ".htm")),
    "docx": Layout(docx_of, (".docx",), is_text=False),
    "pdf": Layout(pdf_of, (".pdf",), is_text=False),
}
"""Each format by its name. Libraries that are not the standard one's stand in the functions."""


def layout_of(ending: str) -> str:
    """The name of the format of files with this ending, such as `.html`; else Markdown."""
    found = (name for name, one in LAYOUTS.items() if ending.lower() in one.endings)
    return next(found, "markdown")
