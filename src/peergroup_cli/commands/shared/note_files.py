"""The files that notes are written to: their format, and one for all meetings or one for each."""

import codecs
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.outputs import (
    is_printed,
    print_file,
    refuse_bytes_unless_sent_on,
)
from peergroup_cli.errors import Ended, Interrupted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from peergroup_cli.exports.audience import Release
    from peergroup_cli.exports.template import Look
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting


@dataclass(frozen=True)
class Wanted:
    """How notes are to be written.

    Args:
        name: the name of the format; None for that of the file's ending.
        output: the file; None for the screen, and “-” for standard output.
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
    def mark(self) -> bytes:
        """What stands before the notes."""
        return codecs.BOM_UTF8 if self.bom else b""

    @property
    def _ending(self) -> str:
        return self.output.suffix if self.output else ""

    def refuse_what_does_not_fit(self) -> None:
        """See that the wishes fit together.

        Raises:
            NotFound: no format has this name.
            UsageProblem: a file is needed and none or a folder is named, or a wish is for another
                format.
        """
        from peergroup_cli.errors import NotFound, UsageProblem
        from peergroup_cli.exports.formats import FORMATS
        from peergroup_cli.storage.durable import refuse_folder

        if self.name and self.name not in FORMATS:
            raise NotFound.named("format", self.name, list(FORMATS))
        if self.bom and self.format != "csv":
            raise UsageProblem("--bom is for CSV.", "Leave it out, or add: --format csv")
        if self.output is not None:
            refuse_folder(self.output)
        if is_printed(self.output) and self.split:
            raise UsageProblem(
                "With --split, each meeting gets a file.",
                "Name the first part of their names: --output notes.md gives notes-1.md",
            )
        if not FORMATS[self.format].is_text:
            name = f"notes{FORMATS[self.format].endings[0]}"
            refuse_bytes_unless_sent_on(self.output, f"Notes as {self.format} need", name)


def write_notes(
    wanted: Wanted, cohort: "Cohort", out: "Release", look: "Look | None" = None
) -> None:
    """Write the notes to the screen, to one file, or to one for each meeting.

    A file is whole or not there. None is written where one of them is there already.

    Args:
        wanted: how.
        cohort: whose they are; a format gets what its reader may know of it.
        out: what may be read.
        look: the workspace's own template and logo.

    Raises:
        NotFound: there is no meeting to write a file of.
        AlreadyExists: a file is there and may not be replaced.
        NotSaved: the system refused.
        Interrupted: Ctrl-C; the file that was being written is not there.
    """
    from peergroup_cli.errors import NotFound
    from peergroup_cli.exports.audience import cohort_for
    from peergroup_cli.exports.formats import FORMATS

    made = FORMATS[wanted.format]
    if wanted.output is None or is_printed(wanted.output):
        # a screen or a pipe gets all of it or nothing as well
        content = made.render(cohort_for(cohort, out), out, look)
        print_file(wanted.mark + content, is_text=made.is_text)
        return
    if not wanted.split:
        pieces = made.pieces(cohort_for(cohort, out), out, look)
        _write(wanted.output, pieces, wanted)
        return
    if not out.notes:
        raise NotFound(f"{cohort.name} has held no meeting yet.", "Nothing was written.")
    paths = [_numbered(wanted.output, notes.meeting) for notes in out.notes]
    _refuse_those_there(paths, wanted)
    for place, path in enumerate(paths):
        part = out.part(place)
        _write(path, made.pieces(cohort_for(cohort, part), part, look), wanted)


def _refuse_those_there(paths: "Sequence[Path]", wanted: Wanted) -> None:
    from peergroup_cli.storage.durable import refuse_output

    for path in paths:
        refuse_output(path, overwrite=wanted.force)


def _write(path: Path, pieces: "Iterable[bytes]", wanted: Wanted) -> None:
    from peergroup_cli.storage.durable import write_out
    from peergroup_cli.terminal.show import tell

    try:
        write_out(path, chain((wanted.mark,), pieces), overwrite=wanted.force)
    except Ended:
        raise
    except KeyboardInterrupt:
        raise Interrupted(f"Interrupted. {path} was not written.") from None
    tell(f"Saved in {path}")


def _numbered(path: Path, meeting: "Meeting") -> Path:
    return path.with_name(f"{path.stem}-{meeting.number}{path.suffix}")
