"""`end-cohort`: a cohort has held its last meeting; what was noted stays."""

import json
import os
from pathlib import Path

import pytest

from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import DAY, HARBOUR, cohort, flat, run
from tests.commands.folders import FillingDisk, changed, files
from tests.commands.peergroup import Peergroup


@pytest.fixture
def two(harbour: Workspace) -> Workspace:
    """A workspace with the cohorts Harbour and Quay."""
    lines = [word for one in "WXYZ" for word in ("--member", f"{one}; r; head of unit; {one}")]
    assert run("new-cohort", "--name", "Quay", "--theme", "Trust", *lines).exit_code == 0
    return harbour


def test_the_day_is_written_and_nothing_else_changes(two: Workspace) -> None:
    before = files()
    done = run("end-cohort", "harbour")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"Harbour (harbour) ended on {DAY}. Its notes stay.\n"
    assert changed(before) == {"cohorts/harbour/cohort.toml"}
    assert cohort(two).ended == DAY
    assert cohort(two, "quay").ended is None


def test_another_day_can_be_given(two: Workspace) -> None:
    assert run("end-cohort", "harbour", "Quay", "--on", str(DAY)).exit_code == 0
    assert {stored.record.ended for stored in two.cohorts()} == {DAY}


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("args", "code", "problem"),
    [
        (["harbour", "elsewhere"], 12, "There is no cohort called “elsewhere”."),
        (["quay", "harbour", "--on", "2026-11-25"], 2, "2026-11-25 is not over yet."),
        (["harbour", "--on", "2026-11-23"], 2, "Harbour was formed on 2026-11-24, after that day."),
    ],
)
def test_what_cannot_be_ended_is_named_and_nothing_is_changed(
    args: list[str], code: int, problem: str
) -> None:
    before = files()
    done = run("end-cohort", *args)
    assert (done.exit_code, problem in done.stderr) == (code, True), done.stderr
    assert changed(before) == set()


@pytest.mark.usefixtures("two")
def test_what_has_ended_is_not_ended_again() -> None:
    assert run("end-cohort", "harbour").exit_code == 0
    before = files()
    done = run("end-cohort", "quay", "harbour")
    assert done.exit_code == 14
    assert f"Harbour ended on {DAY} already." in done.stderr
    assert changed(before) == set()


@pytest.mark.usefixtures("two")
def test_on_a_full_disk_all_end_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    before = files()
    with monkeypatch.context() as full:
        full.setattr(os, "replace", FillingDisk(1).replace)
        assert run("end-cohort", "harbour", "quay").exit_code == 18
    assert changed(before) == set()


# what is left out, and what stays


def test_status_place_and_check_cohorts_leave_it_out(two: Workspace) -> None:
    assert run("end-cohort", "harbour").exit_code == 0
    assert "Harbour" not in run("status").stdout
    assert "1 cohort is checked" in run("check-cohorts").stdout
    placed = run("place", "Ada Brook; r; head of unit; Claims", "--json")
    assert json.loads(placed.stdout)["places"][0]["cohort"] == "quay"
    assert len(two.cohorts()) == 2


@pytest.mark.usefixtures("two")
def test_where_all_have_ended_it_is_said() -> None:
    assert run("end-cohort", "harbour", "quay").exit_code == 0
    assert run("status").stdout == "All cohorts have ended. Form one: peergroup new-cohort\n"
    assert "or all have ended" in run("place", "Zoe; r; head of unit; Law").stderr
    assert "There is nobody in a cohort" in run("regroup").stderr


@pytest.mark.usefixtures("two")
def test_list_cohorts_and_show_cohort_say_when_it_ended() -> None:
    assert run("end-cohort", "harbour").exit_code == 0
    listed = {one["id"]: one["ended"] for one in json.loads(run("list-cohorts", "--json").stdout)}
    assert listed == {"harbour": str(DAY), "quay": None}
    assert f"formed {DAY}, ended {DAY}" in run("show-cohort", "harbour").stdout


@pytest.mark.usefixtures("two")
def test_no_meeting_is_held_any_more() -> None:
    assert run("end-cohort", "harbour").exit_code == 0
    done = run("run-session", "harbour")
    assert done.exit_code == 14
    assert f"Harbour ended on {DAY}." in done.stderr
    assert "take the line `ended` out of" in done.stderr


@pytest.mark.usefixtures("two")
def test_the_only_one_that_goes_on_need_not_be_named() -> None:
    assert run("show-cohort").exit_code == 2
    assert run("end-cohort", "harbour").exit_code == 0
    assert run("show-cohort").stdout.startswith("Quay (quay)")


@pytest.mark.usefixtures("two")
def test_a_damaged_cohort_may_be_the_one_that_is_meant() -> None:
    assert run("end-cohort", "harbour").exit_code == 0
    Path("cohorts/quay/cohort.toml").write_text("format = 1\n", encoding="utf-8")
    assert run("show-cohort").exit_code == 11


def test_an_unfinished_meeting_is_no_obstacle_and_is_named(formed: Peergroup) -> None:
    formed.hold("")
    assert formed.meetings[-1].state == "open"
    done = formed("end-cohort", "north")
    assert done.exit_code == 0, done.stderr
    number = formed.meetings[-1].number
    assert f"Meeting {number} of North is unfinished, and stays as it is." in done.stderr
    assert formed.meetings[-1].state == "open"
    assert formed("export-notes", "north").exit_code == 0


@pytest.mark.usefixtures("harbour")
def test_its_members_are_free_for_a_new_cohort() -> None:
    assert run("end-cohort", "harbour").exit_code == 0
    assert run("new-cohort", *HARBOUR).exit_code == 0
    assert "is in 2 cohorts" not in run("check-cohorts").stdout


@pytest.mark.usefixtures("harbour")
def test_a_damaged_meeting_is_no_obstacle_either() -> None:
    meetings = Path("cohorts/harbour/meetings")
    meetings.mkdir()
    (meetings / "001-explore.toml").write_text("format = 1\n", encoding="utf-8")
    before = files()
    assert run("end-cohort", "harbour").exit_code == 0
    assert changed(before) == {"cohorts/harbour/cohort.toml"}


def test_nobody_joins_a_cohort_that_has_ended(two: Workspace) -> None:
    run("end-cohort", "harbour")
    before = cohort(two)
    done = run("add-member", "harbour", "Eve Sand; tax; head of unit; Tax")
    assert done.exit_code == 14
    assert f"Harbour ended on {DAY}: nobody joins it." in done.stderr
    assert cohort(two) == before


@pytest.mark.usefixtures("notes")
def test_the_list_has_the_running_cohorts_first_and_marks_those_that_ended() -> None:
    for name in ("Alder", "Birch"):
        lines = [word for n in range(2) for word in ("--member", f"{name}{n}; r; head; U{n}")]
        assert run("new-cohort", "--name", name, "--theme", "T", *lines).exit_code == 0
    assert run("end-cohort", "alder").exit_code == 0
    listed = json.loads(run("list-cohorts", "--json").stdout)
    assert [row["id"] for row in listed] == ["birch", "alder"]
    assert f"ended {DAY}" in flat(run("list-cohorts").stdout)
    assert [row["id"] for row in json.loads(run("list-cohorts", "--running", "--json").stdout)] == [
        "birch"
    ]
    assert run("end-cohort", "birch").exit_code == 0
    assert run("list-cohorts", "--running").stdout == "No cohort is running.\n"
