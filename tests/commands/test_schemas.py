"""The schemas fit the files: what the toolkit writes passes, and a slip is found by its line."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup


@pytest.fixture
def written(peergroup: Peergroup) -> list[Path]:
    """All files of a workspace that has a cohort, a meeting, dates and an agenda."""
    peergroup.form("North")
    peergroup.hold("", "", "", "", "said", "said", agenda="learning-together")
    peergroup.done("plan-sessions", "--start", "2027-01-14T14:00", "--every", "4w", "--yes")
    return sorted(peergroup.folder.rglob("*.toml"))


def plain(value: Any) -> Any:
    """A table as JSON has it, with texts for days."""
    return json.loads(json.dumps(value, default=str))


def schema_of(path: Path) -> dict[str, Any]:
    """The schema that a file's first line names."""
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("#:schema ")
    found: dict[str, Any] = json.loads((path.parent / first.split()[1]).read_text("utf-8"))
    return found


def test_each_file_names_its_schema_and_fits_it(written: list[Path]) -> None:
    assert {path.name for path in written} >= {"peergroup.toml", "cohort.toml", "dates.toml"}
    assert any(path.name.startswith("001-") for path in written)
    for path in written:
        checked = Draft202012Validator(schema_of(path))
        problems = list(checked.iter_errors(plain(tomllib.loads(path.read_text("utf-8")))))
        assert problems == [], path.name


def test_a_slip_does_not_fit(written: list[Path]) -> None:
    path = next(path for path in written if path.name == "cohort.toml")
    table = plain(tomllib.loads(path.read_text("utf-8")))
    slips = {**table, "teme": "Bad news"}, {**table, "members": "Ada"}, {"format": 1}
    for slip in slips:
        assert list(Draft202012Validator(schema_of(path)).iter_errors(slip))


def test_the_schemas_lie_in_a_new_workspace_for_its_owner_alone(tmp_path: Path) -> None:
    Workspace.create(tmp_path, None)
    laid = list((tmp_path / ".schemas").iterdir())
    assert {path.name.partition(".")[0] for path in laid} >= {"agenda", "module", "answers"}
    assert all(json.loads(path.read_text("utf-8"))["$schema"] for path in laid)
