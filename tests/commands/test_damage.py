"""What is damaged blocks only itself: it is named, and all else goes on."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from peergroup_cli.storage import sweeping
from peergroup_cli.storage.index_place import NO_INDEX
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup
from tests.storage.sample import posix_only

SECRET = "a thing that somebody said"


@pytest.fixture
def two(practising: Peergroup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Peergroup:
    """North, which is whole, and South, which will be damaged."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cohorts = practising.folder / "cohorts"
    copytree(cohorts / "north", cohorts / "south")
    for path in (cohorts / "south").rglob("*.toml"):
        text = path.read_text("utf-8").replace('"north"', '"south"')
        path.write_text(text.replace('name = "North"', 'name = "South"'), encoding="utf-8")
    return practising


def cohort_damaged(folder: Path) -> None:
    (folder / "cohorts/south/cohort.toml").write_text(f'format = 1\nid = "{SECRET}\n', "utf-8")


def cohort_newer(folder: Path) -> None:
    (folder / "cohorts/south/cohort.toml").write_text("format = 9\n", "utf-8")


def cohort_lost(folder: Path) -> None:
    path = folder / "cohorts/south/cohort.toml"
    path.unlink()
    path.symlink_to(folder / "nowhere")


def meeting_damaged(folder: Path) -> None:
    (path,) = (folder / "cohorts/south/meetings").glob("0*.toml")
    path.write_text(f'format = 1\ncohort = "south"\nnumbre = "{SECRET}"\n', "utf-8")


def meetings_no_folder(folder: Path) -> None:
    (folder / "cohorts/south/meetings").rename(folder / "elsewhere")
    (folder / "cohorts/south/meetings").write_text(SECRET, "utf-8")


def practice_damaged(folder: Path) -> None:
    (folder / "cohorts/south/practice.toml").write_text("", "utf-8")


DAMAGES = [cohort_damaged, cohort_newer, meeting_damaged, meetings_no_folder, practice_damaged]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("index", [True, False])
def test_the_status_of_the_others_is_shown_and_the_file_is_named(
    damage: Callable[[Path], None], index: bool, two: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not index:
        monkeypatch.setenv(NO_INDEX, "1")
    whole = two.done("status", "north")
    damage(two.folder)
    for arguments in ([], ["--week"], ["--json"], ["--week", "--json"]):
        done = two("status", *arguments)
        assert done.exit_code == 11
        assert "Left out: " in done.stderr
        assert "south" in done.stderr
        assert "check-workspace" in done.stderr
        assert SECRET not in done.output
    assert two("status").stdout == whole
    assert [row["cohort"] for row in json.loads(two("status", "--json").stdout)] == ["north"]


@posix_only
def test_a_cohort_behind_a_link_that_leads_nowhere_is_named_as_well(two: Peergroup) -> None:
    cohort_lost(two.folder)
    assert two("status").stdout == two.done("status", "north")
    for command in ("status", "list-cohorts", "list-strategies"):
        assert two(command).exit_code == 11
    assert two("check-workspace").exit_code == 22


@pytest.mark.parametrize("damage", [cohort_damaged, meeting_damaged, meetings_no_folder])
@pytest.mark.parametrize("index", [True, False])
def test_what_groups_have_learned_is_found_without_the_damaged_file(
    damage: Callable[[Path], None], index: bool, two: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    if index:
        monkeypatch.setattr(sweeping, "ENOUGH_FILES", 1)
    else:
        monkeypatch.setenv(NO_INDEX, "1")
    damage(two.folder)
    for command in ("search-knowledge", "list-strategies"):
        done = two(command, "--cohort", "north")
        assert done.exit_code == 11
        assert done.stderr.count("Left out: ") == 1
        assert "south" in done.stderr
        assert SECRET not in done.output


def test_the_meetings_beside_a_damaged_one_are_listed_and_searched(two: Peergroup) -> None:
    stored = Workspace(two.folder).meetings("south")[0]
    Workspace(two.folder).add_meeting(stored.record.changed(number=2))
    meeting_damaged_at = stored.path
    meeting_damaged_at.write_text("format = 1\nnumber = \n", "utf-8")
    done = two("list-sessions", "south", "--json")
    assert done.exit_code == 11
    assert [row["number"] for row in json.loads(done.stdout)] == [2]
    assert "line 2: " in done.stderr
    assert two("search-knowledge", "--cohort", "south").exit_code == 11


@posix_only
@pytest.mark.parametrize("damage", [cohort_damaged, cohort_newer, cohort_lost])
def test_another_cohort_is_found_by_its_name(
    damage: Callable[[Path], None], two: Peergroup
) -> None:
    damage(two.folder)
    assert two.done("show-cohort", "NORTH").startswith("North (north)")
    (two.folder / "cohorts/north").rename(two.folder / "cohorts/quay")
    path = two.folder / "cohorts/quay/cohort.toml"
    path.write_text(path.read_text("utf-8").replace('id = "north"', 'id = "quay"'), "utf-8")
    assert two.done("show-cohort", "North").startswith("North (quay)")


def test_other_cohorts_are_listed_checked_and_formed(two: Peergroup) -> None:
    cohort_damaged(two.folder)
    listed = two("list-cohorts", "--json")
    assert listed.exit_code == 11
    assert [row["id"] for row in json.loads(listed.stdout)] == ["north"]
    checked = two("check-cohorts")
    assert checked.exit_code == 11
    assert checked.stdout.endswith("1 cohort is checked.\n")
    assert "cohort  west" in two.form(
        "West", ["Vic Air; Lead; Manager; Air", "Yan Sea; Lead; Manager; Sea"]
    )


def test_erasing_and_purging_go_on_for_the_others_and_name_what_is_left_out(
    two: Peergroup,
) -> None:
    cohort_damaged(two.folder)
    erased = two("erase-member", "north", "ada-brook")
    assert (erased.exit_code, "south" in erased.stderr) == (0, True)
    purged = two("purge", "--older-than", "1d")
    assert (purged.exit_code, "south" in purged.stderr) == (11, True)
    assert two("purge", "south", "--older-than", "1d").exit_code == 11


def test_a_broken_pack_stops_neither_the_shipped_agendas_nor_a_meeting(two: Peergroup) -> None:
    (two.folder / "packs/long.toml").write_text('format = 1\nkind = "agenda"\nkey = 1\n', "utf-8")
    listed = two("show-agenda")
    assert listed.exit_code == 11
    assert all(key in listed.stdout for key in ("explore", "reflect", "learning-together"))
    assert "packs/long.toml cannot be read" in listed.stderr.replace("\\", "/")
    one = two("show-agenda", "explore")
    assert (one.exit_code, "Left out" in one.stderr) == (0, True)
    assert two("run-session", "north", "--rehearse", typed="").exit_code in (0, 1)
    held = two("run-session", "north", "--agenda", "reflect", typed="\n/stop\n")
    assert held.exit_code == 1
    assert [meeting.number for meeting in two.meetings] == [1, 2]
