"""The saver that ships, and savers with one thing wrong, which a sweep must not let pass."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest

from peergroup_cli.storage import durable, toml_file
from peergroup_cli.storage.durable import save_bytes
from peergroup_cli.storage.flushing import flush_folder, make_folder


class Saver(Protocol):
    """Saves as `save_bytes` does."""

    def __call__(
        self, path: Path, content: bytes, *, replaces: str | None, lock_seconds: float = 0
    ) -> None: ...


@contextmanager
def saving(saver: Saver) -> Iterator[None]:
    """All records are saved in this way, as long as the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml_file, "save_bytes", saver)
        yield


Write = Callable[[Path, bytes], None]


def _put(path: Path, content: bytes, flags: int, *, flushed: bool = True) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600)
    # in two pieces, as a large file is written
    for piece in (content[: len(content) // 2], content[len(content) // 2 :]):
        os.write(handle, piece)
    if flushed:
        os.fsync(handle)
    os.close(handle)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")


def _without_a_flush_of_the_file(path: Path, content: bytes) -> None:
    new = _beside(path)
    _put(new, content, os.O_EXCL, flushed=False)
    new.replace(path)
    flush_folder(path.parent)


def _without_a_flush_of_the_folder(path: Path, content: bytes) -> None:
    new = _beside(path)
    _put(new, content, os.O_EXCL)
    new.replace(path)


def _in_place(path: Path, content: bytes) -> None:
    _put(path, content, os.O_TRUNC)
    flush_folder(path.parent)


def _the_flush_comes_too_late(path: Path, content: bytes) -> None:
    new = _beside(path)
    _put(new, content, os.O_EXCL, flushed=False)
    new.replace(path)
    flush_folder(path.parent)
    _put(path, content, 0)


def _a_copy_in_the_way(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    _put(new, content, os.O_EXCL)
    new.replace(path)
    flush_folder(path.parent)


def _a_lock_that_stays(path: Path, content: bytes) -> None:
    lock = path.with_name(".saving")
    os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    new = _beside(path)
    _put(new, content, os.O_EXCL)
    new.replace(path)
    flush_folder(path.parent)
    lock.unlink()


def _what_is_refused_passes(path: Path, content: bytes) -> None:
    with suppress(OSError):
        new = _beside(path)
        _put(new, content, os.O_EXCL)
        new.replace(path)
        flush_folder(path.parent)


def _without_a_lock(path: Path, content: bytes) -> None:
    new = _beside(path)
    _put(new, content, os.O_EXCL)
    new.replace(path)
    flush_folder(path.parent)


class _Written:
    """Makes a saver of a way to write: nothing is locked, nothing compared."""

    def __init__(self, write: Write) -> None:
        self.write = write

    def __call__(
        self, path: Path, content: bytes, *, replaces: str | None, lock_seconds: float = 0
    ) -> None:
        del replaces, lock_seconds
        with durable.refusals_named(path):
            make_folder(path.parent)
            self.write(path, content)


class _TooEarly:
    """Says “saved” at once, and saves with the next one."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Path, bytes, str | None]] = []

    def __call__(
        self, path: Path, content: bytes, *, replaces: str | None, lock_seconds: float = 0
    ) -> None:
        for earlier, kept, replaced in self.waiting:
            save_bytes(earlier, kept, replaces=replaced, lock_seconds=lock_seconds)
        self.waiting = [(path, content, replaces)]


SHIPPED: Saver = save_bytes

WRONG: dict[str, Callable[[], Saver]] = {
    "no flush of the file": lambda: _Written(_without_a_flush_of_the_file),
    "no flush of the folder": lambda: _Written(_without_a_flush_of_the_folder),
    "in place": lambda: _Written(_in_place),
    "flushed too late": lambda: _Written(_the_flush_comes_too_late),
    "a copy in the way": lambda: _Written(_a_copy_in_the_way),
    "a lock that stays": lambda: _Written(_a_lock_that_stays),
    "what is refused passes": lambda: _Written(_what_is_refused_passes),
    "no lock": lambda: _Written(_without_a_lock),
    "acknowledged too early": _TooEarly,
}
"""By what is wrong."""
