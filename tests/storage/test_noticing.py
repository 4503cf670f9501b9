"""Every change of a file is noticed, and nothing is opened for it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from peergroup_cli.storage.index_place import index_path
from peergroup_cli.storage.noticing import fingerprint, marks_of


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A meeting of a cohort."""
    folder = tmp_path / "cohorts" / "north" / "meetings"
    folder.mkdir(parents=True)
    (folder.parent / "cohort.toml").write_text("a", "utf-8")
    (folder / "001-explore.toml").write_text("b", "utf-8")
    return folder / "001-explore.toml"


def _again(path: Path) -> None:
    text = path.read_text("utf-8")
    path.unlink()
    path.with_name("other").write_text(text, "utf-8")
    path.with_name("other").rename(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": lambda path: path.write_text("bb", "utf-8"),
    "a later time": lambda path: os.utime(path, ns=(1, 1)),
    "another file": _again,
    "another name": lambda path: path.rename(path.with_name("002-explore.toml")),
    "one more": lambda path: path.with_name("002-explore.toml").write_text("b", "utf-8"),
    "gone": lambda path: path.unlink(),
    "the cohort": lambda path: path.parent.with_name("cohort.toml").write_text("aa", "utf-8"),
    "the dates": lambda path: path.parent.with_name("dates.toml").write_text("a", "utf-8"),
    "a folder that is a file": lambda path: _replaced(path.parent),
}


def _replaced(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("", "utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed(meeting: Path, tmp_path: Path, change: str) -> None:
    before = fingerprint(marks_of(tmp_path, "north"))
    assert before == fingerprint(marks_of(tmp_path, "north"))
    CHANGES[change](meeting)
    assert before != fingerprint(marks_of(tmp_path, "north"))


def test_hidden_files_and_others_are_no_change(meeting: Path, tmp_path: Path) -> None:
    before = fingerprint(marks_of(tmp_path, "north"))
    meeting.with_name(".001-explore.draft.toml").write_text("c", "utf-8")
    meeting.with_name("001-explore.toml.bak").write_text("c", "utf-8")
    assert before == fingerprint(marks_of(tmp_path, "north"))


def test_a_folder_that_cannot_be_seen_is_never_the_same(meeting: Path, tmp_path: Path) -> None:
    _replaced(meeting.parent)
    assert marks_of(tmp_path, "north") != marks_of(tmp_path, "north")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_seen(meeting: Path, tmp_path: Path) -> None:
    meeting.with_name("002-reflect.toml").symlink_to("nowhere")
    _, (names, marks) = marks_of(tmp_path, "north")
    assert names == ["001-explore.toml", "002-reflect.toml"]
    assert marks[1] == ("closed",)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is platformdirs that is asked")
@pytest.mark.parametrize("cache", [None, "", "/somewhere/cache", "not/absolute"])
@pytest.mark.parametrize("home", ["/somewhere/home", "/somewhere/", None])
def test_the_index_lies_where_platformdirs_says(
    cache: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("XDG_CACHE_HOME", cache), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    expected = platformdirs.user_cache_path("peergroup", appauthor=False)
    assert index_path(Path("/w")).parent == expected
