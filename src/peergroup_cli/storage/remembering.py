"""Remembers what was worked out from a cohort's files, as long as these stay as they are."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from peergroup_cli.storage.knowledge import Knowledge, opened
from peergroup_cli.storage.sweeping import NO_INDEX, index_path, stamp_of

Facts = dict[str, Any]
"""Plain values, ready for JSON. No text of a note is among them: they lie in the cache folder."""


_SHAPE = "3"
"""Counts up when facts look otherwise: those of an earlier version are worked out anew."""


def remembered(
    workspace: Path, cohorts: Sequence[str], work_out: Callable[[str], Facts]
) -> Iterator[Facts]:
    """The facts of each cohort, worked out anew only where a file of it has changed.

    Args:
        workspace: the folder with `peergroup.toml`.
        cohorts: the ids of the cohorts.
        work_out: gives the facts of a cohort; they follow from its files alone.
    """
    stamps = {cohort: _stamp(workspace / "cohorts" / cohort) for cohort in cohorts}
    with _memory(workspace) as memory:
        known = memory.facts() if memory else {}
        for cohort, stamp in stamps.items():
            before, facts = known.pop(cohort, ("", ""))
            if before == stamp:
                yield json.loads(facts)
                continue
            new = work_out(cohort)
            if memory:
                memory.put_facts(cohort, stamp, json.dumps(new, ensure_ascii=False))
            yield new
        if memory:
            # of those who were not asked about, only what is gone is forgotten
            for cohort in known:
                if not (workspace / "cohorts" / cohort).is_dir():
                    memory.forget_facts(cohort)


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


def _stamp(folder: Path) -> str:
    """A fingerprint of the names, times and sizes of a cohort's files."""
    seen = []
    for place in (folder, folder / "meetings"):
        try:
            with os.scandir(place) as entries:
                seen += [
                    f"{entry.name} {stamp_of(entry.stat)}"
                    for entry in entries
                    if entry.name.endswith(".toml") and not entry.name.startswith(".")
                ]
        except FileNotFoundError:
            continue
        except OSError:
            # it is named by whoever reads it
            seen.append(f"{place.name} closed")
    known = "\n".join([_SHAPE, *sorted(seen)])
    return sha256(known.encode("utf-8", "surrogatepass")).hexdigest()
