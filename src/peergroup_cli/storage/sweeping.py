"""Keeps the ledger's rows as the files are: reads what has changed, and nothing else."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from peergroup_cli.errors import PeergroupError
from peergroup_cli.storage.knowledge import FileRows, Knowledge, Stamp, opened

COHORT_FILE = "cohort.toml"

ENOUGH_FILES = 60
"""With fewer files an index is not worth its file: they are read in a moment."""

NO_INDEX = "PEERGROUP_NO_INDEX"
"""The environment variable that keeps an index from being used or written."""

_MEETING = re.compile(r"[0-9]{3,}-[a-z0-9]+(-[a-z0-9]+)*\.toml")

Told = Callable[[int, int], None]
"""Hears how many of how many files are read."""


@contextmanager
def knowledge_of(
    workspace: Path, cohorts: list[str], told: Told = lambda _done, _all: None
) -> Iterator[tuple[Knowledge, list[Path]]]:
    """What the whole organisation may see of a workspace, as its files are now.

    Args:
        workspace: the folder with `peergroup.toml`.
        cohorts: the ids of its cohorts.
        told: hears how far the reading is.

    Returns:
        the rows, and the files that could not be read and are therefore missing in them.
    """
    knowledge, changed = _prepared(workspace, cohorts)
    try:
        yield knowledge, _taken_in(workspace, knowledge, changed, cohorts, told)
    finally:
        knowledge.close()


def forget_what_changed(workspace: Path, cohorts: list[str]) -> None:
    """Bring an index that is there up to date: what was taken back is gone from it at once."""
    if index_path(workspace).exists():
        with knowledge_of(workspace, cohorts):
            pass


def index_path(workspace: Path) -> Path:
    """Where the index of a workspace is kept: in the user's cache folder."""
    from platformdirs import user_cache_path

    name = sha256(os.path.realpath(workspace).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return user_cache_path("peergroup", appauthor=False) / f"{name}.sqlite"


def _prepared(
    workspace: Path, cohorts: list[str]
) -> tuple[Knowledge, dict[tuple[str, str], Stamp]]:
    """The rows to begin with, and the files that they do not have as they are now."""
    path = index_path(workspace)
    if not os.environ.get(NO_INDEX):
        # it is only faster with one
        with suppress(sqlite3.Error, OSError):
            if path.exists() or _count(workspace, cohorts) >= ENOUGH_FILES:
                knowledge = opened(path)
                return knowledge, _changed(workspace, knowledge, cohorts)
    return Knowledge.in_memory(), {
        (cohort, name): stamp for cohort in cohorts for name, stamp in _files(workspace, cohort)
    }


def _changed(
    workspace: Path, knowledge: Knowledge, cohorts: list[str]
) -> dict[tuple[str, str], Stamp]:
    changed = {}
    for cohort in cohorts:
        known = knowledge.stamps(cohort)
        for name, stamp in _files(workspace, cohort):
            before, _ = known.pop(name, (None, False))
            if before != stamp:
                changed[cohort, name] = stamp
        for name in known:
            knowledge.forget(cohort, name)
    for cohort in set(knowledge.cohorts()) - set(cohorts):
        for name in knowledge.stamps(cohort):
            knowledge.forget(cohort, name)
    return changed


def _taken_in(
    workspace: Path,
    knowledge: Knowledge,
    changed: dict[tuple[str, str], Stamp],
    cohorts: list[str],
    told: Told,
) -> list[Path]:
    for number, ((cohort, name), stamp) in enumerate(changed.items()):
        told(number, len(changed))
        rows = _rows(_path(workspace, cohort, name), name)
        knowledge.put(cohort, name, stamp, rows)
    told(len(changed), len(changed))
    # where that fails, what was read is there for this answer, and is read again for the next
    with suppress(sqlite3.Error):
        knowledge.commit()
    return [
        _path(workspace, cohort, name)
        for cohort in cohorts
        for name, (_, damaged) in knowledge.stamps(cohort).items()
        if damaged
    ]


def _rows(path: Path, name: str) -> FileRows:
    from peergroup_cli.ledger.rows import (
        experiment_rows,
        member_rows,
        released_rows,
        strategy_rows,
    )
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.toml_file import read_record

    try:
        if name == COHORT_FILE:
            cohort = read_record(path, Cohort).record
            return FileRows(members=tuple(member_rows(cohort.id, cohort.members)))
        meeting = read_record(path, Meeting).record
    except PeergroupError:
        return FileRows(damaged=True)
    return FileRows(
        lessons=tuple(released_rows(meeting)),
        strategies=tuple(strategy_rows(meeting, with_words=False)),
        experiments=tuple(experiment_rows(meeting)),
    )


def _files(workspace: Path, cohort: str) -> Iterator[tuple[str, Stamp]]:
    folder = workspace / "cohorts" / cohort
    status = (folder / COHORT_FILE).stat()
    yield COHORT_FILE, Stamp(status.st_mtime_ns, status.st_size, status.st_ino)
    try:
        with os.scandir(folder / "meetings") as entries:
            for entry in entries:
                if _MEETING.fullmatch(entry.name):
                    status = entry.stat()
                    yield entry.name, Stamp(status.st_mtime_ns, status.st_size, status.st_ino)
    except FileNotFoundError:
        return


def _count(workspace: Path, cohorts: list[str]) -> int:
    count = 0
    for cohort in cohorts:
        count += sum(1 for _ in _files(workspace, cohort))
        if count >= ENOUGH_FILES:
            break
    return count


def _path(workspace: Path, cohort: str, name: str) -> Path:
    folder = workspace / "cohorts" / cohort
    return folder / name if name == COHORT_FILE else folder / "meetings" / name
