"""Experiments between the meetings: listed, logged, reported on, dropped."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from peergroup_cli.commands.shared import options
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal.ask import Asking
from tests.commands.peergroup import Peergroup
from tests.commands.practising import TODAY, experiment_of, practice_of
from tests.terminal.script import Script

SECRET = "the boss shouted"


def listed(program: Peergroup, *words: str) -> dict[str, dict[str, object]]:
    """The experiments that are listed, by their owner's name."""
    rows = json.loads(program.done("list-experiments", *words, "--json"))
    return {row["member"]: row for row in rows}


# --- the list


def test_experiments_are_listed_with_plan_day_partner_state_and_logs(
    practising: Peergroup,
) -> None:
    practising.done("log-practice", "--member", "Ada", "--did", "Rang")
    printed = practising.done("list-experiments")
    for word in ("m1-experiment-1", "2026-12-24", "open", "If it is late"):
        assert word in " ".join(printed.split())
    ada = listed(practising)["Ada Brook"]
    assert (ada["plan"], ada["by"]) == ("If it is late, then I will call", "2026-12-24")
    assert (ada["state"], ada["logs"], ada["last_log"]) == ("open", 1, "2026-12-10")
    partners = ada["partners"]
    assert isinstance(partners, list)
    assert listed(practising)[partners[0]]["partners"] == ["Ada Brook"]


def test_the_list_can_be_narrowed(practising: Peergroup, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(listed(practising, "--member", "bo")) == ["Bo Lind"]
    assert listed(practising, "--due") == {}
    assert practising.done("list-experiments", "--due").strip() == "There is no such experiment."
    monkeypatch.setattr(options, "today", lambda: date(2026, 12, 27))
    practising.done("drop-experiment", experiment_of(practising, "bo-lind"), "--reason", "Ill")
    practising.done("report-practice", "--member", "Cleo", "--outcome", "not")
    assert {name: row["state"] for name, row in listed(practising).items()} == {
        "Ada Brook": "overdue",
        "Bo Lind": "dropped",
        "Cleo Hart": "reported",
        "Dov Marsh": "overdue",
    }
    assert set(listed(practising, "--due")) == {"Ada Brook", "Dov Marsh"}
    assert set(listed(practising, "--open")) == {"Ada Brook", "Cleo Hart", "Dov Marsh"}


def test_a_cohort_without_experiments_says_where_they_come_from(peergroup: Peergroup) -> None:
    peergroup.form()
    assert "Explore and reflect meetings make them" in peergroup.done("list-experiments")


# --- the log


def test_a_log_is_kept_as_often_as_one_likes(practising: Peergroup) -> None:
    practising.done("log-practice", "--member", "Ada", "--did", "Rang", "--on", "2026-12-05")
    said = practising.done(
        *("log-practice", "north", experiment_of(practising, "ada-brook")),
        *("--happened", "They laughed\nand moved", "--learned", "Ask first", "--class", "member"),
    )
    assert "2 entries now" in said
    assert "Class member." in said
    first, second = practice_of(practising).logs
    assert (first.on, first.did, first.disclosure) == (date(2026, 12, 5), "Rang", "group")
    assert (second.on, second.member) == (TODAY, "ada-brook")
    assert (second.happened, second.learned) == ("They laughed\nand moved", "Ask first")


def test_in_a_terminal_a_short_form_opens(
    practising: Peergroup, answers: Callable[..., Script]
) -> None:
    script = answers("Rang", "/back", "Rang two", "They moved", "")
    practising.done("log-practice", experiment_of(practising, "ada-brook"))
    assert script.done
    assert {asking.hint for asking in script.asked if asking.long} == {
        "Empty line ends it; Enter alone leaves it out. /back, /cancel"
    }
    (log,) = practice_of(practising).logs
    assert (log.did, log.happened, log.learned) == ("Rang two", "They moved", "")


def test_in_a_terminal_the_experiment_is_picked(
    practising: Peergroup, answers: Callable[..., Script]
) -> None:
    answers("2", "Rang", "", "")
    practising.done("log-practice")
    assert practice_of(practising).logs[0].experiment == practising.meetings[0].experiments[1].id


@pytest.mark.parametrize("given", [("/cancel",), ("", "", ""), ()])
def test_a_form_that_is_given_up_stores_nothing(
    practising: Peergroup, answers: Callable[..., Script], given: tuple[str, ...]
) -> None:
    answers(*given)
    assert practising("log-practice", "--member", "Ada").exit_code == 1
    assert practice_of(practising).logs == ()


def test_without_a_terminal_options_are_needed(practising: Peergroup) -> None:
    nothing = practising("log-practice", "--member", "Ada")
    assert (nothing.exit_code, "--did" in nothing.stderr) == (16, True)
    nobody = practising("log-practice", "--did", "Rang")
    assert (nobody.exit_code, "--member" in nobody.stderr) == (16, True)
    no_outcome = practising("report-practice", "--member", "Ada", "--did", "Rang")
    assert (no_outcome.exit_code, "--outcome" in no_outcome.stderr) == (16, True)
    no_reason = practising("drop-experiment", "--member", "Ada")
    assert (no_reason.exit_code, "--reason" in no_reason.stderr) == (16, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("m1-experiment-9",), 12, "m1-experiment-"),
        (("--member", "Zoe"), 12, "Zoe"),
        (("m1-experiment-1", "--member", "Nobody"), 12, "Nobody"),
        (("--member", "Ada", "--on", "2026-12-11"), 2, "in the future"),
        (("--member", "Ada", "--on", "soon"), 2, "--on"),
        (("--member", "Ada", "--class", "organisation"), 2, "room, member, group"),
        (("south", "m1-experiment-1"), 12, "south"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_stored(
    practising: Peergroup, words: tuple[str, ...], code: int, said: str
) -> None:
    result = practising("log-practice", *words, "--did", SECRET)
    assert (result.exit_code, said in result.stderr) == (code, True)
    assert SECRET not in result.output
    assert practice_of(practising).logs == ()


def test_an_experiment_of_somebody_else_is_refused(practising: Peergroup) -> None:
    bos = experiment_of(practising, "bo-lind")
    result = practising("log-practice", bos, "--member", "Ada", "--did", "Rang")
    assert (result.exit_code, "not an experiment of Ada Brook" in result.stderr) == (2, True)


def test_empty_texts_and_bytes_that_are_no_text_are_refused(practising: Peergroup) -> None:
    for text in ("", "  ", "\udc80"):
        assert practising("log-practice", "--member", "Ada", "--did", text).exit_code == 2
    assert practising("drop-experiment", "--member", "Ada", "--reason", " ").exit_code == 2
    assert practice_of(practising).logs == ()


# --- the report


def test_a_second_report_replaces_the_first_and_says_so(practising: Peergroup) -> None:
    practising.done(
        *("report-practice", "--member", "Ada", "--outcome", "not"),
        *("--hindered", "Ill", "--on", "2026-12-08"),
    )
    said = practising.done(
        *("report-practice", "--member", "Ada", "--outcome", "tried"),
        *("--did", "Rang", "--happened", "They moved", "--surprise", "Fast", "--class", "room"),
    )
    assert "replaces the report of 8 December 2026" in said
    assert "The next meeting that hears reports takes it up." in said
    (report,) = practice_of(practising).reports
    assert (report.outcome, report.did, report.happened) == ("tried", "Rang", "They moved")
    assert (report.surprise, report.disclosure) == ("Fast", "room")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("t", "Rang", "They moved", ""), {"did": "Rang", "happened": "They moved"}),
        (("no occasion", "Ill"), {"hindered": "Ill"}),
        (("t", "Rang", "/back", "/back", "n", "Ill"), {"hindered": "Ill"}),
        (("well", "p", "", "", ""), {}),
    ],
)
def test_the_form_of_a_report_asks_what_belongs_to_the_outcome(
    practising: Peergroup,
    answers: Callable[..., Script],
    given: tuple[str, ...],
    told: dict[str, str],
) -> None:
    script = answers(*given)
    practising.done("report-practice", "--member", "Ada")
    assert script.done
    assert all("mpty line ends it" in one.hint for one in script.asked if one.long)
    (report,) = practice_of(practising).reports
    parts = ("did", "happened", "surprise", "hindered")
    assert {part: getattr(report, part) for part in parts if getattr(report, part)} == told


def test_an_outcome_that_is_none_is_refused(practising: Peergroup) -> None:
    result = practising("report-practice", "--member", "Ada", "--outcome", "well")
    assert (result.exit_code, "no-occasion" in result.stderr) == (2, True)


def test_the_meeting_takes_up_what_was_reported_and_reads_out_what_was_logged(
    practising: Peergroup,
) -> None:
    practising.done("log-practice", "--member", "Ada", "--did", "Rang two", "--learned", "Ask")
    practising.done("log-practice", "--member", "Ada", "--did", SECRET, "--class", "member")
    practising.done("report-practice", "--member", "Ada", "--outcome", "tried", "--did", "Rang")
    typed = "".join(f"{line}\n" for line in ("", "", "", "", *"ttt", "/skip", *[""] * 20))
    held = practising("run-session", "--agenda", "reflect", "--date", "2026-12-11", typed=typed)
    assert "Logged 10 December: did: Rang two · learned: Ask" in " ".join(held.output.split())
    assert SECRET not in held.output
    report = next(r for r in practising.meetings[1].reports if r.member == "ada-brook")
    assert (report.did, report.grew_from) == ("Rang", (experiment_of(practising, "ada-brook"),))
    again = practising("report-practice", "--member", "Ada", "--outcome", "not")
    assert (again.exit_code, "Meeting 2 of 2026-12-11" in again.stderr) == (14, True)


def test_a_meeting_that_is_under_way_does_not_take_a_report_up(practising: Peergroup) -> None:
    practising.hold("", agenda="reflect")
    assert practising.meetings[1].state == "open"
    said = practising.done("report-practice", "--member", "Ada", "--outcome", "not")
    assert "Meeting 2 is under way without it" in said


def test_a_rehearsal_has_what_was_told_as_well(practising: Peergroup) -> None:
    practising.done("log-practice", "--member", "Ada", "--did", "Rang two")
    typed = "".join(f"{line}\n" for line in ("", "", "", "", *"tttt", "/skip", *[""] * 20))
    words = ("--rehearse", "--agenda", "reflect", "--date", "2026-12-11")
    held = practising("run-session", "north", *words, typed=typed)
    assert "Logged 10 December: did: Rang two" in " ".join(held.output.split())


# --- dropping


def test_a_dropped_experiment_is_open_no_more_and_its_reason_is_kept(
    practising: Peergroup,
) -> None:
    adas = experiment_of(practising, "ada-brook")
    practising.done("drop-experiment", adas, "--reason", "Another job")
    (row,) = practice_of(practising).dropped
    assert (row.experiment, row.reason, row.on) == (adas, "Another job", TODAY)
    again = practising("drop-experiment", adas, "--reason", "Again")
    assert (again.exit_code, "it is dropped" in again.stderr) == (14, True)
    assert practising("report-practice", adas, "--outcome", "not").exit_code == 14
    assert practising("log-practice", "--member", "Ada", "--did", "x").exit_code == 12
    assert "Ada" not in practising.done("status")
    assert "Another job" not in practising.done("export-notes", "--for", "Ada")


def test_in_a_terminal_the_reason_is_asked_for(
    practising: Peergroup, answers: Callable[..., Script]
) -> None:
    answers("Another job")
    practising.done("drop-experiment", "--member", "Ada")
    assert practice_of(practising).dropped[0].reason == "Another job"


def test_a_reason_that_is_given_up_drops_nothing(
    practising: Peergroup, answers: Callable[..., Script]
) -> None:
    answers("/back")
    assert practising("drop-experiment", "--member", "Ada").exit_code == 1
    assert practice_of(practising).dropped == ()


# --- status


def test_status_names_what_is_overdue_reported_and_not_logged(
    practising: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nothing logged" not in practising.done("status")
    practising.done("log-practice", "--member", "Bo", "--did", "Rang")
    practising.done("report-practice", "--member", "Cleo", "--outcome", "not")
    monkeypatch.setattr(options, "today", lambda: date(2026, 12, 30))
    printed = practising.done("status")
    assert "Open and overdue: Ada Brook" in printed
    assert "Reported, for the meeting to hear: Cleo Hart" in printed
    assert "Nothing logged yet: peergroup log-practice north m1-experiment" in printed
    assert "Nothing logged since 2026-12-10" in printed
    (row,) = json.loads(practising.done("status", "--json"))
    found = {one["member"]: one for one in row["open_experiments"]}
    assert [found["Ada Brook"][key] for key in ("overdue", "log_missing", "logs")] == [
        True,
        True,
        0,
    ]
    assert (found["Bo Lind"]["last_log"], found["Bo Lind"]["log_missing"]) == ("2026-12-10", True)
    assert (found["Cleo Hart"]["reported"], found["Cleo Hart"]["log_missing"]) == (True, False)


def test_a_practice_file_that_was_changed_meanwhile_is_not_overwritten(
    practising: Peergroup, answers: Callable[..., Script]
) -> None:
    practising.done("log-practice", "--member", "Ada", "--did", "Rang")
    path = practising.folder / "cohorts" / "north" / "practice.toml"
    script = answers("More", "", "")

    class Slow(Script):
        def __call__(self, asking: Asking) -> str:
            path.write_text(path.read_text("utf-8") + "# by hand\n", encoding="utf-8")
            return super().__call__(asking)

    script.__class__ = Slow
    assert practising("log-practice", "--member", "Ada").exit_code == 15
    assert len(practice_of(practising).logs) == 1


# --- corrections


def test_an_entry_of_a_log_can_be_corrected_and_taken_out(practising: Peergroup) -> None:
    for did in ("Rang", "Wrote"):
        practising.done("log-practice", "--member", "Ada", "--did", did)
    shown = practising.done("list-experiments", "--member", "Ada", "--logs")
    assert "1  2026-12-10  Rang" in shown
    practising.done("log-practice", "--member", "Ada", "--replace", "1", "--happened", "Moved")
    first, second = practice_of(practising).logs
    assert (first.did, first.happened, second.did) == ("Rang", "Moved", "Wrote")
    assert "is taken out" in practising.done("log-practice", "--member", "Ada", "--remove", "1")
    assert [log.did for log in practice_of(practising).logs] == ["Wrote"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--remove", "2"], 12),
        (["--replace", "0", "--did", "x"], 12),
        (["--replace", "1"], 2),
        (["--replace", "1", "--did", ""], 2),
        (["--remove", "1", "--did", "x"], 2),
    ],
)
def test_a_correction_that_cannot_be_made_changes_nothing(
    practising: Peergroup, options: list[str], code: int
) -> None:
    practising.done("log-practice", "--member", "Ada", "--did", "Rang")
    assert practising("log-practice", "--member", "Ada", *options).exit_code == code
    assert [log.did for log in practice_of(practising).logs] == ["Rang"]


def test_a_plan_of_class_room_and_a_private_log_are_not_listed(practising: Peergroup) -> None:
    workspace = Workspace(practising.folder)
    (stored,) = workspace.meetings("north")
    plan = next(one for one in stored.record.experiments if one.member == "ada-brook")
    practising.done("log-practice", "--member", "Ada", "--did", "Rang", "--class", "room")
    workspace.save_meeting(stored, stored.record.with_record(plan.changed(disclosure="room")))
    for more in (["--logs"], ["--json"]):
        shown = practising.done("list-experiments", "--member", "Ada", *more)
        assert "I will call" not in shown
        assert "Rang" not in shown


@pytest.mark.parametrize("command", ["log-practice", "report-practice"])
def test_a_day_before_the_experiment_was_planned_is_refused(
    practising: Peergroup, command: str
) -> None:
    result = practising(command, "--member", "Ada", "--did", "Rang", "--on", "2026-12-02")
    assert (result.exit_code, "was planned" in result.stderr) == (2, True)
    assert practice_of(practising).logs == ()


def test_whose_plan_it_is_is_shown_before_it_is_asked(
    practising: Peergroup, answers: Callable[..., Script]
) -> None:
    answers("Rang", "", "")
    done = practising("log-practice", "--member", "Ada")
    assert "Ada Brook, m1-experiment-" in done.stderr
    assert "then I will call" in " ".join(done.stderr.split())
