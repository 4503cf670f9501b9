"""Bytes in and out of files: read safely, saved so that a power cut loses nothing.

The order of a save: lock, read again and compare, write a new file beside the old one, flush it
to the disk, put it in the old one's place, flush the folder. Only then it is saved.
"""

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import sleep, time

from peergroup_cli.errors import (
    AlreadyExists,
    ChangedOnDisk,
    NotFound,
    NotSaved,
    UnreadableFile,
    UsageProblem,
)
from peergroup_cli.storage.flushing import flush, flush_folder, make_folder

MAX_BYTES = 8 * 1024 * 1024
"""No file of a workspace is larger: a meeting with 200 notes takes about 60 KB."""

LARGEST_OUT = 200 * 1024 * 1024
"""No file that leaves the workspace is larger: a list of 100,000 people takes about 20 MB."""

_ROOM = 256 * 1024
"""In bytes: twice a meeting with 400 notes, because a save needs room for both."""

LOCK_SECONDS = 10.0
"""How long a save waits for another one in the same folder."""

STALE_SECONDS = 3600
"""A temporary file this old was left behind by a run that crashed."""

TEMPORARY = re.compile(r"\..+\.[0-9a-f]{16}\.tmp")
"""How a file is called that is being written, beside the one whose place it takes."""

# Windows alone has O_BINARY, it alone lacks O_NONBLOCK
_BINARY = getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


def version_of(content: bytes) -> str:
    """The fingerprint by which a change of a file is noticed: SHA-256, in hex."""
    return sha256(content).hexdigest()


def read_bytes(path: Path, largest: int | None = None) -> bytes:
    """The content of a regular file, or of the one that a link points at.

    Args:
        path: the file.
        largest: in bytes; `MAX_BYTES` where nothing is said.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is a folder, a pipe or a device, is too large, or cannot be opened.
    """
    limit = MAX_BYTES if largest is None else largest
    try:
        # without O_NONBLOCK, opening a pipe waits for its writer for ever
        handle = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY)
        try:
            status = os.fstat(handle)
            _refuse_what_is_no_record(path, status, limit)
            with open(handle, "rb", closefd=False) as file:
                # room for all that is allowed is only made where it has grown since
                content = file.read(min(status.st_size, limit) + 1)
                if len(content) > status.st_size:
                    content += file.read(limit + 1 - len(content))
        finally:
            os.close(handle)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(
            f"{path} does not exist.", "See whether it was moved, renamed or not yet synchronised."
        ) from None
    except OSError as error:
        raise UnreadableFile(
            path,
            [f"cannot be opened: {error.strerror}"],
            "Nothing was changed. See whether you may read the file, then try again.",
        ) from error
    if len(content) > limit:
        raise _too_large(path, limit)
    return content


def save_bytes(
    path: Path, content: bytes, *, replaces: str | None, lock_seconds: float = LOCK_SECONDS
) -> None:
    """Put the content into the file, durably: when this returns, a power cut cannot undo it.

    The file is readable by its owner only; one that is there keeps its permissions. A link is
    followed, not replaced. The same content again is not written again.

    Args:
        path: the file. Its folder is made where it is missing.
        content: all of its bytes.
        replaces: the version that the caller read, or None where the file must be new.
        lock_seconds: how long to wait for another save in the folder.

    Raises:
        AlreadyExists: the file should be new, and is there.
        ChangedOnDisk: the file is not the one that was read.
        NotSaved: the system refused; the file is as it was.
    """
    from filelock import FileLock, Timeout

    if len(content) > MAX_BYTES:
        raise NotSaved(path, f"it would be larger than {_megabytes(MAX_BYTES)}", _TOO_LARGE_HINT)
    target = Path(os.path.realpath(path))
    with refusals_named(path):
        make_folder(target.parent)
        try:
            with FileLock(target.parent / ".lock", timeout=lock_seconds, mode=0o600):
                _save_locked(target, content, replaces)
        except Timeout:
            raise NotSaved(
                path,
                "another program is saving in this folder",
                "Nothing was changed. End the other session, or wait for it, then try again.",
            ) from None


def write_out(path: Path, content: bytes | Iterable[bytes], *, overwrite: bool) -> None:
    """Write a file that leaves the workspace: whole or not at all, for its owner only.

    One that holds just this already is left as it is.

    Args:
        path: the file. Its folder must be there; nothing else is put into it.
        content: all of its bytes, or its pieces one after another.
        overwrite: whether a file that is there may be replaced.

    Raises:
        AlreadyExists: the file is there and may not be replaced.
        UsageProblem: it is a folder.
        UnreadableFile: a pipe or a device has this name.
        NotSaved: the folder is not there, or the system refused; what was there is as it was.
    """
    pieces = (content,) if isinstance(content, bytes) else content
    with refusals_named(path):
        target = Path(os.path.realpath(path))
        # pieces come once only: where the file may be replaced they go into the new one at once
        compared = isinstance(content, bytes) or not overwrite
        if _is_file_to_write(target, path) and compared and _holds(target, pieces):
            return
        refuse_output(path, overwrite=overwrite)
        _put_in_place(target, pieces)


def _holds(target: Path, pieces: Iterable[bytes]) -> bool:
    """Whether the file holds just this; the first piece that differs ends the look."""
    with target.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)


def refuse_output(path: Path, *, overwrite: bool) -> None:
    """See that `write_out` can write a file, as far as that shows beforehand.

    Raises:
        AlreadyExists: the file is there and may not be replaced.
        UsageProblem: it is a folder.
        UnreadableFile: a pipe or a device has this name.
        NotSaved: the folder is not there, or the system refused.
    """
    with refusals_named(path):
        if _is_file_to_write(Path(os.path.realpath(path)), path) and not overwrite:
            raise AlreadyExists(f"{path} is there already.", "To overwrite it: --force")


def _is_file_to_write(target: Path, path: Path) -> bool:
    """Whether the file is there already; an error where it cannot be."""
    if os.path.lexists(target):
        refuse_folder(path)
        _refuse_what_is_no_record(path, target.stat(), LARGEST_OUT)
        return True
    if not target.parent.is_dir():
        hint = "Make the folder, or name another one."
        raise NotSaved(path, f"there is no folder {target.parent}", hint)
    return False


def refuse_folder(path: Path) -> None:
    """See that the name of a file to write is not that of a folder.

    Raises:
        UsageProblem: it is.
    """
    with refusals_named(path):
        is_folder = path.is_dir()
    if is_folder:
        raise UsageProblem(
            f"{path} is a folder, and a file is to be written.",
            f"Name a file in it, such as {path}{os.sep}NAME",
        )


def refuse_no_folder(folder: Path) -> None:
    """See that a folder is there or can be made, as far as its name tells.

    Raises:
        UsageProblem: it, or what should hold it, is a file.
    """
    nearest = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), folder)
    if os.path.lexists(nearest) and not nearest.is_dir():
        what = "a file" if nearest.is_file() else "no folder"
        raise UsageProblem(f"{nearest} is {what}, and a folder is needed.", "Name another folder.")


def refuse_full_or_closed(folder: Path) -> None:
    """See that something can be kept in a folder: write as much as a long meeting takes.

    Raises:
        NotSaved: the disk is full, or the folder may not be written in.
    """
    path = folder / f".room.{os.urandom(8).hex()}.tmp"
    with refusals_named(folder):
        try:
            _write_new(path, (b"\0" * _ROOM,), path)
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)


@contextmanager
def refusals_named(path: Path) -> Iterator[None]:
    """Turn what the system refuses into an error that names the file."""
    try:
        yield
    except OSError as error:
        raise NotSaved(path, error.strerror or type(error).__name__) from error


@contextmanager
def unread_is_unsaved(path: Path) -> Iterator[None]:
    """Where something must be read for a save: what the system refuses is an error of the save."""
    try:
        yield
    except UnreadableFile as error:
        # what it refuses for a moment says nothing about the file
        if isinstance(error.__cause__, OSError):
            reason = error.__cause__.strerror or type(error.__cause__).__name__
            raise NotSaved(path, reason) from error
        raise


_TOO_LARGE_HINT = "Split what is in it, or take out what does not belong there."


def _refuse_what_is_no_record(path: Path, status: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(
            path, ["is a folder, not a file"], "Nothing was changed. Move it away."
        )
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(
            path, ["is a pipe or a device, not a file"], "Nothing was changed. Move it away."
        )
    if status.st_size > limit:
        raise _too_large(path, limit)


def _too_large(path: Path, limit: int) -> UnreadableFile:
    return UnreadableFile(path, [f"is larger than {_megabytes(limit)}"], _TOO_LARGE_HINT)


def _megabytes(size: int) -> str:
    return f"{size // 1024 // 1024} MB"


_UNFLUSHED: dict[Path, str] = {}
"""Versions that this program put in place, and whose place it could not flush.

They were called “not saved”, so that they are tried again: whoever does is not told that the file
has changed. What another program puts there meanwhile has another version.
"""


def _save_locked(target: Path, content: bytes, replaces: str | None) -> None:
    if _is_ours(target):
        replaces = _UNFLUSHED[target]
    if replaces is None:
        if os.path.lexists(target):
            raise AlreadyExists(f"{target} is there already.", "It was left as it is.")
    elif _found_again(target, content, replaces):
        # a save that failed at its very last step must not be called saved without that step
        flush_folder(target.parent)
        _UNFLUSHED.pop(target, None)
        return
    _remove_stale(target.parent)
    _put_in_place(target, (content,))


def _is_ours(target: Path) -> bool:
    ours = _UNFLUSHED.get(target)
    if ours is None or not os.path.lexists(target):
        return False
    with unread_is_unsaved(target):
        return version_of(read_bytes(target)) == ours


def _found_again(target: Path, content: bytes, replaces: str) -> bool:
    """Whether the new content is there already; an error where the file is a third thing."""
    hint = (
        "Nothing was overwritten. Another session, a text editor or a sync folder wrote to it: "
        "look at the file, then start the command again, it reads what is there now."
    )
    try:
        with unread_is_unsaved(target):
            there = read_bytes(target)
    except NotFound:
        raise ChangedOnDisk(f"{target} is gone since it was read.", hint) from None
    if there == content:
        return True
    if version_of(there) != replaces:
        raise ChangedOnDisk(f"{target} has changed since it was read.", hint)
    return False


def _remove_stale(folder: Path) -> None:
    for one in folder.iterdir():
        if TEMPORARY.fullmatch(one.name):
            # it may be gone by now, or belong to somebody else; neither is in our way
            with suppress(OSError):
                if time() - one.lstat().st_mtime > STALE_SECONDS:
                    one.unlink()


def _put_in_place(target: Path, pieces: Iterable[bytes]) -> None:
    temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}.tmp")
    try:
        version = _write_new(temporary, pieces, target)
        _replace(temporary, target)
    except BaseException:
        # Ctrl-C as well: no half-written note stays behind
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _UNFLUSHED[target] = version
    flush_folder(target.parent)
    del _UNFLUSHED[target]


def _write_new(path: Path, pieces: Iterable[bytes], old: Path) -> str:
    """Write a new file, piece by piece; what is given back is its version."""
    seen = sha256()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        for piece in pieces:
            seen.update(piece)
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(handle, rest) :]
        _keep_permissions(handle, old)
        flush(handle)
    finally:
        os.close(handle)
    return seen.hexdigest()


def _keep_permissions(handle: int, old: Path) -> None:
    """Leave the file open to those who could read the old one, and to nobody else."""
    if sys.platform != "win32":  # pragma: no branch - Windows knows no such permissions
        # where the group cannot be kept the file stays with its owner alone
        with suppress(FileNotFoundError, PermissionError):
            status = old.stat()
            os.fchown(handle, -1, status.st_gid)
            os.fchmod(handle, stat.S_IMODE(status.st_mode))


def _replace(temporary: Path, target: Path) -> None:
    if sys.platform == "win32":  # pragma: no cover - Windows only
        # a virus scanner or a sync program may hold the file for seconds
        for seconds in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6):
            with suppress(PermissionError):
                temporary.replace(target)
                return
            sleep(seconds)
    temporary.replace(target)
