"""Several folders together: all or none, whatever stops the work and wherever."""

import errno
import os
import shutil
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from peergroup_cli.errors import AlreadyExists, NotSaved
from peergroup_cli.storage import together
from peergroup_cli.storage.durable import save_bytes
from peergroup_cli.storage.folder import names_in
from peergroup_cli.storage.together import add_together, finish_adding
from peergroup_cli.storage.workspace import Workspace

from .sample import a_cohort, all_names_in, posix_only

NAMES = ["alder", "birch", "cedar"]
CALLS = ("mkdir", "open", "write", "replace", "rename", "unlink", "rmdir")
"""What an interruption can come between, as far as the disk sees it."""


class Power(BaseException):
    """A power cut: no handler of the program runs to an end after it."""


class Disk:
    """The calls to the system, counted, with what goes wrong at some of them.

    Args:
        wrong: by the number of a call what is raised there; at all later ones if it is `Power`.
    """

    def __init__(self, wrong: dict[int, BaseException]) -> None:
        self.calls = 0
        self.wrong = wrong
        self.dead = False

    def watched(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, which may go wrong before it does anything."""

        def made(*args: Any, **options: Any) -> Any:
            number, self.calls = self.calls, self.calls + 1
            if self.dead:
                raise Power
            if number in self.wrong:
                self.dead = isinstance(self.wrong[number], Power)
                raise self.wrong[number]
            return call(*args, **options)

        return made


def write(folder: Path, name: str) -> None:
    save_bytes(folder / "cohort.toml", f"{name}\n".encode(), replaces=None)


def added(place: Path, wrong: dict[int, BaseException]) -> tuple[Disk, BaseException | None]:
    """Add the folders on a disk on which these calls go wrong."""
    disk = Disk(wrong)
    with pytest.MonkeyPatch.context() as patch:
        for call in CALLS:
            patch.setattr(os, call, disk.watched(getattr(os, call)))
        # a true flush takes its time, and is not what is looked at here
        patch.setattr(os, "fsync", disk.watched(lambda _handle: None))
        try:
            add_together(place, NAMES, write)
        except (Power, KeyboardInterrupt, NotSaved, OSError) as error:
            return disk, error
    return disk, None


def seen(place: Path) -> list[str]:
    """What is there at the next look, whole."""
    finish_adding(place)
    found = names_in(place)
    for name in found:
        assert (place / name / "cohort.toml").read_text(encoding="utf-8") == f"{name}\n"
    return found


def full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_all_are_there_at_once_and_nothing_else(tmp_path: Path) -> None:
    add_together(tmp_path / "cohorts", NAMES, write)

    assert all_names_in(tmp_path / "cohorts") == {*NAMES, ".lock"}
    assert seen(tmp_path / "cohorts") == NAMES


@posix_only
def test_they_are_open_to_their_owner_only_whatever_the_umask(
    tmp_path: Path, open_umask: None
) -> None:
    del open_umask
    add_together(tmp_path / "cohorts", NAMES, write)

    for path in (tmp_path / "cohorts").rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("wrong", [Power, KeyboardInterrupt, full])
def test_stopped_at_any_call_the_next_look_finds_all_or_none_and_trying_again_makes_all(
    tmp_path: Path, wrong: Callable[[], BaseException]
) -> None:
    outcomes = set()
    for number in count():
        place = tmp_path / f"{number}"
        disk, error = added(place, {number: wrong()})
        if disk.calls <= number:
            break
        found = seen(place)
        assert found in ([], NAMES), number
        outcomes.add(bool(found))
        if not found:
            assert error is not None
            assert added(place, {})[1] is None
        assert seen(place) == NAMES
    assert outcomes == {False, True}
    assert number > 20


def test_a_power_cut_while_a_failure_is_cleaned_up_leaves_none_as_well(tmp_path: Path) -> None:
    whole, _ = added(tmp_path / "whole", {})
    for failing in range(whole.calls * 3 // 4, whole.calls):
        for cut in range(failing + 1, whole.calls + 20):
            place = tmp_path / f"{failing}-{cut}"
            disk, _ = added(place, {failing: full(), cut: Power()})
            if disk.calls <= cut:
                shutil.rmtree(place, ignore_errors=True)
                break
            assert seen(place) in ([], NAMES), (failing, cut)
            shutil.rmtree(place)


@pytest.mark.parametrize("failing", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_nothing_says_so_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    def refuse(*_args: object) -> int:
        raise OSError(failing, os.strerror(failing))

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", refuse)
        with pytest.raises(NotSaved, match=os.strerror(failing)):
            add_together(tmp_path, NAMES, write)

    assert seen(tmp_path) == []
    assert all_names_in(tmp_path) == {".lock"}


@pytest.mark.parametrize("there", ["folder", "file", "link", "broken link"])
def test_where_one_is_there_already_none_is_made_and_it_is_left_alone(
    tmp_path: Path, there: str
) -> None:
    place, other = tmp_path / "cohorts", tmp_path / "other"
    place.mkdir()
    other.mkdir()
    if there == "folder":
        (place / "birch").mkdir()
    elif there == "file":
        (place / "birch").write_bytes(b"mine")
    else:
        (place / "birch").symlink_to(other if there == "link" else tmp_path / "none")

    with pytest.raises(AlreadyExists, match="birch"):
        add_together(place, NAMES, write)

    assert all_names_in(place) == {"birch", ".lock"}
    assert all_names_in(other) == set()


@posix_only
@pytest.mark.parametrize("target", ["folder", "nothing"])
def test_a_link_in_the_place_of_what_is_prepared_is_not_followed(
    tmp_path: Path, target: str
) -> None:
    place, other = tmp_path / "cohorts", tmp_path / "other"
    place.mkdir()
    if target == "folder":
        (other / "precious").mkdir(parents=True)
        (other / "complete").write_bytes(b"")
    (place / ".new").symlink_to(other)

    finish_adding(place)
    add_together(place, NAMES, write)

    assert seen(place) == NAMES
    assert all_names_in(place) == {*NAMES, ".lock"}
    if target == "folder":
        assert all_names_in(other) == {"precious", "complete"}


def test_a_file_in_the_place_of_what_is_prepared_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / ".new").write_bytes(b"mine")

    with pytest.raises(NotSaved):
        add_together(tmp_path, NAMES, write)

    assert (tmp_path / ".new").read_bytes() == b"mine"
    assert seen(tmp_path) == []


def test_what_a_crashed_run_left_half_done_is_not_mixed_with_new_folders(tmp_path: Path) -> None:
    (tmp_path / ".new" / "stranger").mkdir(parents=True)

    add_together(tmp_path, NAMES, write)

    assert all_names_in(tmp_path) == {*NAMES, ".lock"}


def test_another_program_that_adds_folders_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    monkeypatch.setattr(together, "LOCK_SECONDS", 0)
    with (
        FileLock(tmp_path / ".lock"),
        pytest.raises(NotSaved, match="another program is making cohorts here"),
    ):
        add_together(tmp_path, NAMES, write)

    assert seen(tmp_path) == []


def test_adding_none_is_no_error(tmp_path: Path) -> None:
    add_together(tmp_path, [], write)

    assert seen(tmp_path) == []


def test_a_workspace_shows_cohorts_that_a_crashed_run_had_prepared(workspace: Workspace) -> None:
    prepared = workspace.folder / "cohorts" / ".new"
    before = Workspace.create(workspace.folder.parent / "before", None)
    before.add_cohorts([a_cohort("north"), a_cohort("south")])
    (before.folder / "cohorts").rename(prepared)
    (prepared / ".lock").unlink()
    assert workspace.cohort_ids() == []

    (prepared / "complete").write_bytes(b"")

    assert workspace.cohort_ids() == ["north", "south"]
    assert [stored.record.id for stored in workspace.cohorts()] == ["north", "south"]


def test_a_workspace_keeps_no_cohort_where_one_of_them_is_there(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort("south"))

    with pytest.raises(AlreadyExists):
        workspace.add_cohorts([a_cohort("north"), a_cohort("south", "Another")])

    assert [stored.record.name for stored in workspace.cohorts()] == ["North"]
    assert workspace.cohort_ids() == ["south"]
