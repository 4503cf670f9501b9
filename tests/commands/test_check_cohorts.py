"""`check-cohorts`: which rules are not kept, by whom, and what to do about it."""

import json
from pathlib import Path

import pytest

from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import cohort, run
from tests.commands.folders import changed, files

MEMBERS = ("Ada; r; head; Claims", "Bo; r; head; Sales", "Cleo; r; head; IT", "Dov; r; head; Law")
AGREED = ("--override", "They agreed")


def form(name: str, *members: str, why: tuple[str, ...] = ()) -> None:
    lines = [word for member in members for word in ("--member", member)]
    done = run("new-cohort", "--name", name, "--theme", "Trust", *lines, *why)
    assert done.exit_code == 0, done.stderr


@pytest.fixture
def north(notes: Workspace) -> Workspace:
    """A workspace with a cohort that keeps all rules."""
    form("North", *MEMBERS)
    return notes


def rewrite(notes: Workspace, old: str, new: str) -> None:
    """Change the cohort North with a text editor."""
    path = notes.folder / "cohorts" / "north" / "cohort.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_where_all_rules_are_kept_it_says_so_and_changes_nothing(north: Workspace) -> None:
    before = files(north.folder)
    done = run("check-cohorts")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "1 cohort is checked; each rule is kept or has its reason.\n"
    assert changed(before, north.folder) == set()


@pytest.mark.usefixtures("notes")
def test_no_cohorts_keep_all_rules() -> None:
    assert run("check-cohorts").stdout.startswith("0 cohorts are checked")


@pytest.mark.usefixtures("here")
def test_without_a_workspace_it_says_so() -> None:
    done = run("check-cohorts")
    assert done.exit_code == 10
    assert "peergroup init" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "sentence", "rule"),
    [
        (
            'unit = "Sales"',
            'unit = "claims"',
            "Ada and Bo are from the same part of the organisation: Claims.",
            "different-units",
        ),
        (
            'name = "Bo"\nrole = "r"\nlevel = "head"',
            'name = "Bo"\nrole = "r"\nlevel = "chief"',
            "The levels of responsibility differ. head: Ada, Cleo and Dov; chief: Bo.",
            "same-level",
        ),
        (
            'unit = "Sales"',
            'unit = "Sales"\nreports_to = "ada"',
            "Bo reports to Ada.",
            "not-with-own-manager",
        ),
    ],
)
def test_a_rule_that_is_not_kept_is_named_with_who_and_what_to_do(
    north: Workspace, old: str, new: str, sentence: str, rule: str
) -> None:
    rewrite(north, old, new)
    done = run("check-cohorts")
    assert done.exit_code == 20
    assert done.stdout.splitlines() == [
        f"north: {sentence}",
        "  No reason is on record.",
        "1 cohort is checked.",
    ]
    assert "1 rule is not kept, and no reason is on record." in done.stderr
    assert "edit-member COHORT MEMBER --override REASON" in done.stderr
    found = json.loads(run("check-cohorts", "--json").stdout)
    assert found == {
        "cohorts": 1,
        "findings": [
            {
                "cohorts": ["north"],
                "rule": rule,
                "severity": "needs-reason",
                "sentence": sentence,
                "reason": "",
            }
        ],
        "not_kept": 1,
    }


def test_all_that_is_not_kept_is_named_at_once(north: Workspace) -> None:
    form("South", "Eve; r; chief; Rail", "Fay; r; chief; Road", "Gil; r; chief; Air")
    rewrite(north, '"Sales"', '"Claims"')
    rewrite(north, '"Law"', '"IT"')
    done = run("check-cohorts")
    assert done.exit_code == 20
    assert "north: Ada and Bo are" in done.stdout
    assert "north: Cleo and Dov are" in done.stdout
    assert "south: 3 members are few" in done.stdout
    assert "2 rules are not kept" in done.stderr


def test_the_way_out_that_is_named_works(north: Workspace) -> None:
    rewrite(north, '"Sales"', '"Claims"')
    done = run("edit-member", "north", "Bo", *AGREED)
    assert done.exit_code == 0, done.stderr
    assert "not needed" not in done.stderr
    assert [one.reason for one in cohort(north, "north").overrides] == ["They agreed"]
    checked = run("check-cohorts")
    assert checked.exit_code == 0
    assert "  Reason on record: They agreed\n" in checked.stdout
    assert "each rule is kept or has its reason" in checked.stdout


@pytest.mark.usefixtures("notes")
def test_each_rule_is_shown_with_its_own_reason() -> None:
    form("North", *MEMBERS[:3])
    for newcomer, why in (("Eve; r; head; Claims", "Two sites"), ("Fay; r; head; IT", "New here")):
        fields = dict(zip(("name", "role", "level", "unit"), newcomer.split("; "), strict=True))
        options = [word for name, text in fields.items() for word in (f"--{name}", text)]
        assert run("add-member", "north", *options, "--override", why).exit_code == 0
    assert run("check-cohorts").stdout.splitlines()[:4] == [
        "north: Ada and Eve are from the same part of the organisation: Claims.",
        "  Reason on record: Two sites",
        "north: Cleo and Fay are from the same part of the organisation: IT.",
        "  Reason on record: New here",
    ]


@pytest.mark.usefixtures("notes")
def test_a_reason_holds_when_the_odd_one_out_is_another_now() -> None:
    form("North", *MEMBERS[:3], "Eve; r; chief; HR", "Fay; r; chief; Rail", why=AGREED)
    for name in ("Bo", "Cleo"):
        assert run("remove-member", "north", name).exit_code == 0
    done = run("check-cohorts")
    assert done.exit_code == 0
    assert "The levels of responsibility differ. head: Ada; chief: Eve and Fay." in done.stdout
    assert "Reason on record: They agreed" in done.stdout


@pytest.mark.usefixtures("north")
def test_a_cohort_of_one_is_no_cohort_and_no_reason_makes_up_for_it() -> None:
    for name in ("Ada", "Bo", "Cleo"):
        assert run("remove-member", "north", name).exit_code == 0
    done = run("check-cohorts")
    assert done.exit_code == 20
    assert "north: A cohort needs at least 2 members." in done.stdout
    assert "No reason helps here: add members, with add-member." in done.stdout


@pytest.mark.usefixtures("north")
def test_who_is_in_two_cohorts_is_named_which_is_no_fault() -> None:
    form("South", "ADA; r; head; Claims", "Eve; r; head; Rail", "Fay; r; head; Road")
    done = run("check-cohorts")
    assert done.exit_code == 0
    assert "north, south: ADA is in 2 cohorts.\n" in done.stdout
    found = json.loads(run("check-cohorts", "--json").stdout)["findings"][-1]
    assert (found["rule"], found["cohorts"]) == ("one-cohort", ["north", "south"])


@pytest.mark.usefixtures("notes")
def test_two_members_of_one_name_are_two_people() -> None:
    form("South", "Ada; r; head; Claims", "Ada; r; head; Rail", "Fay; r; head; Road")
    assert "is in 2 cohorts" not in run("check-cohorts").stdout


@pytest.mark.usefixtures("notes")
def test_who_has_left_counts_in_no_rule() -> None:
    form("North", *MEMBERS[:3], "Eve; r; chief; Claims", why=AGREED)
    assert run("remove-member", "north", "Eve").exit_code == 0
    form("South", "Eve; r; chief; Claims", "Fay; r; chief; Road", "Gil; r; chief; Air")
    found = json.loads(run("check-cohorts", "--json").stdout)["findings"]
    assert {one["rule"] for one in found} == {"size"}


@pytest.mark.usefixtures("notes")
def test_names_stay_text() -> None:
    form("North", "[red]Ada[/]; r; head; =1+1", "Bo\u202e; r; head; =1+1", why=AGREED)
    done = run("check-cohorts")
    assert "[red]Ada[/] and Bo\\u202e are from the same part of" in done.stdout
    assert "=1+1." in done.stdout
    assert "\u202e" not in done.stdout


def test_a_cohort_that_cannot_be_read_is_named_and_nothing_is_called_well(
    north: Workspace,
) -> None:
    Path("cohorts/north/cohort.toml").write_text("format = 1\n", encoding="utf-8")
    before = files(north.folder)
    done = run("check-cohorts")
    assert (done.exit_code, done.stdout) == (11, "0 cohorts are checked.\n")
    assert "north/cohort.toml cannot be read" in done.stderr.replace("\\", "/")
    assert changed(before, north.folder) == set()


def test_who_is_to_be_apart_and_sits_together_is_named(notes: Workspace) -> None:
    form("North", *MEMBERS)
    path = notes.folder / "cohorts" / "north" / "cohort.toml"
    row = '\n[[apart]]\nmember = "ada"\nname = "Zoe Lund"\n'
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    assert run("check-cohorts").exit_code == 0
    member = '\n[[members]]\nid = "zoe"\nname = "Zoe Lund"\nrole = "r"\nlevel = "head"\n'
    more = 'unit = "Legal"\njoined = 2026-01-01\n'
    path.write_text(path.read_text("utf-8") + member + more, "utf-8")
    done = run("check-cohorts")
    assert done.exit_code == 20
    assert "north: Ada and Zoe Lund are to be apart.\n  If that holds no more" in done.stdout
    assert run("edit-member", "north", "zoe", "--override", "They made peace").exit_code == 0
    done = run("check-cohorts")
    assert (done.exit_code, "Reason on record: They made peace" in done.stdout) == (0, True)
