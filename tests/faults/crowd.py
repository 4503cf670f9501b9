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
_LOST = 3
"""The exit code of a program whose last save is gone."""


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
        codes = [_code(one) for one in busy]
        done.touch()
        unread = sum(_code(one) != 0 for one in reading)
    there = {one.reason for one in read_record(path, Cohort).record.overrides}
    wanted = {_word(writer, saves - 1) for writer in range(writers)}
    return {
        "lost": len(wanted - there) + codes.count(_LOST),
        "errors": sum(code not in (0, _LOST) for code in codes),
        "unread": unread,
        "unfinished": int(_code(meeting) != 0),
    }


def _write(path: Path, writer: int, saves: int) -> None:
    """Count up in a row of one's own, and see each time that the last count is still there."""
    for number in range(saves):
        while True:
            stored = read_record(path, Cohort)
            rows = stored.record.overrides
            before = _word(writer, number - 1)
            if number and before not in {row.reason for row in rows}:
                os._exit(_LOST)
            others = tuple(row for row in rows if row.reason != before)
            mine = Override(rule=RULE, reason=_word(writer, number), on=FIRST_DAY)
            try:
                changed = stored.record.changed(overrides=(*others, mine))
                write_record(path, changed, replaces=stored.version, lock_seconds=120)
                break
            except ChangedOnDisk:
                # somebody else was faster: read again, and count in what is there now
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


def _code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    _, where, how_many, how_often, *saver = sys.argv
    found = crowd(Path(where), int(how_many), int(how_often), *saver)
    sys.stdout.write(json.dumps(found))
