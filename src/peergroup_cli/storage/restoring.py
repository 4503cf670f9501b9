"""A backup, put back: all of it is checked first, then all of it is put in place, or nothing."""

import io
import json
import os
import shutil
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from peergroup_cli.errors import AlreadyExists, NewerFormat, NotSaved, UnreadableFile, UsageProblem
from peergroup_cli.storage.archive import BACKUP_FORMAT, MANIFEST, MOST_FILES, folded, unusable
from peergroup_cli.storage.durable import (
    LARGEST_OUT,
    read_bytes,
    refusals_named,
    version_of,
    write_out,
)
from peergroup_cli.storage.flushing import flush_folder, make_folder
from peergroup_cli.storage.schemas import put_schemas

_HINT = "Nothing was put in place. Take another backup."
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What zipfile raises where a zip file is damaged, or is made to do harm."""


def files_of_backup(path: Path) -> dict[str, bytes]:
    """The files that a backup holds, by their paths; each is the one that was packed.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is no backup, is damaged, or would do harm; all problems at once.
        NewerFormat: a newer version of the toolkit made it.
    """
    content = read_bytes(path, LARGEST_OUT)
    # a zip file of millions of names would fill the memory before it could be refused
    if content.count(b"PK\x01\x02") > 2 * MOST_FILES:
        raise UnreadableFile(path, [f"holds more than {MOST_FILES:,} files"], _HINT)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _checked(path, packed)
    except _BROKEN:
        problem = "is no zip file, or a damaged one"
    raise UnreadableFile(path, [problem], _HINT)


def put_back(files: dict[str, bytes], folder: Path) -> None:
    """Make the folder with all of the files, open to their owner only; whole or not at all.

    Args:
        files: by their paths, as `files_of_backup` gives them.
        folder: a new folder, or an empty one.

    Raises:
        AlreadyExists: something is in the folder, or a file has its name.
        UsageProblem: it is the folder in which we stand.
        NotSaved: there is no folder around it, or the system refused; nothing is there.
    """
    folder = folder.absolute()
    refuse_full(folder)
    prepared = folder.parent / f".{folder.name}.{os.urandom(8).hex()}.tmp"
    try:
        with refusals_named(folder):
            make_folder(prepared)
            for name, content in files.items():
                make_folder((prepared / name).parent)
                write_out(prepared / name, content, overwrite=False)
            make_folder(prepared / "packs")
            put_schemas(prepared)
            _put_in_place(prepared, folder)
    except BaseException:
        shutil.rmtree(prepared, ignore_errors=True)
        raise


def refuse_full(folder: Path) -> None:
    """See that a backup can be put back into the folder.

    Raises:
        AlreadyExists: something is in it, or a file has its name.
        UsageProblem: it is the folder in which we stand.
        NotSaved: there is no folder around it.
    """
    folder = folder.absolute()
    with refusals_named(folder):
        if not folder.parent.is_dir():
            raise NotSaved(folder, f"there is no folder {folder.parent}", "Make it first.")
        if not os.path.lexists(folder):
            return
        if folder.is_symlink() or not folder.is_dir() or any(folder.iterdir()):
            raise AlreadyExists(
                f"{folder} is there already, and not empty.", "Name a new folder, or an empty one."
            )
        if folder.samefile(Path.cwd()):
            raise UsageProblem(
                f"{folder} is the folder in which you stand.", "Name a folder in it: restore FILE w"
            )


def _put_in_place(prepared: Path, folder: Path) -> None:
    if sys.platform == "win32" and folder.exists():  # pragma: no cover - Windows only
        folder.rmdir()
    prepared.rename(folder)
    flush_folder(folder.parent)


def _checked(path: Path, packed: zipfile.ZipFile) -> dict[str, bytes]:
    parts = {part.filename: part for part in packed.infolist()}
    problems = list(_problems(packed.infolist()))
    if problems:
        raise UnreadableFile(path, problems[:_MOST_NAMED], _HINT)
    if MANIFEST not in parts:
        raise UnreadableFile(path, [f"has no {MANIFEST}, so it is no backup of peergroup"], _HINT)
    rows = _rows(path, packed.read(parts.pop(MANIFEST)))
    problems = [f"{name}: is in the list and not in the file" for name in rows.keys() - parts]
    problems += [f"{name}: is not in the list" for name in parts.keys() - rows]
    if "peergroup.toml" not in parts:
        problems.append("holds no peergroup.toml, so it is no workspace")
    files = {}
    for name in sorted(parts.keys() & rows):
        files[name] = packed.read(parts[name])
        if (len(files[name]), version_of(files[name])) != rows[name]:
            problems.append(f"{name}: is not what was packed")
    if problems:
        raise UnreadableFile(path, sorted(problems)[:_MOST_NAMED], _HINT)
    return files


_MOST_NAMED = 20


def _problems(parts: list[zipfile.ZipInfo]) -> Iterator[str]:
    """What is wrong with the names and sizes, before anything is unpacked."""
    if len(parts) > MOST_FILES + 1:
        yield f"holds more than {MOST_FILES:,} files"
        return
    if sum(part.file_size for part in parts) > LARGEST_OUT + _LARGEST_LIST:
        yield f"would unpack to more than {LARGEST_OUT // 1024 // 1024} MB"
        return
    seen: set[str] = set()
    folders = {
        folded(str(above)) for part in parts for above in PurePosixPath(part.filename).parents
    }
    for part in parts:
        name = part.filename
        kind = stat.S_IFMT(part.external_attr >> 16)
        if part.orig_filename != name or (name != MANIFEST and (why := unusable(name))):
            yield f"{name}: {why if part.orig_filename == name else 'has two names'}"
        elif kind not in (0, stat.S_IFREG) or part.flag_bits & _ENCRYPTED:
            yield f"{name}: is a link, a device, or locked by a password"
        elif part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # others unpack without a bound
            yield f"{name}: is packed in a way that backups are not"
        elif folded(name) in seen | folders:
            yield f"{name}: another has this name, but for small and capital letters"
        seen.add(folded(name))


_ENCRYPTED = 0x1
_LARGEST_LIST = 64 * 1024 * 1024


def _rows(path: Path, content: bytes) -> dict[str, tuple[int, str]]:
    """The list of a backup: by path the size and the SHA-256."""
    try:
        table: Any = json.loads(content)
        if type(table["format"]) is int and table["format"] > BACKUP_FORMAT:
            raise NewerFormat(
                f"{path} was made by a newer version of peergroup.",
                "Update the toolkit, then try again. Nothing was put in place.",
            )
        return {str(row["path"]): (row["size"], row["sha256"]) for row in table["files"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        problem = f"{MANIFEST} is damaged"
    raise UnreadableFile(path, [problem], _HINT)
