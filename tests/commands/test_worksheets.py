"""Worksheets go out to the members and come back into their logs."""

import os
import re
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from peergroup_cli.model.worksheet import READ_BY
from peergroup_cli.storage.workspace import Workspace
from tests.commands.folders import changed, files
from tests.commands.peergroup import Peergroup
from tests.commands.practising import TODAY, experiment_of, practice_of
from tests.terminal.script import Script

SECRET = "the boss shouted"


@pytest.fixture
def sheets(practising: Peergroup, tmp_path: Path) -> Path:
    """The folder with everybody's worksheets."""
    folder = tmp_path / "sheets"
    practising.done("export-worksheets", "--output", str(folder))
    return folder


def fill(path: Path, **answers: str) -> Path:
    """Write into the first places of a sheet: `what_i_did="Rang"`."""
    text = path.read_text("utf-8")
    for label, answer in answers.items():
        words = label.capitalize().replace("_i_", "_I_").replace("_", " ")
        if label == "outcome":
            text = text.replace("no-occasion):", f"no-occasion): {answer}")
        else:
            assert f"{words}:\n" in text
            text = text.replace(f"{words}:\n", f"{words}: {answer}\n", 1)
    path.write_text(text, encoding="utf-8")
    return path


def next_cycle(program: Peergroup) -> None:
    """The experiments are heard and closed, and Ada and Bo have a new one each."""
    first = program.meetings[0]
    plans = tuple(
        plan.changed(id=plan.id.replace("m1", "m2"))
        for plan in first.experiments
        if plan.member in ("ada-brook", "bo-lind")
    )
    for member in ("Ada", "Bo", "Cleo", "Dov"):
        program.done("drop-experiment", "--member", member, "--reason", "Done")
    nothing = dict.fromkeys(("challenges", "thoughts", "strategies", "entries", "parked"), ())
    second = first.changed(**nothing, number=2, experiments=plans)
    Workspace(program.folder).add_meeting(second)


# --- out


def test_each_member_gets_a_sheet_to_fill_in_and_one_to_print(sheets: Path) -> None:
    names = ("ada-brook", "bo-lind", "cleo-hart", "dov-marsh")
    assert set(files(sheets)) == {f"{name}.{end}" for name in names for end in ("md", "html")}
    text = (sheets / "ada-brook.md").read_text("utf-8")
    assert "If it is late, then I will call" in text
    assert "For: Ada Brook" in text
    if os.name != "nt":
        assert stat.S_IMODE((sheets / "ada-brook.md").stat().st_mode) == 0o600


def test_the_sheet_names_the_practice_partner(sheets: Path, practising: Peergroup) -> None:
    (partner,) = practising.meetings[0].partners_of("ada-brook")
    name = {"bo-lind": "Bo Lind", "cleo-hart": "Cleo Hart", "dov-marsh": "Dov Marsh"}[partner]
    assert f"Practice partner: {name}\n" in (sheets / "ada-brook.md").read_text("utf-8")


def test_one_member_alone_and_toml_where_it_is_wanted(
    practising: Peergroup, tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "b"
    printed = practising.done(
        "export-worksheets", "north", "--member", "Bo", "--toml", "-o", str(folder)
    )
    assert set(files(folder)) == {"bo-lind.md", "bo-lind.html", "bo-lind.toml"}
    assert printed.split() == [str(folder / f"bo-lind.{end}") for end in ("md", "html", "toml")]


def test_every_sheet_is_written_and_one_that_is_there_is_kept_filled_or_not(
    practising: Peergroup, sheets: Path
) -> None:
    fill(sheets / "ada-brook.md", what_i_did="Rang")
    (sheets / "cleo-hart.md").unlink()
    before = files(sheets)
    again = practising("export-worksheets", "--output", str(sheets))
    assert (again.exit_code, again.stdout) == (0, f"{sheets / 'cleo-hart.md'}\n")
    assert changed(before, sheets) == {"cleo-hart.md"}
    kept = [line for line in again.stderr.splitlines() if "kept, as it is there already" in line]
    assert len(kept) == 7


@pytest.mark.parametrize(
    "written",
    [
        {"day": "5 December"},
        {"what_i_did": "Rang"},
        {"outcome": "fine"},
        {"what_surprised_me": "Both moved"},
        {},
    ],
    ids=["a day", "a log", "no outcome", "a report", "a line below"],
)
def test_force_writes_anew_what_nobody_has_written_in(
    practising: Peergroup, sheets: Path, written: dict[str, str]
) -> None:
    path = fill(sheets / "ada-brook.md", **written)
    if not written:
        path.write_text(path.read_text("utf-8") + "\nSee you on Monday\n", encoding="utf-8")
    older = sheets / "bo-lind.md"
    text = older.read_text("utf-8").replace("If it is late", "If it was late")
    older.write_text("\n".join(one for one in text.split("\n") if "read out" not in one), "utf-8")
    page = sheets / "ada-brook.html"
    page.write_text(page.read_text("utf-8").replace("If it is late", ""), encoding="utf-8")
    before = files(sheets)
    done = practising("export-worksheets", "--output", str(sheets), "--force")
    assert (done.exit_code, changed(before, sheets)) == (0, {"bo-lind.md", "ada-brook.html"})
    assert f"{path}: kept, as somebody has written in it" in done.stderr
    assert "read out" in older.read_text("utf-8")


def test_force_keeps_a_document_for_word_that_somebody_has_written_in(
    practising: Peergroup, tmp_path: Path
) -> None:
    asked = ("export-worksheets", "--format", "docx", "-o", str(tmp_path / "out"), "--force")
    practising.done(*asked)
    path = tmp_path / "out" / "ada-brook.docx"
    assert str(path) in practising.done(*asked)
    document = docx.Document(str(path))
    document.tables[0].rows[0].cells[1].paragraphs[0].add_run("Rang")
    document.save(str(path))
    before = files(tmp_path / "out")
    assert str(path) not in practising.done(*asked)
    assert changed(before, tmp_path / "out") == set()


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["as it is", "with force"])
def test_the_sheet_of_an_earlier_experiment_stays_and_the_new_one_has_its_own_name(
    practising: Peergroup, sheets: Path, force: tuple[str, ...]
) -> None:
    fill(sheets / "ada-brook.md", what_i_did="Rang")
    earlier = sheets / "bo-lind.md"
    next_cycle(practising)
    before = files(sheets)
    asked = ("export-worksheets", "--output", str(sheets), *force)
    practising.done(*asked)
    new = {f"{name}-{experiment_of(practising, name, 1)}" for name in ("ada-brook", "bo-lind")}
    names = {f"{name}{ending}" for name in new for ending in (".md", ".html")}
    assert changed(before, sheets) == names
    practising.done("export-worksheets", "--format", "docx", "--output", str(sheets))
    assert changed(before, sheets) - names == {f"{name}.docx" for name in new}
    # a name that has become free does not give a sheet a second one
    earlier.rename(sheets.parent / "bo-lind.md")
    (sheets / "bo-lind.html").unlink()
    before = files(sheets)
    practising.done(*asked)
    assert changed(before, sheets) == set()


def test_a_file_that_is_no_sheet_is_not_touched(practising: Peergroup, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "ada-brook.md").write_text("Dear Cleo", encoding="utf-8")
    (folder / "bo-lind.md").mkdir()
    practising.done("export-worksheets", "--output", str(folder), "--force")
    assert (folder / "ada-brook.md").read_text("utf-8") == "Dear Cleo"
    for name in ("ada-brook", "bo-lind"):
        assert (folder / f"{name}-{experiment_of(practising, name)}.md").is_file()


def test_whoever_has_two_open_experiments_gets_a_sheet_for_each(
    practising: Peergroup, tmp_path: Path
) -> None:
    first = practising.meetings[0]
    plans = tuple(
        plan.changed(id=plan.id.replace("m1", "m2"))
        for plan in first.experiments
        if plan.member == "ada-brook"
    )
    second = first.changed(
        **dict.fromkeys(("challenges", "thoughts", "strategies", "entries", "parked"), ()),
        number=2,
        experiments=plans,
    )
    Workspace(practising.folder).add_meeting(second)
    practising.done("export-worksheets", "--member", "Ada", "--output", str(tmp_path / "out"))
    ids = [experiment_of(practising, "ada-brook", number) for number in (0, 1)]
    assert {name for name in files(tmp_path / "out") if name.endswith(".md")} == {
        f"ada-brook-{one}.md" for one in ids
    }


def test_without_an_open_experiment_there_is_no_sheet(practising: Peergroup) -> None:
    practising.done("drop-experiment", "--member", "Ada", "--reason", "Ill")
    result = practising("export-worksheets", "--member", "Ada")
    assert (result.exit_code, "Ada Brook has no open experiment" in result.stderr) == (12, True)


# --- and back


def test_a_filled_sheet_is_shown_and_stored_after_a_yes(
    practising: Peergroup, sheets: Path, answers: Callable[..., Script]
) -> None:
    path = fill(
        sheets / "ada-brook.md",
        day="5 December",
        what_i_did="Rang\nboth",
        what_got_in_the_way="Nothing",
        outcome="tried",
    )
    script = answers("")
    done = practising("import-worksheet", str(path))
    assert done.exit_code == 0
    assert [asking.question for asking in script.asked] == ["Store this? [yes]"]
    for shown in ("5 December 2026, for the group", "did: Rang", "Report: tried"):
        assert shown in done.stderr
    (log,) = practice_of(practising).logs
    assert (log.member, log.on, log.did) == ("ada-brook", date(2026, 12, 5), "Rang\nboth")
    (report,) = practice_of(practising).reports
    assert (report.outcome, report.hindered, report.on) == ("tried", "Nothing", TODAY)
    assert "Rang" not in done.stdout


def test_who_reads_a_sheet_is_no_answer_and_no_strange_line_of_it(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang")
    (said,) = (line for line in path.read_text("utf-8").split("\n") if "read out" in line)
    older = path.read_text("utf-8").replace(f"{said}\n\n", "")
    broken = path.read_text("utf-8").replace(said, said.replace(" and ", "\n> and\n> "))
    other = path.read_text("utf-8").replace(said, READ_BY["member"])
    for text in (older, broken, other, path.read_text("utf-8")):
        path.write_text(text, encoding="utf-8")
        done = practising("import-worksheet", str(path), "--yes")
        assert (done.exit_code, "ot understood" in done.output) == (0, False)
    assert [log.did for log in practice_of(practising).logs] == ["Rang"]


def test_after_a_no_nothing_is_stored(
    practising: Peergroup, sheets: Path, answers: Callable[..., Script]
) -> None:
    answers("n", "y")
    ada = fill(sheets / "ada-brook.md", what_i_did="Rang")
    bo = fill(sheets / "bo-lind.md", what_i_did="Rang")
    result = practising("import-worksheet", str(ada), str(bo))
    assert (result.exit_code, "Not stored: ada-brook.md." in result.stderr) == (1, True)
    assert [log.member for log in practice_of(practising).logs] == ["bo-lind"]


def test_without_a_terminal_yes_is_an_option(practising: Peergroup, sheets: Path) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang")
    refused = practising("import-worksheet", str(path))
    assert (refused.exit_code, "--yes" in refused.stderr) == (16, True)
    assert practice_of(practising).logs == ()
    assert "1 entry new" in practising.done("import-worksheet", str(path), "--yes")


def test_the_same_sheet_again_stores_nothing_twice_and_says_so(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang", outcome="not")
    practising.done("import-worksheet", str(path), "--yes")
    before = files(practising.folder)
    said = practising.done("import-worksheet", str(path))
    assert "nothing new. Ada Brook, m1-experiment" in said
    assert "0 entries new, 1 entry stored already. The report is stored already." in said
    assert changed(before, practising.folder) == set()
    text = path.read_text("utf-8").replace("## Week 2\n\nDay:", "## Week 2\n\nDay: 2026-12-09")
    head, tail = text.split("## Week 2")
    path.write_text(f"{head}## Week 2{tail.replace('I did:', 'I did: Rang', 1)}", "utf-8")
    assert "1 entry new, 1 entry stored already" in practising.done(
        "import-worksheet", str(path), "--yes"
    )
    assert [log.on for log in practice_of(practising).logs] == [TODAY, date(2026, 12, 9)]


def test_two_weeks_that_say_the_same_are_two_entries(practising: Peergroup, sheets: Path) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="As before")
    fill(path, what_i_did="As before")
    practising.done("import-worksheet", str(path), "--yes")
    assert len(practice_of(practising).logs) == 2
    assert "nothing new" in practising.done("import-worksheet", str(path), "--yes")


def test_another_report_replaces_the_one_that_waits_and_says_so(
    practising: Peergroup, sheets: Path
) -> None:
    practising.done("report-practice", "--member", "Ada", "--outcome", "not", "--on", "2026-12-08")
    path = fill(sheets / "ada-brook.md", outcome="tried")
    said = practising.done("import-worksheet", str(path), "--yes", "--class", "room")
    assert "replaces that of 8 December 2026" in said
    (report,) = practice_of(practising).reports
    assert (report.outcome, report.disclosure) == ("tried", "room")


def test_what_is_not_understood_is_named_with_its_line(practising: Peergroup, sheets: Path) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang", outcome="fine", day="soon")
    text = "Dear Cleo,\n" + path.read_text("utf-8") + "Best\n"
    path.write_text(text, encoding="utf-8")
    done = practising("import-worksheet", str(path), "--yes")
    assert "not understood: line 1: Dear Cleo," in done.stderr
    assert f"not understood: line {text.count(chr(10))}: Best" in done.stderr
    assert "this day is not understood" in done.stderr
    for text in ("soon", "fine"):
        (line,) = (line for line in done.stderr.splitlines() if f": {text}" in line)
        assert line.endswith(")")
    numbers = re.findall(r"line ([0-9]+): ", done.stderr)
    assert len(numbers) == len(set(numbers)) == 4
    assert "Not understood: 4 lines." in done.stdout
    assert practice_of(practising).logs[0].on == TODAY


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("no outcome", "as it names no outcome"),
        ("dropped", "as the experiment is dropped"),
        ("heard", "A meeting has this report already."),
        ("heard otherwise", "as a meeting has one of this day or later"),
    ],
)
def test_a_report_that_cannot_be_taken_is_named_and_the_log_is_stored(
    practising: Peergroup, sheets: Path, made: str, said: str
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang", what_got_in_the_way="Ill")
    if made == "dropped":
        practising.done("drop-experiment", "--member", "Ada", "--reason", "Ill")
    elif made.startswith("heard"):
        told = ("--hindered", "Ill") if made == "heard" else ()
        practising.done("report-practice", "--member", "Ada", "--outcome", "not", *told)
        typed = "\n" * 5
        practising("run-session", "--agenda", "reflect", "--date", "2026-12-10", typed=typed)
    if made != "no outcome":
        fill(path, outcome="not")
    reports = practice_of(practising).reports
    assert said in practising.done("import-worksheet", str(path), "--yes")
    assert practice_of(practising).logs[0].did == "Rang"
    assert practice_of(practising).reports == reports


def test_a_file_that_is_no_worksheet_stores_nothing_of_any(
    practising: Peergroup, sheets: Path
) -> None:
    good = fill(sheets / "ada-brook.md", what_i_did=SECRET)
    bad = sheets / "bo-lind.md"
    bad.write_text("Dear Cleo", encoding="utf-8")
    result = practising("import-worksheet", str(good), str(bad), "--yes")
    assert (result.exit_code, SECRET in result.output) == (11, False)
    other = fill(sheets / "cleo-hart.md", what_i_did="Rang")
    other.write_text(other.read_text("utf-8").replace(": north m1", ": south m1"), "utf-8")
    assert practising("import-worksheet", str(good), str(other), "--yes").exit_code == 12
    html = practising("import-worksheet", str(sheets / "dov-marsh.html"), "--yes")
    assert (html.exit_code, "web page" in html.stderr) == (11, True)
    assert practice_of(practising).logs == ()


def test_a_sheet_in_toml_is_imported_as_well(practising: Peergroup, tmp_path: Path) -> None:
    practising.done("export-worksheets", "--member", "Bo", "--toml", "-o", str(tmp_path / "out"))
    path = tmp_path / "out" / "bo-lind.toml"
    path.write_text(path.read_text("utf-8").replace('did = ""', 'did = "Rang"', 1), "utf-8")
    practising.done("import-worksheet", str(path), "--yes")
    assert [(log.member, log.did) for log in practice_of(practising).logs] == [("bo-lind", "Rang")]


def test_what_steers_a_terminal_is_spelled_out_when_it_is_shown(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="\x1b[2J[red]Rang\u202e")
    done = practising("import-worksheet", str(path), "--yes")
    assert "\x1b" not in done.output
    assert "[red]Rang" in done.stderr
    assert practice_of(practising).logs[0].did == "\x1b[2J[red]Rang\u202e"


# --- a sheet that has changed


def test_a_week_that_has_changed_replaces_its_entry_and_is_no_second_one(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", day="5 December", what_i_did="Rang")
    practising.done("import-worksheet", str(path), "--yes")
    path.write_text(path.read_text("utf-8").replace("did: Rang", "did: Rang twice"), "utf-8")
    done = practising("import-worksheet", str(path), "--yes")
    assert "Week 1 has changed: replaced" in done.stderr
    assert "0 entries new, 1 changed" in done.stdout
    (log,) = practice_of(practising).logs
    assert (log.did, log.on, log.week) == ("Rang twice", date(2026, 12, 5), 1)


def test_a_changed_week_keeps_the_day_and_the_class_that_it_had(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang")
    practising.done("import-worksheet", str(path), "--yes", "--class", "member")
    fill(path, what_happened="Both moved", day="9 December")
    practising.done("import-worksheet", str(path), "--yes")
    (log,) = practice_of(practising).logs
    assert (log.happened, log.on, log.disclosure) == ("Both moved", date(2026, 12, 9), "member")


def test_a_week_that_was_cleared_stays_and_is_said(practising: Peergroup, sheets: Path) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang")
    practising.done("import-worksheet", str(path), "--yes")
    path.write_text(path.read_text("utf-8").replace("did: Rang", "did:"), "utf-8")
    done = practising("import-worksheet", str(path), "--yes")
    assert "Week 1 is empty now" in done.stderr
    assert "--remove 1" in done.stderr
    assert len(practice_of(practising).logs) == 1


def test_an_entry_that_was_logged_by_hand_is_not_taken_for_a_week(
    practising: Peergroup, sheets: Path
) -> None:
    practising.done("log-practice", "--member", "Ada", "--did", "Asked", "--on", "2026-12-05")
    path = fill(sheets / "ada-brook.md", day="5 December", what_i_did="Rang")
    practising.done("import-worksheet", str(path), "--yes")
    assert [log.did for log in practice_of(practising).logs] == ["Asked", "Rang"]


def test_the_sheet_of_another_cycle_changes_nothing_that_a_meeting_has_heard(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", day="5 December", what_i_did="Rang", outcome="not")
    practising.done("import-worksheet", str(path), "--yes")
    typed = "\n" * 5
    practising("run-session", "--agenda", "reflect", "--date", "2026-12-10", typed=typed)
    text = path.read_text("utf-8").replace("5 December", "").replace("Rang", "Wrote")
    path.write_text(text, "utf-8")
    practising.done("import-worksheet", str(path), "--yes")
    assert [log.did for log in practice_of(practising).logs] == ["Rang", "Wrote"]


def test_where_lines_were_not_understood_enter_stores_nothing(
    practising: Peergroup, sheets: Path, answers: Callable[..., Script]
) -> None:
    script = answers("")
    path = fill(sheets / "ada-brook.md", what_i_did="Rang")
    path.write_text("Dear Cleo,\n" + path.read_text("utf-8"), "utf-8")
    assert practising("import-worksheet", str(path)).exit_code == 1
    assert [asking.question for asking in script.asked] == ["Store this? [no]"]
    assert practice_of(practising).logs == ()


def test_further_lines_of_a_text_are_indented_in_the_preview(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang\nboth")
    done = practising("import-worksheet", str(path), "--yes")
    assert "    did: Rang\n      both\n" in done.stderr


# --- as a document of Word


def test_a_sheet_for_word_goes_out_and_comes_back(practising: Peergroup, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    practising.done("export-worksheets", "--format", "docx", "--member", "Ada", "-o", str(folder))
    assert set(files(folder)) == {"ada-brook.docx"}
    path = folder / "ada-brook.docx"
    assert "nothing new" in practising.done("import-worksheet", str(path))
    document = docx.Document(str(path))
    first, second = document.tables[0].rows[0], document.tables[0].rows[1]
    first.cells[0].paragraphs[-1].add_run("5 December")
    first.cells[1].paragraphs[0].add_run("Rang")
    second.cells[3].add_paragraph("Ask first\nand wait")
    next(p for p in document.paragraphs if p.text.startswith("What became")).add_run("tried")
    document.save(str(path))
    done = practising("import-worksheet", str(path), "--yes")
    assert "Not understood" not in done.output
    logs = practice_of(practising).logs
    assert [(log.week, log.did, log.learned) for log in logs] == [
        (1, "Rang", ""),
        (2, "", "Ask first\nand wait"),
    ]
    assert logs[0].on == date(2026, 12, 5)
    assert [report.outcome for report in practice_of(practising).reports] == ["tried"]


def test_a_format_that_is_not_known_writes_nothing(practising: Peergroup, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    refused = practising("export-worksheets", "--format", "docs", "-o", str(folder))
    assert (refused.exit_code, "docx" in refused.stderr, folder.exists()) == (12, True, False)


# --- from log-practice


def test_log_practice_reads_a_filled_sheet_itself_and_asks_before_it_stores(
    practising: Peergroup, sheets: Path, answers: Callable[..., Script]
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang", outcome="tried")
    script = answers("no", "")
    assert practising("log-practice", "--from", str(path)).exit_code == 1
    assert practice_of(practising).logs == ()
    done = practising("log-practice", "--member", "Ada", "--from", str(path))
    assert [asking.question for asking in script.asked] == ["Store this? [yes]"] * 2
    assert ("did: Rang" in done.stderr, "1 entry new" in done.stdout) == (True, True)
    assert [log.did for log in practice_of(practising).logs] == ["Rang"]
    assert [report.outcome for report in practice_of(practising).reports] == ["tried"]


def test_without_a_terminal_log_practice_needs_yes_to_store_a_sheet(
    practising: Peergroup, sheets: Path
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang")
    refused = practising("log-practice", "--from", str(path))
    assert (refused.exit_code, "--yes" in refused.stderr) == (16, True)
    practising.done("log-practice", "--from", str(path), "--yes", "--class", "member")
    assert [log.disclosure for log in practice_of(practising).logs] == ["member"]


@pytest.mark.parametrize(
    "beside",
    [
        ("--did", "Rang"),
        ("--on", "2026-12-05"),
        ("--remove", "1"),
        ("--member", "Bo"),
        ("m1-experiment-9",),
    ],
)
def test_what_does_not_go_with_a_sheet_is_refused_and_nothing_is_stored(
    practising: Peergroup, sheets: Path, beside: tuple[str, ...]
) -> None:
    path = fill(sheets / "ada-brook.md", what_i_did="Rang")
    assert practising("log-practice", *beside, "--from", str(path), "--yes").exit_code == 2
    assert practice_of(practising).logs == ()


def test_yes_alone_is_no_worksheet(practising: Peergroup) -> None:
    refused = practising("log-practice", "--member", "Ada", "--did", "Rang", "--yes")
    assert (refused.exit_code, "--from" in refused.stderr) == (2, True)
