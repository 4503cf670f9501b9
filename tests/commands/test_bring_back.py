"""A meeting that was kept elsewhere, as its workspace could not be written, comes back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peergroup_cli.commands.shared import desk
from peergroup_cli.commands.shared.options import now
from peergroup_cli.errors import NotSaved
from peergroup_cli.storage.seat import seat_taken
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup

BEGUN = "\n\n\n\nThe first case\n"


@pytest.fixture
def begun(tmp_path: Path) -> Peergroup:
    """The program in a workspace whose meeting has begun, with one case."""
    Workspace.create(tmp_path / "workspace", None)
    peergroup = Peergroup(tmp_path / "workspace")
    peergroup.form()
    said = ("run-session", "--agenda", "explore", "--override", "They have held it")
    assert peergroup(*said, typed=BEGUN).exit_code == 1
    return peergroup


def refuse(*_: object) -> None:
    raise NotSaved("001-explore.toml", "No space left on device")


@pytest.fixture
def kept(begun: Peergroup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A second answer was refused, and the meeting is in this file."""
    path = tmp_path / "stick" / "kept.toml"
    path.parent.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "save_meeting", refuse)
        left = begun("run-session", "--elsewhere", str(path), typed="SECRET-CASE\n")
    assert left.exit_code == 23
    assert "not saved: No space left on device" in left.stderr
    assert f"peergroup bring-back {path}" in left.stderr
    assert "SECRET" not in left.stderr
    return path


def titles(peergroup: Peergroup) -> list[str]:
    (meeting,) = peergroup.meetings
    return [text for one in meeting.challenges for text in (one.title, one.case) if text]


def test_it_comes_back_with_the_answer_and_goes_on_at_the_next_question(
    begun: Peergroup, kept: Path
) -> None:
    assert "SECRET-CASE" not in titles(begun)
    told = begun.done("bring-back", str(kept))
    assert "SECRET-CASE" in titles(begun)
    assert "run-session north" in told
    assert f"delete it: {kept}" in told
    assert kept.exists()
    assert begun("run-session", typed="And what then\n").exit_code == 1
    assert begun("check-workspace").exit_code == 0


def test_what_stood_there_can_be_had_again(begun: Peergroup, kept: Path) -> None:
    before = begun.meetings
    begun.done("bring-back", str(kept))
    begun.done("undo", "--yes")
    assert begun.meetings == before


def test_a_second_time_changes_nothing(begun: Peergroup, kept: Path) -> None:
    begun.done("bring-back", str(kept))
    before = begun.meetings
    begun.done("bring-back", str(kept))
    assert begun.meetings == before
    assert len(list(begun.folder.glob("cohorts/north/history/*.001-explore.toml.old"))) == 1


def test_a_meeting_of_which_nothing_was_saved_comes_back_too(begun: Peergroup, kept: Path) -> None:
    file = begun.folder / "cohorts" / "north" / "meetings" / "001-explore.toml"
    file.unlink()
    begun.done("bring-back", str(kept))
    assert "SECRET-CASE" in titles(begun)
    assert not list(begun.folder.glob("cohorts/north/history/*.001-explore.toml"))


def test_a_meeting_that_went_on_meanwhile_is_left_as_it_is(
    begun: Peergroup, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = now() + timedelta(minutes=1)
    monkeypatch.setattr(desk, "now", lambda: later)
    assert begun("run-session", typed="Another case\n").exit_code == 1
    before = begun.meetings
    refused = begun("bring-back", str(kept))
    assert refused.exit_code == 15
    assert "challenges" in refused.stderr
    assert "SECRET" not in refused.output
    assert begun.meetings == before


def test_a_meeting_that_is_being_held_is_left_alone(begun: Peergroup, kept: Path) -> None:
    with seat_taken(begun.folder / "cohorts" / "north", datetime.now(UTC)):
        assert begun("bring-back", str(kept)).exit_code == 14
    assert "SECRET-CASE" not in titles(begun)


def test_nobody_who_was_erased_comes_back_with_it(begun: Peergroup, kept: Path) -> None:
    (begun.folder / "cohorts" / "north" / "meetings" / "001-explore.toml").unlink()
    begun.done("erase-member", "north", "bo-lind", "--yes")
    refused = begun("bring-back", str(kept))
    assert refused.exit_code == 14
    assert "bo-lind" in refused.stderr
    assert not begun.meetings


@pytest.mark.parametrize(
    ("content", "code"), [("", 11), ("[", 11), (None, 12), ("south", 12)], ids=repr
)
def test_what_is_no_meeting_of_a_cohort_here_is_refused_with_words(
    begun: Peergroup, kept: Path, content: str | None, code: int
) -> None:
    whole = kept.read_text("utf-8")
    kept.unlink()
    if content is not None:
        moved = whole.replace('cohort = "north"', 'cohort = "south"')
        kept.write_text(moved if content == "south" else content, "utf-8")
    before = begun.meetings
    refused = begun("bring-back", str(kept))
    assert refused.exit_code == code
    assert refused.stderr
    assert begun.meetings == before
