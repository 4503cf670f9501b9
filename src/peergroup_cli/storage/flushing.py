"""What makes the disk remember: the barriers of a save."""

import os
import sys
from contextlib import suppress
from errno import EINVAL, ENOTSUP
from pathlib import Path


def flush(handle: int) -> None:
    """Make the content of an open file outlast a power cut, or the names in an open folder."""
    if sys.platform == "darwin":  # pragma: no cover - macOS only: fsync does not reach the disk
        import fcntl

        # a network folder knows no F_FULLFSYNC
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut."""
    if sys.platform != "win32":  # pragma: no branch - Windows cannot open a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            flush(handle)
        except OSError as error:
            # some network file systems cannot flush a folder, and never will
            if error.errno not in (EINVAL, ENOTSUP):
                raise
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Make the folder and those above it where they are missing, open to their owner only."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        # another save may have made it in the meantime
        one.mkdir(mode=0o700, exist_ok=True)
        flush_folder(one.parent)
