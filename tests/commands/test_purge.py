"""purge: what is old enough goes, what was released stays."""

import os
from datetime import date
from pathlib import Path

import pytest

from peergroup_cli.commands.shared import options
from peergroup_cli.privacy.purging import day_before
from peergroup_cli.storage.workspace import Workspace
from tests.commands.folders import FillingDisk, changed, files, history
from tests.commands.marked_year import MARK, Told, Year, copied, marked_year
from tests.commands.peergroup import Peergroup
from tests.commands.practising import linked_from_south

HELD = [date(2024, 1, 31), date(2024, 6, 5), date(2026, 5, 7)]
OLD = {"001", "002"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year as it was written, once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.commands.marked_year.HELD", HELD)
        return marked_year(tmp_path_factory.mktemp("written") / "workspace", 3)


@pytest.fixture
def year(written: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Year:
    monkeypatch.setattr(options, "today", lambda: date(2026, 6, 6))
    return copied(written, tmp_path / "workspace")


@pytest.fixture
def program(year: Year) -> Peergroup:
    return Peergroup(year.workspace.folder)


def marks_in(folder: Path, meetings: str) -> set[str]:
    """The marks in the files of the meetings with these first letters, drafts among them."""
    return {
        mark.decode()
        for name, text in files(folder).items()
        if Path(name).name.lstrip(".").startswith(meetings)
        for mark in MARK.findall(text)
    }


def test_without_a_yes_nothing_is_changed(program: Peergroup) -> None:
    before = files(program.folder)
    said = program.done("purge", "--older-than", "24m")
    assert "Would be purged, from before 2024-06-06:" in said
    assert "cohorts/north/meetings/001-learning-together.toml: challenges 24, " in said
    assert "--yes" in said
    assert changed(before, program.folder) == set()


def test_of_old_meetings_only_released_words_stay(year: Year, program: Peergroup) -> None:
    before = {one: marks_in(program.folder, one) for one in ("001", "002", "003")}
    program.done("purge", "--older-than", "24m", "--yes")
    for one in OLD:
        released = {m for m in before[one] if Told.by(m).kind_of_class == "released"}
        assert marks_in(program.folder, one) == released
    assert marks_in(program.folder, "003") == before["003"]
    assert len(year.workspace.meetings("north")) == 3


def test_old_logs_go_and_young_ones_stay(program: Peergroup) -> None:
    program.done("purge", "--older-than", "24m", "--yes")
    told = Workspace(program.folder).practice("north")
    assert told
    logs, reports, dropped = told.record.logs, told.record.reports, told.record.dropped
    days = [log.on for log in logs] + [one.on for one in reports] + [one.on for one in dropped]
    assert set(days) == {HELD[-1]}


def test_the_ledger_knows_the_same_lessons_as_before(program: Peergroup) -> None:
    before = program.done("list-strategies", "--cohort", "south", "--json")
    assert '"north/m2-strategy-4"' in before
    program.done("purge", "north", "--older-than", "24m", "--yes")
    assert program.done("list-strategies", "--cohort", "south", "--json") == before


def test_only_one_cohort_is_purged_where_one_is_named(program: Peergroup) -> None:
    before = files(program.folder)
    program.done("purge", "south", "--older-than", "2y", "--yes")
    assert all(name.startswith("cohorts/south/") for name in changed(before, program.folder))


def test_a_second_time_there_is_nothing_left_to_purge(program: Peergroup) -> None:
    program.done("purge", "--older-than", "24m", "--yes")
    assert "Nothing is older than" in program.done("purge", "--older-than", "24m", "--yes")


def test_guidelines_that_hold_stay_while_the_cohort_goes_on(program: Peergroup) -> None:
    program.done("purge", "north", "--older-than", "1d", "--yes")
    meetings = [one.record for one in Workspace(program.folder).meetings("north")]
    assert [one.guidelines is not None for one in meetings] == [False, False, True]
    assert meetings[-1].guidelines
    assert meetings[-1].guidelines.voices == ()
    assert meetings[-1].lessons
    program.done("end-cohort", "north", "--on", "2026-06-01")
    program.done("purge", "north", "--older-than", "1d", "--yes")
    assert Workspace(program.folder).meetings("north")[-1].record.guidelines is None


def test_when_the_disk_is_full_nothing_is_purged_and_nothing_said(
    program: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    north = program.folder / "cohorts" / "north"
    (north / "history").mkdir(0o700)
    first = min((north / "meetings").glob("001-*.toml"))
    earlier = north / "history" / f"0001.20240301T120000Z.{first.name}.old"
    earlier.write_bytes(first.read_bytes())
    assert f"{earlier.name}: goes" in program.done("purge", "--older-than", "1d")
    before, kept = files(program.folder), history(program.folder)
    disk = FillingDisk(room=1)
    monkeypatch.setattr(
        Path, "replace", lambda one, other: disk.replace(os.fspath(one), os.fspath(other))
    )
    refused = program("purge", "--older-than", "1d", "--yes")
    assert (refused.exit_code, refused.stdout) == (18, "")
    assert changed(before, program.folder) == set()
    assert history(program.folder) == kept


@pytest.mark.parametrize(
    ("age", "day"),
    [
        ("24m", date(2024, 3, 31)),
        ("1m", date(2026, 2, 28)),
        ("2Y", date(2024, 3, 31)),
        ("1 w", date(2026, 3, 24)),
        ("31d", date(2026, 2, 28)),
    ],
)
def test_an_age_is_a_day(age: str, day: date) -> None:
    assert day_before(age, date(2026, 3, 31)) == day


@pytest.mark.parametrize("age", ["", "0m", "24", "m", "-2y", "9999y", "two years"])
def test_what_is_no_age_is_refused(program: Peergroup, age: str) -> None:
    assert program("purge", f"--older-than={age}").exit_code == 2


def test_a_link_of_another_cohort_to_a_strategy_that_goes_is_cleared(
    practising: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = linked_from_south(practising)
    monkeypatch.setattr(options, "today", lambda: date(2030, 6, 6))
    said = practising.done("purge", "--older-than", "24m", "north")
    assert f"  {file}: links 2\n" in said
    practising.done("purge", "--older-than", "24m", "north", "--yes")
    assert practising("check-workspace").exit_code == 0
