"""Other files in a workspace that name somebody: worksheets, exports, copies, half-filled forms."""

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from peergroup_cli.errors import PeergroupError
from peergroup_cli.storage.durable import LARGEST_OUT, read_bytes
from peergroup_cli.storage.seat import LOCK, SEAT

_NOT_NOTES = (".lock", LOCK, SEAT)


def files_naming(folder: Path, words: Sequence[str], without: frozenset[Path]) -> Iterator[Path]:
    """The files whose name or text holds one of the words; each PDF, for nobody can look into it.

    What is packed, as in a Word or Excel file or in a backup, is looked into as well.

    Args:
        folder: the workspace.
        words: a name, an id, an address; whole words, in any letter case.
        without: files that are known already.
    """
    wanted = re.compile(
        "|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in words if word),
        re.IGNORECASE,
    )
    for path in _files(folder):
        if path in without or path.name in _NOT_NOTES:
            continue
        if is_sealed(path) or wanted.search(path.stem) or wanted.search(_text(path)):
            yield path


def is_sealed(path: Path) -> bool:
    """Whether a file may name anybody, and cannot be looked into."""
    return path.suffix.lower() == ".pdf"


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        # the history of a repository is a matter of its own: it is warned of elsewhere
        folders[:] = sorted(one for one in folders if one != ".git")
        yield from (Path(where, name) for name in sorted(names))


def _text(path: Path) -> str:
    try:
        content = read_bytes(path, LARGEST_OUT)
    except PeergroupError:
        return ""
    parts = _unpacked(content) if content.startswith(b"PK") else [content]
    return "\n".join(part.decode("utf-8", "replace") for part in parts)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The parts of a packed file, without the marks of their XML; not more than it may hold."""
    left = LARGEST_OUT
    with suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, OSError):
        packed = zipfile.ZipFile(io.BytesIO(content))
        for part in packed.infolist():
            with packed.open(part) as opened:
                text = opened.read(left)
            left -= len(text)
            yield re.sub(rb"<[^>]*>", b"", text) if part.filename.endswith(".xml") else text
