"""`regroup`: next year's groups, from the workspace's own history; and Ctrl-C while forming."""

import json
import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peergroup_cli.commands.shared import options
from peergroup_cli.main import app
from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import DAY, cohort, flat, run
from tests.commands.folders import FillingDisk, changed, files
from tests.commands.rosters import file, formed, groups, members_in
from tests.terminal.interrupting import Interrupting
from tests.terminal.script import CTRL_C, Script

pytestmark = pytest.mark.usefixtures("notes")

THREES = ("ABC", "DEF", "GHI", "JKL", "MNO")
ALL = "".join(THREES)


def form(name: str, people: str, *, mail: bool = False, level: str = "head") -> None:
    """Form a cohort of these people, who have one letter each."""
    members = [
        word
        for one in people
        for word in ("--member", f"{one}; r; {level}; Unit {one}{f'; {one}@x.org' * mail}")
    ]
    done = run("new-cohort", "--name", name, "--theme", "Trust", *members)
    assert done.exit_code == 0, done.stderr


def history(found: list[list[str]], before: tuple[str, ...] = THREES) -> int:
    """How many pairs of these groups were in a group before."""
    met = {pair for people in before for pair in combinations(sorted(people), 2)}
    return sum(
        pair in met for group in found for pair in combinations(sorted(map(str.upper, group)), 2)
    )


# from the history


def test_those_who_were_in_a_cohort_together_are_apart() -> None:
    for people in THREES:
        form(people, people)
    found = members_in(formed("regroup"))
    assert [len(group) for group in found] == [5, 5, 5]
    assert history(found) == 0


def test_where_some_have_to_meet_again_it_is_said_who_pays() -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    shown = flat(run("regroup").stdout)
    assert "8 people in 2 groups. All hard rules are kept." in shown
    assert "nobody from an earlier group 4 pairs 4 best possible" in shown
    assert "With somebody from an earlier group: A, B, C, D, E, F, G and H." in shown


def test_also_those_count_with_whom_somebody_was_who_has_left() -> None:
    form("North", "ABCD")
    form("South", "EFGH")
    for one in "CD":
        assert run("remove-member", "north", one).exit_code == 0
    form("West", "CD")
    # two of each group were in North, and two in South
    assert history(members_in(formed("regroup")), ("ABCD", "EFGH")) == 4


def test_cohorts_of_one_name_are_several_cohorts() -> None:
    for people in ("ABCD", "EFGH"):
        form("North", people)
    assert formed("regroup")["figures"][2]["found"] == 4


def test_two_of_one_name_in_a_cohort_are_two_people() -> None:
    members = ("A; r; head; 1", "B; r; head; 2", "B; r; head; 3", "C; r; head; 4")
    lines = [word for line in members for word in ("--member", line)]
    assert run("new-cohort", "--name", "North", "--theme", "Trust", *lines).exit_code == 0
    assert members_in(formed("regroup")) == [["a", "b", "b-2", "c"]]


def test_who_is_in_two_cohorts_gets_one_place() -> None:
    form("North", "ABCD")
    form("South", "AEFG")
    found = [one for group in members_in(formed("regroup")) for one in group]
    assert sorted(found) == list("abcdefg")


def test_rules_name_the_people_of_the_workspace() -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    Path("rules.csv").write_text("kind,a,b\ntogether,A,B\napart,A,E\n", encoding="utf-8")
    found = members_in(formed("regroup", "--rules", "rules.csv"))
    (own,) = [group for group in found if "a" in group]
    assert "b" in own
    assert "e" not in own


def keep_apart(cohort_id: str, one: str, name: str) -> None:
    path = Path("cohorts", cohort_id, "cohort.toml")
    row = f'\n[[apart]]\nmember = "{one}"\nname = "{name}"\n'
    path.write_text(path.read_text("utf-8") + row, "utf-8")


@pytest.mark.parametrize("listed", [False, True], ids=["everybody", "a list"])
def test_who_is_kept_apart_in_the_cohorts_stays_apart_without_rules(listed: bool) -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    lines = [f"{one},head,Unit {one}" for one in "ABCDEFGH"]
    Path("next.csv").write_text("\n".join(["name,level,unit", *lines]), "utf-8")
    for other in "FGH":
        keep_apart("abcd", "a", other)
    arguments = ("regroup", *(["next.csv"] if listed else []))
    assert "3 pairs to be apart" in run(*arguments).stderr
    found = members_in(formed(*arguments))
    (own,) = [group for group in found if "a" in map(str.lower, group)]
    assert not {"f", "g", "h"} & set(map(str.lower, own))


def test_what_rules_name_already_is_not_counted_twice_and_goes_into_the_new_cohorts() -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    keep_apart("abcd", "a", "F")
    Path("rules.csv").write_text("kind,a,b\napart,F,A\napart,A,G\n", encoding="utf-8")
    done = run("regroup", "--rules", "rules.csv", "--create", "--theme", "Trust", "--yes")
    assert (done.exit_code, "to be apart, as" in done.stderr) == (0, False)
    live = [one.record for one in Workspace(Path()).cohorts() if one.record.ended is None]
    kept = {(row.member, row.name) for one in live for row in one.apart}
    assert kept == {("a", "F"), ("f", "A"), ("a", "G"), ("g", "A")}


def test_rules_that_contradict_each_other_form_nothing() -> None:
    form("North", "ABCD")
    Path("rules.csv").write_text("kind,a,b\ntogether,A,B\napart,A,B\n", encoding="utf-8")
    before = files()
    done = run("regroup", "--rules", "rules.csv", "--create", "--theme", "Trust", "--out", "o.csv")
    assert done.exit_code == 19
    assert "A and B apart" in done.stderr
    assert "then try again" in done.stderr
    assert changed(before) == set()


def test_nobody_sits_with_the_own_manager() -> None:
    form("North", "ABC")
    line = ("--name", "D", "--role", "r", "--level", "head", "--unit", "Unit D")
    assert run("add-member", "north", *line).exit_code == 0
    form("South", "EFGH")
    assert run("edit-member", "south", "E", "--reports-to", "A").exit_code == 0
    (own,) = [group for group in members_in(formed("regroup")) if "a" in group]
    assert "e" not in own


# from a list


def names_list(people: str, *, mail: bool) -> str:
    rows = [(one, "head", f"Unit {one}", f"{one}@X.org" if mail else "") for one in people]
    return file(Path("list.csv"), rows, ("name", "level", "unit", "email"))


@pytest.mark.parametrize("in_list", [True, False])
@pytest.mark.parametrize("in_cohort", [True, False])
def test_people_of_a_list_are_recognised_with_and_without_e_mail(
    in_list: bool, in_cohort: bool
) -> None:
    for people in THREES:
        form(people, people, mail=in_cohort)
    found = members_in(formed("regroup", names_list(ALL, mail=in_list)))
    assert history(found) == 0
    # three of one cohort: nothing is better than to meet again
    again = formed("regroup", names_list("ABCD", mail=in_list))["figures"][2]
    assert (again["found"], again["proven"]) == (3, True)


def test_a_name_that_two_in_the_list_have_means_nobody_of_the_workspace() -> None:
    form("North", "ABCD")
    path = names_list("AABC", mail=False)
    assert formed("regroup", path)["figures"][2]["found"] == 1


def test_a_name_that_two_members_have_means_neither_of_them() -> None:
    form("North", "ABC", mail=True)
    members = ("A; r; head; Unit 1; other@x.org", "X; r; head; Unit X", "Y; r; head; Unit Y")
    lines = [word for line in members for word in ("--member", line)]
    assert run("new-cohort", "--name", "S", "--theme", "T", *lines).exit_code == 0
    assert formed("regroup", names_list("ABCX", mail=False))["figures"][2]["found"] == 1


def test_past_groups_of_the_list_count_as_well() -> None:
    form("North", "ABCD")
    rows = [(one, "head", f"Unit {one}", "sometime") for one in "ABEF"]
    path = file(Path("list.csv"), rows, ("name", "level", "unit", "past_groups"))
    # six pairs of the list, and A with B once more
    assert formed("regroup", path)["figures"][2]["found"] == 7


def test_only_the_people_of_the_list_are_in_the_groups() -> None:
    form("North", "ABCD")
    done = run("regroup", names_list("ABXY", mail=False), "--out", "-")
    assert done.exit_code == 0
    assert groups(done.stdout) == [["a", "b", "x", "y"]]


def test_the_columns_are_confirmed_unless_yes_is_said(answers: Callable[..., Script]) -> None:
    script = answers("yes")
    assert run("regroup", names_list("ABCD", mail=False)).exit_code == 0
    assert script.labels == ["Are the columns right?"]
    script = answers()
    assert run("regroup", names_list("ABCD", mail=False), "--yes").exit_code == 0
    assert script.asked == []


# refusals


@pytest.mark.parametrize(
    ("args", "code", "problem"),
    [
        (["--map", "unit=Dept"], 2, "are for a list of people."),
        (["--outside-managers"], 2, "Name the list."),
        (["--skip-bad"], 2, "Name the list."),
        (["--names", "n.txt"], 2, "--names and --theme are for --create"),
        (["--order", "taste"], 2, "slot,unit,history,topic,site"),
        (["--if-stopped", "maybe"], 2, "Write one of the two."),
        (["none.csv"], 12, "none.csv does not exist"),
        (["--rules", "none.csv"], 12, "none.csv does not exist"),
        (["--create"], 16, "--theme"),
        (["--keep-old"], 2, "--keep-old is for --create."),
        (["--explain", "g9"], 12, "There is: g001"),
        (["--workspace", "elsewhere"], 10, "peergroup init"),
    ],
)
def test_what_cannot_be_done_is_named_and_nothing_is_changed(
    args: list[str], code: int, problem: str
) -> None:
    form("North", "ABCD")
    before = files()
    done = run("regroup", *args)
    assert (done.exit_code, done.stdout) == (code, "")
    assert problem in done.stderr
    assert changed(before) == set()


def test_without_anybody_in_a_cohort_a_list_is_asked_for() -> None:
    done = run("regroup")
    assert done.exit_code == 12
    assert "There is nobody in a cohort now." in done.stderr
    assert "form-cohorts" in done.stderr


# what is made


def test_without_create_nothing_is_kept(notes: Workspace) -> None:
    form("North", "ABCD")
    before = files(notes.folder)
    done = run("regroup")
    assert done.exit_code == 0
    assert "to make these cohorts, add --create" in done.stderr
    assert changed(before, notes.folder) == set()


def test_create_makes_the_cohorts_and_ends_those_that_their_people_come_from(
    notes: Workspace,
) -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    done = run("regroup", names_list("ABXY", mail=False), "--create", "--theme", "Trust")
    assert done.exit_code == 0, done.stderr
    ended = {stored.record.id: stored.record.ended for stored in notes.cohorts()}
    assert (ended["abcd"], ended["efgh"], len(ended)) == (DAY, None, 3)
    assert "1 cohort from which they come has ended: abcd. Its notes stay." in done.stderr
    assert "In no cohort any more: C and D." in done.stderr
    assert "is in 2 cohorts" not in run("check-cohorts").stdout


def test_on_a_disk_that_fills_up_later_it_is_said_how_to_end_them(
    notes: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    with monkeypatch.context() as full:
        # two cohorts, the word that they are whole, and one end
        full.setattr(os, "replace", FillingDisk(4).replace)
        done = run("regroup", "--create", "--theme", "Trust")
    assert done.exit_code == 18
    assert "To end them: peergroup end-cohort abcd efgh" in done.stderr
    assert {stored.record.ended for stored in notes.cohorts()} == {None}
    assert "A is in 2 cohorts." in run("check-cohorts").stdout
    assert run("end-cohort", "abcd", "efgh").exit_code == 0
    assert "is in 2 cohorts" not in run("check-cohorts").stdout


def test_an_unfinished_meeting_of_an_old_cohort_is_named(notes: Workspace) -> None:
    form("North", "ABCD")
    begun = CliRunner().invoke(app, ["run-session", "north"], input="\n")
    assert begun.exit_code == 1, begun.output
    done = run("regroup", "--create", "--theme", "Trust")
    assert done.exit_code == 0, done.stderr
    assert "Meeting 1 of North is unfinished, and stays as it is." in done.stderr
    assert cohort(notes, "north").ended == DAY


def test_keep_old_leaves_the_cohorts_that_are_there(notes: Workspace) -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people, mail=True)
    Path("names.txt").write_text("Elm\n\nOak\n", encoding="utf-8")
    before = files()
    args = ("--create", "--keep-old", "--theme", "Trust", "--names", "names.txt")
    done = run("regroup", *args)
    assert done.exit_code == 0, done.stderr
    assert changed(before) == {"cohorts/elm/cohort.toml", "cohorts/oak/cohort.toml"}
    assert "2 cohorts are made:" in done.stderr
    elm = cohort(notes, "elm")
    assert (elm.name, elm.theme, elm.formed, len(elm.members)) == ("Elm", "Trust", DAY, 4)
    assert {one.email for one in elm.members} <= {f"{one}@x.org" for one in "ABCDEFGH"}
    assert {one.role for one in elm.members} == {"r"}


def test_the_year_after_the_new_cohorts_are_history_too() -> None:
    for people in THREES:
        form(people, people)
    first = members_in(formed("regroup"))
    assert run("regroup", "--create", "--theme", "Trust").exit_code == 0
    second = formed("regroup")
    before = (*THREES, *("".join(group).upper() for group in first))
    # five of each could at best be two, two and one of last year's three groups
    assert second["figures"][2]["found"] == history(members_in(second), before) == 6


def test_the_theme_is_asked_for_at_a_terminal(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    form("North", "ABCD")
    Path("names.txt").write_text("Elm", encoding="utf-8")
    script = answers("/back", "", "Leading without rank")
    assert run("regroup", "--create", "--names", "names.txt").exit_code == 0
    assert script.labels == ["Challenge theme"] * 3
    assert cohort(notes, "elm").theme == "Leading without rank"


@pytest.mark.parametrize("room", [0, 1, 2])
def test_on_a_full_disk_no_cohort_is_made(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    before = files()
    with monkeypatch.context() as full:
        full.setattr(os, "replace", FillingDisk(room).replace)
        done = run("regroup", "--create", "--theme", "Trust")
    assert done.exit_code == 18
    assert changed(before) == set()


def test_too_few_names_make_no_cohort(notes: Workspace) -> None:
    for people in ("ABCD", "EFGH"):
        form(people, people)
    Path("names.txt").write_text("Elm", encoding="utf-8")
    done = run("regroup", "--create", "--theme", "Trust", "--names", "names.txt")
    assert done.exit_code == 2
    assert "there are fewer names than groups" in done.stderr
    assert "more lines in --names FILE" in done.stderr
    assert notes.cohort_ids() == ["abcd", "efgh"]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("Elm\n\nelm\n", "names.txt, line 3: the name is there twice."),
        ("Elm\n" + "x" * 300, "names.txt, line 2: the name is longer than 200 characters."),
    ],
)
def test_names_that_cannot_be_used_make_no_cohort(
    notes: Workspace, lines: str, problem: str
) -> None:
    form("North", "ABCD")
    Path("names.txt").write_text(lines, encoding="utf-8")
    done = run("regroup", "--create", "--theme", "Trust", "--names", "names.txt")
    assert (done.exit_code, problem in done.stderr) == (2, True), done.stderr
    assert notes.cohort_ids() == ["north"]


@pytest.mark.parametrize("lines", ["north", "Elm\n NORTH \n"])
def test_a_name_that_a_cohort_has_is_refused(notes: Workspace, lines: str) -> None:
    form("North", "ABCD")
    Path("names.txt").write_text(lines, encoding="utf-8")
    done = run("regroup", "--create", "--theme", "Trust", "--names", "names.txt")
    assert done.exit_code == 13
    assert "there is a cohort called" in done.stderr
    assert notes.cohort_ids() == ["north"]


def test_a_topic_that_a_group_shares_is_its_theme(notes: Workspace) -> None:
    rows = [(one, "head", f"Unit {one}", "Trust; Change") for one in "ABCD"]
    path = file(Path("list.csv"), rows, ("name", "level", "unit", "topics"))
    assert run("regroup", path, "--create").exit_code == 0
    assert [stored.record.theme for stored in notes.cohorts()] == ["Change"]


def test_for_a_single_person_s_sake_no_theme_is_asked_for(notes: Workspace) -> None:
    rows = [*((one, "head", f"Unit {one}", "Trust") for one in "ABCD"), ("X", "chief", "HQ", "")]
    path = file(Path("list.csv"), rows, ("name", "level", "unit", "topics"))
    assert run("regroup", path, "--create").exit_code == 0
    assert [stored.record.theme for stored in notes.cohorts()] == ["Trust"]


def test_a_single_person_of_a_level_gets_no_cohort_and_is_named(notes: Workspace) -> None:
    form("North", "ABCD")
    line = ("--name", "Max", "--role", "r", "--level", "chief", "--unit", "Board")
    assert run("add-member", "north", *line, "--override", "They agreed").exit_code == 0
    done = run("regroup", "--create", "--theme", "Trust")
    assert done.exit_code == 0
    assert "1 cohort is made:" in done.stderr
    assert "g001  no cohort: one person of “chief” alone is no group" in done.stderr
    assert len(notes.cohort_ids()) == 2


@pytest.mark.parametrize("name", ["proof.txt", "proof.json"])
def test_the_certificate_and_the_groups_are_written_and_nothing_is_overwritten(name: str) -> None:
    form("North", "ABCD")
    before = files()
    args = ("regroup", "--out", "o.csv", "--certificate", name)
    done = run(*args)
    assert done.exit_code == 0
    assert changed(before) == {"o.csv", "proof.json", "proof.txt"}
    assert "Written: o.csv" in done.stderr
    assert "g001" not in done.stdout
    form("South", "EFGH")
    again = run(*args)
    assert again.exit_code == 13
    assert "To overwrite it: --force" in again.stderr
    assert run(*args, "--force").exit_code == 0


def test_names_stay_text() -> None:
    rows = [("=HYPERLINK(1)", "[red]A[/]"), ("+b", "B\u202e"), ("c", "C"), ("d", "@D")]
    path = file(
        Path("list.csv"),
        [(i, n, "head", f"=U{i}") for i, n in rows],
        ("id", "name", "level", "unit"),
    )
    shown = run("regroup", path)
    assert shown.exit_code == 0, shown.stderr
    assert "[red]A[/]" in shown.stdout
    assert "\u202e" not in shown.output
    written = run("regroup", path, "--out", "-").stdout.splitlines()
    assert written[1:] == ["'+b,g001", "'=HYPERLINK(1),g001", "c,g001", "d,g001"]


# Ctrl-C while groups are formed


@pytest.fixture
def interrupted(notes: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with cohorts, where Ctrl-C comes at the first word of progress."""
    for people in THREES:
        form(people, people)
    screen = Interrupting()
    monkeypatch.setattr(options, "screen", lambda: screen)
    return notes


STOPPED = "The search was stopped; these are the best groups it had found."


@pytest.mark.usefixtures("interrupted")
def test_if_stopped_best_gives_groups_that_keep_the_rules() -> None:
    done = run("regroup", "--if-stopped", "best")
    assert done.exit_code == 0, done.output
    assert done.stderr.startswith("Stopping; the best groups so far follow.\n")
    assert STOPPED in flat(done.stdout)
    assert "15 people in" in done.stdout


def test_they_are_made_into_cohorts_as_others_are(interrupted: Workspace) -> None:
    done = run("regroup", "--if-stopped", "best", "--create", "--theme", "Trust")
    assert done.exit_code == 0
    assert sum(len(one.record.members) for one in interrupted.cohorts()) == 30


@pytest.mark.usefixtures("interrupted")
@pytest.mark.parametrize("options", [("--if-stopped", "nothing"), ()])
def test_if_stopped_nothing_and_where_nobody_can_be_asked_nothing_is_formed(
    options: tuple[str, ...],
) -> None:
    before = files()
    done = run("regroup", *options, "--create", "--theme", "Trust", "--out", "o.csv")
    assert (done.exit_code, done.stdout) == (130, "")
    assert done.stderr == "Nothing was formed, and nothing was written.\n"
    assert changed(before) == set()


@pytest.mark.usefixtures("interrupted")
@pytest.mark.parametrize(("given", "code"), [("yes", 0), (" Y ", 0), ("no", 130), ("", 0)])
def test_at_a_terminal_it_is_asked(answers: Callable[..., Script], given: str, code: int) -> None:
    script = answers(given)
    done = run("regroup")
    assert (done.exit_code, STOPPED in flat(done.stdout)) == (code, code == 0)
    assert script.labels == ["Stopped. Take the best groups so far?"]
    assert [asking.default for asking in script.asked] == ["yes"]


@pytest.mark.usefixtures("interrupted")
def test_anything_but_yes_or_no_is_asked_again(answers: Callable[..., Script]) -> None:
    script = answers("perhaps", "N")
    done = run("regroup")
    assert script.labels == ["Stopped. Take the best groups so far?"] * 2
    assert script.asked[1].hint == "Answer yes or no"
    assert (done.exit_code, done.stderr) == (130, "Nothing was formed, and nothing was written.\n")


def test_ctrl_c_at_the_columns_says_that_nothing_was_formed(answers: Callable[..., Script]) -> None:
    answers(CTRL_C)
    done = run("regroup", names_list("ABCD", mail=False))
    assert done.exit_code == 130
    assert "Nothing was formed, and nothing was written." in done.stderr
    assert "saved" not in done.stderr


@pytest.mark.usefixtures("interrupted")
def test_the_end_of_input_at_that_question_is_a_no(answers: Callable[..., Script]) -> None:
    answers()
    assert run("regroup").exit_code == 130


def test_json_of_a_stopped_search_says_nothing_that_is_not_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for people in THREES:
        form(people, people)
    monkeypatch.setattr(options, "screen", Interrupting)
    found = json.loads(run("regroup", "--if-stopped", "best", "--json").stdout)
    assert sorted(one for group in found["groups"] for one in group["members"]) == [
        letter.lower() for letter in ALL
    ]
    assert all(one["found"] >= one["bound"] for one in found["figures"])


def test_two_spellings_of_a_level_are_formed_as_one() -> None:
    form("North", "ABCD", level="team lead")
    form("South", "EFGH", level="Team lead")
    found = members_in(formed("regroup"))
    assert [len(group) for group in found] == [4, 4]
    assert history(found, ("ABCD", "EFGH")) == 4


def test_only_groups_without_a_shared_topic_need_a_theme_and_they_are_named(
    notes: Workspace, answers: Callable[..., Script]
) -> None:
    rows = [(one, "head", f"Unit {one}", "Trust") for one in "ABCD"]
    rows += [(one, "lead", f"Unit {one}", "") for one in "EFGH"]
    path = file(Path("list.csv"), rows, ("name", "level", "unit", "topics"))
    script = answers("Change")
    assert run("regroup", path, "--yes", "--create").exit_code == 0
    (asked,) = script.asked
    assert "1 group shares no topic: g002. The theme is for these" in asked.hint
    themes = {stored.record.members[0].name: stored.record.theme for stored in notes.cohorts()}
    assert themes == {"A": "Trust", "E": "Change"}
