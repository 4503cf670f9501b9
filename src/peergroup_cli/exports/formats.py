"""The formats in which notes leave: a new one is a module and a line here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peergroup_cli.exports.audience import Release
    from peergroup_cli.exports.template import Look
    from peergroup_cli.model.cohort import Cohort


@dataclass(frozen=True)
class Format:
    """A format: the module that writes it, and the endings of the files that are in it.

    The module is loaded when it is needed. Its function `pieces` gives texts, one after another, or
    its function `render` the bytes of a whole file. `is_text` says that it can be shown on a
    screen; the others need a file. `has_looks` says that a workspace can have a template for it.
    """

    module: str
    endings: tuple[str, ...]
    is_text: bool = True
    has_looks: bool = False

    def pieces(
        self, cohort: "Cohort", release: "Release", look: "Look | None" = None
    ) -> Iterator[bytes]:
        """The notes of a release in this format, piece by piece: no meeting waits for the last.

        Args:
            cohort: the cohort as the reader may know it.
            release: what may be read.
            look: the workspace's own template and logo, where the format has them.
        """
        module = import_module(f"peergroup_cli.exports.{self.module}")
        if not self.is_text:
            yield module.render(cohort, release)
            return
        looks = {"look": look} if look and self.has_looks else {}
        texts: Iterable[str] = module.pieces(cohort, release, **looks)
        yield from (text.encode() for text in texts)

    def render(self, cohort: "Cohort", release: "Release", look: "Look | None" = None) -> bytes:
        """The notes of a release in this format: the same input gives the same bytes."""
        return b"".join(self.pieces(cohort, release, look))


FORMATS: dict[str, Format] = {
    "markdown": Format("markdown", (".md", ".markdown"), has_looks=True),
    "html": Format("notes_html", (".html", ".htm"), has_looks=True),
    "csv": Format("notes_csv", (".csv",)),
    "json": Format("notes_json", (".json",)),
    "docx": Format("notes_docx", (".docx",), is_text=False),
    "pdf": Format("notes_pdf", (".pdf",), is_text=False),
    "xlsx": Format("notes_xlsx", (".xlsx",), is_text=False),
}
"""Each format by its name. Libraries that are not the standard one's stand in the functions."""


def format_of(ending: str) -> str:
    """The name of the format of files with this ending, such as `.html`; else Markdown."""
    found = (name for name, one in FORMATS.items() if ending.lower() in one.endings)
    return next(found, "markdown")
