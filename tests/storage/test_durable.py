"""Saving bytes: nothing acknowledged is lost, nothing of somebody else's is overwritten."""

import errno
import os
import stat
from pathlib import Path

import pytest

from peergroup_cli.errors import (
    AlreadyExists,
    ChangedOnDisk,
    NotSaved,
    UnreadableFile,
    UsageProblem,
)
from peergroup_cli.storage.durable import (
    MAX_BYTES,
    read_bytes,
    save_bytes,
    version_of,
    write_out,
)

from .sample import NEW, OLD, all_names_in, posix_only, refuse


def bits(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# what is saved


def test_what_was_saved_is_read_again(saved: Path) -> None:
    assert read_bytes(saved) == OLD
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert read_bytes(saved) == NEW
    assert all_names_in(saved.parent) == {"meeting.toml", ".lock"}


@posix_only
@pytest.mark.usefixtures("open_umask")
def test_files_and_folders_are_made_for_their_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "cohorts" / "north" / "cohort.toml"
    save_bytes(path, NEW, replaces=None)
    assert bits(path) == 0o600
    assert bits(path.parent / ".lock") == 0o600
    assert bits(path.parent) == 0o700
    assert bits(path.parent.parent) == 0o700


@posix_only
@pytest.mark.usefixtures("open_umask")
def test_the_temporary_file_is_closed_to_others_from_its_first_byte(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    write = os.write

    def look_and_write(handle: int, data: bytes) -> int:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return write(handle, data)

    monkeypatch.setattr(os, "write", look_and_write)
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert set(seen) == {0o600}


@posix_only
def test_permissions_that_were_widened_by_hand_are_kept(saved: Path) -> None:
    saved.chmod(0o640)
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert bits(saved) == 0o640


@posix_only
def test_a_file_whose_group_cannot_be_kept_is_closed_to_every_group(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved.chmod(0o640)
    monkeypatch.setattr(os, "fchown", refuse(errno.EPERM))
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert bits(saved) == 0o600


def test_a_write_that_takes_only_some_bytes_goes_on_with_the_rest(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert read_bytes(saved) == NEW


@posix_only
def test_the_file_reaches_the_disk_before_its_name_and_the_name_before_the_return(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def note_fsync(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        steps.append("flush folder" if is_folder else "flush file")
        fsync(handle)

    def note_replace(source: Path, target: Path) -> None:
        steps.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert steps == ["flush file", "replace", "flush folder"]


def test_the_same_content_is_not_written_again(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", refuse(errno.EROFS))
    monkeypatch.setattr(os, "replace", refuse(errno.EROFS))
    save_bytes(saved, OLD, replaces=version_of(OLD))
    assert read_bytes(saved) == OLD


@posix_only
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path, saved: Path) -> None:
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(saved)
    save_bytes(link, NEW, replaces=version_of(OLD))
    assert link.is_symlink()
    assert read_bytes(saved) == NEW
    assert all_names_in(link.parent) == {"link.toml"}


# what is left alone


def test_a_file_that_changed_meanwhile_is_not_overwritten(saved: Path) -> None:
    saved.write_bytes(b"by hand")
    with pytest.raises(ChangedOnDisk, match="has changed since it was read") as caught:
        save_bytes(saved, NEW, replaces=version_of(OLD))
    assert caught.value.exit_code == 15
    assert "Nothing was overwritten" in caught.value.hint
    assert saved.read_bytes() == b"by hand"
    assert all_names_in(saved.parent) == {"meeting.toml", ".lock"}


def test_a_file_that_is_gone_is_not_made_again(saved: Path) -> None:
    saved.unlink()
    with pytest.raises(ChangedOnDisk, match="is gone since it was read"):
        save_bytes(saved, NEW, replaces=version_of(OLD))
    assert not saved.exists()


def test_a_file_that_changed_to_the_very_same_content_is_no_conflict(saved: Path) -> None:
    saved.write_bytes(NEW)
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert saved.read_bytes() == NEW


def test_a_file_that_should_be_new_and_is_there_is_left_as_it_is(saved: Path) -> None:
    with pytest.raises(AlreadyExists) as caught:
        save_bytes(saved, NEW, replaces=None)
    assert caught.value.exit_code == 13
    assert saved.read_bytes() == OLD


def test_a_file_that_became_a_folder_is_not_replaced(saved: Path) -> None:
    saved.unlink()
    saved.mkdir()
    with pytest.raises(UnreadableFile, match="is a folder"):
        save_bytes(saved, NEW, replaces=version_of(OLD))
    assert saved.is_dir()


def test_too_much_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "new" / "meeting.toml"
    with pytest.raises(NotSaved, match="larger than 8 MB"):
        save_bytes(path, b"x" * (MAX_BYTES + 1), replaces=None)
    assert not path.parent.exists()


def test_what_leaves_the_workspace_is_for_its_owner_and_overwrites_nothing(tmp_path: Path) -> None:
    out = tmp_path / "notes.md"
    write_out(out, b"one", overwrite=False)
    assert out.read_bytes() == b"one"
    assert os.name == "nt" or stat.S_IMODE(out.stat().st_mode) == 0o600
    with pytest.raises(AlreadyExists):
        write_out(out, b"two", overwrite=False)
    assert out.read_bytes() == b"one"
    write_out(out, b"two", overwrite=True)
    assert out.read_bytes() == b"two"
    assert [one.name for one in tmp_path.iterdir()] == ["notes.md"]


def test_what_leaves_the_workspace_needs_a_folder_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        write_out(tmp_path / "none" / "notes.md", b"one", overwrite=False)
    with pytest.raises(UsageProblem, match="is a folder"):
        write_out(tmp_path, b"one", overwrite=True)


@pytest.mark.parametrize("overwrite", [False, True])
def test_what_leaves_the_workspace_again_unchanged_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    path = tmp_path / "groups.csv"
    write_out(path, OLD, overwrite=False)
    path.chmod(0o644)
    before = path.stat()

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", refuse(errno.ENOSPC))
        write_out(path, OLD, overwrite=overwrite)

    assert path.stat() == before
    assert all_names_in(tmp_path) == {"groups.csv"}


def test_what_leaves_the_workspace_onto_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "groups.csv"
    write_out(path, OLD, overwrite=False)

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", refuse(errno.ENOSPC))
        with pytest.raises(NotSaved, match=os.strerror(errno.ENOSPC)):
            write_out(path, NEW, overwrite=True)

    assert path.read_bytes() == OLD
    assert all_names_in(tmp_path) == {"groups.csv"}


@posix_only
def test_what_leaves_the_workspace_through_a_link_reaches_its_target_and_no_pipe(
    tmp_path: Path,
) -> None:
    target, link, pipe = tmp_path / "shared.csv", tmp_path / "groups.csv", tmp_path / "pipe"
    target.write_bytes(OLD)
    link.symlink_to(target)
    os.mkfifo(pipe)

    write_out(link, NEW, overwrite=True)

    assert (link.is_symlink(), target.read_bytes()) == (True, NEW)
    with pytest.raises(UnreadableFile, match="is a pipe or a device"):
        write_out(pipe, NEW, overwrite=True)
