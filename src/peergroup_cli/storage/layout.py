"""What lies in a workspace, by names alone: what belongs there, what does not, and who may see."""

import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from peergroup_cli.storage.cohort_folders import COHORT, COHORT_ID, PREPARED
from peergroup_cli.storage.copies import made_by
from peergroup_cli.storage.draft_file import DRAFT
from peergroup_cli.storage.durable import TEMPORARY
from peergroup_cli.storage.findings import Finding
from peergroup_cli.storage.history import HISTORY, KEPT
from peergroup_cli.storage.locating import SETTINGS
from peergroup_cli.storage.workspace import DATES, MEETING, PRACTICE

SET_ASIDE = "set-aside"
"""The folder for what a repair has taken away; nothing in it is read."""

OTHERS = 0o077
"""The permissions of everybody but the owner."""

_HALF_TYPED = re.compile(r"\.[0-9]{3,}-[a-z0-9-]+\.draft\.toml")

_FILES: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "": tuple(re.compile(re.escape(name)) for name in (SETTINGS, DRAFT)),
    "cohorts/*": tuple(re.compile(re.escape(name)) for name in (COHORT, DATES, PRACTICE)),
    "cohorts/*/meetings": (MEETING, _HALF_TYPED),
    "cohorts/*/history": (KEPT,),
}
"""By folder how its files are called; a star is the id of a cohort."""

_FOLDERS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "": (re.compile("cohorts|packs"),),
    "cohorts": (COHORT_ID,),
    "cohorts/*": (re.compile(f"meetings|{HISTORY}"),),
}
"""By folder how the folders in it are called."""


def out_of_place(workspace: Path) -> Iterator[Finding]:
    """What is wrong with names, places and permissions. Nothing is opened, and nothing changed."""
    yield from _permissions(workspace)
    for where, folders, names in os.walk(workspace):
        # what other programs keep here is theirs
        folders[:] = sorted(one for one in folders if one[0] != "." or one == PREPARED)
        if Path(where) == workspace and SET_ASIDE in folders:
            folders.remove(SET_ASIDE)
        beside = {*folders, *names}
        # of a copy of a whole folder one word is enough
        folders[:] = [one for one in folders if made_by(one, beside) is None]
        for name in sorted(beside - {".lock"}):
            path = Path(where, name)
            place = _place(path.parent.relative_to(workspace))
            yield from _seen(path, place, beside)


def _place(folder: Path) -> str:
    """A folder as the tables call it: `cohorts/*/meetings`."""
    parts = ["*" if number == 1 else part for number, part in enumerate(folder.parts)]
    return "/".join(parts) if parts[:1] == ["cohorts"] else folder.as_posix().removeprefix(".")


def _seen(path: Path, place: str, beside: set[str]) -> Iterator[Finding]:
    yield from _permissions(path)
    if TEMPORARY.fullmatch(path.name):
        yield Finding(path, "temporary", "is left over from a save that did not come to its end")
    elif path.name == PREPARED:
        yield Finding(path, "temporary", "holds cohorts that were being made")
    elif path.parent.name == PREPARED or place.startswith("cohorts/*/history/"):
        return
    elif who := made_by(path.name, beside):
        yield Finding(path, "copy", f"is a copy that {who} has made; it is not read")
    elif wrong := _wrong_kind(path, place):
        yield Finding(path, "out-of-place", wrong)
    elif place.startswith("cohorts") and not path.name.startswith(".") and _is_none(path, place):
        yield Finding(path, "not-read", "is not called as a record here is; it is not read")


def _wrong_kind(path: Path, place: str) -> str:
    """What stands in the place of a file or folder, or nothing where all is well."""
    wants_file = _is_one_of(path.name, _FILES.get(place, ()))
    wants_folder = _is_one_of(path.name, _FOLDERS.get(place, ()))
    if place == "packs" and path.name.endswith(".toml"):
        wants_file = True
    if not (wants_file or wants_folder):
        return ""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "is a link; what it leads to lies elsewhere"
    if wants_file and not stat.S_ISREG(mode):
        return "is a folder, not a file" if stat.S_ISDIR(mode) else "is a pipe or a device"
    if wants_folder and not stat.S_ISDIR(mode):
        return "is a file, not a folder"
    if place == "cohorts" and not os.path.lexists(path / COHORT):
        return f"has no {COHORT}, so it is no cohort"
    return ""


def _is_none(path: Path, place: str) -> bool:
    known = (*_FILES.get(place, ()), *_FOLDERS.get(place, ()))
    return not _is_one_of(path.name, known)


def _is_one_of(name: str, forms: tuple[re.Pattern[str], ...]) -> bool:
    return any(form.fullmatch(name) for form in forms)


def _permissions(path: Path) -> Iterator[Finding]:
    if sys.platform == "win32":  # pragma: no cover - Windows knows no such permissions
        return
    mode = path.lstat().st_mode
    if mode & OTHERS and not stat.S_ISLNK(mode):
        yield Finding(path, "permissions", f"is open to others ({stat.S_IMODE(mode):04o})")
