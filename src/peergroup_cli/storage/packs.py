"""The agendas and topic modules that a workspace has of its own, in its folder `packs`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import PeergroupError, UnreadableFile
from peergroup_cli.storage.copies import without_copies
from peergroup_cli.storage.folder import names_in
from peergroup_cli.storage.toml_file import read_pack

if TYPE_CHECKING:
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.module import Module

Damaged = Callable[[PeergroupError], None]
"""Hears of a file that is left out because it cannot be read."""


def packs_in(folder: Path, damaged: Damaged | None = None) -> "Iterator[Agenda | Module]":
    """The packs of a folder, in the order of their files; copies of a sync program are none.

    All are read, whatever is wanted of them: a slip shows before a group sits there.

    Args:
        folder: where they lie.
        damaged: hears of each that is left out; without it the first one is an error.

    Raises:
        UnreadableFile: a pack is damaged or of no known kind, or two have the same key.
    """
    paths: dict[tuple[str, str], Path] = {}
    for name in without_copies(names_in(folder)):
        if not name.endswith(".toml"):
            continue
        try:
            pack = read_pack(folder / name).record
            other = paths.setdefault((pack.kind, pack.key), folder / name)
            if other.name != name:
                raise _twice(folder / name, other, pack.key)
        except PeergroupError as error:
            if damaged is None:
                raise
            damaged(error)
        else:
            yield pack


def _twice(path: Path, other: Path, key: str) -> UnreadableFile:
    problem = f"key: {other.name} has the key {key} too"
    return UnreadableFile(path, [problem], "Give one of the two another key.")
