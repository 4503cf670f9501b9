"""What a cohort, and the whole organisation, can ask the ledger; and what nobody is told."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from benchmarks.workspaces import build

from peergroup_cli.storage import sweeping
from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import run
from tests.ledger.counting import Counted, counted, learned_with


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of three cohorts, made once; each test has a copy."""
    return build(tmp_path_factory.mktemp("built") / "year", 3, 14).folder


@pytest.fixture
def year(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    workspace = Workspace(Path(copytree(built, tmp_path / "year")))
    monkeypatch.chdir(workspace.folder)
    return workspace


def printed(*arguments: str) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def standings(*arguments: str) -> list[Counted]:
    return sorted(
        (one["tests"], one["people"], one["cohorts"], tuple(one["verdicts"].values()))
        for one in printed("list-strategies", *arguments)
    )


@pytest.mark.parametrize("own", ["", "cohort-2"])
def test_every_count_is_that_of_an_independent_count_of_the_files(
    year: Workspace, own: str
) -> None:
    expected = counted(year.folder, own)
    assert len(expected) > 10
    assert standings(*(["--cohort", own] if own else [])) == expected


def hold_every_fourth_meeting_with(year: Workspace, module: str) -> None:
    for cohort in year.cohort_ids():
        for stored in year.meetings(cohort)[::4]:
            year.save_meeting(stored, stored.record.changed(module=module))


@pytest.mark.parametrize("own", ["", "cohort-2"])
@pytest.mark.parametrize("index", [True, False], ids=["index", "no index"])
def test_what_was_learned_with_a_module_is_found_by_its_tags(
    year: Workspace, monkeypatch: pytest.MonkeyPatch, own: str, index: bool
) -> None:
    monkeypatch.setattr(sweeping, "ENOUGH_FILES", 1 if index else 10**6)
    view = ["--cohort", own] if own else []
    before = standings(*view)
    assert printed("search-knowledge", "--tag", "trust", *view) == []
    hold_every_fourth_meeting_with(year, "delegation")
    expected = learned_with(year.folder, "delegation", own)
    for tag in ("trust", "delegation", "Workload"):
        found = printed("search-knowledge", "--tag", tag, *view)
        assert sorted(one["id"] for one in found) == expected
    assert 0 < len(expected) < len(printed("search-knowledge", *view))
    assert standings(*view) == before


def test_a_module_is_shown_with_the_newest_that_was_learned_with_it(year: Workspace) -> None:
    assert "have learned with it" not in run("show-module", "delegation").stdout
    hold_every_fourth_meeting_with(year, "delegation")
    shown = run("show-module", "delegation").stdout
    found = printed("search-knowledge", "--tag", "delegation")
    assert len(found) > 10
    _, learned = shown.split("What groups here have learned with it")
    for place, one in enumerate(found):
        assert (f"{one['id']} " in learned) == (place < 10)
    assert "peergroup search-knowledge --tag delegation" in learned
    assert "have learned with it" not in run("show-module", "delegation", "--markdown").stdout


def test_from_outside_there_are_roles_and_inside_there_are_names(year: Workspace) -> None:
    names = {member.name for member in year.cohort("cohort-1").record.members}
    outside = [one for one in printed("search-knowledge") if one["cohort"] == "cohort-1"]
    inside = [
        one
        for one in printed("search-knowledge", "--cohort", "cohort-1")
        if one["cohort"] == "cohort-1"
    ]
    assert {one["told_by"] for one in inside} <= names
    assert all(one["told_by"].startswith("Head of ") for one in outside)
    assert len(inside) > len(outside) > 0
    assert all(one["released"] for one in outside)


@pytest.mark.parametrize("view", [[], ["--cohort", "cohort-2"]])
def test_nothing_that_another_cohort_keeps_is_ever_found(year: Workspace, view: list[str]) -> None:
    whole = run("search-knowledge", *view).output + run("list-strategies", *view).output
    flat = " ".join(whole.split())
    for stored in year.meetings("cohort-1"):
        for record in stored.record.captured:
            if record.disclosure == "organisation":
                continue
            for field in ("case", "text", "title", "happened", "insight"):
                text = getattr(record, field, "")
                assert not text or text not in flat


def test_the_whole_chain_of_the_own_cohorts_lesson_is_shown_with_its_days(year: Workspace) -> None:
    lesson = next(
        x.id for m in year.meetings("cohort-1") for x in m.record.lessons if x.verdict == "keep"
    )
    found = printed("show-lesson", f"cohort-1/{lesson}", "--cohort", "cohort-1")
    kinds = [step["kind"] for step in found["chain"]]
    assert kinds == ["Practice report", "Experiment", "Strategy", "Thought", "Challenge"]
    assert all(step["date"] <= found["date"] for step in found["chain"])
    assert "secret-of-the-room" not in json.dumps(found)
    shown = run("show-lesson", f"cohort-1/{lesson}", "--cohort", "cohort-1").stdout
    assert "Practice report · " in shown
    assert found["insight"] in " ".join(shown.split())


def test_of_another_cohorts_lesson_there_is_only_what_was_released(year: Workspace) -> None:
    released = printed("search-knowledge")[0]
    assert printed("show-lesson", released["id"])["chain"] == []
    kept = next(
        f"{m.record.cohort}/{x.id}"
        for m in year.meetings("cohort-1")
        for x in m.record.lessons
        if x.disclosure == "group"
    )
    done = run("show-lesson", kept)
    assert done.exit_code == 12
    assert "no lesson" in done.stderr


def words_of(year: Workspace, name: str) -> str:
    cohort, one = name.split("/")
    known = {x.id: x.text for m in year.meetings(cohort) for x in m.record.strategies}
    return " ".join(known[one].split())


def test_a_link_makes_two_strategies_one_and_can_be_taken_back(year: Workspace) -> None:
    first, second = printed("list-strategies", "--cohort", "cohort-1")[:2]
    before = len(printed("list-strategies", "--cohort", "cohort-1"))
    if not second["id"].startswith("cohort-1/"):
        first, second = second, first
    linked = run("link-strategy", first["id"], second["id"])
    assert linked.exit_code == 0
    for one in (first, second):
        assert f"{one['id']}: {words_of(year, one['id'])}" in linked.stdout
    assert len(printed("list-strategies", "--cohort", "cohort-1")) == before - 1
    assert run("link-strategy", first["id"], "--undo").exit_code == 0
    assert len(printed("list-strategies", "--cohort", "cohort-1")) == before
    assert year.cohort_ids() == ["cohort-1", "cohort-2", "cohort-3"]


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["search-knowledge", "--verdict", "best"], 2, "keep, adapt, drop"),
        (["search-knowledge", "--since", "soon"], 2, "2026-12-24"),
        (["search-knowledge", "--cohort", "nowhere"], 12, "nowhere"),
        (["search-knowledge", "--tag", "trusty"], 12, "trust"),
        (["link-strategy", "cohort-1/m1-strategy-1"], 2, "--undo"),
        (["link-strategy", "cohort-1/m1-strategy-1", "cohort-1/m1-strategy-1"], 2, "itself"),
        (["link-strategy", "cohort-1/m99-strategy-1", "--undo"], 12, "no strategy"),
        (["show-lesson", "m2-nothing-1"], 12, "no lesson"),
    ],
)
def test_what_cannot_be_asked_is_said_plainly(arguments: list[str], code: int, words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == code
    assert words in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.usefixtures("year")
def test_a_word_that_nobody_said_is_no_error() -> None:
    done = run("search-knowledge", "zebra")
    assert (done.exit_code, done.stdout.strip()) == (0, "Nothing was found.")


def strategies_of(year: Workspace, cohort: str) -> list[str]:
    """Strategies of a cohort that are linked with none and by none."""
    kept = [one for c in year.cohort_ids() for m in year.meetings(c) for one in m.record.strategies]
    linked_with = {one.same_as.rpartition("/")[2] for one in kept}
    own = [one for stored in year.meetings(cohort) for one in stored.record.strategies]
    alone = [one for one in own if not one.same_as and one.source == "own"]
    return [f"{cohort}/{one.id}" for one in alone if one.id not in linked_with]


def test_a_link_that_is_replaced_doubled_or_a_ring_is_said(year: Workspace) -> None:
    one, two, three, *_ = strategies_of(year, "cohort-1")
    run("link-strategy", one, two)
    assert "linked with" in run("link-strategy", one, two).stdout
    assert "count as one already" in run("link-strategy", two, one).stdout
    replaced = run("link-strategy", one, three).stdout
    assert f"Its earlier link with {two} is replaced" in replaced


def test_undo_says_what_is_true_afterwards(year: Workspace) -> None:
    one, two, three, *_ = strategies_of(year, "cohort-1")
    assert "has no link of its own" in run("link-strategy", one, "--undo").stdout
    run("link-strategy", one, two)
    run("link-strategy", three, one)
    undone = run("link-strategy", one, "--undo").stdout
    assert f"It is still one with {three}." in undone
    assert f"peergroup link-strategy {three} --undo" in undone
    assert f"{three} stands alone again." in run("link-strategy", three, "--undo").stdout


def test_released_lessons_are_marked_and_others_are_not(year: Workspace) -> None:
    known = {one["id"]: one["released"] for one in printed("search-knowledge", "--cohort", COHORT)}
    shown = run("search-knowledge", "--cohort", COHORT).stdout
    heads = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert {head.split(" · ")[0]: head.endswith("released") for head in heads} == known
    assert set(known.values()) == {True, False}
    assert year.cohort_ids()


COHORT = "cohort-1"


def test_with_one_cohort_one_can_still_look_as_others_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    workspace = build(tmp_path / "alone", 1, 14)
    monkeypatch.chdir(workspace.folder)
    names = {member.name for member in workspace.cohort(None).record.members}
    inside, outside = printed("search-knowledge"), printed("search-knowledge", "--outside")
    assert {one["told_by"] for one in inside} <= names
    assert outside
    assert not names & {one["told_by"] for one in outside}
    assert len(outside) < len(inside)
    shown = run("search-knowledge", "--outside").stdout
    assert f"Told by: {outside[0]['told_by']}, cohort-1, " in " ".join(shown.split())
    assert run("search-knowledge", "--outside", "--cohort", "cohort-1").exit_code == 2


def test_an_id_alone_is_the_own_cohorts(year: Workspace) -> None:
    ids = {
        cohort: {x.id for m in year.meetings(cohort) for x in m.record.lessons if x.consent}
        for cohort in ("cohort-1", "cohort-2")
    }
    both = sorted(ids["cohort-1"] & ids["cohort-2"])
    assert both
    found = printed("show-lesson", both[0], "--cohort", "cohort-2")
    assert found["id"] == f"cohort-2/{both[0]}"


@pytest.mark.parametrize(("option", "near"), [("--unit", "unit"), ("--level", "level")])
def test_an_unknown_unit_or_level_is_answered_with_near_ones(
    year: Workspace, option: str, near: str
) -> None:
    member = year.cohort("cohort-1").record.members[0]
    right = getattr(member, near)
    done = run("search-knowledge", option, f"{right}x")
    assert (done.exit_code, f"There is no {near} called" in done.stderr) == (12, True)
    assert right in done.stderr
    assert run("search-knowledge", option, right.upper()).exit_code == 0


@pytest.mark.parametrize(
    "command", ["search-knowledge", "show-lesson", "list-strategies", "link-strategy"]
)
def test_the_help_of_each_names_its_exit_codes(command: str) -> None:
    assert "Exit codes: 0 done" in run(command, "--help").stdout


def test_what_is_counted_as_a_lesson_was_written(year: Workspace) -> None:
    del year
    done = run("search-knowledge", "--cohort", "cohort-1")
    found = printed("search-knowledge", "--cohort", "cohort-1")
    unwritten = done.stdout.count("(no lesson was written)")
    assert unwritten > 1
    said = f"{len(found) - unwritten} lessons and {unwritten} reports without a lesson. The whole"
    assert said in done.stderr
