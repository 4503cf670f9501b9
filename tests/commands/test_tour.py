"""The tour: each of its commands works, one after the other, and nothing of it stays."""

from pathlib import Path

import pytest

from peergroup_cli.content.tour import EXAMPLES, example, tour_steps
from tests.commands.cohorts import run


def test_each_command_of_the_tour_works_in_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in EXAMPLES:
        (tmp_path / name).write_bytes(example(name))
    for step in tour_steps():
        for words in (*step.before, step.command):
            if not step.in_person:
                assert run(*words).exit_code == 0


def test_a_folder_that_holds_something_is_not_toured(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    refused = run("tour", "--keep", str(tmp_path))
    assert refused.exit_code == 13
    assert "holds something already" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
