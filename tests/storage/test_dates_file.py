"""The dates of a cohort on the disk, and the zone of the machine."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peergroup_cli.errors import AlreadyExists, ChangedOnDisk, UnreadableFile
from peergroup_cli.model.calendar import PlannedSession, SessionDates
from peergroup_cli.storage import machine_zone
from peergroup_cli.storage.workspace import Workspace

from .sample import a_cohort

DATES = """\
format = 1
time_zone = "Europe/Paris"

[[sessions]]
number = 1
start = 2026-12-03 14:00:00
uid = "one"
changed_at = 2026-11-01 09:00:00+00:00

[[sessions]]
number = 2
start = 2026-12-31 14:00:00
cancelled = true
uid = "two"
sequence = 1
changed_at = 2026-11-01 09:00:00+00:00
"""


def sessions() -> tuple[PlannedSession, PlannedSession]:
    at = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    first, second = (datetime.fromisoformat(f"2026-12-{day}T14:00") for day in ("03", "31"))
    return (
        PlannedSession(number=1, start=first, uid="one", changed_at=at),
        PlannedSession(
            number=2, start=second, uid="two", sequence=1, changed_at=at, cancelled=True
        ),
    )


def the_dates() -> SessionDates:
    return SessionDates(format=1, time_zone="Europe/Paris", sessions=sessions())


@pytest.fixture
def kept(workspace: Workspace) -> Path:
    workspace.add_cohort(a_cohort())
    return workspace.save_dates("north", None, the_dates()).path


def test_dates_are_lines_that_a_person_can_read(kept: Path, workspace: Workspace) -> None:
    assert kept == workspace.folder / "cohorts" / "north" / "dates.toml"
    assert kept.read_text().removeprefix("#:schema ../../.schemas/dates.schema.json\n") == DATES
    stored = workspace.dates("north")
    assert stored is not None
    assert stored.record == the_dates()


def test_a_cohort_without_dates_has_none(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    assert workspace.dates("north") is None


def test_dates_are_kept_in_place_of_those_that_were_read(kept: Path, workspace: Workspace) -> None:
    first = workspace.dates("north")
    moved = the_dates().changed(time_zone="UTC")
    second = workspace.save_dates("north", first, moved)
    with pytest.raises(ChangedOnDisk):
        workspace.save_dates("north", first, the_dates())
    with pytest.raises(AlreadyExists):
        workspace.save_dates("north", None, the_dates())
    assert workspace.dates("north") == second
    assert kept.read_text() != DATES


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "Europe/Paris",
            "Europe/Pari",
            "line 2: time_zone: is not a time zone such as Europe/Paris",
        ),
        ("14:00:00\nuid", "14:00:00Z\nuid", "must be a date and time without an offset"),
        ("03 14:00:00", "03", "line 6: sessions[0].start: must be a date and time without"),
        ("number = 1", "numbr = 1", "is not a known key, did you mean number?"),
        ('"two"', '"one"', "two rows have the uid one"),
    ],
)
def test_a_slip_in_the_dates_is_named(
    kept: Path, workspace: Workspace, old: str, new: str, problem: str
) -> None:
    assert old in DATES
    kept.write_text(DATES.replace(old, new, 1))
    with pytest.raises(UnreadableFile) as refused:
        workspace.dates("north")
    assert problem in refused.value.message


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that says nothing of its zone, yet."""
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(machine_zone, "LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(machine_zone, "TIMEZONE", tmp_path / "timezone")
    return tmp_path


def test_the_zone_of_the_machine_is_named_by_its_environment(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "timezone").write_text("Europe/Paris\n")
    monkeypatch.setenv("TZ", ":Asia/Kolkata")
    assert machine_zone.machine_zone() == "Asia/Kolkata"
    monkeypatch.setenv("TZ", "no zone")
    assert machine_zone.machine_zone() == "Europe/Paris"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such link")
def test_the_zone_of_the_machine_is_where_its_link_leads(machine: Path) -> None:
    assert machine_zone.machine_zone() == "UTC"
    (machine / "localtime").symlink_to("/usr/share/zoneinfo/America/New_York")
    (machine / "timezone").write_bytes(b"\xff")
    assert machine_zone.machine_zone() in ("America/New_York", "US/Eastern")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such link")
@pytest.mark.parametrize("database", ["zoneinfo", "zoneinfo.default"])
def test_the_zone_database_of_macos_is_known_by_either_name(machine: Path, database: str) -> None:
    (machine / "timezone").write_bytes(b"")
    (machine / "localtime").symlink_to(machine / "share" / database / "Europe" / "Paris")
    assert machine_zone.machine_zone() == "Europe/Paris"


def test_a_machine_that_does_not_tell_has_no_zone(machine: Path) -> None:
    (machine / "localtime").write_bytes(b"TZif2")
    assert machine_zone.machine_zone() is None
