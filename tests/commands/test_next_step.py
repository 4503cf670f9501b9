"""`peergroup` alone names the command that comes next."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peergroup_cli.main import app
from peergroup_cli.model.days import day
from tests.commands.peergroup import Peergroup


def test_without_a_workspace_it_is_made_or_one_looks_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(app, [])
    assert shown.exit_code == 0
    assert "peergroup init" in shown.stdout
    assert "peergroup tour" in shown.stdout


def test_in_an_empty_workspace_a_cohort_is_formed(peergroup: Peergroup) -> None:
    assert "peergroup new-cohort" in peergroup.done()


def test_a_new_cohort_holds_its_first_meeting(peergroup: Peergroup) -> None:
    peergroup.form("North")
    shown = peergroup.done()
    assert "North: next learning-together" in shown
    assert "peergroup run-session north " in shown


def test_an_unfinished_meeting_goes_on(peergroup: Peergroup) -> None:
    peergroup.form("North")
    peergroup.hold("", agenda="learning-together")
    shown = peergroup.done()
    begun = day(peergroup.meetings[0].held_on)
    assert f"meeting 1 · learning-together is unfinished, begun on {begun}" in shown
    assert "goes on with it" in shown


def test_of_many_cohorts_some_are_named_and_the_others_counted(peergroup: Peergroup) -> None:
    for number in range(7):
        peergroup.form(f"North {number}")
    assert "And 2 more." in peergroup.done()


def test_those_that_want_something_are_named_before_the_others(peergroup: Peergroup) -> None:
    for number in range(7):
        peergroup.form(f"North {number}")
    soon = f"{datetime.now(UTC).date()} 09:00"
    peergroup.done("plan-sessions", "north-5", "--start", soon, "--tz", "UTC", "--yes")
    begun = peergroup("run-session", "north-6", "--agenda", "learning-together", typed="\n")
    assert begun.exit_code == 1
    named = [line.partition(":")[0] for line in peergroup.done().splitlines() if line[0] != " "]
    assert named == ["North 6", "North 5", "North 0", "North 1", "North 2", "And 2 more."]


def test_a_cohort_that_has_ended_waits_for_nothing(peergroup: Peergroup) -> None:
    peergroup.form("North")
    peergroup.done("end-cohort", "north")
    shown = peergroup.done()
    assert "All cohorts have ended." in shown
    assert "peergroup new-cohort" in shown
