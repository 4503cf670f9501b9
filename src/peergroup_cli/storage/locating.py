"""Which folder is the workspace: the one that was named, or the one that we stand in."""

import os
from collections.abc import Iterator
from pathlib import Path

from peergroup_cli.errors import NoWorkspace

SETTINGS = "peergroup.toml"

VARIABLE = "PEERGROUP_WORKSPACE"
"""The environment variable that names the workspace where no option does."""

_INIT_HINT = (
    f"Make one with `peergroup init`, or name one with --workspace or the variable {VARIABLE}."
)


def workspace_folder(chosen: Path | None) -> Path:
    """The folder that was chosen, or that the environment names, or that is around us.

    Raises:
        NoWorkspace: there is none.
    """
    if named := chosen or os.environ.get(VARIABLE):
        folder = Path(named).absolute()
        if _holds_settings(folder):
            return folder
        raise NoWorkspace(f"{folder} is no workspace: it has no {SETTINGS}.", _INIT_HINT)
    for folder in _here_and_above():
        if _holds_settings(folder):
            return folder
    raise NoWorkspace(
        f"There is no workspace here: no {SETTINGS} in this folder or above it.", _INIT_HINT
    )


def is_named_or_around(chosen: Path | None) -> bool:
    """Whether somebody named a workspace, or we stand in one."""
    named = bool(chosen or os.environ.get(VARIABLE))
    return named or any(map(_holds_settings, _here_and_above()))


def _holds_settings(folder: Path) -> bool:
    try:
        return (folder / SETTINGS).is_file()
    except OSError:
        # a folder above us may be closed to us
        return False


def _here_and_above() -> Iterator[Path]:
    try:
        here = Path.cwd()
    except OSError:
        # the folder that we stand in was removed
        return
    yield from (here, *here.parents)
