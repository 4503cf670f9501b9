"""What a change of a cohort's files is noticed by: no file is opened for it."""

import marshal
import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from time import time_ns
from typing import Any

from peergroup_cli.storage.index_place import sha256

Mark = tuple[Any, ...]
"""The times, size and number of a file; or why they cannot be seen.

The time of its last change of any kind is among them: it tells of permissions that were given
back, and of another content of the same size whose old time was put back.
"""

Marks = tuple[list[str], list[Mark]]
"""The names of the files in a folder, sorted, and the mark of each."""

_name = attrgetter("name")
_mark = attrgetter("st_mtime_ns", "st_ctime_ns", "st_size", "st_ino")


def marks_of(workspace: Path, cohort: str) -> tuple[Marks, Marks]:
    """The marks of the TOML files in a cohort's folder, and in that of its meetings.

    Hidden files do not count. A folder that is closed to us has a mark without a name, which is
    never the same one.
    """
    folder = f"{workspace}/cohorts/{cohort}"
    return _marks(folder), _marks(f"{folder}/meetings")


def fingerprint(marks: tuple[Marks, Marks]) -> str:
    """What a change of any of the files is noticed by, in one short text."""
    # the same marks are the same bytes only in a version of it that knows no references
    return str(sha256(marshal.dumps(marks, 2)).hexdigest())


def _marks(folder: str) -> Marks:
    try:
        # ten thousand files pass here: each step more takes a millisecond
        with os.scandir(folder) as entries:
            found = [
                one for one in entries if (name := one.name).endswith(".toml") and name[0] != "."
            ]
        found.sort(key=_name)
        return list(map(_name, found)), [_mark(one.stat()) for one in found]
    except OSError:
        marks = dict(_marks_with_care(folder))
        return list(marks), list(marks.values())


def _marks_with_care(folder: str) -> Iterator[tuple[str, Mark]]:
    """The same, where a file or the folder is closed to us: whoever reads it is told why."""
    try:
        names = sorted(path.name for path in Path(folder).iterdir())
    except FileNotFoundError:
        return
    except OSError:
        yield "", ("closed", time_ns())
        return
    for name in names:
        if name.endswith(".toml") and not name.startswith("."):
            try:
                yield name, _mark(Path(folder, name).stat())
            except OSError:
                # it may also be a link that leads nowhere
                yield name, ("closed",)
