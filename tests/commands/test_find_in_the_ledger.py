"""What was learned comes back into a meeting, as the commands join it."""

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.workspaces import build

from tests.commands.cohorts import run


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    workspace = build(tmp_path / "year", 2, 4)
    monkeypatch.chdir(workspace.folder)
    return workspace.folder


@pytest.mark.usefixtures("year")
def test_a_meeting_can_be_asked_what_groups_here_have_learned() -> None:
    options = ("--agenda", "explore", "--override", "They know each other", "--date", "2025-06-02")
    held = run("run-session", "cohort-1", *options, typed="\n/find delegate\n/find zebra\n/stop\n")
    assert "cohort-" in held.stderr
    assert "Nothing was found." in held.stderr
    assert held.exit_code == 1


def test_a_damaged_file_of_another_cohort_hinders_no_meeting(year: Path) -> None:
    (year / "cohorts" / "cohort-2" / "cohort.toml").write_text("format =", "utf-8")
    options = ("--agenda", "explore", "--override", "They know each other", "--date", "2025-06-02")
    held = run("run-session", "cohort-1", *options, typed="\n/find delegate\n/stop\n")
    assert held.exit_code == 1
    assert "Traceback" not in held.output


@pytest.mark.usefixtures("year")
def test_every_lesson_on_a_strategy_that_is_shown_can_be_read_in_the_meeting() -> None:
    tests = json.loads(run("search-knowledge", "--cohort", "cohort-1", "--json").stdout)
    [(name, most)] = Counter(one["strategy_id"] for one in tests).most_common(1)
    expected = {one["id"] for one in tests if one["strategy_id"] == name}
    assert most > 1
    options = ("--agenda", "explore", "--override", "They know each other", "--date", "2025-06-02")
    held = run("run-session", "cohort-1", *options, typed=f"\n/find {name}\n/stop\n")
    assert {one["id"] for one in tests if one["id"] in held.stderr} == expected
