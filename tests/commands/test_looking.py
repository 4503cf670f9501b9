"""The commands that look: what they print for a person, and for another program."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.commands.peergroup import MEMBERS, Peergroup

PLAN = ("1", "it is late", "I will call", "", "", "2026-12-10", "Bo")


@pytest.fixture
def explored(formed: Peergroup) -> Peergroup:
    """A cohort after an explore meeting with one experiment, cut short after it."""
    formed.hold("", "", "", "", "/skip", "/skip", "Call at once", "", "/skip", "", *PLAN, "/end")
    return formed


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_init_makes_a_workspace_for_its_owner_alone(tmp_path: Path) -> None:
    peergroup = Peergroup(tmp_path / "new")
    printed = peergroup.done("init", str(peergroup.folder), "--organisation", "Blue Harbour")
    assert "peergroup new-cohort" in printed
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (peergroup.folder, *peergroup.folder.iterdir())
    }
    assert modes["new"] == modes["cohorts"] == modes["packs"] == 0o700
    assert modes["peergroup.toml"] == 0o600
    assert peergroup("init", str(peergroup.folder)).exit_code == 13
    peergroup.form()
    assert "Organisation: Blue Harbour" in peergroup.done("show-cohort")


def test_an_empty_workspace_says_what_to_do_first(peergroup: Peergroup) -> None:
    for command in ("list-cohorts", "status"):
        assert "peergroup new-cohort" in peergroup.done(command)
        assert json.loads(peergroup.done(command, "--json")) == []
    peergroup.form()
    assert "peergroup run-session" in peergroup.done("list-sessions")


def test_cohorts_are_listed(explored: Peergroup) -> None:
    assert "North" in explored.done("list-cohorts")
    (row,) = json.loads(explored.done("list-cohorts", "--json"))
    assert (row["id"], row["members"], row["meetings"]) == ("north", 4, 1)


def test_a_cohort_is_shown_with_its_overrides_and_who_left(explored: Peergroup) -> None:
    explored.done("remove-member", "north", "Dov Marsh")
    shown = explored.done("show-cohort")
    assert "Overridden on" in shown
    assert "Reason: They have held it" in shown
    record = json.loads(explored.done("show-cohort", "--json"))
    assert [member["id"] for member in record["members"] if "left" in member] == ["dov-marsh"]


def test_an_override_names_whom_it_is_about(peergroup: Peergroup) -> None:
    lines = ("Ada Brook; Lead; Manager; Production", *MEMBERS[1:])
    members = [word for line in lines for word in ("--member", line)]
    named = ("--name", "North", "--theme", "T")
    peergroup.done("new-cohort", *named, *members, "--override", "Two plants")
    assert "different-units (Ada Brook, Bo Lind)" in peergroup.done("show-cohort")


def test_meetings_are_listed(explored: Peergroup) -> None:
    assert "cut-short" in explored.done("list-sessions")
    (row,) = json.loads(explored.done("list-sessions", "--json"))
    assert (row["agenda"], row["state"], row["experiments"]) == ("explore", "cut-short", 1)
    assert row["facilitator"] == "Ada Brook"


def test_status_names_open_experiments_and_what_is_due(explored: Peergroup) -> None:
    printed = explored.done("status")
    assert "Next: reflect. 1 experiment is open" in printed
    assert ": if it is late, then I will call, until 2026-12-10" in printed
    (row,) = json.loads(explored.done("status", "--json"))
    assert row["open_experiments"][0]["by"] == "2026-12-10"


def test_status_says_when_the_group_meets_and_who_facilitates(formed: Peergroup) -> None:
    skips = ["/skip"] * 8
    assert formed.hold("", "", "", "", *skips, "Bo", "2027-01-07").exit_code == 0
    assert "The group meets on 2027-01-07, Bo Lind facilitates." in formed.done("status")


def test_a_member_gets_what_belongs_to_that_member(formed: Peergroup) -> None:
    formed(
        "run-session", "--agenda", "learning-together", typed="\n" * 4 + "/skip\n" * 3 + "loud\n"
    )
    said = formed.meetings[0].entries[0]
    owner = said.member or ""
    other = "ada-brook" if owner != "ada-brook" else "bo-lind"
    assert "loud" in formed.done("export-notes", "--for", owner)
    assert "loud" not in formed.done("export-notes", "--for", other)
    minutes = formed("export-notes")
    assert "loud" not in minutes.stdout
    assert "1 entry of class “member”" in minutes.stderr
    assert minutes.stderr.strip() in minutes.stdout.replace("*", "")
