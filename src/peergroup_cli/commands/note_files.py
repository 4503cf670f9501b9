"""The files that notes are written to: their format, and one for all meetings or one for each."""

import codecs
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peergroup_cli.exports.audience import Release
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting


@dataclass(frozen=True)
class Wanted:
    """How notes are to be written.

    Args:
        name: the name of the format; None for that of the file's ending.
        output: the file, or None for the screen.
        split: one file for each meeting.
        bom: a CSV that Excel knows to be UTF-8.
        force: files that are there may be overwritten.
    """

    name: str | None = None
    output: Path | None = None
    split: bool = False
    bom: bool = False
    force: bool = False

    @property
    def format(self) -> str:
        """The name of the format."""
        from peergroup_cli.exports.formats import FORMATS, format_of

        return self.name if self.name in FORMATS else format_of(self._ending)

    @property
    def _ending(self) -> str:
        return self.output.suffix if self.output else ""

    def refuse_what_does_not_fit(self) -> None:
        """See that the wishes fit together.

        Raises:
            NotFound: no format has this name.
            UsageProblem: a file is needed and none is named, or a wish is for another format.
        """
        from peergroup_cli.errors import NotFound, UsageProblem
        from peergroup_cli.exports.formats import FORMATS

        if self.name and self.name not in FORMATS:
            raise NotFound.named("format", self.name, list(FORMATS))
        if self.bom and self.format != "csv":
            raise UsageProblem("--bom is for CSV.", "Leave it out, or add: --format csv")
        if self.output is None and self.split:
            raise UsageProblem(
                "With --split, each meeting gets a file.",
                "Name the first part of their names: --output notes.md gives notes-1.md",
            )
        if self.output is None and not FORMATS[self.format].is_text:
            raise UsageProblem(
                f"Notes as {self.format} need a file.",
                f"Name it: --output notes{FORMATS[self.format].endings[0]}",
            )


def write_notes(
    wanted: Wanted,
    cohort: "Cohort",
    meetings: "Sequence[Meeting]",
    released: "Callable[[Sequence[Meeting]], tuple[Cohort, Release]]",
) -> None:
    """Write the notes to the screen, to one file, or to one for each meeting.

    All are made before the first is written, and none is where one of them is there already.

    Args:
        wanted: how.
        cohort: whose they are; the formats get it from `released` alone.
        meetings: those whose notes leave.
        released: the cohort as the reader may know it, and what may be read of some meetings.
    """
    from peergroup_cli.errors import NotFound
    from peergroup_cli.exports.formats import FORMATS

    if wanted.split and not meetings:
        raise NotFound(f"{cohort.name} has held no meeting yet.", "Nothing was written.")
    made = FORMATS[wanted.format]
    parts = [[meeting] for meeting in meetings] if wanted.split else [meetings]
    mark = codecs.BOM_UTF8 if wanted.bom else b""
    documents = [mark + made.render(*released(part)) for part in parts]
    if wanted.output is None:
        sys.stdout.write(documents[0].decode())
        return
    paths = (
        [_numbered(wanted.output, meeting) for meeting in meetings]
        if wanted.split
        else [wanted.output]
    )
    _write_all(paths, documents, force=wanted.force)


def _write_all(paths: Sequence[Path], documents: Sequence[bytes], *, force: bool) -> None:
    from peergroup_cli.storage.durable import refuse_output, write_out

    if len(paths) > 1:
        for path in paths:
            refuse_output(path, overwrite=force)
    for path, document in zip(paths, documents, strict=True):
        write_out(path, document, overwrite=force)


def _numbered(path: Path, meeting: "Meeting") -> Path:
    return path.with_name(f"{path.stem}-{meeting.number}{path.suffix}")
