"""What can surely be mended in a workspace: permissions, and what was left over. No note is lost.

Nothing is deleted: what goes is set aside, under the name that it had. Of what is only closed to
others no copy is made, as not a byte of it changes.
"""

import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from peergroup_cli.errors import AlreadyExists, PeergroupError
from peergroup_cli.storage.cohort_folders import is_prepared
from peergroup_cli.storage.copies import made_by
from peergroup_cli.storage.durable import STALE_SECONDS, read_bytes, refusals_named
from peergroup_cli.storage.findings import Finding
from peergroup_cli.storage.flushing import flush_folder, make_folder
from peergroup_cli.storage.layout import OTHERS, SET_ASIDE
from peergroup_cli.storage.together import finish_adding


@dataclass(frozen=True)
class Step:
    """One thing that is mended.

    Args:
        path: the file or folder.
        what: what is done with it, in words.
        do: does it.
    """

    path: Path
    what: str
    do: Callable[[], None]


def steps(workspace: Path, findings: Sequence[Finding], instant: str) -> list[Step]:
    """What can surely be mended of what was found, in the order in which it is done.

    Args:
        workspace: its folder.
        findings: what is wrong.
        instant: names the folder in which things are set aside.
    """
    found = [step for one in findings for step in _steps(workspace, one, instant)]
    gone = {step.path for step in found if step.what != _CLOSED}
    # what is set aside is closed as well
    return [step for step in found if step.what != _CLOSED or step.path not in gone]


_CLOSED = "is closed to others"


def _steps(workspace: Path, finding: Finding, instant: str) -> Iterator[Step]:
    path = finding.path
    aside = workspace / SET_ASIDE / instant / path.relative_to(workspace)
    if finding.kind == "permissions":
        yield Step(path, _CLOSED, lambda: _close(path))
    elif finding.kind == "temporary" and is_prepared(path):
        yield Step(path, "is put in place: it is whole", lambda: finish_adding(path.parent))
    elif (finding.kind == "temporary" and _is_old(path)) or (
        finding.kind == "copy" and _has_twin(path)
    ):
        what = (
            "is set aside" if finding.kind == "temporary" else "is set aside: another is the same"
        )
        yield Step(path, what, lambda: _set_aside(path, aside))


def _close(path: Path) -> None:
    with refusals_named(path), suppress(FileNotFoundError):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def _set_aside(path: Path, aside: Path) -> None:
    with refusals_named(path):
        make_folder(aside.parent)
        if aside.exists():
            raise AlreadyExists(f"{aside} is there already.", "Nothing was moved.")
        path.rename(aside)
        _close(aside)
        flush_folder(aside.parent)
        flush_folder(path.parent)


def _is_old(path: Path) -> bool:
    """Whether no save can be at work on it any more."""
    with suppress(OSError):
        return time() - path.lstat().st_mtime > STALE_SECONDS
    return False


def _has_twin(path: Path) -> bool:
    """Whether another file beside it holds the same, under a name that is read."""
    beside = {one.name for one in path.parent.iterdir()}
    try:
        content = read_bytes(path)
        return any(
            path.name.startswith(other.stem) and read_bytes(other) == content
            for other in path.parent.glob("*.toml")
            if other != path and other.is_file() and made_by(other.name, beside) is None
        )
    except PeergroupError:
        return False
