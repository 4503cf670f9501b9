"""Where results are written: files, refused before the work where they cannot be; or “-”."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peergroup_cli.errors import UsageProblem

STANDARD_OUTPUT = Path("-")
"""What is named where a file would be, for a result that is to be printed."""


def is_printed(output: Path | None) -> bool:
    """Whether a result goes to standard output: no file is named, or “-”."""
    return output in (None, STANDARD_OUTPUT)


def print_file(content: bytes, *, is_text: bool) -> None:
    """Print what a file would hold: text as the terminal can show it, else byte for byte."""
    if is_text:
        sys.stdout.write(content.decode())
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def refuse_bytes_unless_sent_on(output: Path | None, what: str, file: str) -> None:
    """See that what is no text is not printed, unless “-” sends it to a pipe or a file.

    Args:
        output: the file that was named, or “-”.
        what: the words before “a file”, such as “A backup needs”.
        file: a name for it, to be proposed.

    Raises:
        UsageProblem: no file was named, or this is a terminal.
    """
    if output is None or (output == STANDARD_OUTPUT and sys.stdout.isatty()):
        raise UsageProblem(f"{what} a file.", f"Name it: --output {file}")


@dataclass(frozen=True)
class Named:
    """A file, and what a person calls it.

    Args:
        what: such as “--out” or “the list of people”.
        path: the file.
    """

    what: str
    path: Path


def given(*pairs: tuple[str, Path | None]) -> list[Named]:
    """Those of the files that were named; “-” is none."""
    return [Named(what, path) for what, path in pairs if path and path != STANDARD_OUTPUT]


def certificate_paths(path: Path) -> tuple[Path, Path]:
    """Where the certificate is written as JSON, and where as text.

    Raises:
        UsageProblem: it is a folder.
    """
    from peergroup_cli.storage.durable import refuse_folder

    refuse_folder(path)
    text = path.with_suffix(".txt")
    return (path.with_suffix(".json") if text == path else path), text


def refuse_unwritable(
    outputs: Sequence[Named], sources: Iterable[Named], *, overwrite: bool
) -> None:
    """See that each file can be written, as far as that shows beforehand.

    Args:
        outputs: what is to be written.
        sources: what is read, and must never be written over.
        overwrite: whether files that are there may be.

    Raises:
        UsageProblem: a file is read as well, or is to be written twice, or it is a folder.
        AlreadyExists: a file is there.
        NotSaved: its folder is not there.
        UnreadableFile: a pipe or a device has this name.
    """
    from peergroup_cli.storage.durable import refuse_output

    known = list(sources)
    for output in outputs:
        refuse_same(output, known)
        known.append(output)
    for output in outputs:
        refuse_output(output.path, overwrite=overwrite)


def refuse_same(file: Named, others: Iterable[Named]) -> None:
    """Refuse a file that is one of the others.

    Raises:
        UsageProblem: it is.
    """
    for other in others:
        if _same(file.path, other.path):
            raise UsageProblem(
                f"{file.what} and {other.what} are the same file: {file.path}",
                "Nothing was written. Name another file.",
            )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        # one of them is not there yet
        return os.path.realpath(one) == os.path.realpath(other)
