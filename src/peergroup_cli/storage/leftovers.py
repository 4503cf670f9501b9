"""Other files in a workspace that name somebody: worksheets, exports, copies, half-filled forms."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from peergroup_cli.errors import PeergroupError
from peergroup_cli.storage.durable import read_bytes
from peergroup_cli.storage.seat import LOCK, SEAT

_NOT_NOTES = (".lock", LOCK, SEAT)


def files_naming(folder: Path, words: Sequence[str], without: frozenset[Path]) -> Iterator[Path]:
    """The files whose name or text holds one of the words; what is packed is not looked into.

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
        if wanted.search(path.stem) or wanted.search(_text(path)):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        # the history of a repository is a matter of its own: it is warned of elsewhere
        folders[:] = sorted(one for one in folders if one != ".git")
        yield from (Path(where, name) for name in sorted(names))


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8", "replace")
    except PeergroupError:
        return ""
