"""Fixtures of the tests of storage."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from peergroup_cli.storage.durable import save_bytes
from peergroup_cli.storage.locating import VARIABLE
from peergroup_cli.storage.workspace import Workspace

from .sample import OLD


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.toml"
    save_bytes(path, OLD, replaces=None)
    return path


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.toml"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.delenv(VARIABLE, raising=False)
    return Workspace.create(tmp_path / "notes", "Acme")
