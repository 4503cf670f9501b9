"""Remembers what was worked out from a cohort's files, as long as these stay as they are."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from peergroup_cli.storage.index_place import NO_INDEX, index_path
from peergroup_cli.storage.knowledge import Knowledge, opened
from peergroup_cli.storage.noticing import fingerprint, marks_of

Facts = dict[str, Any]
"""Plain values, ready for JSON. No text of a note is among them: they lie in the cache folder."""

DETAILS = "open"
"""The one of them that is long, and needed only where somebody wants the whole account."""

_SHAPE = "6 "
"""Counts up when facts look otherwise: those of an earlier version are worked out anew."""


def remembered(
    workspace: Path,
    cohorts: Sequence[str],
    work_out: Callable[[str], Facts],
    *,
    with_details: bool,
) -> Iterator[Facts]:
    """The facts of each cohort, worked out anew only where a file of it has changed.

    Args:
        workspace: the folder with `peergroup.toml`.
        cohorts: the ids of the cohorts.
        work_out: gives the facts of a cohort; they follow from its files alone.
        with_details: whether the details among them are wanted.
    """
    stamps = {cohort: _SHAPE + fingerprint(marks_of(workspace, cohort)) for cohort in cohorts}
    with _memory(workspace) as memory:
        known = memory.facts(with_details=with_details) if memory else {}
        for cohort, stamp in stamps.items():
            before, facts, details = known.pop(cohort, ("", "", ""))
            if before == stamp:
                yield {**json.loads(facts), DETAILS: json.loads(details or "[]")}
                continue
            new = work_out(cohort)
            if memory:
                brief = {name: value for name, value in new.items() if name != DETAILS}
                details = _as_json(new.get(DETAILS, []))
                memory.put_facts(cohort, stamp, _as_json(brief), details)
            yield new
        if memory:
            # of those who were not asked about, only what is gone is forgotten
            for cohort in known:
                if not (workspace / "cohorts" / cohort).is_dir():
                    memory.forget_facts(cohort)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@contextmanager
def _memory(workspace: Path) -> Iterator[Knowledge | None]:
    memory = None
    if not os.environ.get(NO_INDEX):
        # it is only faster with one
        with suppress(sqlite3.Error, OSError):
            memory = opened(index_path(workspace))
    try:
        yield memory
    finally:
        if memory:
            with suppress(sqlite3.Error):
                memory.commit()
            memory.close()
