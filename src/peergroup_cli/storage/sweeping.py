"""Keeps the ledger's rows as the files are: reads what has changed, and nothing else."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from peergroup_cli.errors import PeergroupError
from peergroup_cli.storage.cohort_folders import COHORT as COHORT_FILE
from peergroup_cli.storage.index_place import NO_INDEX, index_path
from peergroup_cli.storage.knowledge import FileRows, Knowledge, opened
from peergroup_cli.storage.noticing import Marks, fingerprint, marks_of

ENOUGH_FILES = 60
"""With fewer files an index is not worth its file: they are read in a moment."""

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


Files = dict[str, str]
"""The files of a cohort that the ledger reads, by name, each with what a change is noticed by."""


def _prepared(workspace: Path, cohorts: list[str]) -> tuple[Knowledge, dict[str, Files]]:
    """The rows to begin with, and the files that they do not have as they are now."""
    seen = {cohort: marks_of(workspace, cohort) for cohort in cohorts}
    if not os.environ.get(NO_INDEX):
        path = index_path(workspace)
        # it is only faster with one
        with suppress(sqlite3.Error, OSError):
            enough = sum(len(meetings) + 1 for _, (meetings, _) in seen.values()) >= ENOUGH_FILES
            if enough or path.exists():
                knowledge = opened(path)
                return knowledge, _changed(knowledge, seen)
    return Knowledge.in_memory(), {cohort: _files(marks) for cohort, marks in seen.items()}


def _changed(knowledge: Knowledge, marks: dict[str, tuple[Marks, Marks]]) -> dict[str, Files]:
    seen = knowledge.seen()
    changed = {}
    for cohort, found in marks.items():
        stamp = fingerprint(found)
        if seen.pop(cohort, "") == stamp:
            continue
        before, now = knowledge.stamps(cohort), _files(found)
        for name in before.keys() - now.keys():
            knowledge.forget(cohort, name)
        changed[cohort] = {name: now[name] for name in now if before.get(name) != now[name]}
        knowledge.put_seen(cohort, stamp)
    for cohort in seen:
        for name in knowledge.stamps(cohort):
            knowledge.forget(cohort, name)
        knowledge.put_seen(cohort, "")
    return changed


def _files(marks: tuple[Marks, Marks]) -> Files:
    beside, meetings = (dict(zip(*folder, strict=True)) for folder in marks)
    # what has no name is a folder that is closed: it is told of with the files in it
    cohort = beside.get(COHORT_FILE, beside.get(""))
    found = {name: seen for name, seen in meetings.items() if not name or _MEETING.fullmatch(name)}
    return {name: str(seen) for name, seen in {COHORT_FILE: cohort, **found}.items()}


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


def _path(workspace: Path, cohort: str, name: str) -> Path:
    folder = workspace / "cohorts" / cohort
    return folder / name if name == COHORT_FILE else folder / "meetings" / name
