"""A cohort to hold meetings with in a terminal."""

from pathlib import Path
from shutil import copytree

import pytest

from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup
from tests.terminal.piped import OPENING, hold


@pytest.fixture(scope="session")
def workspace_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the cohort North, of four; made once, and never changed."""
    folder = tmp_path_factory.mktemp("north") / "workspace"
    Workspace.create(folder, None)
    Peergroup(folder).form()
    return folder


@pytest.fixture(scope="session")
def begun_once(workspace_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose explore meeting stopped at its first case; made once, and never changed."""
    folder = Path(copytree(workspace_once, tmp_path_factory.mktemp("begun") / "workspace"))
    hold(folder, *OPENING)
    return folder


@pytest.fixture
def workspace(workspace_once: Path, tmp_path: Path) -> Path:
    """A workspace with the cohort North, of four."""
    return Path(copytree(workspace_once, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def begun(begun_once: Path, tmp_path: Path) -> Path:
    """A workspace whose explore meeting stopped at its first case."""
    return Path(copytree(begun_once, tmp_path, dirs_exist_ok=True))
