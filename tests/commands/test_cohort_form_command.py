from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from peergroup_cli.commands.shared import options
from peergroup_cli.storage.draft_file import DRAFT
from peergroup_cli.storage.workspace import Workspace

from ..terminal.script import CTRL_C, Script
from .cohorts import ADA, BEN, CLEO, DAY, DOV, FOUR, HARBOUR, cohort, flat, run


def test_the_form_forms_a_cohort_and_makes_the_workspace(
    here: Path, answers: Callable[..., Script]
) -> None:
    script = answers("maybe", "/back", "", "Harbour", "Trust", ADA, BEN, CLEO, DOV, "", "")
    done = run("new-cohort")
    assert done.exit_code == 0, done.stderr
    assert script.done
    assert f"A workspace is made in {here}" in done.stderr.replace("\n", "").replace("  ", " ")
    assert cohort(Workspace(here)).theme == "Trust"
    assert not (here / DRAFT).exists()


def test_no_workspace_is_made_where_none_is_wanted(
    here: Path, answers: Callable[..., Script]
) -> None:
    answers("no")
    assert run("new-cohort").exit_code == 10
    assert list(here.iterdir()) == []


def test_only_what_is_not_given_is_asked(notes: Workspace, answers: Callable[..., Script]) -> None:
    script = answers("Trust")
    assert run("new-cohort", "--name", "Harbour", *FOUR).exit_code == 0
    assert script.labels == ["The challenge theme"]
    assert cohort(notes).theme == "Trust"


def test_a_reason_is_asked_for_where_none_is_given(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    answers("Both agreed")
    done = run("new-cohort", *HARBOUR, "--member", "Eve; e; head of unit; IT")
    assert done.exit_code == 0
    assert "Cleo Park and Eve are from the same part" in flat(done.stderr)
    assert [one.reason for one in cohort(notes).overrides] == ["Both agreed"]


def test_after_ctrl_c_the_next_form_goes_on(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    answers("Harbour", "Trust", ADA, BEN, "Cleo", CTRL_C)
    assert run("new-cohort").exit_code == 130
    assert (notes.folder / DRAFT).exists()
    assert notes.cohort_ids() == []

    script = answers("", CLEO, DOV, "", "")
    assert run("new-cohort").exit_code == 0
    assert "Harbour, 2 members so far" in script.asked[0].hint
    assert len(cohort(notes).members) == 4
    assert not (notes.folder / DRAFT).exists()


def test_members_of_a_draft_join_on_the_day_on_which_the_cohort_is_formed(
    notes: Workspace, answers: Callable[..., Script], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers("Harbour", "Trust", ADA, BEN, "/cancel")
    assert run("new-cohort").exit_code == 1
    monkeypatch.setattr(options, "today", lambda: DAY + timedelta(days=9))
    answers("y", "", "")
    assert run("new-cohort").exit_code == 0
    assert {one.joined for one in cohort(notes).members} == {DAY + timedelta(days=9)}


def test_a_draft_that_is_declined_is_deleted(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    answers("Harbour", "Trust", ADA, "/cancel")
    stopped = run("new-cohort")
    assert stopped.exit_code == 1
    assert "Your answers so far are kept" in stopped.stderr
    answers("no")
    again = run("new-cohort")
    assert again.exit_code == 1
    assert "kept" not in again.stderr
    assert not (notes.folder / DRAFT).exists()


def test_options_go_before_the_answers_of_a_draft(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    answers("Harbour", "Trust", ADA, BEN, "/cancel")
    run("new-cohort")
    answers("", "", "")
    assert run("new-cohort", "--name", "Bay").exit_code == 0
    assert cohort(notes, "bay").theme == "Trust"


def test_a_cohort_by_options_leaves_a_draft_alone(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    answers("Bay", "Trust", ADA, "/cancel")
    run("new-cohort")
    answers()
    assert run("new-cohort", *HARBOUR).exit_code == 0
    assert (notes.folder / DRAFT).exists()


def test_a_damaged_draft_is_named_and_left_alone(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    (notes.folder / DRAFT).write_text("", encoding="utf-8")
    answers()
    done = run("new-cohort")
    assert done.exit_code == 11
    assert DRAFT in done.stderr
    assert (notes.folder / DRAFT).exists()
