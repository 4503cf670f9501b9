"""Half-typed answers: kept until they are entered, and in nobody's way."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peergroup_cli.storage.drafts import DraftFile
from peergroup_cli.storage.workspace import Workspace
from tests.storage.sample import a_cohort, a_meeting, all_names_in, posix_only, refuse

REF = "cases/ada/title"


def test_what_is_half_typed_stands_there_when_one_goes_on(path: Path) -> None:
    DraftFile(path).keep(REF, "In the middle of")
    again = DraftFile(path)
    assert again.text(REF) == "In the middle of"
    assert again.text("cases/bo/title") == ""
    assert again.questions == [REF]


def test_two_questions_keep_their_own(path: Path) -> None:
    draft = DraftFile(path)
    draft.keep(REF, "one")
    draft.keep(f"{REF}#note", "two")
    draft.keep(REF, "one and more")
    again = DraftFile(path)
    assert (again.text(REF), again.text(f"{REF}#note")) == ("one and more", "two")


def test_once_nothing_is_half_typed_the_file_is_gone(path: Path) -> None:
    draft = DraftFile(path)
    draft.keep(REF, "")
    assert not path.exists()
    draft.keep(REF, "one")
    assert path.exists()
    draft.keep(REF, "")
    assert not path.exists()
    assert draft.questions == []
    draft.keep(REF, "two")
    assert DraftFile(path).text(REF) == "two"


def test_the_same_text_is_not_written_again(path: Path) -> None:
    draft = DraftFile(path)
    draft.keep(REF, "one")
    path.unlink()
    draft.keep(REF, "one")
    assert not path.exists()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1))
def test_any_text_that_can_be_stored_comes_back_and_no_other_stops_anybody(
    path: Path, text: str
) -> None:
    path.unlink(missing_ok=True)
    DraftFile(path).keep(REF, text)
    assert DraftFile(path).text(REF) in (text.replace("\r\n", "\n").replace("\r", "\n"), "")
    if text.isprintable():
        assert DraftFile(path).text(REF) == text


@pytest.mark.parametrize("text", ["\udcff", "x" * 200_001])
def test_a_text_that_cannot_be_stored_stays_in_the_line_and_the_next_is_kept(
    path: Path, text: str
) -> None:
    draft = DraftFile(path)
    draft.keep("a/b/c", "before")
    draft.keep(REF, text)
    assert draft.text(REF) == text
    draft.keep(REF, "after")
    assert DraftFile(path).text(REF) == "after"
    assert DraftFile(path).text("a/b/c") == "before"


@pytest.mark.parametrize(
    "content", [b"not = [toml", b"\xff\xfe", b'format = 1\nsecret = "x"\n', b""]
)
def test_a_file_that_cannot_be_read_stops_nobody(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    draft = DraftFile(path)
    assert draft.questions == []
    draft.keep(REF, "new")
    assert DraftFile(path).text(REF) == "new"


def test_a_folder_in_its_place_stops_nobody(path: Path) -> None:
    path.mkdir()
    draft = DraftFile(path)
    draft.keep(REF, "new")
    draft.keep(REF, "")
    assert draft.text(REF) == ""
    assert path.is_dir()


def test_another_window_stops_nobody(path: Path) -> None:
    one, other = DraftFile(path), DraftFile(path)
    one.keep(REF, "one")
    other.keep(REF, "other")
    one.keep(REF, "one more")
    one.keep(REF, "one more word")
    assert one.text(REF) == "one more word"
    assert DraftFile(path).text(REF) == "one more word"


def test_a_full_disk_stops_nobody_and_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = DraftFile(path)
    with monkeypatch.context() as full:
        full.setattr(os, "replace", refuse(28))
        draft.keep(REF, "one")
    assert draft.text(REF) == "one"
    draft.keep(REF, "one more")
    assert DraftFile(path).text(REF) == "one more"


@posix_only
def test_only_its_owner_can_read_it(path: Path) -> None:
    DraftFile(path).keep(REF, "one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_each_meeting_has_its_own_hidden_file_which_is_no_meeting(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    stored = workspace.add_meeting(a_meeting())
    workspace.drafts(stored.record).keep(REF, "one")
    folder = stored.path.parent
    assert ".001-evening.draft.toml" in all_names_in(folder)
    assert [one.record.number for one in workspace.meetings("north")] == [1]
    assert workspace.drafts(a_meeting(number=2)).text(REF) == ""
