"""Keeps the ledger's rows as the files are: reads what has changed, and nothing else."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from peergroup_cli.errors import PeergroupError
from peergroup_cli.storage.knowledge import FileRows, Knowledge, opened

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
        yield knowledge, _taken_in(workspace, knowledge, changed, told)
    finally:
        knowledge.close()


def forget_what_changed(workspace: Path, cohorts: list[str]) -> None:
    """Bring an index that is there up to date: what was taken back is gone from it at once."""
    if os.environ.get(NO_INDEX):
        index_path(workspace).unlink(missing_ok=True)
    elif index_path(workspace).exists():
        with knowledge_of(workspace, cohorts) as (knowledge, _):
            knowledge.forget_all_facts()
            knowledge.commit()


def index_path(workspace: Path) -> Path:
    """Where the index of a workspace is kept: in the user's cache folder."""
    from platformdirs import user_cache_path

    name = sha256(os.path.realpath(workspace).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return user_cache_path("peergroup", appauthor=False) / f"{name}.sqlite"


Files = dict[str, str]
"""The files of a cohort by name, each with what a change is noticed by: times, size, number."""


def _prepared(workspace: Path, cohorts: list[str]) -> tuple[Knowledge, dict[str, Files]]:
    """The rows to begin with, and the files that they do not have as they are now."""
    files = {cohort: dict(files_of(workspace, cohort)) for cohort in cohorts}
    if not os.environ.get(NO_INDEX):
        path = index_path(workspace)
        # it is only faster with one
        with suppress(sqlite3.Error, OSError):
            if sum(map(len, files.values())) >= ENOUGH_FILES or path.exists():
                knowledge = opened(path)
                return knowledge, _changed(knowledge, files)
    return Knowledge.in_memory(), files


def _changed(knowledge: Knowledge, files: dict[str, Files]) -> dict[str, Files]:
    seen = knowledge.seen()
    changed = {}
    for cohort, now in files.items():
        if seen.pop(cohort, "") == fingerprint(now):
            continue
        before = knowledge.stamps(cohort)
        for name in before.keys() - now.keys():
            knowledge.forget(cohort, name)
        changed[cohort] = {name: now[name] for name in now if before.get(name) != now[name]}
        knowledge.put_seen(cohort, fingerprint(now))
    for cohort in seen:
        for name in knowledge.stamps(cohort):
            knowledge.forget(cohort, name)
        knowledge.put_seen(cohort, "")
    return changed


def _taken_in(
    workspace: Path, knowledge: Knowledge, changed: dict[str, Files], told: Told
) -> list[Path]:
    whole, done = sum(map(len, changed.values())), 0
    for cohort, files in changed.items():
        for name, stamp in files.items():
            told(done, whole)
            done += 1
            knowledge.put(cohort, name, stamp, _rows(_path(workspace, cohort, name), name))
    told(done, whole)
    # where that fails, what was read is there for this answer, and is read again for the next
    with suppress(sqlite3.Error):
        knowledge.commit()
    return [_path(workspace, cohort, name) for cohort, name in knowledge.damaged()]


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


def files_of(workspace: Path, cohort: str) -> Iterator[tuple[str, str]]:
    """The files of a cohort that the ledger reads, each with what a change is noticed by."""
    folder = f"{workspace}/cohorts/{cohort}"
    # ten thousand paths take time
    yield COHORT_FILE, stamp_of(lambda: os.stat(f"{folder}/{COHORT_FILE}"))  # noqa: PTH116
    try:
        with os.scandir(f"{folder}/meetings") as entries:
            for entry in entries:
                name = entry.name
                if name[:1].isdigit() and _MEETING.fullmatch(name):
                    yield name, stamp_of(entry.stat)
    except FileNotFoundError:
        return
    except OSError:
        # it is named with the files that cannot be read
        yield "", "closed"


def stamp_of(look: Callable[[], os.stat_result]) -> str:
    """What a change of a file is noticed by: its times, size and number.

    The time of its last change of any kind is among them: it tells of permissions that were given
    back, and of another content of the same size whose old time was put back.
    """
    try:
        status = look()
    except OSError:
        # a link that leads nowhere, or a folder that is closed to us: whoever reads it is told
        return "closed"
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"


def fingerprint(files: Files) -> str:
    """What a change of any of the files is noticed by."""
    return sha256(repr(sorted(files.items())).encode("utf-8", "surrogatepass")).hexdigest()


def _path(workspace: Path, cohort: str, name: str) -> Path:
    folder = workspace / "cohorts" / cohort
    return folder / name if name == COHORT_FILE else folder / "meetings" / name
