"""`new-cohort --from`: a list of members, or six of a longer one, chosen in a terminal."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from peergroup_cli.storage.draft_file import DRAFT
from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import DAY, NAMED, cohort, flat, run
from tests.commands.folders import FillingDisk, changed, files
from tests.commands.rosters import file, people
from tests.storage.spreadsheets import sheet as spreadsheet_rows
from tests.storage.spreadsheets import xlsx
from tests.terminal.script import CTRL_C, SAME, Script

pytestmark = pytest.mark.usefixtures("notes")

MEMBERS = ("name", "role", "level", "unit", "email")
FOUR = [
    ("Ada", "claims", "head", "Claims", "ada@example.org"),
    ("Bo", "sales", "head", "Sales", ""),
    ("Cleo", "IT", "head", "IT", ""),
    ("Dov", "law", "head", "Law", ""),
]
COLUMNS, LEVEL, TAKE, COMES = (
    "Are the columns right?",
    "Which level?",
    "Take this group?",
    "Who comes?",
)


def names(notes: Workspace) -> list[str]:
    """The members of Harbour."""
    return [member.name for member in cohort(notes).members]


# a list of members


def test_a_list_of_members_forms_the_cohort_and_nothing_else(notes: Workspace) -> None:
    path = file(Path("list.csv"), FOUR, MEMBERS)
    before = files()
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 0, done.stderr
    assert changed(before) == {"cohorts/harbour/cohort.toml"}
    ada = cohort(notes).members[0]
    assert (ada.name, ada.role, ada.email, ada.joined) == ("Ada", "claims", "ada@example.org", DAY)
    assert names(notes) == ["Ada", "Bo", "Cleo", "Dov"]


def test_a_spreadsheet_of_members_does_as_well(notes: Workspace) -> None:
    Path("list.xlsx").write_bytes(xlsx(spreadsheet_rows(MEMBERS, *FOUR)))
    done = run("new-cohort", *NAMED, "--from", "list.xlsx")
    assert done.exit_code == 0, done.stderr
    assert names(notes) == ["Ada", "Bo", "Cleo", "Dov"]
    assert cohort(notes).members[0].role == "claims"


def test_columns_that_are_not_used_are_named(notes: Workspace) -> None:
    path = file(Path("list.csv"), [(*row, "x") for row in FOUR], (*MEMBERS, "Salary"))
    done = run("new-cohort", *NAMED, "--from", path)
    assert "Columns of list.csv that are not used: Salary" in done.stderr
    assert names(notes)[0] == "Ada"


def test_members_of_a_list_and_of_options_are_one_cohort(notes: Workspace) -> None:
    path = file(Path("list.csv"), FOUR, MEMBERS)
    done = run("new-cohort", *NAMED, "--from", path, "--member", "Ada; r; head; Rail")
    assert done.exit_code == 0, done.stderr
    assert [one.id for one in cohort(notes).members] == ["ada", "bo", "cleo", "dov", "ada-2"]


@pytest.mark.parametrize(
    ("rows", "code", "problem"),
    [
        ([*FOUR, ("Eve", "", "head", "HR", "")], 11, "line 6"),
        ([*FOUR, ("Eve", "r", "head", "HR", "no address")], 11, "e-mail is not an e-mail address"),
        (FOUR[:1], 2, "A cohort needs at least 2 members."),
        ([*FOUR, ("Eve", "r", "chief", "HR", "")], 16, "--override REASON"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_and_nothing_is_made(
    rows: list[tuple[str, ...]], code: int, problem: str
) -> None:
    path = file(Path("list.csv"), rows, MEMBERS)
    before = files()
    done = run("new-cohort", *NAMED, "--from", path)
    assert (done.exit_code, problem in done.stderr) == (code, True), done.stderr
    assert changed(before) == set()


@pytest.mark.parametrize(
    ("path", "code"), [("none.csv", 12), ("none.xlsx", 12), (".", 11), ("peergroup.toml", 11)]
)
def test_what_is_no_list_is_named(path: str, code: int) -> None:
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == code
    assert path in done.stderr


# more than six, and nobody to ask


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_without_a_terminal_more_than_six_are_refused_with_two_ways_out(name: str) -> None:
    rows = [(*row, "r") for row in people(7)]
    header = ("id", "name", "level", "unit", "role")
    if name.endswith("csv"):
        file(Path(name), rows, header)
    else:
        Path(name).write_bytes(xlsx(spreadsheet_rows(header, *rows)))
    before = files()
    done = run("new-cohort", *NAMED, "--from", name)
    assert done.exit_code == 2
    assert f"{name} lists 7 people, and a cohort has at most 6 members." in done.stderr
    line = " in line 8" if name.endswith("csv") else ""
    assert f"The first too many is “{rows[6][1]}”{line}." in done.stderr
    assert "In a terminal this command proposes six of them." in done.stderr
    assert "peergroup form-cohorts" in done.stderr
    assert changed(before) == set()


# more than six, in a terminal


def test_six_are_proposed_and_taken(notes: Workspace, answers: Callable[..., Script]) -> None:
    rows = [(*row, f"{row[1]}@example.org", "Lyon") for row in people(12)]
    path = file(Path("list.csv"), rows, ("id", "name", "level", "unit", "email", "site"))
    before = files()
    script = answers("yes", "")
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 0, done.stderr
    assert script.labels == [COLUMNS, TAKE]
    assert changed(before) == {"cohorts/harbour/cohort.toml"}
    members = cohort(notes).members
    assert len({member.unit for member in members}) == 6
    # the list does not say what they do
    assert {(one.role, one.level, one.site) for one in members} == {("head", "head", "Lyon")}
    assert members[0].email == f"{members[0].name}@example.org"
    assert "E01" not in (notes.folder / "cohorts/harbour/cohort.toml").read_text("utf-8")


def test_whom_one_swaps_is_swapped(notes: Workspace, answers: Callable[..., Script]) -> None:
    path = file(Path("list.csv"), people(12))
    script = answers("yes", "1=Lea", "2", "/back", "2", "1", "")
    done = run("new-cohort", *NAMED, "--from", path, "--override", "They asked for it")
    assert done.exit_code == 0, done.stderr
    assert script.labels == [COLUMNS, TAKE, TAKE, COMES, TAKE, COMES, TAKE]
    assert names(notes)[0] == "Lea"
    assert len(set(names(notes))) == 6
    assert "goes, Lea (Audit) comes; worse: 2 from Audit" in flat(done.stderr)


def test_a_swap_that_breaks_a_rule_asks_for_the_reason(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    path = file(Path("list.csv"), people(12))
    script = answers("yes", "1=Lea", "", "They asked for it")
    assert run("new-cohort", *NAMED, "--from", path).exit_code == 0
    assert script.labels[-1] == "Why is it right here?"
    (override,) = cohort(notes).overrides
    assert (override.rule, override.reason) == ("different-units", "They asked for it")


def test_without_the_reason_no_cohort_is_formed(answers: Callable[..., Script]) -> None:
    path = file(Path("list.csv"), people(12))
    before = files()
    answers("yes", "1=Lea", "", "/cancel")
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 1
    assert changed(before) == set()


def test_of_several_levels_one_is_chosen(notes: Workspace, answers: Callable[..., Script]) -> None:
    rows = [*people(7), *people(3, "chief", first=7)]
    path = file(Path("list.csv"), rows)
    script = answers("yes", "chief", "")
    assert run("new-cohort", *NAMED, "--from", path).exit_code == 0
    assert script.labels == [COLUMNS, LEVEL, TAKE]
    assert sorted(names(notes)) == ["Hal", "Ida", "Jo"]


def test_nobody_is_proposed_with_the_own_manager(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    rows = [(*row, "E01" if row[0] != "E01" else "") for row in people(8)]
    path = file(Path("list.csv"), rows, ("id", "name", "level", "unit", "reports_to"))
    answers("yes", "")
    assert run("new-cohort", *NAMED, "--from", path).exit_code == 0
    assert "Ada" not in names(notes)
    assert {one.reports_to for one in cohort(notes).members} == {"Ada"}


def test_where_no_two_can_sit_together_it_says_so(answers: Callable[..., Script]) -> None:
    rows = [*people(7), ("E20", "Max", "chief", "Board")]
    path = file(Path("list.csv"), rows)
    before = files()
    answers("yes", "chief")
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 2
    assert "No two people of “chief” can sit together." in done.stderr
    assert changed(before) == set()


def test_earlier_group_mates_and_slots_of_the_list_count(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    rows = [
        (*row, "Mon AM" if n < 6 else "Tue AM", "old" if n in (0, 6) else "")
        for n, row in enumerate(people(12))
    ]
    path = file(Path("list.csv"), rows, ("id", "name", "level", "unit", "slots", "past_groups"))
    answers("yes", "")
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 0
    assert sorted(names(notes)) == ["Ada", "Bo", "Cleo", "Dov", "Eve", "Fay"]
    assert "Common meeting slot: Mon AM." in done.stderr
    assert "Nobody was in a group with another." in done.stderr


@pytest.mark.parametrize("given", [("/cancel",), ("yes", "/cancel"), ("yes", "1", "/cancel"), ()])
def test_stopping_at_any_question_changes_nothing(
    answers: Callable[..., Script], given: tuple[str, ...]
) -> None:
    path = file(Path("list.csv"), people(12))
    before = files()
    answers(*given)
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 1
    assert "nothing was changed" in done.stderr
    assert changed(before) == set()


def test_ctrl_c_at_the_proposal_changes_nothing(answers: Callable[..., Script]) -> None:
    path = file(Path("list.csv"), people(12))
    before = files()
    answers("yes", CTRL_C)
    assert run("new-cohort", *NAMED, "--from", path).exit_code == 130
    assert changed(before) == set()


def test_what_else_is_missing_is_asked_and_kept_while_it_is_typed(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    path = file(Path("list.csv"), people(12))
    answers("yes", "", "Harbour", CTRL_C)
    assert run("new-cohort", "--from", path).exit_code == 130
    assert (notes.folder / DRAFT).exists()
    answers("", "Trust", SAME, "")
    assert run("new-cohort", "--name", "Harbour").exit_code == 0
    assert len(cohort(notes).members) == 6
    assert not (notes.folder / DRAFT).exists()


def test_six_of_the_list_and_one_more_are_too_many(answers: Callable[..., Script]) -> None:
    path = file(Path("list.csv"), people(12))
    before = files()
    answers("yes", "")
    done = run("new-cohort", *NAMED, "--from", path, "--member", "Zoe; r; head; Rail")
    assert done.exit_code == 2
    assert "at most 6 members" in done.stderr
    assert changed(before) == set()


def test_rows_that_cannot_be_used_are_named_before_anything_is_proposed(
    answers: Callable[..., Script],
) -> None:
    path = file(Path("list.csv"), [*people(8), ("E20", "", "head", "IT")])
    script = answers("yes")
    done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 11
    assert "line 10, E20: the name is missing" in done.stderr
    assert script.labels == [COLUMNS]


def test_names_stay_text(notes: Workspace, answers: Callable[..., Script]) -> None:
    rows = [(one, f"[red]{name}[/]", level, f"={unit}") for one, name, level, unit in people(7)]
    path = file(Path("list.csv"), rows)
    answers("yes", "")
    done = run("new-cohort", *NAMED, "--from", path)
    assert "[red]Ada[/]" in done.stderr
    assert "[red]Ada[/]" in names(notes)


def test_on_a_full_disk_there_is_no_cohort(
    notes: Workspace, answers: Callable[..., Script], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(Path("list.csv"), people(12))
    before = files()
    answers("yes", "")
    with monkeypatch.context() as full:
        full.setattr(os, "replace", FillingDisk(0).replace)
        done = run("new-cohort", *NAMED, "--from", path)
    assert done.exit_code == 18
    assert changed(before) == set()
    assert notes.cohort_ids() == []


def test_a_workspace_is_made_where_it_is_wanted(answers: Callable[..., Script]) -> None:
    path = file(Path("list.csv"), people(12))
    answers("yes", "", "no")
    done = run("new-cohort", *NAMED, "--from", path, "--workspace", "new")
    assert done.exit_code == 10
    assert not Path("new").exists()
    answers("yes", "", "yes")
    assert run("new-cohort", *NAMED, "--from", path, "--workspace", "new").exit_code == 0
    assert len(cohort(Workspace(Path("new"))).members) == 6


# who is in a cohort already


def test_who_is_in_a_cohort_is_not_proposed_and_cannot_be_swapped_in(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    assert run("new-cohort", *NAMED, "--from", file(Path("four.csv"), FOUR, MEMBERS)).exit_code == 0
    path = file(Path("list.csv"), people(10))
    script = answers("yes", "1=Ada", "yes", "yes")
    done = run("new-cohort", "--name", "Quay", "--theme", "Trust", "--from", path)
    assert done.exit_code == 0, done.stderr
    assert "4 people are in a cohort already, and not proposed." in done.stderr
    assert "“Ada” names nobody" in script.asked[2].hint
    found = {member.name for member in cohort(notes, "quay").members}
    assert found == {"Eve", "Fay", "Gil", "Hal", "Ida", "Jo"}


def test_where_everybody_is_in_a_cohort_it_is_said(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    path = file(Path("list.csv"), people(8))
    assert run("form-cohorts", path, "--create", "--theme", "Trust").exit_code == 0
    answers("yes")
    done = run("new-cohort", "--name", "Quay", "--theme", "Trust", "--from", path)
    assert done.exit_code == 2
    assert "Everybody in the list is in a cohort already." in done.stderr
    assert len(notes.cohort_ids()) == 2


def test_after_a_cohort_has_ended_its_members_are_proposed_again(
    answers: Callable[..., Script],
) -> None:
    path = file(Path("list.csv"), people(8))
    assert run("form-cohorts", path, "--create", "--theme", "Trust").exit_code == 0
    for stored in Workspace(Path()).cohorts():
        assert run("end-cohort", stored.record.id).exit_code == 0
    answers("yes", "yes", "yes")
    done = run("new-cohort", "--name", "Quay", "--theme", "Trust", "--from", path)
    assert done.exit_code == 0, done.stderr
    assert "not proposed" not in done.stderr


@pytest.mark.parametrize(("typed", "level"), [("7", "7"), ("1", "8"), ("8", "8")])
def test_a_number_that_is_a_level_s_name_means_the_level(
    notes: Workspace, answers: Callable[..., Script], typed: str, level: str
) -> None:
    rows = [*people(5, "7"), *people(6, "8", first=5)]
    answers("yes", typed, "yes", "yes")
    done = run("new-cohort", *NAMED, "--from", file(Path("list.csv"), rows))
    assert done.exit_code == 0, done.stderr
    assert {member.level for member in cohort(notes).members} == {level}


def test_the_name_of_a_level_goes_before_its_number(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    rows = [*people(6, "2"), *people(5, "1", first=6)]
    answers("yes", "1", "yes", "yes")
    assert run("new-cohort", *NAMED, "--from", file(Path("list.csv"), rows)).exit_code == 0
    assert {member.level for member in cohort(notes).members} == {"1"}


def test_of_a_longer_list_bad_rows_are_left_out_and_managers_may_be_outside(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    rows = [(*row, "Ida Ray") for row in people(7)]
    rows.append(("E20", "", "head", "IT", ""))
    path = file(Path("list.csv"), rows, ("id", "name", "level", "unit", "reports_to"))
    answers("yes")
    refused = run("new-cohort", *NAMED, "--from", path, "--skip-bad")
    assert refused.exit_code == 11
    assert "peergroup new-cohort" in refused.stderr
    assert "--from list.csv --skip-bad --outside-managers" in refused.stderr
    answers("yes", "", "They asked for it")
    done = run("new-cohort", *NAMED, "--from", path, "--skip-bad", "--outside-managers")
    assert done.exit_code == 0, done.stderr
    assert "line 9, E20: the name is missing" in done.stderr
    assert {one.reports_to for one in cohort(notes).members} == {"Ida Ray"}


def test_how_a_list_is_read_needs_a_list() -> None:
    for option in ("--skip-bad", "--outside-managers"):
        done = run("new-cohort", *NAMED, option)
        assert (done.exit_code, "Name it: --from FILE" in done.stderr) == (2, True)
