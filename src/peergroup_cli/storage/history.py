"""Earlier versions of a cohort's files: kept before a change, so that it can be taken back.

cohorts/<id>/history/NNNN.<instant>.<name>.old: the bytes that a file had until that instant. Kept
are finished meetings, the cohort and its practice, and of each file the newest versions only.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from peergroup_cli.errors import AlreadyExists, PeergroupError
from peergroup_cli.storage.durable import read_bytes, refusals_named, save_bytes, version_of
from peergroup_cli.storage.flushing import flush_folder
from peergroup_cli.storage.folder import names_in

HISTORY = "history"
"""The folder beside `cohort.toml`."""

MOST_VERSIONS = 20
"""Of each file so many earlier versions are kept."""

_INSTANT = "%Y%m%dT%H%M%SZ"
KEPT = re.compile(
    r"([0-9]{4,})\.([0-9]{8}T[0-9]{6}Z)\."
    r"(cohort\.toml|practice\.toml|[0-9]{3,}-[a-z0-9]+(?:-[a-z0-9]+)*\.toml)(?:\.old)?"
)
"""How an earlier version is called: its number, its instant, and the file's name.

The ending tells editors and other tools that it is none of the files in use, whose schema they
would look for from here. Earlier versions that were kept without it are found all the same.
"""


@dataclass(frozen=True)
class Earlier:
    """An earlier version of a file.

    Args:
        number: counts up in its cohort.
        until: the instant at which it was changed, in UTC.
        path: where it is kept.
        of: the file of which it is an earlier version.
    """

    number: int
    until: datetime
    path: Path
    of: Path


def earlier_versions(cohort: Path) -> list[Earlier]:
    """The earlier versions of a cohort's files, the oldest first.

    Args:
        cohort: the cohort's folder.

    Raises:
        UnreadableFile: the folder of them cannot be read.
    """
    folder = cohort / HISTORY
    found = [_earlier(cohort, match) for match in map(KEPT.fullmatch, names_in(folder)) if match]
    return sorted((one for one in found if one), key=lambda one: (one.number, one.path.name))


def differs(earlier: Earlier) -> bool:
    """Whether the file is now another one than this version, or gone."""
    return not _are_same(earlier.path, earlier.of)


@contextmanager
def earlier_kept(cohort: Path, file: Path, version: str) -> Iterator[None]:
    """Keep the version of a file that a change inside of this replaces.

    Where the file then stands as before, nothing more is kept than before.

    Args:
        cohort: the cohort's folder.
        file: the file that is going to be changed.
        version: the version that was read; another one is not kept, the save will refuse it.

    Raises:
        NotSaved: it could not be kept; nothing was changed.
    """
    kept = _keep(cohort, file, version)
    try:
        yield
    finally:
        if kept and _are_same(kept, file):
            with suppress(OSError):
                kept.unlink()
        elif kept:
            _drop_oldest(cohort, file)


def forget(paths: Sequence[Path]) -> None:
    """Take earlier versions out for good; it is no error where one is gone already.

    Raises:
        NotSaved: the system refused.
    """
    for path in paths:
        with refusals_named(path):
            path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths if path.parent.is_dir()}:
        with refusals_named(folder):
            flush_folder(folder)


def _earlier(cohort: Path, match: re.Match[str]) -> Earlier | None:
    try:
        until = datetime.strptime(match[2], _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        # no day of the calendar: no name of ours
        return None
    folder = cohort / "meetings" if match[3][0].isdigit() else cohort
    return Earlier(int(match[1]), until, cohort / HISTORY / match[0], folder / match[3])


def _keep(cohort: Path, file: Path, version: str) -> Path | None:
    try:
        content = read_bytes(file)
    except PeergroupError:
        # gone or closed to us: the save says so in its own words
        return None
    if version_of(content) != version:
        return None
    number = max((one.number for one in earlier_versions(cohort)), default=0)
    instant = datetime.now(UTC).strftime(_INSTANT)
    while True:
        number += 1
        kept = cohort / HISTORY / f"{number:04d}.{instant}.{file.name}.old"
        # where another window has just taken the number, the next one is free
        with suppress(AlreadyExists):
            save_bytes(kept, content, replaces=None)
            return kept


def _are_same(kept: Path, file: Path) -> bool:
    try:
        return read_bytes(kept) == read_bytes(file)
    except PeergroupError:
        return False


def _drop_oldest(cohort: Path, file: Path) -> None:
    with suppress(PeergroupError):
        mine = [one.path for one in earlier_versions(cohort) if one.of == file]
        forget(mine[:-MOST_VERSIONS])
