"""Several new folders that come into being together, or files that change together; or not at all.

New folders are made in a folder of their own beside their place. Once that one is complete, it
says so, and from then on they are put in place whatever happens: what a crash left undone, the
next command does.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from peergroup_cli.errors import AlreadyExists, ChangedOnDisk, NotFound, NotSaved
from peergroup_cli.storage.cohort_folders import COMPLETE, PREPARED, is_prepared
from peergroup_cli.storage.durable import LOCK_SECONDS, read_bytes, refusals_named, save_bytes
from peergroup_cli.storage.flushing import flush_folder, make_folder
from peergroup_cli.storage.folder import is_there
from peergroup_cli.storage.history import forget
from peergroup_cli.storage.toml_file import Stored, write_record


def add_together(place: Path, names: Sequence[str], write: Callable[[Path, str], None]) -> None:
    """Make several new folders, all of them or none.

    Args:
        place: the folder in which they are to be.
        names: what they are called.
        write: is given each new folder and its name, and fills it durably.

    Raises:
        AlreadyExists: one of them is there; none was made.
        NotSaved: the system refused; none was made, or all were prepared and the next command
            puts the rest in place.
    """
    with _alone(place):
        _put_in_place(place)
        for name in names:
            if is_there(place / name):
                raise AlreadyExists(f"{place / name} is there already.", "Nothing was made.")
        prepared = place / PREPARED
        with refusals_named(prepared):
            # what a run left behind that ended before it was complete
            _remove(prepared)
            make_folder(prepared)
        try:
            for name in names:
                write(prepared / name, name)
            save_bytes(prepared / COMPLETE, b"all folders here are whole\n", replaces=None)
        except BaseException:
            # first what says that all is whole: a crash in here must not leave a part that counts
            with suppress(OSError):
                (prepared / COMPLETE).unlink(missing_ok=True)
                flush_folder(prepared)
            _remove(prepared)
            raise
        _put_in_place(place)


def change_together(gone: Sequence[Path], changes: Sequence[tuple[Stored[Any], Any]]) -> None:
    """Take files out for good, and save several records; all of it, or nothing.

    The files go first: after a power cut in between, what is to be changed still says why they
    went, and the same command does the rest. When something is refused, they come back.

    Args:
        gone: the files; it is no error where one is gone already.
        changes: as for `save_together`.

    Raises:
        ChangedOnDisk: one of the records is not the one that was read; nothing is changed.
        NotSaved: the system refused; nothing is changed.
    """
    before = {path: read_bytes(path) for path in gone if is_there(path)}
    try:
        forget(list(before))
        save_together(changes)
    except BaseException:
        for path, content in before.items():
            if not is_there(path):
                save_bytes(path, content, replaces=None)
        raise


def save_together(changes: Sequence[tuple[Stored[Any], Any]]) -> None:
    """Save several records, each in place of the one that was read; all of them, or none.

    When one is refused, those that were saved before it get their earlier bytes back. A power cut
    can come between two files: then some are changed, and the same command does the rest.

    Raises:
        ChangedOnDisk: one of the files is not the one that was read; none is changed.
        NotSaved: the system refused; none is changed.
    """
    saved: list[tuple[Stored[Any], bytes]] = []
    try:
        for stored, record in changes:
            before = _bytes_before(stored.path)
            saved.append((write_record(stored.path, record, replaces=stored.version), before))
    except BaseException:
        for now, before in reversed(saved):
            save_bytes(now.path, before, replaces=now.version)
        raise


def _bytes_before(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except NotFound:
        raise ChangedOnDisk(
            f"{path} is gone since it was read.", "Nothing was changed. Start the command again."
        ) from None


def finish_adding(place: Path) -> None:
    """Put in place what an earlier run has prepared, if it was complete."""
    if is_prepared(place / PREPARED):
        with _alone(place):
            _put_in_place(place)


def _put_in_place(place: Path) -> None:
    prepared = place / PREPARED
    if not is_prepared(prepared):
        return
    with refusals_named(place):
        for folder in sorted(prepared.iterdir()):
            if folder.is_dir():
                folder.rename(place / folder.name)
        flush_folder(place)
        shutil.rmtree(prepared)


def _remove(prepared: Path) -> None:
    if prepared.is_symlink():
        prepared.unlink()
    shutil.rmtree(prepared, ignore_errors=True)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    with refusals_named(place):
        make_folder(place)
        lock = FileLock(place / ".lock", timeout=LOCK_SECONDS, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            raise NotSaved(
                place,
                "another program is making cohorts here",
                "Nothing was made. Wait for it to end, then try again.",
            ) from None
    try:
        yield
    finally:
        lock.release()
