"""The files that forming groups writes: refused before the search where they cannot be written."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peergroup_cli.errors import UsageProblem


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
    return [Named(what, path) for what, path in pairs if path and path != Path("-")]


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
