"""backup, restore, check-workspace and repair-workspace, as they are typed."""

import json
import stat
from pathlib import Path

import pytest

from tests.commands.cohorts import run
from tests.commands.folders import changed, files
from tests.commands.peergroup import Peergroup
from tests.storage.sample import posix_only


@pytest.fixture
def program(explored_once: Path, tmp_path: Path) -> Peergroup:
    from shutil import copytree

    return Peergroup(Path(copytree(explored_once, tmp_path / "workspace")))


def test_a_backup_lies_beside_the_workspace_and_comes_back(
    practising: Peergroup, tmp_path: Path
) -> None:
    said = practising.done("backup")
    (path,) = tmp_path.glob("*.zip")
    assert path.name.startswith("workspace-20")
    assert said.endswith(f"files are in {path}\n")
    run_back = practising.done("restore", str(path), str(tmp_path / "again"))
    assert "each as it was packed" in run_back
    assert files(tmp_path / "again") == files(practising.folder)
    assert practising.done("status", "--workspace", str(tmp_path / "again")).startswith("North")


def test_a_second_backup_of_a_day_leaves_the_first(program: Peergroup, tmp_path: Path) -> None:
    program.done("backup")
    (first,) = tmp_path.glob("*.zip")
    assert str(first.with_stem(f"{first.stem}-2")) in program.done("backup")
    program.done("backup", "--force")
    assert len(list(tmp_path.glob("*.zip"))) == 2


@posix_only
def test_a_backup_is_for_its_owner_and_replaces_another_only_with_force(
    program: Peergroup, tmp_path: Path
) -> None:
    path = tmp_path / "notes.zip"
    path.write_bytes(b"mine")
    path.chmod(0o644)
    assert program("backup", "--output", str(path)).exit_code == 13
    assert path.read_bytes() == b"mine"
    program.done("backup", "--output", str(path), "--force")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = path.read_bytes()
    program.done("backup", "--output", str(path))
    assert path.read_bytes() == first


@posix_only
def test_a_backup_that_is_not_whole_says_so(program: Peergroup, tmp_path: Path) -> None:
    (program.folder / "lost").symlink_to(tmp_path / "nowhere")
    done = program("backup", "--output", str(program.folder / "b.zip"))
    assert done.exit_code == 22
    assert "Left out: lost: is a link that leads nowhere" in done.stderr
    assert "It lies in the workspace" in done.stderr


def test_a_damaged_backup_changes_nothing(program: Peergroup, tmp_path: Path) -> None:
    program.done("backup", "--output", str(tmp_path / "b.zip"))
    content = bytearray((tmp_path / "b.zip").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "b.zip").write_bytes(content)
    refused = program("restore", str(tmp_path / "b.zip"), str(tmp_path / "again"))
    assert refused.exit_code == 11
    assert "Nothing was put in place" in refused.stderr
    assert not (tmp_path / "again").exists()
    assert program("restore", str(tmp_path / "none.zip"), str(tmp_path / "x")).exit_code == 12


def test_a_workspace_in_which_all_is_well_gives_0(program: Peergroup) -> None:
    assert program.done("check-workspace") == "All is well.\n"
    assert json.loads(program.done("check-workspace", "--json")) == []
    assert "nothing that can surely be mended" in program.done("repair-workspace")


def test_all_that_is_wrong_is_named_with_a_code_and_nothing_is_changed(
    program: Peergroup,
) -> None:
    (program.folder / "cohorts/north/cohort.toml").write_text(
        'format = 1\nid = "north"\nmame = 1\n'
    )
    (program.folder / "cohorts/north/cohort.toml.orig").write_text("x")
    before = files(program.folder)
    done = program("check-workspace")
    assert done.exit_code == 22
    assert "\n  line 3: mame: is not a known key, did you mean name?\n" in done.stdout
    assert "is a copy that git or an editor has made; it is not read" in done.stdout
    rows = json.loads(program("check-workspace", "--json").stdout)
    assert {"file", "line", "kind", "problem"} == set(rows[0])
    assert ("cohorts/north/cohort.toml", 3, "damaged") in [
        (row["file"], row["line"], row["kind"]) for row in rows
    ]
    assert changed(before, program.folder) == set()


@posix_only
def test_a_repair_is_shown_first_and_done_with_a_yes(program: Peergroup) -> None:
    path = program.folder / "cohorts/north/cohort.toml"
    path.chmod(0o640)
    shown = program.done("repair-workspace")
    assert "cohorts/north/cohort.toml is closed to others\nNothing was changed." in shown
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    program.done("repair-workspace", "--yes")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert program.done("check-workspace") == "All is well.\n"


def test_without_a_workspace_there_is_nothing_to_look_at(here: Path) -> None:
    assert here.is_dir()
    for command in ("backup", "check-workspace", "repair-workspace", "undo"):
        assert run(command).exit_code == 10
