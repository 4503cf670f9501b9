"""A meeting that its workspace does not take goes whole into a file elsewhere, and stops."""

import stat
from pathlib import Path

import pytest

from peergroup_cli.errors import KeptElsewhere, NotSaved
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.storage.elsewhere import OtherPlace
from peergroup_cli.storage.toml_file import read_record
from tests.terminal.sitting import Act, Key, Sitting, table


def refused(place: Path, *acts: Act, failures: int = 1, given: str = "") -> Sitting:
    """A sitting at which the disk refuses the first saves."""
    workspace = place / "workspace"
    workspace.mkdir(exist_ok=True)
    return Sitting(list(acts), failures=failures, elsewhere=OtherPlace(workspace, given))


def texts_in(path: Path) -> list[str]:
    meeting = read_record(path, Meeting).record
    return [entry.text for entry in meeting.entries]


@pytest.mark.parametrize(
    "typed",
    [
        ("one /elsewhere {}",),
        ("/elsewhere {}",),
        ("/elsewhere", "{}"),
        ("one /elsewhere", "{}"),
        (Key("elsewhere", "one"), "{}"),
        (Key("elsewhere"), "{}"),
    ],
)
def test_after_a_refusal_the_whole_meeting_goes_with_the_answer_into_the_file_that_is_named(
    tmp_path: Path, typed: tuple[str | Key, ...]
) -> None:
    path = tmp_path / "kept.toml"
    acts = [act.format(path) if isinstance(act, str) else act for act in typed]
    sitting = refused(tmp_path, "one", *acts)
    with pytest.raises(KeptElsewhere) as left:
        sitting.run(table())
    assert "/elsewhere" in sitting.asked[1].hint
    assert texts_in(path) == ["one"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in left.value.message
    assert f"peergroup bring-back {path}" in left.value.hint


def test_what_was_corrected_in_the_line_is_what_goes_there(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    sitting = refused(tmp_path, "one", Key("elsewhere", "one, and more"), str(path))
    with pytest.raises(KeptElsewhere):
        sitting.run(table())
    assert texts_in(path) == ["one, and more"]


def test_a_note_that_was_refused_goes_there_and_the_half_typed_answer_too(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    sitting = refused(tmp_path, "half\n/note for me", Key("elsewhere", "half"), str(path))
    with pytest.raises(KeptElsewhere):
        sitting.run(table())
    assert texts_in(path) == ["half"]
    assert [note.text for note in read_record(path, Meeting).record.private_notes] == ["for me"]


def test_nothing_is_overwritten_and_another_place_may_be_named(tmp_path: Path) -> None:
    taken, path = tmp_path / "taken.toml", tmp_path / "kept.toml"
    taken.write_text("mine", encoding="utf-8")
    missing, inside = tmp_path / "no" / "kept.toml", tmp_path / "workspace" / "kept.toml"
    places = (taken, missing, inside, "\0", "\ud800", path)
    sitting = refused(tmp_path, "one", "/elsewhere", *map(str, places))
    with pytest.raises(KeptElsewhere):
        sitting.run(table())
    assert taken.read_text(encoding="utf-8") == "mine"
    assert not inside.exists()
    assert texts_in(path) == ["one"]
    for words in ("is there already", "there is no folder", "lies in the workspace", "no path"):
        assert words in " ".join(sitting.shown.split())


def test_a_folder_gets_a_file_that_is_called_after_the_meeting(tmp_path: Path) -> None:
    for name in ("north-001-small.toml", "north-001-small-2.toml"):
        with pytest.raises(KeptElsewhere):
            refused(tmp_path, "one", f"/elsewhere {tmp_path}").run(table())
        assert texts_in(tmp_path / name) == ["one"]


def test_no_place_leads_back_to_the_question_and_the_answer_can_be_tried_again(
    tmp_path: Path,
) -> None:
    sitting = refused(tmp_path, "one", Key("elsewhere", "one"), "", "one")
    sitting.run(table())
    assert sitting.asked[3].prefill == "one"
    assert [entry.text for entry in sitting.saves[-1].entries] == ["one"]


def test_where_everything_is_saved_nothing_goes_elsewhere(tmp_path: Path) -> None:
    sitting = refused(tmp_path, "one", f"/elsewhere {tmp_path}", failures=0)
    sitting.run(table())
    assert "Everything is saved" in sitting.asked[2].hint + sitting.shown
    assert not list(tmp_path.glob("*.toml"))


def test_without_a_person_it_goes_to_the_file_that_was_named_beforehand(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    sitting = refused(tmp_path, "one", given=str(path))
    sitting.interactive = False
    with pytest.raises(KeptElsewhere):
        sitting.run(table())
    assert texts_in(path) == ["one"]
    assert "No space left" in sitting.shown


def test_without_a_person_and_without_such_a_file_it_is_not_saved(tmp_path: Path) -> None:
    sitting = refused(tmp_path, "one")
    sitting.interactive = False
    with pytest.raises(NotSaved):
        sitting.run(table())


def test_the_home_folder_is_suggested_where_it_is_another_disk_and_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = table().meeting
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    assert OtherPlace(workspace).suggested(meeting) == ""
    on_another_disk = OtherPlace(Path("/dev"))
    if Path("/dev").stat().st_dev != home.stat().st_dev:
        assert on_another_disk.suggested(meeting) == str(home / "north-001-small.toml")
        home.chmod(0o777)
        assert on_another_disk.suggested(meeting) == ""
