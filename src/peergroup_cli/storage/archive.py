"""A backup: all files of a workspace in one zip file, with a list of their fingerprints.

The same workspace gives the same bytes: fixed times, fixed order, nothing of the machine.
"""

import io
import json
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from peergroup_cli.errors import PeergroupError, UnreadableFile, UsageProblem
from peergroup_cli.storage.durable import LARGEST_OUT, TEMPORARY, read_bytes, version_of

MANIFEST = "peergroup-backup.json"
"""The first file of a backup: which others are in it, each with its size and SHA-256."""

BACKUP_FORMAT = 1
"""Counts up when a backup is made otherwise."""

MOST_FILES = 100_000
"""No backup has more files."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip file can hold."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Backup:
    """A backup that was made, and what could not go into it.

    Args:
        content: the bytes of the zip file.
        files: how many files are in it.
        backups: the earlier backups in the workspace, which are not packed again.
        left_out: what could not go into it: the name, and why.
    """

    content: bytes
    files: int
    backups: tuple[str, ...]
    left_out: tuple[str, ...]


def backup_of(workspace: Path) -> Backup:
    """All files of a workspace as one zip file; other backups in it are not packed again.

    Raises:
        UsageProblem: there is more in it than a backup can hold.
        UnreadableFile: a file cannot be read; half a backup is none.
    """
    files: dict[str, bytes] = {}
    backups, left_out, room = [], [], LARGEST_OUT
    for name, reason in _names(workspace):
        if reason:
            left_out.append(f"{name}: {reason}")
            continue
        content = read_bytes(workspace / name, LARGEST_OUT)
        if is_backup(content):
            backups.append(name)
            continue
        files[name] = content
        room -= len(content)
        if room < 0 or len(files) > MOST_FILES:
            limit = f"{MOST_FILES:,} files or {LARGEST_OUT // 1024 // 1024} MB"
            raise UsageProblem(
                f"The workspace holds more than {limit}, which is too much for a backup.",
                "Nothing was written. Move large files that are no notes out of it.",
            )
    return Backup(_zipped(files), len(files), tuple(backups), tuple(left_out))


def manifest_of(files: dict[str, bytes]) -> bytes:
    """The list of files with their fingerprints."""
    rows = [
        {"path": name, "size": len(files[name]), "sha256": version_of(files[name])}
        for name in sorted(files)
    ]
    table = {"format": BACKUP_FORMAT, "files": rows}
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()


def unusable(name: str) -> str:
    """Why a path cannot stand in a backup, or nothing where it can, on any system."""
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "leads out of its folder"
    if any(ch in '\\:*?"<>|' or unicodedata.category(ch) in ("Cc", "Cs") for ch in name):
        return "has a letter that not every system takes for a name"
    if any(part.endswith((" ", ".")) or _RESERVED.fullmatch(part) for part in parts):
        return "has a name that not every system takes"
    if name == MANIFEST or len(name) > 400:
        return "has a name that is taken, or too long"
    return ""


def folded(name: str) -> str:
    """A path as systems compare it that see no difference between a and A."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_backup(content: bytes) -> bool:
    """Whether these are the bytes of a backup: its list stands first in it."""
    return content[:2] == b"PK" and content[30 : 30 + len(MANIFEST)] == MANIFEST.encode()


def backups_of(workspace: Path) -> Iterator[Path]:
    """The backups that lie in a workspace, or beside it where `peergroup backup` puts them."""
    inside = [workspace / name for name, reason in _names(workspace) if not reason]
    beside = workspace.parent.glob(f"{escape(workspace.name)}-????-??-??*.zip")
    for path in (*inside, *sorted(beside)):
        try:
            content = read_bytes(path, LARGEST_OUT)
        except PeergroupError:
            # what cannot be read is named elsewhere
            continue
        if is_backup(content):
            yield path


_OF_THE_MOMENT = (".lock", ".session.lock", ".session.toml")
"""Files that say who is at work just now."""


def _names(workspace: Path) -> Iterator[tuple[str, str]]:
    """The paths of a workspace in their order, each with the reason why it cannot be packed."""
    seen: set[str] = set()
    for where, folders, names in os.walk(workspace, onerror=_refuse_closed):
        # what other programs keep here is theirs: a repository, a sync program's own folder
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        links = [one for one in folders if Path(where, one).is_symlink()]
        for name in sorted([*links, *names]):
            path = Path(where, name)
            if name in _OF_THE_MOMENT or TEMPORARY.fullmatch(name):
                continue
            inside = path.relative_to(workspace).as_posix()
            reason = _refused(path) or unusable(inside)
            if not reason and folded(inside) in seen:
                reason = "differs from another only in small and capital letters"
            seen.add(folded(inside))
            yield inside, reason


def _refuse_closed(error: OSError) -> None:
    raise UnreadableFile(
        error.filename,
        [f"cannot be opened: {error.strerror}"],
        "Nothing was written. See whether you may read the folder, then try again.",
    )


def _refused(path: Path) -> str:
    if path.is_dir():
        return "is a link to a folder"
    if path.is_symlink() and not path.exists():
        return "is a link that leads nowhere"
    return "" if path.is_file() else "is a pipe or a device"


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in [(MANIFEST, manifest_of(files)), *sorted(files.items())]:
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            # else it tells on which system it was made
            part.create_system = 3
            part.external_attr = 0o600 << 16
            packed.writestr(part, content)
    return out.getvalue()
