"""What a facilitator needs this week, for one cohort and for many."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.workspaces import build

from peergroup_cli.commands.shared import cohort_facts, options
from peergroup_cli.storage import sweeping
from peergroup_cli.storage.index_place import NO_INDEX, index_path
from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import run

LONG_AFTER = date(2030, 1, 1)


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Nine cohorts, one more than are shown in full."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sweeping, "ENOUGH_FILES", 1)
    monkeypatch.setattr(options, "today", lambda: LONG_AFTER)
    workspace = build(tmp_path / "many", 9, 3)
    monkeypatch.chdir(workspace.folder)
    return workspace


def week(*arguments: str) -> list[dict[str, Any]]:
    done = run("status", "--week", "--json", *arguments)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_many_cohorts_have_a_line_each_and_one_is_shown_in_full(many: Workspace) -> None:
    lines = run("status").stdout.splitlines()
    assert [line.split(":")[0] for line in lines[:9]] == [
        f"Cohort {n} (cohort-{n})" for n in range(1, 10)
    ]
    whole = run("status", "cohort-3").stdout
    assert "Hold it: peergroup run-session cohort-3" in whole
    experiments = many.meetings("cohort-3")[-1].record.experiments
    assert experiments[0].situation in whole


@pytest.mark.usefixtures("many")
def test_the_week_counts_what_the_full_account_names() -> None:
    by_cohort = {row["cohort"]: row for row in week()}
    for full in json.loads(run("status", "--json").stdout):
        row = by_cohort[full["cohort"]]
        open_ones = full["open_experiments"]
        assert row["open"] == len(open_ones)
        assert row["overdue"] == sum(one["overdue"] for one in open_ones)
        assert row["logs_missing"] == sum(one["log_missing"] for one in open_ones)
        assert row["guidelines_due"] == full["guidelines_due"]


@pytest.mark.usefixtures("many")
def test_only_what_needs_somebody_is_shown_for_the_week(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2024, 1, 1))
    assert week() == []
    assert run("status", "--week").stdout == "9 cohorts need nothing this week.\n"


def test_what_is_remembered_is_what_the_files_say(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = week()
    assert week() == first
    monkeypatch.setenv(NO_INDEX, "1")
    assert week() == first
    monkeypatch.delenv(NO_INDEX)
    index_path(many.folder).write_bytes(b"no database")
    assert week() == first


def test_only_a_cohort_whose_files_have_changed_is_looked_at_again(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    week()
    looked_at: list[str] = []
    facts_of = cohort_facts.facts_of

    def watched(workspace: Workspace, cohort: str) -> dict[str, Any]:
        looked_at.append(cohort)
        return facts_of(workspace, cohort)

    monkeypatch.setattr(cohort_facts, "facts_of", watched)
    path = many.folder / "cohorts" / "cohort-4" / "cohort.toml"
    path.write_text(path.read_text("utf-8").replace("Cohort 4", "Cohort Four"), encoding="utf-8")
    assert "Cohort Four" in [row["name"] for row in week()]
    assert looked_at == ["cohort-4"]


@pytest.mark.skipif(os.name == "nt", reason="Windows tells no time of a change of any kind")
def test_another_text_of_the_same_size_with_the_old_time_put_back_is_noticed(
    many: Workspace,
) -> None:
    week()
    path = many.folder / "cohorts" / "cohort-4" / "cohort.toml"
    before = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.replace("Cohort 4", "Cohort X"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert "Cohort X" in [row["name"] for row in week()]


def test_a_damaged_cohort_is_named_and_hides_no_other(many: Workspace) -> None:
    (many.folder / "cohorts" / "cohort-2" / "cohort.toml").write_text("format =", "utf-8")
    done = run("status")
    assert done.exit_code == 11
    assert sum("cohort-2" in line for line in done.stdout.splitlines()) == 0
    assert "Cohort 9 (cohort-9)" in done.stdout.splitlines()[7]
    assert "cohort-2/cohort.toml cannot be read: line 1: " in done.stderr
    assert "cohort-9" in run("status", "cohort-9").stdout


def test_an_ended_cohort_needs_nobody(many: Workspace) -> None:
    stored = many.cohort("cohort-5")
    many.save_cohort(stored, stored.record.changed(ended=LONG_AFTER))
    assert "cohort-5" not in [row["cohort"] for row in week()]


def test_no_words_of_a_note_are_remembered(many: Workspace) -> None:
    week()
    content = index_path(many.folder).read_bytes()
    for stored in many.meetings("cohort-1"):
        for plan in stored.record.experiments:
            assert plan.situation.encode() not in content
            assert plan.action.encode() not in content
