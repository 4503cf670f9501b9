"""What lies in a folder. A folder that is closed to us is never taken for an empty one."""

from pathlib import Path

from peergroup_cli.errors import UnreadableFile


def names_in(folder: Path) -> list[str]:
    """The names in a folder, sorted, without hidden ones; none where there is no folder.

    `Path.glob` is of no use here: it finds nothing in a folder that it may not read.

    Raises:
        UnreadableFile: the folder cannot be read.
    """
    try:
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableFile(
            folder,
            [f"cannot be opened: {error.strerror}"],
            "Nothing was changed. See whether you may read the folder, then try again.",
        ) from error


def is_there(path: Path) -> bool:
    """Whether something has this name, even if it cannot be read: who reads it is told why."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
