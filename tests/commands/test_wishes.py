"""What is wanted of groups, and in which order, is a setting of a workspace and an option."""

from pathlib import Path

import pytest

from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import run
from tests.commands.rosters import file, formed

SETTINGS = "peergroup.toml"


def wishes(*args: str) -> list[str]:
    return [
        figure["wish"]
        for figure in formed("form-cohorts", file(Path("list.csv")), *args)["figures"]
    ]


@pytest.mark.usefixtures("here")
def test_without_a_workspace_the_usual_order_holds() -> None:
    assert wishes() == ["slot", "unit", "history", "topic", "site"]


def test_the_workspace_says_what_is_wanted(notes: Workspace) -> None:
    (notes.folder / SETTINGS).write_text('format = 1\n[defaults]\nwishes = ["site", "unit"]\n')
    assert wishes() == ["site", "unit"]


def test_the_option_goes_before_the_workspace(notes: Workspace) -> None:
    (notes.folder / SETTINGS).write_text('format = 1\n[defaults]\nwishes = ["site", "unit"]\n')
    assert wishes("--order", "unit") == ["unit"]


@pytest.mark.parametrize("wanted", ['["unit", "unit"]', '["speed"]', "[]"])
def test_a_broken_setting_is_named(notes: Workspace, wanted: str) -> None:
    (notes.folder / SETTINGS).write_text(f"format = 1\n[defaults]\nwishes = {wanted}\n")
    done = run("form-cohorts", file(Path("list.csv")))
    assert done.exit_code == 11
    assert "peergroup.toml" in done.stderr
    assert "wishes" in done.stderr
