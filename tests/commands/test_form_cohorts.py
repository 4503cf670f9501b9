"""`form-cohorts`: a coordinator's list in, groups out."""

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from peergroup_cli.formation import forming
from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import flat, run
from tests.commands.folders import changed, files
from tests.commands.rosters import HEADER, NAMES, file, formed, groups, members_in, people, sheet
from tests.storage.spreadsheets import sheet as spreadsheet_rows
from tests.storage.spreadsheets import xlsx
from tests.terminal.script import Script

pytestmark = pytest.mark.usefixtures("here")

IDS = [f"E{n:02}" for n in range(1, 9)]
QUOTED = sheet(people()).replace("Claims", '"Claims,\nNorth; and South"')
LISTS = {
    "comma.csv": sheet(people()).encode(),
    "semicolon.csv": sheet(people(), delimiter=";").encode(),
    "tab.txt": sheet(people(), delimiter="\t").encode(),
    "mark.csv": b"\xef\xbb\xbf" + sheet(people(), delimiter=";").encode(),
    "utf16.csv": sheet(people(), delimiter="\t").encode("utf-16"),
    "windows.csv": sheet(people()).replace("\n", "\r\n").encode(),
    "quoted.csv": QUOTED.encode(),
    "book.xlsx": xlsx(spreadsheet_rows(HEADER, *people())),
    "second.xlsx": xlsx(spreadsheet_rows(("notes",)), spreadsheet_rows(HEADER, *people())),
}


@pytest.fixture
def never_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search, which nobody may begin."""

    def form(*_: object, **__: object) -> None:
        raise AssertionError("it searched")

    monkeypatch.setattr(forming, "form", form)


# what is read


@pytest.mark.parametrize("name", LISTS)
def test_everybody_in_the_list_is_in_one_group(name: str) -> None:
    Path(name).write_bytes(LISTS[name])
    done = run("form-cohorts", name, "--out", "-")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("person_id,group_id\nE01,g001\n")
    found = groups(done.stdout)
    assert sorted(one for group in found for one in group) == IDS
    assert [len(group) for group in found] == [4, 4]


def test_the_same_people_give_the_same_groups_whatever_the_file_is_like() -> None:
    printed = set()
    for name in set(LISTS) - {"quoted.csv"}:
        Path(name).write_bytes(LISTS[name])
        printed.add(run("form-cohorts", name, "--out", "-").stdout)
    assert len(printed) == 1


def test_a_cell_with_a_line_break_does_not_shift_the_lines_that_are_named() -> None:
    Path("list.csv").write_text(QUOTED + "E09,,head,Law\n", encoding="utf-8")
    done = run("form-cohorts", "list.csv")
    assert done.exit_code == 11
    # Claims stands in the first and the seventh row, each time over two lines
    assert "line 12, E09: the name is missing" in done.stderr


def test_columns_are_taken_from_where_map_says() -> None:
    rows = [(*row, "Same") for row in people()]
    path = file(Path("list.csv"), rows, ("Key", "Who", "Band", "Dept", "Team"))
    refused = run("form-cohorts", path)
    assert refused.exit_code == 11
    assert "line 1: " in refused.stderr
    assert "--map" in refused.stderr
    maps = [w for pair in ("name=Who", "unit=Dept", "id=Key") for w in ("--map", pair)]
    done = run("form-cohorts", path, *maps, "--out", "-")
    assert sorted(one for group in groups(done.stdout) for one in group) == IDS
    assert "Columns of list.csv that are not used: Team" in done.stderr


@pytest.mark.parametrize(
    ("pair", "code", "problem"),
    [
        ("unit", 2, "--map “unit” has no = in it"),
        ("untt=unit", 11, "did you mean unit"),
        ("unit=unti", 11, "did you mean unit"),
        ("unit=", 11, "unit is not among them"),
    ],
)
def test_a_map_that_cannot_be_used_is_named(pair: str, code: int, problem: str) -> None:
    done = run("form-cohorts", file(Path("list.csv")), "--map", pair)
    assert (done.exit_code, problem in done.stderr) == (code, True), done.stderr


def test_the_columns_are_confirmed_at_a_terminal(answers: Callable[..., Script]) -> None:
    path = file(Path("list.csv"), header=("id", "name", "level", "Section"))
    script = answers("unit=Section", "yes")
    done = run("form-cohorts", path, "--out", "-")
    assert done.exit_code == 0, done.stderr
    assert script.labels == ["Are the columns right?"] * 2
    assert "list.csv: 8 rows" in done.stderr
    assert len(groups(done.stdout)) == 2


def test_yes_takes_the_columns_as_they_are(answers: Callable[..., Script]) -> None:
    script = answers()
    assert run("form-cohorts", file(Path("list.csv")), "--yes").exit_code == 0
    assert script.asked == []


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("title", ["Managers 2026\n", "Managers 2026\n\nas of May,,,\n"])
def test_a_title_above_the_header_is_named(
    delimiter: str, title: str, answers: Callable[..., Script]
) -> None:
    Path("list.csv").write_text(title + sheet(people(), delimiter=delimiter), encoding="utf-8")
    script = answers()
    done = run("form-cohorts", "list.csv")
    assert done.exit_code == 11
    line = 1 + title.count("\n")
    assert f"line {line} names the columns, and that must be the first row" in done.stderr
    assert script.asked == []


def test_a_list_of_nobody_says_so() -> None:
    assert "no people below" in run("form-cohorts", file(Path("list.csv"), [])).stderr
    assert run("form-cohorts", "none.csv").exit_code == 12


# rows that cannot be used


BAD = [
    ("E10", "Kim", "", "Law"),
    ("E11", "", "head", ""),
    ("E01", "Lea", "head", "IT"),
    ("E12", "Moa", "head", "IT", "and more"),
]
NAMED = (
    "line 10, Kim: the level of responsibility is missing",
    "line 11, E11: the name and the part of the organisation are missing",
    "line 12, Lea: the id is the one of line 2 as well",
    "line 13, Moa: the row has 5 cells, and the first row has 4",
)


def test_all_rows_that_cannot_be_used_are_named_at_once() -> None:
    done = run("form-cohorts", file(Path("list.csv"), [*people(), *BAD]), "--out", "o.csv")
    assert done.exit_code == 11
    assert [line for line in NAMED if line not in done.stderr] == []
    assert "--skip-bad: 8 people would be left" in done.stderr
    assert done.stdout == ""
    assert not Path("o.csv").exists()


def test_skip_bad_leaves_them_out_by_name() -> None:
    path = file(Path("list.csv"), [*people(), *BAD])
    done = run("form-cohorts", path, "--skip-bad", "--out", "-")
    assert done.exit_code == 0
    assert [line for line in ("Left out of list.csv:", *NAMED) if line not in done.stderr] == []
    assert sorted(one for group in groups(done.stdout) for one in group) == IDS


def test_where_no_row_can_be_used_nothing_is_formed_with_skip_bad_either() -> None:
    done = run("form-cohorts", file(Path("list.csv"), BAD[:1]), "--skip-bad")
    assert done.exit_code == 11
    assert "No row can be used" in done.stderr


def test_a_manager_who_is_left_out_is_nobody_s_hindrance() -> None:
    rows = [(*row, "E09" if row[0] == "E01" else "") for row in people()]
    rows.append(("E09", "Ida", "", "Law", ""))
    path = file(Path("list.csv"), rows, (*HEADER, "reports_to"))
    assert len(formed("form-cohorts", path, "--skip-bad")["groups"]) == 2


@pytest.mark.parametrize(("outside", "said"), [(1, "1 person reports"), (3, "3 people report")])
def test_managers_who_are_not_in_the_list_are_fine_where_that_is_said(
    outside: int, said: str
) -> None:
    rows = [(*row, "Ida Ray" if n < outside else "") for n, row in enumerate(people())]
    path = file(Path("list.csv"), rows, (*HEADER, "reports_to"))
    refused = run("form-cohorts", path)
    assert refused.exit_code == 11
    assert "line 2, Ada: reports to somebody who is not in the list" in refused.stderr
    assert (
        "Where it is right that a manager is not in the list: "
        "peergroup form-cohorts list.csv --outside-managers"
    ) in refused.stderr
    done = run("form-cohorts", path, "--outside-managers")
    assert done.exit_code == 0, done.stderr
    assert f"{said} to somebody who is not in the list: “Ida Ray”. No rule" in done.stderr


def test_a_list_with_other_mistakes_does_not_offer_outside_managers() -> None:
    done = run("form-cohorts", file(Path("list.csv"), [*people(), *BAD]))
    assert "--outside-managers" not in done.stderr


def test_people_who_share_an_e_mail_address_are_named_by_line_and_placed_all_the_same() -> None:
    rows = [(*row, "one@x.org" if n in (1, 4) else "") for n, row in enumerate(people())]
    done = run("form-cohorts", file(Path("list.csv"), rows, (*HEADER, "email")), "--out", "-")
    assert done.exit_code == 0
    assert "list.csv: Lines 3 and 6 have the same e-mail address." in done.stderr
    assert "one@x.org" not in done.output
    assert len(done.stdout.splitlines()) == 9


# rules


def rules(*lines: str) -> str:
    Path("rules.csv").write_text("\n".join(("kind,a,b", *lines)), encoding="utf-8")
    return "rules.csv"


def test_who_must_be_apart_or_together_is() -> None:
    path = file(Path("list.csv"), people(12))
    given = rules("apart,E01,E07", "together,E02,E08", "together,ada,E03", "apart,E04,Eve")
    for found in (members_in(formed("form-cohorts", path, "--rules", given)),):
        place = {one: number for number, group in enumerate(found) for one in group}
        assert place["E01"] != place["E07"]
        assert place["E04"] != place["E05"]
        assert place["E02"] == place["E08"]
        assert place["E01"] == place["E03"]


def test_nobody_sits_with_the_own_manager() -> None:
    rows = [(*row, "Ada" if row[1] in ("Bo", "Cleo", "Dov") else "") for row in people()]
    path = file(Path("list.csv"), rows, (*HEADER, "reports_to"))
    (own,) = [group for group in members_in(formed("form-cohorts", path)) if "E01" in group]
    assert not {"E02", "E03", "E04"} & set(own)


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("apart,E01,E02", "together,E02,E01"), ["Ada and Bo apart", "Ada and Bo together"]),
        (("apart,E01,E03", "together,E01,E02", "together,E02,E03"), ["Ada and Cleo apart"]),
        (("together,E01,E09",), ["Ada", "Ida"]),
    ],
)
def test_rules_that_contradict_each_other_are_named_and_nothing_is_formed(
    lines: tuple[str, ...], named: list[str]
) -> None:
    path = file(Path("list.csv"), [*people(), *people(4, "chief", first=8)])
    done = run("form-cohorts", path, "--rules", rules(*lines), "--out", "o.csv")
    assert done.exit_code == 19
    assert [words for words in named if words not in done.stderr] == []
    assert not Path("o.csv").exists()


def test_rules_that_cannot_be_read_are_all_named() -> None:
    given = rules("near,E01,E02", "apart,E01,E99", "apart,E01", "apart,E01,Ada")
    done = run("form-cohorts", file(Path("list.csv")), "--rules", given)
    assert done.exit_code == 11
    for line in (
        "line 2: the kind is neither apart nor together",
        "line 3: b (“E99”) names nobody in the list",
        "line 4: b is missing",
        "line 5: a and b are the same person",
    ):
        assert line in done.stderr


def test_a_rule_about_somebody_who_is_left_out_is_dropped_with_a_word() -> None:
    path = file(Path("list.csv"), [*people(), *BAD[:1]])
    given = rules("apart,E01,E02", "together,E10,E03")
    done = run("form-cohorts", path, "--skip-bad", "--rules", given, "--out", "-")
    assert done.exit_code == 0
    assert "Rules of rules.csv that need not be kept:\n  line 3: is about" in done.stderr
    assert not any({"E01", "E02"} <= set(group) for group in groups(done.stdout))


# sizes


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (2, [2]), (3, [3]), (7, [3, 4])])
def test_levels_without_groups_of_four_to_six_are_named_with_their_people(
    count: int, sizes: list[int]
) -> None:
    path = file(Path("list.csv"), people(count))
    found = formed("form-cohorts", path)
    assert sorted(map(len, members_in(found))) == sizes
    assert found["levels_too_small"] == ["head"]
    shown = flat(run("form-cohorts", path).stdout)
    small = min(members_in(found), key=len)
    names = [name for one, name, *_ in people(count) if one in small]
    assert f"of “head” has {len(small)} only: " in shown
    said = shown.partition(" only: ")[2].partition(". The people of this level")[0]
    assert [name for name in names if name not in said] == []


@pytest.mark.parametrize("count", [4, 5, 6, 8, 9, 11])
def test_all_other_levels_have_groups_of_four_to_six(count: int) -> None:
    found = formed("form-cohorts", file(Path("list.csv"), people(count)))
    assert all(4 <= len(group) <= 6 for group in members_in(found))
    assert found["levels_too_small"] == []


def test_a_group_has_one_level() -> None:
    rows = [*people(6), *people(6, "chief", first=6)]
    found = formed("form-cohorts", file(Path("list.csv"), rows))
    assert [(group["level"], len(group["members"])) for group in found["groups"]] == [
        ("chief", 6),
        ("head", 6),
    ]


# what is wanted


WISHES = ("slots", "past_groups", "topics", "site")


def wishing() -> str:
    """Eight people: sites and parts of the organisation cannot both be different."""
    rows = [
        (*row[:3], f"U{n % 4}", "Mon AM", f"old{n % 3}", "Trust", f"S{n // 4}")
        for n, row in enumerate(people())
    ]
    return file(Path("list.csv"), rows, (*HEADER, *WISHES))


def test_without_an_order_five_things_are_wanted_and_each_has_a_bound() -> None:
    found = formed("form-cohorts", wishing())
    assert [one["wish"] for one in found["figures"]] == ["slot", "unit", "history", "topic", "site"]
    assert all(one["asked"] and one["found"] >= one["bound"] for one in found["figures"])
    assert {one["wish"]: one["found"] for one in found["figures"]}["unit"] == 0


def test_only_what_the_order_names_counts() -> None:
    found = formed("form-cohorts", wishing(), "--order", " Site , unit")
    assert [one["wish"] for one in found["figures"]] == ["site", "unit"]


def test_what_the_list_does_not_say_has_no_figure() -> None:
    shown = flat(run("form-cohorts", file(Path("list.csv"))).stdout)
    assert "a common meeting slot not in the list" in shown


# the same again


def test_the_order_of_the_rows_changes_no_byte_of_what_is_written() -> None:
    rows = [
        (*row, f"Mon AM;Tue {9 + n % 3}:00", f"old{n % 3}", f"t{n % 4};Trust", f"S{n % 2}")
        for n, row in enumerate(people(12))
    ]
    written = set()
    for seed in range(4):
        random.Random(seed).shuffle(rows)
        path = file(Path("list.csv"), rows, (*HEADER, *WISHES))
        for name in ("o.csv", "c.json", "c.txt"):
            Path(name).unlink(missing_ok=True)
        run("form-cohorts", path, "--out", "o.csv", "--certificate", "c.json")
        written.add(tuple(Path(n).read_bytes() for n in ("o.csv", "c.json", "c.txt")))
    assert len(written) == 1


# options that do not go together


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--json", "--out", "-"], "--json and --out - cannot both be printed"),
        (["--json", "--explain", "g001"], "--json and --explain cannot"),
        (["--explain", "g001", "--explain-to", "E01"], "--explain and --explain-to cannot"),
        (["--out", "-", "--explain-to", "E01"], "--out - and --explain-to cannot"),
        (["--names", "names.txt"], "--names and --theme are for --create"),
        (["--theme", "Trust"], "--names and --theme are for --create"),
        (["--create", "--theme", " "], "--theme is empty"),
        (["--order", "unit,taste"], "--order 'unit,taste' cannot be used"),
        (["--order", "unit,unit"], "--order 'unit,unit' cannot be used"),
        (["--order", ","], "--order ',' cannot be used"),
        (["--if-stopped", "maybe"], "neither best nor nothing"),
    ],
)
def test_options_that_do_not_go_together_are_refused_before_anything_is_done(
    options: list[str], problem: str
) -> None:
    done = run("form-cohorts", file(Path("list.csv")), *options, "--certificate", "c.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert problem in done.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["list.csv"]


def test_json_holds_the_groups_and_who_pays() -> None:
    rows = [(*row[:3], "Claims") for row in people(4)]
    done = run("form-cohorts", file(Path("list.csv"), rows), "--json")
    found = json.loads(done.stdout)
    assert found["groups"] == [{"id": "g001", "level": "head", "members": IDS[:4]}]
    unit = next(one for one in found["figures"] if one["wish"] == "unit")
    assert (unit["found"], unit["bound"], unit["proven"]) == (6, 6, True)
    assert unit["people_who_pay"] == IDS[:4]
    assert unit["names_who_pay"] == list(NAMES[:4])


def test_the_certificate_s_text_has_the_names_of_all_who_pay() -> None:
    rows = [(*row[:3], "Claims") for row in people(4)]
    run("form-cohorts", file(Path("list.csv"), rows), "--certificate", "c.json")
    text = Path("c.txt").read_text("utf-8")
    named = "Ada (E01), Bo (E02), Cleo (E03) and Dov (E04)."
    assert f"Who pays:\n  With somebody from the same part of the organisation: {named}\n" in text


# people who are in a cohort already


@pytest.fixture
def north(notes: Workspace) -> Workspace:
    """A workspace with a cohort of Ada, Bo, Cleo and Dov."""
    lines = [w for row in people(4) for w in ("--member", f"{row[1]}; r; head; {row[3]}")]
    assert run("new-cohort", "--name", "North", "--theme", "Trust", *lines).exit_code == 0
    return notes


CREATE = ("--create", "--theme", "Trust")


@pytest.mark.usefixtures("north")
def test_who_is_in_a_cohort_gets_no_second_one() -> None:
    path = file(Path("list.csv"), people(12))
    before = files()
    done = run("form-cohorts", path, *CREATE, "--out", "o.csv")
    assert (done.exit_code, done.stdout) == (13, "")
    assert (
        "4 people of the list are in a cohort already: "
        "Ada (north), Bo (north), Cleo (north) and Dov (north)." in done.stderr
    )
    assert "`peergroup end-cohort`" in done.stderr
    assert "--again" in done.stderr
    assert changed(before) == set()
    # without cohorts in mind it is a plan like any other
    assert run("form-cohorts", path).exit_code == 0


def test_again_puts_them_into_a_second_one(north: Workspace) -> None:
    path = file(Path("list.csv"), people(12))
    assert run("form-cohorts", path, *CREATE, "--again").exit_code == 0
    assert "Ada is in 2 cohorts." in run("check-cohorts").stdout
    assert len(north.cohort_ids()) == 3


def test_a_cohort_that_has_ended_is_no_obstacle(north: Workspace) -> None:
    assert run("end-cohort", "north").exit_code == 0
    assert run("form-cohorts", file(Path("list.csv"), people(4)), *CREATE).exit_code == 0
    assert len(north.cohort_ids()) == 2


@pytest.mark.usefixtures("notes")
def test_of_many_who_are_in_a_cohort_a_few_are_named() -> None:
    path = file(Path("list.csv"), people(6))
    assert run("form-cohorts", path, *CREATE).exit_code == 0
    done = run("form-cohorts", path, *CREATE)
    assert "6 people of the list are in a cohort already: Ada (" in done.stderr
    assert " and 1 other. Nothing was formed." in done.stderr


def test_again_is_for_create() -> None:
    done = run("form-cohorts", file(Path("list.csv")), "--again")
    assert (done.exit_code, "--again is for --create." in done.stderr) == (2, True)


# what is refused before the search


@pytest.mark.parametrize("option", ["--out", "--people", "--certificate", "--names"])
@pytest.mark.parametrize("name", ["list.csv", "rules.csv"])
def test_what_is_read_is_never_written_over_nor_taken_for_names(option: str, name: str) -> None:
    path = file(Path("list.csv"))
    given = rules("apart,E01,E02")
    before = files()
    if option == "--certificate":
        # the certificate to be read lies beside the other one
        Path("list.txt").write_text(Path("list.csv").read_text("utf-8"), encoding="utf-8")
        path, name = "list.txt", "list.json"
        before = files()
    done = run("form-cohorts", path, "--rules", given, option, name, "--force", *CREATE)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "are the same file" in done.stderr
    assert changed(before) == set()


def test_two_results_do_not_go_into_one_file() -> None:
    path = file(Path("list.csv"))
    done = run("form-cohorts", path, "--out", "o.json", "--certificate", "o.json")
    assert done.exit_code == 2
    assert "--certificate and --out are the same file: o.json" in done.stderr


@pytest.mark.usefixtures("never_searches")
@pytest.mark.parametrize(
    ("options", "code", "problem"),
    [
        (["--create", "--theme", "Trust"], 10, "peergroup init"),
        (["--create", "--workspace", "none"], 10, "is no workspace"),
        (["--out", "rules.csv"], 13, "To overwrite it: --force"),
        (["--certificate", "rules.json"], 13, "To overwrite it: --force"),
        (["--out", "none/o.csv"], 18, "there is no folder"),
        (["--out", "folder"], 2, "is a folder"),
    ],
)
def test_what_shows_beforehand_is_refused_before_the_search(
    options: list[str], code: int, problem: str
) -> None:
    for name in ("rules.csv", "rules.json"):
        Path(name).write_text("", encoding="utf-8")
    Path("folder").mkdir()
    path = file(Path("list.csv"))
    before = files()
    done = run("form-cohorts", path, *options)
    assert (done.exit_code, done.stdout) == (code, "")
    assert problem in done.stderr
    assert changed(before) == set()


@pytest.mark.usefixtures("notes", "never_searches")
def test_a_theme_that_nobody_gives_and_names_that_cannot_be_read_end_it_before_the_search() -> None:
    path = file(Path("list.csv"))
    before = files()
    done = run("form-cohorts", path, "--create", "--out", "o.csv")
    assert (done.exit_code, "--theme" in done.stderr) == (16, True)
    done = run("form-cohorts", path, *CREATE, "--names", "none.txt")
    assert done.exit_code == 12
    assert changed(before) == set()


@pytest.mark.usefixtures("notes")
def test_where_the_groups_show_that_a_theme_is_needed_nothing_is_written_before_it_is_asked() -> (
    None
):
    rows = [(*row, f"t{n}") for n, row in enumerate(people())]
    path = file(Path("list.csv"), rows, (*HEADER, "topics"))
    before = files()
    assert run("form-cohorts", path, "--create", "--out", "o.csv").exit_code == 16
    assert changed(before) == set()


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("option", "printed"),
    [(("--json",), '"id": "g001"'), (("--explain", "g001"), "4 people of “head”")],
)
def test_cohorts_can_be_made_while_something_else_is_printed(
    option: tuple[str, ...], printed: str
) -> None:
    done = run("form-cohorts", file(Path("list.csv")), *CREATE, *option)
    assert done.exit_code == 0, done.stderr
    assert "2 cohorts are made:" in done.stderr
    assert printed in done.stdout


@pytest.mark.usefixtures("notes")
def test_below_the_tables_stands_that_cohorts_are_made_and_what_comes_next() -> None:
    done = run("form-cohorts", file(Path("list.csv")), *CREATE)
    *_, last = done.output.splitlines()
    assert last == "2 cohorts are made. What is next for them: peergroup status"


def test_in_a_terminal_no_word_of_an_explanation_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(Path("list.csv"))
    whole = run("form-cohorts", path, "--explain-to", "cleo").stdout
    monkeypatch.setattr("peergroup_cli.commands.shared.results._in_a_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    shown = run("form-cohorts", path, "--explain-to", "cleo").stdout
    assert max(map(len, whole.splitlines())) > 40
    assert all(len(line) <= 40 for line in shown.splitlines())
    assert shown.split() == whole.split()


# the list back


def test_the_list_comes_back_with_the_groups_and_the_cohorts(notes: Workspace) -> None:
    rows = [(*row, "Mon AM") for row in people()]
    path = file(Path("list.csv"), rows, (*HEADER, "slots"))
    done = run("form-cohorts", path, "--people", "who.csv", *CREATE)
    assert done.exit_code == 0, done.stderr
    assert "Written: who.csv" in done.stderr
    written = Path("who.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfgroup_id,cohort,name,")
    found = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert {row["slot"] for row in found} == {"Mon AM"}
    in_file = {(row["cohort"], row["name"]) for row in found}
    cohorts = [stored.record for stored in notes.cohorts()]
    assert in_file == {(one.name, member.name) for one in cohorts for member in one.members}


def test_without_create_the_cohorts_are_empty_and_nothing_is_overwritten() -> None:
    path = file(Path("list.csv"))
    assert run("form-cohorts", path, "--people", "who.csv").exit_code == 0
    assert {row.split(",")[1] for row in Path("who.csv").read_text("utf-8").splitlines()[1:]} == {
        ""
    }
    assert run("form-cohorts", path, "--people", "who.csv").exit_code == 13
    assert run("form-cohorts", path, "--people", "who.csv", "--force").exit_code == 0
    assert run("form-cohorts", path, "--people", path, "--force").exit_code == 2
    assert run("form-cohorts", path, "--people", "-").exit_code == 2


# a word to a person


def test_a_person_is_named_by_the_own_name_and_nobody_else_is_named() -> None:
    done = run("form-cohorts", file(Path("list.csv")), "--explain-to", "cleo")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("You were placed in group g00")
    assert [name for name in NAMES if name in done.stdout] == []


@pytest.mark.usefixtures("never_searches")
def test_who_is_not_in_the_list_is_told_before_the_search() -> None:
    done = run("form-cohorts", file(Path("list.csv")), "--explain-to", "Kleo")
    assert (done.exit_code, done.stdout) == (12, "")
    assert "Did you mean Cleo" in done.stderr


def test_a_manager_s_id_with_other_zeros_is_taken_for_the_one_and_that_is_said() -> None:
    rows = [(str(n + 1), *row[1:], "00008" if n < 2 else "") for n, row in enumerate(people())]
    path = file(Path("list.csv"), rows, (*HEADER, "reports_to"))
    done = run("form-cohorts", path, "--json")
    assert done.exit_code == 0, done.stderr
    assert "2 rows name a manager by an id" in done.stderr
    assert "“00008” for “8”." in done.stderr
    for group in json.loads(done.stdout)["groups"]:
        assert not {"1", "2"} & set(group["members"]) or "8" not in group["members"]


@pytest.mark.parametrize("option", [(), ("--outside-managers",)])
def test_a_manager_s_id_that_may_be_one_of_several_is_never_guessed(
    option: tuple[str, ...],
) -> None:
    rows = [(*row, "8" if row[0] == "E01" else "") for row in people()]
    rows += [("08", "Ida", "head", "Art", ""), ("008", "Jo", "head", "Sea", "")]
    path = file(Path("list.csv"), rows, (*HEADER, "reports_to"))
    refused = run("form-cohorts", path, *option)
    assert refused.exit_code == 11
    assert "differs from those of 2 people only in zeros" in refused.stderr


def test_managers_outside_are_named_and_those_who_look_like_ids_are_counted() -> None:
    outside = ("Ida Ray", "P77", "P78", "P79", "P80", "P81", "Ida Ray", "")
    rows = [(*row, outside[n]) for n, row in enumerate(people())]
    path = file(Path("list.csv"), rows, (*HEADER, "reports_to"))
    done = run("form-cohorts", path, "--outside-managers")
    assert done.exit_code == 0, done.stderr
    assert (
        "7 people report to somebody who is not in the list: “Ida Ray”, “P77”, “P78”, “P79”, “P80” "
        "and 1 other. No rule follows from that." in done.stderr
    )
    assert "5 of these look like ids, such as “P77”: is the list whole" in done.stderr


def test_place_keeps_those_apart_who_were_apart_when_the_cohorts_were_made(
    notes: Workspace,
) -> None:
    rules = Path("rules.csv")
    rules.write_text("kind,a,b\napart,E01,E02\n", "utf-8")
    path = file(Path("list.csv"))
    made = run("form-cohorts", path, "--rules", str(rules), "--create", "--theme", "Trust")
    assert made.exit_code == 0, made.stderr
    by_member = {
        one.id: stored.record for stored in notes.cohorts() for one in stored.record.members
    }
    there, foe = by_member["bo"], by_member["ada"]
    left = next(one.id for one in foe.members if one.id != "ada")
    assert run("remove-member", there.id, "bo").exit_code == 0
    assert run("remove-member", foe.id, left).exit_code == 0
    # but for the rule the cohort without this part of the organisation would go first
    units = {one.unit for one in foe.members}
    unit = next(one.unit for one in there.members if one.id != "bo" and one.unit not in units)
    for name, cohort in (("Bo", there), ("Zoe", foe)):
        (place,) = json.loads(run("place", f"{name}; r; head; {unit}", "--json").stdout)["places"]
        assert place["cohort"] == cohort.id


def test_a_rule_about_nobody_shows_the_value_and_may_be_left_out() -> None:
    Path("rules.csv").write_text("kind,a,b\napart,E01,E99\napart,E01,E02\n", "utf-8")
    args = ("form-cohorts", file(Path("list.csv")), "--rules", "rules.csv")
    refused = run(*args)
    assert refused.exit_code == 11
    assert "line 2: b (“E99”) names nobody in the list" in refused.stderr
    assert "--skip-bad" in refused.stderr
    done = run(*args, "--skip-bad", "--json")
    assert done.exit_code == 0, done.stderr
    assert "Rules of rules.csv that are left out:\n  line 2: b (“E99”)" in done.stderr
    assert all(
        len({"E01", "E02"} & set(group)) < 2 for group in members_in(json.loads(done.stdout))
    )


def test_a_list_of_rules_without_its_columns_is_refused_all_the_same() -> None:
    Path("rules.csv").write_text("x,y\nE01,E02\n", "utf-8")
    args = ("form-cohorts", file(Path("list.csv")), "--rules", "rules.csv", "--skip-bad")
    assert run(*args).exit_code == 11


def test_the_command_with_outside_managers_has_the_columns_that_were_confirmed(
    answers: Callable[..., Script],
) -> None:
    rows = [(*row, "Ida Ray") for row in people()]
    path = file(Path("my list.csv"), rows, ("id", "name", "level", "Where from", "reports_to"))
    answers("unit=Where from", "yes")
    refused = run("form-cohorts", path, "--order", "unit")
    assert refused.exit_code == 11
    whole = (
        "peergroup form-cohorts 'my list.csv' --order unit '--map=unit=Where from' --yes "
        "--outside-managers"
    )
    assert whole in refused.stderr
