"""A cohort to hold meetings with in a terminal."""

from pathlib import Path

import pytest

from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the cohort North, of four."""
    Workspace.create(tmp_path, None)
    Peergroup(tmp_path).form()
    return tmp_path
