"""The formats in which notes leave: a new one is a module and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from peergroup_cli.exports import (
    markdown,
    notes_csv,
    notes_docx,
    notes_html,
    notes_json,
    notes_pdf,
    notes_xlsx,
)
from peergroup_cli.exports.audience import Release
from peergroup_cli.model.cohort import Cohort


@dataclass(frozen=True)
class Format:
    """A format: the function that writes it, and the endings of the files that are in it.

    `is_text` says that it can be shown on a screen; the others need a file.
    """

    write: Callable[[Cohort, Release], str | bytes]
    endings: tuple[str, ...]
    is_text: bool = True

    def render(self, cohort: Cohort, release: Release) -> bytes:
        """The notes of a release in this format: the same input gives the same bytes."""
        written = self.write(cohort, release)
        return written.encode() if isinstance(written, str) else written


FORMATS: dict[str, Format] = {
    "markdown": Format(markdown.render, (".md", ".markdown")),
    "html": Format(notes_html.render, (".html", ".htm")),
    "csv": Format(notes_csv.render, (".csv",)),
    "json": Format(notes_json.render, (".json",)),
    "docx": Format(notes_docx.render, (".docx",), is_text=False),
    "pdf": Format(notes_pdf.render, (".pdf",), is_text=False),
    "xlsx": Format(notes_xlsx.render, (".xlsx",), is_text=False),
}
"""Each format by its name. Libraries that are not the standard one's stand in the functions."""


def format_of(ending: str) -> str:
    """The name of the format of files with this ending, such as `.html`; else Markdown."""
    found = (name for name, one in FORMATS.items() if ending.lower() in one.endings)
    return next(found, "markdown")
