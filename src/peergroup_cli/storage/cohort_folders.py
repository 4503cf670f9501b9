"""The cohorts of a workspace by the names of their folders; no file of theirs is read."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from peergroup_cli.storage.folder import is_there, names_in

COHORT = "cohort.toml"

COHORT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""How the folder of a cohort is called."""

PREPARED = ".new"
"""The folder in which new cohorts are made, until all of them are whole."""

COMPLETE = "complete"
"""The file in it that says so."""


def cohort_ids(workspace: Path) -> list[str]:
    """The ids of all cohorts, sorted. What an earlier run has prepared is put in place first.

    Raises:
        UnreadableFile: their folder cannot be read.
        NotSaved: what is prepared cannot be put in place.
    """
    place = workspace / "cohorts"
    finish_what_is_prepared(place)
    names = names_in(place)
    if not all(map(COHORT_ID.fullmatch, names)):
        names = _without_copies(names)
    return [name for name in names if is_there(place / name / COHORT)]


def finish_what_is_prepared(place: Path) -> None:
    """Put in place what an earlier run has prepared in the folder of the cohorts, if it is whole.

    Raises:
        NotSaved: the system refused.
    """
    if is_prepared(place / PREPARED):
        from peergroup_cli.storage.together import finish_adding

        finish_adding(place)


def is_prepared(prepared: Path) -> bool:
    """Whether all folders in it are whole, and only have to be put in place."""
    # a link leads to what is not ours; in a folder that is closed to us `lexists` sees nothing
    return os.path.lexists(prepared / COMPLETE) and not prepared.is_symlink()


def _without_copies(names: Sequence[str]) -> list[str]:
    """The names of cohorts' folders, without copies that a sync program made of whole ones."""
    from peergroup_cli.storage.copies import made_by

    beside = set(names)
    return [name for name in names if COHORT_ID.fullmatch(name) or not made_by(name, beside)]
