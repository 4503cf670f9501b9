import os
import sys
from pathlib import Path

import pytest

from peergroup_cli.storage.locating import VARIABLE
from peergroup_cli.storage.workspace import Workspace

from .cohorts import ADA, CLEO, DAY, FOUR, HARBOUR, NAMED, cohort, flat, run


def test_a_cohort_is_formed_by_options_alone(notes: Workspace) -> None:
    done = run("new-cohort", *HARBOUR)
    assert done.exit_code == 0, done.stderr
    path = notes.folder / "cohorts" / "harbour" / "cohort.toml"
    assert done.stdout.splitlines() == [
        "cohort  harbour",
        f"file    {path}",
        "member  ada-brook  Ada Brook",
        "member  ben-stone  Ben Stone",
        "member  cleo-park  Cleo Park",
        "member  dov-reed   Dov Reed",
    ]
    assert "Harbour is formed, with 4 members." in done.stderr
    made = cohort(notes)
    assert (made.name, made.theme, made.formed) == ("Harbour", "Leading without rank", DAY)
    assert made.organisation is None
    assert {member.joined for member in made.members} == {DAY}


def test_without_a_terminal_all_missing_options_are_named(here: Path) -> None:
    done = run("new-cohort", "--theme", "T", "--yes")
    assert done.exit_code == 16
    assert "--name, --member or --from" in done.stderr
    assert list(here.iterdir()) == []


def test_without_a_workspace_one_is_made_only_with_yes(here: Path) -> None:
    refused = run("new-cohort", *HARBOUR)
    assert refused.exit_code == 16
    assert "--yes" in refused.stderr
    assert list(here.iterdir()) == []
    assert run("new-cohort", *HARBOUR, "--yes", "--organisation", "Acme").exit_code == 0
    made = Workspace(here)
    assert made.settings.organisation == "Acme"
    assert cohort(made).organisation is None


def test_a_workspace_is_made_where_the_option_or_the_variable_says(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("new-cohort", *HARBOUR, "--yes", "--workspace", "a/b").exit_code == 0
    monkeypatch.setenv(VARIABLE, str(here / "c"))
    assert run("new-cohort", *HARBOUR, "--yes").exit_code == 0
    assert Workspace(here / "a" / "b").cohort_ids() == ["harbour"]
    assert Workspace(here / "c").cohort_ids() == ["harbour"]


def test_another_organisation_than_the_workspace_s_is_kept_in_the_cohort(notes: Workspace) -> None:
    assert run("new-cohort", *HARBOUR, "--organisation", "Elsewhere").exit_code == 0
    assert cohort(notes).organisation == "Elsewhere"


def test_two_cohorts_and_two_members_called_the_same_have_distinct_ids(notes: Workspace) -> None:
    assert run("new-cohort", *HARBOUR).exit_code == 0
    twins = ["--member", "Ada Brook; r; head of unit; HR"]
    done = run("new-cohort", *HARBOUR, *twins)
    assert done.exit_code == 0
    assert "Its id is harbour-2" in done.stderr
    assert [member.id for member in cohort(notes, "harbour-2").members][::4] == [
        "ada-brook",
        "ada-brook-2",
    ]


def test_a_list_of_members_is_read(notes: Workspace, here: Path) -> None:
    (here / "team.csv").write_bytes(
        "\ufeffTitle;Name;Level;Department;Payroll\r\nhead;Zoë;L;A;7\r\nhead;Ben;l;B;8\r\n".encode()
    )
    done = run("new-cohort", *NAMED, "--from", "team.csv", "--member", "Cleo; c; L; C")
    assert done.exit_code == 0, done.stderr
    assert [member.name for member in cohort(notes).members] == ["Zoë", "Ben", "Cleo"]
    assert "not used: Payroll" in done.stderr
    assert "Note: 3 members are few" in done.stderr


def test_a_list_in_utf_16_is_read(notes: Workspace, here: Path) -> None:
    (here / "team.csv").write_text(
        "name\trole\tlevel\tunit\nZoë\tr\tl\tA\nBen\tr\tl\tB\n", encoding="utf-16"
    )
    assert run("new-cohort", *NAMED, "--from", "team.csv").exit_code == 0
    assert cohort(notes).members[0].name == "Zoë"


def test_a_longer_list_is_refused_before_its_rows_are_looked_at(
    notes: Workspace, here: Path
) -> None:
    (here / "all.csv").write_text("name,role,level,unit\n" + "Ada,,,\n" * 40, encoding="utf-8")
    done = run("new-cohort", *NAMED, "--from", "all.csv")
    assert done.exit_code == 2
    assert "lists 40 people" in done.stderr
    assert "form-cohorts" in done.stderr
    assert notes.cohort_ids() == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"name,role,level,unit\nZo\xeb,r,l,u\n", "is not UTF-8 text"),
        (b"\xff\xfen\x00a", "is not UTF-16 text"),
        (b"name,role,level,unit\nA\0a,r,l,u\n", "NUL"),
        (b"x" * (5 * 1024 * 1024 + 1), "is larger than 5 MB"),
        (b"name,role,level,unit\nAda,,l,u\nBen,r,l,\n", "line 3: the part of the organisation"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(
    notes: Workspace, here: Path, content: bytes, problem: str
) -> None:
    (here / "team.csv").write_bytes(content)
    done = run("new-cohort", *NAMED, "--from", "team.csv")
    assert done.exit_code == 11
    assert "team.csv cannot be read" in done.stderr
    assert problem in done.stderr
    assert notes.cohort_ids() == []


def test_a_list_that_is_missing_a_folder_or_a_pipe_says_so(notes: Workspace, here: Path) -> None:
    assert run("new-cohort", *NAMED, "--from", "none.csv").exit_code == 12
    assert run("new-cohort", *NAMED, "--from", ".").exit_code == 11
    if sys.platform != "win32":
        os.mkfifo(here / "pipe")
        assert run("new-cohort", *NAMED, "--from", "pipe").exit_code == 11
    assert notes.cohort_ids() == []


def test_a_list_without_rows_has_too_few_members(notes: Workspace, here: Path) -> None:
    (here / "team.csv").write_text("name,role,level,unit\n", encoding="utf-8")
    done = run("new-cohort", *NAMED, "--from", "team.csv")
    assert done.exit_code == 2
    assert "at least 2 members" in done.stderr
    assert notes.cohort_ids() == []


def test_seven_members_and_one_member_are_refused(notes: Workspace) -> None:
    three = [p for n in "EFG" for p in ("--member", f"{n}; r; head of unit; {n}")]
    many = run("new-cohort", *HARBOUR, *three)
    few = run("new-cohort", *NAMED, "--member", ADA)
    assert (many.exit_code, few.exit_code) == (2, 2)
    assert "at most 6 members" in many.stderr
    assert "The first too many is “G”." in many.stderr
    assert "at least 2 members" in few.stderr
    assert notes.cohort_ids() == []


def test_rules_that_are_not_kept_are_named_with_who_and_need_a_reason(notes: Workspace) -> None:
    broken = ["--member", "Eve; e; team lead; sales; ; Ada Brook"]
    done = run("new-cohort", *HARBOUR, *broken)
    assert done.exit_code == 16
    assert "head of unit: Ada Brook, Ben Stone, Cleo Park and Dov Reed; team lead: Eve" in (
        done.stderr
    )
    assert "Ben Stone and Eve are from the same part of the organisation: Sales." in done.stderr
    assert "Eve reports to Ada Brook." in done.stderr
    assert "--override REASON" in done.stderr
    assert notes.cohort_ids() == []

    assert run("new-cohort", *HARBOUR, *broken, "--override", "agreed by all").exit_code == 0
    kept = [(one.rule, one.who, one.reason, one.on) for one in cohort(notes).overrides]
    assert kept == [
        ("same-level", ("eve",), "agreed by all", DAY),
        ("different-units", ("ben-stone", "eve"), "agreed by all", DAY),
        ("not-with-own-manager", ("eve", "ada-brook"), "agreed by all", DAY),
    ]


def test_a_reason_that_is_not_needed_is_not_kept(notes: Workspace) -> None:
    done = run("new-cohort", *HARBOUR, "--override", "just in case")
    assert done.exit_code == 0
    assert "not needed and not kept" in flat(done.stderr)
    assert cohort(notes).overrides == ()


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["--name", " ", "--theme", "T", *FOUR], "--name is empty"),
        (["--name", "x" * 10_000, "--theme", "T", *FOUR], "--name is longer than 200"),
        (["--name", "N", "--theme", "a\x1bb", *FOUR], "--theme holds a line break or a control"),
        ([*NAMED, "--member", "Ada; r"], "--member: the level of responsibility and the part"),
        ([*NAMED, *FOUR, "--member", "Eve"], "--member, number 5: the role"),
        ([*HARBOUR, "--override", " "], "--override is empty"),
        ([*HARBOUR, "--override", "x" * 200_001], "--override is longer than 200,000"),
        ([*HARBOUR, "--organisation", ""], "--organisation is empty"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(
    notes: Workspace, args: list[str], problem: str
) -> None:
    done = run("new-cohort", *args)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert notes.cohort_ids() == []


def test_no_name_becomes_a_path_or_markup(notes: Workspace) -> None:
    lines = (
        "[red]Ada[/]; r; l; a",
        "../../Ben; r; l; b",
        "\u202eCleo; r; l; c",
        "🎉 שלום; r; l; d",
    )
    members = [part for line in lines for part in ("--member", line)]
    done = run("new-cohort", "--name", "../../[bold]x", "--theme", "../t", *members)
    assert done.exit_code == 0
    assert cohort(notes, "bold-x").name == "../../[bold]x"
    assert "[red]Ada[/]" in done.stdout
    assert "\u202e" not in done.output
    assert "\\u202eCleo" in done.stdout
    assert sorted(path.name for path in notes.folder.iterdir()) == [
        ".lock",
        ".schemas",
        "cohorts",
        "packs",
        "peergroup.toml",
    ]


@pytest.mark.usefixtures("harbour")
def test_who_is_in_another_cohort_as_well_is_said() -> None:
    names = ["--name", "Pier", "--theme", "Saying no"]
    other_ben = "Ben Stone; ports; head of unit; Ports; ben@elsewhere.example"
    members = [part for line in (ADA, other_ben, CLEO) for part in ("--member", line)]
    said = flat(run("new-cohort", *names, *members).stderr)
    assert "Note: Ada Brook is in Harbour as well." in said
    assert "Note: Cleo Park is in Harbour as well." in said
    # with another address it is somebody else
    assert "Ben Stone is in" not in said
