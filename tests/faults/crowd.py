"""Many programs save one record at once, others read it, and meetings are held beside it.

Run as a program, because it forks: `python -m tests.faults.crowd FOLDER WRITERS SAVES [SAVER]`.
It prints what it found as JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from peergroup_cli.errors import ChangedOnDisk, PeergroupError
from peergroup_cli.model.cohort import Cohort, Override
from peergroup_cli.storage.toml_file import read_record, write_record
from tests.faults.meeting import Held, a_workspace
from tests.faults.savers import SHIPPED, WRONG, saving
from tests.session.table import FIRST_DAY

RULE = "same-level"


def crowd(folder: Path, writers: int, saves: int, wrong: str = "") -> dict[str, int]:
    """Let all of them loose, and count.

    Returns:
        `lost`: of all that was saved, what is not there; `errors`: programs that ended with one;
        `unread`: reads that failed; `unfinished`: meetings that did not come to their end.
    """
    place = a_workspace(folder)
    path, done = place / "cohorts" / "north" / "cohort.toml", place / "done"
    with saving(WRONG.get(wrong, lambda: SHIPPED)()):
        busy = [_forked(partial(_write, path, w, saves)) for w in range(writers)]
        reading = [_forked(lambda: _read(path, done)) for _ in range(2)]
        meeting = _forked(lambda: _hold(place))
        errors = sum(_failed(one) for one in busy)
        done.touch()
        unread = sum(_failed(one) for one in reading)
    there = {one.reason for one in read_record(path, Cohort).record.overrides}
    wanted = {_word(writer, number) for writer in range(writers) for number in range(saves)}
    return {
        "lost": len(wanted - there),
        "errors": errors,
        "unread": unread,
        "unfinished": int(_failed(meeting)),
    }


def _write(path: Path, writer: int, saves: int) -> None:
    for number in range(saves):
        while True:
            stored = read_record(path, Cohort)
            row = Override(rule=RULE, reason=_word(writer, number), on=FIRST_DAY)
            try:
                changed = stored.record.with_overrides((row,))
                write_record(path, changed, replaces=stored.version, lock_seconds=120)
                break
            except ChangedOnDisk:
                # somebody else was faster: read again, and add to what is there now
                continue


def _word(writer: int, number: int) -> str:
    return f"{writer} said {number}"


def _read(path: Path, done: Path) -> None:
    while not done.exists():
        read_record(path, Cohort)


def _hold(place: Path) -> None:
    assert Held(place).run().state == "finished"


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            # what is looked at is who overwrites whom, not what a power cut takes
            os.fsync = lambda _handle: None  # type: ignore[assignment]
            work()
            code = 0
        except (PeergroupError, OSError, AssertionError):
            code = 2
        finally:
            os._exit(code)
    return child


def _failed(child: int) -> bool:
    return os.waitpid(child, 0)[1] != 0


if __name__ == "__main__":
    _, where, how_many, how_often, *saver = sys.argv
    found = crowd(Path(where), int(how_many), int(how_often), *saver)
    sys.stdout.write(json.dumps(found))
