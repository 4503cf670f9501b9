"""What Tab offers: ids of cohorts and members, keys of agendas and modules, and never an error."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from peergroup_cli.main import app
from peergroup_cli.storage.locating import VARIABLE
from tests.commands.peergroup import Peergroup


def offered(workspace: Path, line: str) -> list[str]:
    """What bash is offered at the end of a line."""
    environment = {
        "_PEERGROUP_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
        VARIABLE: str(workspace),
    }
    shown = CliRunner().invoke(app, [], prog_name="peergroup", env=environment)
    assert shown.exit_code == 0
    assert not shown.stderr
    return shown.stdout.split()


@pytest.fixture
def two(peergroup: Peergroup) -> Path:
    """A workspace with two cohorts."""
    peergroup.form("North")
    peergroup.form("South", ("Eli Stone; Lead; Manager; A", "Fay Reed; Lead; Manager; B"))
    return peergroup.folder


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("peergroup run-s", ["run-session"]),
        ("peergroup status ", ["north", "south"]),
        ("peergroup status so", ["south"]),
        ("peergroup search-knowledge --cohort n", ["north"]),
        ("peergroup edit-member south ", ["eli-stone", "fay-reed"]),
        ("peergroup run-session --facilitator e", ["eli-stone"]),
        ("peergroup run-session --agenda ", ["explore", "learning-together", "reflect"]),
        ("peergroup export-notes --for f", ["facilitator", "fay-reed"]),
        ("peergroup show-module del", ["delegation"]),
    ],
)
def test_what_begins_so_is_offered(two: Path, line: str, names: list[str]) -> None:
    assert offered(two, line) == names


def test_who_has_left_is_not_offered(two: Path, peergroup: Peergroup) -> None:
    peergroup.done("remove-member", "south", "fay-reed")
    assert offered(two, "peergroup edit-member south ") == ["eli-stone"]


def test_own_agendas_are_offered_and_damaged_ones_are_not(two: Path) -> None:
    (two / "packs" / "own.toml").write_text('kind = "agenda"\nkey = "early"\n', "utf-8")
    for name in ("damaged.toml", "worse.toml"):
        (two / "packs" / name).write_text("kind = ", "utf-8")
    assert offered(two, "peergroup show-agenda e") == ["early", "explore"]


def test_without_a_workspace_or_with_a_damaged_cohort_there_is_silence(
    tmp_path: Path, two: Path
) -> None:
    assert offered(tmp_path, "peergroup status ") == []
    (two / "cohorts" / "south" / "cohort.toml").write_bytes(b"\xff")
    assert offered(two, "peergroup edit-member south ") == []
