"""Earlier versions: kept before each change, bounded, and never in the way of a save."""

import os
import stat
from pathlib import Path

import pytest

from peergroup_cli.errors import ChangedOnDisk, NotSaved
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import NO_PRACTICE, Dropped
from peergroup_cli.storage import history
from peergroup_cli.storage.history import differs, forget
from peergroup_cli.storage.toml_file import Stored
from peergroup_cli.storage.workspace import Workspace

from .sample import DAY, a_cohort, a_meeting, all_names_in, posix_only, refuse


@pytest.fixture
def finished(workspace: Workspace) -> Stored[Meeting]:
    workspace.add_cohort(a_cohort())
    return workspace.add_meeting(a_meeting("said").changed(state="finished"))


def kept(workspace: Workspace) -> list[bytes]:
    return [one.path.read_bytes() for one in workspace.earlier("north")]


def test_the_bytes_of_a_finished_meeting_are_kept_before_it_changes(
    workspace: Workspace, finished: Stored[Meeting]
) -> None:
    # a comment that somebody wrote by hand is kept as well
    finished.path.write_bytes(b"# by hand\n" + finished.path.read_bytes())
    (read,) = workspace.meetings("north")
    before = read.path.read_bytes()
    workspace.save_meeting(read, read.record.changed(scribe="ada"))
    (one,) = workspace.earlier("north")
    assert (one.number, one.of) == (1, finished.path)
    assert one.path.read_bytes() == before
    assert differs(one)


def test_while_a_meeting_is_open_nothing_is_kept(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    stored = workspace.add_meeting(a_meeting())
    stored = workspace.save_meeting(stored, stored.record.changed(state="finished"))
    assert kept(workspace) == []
    workspace.save_meeting(stored, stored.record.changed(scribe="ada"))
    assert len(kept(workspace)) == 1


def test_of_a_cohort_and_its_practice_earlier_versions_are_kept_too(workspace: Workspace) -> None:
    stored = workspace.add_cohort(a_cohort())
    workspace.save_cohort(stored, stored.record.changed(theme="Trust"))
    told = workspace.save_practice("north", None, NO_PRACTICE)
    row = Dropped(experiment="m1-experiment-1", member="ada", on=DAY, reason="r")
    workspace.save_practice("north", told, NO_PRACTICE.with_dropped(row))
    names = [one.of.name for one in workspace.earlier("north")]
    assert names == ["cohort.toml", "practice.toml"]


def test_a_save_that_changes_nothing_keeps_nothing(
    workspace: Workspace, finished: Stored[Meeting]
) -> None:
    workspace.save_meeting(finished, finished.record)
    assert kept(workspace) == []


def test_a_save_that_is_refused_keeps_nothing(
    workspace: Workspace, finished: Stored[Meeting]
) -> None:
    newer = finished.path.read_bytes().replace(b"said", b"done")
    finished.path.write_bytes(newer)
    with pytest.raises(ChangedOnDisk):
        workspace.save_meeting(finished, finished.record.changed(scribe="ada"))
    assert kept(workspace) == []
    assert finished.path.read_bytes() == newer


def test_where_the_old_version_cannot_be_kept_the_new_one_is_not_saved(
    workspace: Workspace, finished: Stored[Meeting], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = finished.path.read_bytes()
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse(28))
        with pytest.raises(NotSaved):
            workspace.save_meeting(finished, finished.record.changed(scribe="ada"))
    assert finished.path.read_bytes() == before
    assert kept(workspace) == []


def test_several_cohorts_are_changed_together_and_each_is_kept(workspace: Workspace) -> None:
    both = [workspace.add_cohort(a_cohort(one)) for one in ("north", "south")]
    workspace.save_cohorts([(one, one.record.changed(theme="Trust")) for one in both])
    assert [len(workspace.earlier(one)) for one in ("north", "south")] == [1, 1]
    # the second is refused now, and the first is as it was
    now = workspace.cohorts()
    both[1].path.unlink()
    with pytest.raises(ChangedOnDisk):
        workspace.save_cohorts([(one, one.record.changed(theme="Risk")) for one in now])
    assert workspace.cohort("north").record.theme == "Trust"
    assert len(workspace.earlier("north")) == 1


def test_of_each_file_only_the_newest_versions_are_kept(
    workspace: Workspace, finished: Stored[Meeting], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_VERSIONS", 3)
    cohort = workspace.cohort("north")
    workspace.save_cohort(cohort, cohort.record.changed(theme="Trust"))
    for number in range(5):
        name = f"member-{number}"
        finished = workspace.save_meeting(finished, finished.record.changed(scribe=name))
    assert [(one.number, one.of.name) for one in workspace.earlier("north")] == [
        (1, "cohort.toml"),
        (4, "001-evening.toml"),
        (5, "001-evening.toml"),
        (6, "001-evening.toml"),
    ]


@posix_only
def test_they_are_open_to_their_owner_only_whatever_the_umask(
    workspace: Workspace, finished: Stored[Meeting], open_umask: None
) -> None:
    del open_umask
    workspace.save_meeting(finished, finished.record.changed(scribe="ada"))
    (one,) = workspace.earlier("north")
    assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(one.path.parent.stat().st_mode) == 0o700


def test_versions_that_were_kept_under_the_name_of_old_are_found(
    workspace: Workspace, finished: Stored[Meeting]
) -> None:
    workspace.save_meeting(finished, finished.record.changed(scribe="ada"))
    (one,) = workspace.earlier("north")
    assert one.path.name.endswith(".toml.old")
    older = one.path.rename(one.path.with_suffix(""))
    (found,) = workspace.earlier("north")
    assert (found.path, found.of, found.number) == (older, one.of, one.number)


def test_other_files_in_the_folder_are_no_versions(
    workspace: Workspace, finished: Stored[Meeting]
) -> None:
    workspace.save_meeting(finished, finished.record.changed(scribe="ada"))
    (one,) = workspace.earlier("north")
    for name in ("0002.20269999T999999Z.cohort.toml", "notes.txt", "0002.cohort.toml"):
        (one.path.parent / name).write_text("x")
    assert workspace.earlier("north") == [one]


def test_what_is_forgotten_is_gone_and_may_be_gone_already(
    workspace: Workspace, finished: Stored[Meeting], tmp_path: Path
) -> None:
    workspace.save_meeting(finished, finished.record.changed(scribe="ada"))
    (one,) = workspace.earlier("north")
    forget([one.path, one.path, tmp_path / "never" / "there"])
    assert kept(workspace) == []
    assert all_names_in(one.path.parent) <= {".lock"}


def test_a_file_that_is_gone_is_no_earlier_version(
    workspace: Workspace, finished: Stored[Meeting]
) -> None:
    finished.path.unlink()
    with pytest.raises(ChangedOnDisk):
        workspace.save_meeting(finished, finished.record.changed(scribe="ada"))
    assert kept(workspace) == []
