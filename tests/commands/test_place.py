"""`place`: newcomers into cohorts with room, and why there."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import DAY, cohort, flat, run
from tests.commands.folders import FillingDisk, changed, files
from tests.commands.rosters import file

ZOE = "Zoe Lund; lead; head; Legal"
YAN = "Yan Moss; lead; head; Press"
pytestmark = pytest.mark.usefixtures("notes")
COLUMNS = ("id", "name", "level", "unit", "email", "reports_to", "past_groups")


def form(name: str, *members: str, why: str = "") -> None:
    """Form a cohort; a member is “name; part of the organisation; …” and is a head."""
    lines = []
    for member in members:
        first, _, rest = member.partition("; ")
        lines += ["--member", f"{first}; r; head; {rest}"]
    reason = ("--override", why) if why else ()
    done = run("new-cohort", "--name", name, "--theme", "Trust", *lines, *reason)
    assert done.exit_code == 0, done.stderr


def places(*args: str) -> dict[str, Any]:
    """Where everybody goes, and why, by name."""
    done = run("place", *args, "--json")
    assert done.stdout, done.stderr
    return {one["name"]: one for one in json.loads(done.stdout)["places"]}


def north() -> None:
    """Form a cohort of four."""
    form("North", "Ada; Claims; ada@example.org", "Bo; Sales", "Cleo; IT", "Dov; Law")


# where somebody goes


def test_without_add_the_place_is_shown_with_its_reasons_and_nothing_is_changed(
    notes: Workspace,
) -> None:
    north()
    before = files()
    done = run("place", ZOE)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Zoe Lund: north",
        "  5 members then",
        "  nobody else from the same part of the organisation",
    ]
    assert "Nothing is changed: to add them to these cohorts, --add." in done.stderr
    assert changed(before) == set()
    assert len(cohort(notes, "north").members) == 4


def test_add_puts_the_newcomer_into_the_cohort_and_changes_no_other_file(notes: Workspace) -> None:
    north()
    form("South", *(f"S{n}; S{n}" for n in range(6)))
    before = files()
    line = "Zoe Lund; lead; Head; Legal; zoe@example.org; Ida Ray; Lyon; Europe/Paris"
    done = run("place", line, "--add", "--outside-managers")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.endswith("Added: 1 person to 1 cohort.\n")
    assert changed(before) == {"cohorts/north/cohort.toml"}
    zoe = cohort(notes, "north").member("zoe-lund")
    assert (zoe.name, zoe.role, zoe.unit, zoe.joined) == ("Zoe Lund", "lead", "Legal", DAY)
    assert (zoe.email, zoe.site, zoe.time_zone) == ("zoe@example.org", "Lyon", "Europe/Paris")
    # Ida Ray is in no cohort yet
    assert zoe.reports_to == "Ida Ray"


def test_a_manager_in_the_workspace_is_kept_with_the_newcomer(notes: Workspace) -> None:
    north()
    form("South", "Sol; Ports", "Tom; Rail", "Una; Road")
    assert run("place", "Zoe; r; head; Legal; ; Ada", "--add").exit_code == 0
    assert cohort(notes, "south").member("zoe").reports_to == "ada@example.org"


def test_nobody_is_placed_in_a_full_cohort_or_one_of_another_level() -> None:
    north()
    form("South", *(f"S{n}; S{n}" for n in range(6)))
    found = places(ZOE, "Max; r; chief; Board")
    assert found["Zoe Lund"]["cohort"] == "north"
    assert found["Max"]["cohort"] is None
    assert found["Max"]["why"] == ["no cohort has the level “chief”"]


def test_a_cohort_of_fewer_than_four_is_filled_first() -> None:
    north()
    # Zoe's own part of the organisation is there, and not in North
    form("South", "Sol; Legal", "Tom; Rail", "Una; Road")
    assert places(ZOE)["Zoe Lund"]["cohort"] == "south"


def test_a_cohort_without_the_own_part_of_the_organisation_goes_first() -> None:
    north()
    form("South", "Sol; Ports", "Tom; Rail", "Una; Road", "Vic; Air", "Wim; Sea")
    # North is smaller, but Ada is from Claims
    assert places("Zoe; r; head; claims")["Zoe"]["cohort"] == "south"
    assert places("Zoe; r; head; Rail")["Zoe"]["cohort"] == "north"


def test_nobody_joins_the_own_manager_or_somebody_who_reports_to_them() -> None:
    north()
    form("South", "Sol; Ports; ; Zoe Lund", "Tom; Rail", "Una; Road", "Vic; Air", "Wim; Sea")
    assert places(ZOE)["Zoe Lund"]["cohort"] == "north"
    assert places("Yan; r; head; Press; ; ADA@example.org")["Yan"]["cohort"] == "south"
    nowhere = places("Zoe Lund; r; head; Legal; ; Ada")["Zoe Lund"]
    assert nowhere["cohort"] is None
    assert nowhere["why"] == [
        "in each cohort with room sits their own manager or somebody who reports to them"
    ]


@pytest.fixture
def a_smaller_and_a_larger(notes: Workspace) -> Workspace:
    """North with four of Lyon and South with five: who has no reason against it goes to North."""
    form("North", *(f"{name}; {name}'s; ; ; Lyon" for name in ("Ada", "Cleo", "Dov", "Eve", "Bo")))
    form("South", "Sol; Ports", "Tom; Rail", "Una; Road", "Vic; Air", "Wim; Sea")
    assert run("remove-member", "north", "Bo").exit_code == 0
    assert places(ZOE)["Zoe Lund"]["cohort"] == "north"
    return notes


@pytest.mark.usefixtures("a_smaller_and_a_larger")
def test_earlier_group_mates_are_avoided() -> None:
    assert places("Bo; r; head; Sales")["Bo"]["cohort"] == "south"


@pytest.mark.usefixtures("a_smaller_and_a_larger")
def test_the_own_site_is_avoided() -> None:
    assert places("Zoe; r; head; Legal; ; ; LYON")["Zoe"]["cohort"] == "south"


def test_who_is_met_again_is_named() -> None:
    north()
    assert run("remove-member", "north", "Bo").exit_code == 0
    why = places("Bo; r; head; Law")["Bo"]["why"]
    assert why == [
        "4 members then",
        "from the same part of the organisation: Dov",
        "in a group before: Ada, Cleo and Dov",
    ]


def test_who_works_at_the_same_site_is_named() -> None:
    form("North", "Ada; Claims; ; ; Lyon", "Bo; Sales", "Cleo; IT", "Dov; Law")
    why = places("Zoe; r; head; Legal; ; ; LYON")["Zoe"]["why"]
    assert "at the same site: Ada" in why


def test_newcomers_from_one_part_of_the_organisation_are_spread() -> None:
    north()
    form("South", "Sol; Ports", "Tom; Rail", "Una; Road", "Vic; Air")
    found = places("Zoe; r; head; Legal", "Yan; r; head; legal")
    assert {one["cohort"] for one in found.values()} == {"north", "south"}
    shown = run("place", "Zoe; r; head; Legal", "Yan; r; head; legal").stdout
    assert "Every way to place them was tried: none is better." in shown


def test_of_so_many_it_is_said_that_not_every_way_was_tried() -> None:
    for letter in "ABCDEFGH":
        form(letter * 3, *(f"{letter}{n}; {letter}{n}" for n in range(4)))
    crowd = [f"New{n}; r; head; A0" for n in range(16)]
    done = run("place", *crowd)
    assert done.exit_code == 0, done.stderr
    assert "Not every way to place so many was tried" in done.stdout
    found = json.loads(run("place", *crowd, "--json").stdout)
    assert found["proven"] is False
    assert {one["cohort"] for one in found["places"]} == {f"{x * 3}" for x in "abcdefgh"}


# where there is no place


def test_who_finds_no_place_is_named_with_the_reason_and_the_others_are_added(
    notes: Workspace,
) -> None:
    north()
    form("South", "Sol; Ports", "Tom; Rail", "Una; Road", "Vic; Air", "Wim; Sea", "Xia; Ice")
    done = run("place", ZOE, YAN, "Max Ode; lead; head; Board", "--add")
    assert done.exit_code == 14
    assert "There is no place for Max Ode." in done.stderr
    assert "Form a new group with others: new-cohort." in done.stderr
    assert "Added: 2 people to 1 cohort." in done.stderr
    assert "Max Ode: no place\n  others take the seats" in done.stdout
    assert [one.name for one in cohort(notes, "north").members][4:] == ["Zoe Lund", "Yan Moss"]


def test_full_cohorts_are_given_as_the_reason() -> None:
    form("South", *(f"S{n}; S{n}" for n in range(6)))
    done = run("place", ZOE)
    assert done.exit_code == 14
    assert "all cohorts of the level “head” are full" in done.stdout


def test_without_a_cohort_there_is_nothing_to_place_in(notes: Workspace) -> None:
    done = run("place", ZOE)
    assert done.exit_code == 14
    assert "There is no cohort yet, or all have ended." in done.stderr
    assert "form-cohorts" in done.stderr
    assert notes.cohort_ids() == []


def test_without_a_workspace_it_says_so() -> None:
    done = run("place", ZOE, "--workspace", "elsewhere")
    assert done.exit_code == 10
    assert not Path("elsewhere").exists()
    assert "peergroup init" in done.stderr


@pytest.mark.parametrize(
    "newcomer",
    [
        "Bo; r; head; Sales",
        "bo; r; head; Sales; bo@example.org",
        "Ada; r; head; Claims",
        "A. Brook; r; head; Claims; ADA@example.org",
    ],
)
def test_who_is_in_a_cohort_already_is_refused(newcomer: str) -> None:
    north()
    before = files()
    done = run("place", newcomer, ZOE, "--add")
    assert done.exit_code == 14
    assert "is in north already." in done.stderr
    assert "Leave them out, then try again." in done.stderr
    assert changed(before) == set()


def test_somebody_else_of_the_same_name_is_told_apart_by_the_e_mail(notes: Workspace) -> None:
    north()
    assert run("place", "Ada; r; head; Ports; other@example.org", "--add").exit_code == 0
    assert [one.id for one in cohort(notes, "north").members][-1] == "ada-2"


# what is given


def test_a_newcomer_who_is_named_twice_is_refused() -> None:
    north()
    before = files()
    done = run("place", ZOE, "zoe  lund; r; head; Press", "--add")
    assert done.exit_code == 2
    assert "“zoe  lund” is named twice." in done.stderr
    assert changed(before) == set()


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["Zoe; lead"], "The person: the level of responsibility and the part of the"),
        ([ZOE, "Yan"], "Person number 2: the role,"),
        (["Zoe\x1b[2J; r; head; IT"], "the name holds a line break or a control character"),
        (["Zoe; r; head; IT; no address"], "e-mail is not an e-mail address"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_how_to_write_it(
    lines: list[str], problem: str
) -> None:
    north()
    done = run("place", *lines)
    assert (done.exit_code, problem in done.stderr) == (2, True), done.stderr
    assert "Write: Name; role; level; unit" in done.stderr
    assert "--from ROSTER" in done.stderr
    assert "\x1b" not in done.output


def test_map_and_skip_bad_need_a_list() -> None:
    north()
    for option in (["--map", "unit=Dept"], ["--skip-bad"]):
        done = run("place", ZOE, *option)
        assert done.exit_code == 2
        assert "are for a list of people." in done.stderr


def test_people_of_a_list_are_named_by_id_e_mail_or_name(notes: Workspace) -> None:
    north()
    form("South", "Sol; Ports", "Tom; Rail", "Una; Road", "Vic; Air")
    rows = [
        ("E1", "Zoe", "head", "Legal", "zoe@example.org", "", ""),
        ("E2", "Yan", "head", "Press", "", "", "sometime"),
        ("E3", "Pam", "head", "Wood", "", "E1", ""),
        ("E4", "Ray", "head", "Wool", "", "", ""),
    ]
    path = file(Path("list.csv"), rows, COLUMNS)
    found = places("E1", "ZOE@example.org", "yan", "E3", "--from", path)
    assert list(found) == ["Zoe", "Yan", "Pam"]
    assert found["Pam"]["cohort"] != found["Zoe"]["cohort"]
    before = files()
    assert run("place", "E3", "--from", path, "--add").exit_code == 0
    (only,) = changed(before)
    pam = cohort(notes, only.split("/")[1]).member("pam")
    # what the list alone knows is not kept
    assert (pam.role, pam.unit, pam.reports_to) == ("head", "Wood", "zoe@example.org")


def test_a_name_that_several_of_the_list_have_asks_for_an_id() -> None:
    north()
    rows = [("E1", "Zoe", "head", "Legal"), ("E2", "zoe", "head", "Press")]
    path = file(Path("list.csv"), rows)
    done = run("place", "Zoe", "--from", path)
    assert done.exit_code == 2
    assert "“Zoe” names 2 people." in done.stderr
    assert "Give an id: E1, E2." in done.stderr
    missing = run("place", "Zod", "--from", path)
    assert missing.exit_code == 12
    assert "Did you mean Zoe" in missing.stderr


def test_a_list_is_read_as_for_groups() -> None:
    north()
    path = file(Path("list.csv"), [("Zoe", "head", "Legal"), ("", "head", "")], ("Who", "lvl", "U"))
    maps = [w for pair in ("name=Who", "level=lvl", "unit=U") for w in ("--map", pair)]
    refused = run("place", "Zoe", "--from", path, *maps)
    assert refused.exit_code == 11
    assert "line 3" in refused.stderr
    done = run("place", "Zoe", "--from", path, *maps, "--skip-bad")
    assert done.exit_code == 0, done.stderr
    assert "Left out of list.csv:" in done.stderr


def test_a_manager_who_is_not_in_the_list_is_fine_where_that_is_said() -> None:
    north()
    rows = [("E1", "Zoe", "head", "Legal", "", "Ida Ray", "")]
    path = file(Path("list.csv"), rows, COLUMNS)
    refused = run("place", "Zoe", "--from", path)
    assert refused.exit_code == 11
    assert "--outside-managers" in refused.stderr
    assert run("place", "Zoe", "--from", path, "--outside-managers").exit_code == 0


def test_too_many_newcomers_are_groups_of_their_own() -> None:
    north()
    done = run("place", *(f"P{n}; r; head; U" for n in range(201)))
    assert done.exit_code == 2
    assert "201 newcomers are more than the 200" in done.stderr
    assert "`peergroup form-cohorts`" in done.stderr


def test_as_many_as_are_allowed_can_be_placed() -> None:
    north()
    done = run("place", *(f"P{n}; r; head; U" for n in range(200)), "--json")
    assert done.exit_code == 14
    assert sum(bool(one["cohort"]) for one in json.loads(done.stdout)["places"]) == 2


# what is kept


def test_where_two_are_from_one_part_of_the_organisation_the_reason_is_kept(
    notes: Workspace,
) -> None:
    north()
    assert run("place", "Zoe; r; head; Claims", "--add").exit_code == 0
    (override,) = cohort(notes, "north").overrides
    assert (override.rule, override.who, override.on) == ("different-units", ("ada", "zoe"), DAY)
    assert "Placed where there was room" in override.reason
    assert run("check-cohorts").exit_code == 0


def test_what_had_no_reason_before_gets_none(notes: Workspace) -> None:
    north()
    path = notes.folder / "cohorts" / "north" / "cohort.toml"
    path.write_text(path.read_text("utf-8").replace('"Sales"', '"Claims"'), "utf-8")
    assert run("place", ZOE, "--add").exit_code == 0
    assert cohort(notes, "north").overrides == ()
    assert run("check-cohorts").exit_code == 20


@pytest.mark.parametrize("room", [0, 1])
def test_on_a_full_disk_nobody_is_added_or_all_are(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    north()
    form("South", "Sol; Ports", "Tom; Rail", "Una; Road", "Vic; Air")
    before = files()
    with monkeypatch.context() as full:
        full.setattr(os, "replace", FillingDisk(room).replace)
        done = run("place", "Zoe; r; head; Legal", "Yan; r; head; Legal", "--add")
    assert done.exit_code == 18
    assert "not saved: " in done.stderr
    assert changed(before) == set()
    assert run("place", "Zoe; r; head; Legal", "Yan; r; head; Legal", "--add").exit_code == 0
    assert len(changed(before)) == 2


def test_names_stay_text(notes: Workspace) -> None:
    north()
    form("South", "=1+1; [bold]X[/]", "Tom; Rail", "Una; Road")
    done = run("place", "[red]Zoe[/]; r; head; [bold]X[/]; ; ; \u202eyon", "--add")
    assert done.exit_code == 0, done.stderr
    assert "[red]Zoe[/]: south" in done.stdout
    assert "from the same part of the organisation: =1+1" in done.stdout
    assert "\u202e" not in done.output
    assert cohort(notes, "south").members[-1].name == "[red]Zoe[/]"


def test_added_people_have_level_and_part_of_the_organisation_as_the_cohort_writes_them(
    notes: Workspace,
) -> None:
    north()
    done = run("place", "Zoe Lund; lead; HEAD; claims", "--add")
    assert done.exit_code == 0, done.stderr
    zoe = cohort(notes, "north").members[-1]
    assert (zoe.name, zoe.level, zoe.unit) == ("Zoe Lund", "head", "Claims")


def test_a_manager_whom_nobody_is_called_is_refused_with_near_names(notes: Workspace) -> None:
    form("North", "Ada Brook; Claims", "Bo; Sales", "Cleo; IT")
    line = "Zoe Lund; lead; head; Legal; ; Ada Brock"
    before = files()
    refused = run("place", line, "--add")
    assert refused.exit_code == 2
    assert "Zoe Lund reports to “Ada Brock”, and nobody here is called so." in refused.stderr
    assert "Did you mean Ada Brook?" in flat(refused.stderr)
    assert "--outside-managers" in refused.stderr
    assert changed(before) == set()
    done = run("place", line, "--add", "--outside-managers")
    assert done.exit_code == 0, done.stderr
    assert "1 person reports to somebody who is in no cohort here: “Ada Brock”." in done.stderr
    assert cohort(notes, "north").member("zoe-lund").reports_to == "Ada Brock"


@pytest.mark.parametrize("manager", ["Jörg Ångström", "Angstrom, Jorg", "ångström jörg"])
def test_a_manager_is_known_without_accents_and_in_either_order(manager: str) -> None:
    form("North", "Jörg Ångström; Claims", "Bo; Sales", "Cleo; IT")
    found = run("place", f"Zoe; r; head; Legal; ; {manager}")
    assert found.exit_code == 14
    assert "sits their own manager" in found.stdout


def test_a_manager_in_a_cohort_counts_though_the_list_does_not_have_them() -> None:
    north()
    path = file(Path("list.csv"), [("E1", "Zoe", "head", "Legal", "", "Ada", "")], COLUMNS)
    found = run("place", "Zoe", "--from", path, "--outside-managers")
    assert found.exit_code == 14
    assert "sits their own manager" in found.stdout
