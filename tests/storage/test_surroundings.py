"""Where a workspace lies: clouds and repositories are found by their traces."""

from pathlib import Path

import pytest

from peergroup_cli.storage.surroundings import leaks_of
from tests.commands.peergroup import Peergroup

REMOTE = '[core]\n\tbare = false\n[remote "origin"]\n\turl = x\n'


@pytest.mark.parametrize(
    "name",
    [
        "Dropbox",
        "OneDrive",
        "OneDrive - Blue Harbour",
        "Google Drive",
        "GoogleDrive-me@example.org",
        "Nextcloud",
        "com~apple~CloudDocs",
        "CloudStorage",
        "Dropbox (Blue Harbour)",
    ],
)
def test_a_folder_that_is_called_like_a_cloud_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "groups"
    folder.mkdir(parents=True)
    (leak,) = leaks_of(folder)
    assert str(tmp_path / name) in leak
    assert "syncs to a cloud" in leak


@pytest.mark.parametrize("name", ["boxes", "Dropboxes", "megaphone", "drive", "sandbox"])
def test_a_folder_that_is_called_otherwise_is_not(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert leaks_of(tmp_path / name) == ()


def test_the_traces_of_a_sync_program_are_found(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert len(leaks_of(tmp_path / "groups")) == 1


def test_a_link_into_a_cloud_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "groups").mkdir(parents=True)
    (tmp_path / "groups").symlink_to(tmp_path / "Dropbox" / "groups")
    assert len(leaks_of(tmp_path / "groups")) == 1


def test_the_folder_that_the_system_names_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert len(leaks_of(tmp_path / "groups")) == 1


def test_a_repository_with_a_remote_is_found_and_one_without_is_not(tmp_path: Path) -> None:
    config = tmp_path / ".git" / "config"
    config.parent.mkdir()
    config.write_text("[core]\n", encoding="utf-8")
    assert leaks_of(tmp_path / "groups") == ()
    config.write_text(REMOTE, encoding="utf-8")
    (leak,) = leaks_of(tmp_path / "groups")
    assert "git repository with a remote" in leak


def test_a_folder_that_git_ignores_is_pushed_nowhere(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(REMOTE, encoding="utf-8")
    ignored = tmp_path / ".gitignore"
    for text, quiet in (
        ("/groups/\n", True),
        ("groups\n", True),
        ("# groups\n", False),
        ("/other/\n", False),
        ("/deep/groups\n", False),
        ("groups\n!groups/north\n", False),
        ("", False),
    ):
        ignored.write_text(text, encoding="utf-8")
        assert (leaks_of(tmp_path / "groups") == ()) is quiet


def test_a_worktree_of_such_a_repository_is_found(tmp_path: Path) -> None:
    inside = tmp_path / "main" / ".git" / "worktrees" / "tree"
    inside.mkdir(parents=True)
    (tmp_path / "main" / ".git" / "config").write_text(REMOTE, encoding="utf-8")
    (inside / "commondir").write_text("../..\n", encoding="utf-8")
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / ".git").write_text(f"gitdir: {inside}\n", encoding="utf-8")
    assert len(leaks_of(tree)) == 1


def test_it_is_said_when_a_workspace_is_made_and_with_its_status(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "groups"
    program = Peergroup(folder)
    assert "Careful: " in program("init", str(folder)).stderr
    shown = program("status")
    assert "syncs to a cloud" in shown.stderr
    assert "Careful" not in shown.stdout
