"""Backups: the same bytes each time, all of the workspace in them, and back again."""

import errno
import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peergroup_cli.errors import (
    AlreadyExists,
    NewerFormat,
    NotSaved,
    UnreadableFile,
    UsageProblem,
)
from peergroup_cli.storage import archive, restoring
from peergroup_cli.storage.archive import (
    MANIFEST,
    backup_of,
    backups_of,
    manifest_of,
    unusable,
)
from peergroup_cli.storage.restoring import files_of_backup, put_back
from peergroup_cli.storage.workspace import Workspace

from .sample import a_cohort, a_meeting, posix_only

FILES = {"peergroup.toml": b"format = 1\n", "cohorts/north/cohort.toml": b"north\n"}


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    workspace.add_cohort(a_cohort())
    stored = workspace.add_meeting(a_meeting("said").changed(state="finished"))
    workspace.save_meeting(stored, stored.record.changed(scribe="ada"))
    (workspace.folder / "ada.docx").write_bytes(bytes(range(256)))
    return workspace


def there(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock")
    }


def a_zip(
    files: dict[str, bytes],
    change: Callable[[zipfile.ZipInfo], None] = lambda _part: None,
    **changed: bytes,
) -> bytes:
    """A zip file as a backup is one; what is changed stands in it otherwise than in its list."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, changed.get("manifest", manifest_of(files)))
        for name, content in files.items():
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            change(part)
            packed.writestr(part, content)
    return out.getvalue()


def refused(path: Path, content: bytes) -> str:
    """What is wrong with a backup of these bytes; nothing must come of it."""
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        files_of_backup(path)
    return "\n".join(caught.value.problems)


def test_a_backup_that_is_put_back_is_the_workspace_again(full: Workspace, tmp_path: Path) -> None:
    made = backup_of(full.folder)
    (tmp_path / "b.zip").write_bytes(made.content)
    put_back(files_of_backup(tmp_path / "b.zip"), tmp_path / "again")
    assert there(tmp_path / "again") == there(full.folder)
    packed = [name for name in there(full.folder) if not name.startswith(".")]
    assert (made.files, made.left_out, made.backups) == (len(packed), (), ())
    assert len(Workspace(tmp_path / "again").earlier("north")) == 1


def test_the_same_workspace_gives_the_same_bytes(full: Workspace, tmp_path: Path) -> None:
    first = backup_of(full.folder).content
    put_back(dict(reversed(there(full.folder).items())), tmp_path / "elsewhere")
    for path in (tmp_path / "elsewhere").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert backup_of(tmp_path / "elsewhere").content == first


def test_locks_unfinished_saves_hidden_folders_and_backups_are_not_in_it(full: Workspace) -> None:
    before = backup_of(full.folder)
    (full.folder / ".git").mkdir()
    (full.folder / ".git" / "config").write_text("x")
    (full.folder / ".peergroup.toml.0123456789abcdef.tmp").write_text("x")
    (full.folder / "old.zip").write_bytes(before.content)
    made = backup_of(full.folder)
    assert made.content == before.content
    assert made.backups == ("old.zip",)
    assert list(backups_of(full.folder)) == [full.folder / "old.zip"]


@posix_only
def test_what_cannot_go_into_it_is_named(full: Workspace, tmp_path: Path) -> None:
    (full.folder / "cohorts" / "south").symlink_to(tmp_path)
    (full.folder / "lost.md").symlink_to(tmp_path / "nowhere")
    (full.folder / "a:b.md").write_text("x")
    (full.folder / "ADA.docx").write_text("x")
    os.mkfifo(full.folder / "packs" / "pipe")
    assert [one.split(":")[-1].strip() for one in backup_of(full.folder).left_out] == [
        "has a letter that not every system takes for a name",
        "differs from another only in small and capital letters",
        "is a link that leads nowhere",
        "is a link to a folder",
        "is a pipe or a device",
    ]


def test_a_workspace_that_is_too_large_gives_no_backup(
    full: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as small:
        small.setattr(archive, "LARGEST_OUT", 1500)
        with pytest.raises(UsageProblem):
            backup_of(full.folder)
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    with pytest.raises(UsageProblem):
        backup_of(full.folder)


def test_a_folder_that_is_closed_to_us_gives_no_backup(
    full: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: Any) -> Any:
        if Path(path).name == "meetings":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        backup_of(full.folder)


def test_a_file_that_is_too_large_for_a_backup_is_taken_for_none(
    full: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (full.folder / "old.zip").write_bytes(backup_of(full.folder).content)
    monkeypatch.setattr(archive, "LARGEST_OUT", 10)
    assert list(backups_of(full.folder)) == []


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/x",
        "a/../x",
        "a//x",
        "./x",
        "a\\..\\x",
        "C:x",
        "a\nb",
        "con",
        "aux.toml",
        "x.",
        "x" * 401,
    ],
)
def test_a_path_that_leads_elsewhere_on_any_system_is_refused(name: str, tmp_path: Path) -> None:
    assert unusable(name)
    problem = refused(tmp_path / "b.zip", a_zip({**FILES, name: b"x"}))
    assert unusable(name) in problem


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_links_devices_and_folders_are_refused(kind: int, tmp_path: Path) -> None:
    def change(part: zipfile.ZipInfo) -> None:
        part.external_attr = (kind | 0o777) << 16

    problem = refused(tmp_path / "b.zip", a_zip(FILES, change))
    assert problem.count("is a link, a device") == len(FILES)


@pytest.mark.parametrize("name", ["Peergroup.TOML", "cohorts", "COHORTS/NORTH"])
def test_names_that_are_one_name_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    problem = refused(tmp_path / "b.zip", a_zip({**FILES, name: b"x"}))
    assert "another has this name" in problem


def test_a_file_that_was_changed_added_or_taken_out_is_found(tmp_path: Path) -> None:
    listed = manifest_of({**FILES, "gone.md": b"x"})
    packed = {**FILES, "peergroup.toml": b"format = 2\n", "new.md": b"x"}
    problem = refused(tmp_path / "b.zip", a_zip(packed, manifest=listed))
    assert problem.splitlines() == [
        "gone.md: is in the list and not in the file",
        "new.md: is not in the list",
        "peergroup.toml: is not what was packed",
    ]


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "LARGEST_OUT", 1_000_000)
    monkeypatch.setattr(restoring, "_LARGEST_LIST", 0)
    bomb = a_zip({**FILES, "bomb": bytes(2_000_000)})
    assert "would unpack to more than" in refused(tmp_path / "b.zip", bomb)
    monkeypatch.setattr(restoring, "MOST_FILES", 1)
    assert "holds more than 1 files" in refused(tmp_path / "b.zip", bomb)


def test_what_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    def change(part: zipfile.ZipInfo) -> None:
        part.compress_type = zipfile.ZIP_BZIP2

    assert "is packed in a way" in refused(tmp_path / "b.zip", a_zip(FILES, change))
    content = a_zip({**FILES, "x": b"y" * 1000})
    at = content.rindex(b"PK\x01\x02")
    lying = content[: at + 24] + (10).to_bytes(4, "little") + content[at + 28 :]
    assert refused(tmp_path / "b.zip", lying)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip file",
        a_zip(FILES)[:-30],
        a_zip(FILES)[:200] + b"\0" * 30 + a_zip(FILES)[230:],
        a_zip(FILES, manifest=b"[" * 100_000),
        a_zip(FILES, manifest=b'{"format": 1, "files": [{"path": 1}]}'),
        a_zip({"other.toml": b"x"}),
    ],
)
def test_what_is_no_backup_is_refused_and_not_called_a_fault(
    content: bytes, tmp_path: Path
) -> None:
    assert refused(tmp_path / "b.zip", content)


def test_another_zip_file_and_a_newer_backup_are_told_apart(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("peergroup.toml", "format = 1\n")
    assert "is no backup of peergroup" in refused(tmp_path / "b.zip", out.getvalue())
    newer = json.dumps({"format": 2, "files": []}).encode()
    (tmp_path / "b.zip").write_bytes(a_zip(FILES, manifest=newer))
    with pytest.raises(NewerFormat):
        files_of_backup(tmp_path / "b.zip")


def test_nothing_that_is_there_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    for name in ("full", "file"):
        with pytest.raises(AlreadyExists):
            put_back(FILES, tmp_path / name)
    with pytest.raises(NotSaved):
        put_back(FILES, tmp_path / "no" / "folder")
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(UsageProblem):
        put_back(FILES, Path())
    monkeypatch.chdir(tmp_path)
    put_back(FILES, tmp_path / "empty")
    assert FILES.items() <= there(tmp_path / "empty").items()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "file", "full"]


@pytest.mark.parametrize("room", [0, 1])
def test_on_a_full_disk_nothing_is_put_back(
    room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [room]
    write = os.write

    def writing(handle: int, content: Any) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, content)

    with monkeypatch.context() as full:
        full.setattr(os, "write", writing)
        with pytest.raises(NotSaved):
            put_back(FILES, tmp_path / "again")
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_what_is_put_back_is_open_to_its_owner_only(tmp_path: Path, open_umask: None) -> None:
    del open_umask
    put_back(FILES, tmp_path / "again")
    for path in [tmp_path / "again", *(tmp_path / "again").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
