"""The file that a document is written to, in the format that is wanted; else the screen."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.outputs import (
    is_printed,
    print_file,
    refuse_bytes_unless_sent_on,
)

if TYPE_CHECKING:
    from peergroup_cli.exports.document import Document

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead; “-” prints it."),
]

ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite the file if it is there.")]

DocumentFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        show_default=False,
        help="markdown, html, docx or pdf. Without it, the ending of the file tells; else "
        "Markdown.",
    ),
]

PreviewOption = Annotated[
    bool,
    typer.Option("--preview", help="Write nothing; say what would be left out, and why."),
]


@dataclass(frozen=True)
class WantedDocument:
    """How a document is to be written.

    Args:
        name: the name of the format; None for that of the file's ending.
        output: the file; None for the screen, and “-” for standard output.
        force: whether a file that is there may be overwritten.
    """

    name: str | None = None
    output: Path | None = None
    force: bool = False

    @property
    def format(self) -> str:
        """The name of the format."""
        from peergroup_cli.exports.layouts import layout_of

        return self.name or layout_of(self.output.suffix if self.output else "")

    def refuse_what_does_not_fit(self) -> None:
        """See that the wishes fit together.

        Raises:
            NotFound: no format has this name.
            UsageProblem: a file is needed and none is named.
            AlreadyExists: the file is there already.
        """
        from peergroup_cli.errors import NotFound
        from peergroup_cli.exports.layouts import LAYOUTS
        from peergroup_cli.storage.durable import refuse_output

        if self.format not in LAYOUTS:
            raise NotFound.named("format", self.format, list(LAYOUTS))
        if self.output is not None and not is_printed(self.output):
            refuse_output(self.output, overwrite=self.force)
        elif not LAYOUTS[self.format].is_text:
            name = f"NAME{LAYOUTS[self.format].endings[0]}"
            refuse_bytes_unless_sent_on(self.output, f"A document as {self.format} needs", name)

    def write(self, document: "Document") -> None:
        """Write the document to the file, or to the screen.

        Raises:
            NotSaved: the system refused.
        """
        from peergroup_cli.exports.layouts import LAYOUTS
        from peergroup_cli.storage.durable import write_out
        from peergroup_cli.terminal.show import tell

        made = LAYOUTS[self.format].render(document)
        if self.output is None or is_printed(self.output):
            print_file(made, is_text=LAYOUTS[self.format].is_text)
        else:
            write_out(self.output, made, overwrite=self.force)
            tell(f"Saved in {self.output}")
