"""Workspaces to type commands in, a day that stands still, and a person who answers."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

# those that take the clock along when they are loaded: loaded before a test sets it
from peergroup_cli.commands import run_session  # noqa: F401
from peergroup_cli.commands.shared import desk, next_step, options, presenting  # noqa: F401
from peergroup_cli.storage.locating import VARIABLE
from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import DAY, HARBOUR, run
from tests.commands.peergroup import Peergroup
from tests.commands.practising import TODAY, explore
from tests.terminal.script import Script


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty, on a known day and with no workspace above it."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(options, "today", lambda: DAY)
    return tmp_path


@pytest.fixture
def notes(here: Path) -> Workspace:
    """A workspace in the current folder."""
    return Workspace.create(here, None)


@pytest.fixture
def harbour(notes: Workspace) -> Workspace:
    """A workspace with the cohort Harbour."""
    assert run("new-cohort", *HARBOUR).exit_code == 0
    return notes


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Script]:
    """Put a person with these answers at the terminal."""

    def sit_down(*given: str) -> Script:
        script = Script(given)
        monkeypatch.setattr(options, "asker", lambda: script)
        return script

    return sit_down


@pytest.fixture
def peergroup(tmp_path: Path) -> Peergroup:
    """The program in an empty workspace."""
    Workspace.create(tmp_path / "workspace", None)
    return Peergroup(tmp_path / "workspace")


@pytest.fixture(scope="session")
def formed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace like that of `formed`; made once, and never changed."""
    program = Peergroup(tmp_path_factory.mktemp("formed") / "workspace")
    Workspace.create(program.folder, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "today", lambda: DAY)
        program.form()
        program("run-session", "--agenda", "explore", "--override", "They have held it")
    return program.folder


@pytest.fixture
def formed(formed_once: Path, tmp_path: Path) -> Peergroup:
    """The program in a workspace with one cohort, in which Learning Together is overridden."""
    return Peergroup(Path(copytree(formed_once, tmp_path / "workspace")))


@pytest.fixture(scope="session")
def explored_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which a cohort of four has explored; made once, and never changed."""
    program = Peergroup(tmp_path_factory.mktemp("explored") / "workspace")
    Workspace.create(program.folder, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "today", lambda: TODAY)
        program.form()
        program("run-session", "--agenda", "explore", "--override", "They have held it")
        explore(program)
    return program.folder


@pytest.fixture
def practising(explored_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Peergroup:
    """A cohort of four that practises since a week."""
    monkeypatch.setattr(options, "today", lambda: TODAY)
    return Peergroup(Path(copytree(explored_once, tmp_path / "workspace")))
