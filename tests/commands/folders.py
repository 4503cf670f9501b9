"""What lies in a folder, to see that a command wrote what it should and nothing else."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path


def files(folder: Path | str = ".") -> dict[str, bytes]:
    """Every file in the folder and below, with its content.

    Locks hold nothing, and earlier versions have tests of their own.
    """
    top = Path(folder)
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock") and path.parent.name != "history"
    }


def changed(before: dict[str, bytes], folder: Path | str = ".") -> set[str]:
    """The files that are new, gone or different since then."""
    return {name for name, _ in before.items() ^ files(folder).items()}


def history(folder: Path) -> dict[str, bytes]:
    """The earlier versions of all files, with their content."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("cohorts/*/history/*.old"))}


@dataclass
class FillingDisk:
    """A disk on which some more files can be put in place, then one cannot, then again all."""

    room: int
    _replace = staticmethod(os.replace)

    def replace(self, source: str, target: str) -> None:
        """As `os.replace`, while there is room."""
        self.room -= 1
        if self.room == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._replace(source, target)
