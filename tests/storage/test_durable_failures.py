"""Saving on a system that refuses, reading what is no file."""

import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from peergroup_cli.errors import (
    NotFound,
    NotSaved,
    PeergroupError,
    UnreadableFile,
)
from peergroup_cli.storage import durable
from peergroup_cli.storage.durable import MAX_BYTES, read_bytes, save_bytes, version_of

from .sample import NEW, OLD, all_names_in, posix_only, refuse

# what goes wrong


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_system_that_refuses_leaves_the_old_file_whole_and_nothing_beside_it(
    saved: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, call, refuse(number))
        with pytest.raises(NotSaved) as caught:
            save_bytes(saved, NEW, replaces=version_of(OLD))
    assert caught.value.exit_code == 18
    assert str(caught.value) == f"not saved: {os.strerror(number)}, {saved}"
    assert saved.read_bytes() == OLD
    assert all_names_in(saved.parent) == {"meeting.toml", ".lock"}
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert saved.read_bytes() == NEW


def test_ctrl_c_in_the_middle_leaves_no_half_written_file(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_bytes(saved, NEW, replaces=version_of(OLD))
    assert saved.read_bytes() == OLD
    assert all_names_in(saved.parent) == {"meeting.toml", ".lock"}


@posix_only
def test_a_save_that_failed_at_its_last_step_is_not_called_saved_by_trying_again(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def flush_no_folder(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(handle)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", flush_no_folder)
        for _ in range(2):
            with pytest.raises(NotSaved):
                save_bytes(saved, NEW, replaces=version_of(OLD))
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert saved.read_bytes() == NEW
    assert all_names_in(saved.parent) == {"meeting.toml", ".lock"}


@posix_only
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_flush_folders_can_be_used(
    saved: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fsync = os.fsync

    def flush_no_folder(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flush_no_folder)
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert saved.read_bytes() == NEW


def test_a_folder_that_cannot_be_made_is_an_error_that_names_the_file(saved: Path) -> None:
    path = saved / "cohort.toml"
    with pytest.raises(NotSaved, match=r"not saved: .*cohort\.toml"):
        save_bytes(path, NEW, replaces=None)


def test_an_error_without_words_of_the_system_still_has_a_reason(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> int:
        raise OSError

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(NotSaved, match="not saved: OSError, "):
        save_bytes(saved, NEW, replaces=version_of(OLD))


def test_a_folder_in_which_another_program_saves_is_an_error_and_no_endless_wait(
    saved: Path,
) -> None:
    hold = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(saved.parent / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(NotSaved, match="another program is saving in this folder") as caught:
            save_bytes(saved, NEW, replaces=version_of(OLD), lock_seconds=0)
        other.communicate()
    assert "try again" in caught.value.hint
    assert saved.read_bytes() == OLD
    save_bytes(saved, NEW, replaces=version_of(OLD), lock_seconds=0)


# what crashed runs left behind


def test_old_temporary_files_of_crashed_runs_are_removed_and_nothing_else(saved: Path) -> None:
    folder = saved.parent
    stale, fresh = ".meeting.toml.0123456789abcdef.tmp", ".meeting.toml.fedcba9876543210.tmp"
    foreign = (".meeting.toml.tmp", "notes.tmp", ".meeting.toml.swp")
    hours_ago = time.time() - 2 * 3600
    for name in (stale, fresh, *foreign):
        (folder / name).write_bytes(b"half")
        if name != fresh:
            os.utime(folder / name, (hours_ago, hours_ago))
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert all_names_in(folder) == {"meeting.toml", ".lock", fresh, *foreign}


def test_an_old_temporary_file_that_cannot_be_removed_does_not_stop_a_save(saved: Path) -> None:
    stuck = saved.parent / ".meeting.toml.0123456789abcdef.tmp"
    stuck.mkdir()
    os.utime(stuck, (0, 0))
    save_bytes(saved, NEW, replaces=version_of(OLD))
    assert saved.read_bytes() == NEW


# what is read


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path / "no" / "folder.toml"):
        with pytest.raises(NotFound, match="does not exist"):
            read_bytes(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"is a folder|cannot be opened"):
        read_bytes(tmp_path)


@posix_only
@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_is_refused_at_once(tmp_path: Path, linked: bool) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    path = tmp_path / "link.toml" if linked else pipe
    if linked:
        path.symlink_to(pipe)
    with pytest.raises(UnreadableFile, match="is a pipe or a device"):
        read_bytes(path)


@posix_only
def test_a_device_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="is a pipe or a device"):
        read_bytes(Path("/dev/zero"))


@posix_only
def test_a_link_to_a_file_is_read_and_a_broken_one_is_not_found(
    tmp_path: Path, saved: Path
) -> None:
    link, broken = tmp_path / "link.toml", tmp_path / "broken.toml"
    link.symlink_to(saved)
    broken.symlink_to(tmp_path / "none.toml")
    assert read_bytes(link) == OLD
    with pytest.raises(NotFound):
        read_bytes(broken)


def test_a_file_that_is_too_large_is_refused_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableFile, match="is larger than 8 MB"):
        read_bytes(path)
    # as if it had grown since its size was asked for
    monkeypatch.setattr(durable, "MAX_BYTES", 1024 * 1024)
    monkeypatch.setattr(durable, "_refuse_what_is_no_record", lambda *_: None)
    with pytest.raises(UnreadableFile, match="is larger than 1 MB"):
        read_bytes(path)


def test_a_file_that_may_not_be_opened_says_so(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", refuse(errno.EACCES))
    with pytest.raises(UnreadableFile, match=f"cannot be opened: {os.strerror(errno.EACCES)}"):
        read_bytes(saved)


def test_every_error_of_a_save_is_one_that_a_person_can_act_on(saved: Path) -> None:
    for replaces in (None, "another version"):
        with pytest.raises(PeergroupError) as caught:
            save_bytes(saved, NEW, replaces=replaces)
        assert caught.value.hint
