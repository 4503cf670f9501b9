"""The files of a workspace: what is found, what is made, what is refused."""

import errno
import os
import stat
from pathlib import Path

import pytest

from peergroup_cli.errors import (
    AlreadyExists,
    ChangedOnDisk,
    NotFound,
    NoWorkspace,
    UnreadableFile,
    UsageProblem,
)
from peergroup_cli.storage.folder import names_in
from peergroup_cli.storage.locating import VARIABLE
from peergroup_cli.storage.workspace import Workspace

from .sample import a_cohort, posix_only


@pytest.fixture(autouse=True)
def _no_workspace_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


# finding and making a workspace


def test_the_chosen_workspace_comes_before_the_environments_and_the_one_we_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("chosen", "named", "here"):
        Workspace.create(tmp_path / name, None)
    monkeypatch.chdir(tmp_path / "here" / "cohorts")
    assert Workspace.find(None).folder == tmp_path / "here"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    assert Workspace.find(None).folder == tmp_path / "named"
    assert Workspace.find(tmp_path / "chosen").folder == tmp_path / "chosen"
    monkeypatch.setenv(VARIABLE, "")
    assert Workspace.find(None).folder == tmp_path / "here"


def test_a_named_folder_that_is_no_workspace_is_an_error_even_inside_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    monkeypatch.chdir(workspace.folder)
    with pytest.raises(NoWorkspace, match="is no workspace") as caught:
        Workspace.find(tmp_path)
    assert caught.value.exit_code == 10
    assert "peergroup init" in caught.value.hint
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    with pytest.raises(NoWorkspace):
        Workspace.find(None)


def test_where_there_is_no_workspace_the_hint_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoWorkspace) as caught:
        Workspace.find(None)
    assert "peergroup init" in caught.value.hint


@posix_only
def test_standing_in_a_removed_folder_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(NoWorkspace):
        Workspace.find(None)


def test_a_folder_that_is_closed_to_us_is_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "is_file", closed)
    with pytest.raises(NoWorkspace):
        Workspace.find(tmp_path)


def test_a_new_workspace_has_its_folders_and_its_settings(workspace: Workspace) -> None:
    assert names_in(workspace.folder) == ["cohorts", "packs", "peergroup.toml"]
    content = (workspace.folder / "peergroup.toml").read_text("utf-8")
    assert content.splitlines()[1:] == ["format = 1", 'organisation = "Acme"']
    assert Workspace.find(workspace.folder).settings.organisation == "Acme"
    assert workspace.cohorts() == []
    assert workspace.packs() == {}


@posix_only
def test_a_new_workspace_is_open_to_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = Workspace.create(tmp_path / "deep" / "notes", None).folder
    finally:
        os.umask(before)
    for path in (folder.parent, folder, folder / "cohorts", folder / "packs"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "peergroup.toml").stat().st_mode) == 0o600


@posix_only
def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Workspace.create(tmp_path, None)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_workspace_is_not_made_twice(workspace: Workspace) -> None:
    with pytest.raises(AlreadyExists, match="is a workspace already"):
        Workspace.create(workspace.folder, "Other")
    assert Workspace(workspace.folder).settings.organisation == "Acme"


def test_an_organisation_that_cannot_be_kept_is_refused_before_anything_is_made(
    tmp_path: Path,
) -> None:
    with pytest.raises(UsageProblem, match="organisation: is empty"):
        Workspace.create(tmp_path / "notes", " ")
    assert not (tmp_path / "notes").exists()


def test_a_workspace_that_cannot_be_made_is_an_error_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageProblem, match="is a file, and a folder is needed"):
        Workspace.create(tmp_path / "file", None)


# cohorts


def test_a_cohort_is_found_by_its_id_its_name_or_as_the_only_one(workspace: Workspace) -> None:
    stored = workspace.add_cohort(a_cohort("north", "Straße North"))
    assert stored.path == workspace.folder / "cohorts" / "north" / "cohort.toml"
    for name in ("north", "NORTH", "STRASSE north", None):
        assert workspace.cohort(name) == stored


def test_with_several_cohorts_one_must_be_named(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort("south", "South"))
    workspace.add_cohort(a_cohort("north", "North"))
    assert workspace.cohort_ids() == ["north", "south"]
    assert [stored.record.name for stored in workspace.cohorts()] == ["North", "South"]
    with pytest.raises(UsageProblem, match="several cohorts: north, south") as caught:
        workspace.cohort(None)
    assert "Say which" in caught.value.hint


def test_of_many_cohorts_six_are_named_and_the_others_counted(workspace: Workspace) -> None:
    for number in range(9):
        workspace.add_cohort(a_cohort(f"north-{number}", f"North {number}"))
    with pytest.raises(UsageProblem, match=r"north-0, .*, north-5 and 3 more\.$"):
        workspace.cohort(None)


def test_a_name_that_two_cohorts_have_is_not_guessed(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort("managers", "The Managers"))
    workspace.add_cohort(a_cohort("managers-2", "the managers"))
    with pytest.raises(UsageProblem, match="managers, managers-2"):
        workspace.cohort("The managers")


def test_without_any_cohort_the_hint_says_how_to_form_one(workspace: Workspace) -> None:
    for name in (None, "north"):
        with pytest.raises(NotFound) as caught:
            workspace.cohort(name)
        assert "peergroup new-cohort" in caught.value.hint


@pytest.mark.parametrize("name", ["nroth", "../north", "north/../north", "", ".", "/", "a\0b"])
def test_an_unknown_name_is_compared_and_never_becomes_a_path(
    workspace: Workspace, name: str
) -> None:
    workspace.add_cohort(a_cohort())
    (workspace.folder / "cohort.toml").write_bytes(
        (workspace.folder / "cohorts" / "north" / "cohort.toml").read_bytes()
    )
    with pytest.raises(NotFound) as caught:
        workspace.cohort(name)
    assert "north" in caught.value.hint
    with pytest.raises(NotFound):
        workspace.meetings(name)


def test_a_damaged_cohort_does_not_stand_in_the_way_of_another(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort("north", "The North"))
    south = workspace.add_cohort(a_cohort("south", "The South"))
    south.path.write_bytes(b"")
    assert workspace.cohort("north").record.id == "north"
    assert workspace.cohort("the north").record.id == "north"
    # the damaged one may be the one that is meant
    for name in ("south", "The South"):
        with pytest.raises(UnreadableFile, match="is empty"):
            workspace.cohort(name)
    with pytest.raises(UnreadableFile):
        workspace.cohorts()


def test_a_cohort_in_the_folder_of_another_is_refused(workspace: Workspace) -> None:
    stored = workspace.add_cohort(a_cohort())
    stored.path.parent.rename(stored.path.parent.with_name("north copy"))
    with pytest.raises(UnreadableFile, match="id: is north, but its folder is called north copy"):
        workspace.cohort("north copy")


def test_folders_and_files_without_a_cohort_do_not_count(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    cohorts = workspace.folder / "cohorts"
    (cohorts / "empty").mkdir()
    (cohorts / "file").write_text("x")
    (cohorts / ".trash").mkdir()
    (cohorts / ".trash" / "cohort.toml").write_text("x")
    assert workspace.cohort_ids() == ["north"]


def test_a_cohort_is_kept_in_place_of_the_one_that_was_read(workspace: Workspace) -> None:
    first = workspace.add_cohort(a_cohort())
    second = workspace.save_cohort(first, first.record.changed(theme="Listening"))
    assert workspace.cohort("north") == second
    with pytest.raises(ChangedOnDisk):
        workspace.save_cohort(first, first.record.changed(theme="Asking"))
    with pytest.raises(AlreadyExists):
        workspace.add_cohort(a_cohort())
    assert workspace.cohort("north") == second


def test_a_workspace_whose_folders_were_lost_is_empty_and_can_be_filled(
    workspace: Workspace,
) -> None:
    (workspace.folder / "cohorts").rmdir()
    (workspace.folder / "packs").rmdir()
    assert workspace.cohort_ids() == []
    assert workspace.packs() == {}
    assert workspace.add_cohort(a_cohort()) == workspace.cohort(None)


def test_a_cohort_is_shown_with_the_workspaces_organisation_or_its_own(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "notes", "Blue Harbour")
    assert workspace.as_shown(a_cohort()).organisation == "Blue Harbour"
    own = a_cohort().changed(organisation="Green Hill")
    assert workspace.as_shown(own).organisation == "Green Hill"
