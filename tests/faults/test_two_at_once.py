"""Two at once: nothing is lost between them, and the second is told of the first."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peergroup_cli.errors import IllegalMove, NotSaved
from peergroup_cli.storage import seat
from peergroup_cli.storage.seat import seat_taken
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup
from tests.faults.calls import POSIX
from tests.faults.meeting import Held, a_workspace
from tests.session.table import shipped
from tests.storage.sample import all_names_in, refuse

OPENING = ("", "", "", "")
NOW = datetime(2026, 11, 5, 9, 12, tzinfo=UTC)


@pytest.fixture
def formed(tmp_path: Path) -> Peergroup:
    """The program in a workspace whose meeting has begun."""
    Workspace.create(tmp_path / "workspace", None)
    peergroup = Peergroup(tmp_path / "workspace")
    peergroup.form()
    begun = ("run-session", "--agenda", "explore", "--override", "They have held it")
    assert peergroup(*begun, typed="\n\n\n\n").exit_code == 1
    return peergroup


def crowd(folder: Path, *wrong: str) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.faults.crowd", str(folder), "4", "20", *wrong]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not POSIX, reason="it forks")
def test_of_many_who_save_at_once_nobody_loses_anything_and_no_reader_sees_half_a_file(
    tmp_path: Path,
) -> None:
    assert crowd(tmp_path / "w") == {"lost": 0, "errors": 0, "unread": 0, "unfinished": 0}


@pytest.mark.skipif(not POSIX, reason="it forks")
def test_a_saver_without_a_lock_is_found(tmp_path: Path) -> None:
    assert crowd(tmp_path / "w", "no lock")["lost"]


def test_no_save_of_a_meeting_makes_it_smaller(tmp_path: Path) -> None:
    held = Held(a_workspace(tmp_path / "w", 3), shipped("explore"))
    held.types_slowly = False
    held.run()
    before: set[str] = set()
    for content in held.saves:
        ids = set(re.findall(r'^id = "(m1-.*)"$', content.decode(), re.MULTILINE))
        assert ids >= before
        before = ids
    assert len(before) > 8


# one window takes the notes


def test_a_second_window_is_told_who_holds_the_meeting_and_since_when_and_may_look(
    formed: Peergroup,
) -> None:
    folder = formed.folder / "cohorts" / "north"
    with seat_taken(folder, NOW):
        second = formed("run-session", typed="A challenge\n")
        looked = formed("export-notes", "north", "--for", "facilitator")
    assert second.exit_code == 14
    assert "A meeting of north is being held already" in second.stderr
    assert f"(process {os.getpid()})" in second.stderr
    assert "2026-11-05" in second.stderr
    assert "export-notes north --for facilitator" in second.stderr
    assert not formed.meetings[0].challenges
    assert looked.exit_code == 0
    assert formed("run-session", typed="A challenge\n").exit_code == 1
    assert [told.title for told in formed.meetings[0].challenges] == ["A challenge"]


def test_a_seat_that_was_left_by_a_crash_is_free(formed: Peergroup) -> None:
    folder = formed.folder / "cohorts" / "north"
    (folder / seat.SEAT).write_text("format = 1\n", encoding="utf-8")
    (folder / seat.LOCK).touch()
    assert formed("run-session", typed="A challenge\n").exit_code == 1
    assert seat.SEAT not in all_names_in(folder)


def test_a_seat_whose_file_says_nothing_is_still_taken(formed: Peergroup) -> None:
    folder = formed.folder / "cohorts" / "north"
    with seat_taken(folder, NOW):
        (folder / seat.SEAT).write_bytes(b"")
        second = seat_taken(folder, NOW)
        with pytest.raises(IllegalMove, match="by another window"), second:
            pass


def test_the_hour_is_said_on_the_clock_of_who_asks(tmp_path: Path) -> None:
    today = NOW + timedelta(hours=1)
    with (
        seat_taken(tmp_path, NOW),
        pytest.raises(IllegalMove, match=r"since 09:12 "),
        seat_taken(tmp_path, today),
    ):
        pass


# before the first question


@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_a_workspace_that_takes_nothing_is_found_before_the_first_question(
    formed: Peergroup, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    seat_of_north = seat_taken(formed.folder / "cohorts" / "north", NOW)
    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse(28))
        with pytest.raises(NotSaved) as caught, seat_of_north:
            pass
    assert os.strerror(28) in caught.value.message
    assert seat.SEAT not in all_names_in(formed.folder / "cohorts" / "north")
    assert all_names_in(formed.folder / "cohorts" / "north" / "meetings") == {
        ".lock",
        "001-explore.toml",
    }


# something else writes to the file meanwhile


@pytest.mark.parametrize("how", ["changed", "damaged", "gone"])
def test_a_file_that_changed_meanwhile_ends_the_meeting_and_both_are_kept(
    formed: Peergroup, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    file = formed.folder / "cohorts" / "north" / "meetings" / "001-explore.toml"
    before = file.read_text(encoding="utf-8")
    theirs = {"changed": before.replace('scribe = "', 'scribe = "bo-lind" # "'), "damaged": "["}
    save = Workspace.save_meeting

    def after_another(*given: object) -> object:
        monkeypatch.setattr(Workspace, "save_meeting", save)
        if how == "gone":
            file.unlink()
        else:
            file.write_text(theirs[how], encoding="utf-8")
        return save(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "save_meeting", after_another)
    result = formed("run-session", typed="SECRET-TITLE\n")
    assert result.exit_code == 15
    assert "SECRET" not in result.output
    assert file.exists() == (how != "gone")
    if how == "changed":
        assert "challenges: 1 in this window, 0 in the file" in result.stderr
    (copy,) = [one for one in file.parent.iterdir() if "this window" in one.name]
    assert "SECRET-TITLE" in copy.read_text(encoding="utf-8")
    assert copy.name in result.stderr
    if how != "gone":
        assert file.read_text(encoding="utf-8") == theirs[how]
