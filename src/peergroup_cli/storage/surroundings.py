"""Where a workspace lies: in a folder that syncs to a cloud, or in a git repository with a remote.

What is found here is found by names; where nothing is found, that is no promise.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_CLOUDS = re.compile(
    r"""
    (dropbox | onedrive | google\ ?drive | googledrive | my\ drive | drivefs | nextcloud | owncloud
     | pcloud\ ?drive? | icloud\ ?drive | icloudphotos | box(\ sync)? | mega(sync)? | sync\.com
     | syncthing | seafile | seadrive | proton\ ?drive | yandex\.?disk | tresorit | kdrive
     | magentacloud | hidrive | cloudstorage | mobile\ documents | com~apple~clouddocs )
    ([\ _-].*|\ \(.*\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How folders are called that a sync program keeps: also “OneDrive - Blue Harbour”."""

_MARKERS = [".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log"]
_MARKERS += [".sync_journal.db", ".tresorit"]
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_REMOTE = re.compile(r'^\s*\[\s*remote\s+"', re.MULTILINE)
_ENOUGH = 1024 * 1024


def leaks_of(folder: Path) -> tuple[str, ...]:
    """What takes the files of a workspace elsewhere, one sentence each."""
    return tuple(_leaks(Path(os.path.realpath(folder)), Path(os.path.abspath(folder))))  # noqa: PTH100


def _leaks(real: Path, typed: Path) -> Iterator[str]:
    above = list(dict.fromkeys([real, *real.parents, typed, *typed.parents]))
    if cloud := next((one for one in above if _syncs(one)), None):
        yield (
            f"{cloud} looks like a folder that syncs to a cloud, and the workspace is in it: "
            "whoever can open it there reads all notes. Move the workspace out of it."
        )
    if repository := next((one for one in above if _pushes(one, real)), None):
        yield (
            f"{repository} is a git repository with a remote, and the workspace is in it: a push "
            "takes all notes along, and git keeps what was erased. Move the workspace out of it."
        )


def _syncs(folder: Path) -> bool:
    if _CLOUDS.fullmatch(folder.name):
        return True
    if any(os.environ.get(one) == str(folder) for one in _VARIABLES):
        return True
    with suppress(OSError):
        return any((folder / marker).exists() for marker in _MARKERS)
    return False


def _pushes(repository: Path, folder: Path) -> bool:
    return _has_remote(repository) and not _ignores(repository, folder)


def _ignores(repository: Path, folder: Path) -> bool:
    """Whether git leaves the folder out, as far as plain lines say; in doubt it does not."""
    if not folder.is_relative_to(repository):
        return False
    files = (repository / ".gitignore", repository / ".git" / "info" / "exclude")
    lines = [line.strip() for path in files for line in _text(path).splitlines()]
    if any(line.startswith("!") for line in lines):
        return False
    parts = folder.relative_to(repository).parts
    anchored = {"/".join(parts[: n + 1]) for n in range(len(parts))}
    return any(
        bool(name := line.strip("/")) and name in (anchored if "/" in line[:-1] else parts)
        for line in lines
    )


def _has_remote(folder: Path) -> bool:
    git = folder / ".git"
    if git.is_file():
        # a worktree or a submodule: its file says where the repository is
        git = folder / _text(git).removeprefix("gitdir:").strip()
        git = git / (_text(git / "commondir").strip() or ".")
    return bool(_REMOTE.search(_text(git / "config")))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_ENOUGH).decode("utf-8", "replace")
    except OSError:
        return ""
