"""What is half-typed beside a meeting: kept for its owner alone, and in nobody's way."""

import os
import stat
from errno import ENOSPC
from pathlib import Path

import pytest

from peergroup_cli.storage.drafts import DraftFile
from peergroup_cli.storage.workspace import Workspace
from tests.session.table import cohort
from tests.session.test_forms import explored
from tests.storage.sample import a_meeting

CASE = "cases/ada-brook/case"
TITLE = "cases/ada-brook/title"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "meetings" / ".001-explore.draft.toml"


class FullDisk:
    """A disk on which nothing more has room, until somebody makes some."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        write = os.write

        def refuse_or_write(handle: int, content: bytes) -> int:
            if self.full:
                raise OSError(ENOSPC, "No space left on device")
            return write(handle, content)

        monkeypatch.setattr("peergroup_cli.storage.durable.os.write", refuse_or_write)


def test_what_is_kept_is_there_for_the_next_who_looks(path: Path) -> None:
    drafts = DraftFile(path)
    drafts.keep(CASE, "half a sent")
    drafts.keep(TITLE, "They hear")
    drafts.keep(CASE, "half a sentence\nand another")
    again = DraftFile(path)
    assert again.text(CASE) == "half a sentence\nand another"
    assert again.text(TITLE) == "They hear"
    assert sorted(again.questions) == [CASE, TITLE]
    assert again.text("cases/bo-lind/case") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_a_draft_is_readable_by_its_owner_only(path: Path) -> None:
    DraftFile(path).keep(CASE, "half a sent")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_file_is_gone_once_nothing_is_half_typed(path: Path) -> None:
    drafts = DraftFile(path)
    drafts.keep(CASE, "one")
    drafts.keep(TITLE, "two")
    drafts.keep(CASE, "")
    assert path.exists()
    drafts.keep(TITLE, "")
    assert not path.exists()
    drafts.keep(TITLE, "")
    drafts.keep(TITLE, "three")
    assert DraftFile(path).text(TITLE) == "three"


def test_the_same_text_is_not_written_again(path: Path) -> None:
    drafts = DraftFile(path)
    drafts.keep(CASE, "one")
    before = path.stat().st_ino
    drafts.keep(CASE, "one")
    assert path.stat().st_ino == before


@pytest.mark.parametrize(
    "text",
    [
        "'''\n\"\"\"\\",
        "tab\tbell\x07 esc\x1b[31m",
        "漢字 👩‍👩‍👧 \u202e",
        "\r\n",
        " ",
        "x" * 100_000,
    ],
)
def test_any_text_comes_back_as_it_was_typed(path: Path, text: str) -> None:
    DraftFile(path).keep(CASE, text)
    assert DraftFile(path).text(CASE) == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\0\0\0",
        b"format = 1\n[[drafts]]\n",
        b'format = 1\n[[drafts]]\nquestion = "cases/ada-brook/case"\ntext = "cut of',
        b"format = 99\n",
        b"\xff\xfe",
    ],
)
def test_a_damaged_file_stops_nobody_and_is_replaced(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    drafts = DraftFile(path)
    assert drafts.questions == []
    drafts.keep(CASE, "new")
    assert DraftFile(path).text(CASE) == "new"


def test_a_folder_in_the_files_place_stops_nobody(path: Path) -> None:
    path.mkdir(parents=True)
    drafts = DraftFile(path)
    drafts.keep(CASE, "half")
    assert drafts.text(CASE) == "half"
    drafts.keep(CASE, "")
    assert path.is_dir()


def test_a_full_disk_stops_nobody_and_takes_nothing_that_was_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = DraftFile(path)
    drafts.keep(CASE, "half a sent")
    disk = FullDisk(monkeypatch)
    drafts.keep(CASE, "half a sentence")
    drafts.keep(CASE, "half a sentence and more")
    assert drafts.text(CASE) == "half a sentence and more"
    assert DraftFile(path).text(CASE) == "half a sent"
    disk.full = False
    drafts.keep(CASE, "half a sentence and more.")
    assert DraftFile(path).text(CASE) == "half a sentence and more."
    assert list(path.parent.glob(".*.tmp")) == []


@pytest.mark.parametrize("text", ["x" * 200_001, "half \udcff"])
def test_a_text_that_cannot_be_stored_is_kept_in_mind(path: Path, text: str) -> None:
    drafts = DraftFile(path)
    drafts.keep(CASE, "half")
    drafts.keep(CASE, text)
    assert drafts.text(CASE) == text
    assert DraftFile(path).text(CASE) == "half"
    drafts.keep(CASE, "half again")
    assert DraftFile(path).text(CASE) == "half again"


def test_a_draft_of_another_window_is_replaced_by_what_is_typed_here(path: Path) -> None:
    here, there = DraftFile(path), DraftFile(path)
    there.keep(CASE, "typed there")
    here.keep(CASE, "typed here")
    assert DraftFile(path).text(CASE) == "typed here"
    path.unlink()
    here.keep(CASE, "typed here again")
    assert DraftFile(path).text(CASE) == "typed here again"


def test_a_draft_is_no_meeting_and_no_one_else_reads_it(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path, None)
    workspace.add_cohort(cohort(4))
    stored = workspace.add_meeting(explored())
    drafts = workspace.drafts(stored.record)
    drafts.keep(CASE, "half a sent")
    assert drafts.path.parent == stored.path.parent
    assert drafts.path.name == f".{stored.path.stem}.draft.toml"
    assert [one.record for one in workspace.meetings("north")] == [stored.record]
    drafts.path.write_bytes(b"damaged")
    assert [one.record for one in workspace.meetings("north")] == [stored.record]


def test_a_draft_of_what_was_noted_is_forgotten_and_one_of_something_new_is_not(
    tmp_path: Path,
) -> None:
    drafts = DraftFile(tmp_path / ".001-evening.draft.toml")
    meeting = a_meeting("They hear it last")
    kept = {"talk/bo": "They hear", "talk/cleo": "Nobody says it", "talk/ada": "They hear"}
    for question, text in {**kept, "#note": "a", "talk/dov": "They hear it last, always"}.items():
        drafts.keep(question, text)

    drafts.forget_entered(meeting)

    # talk/ada is the question that is asked next
    assert DraftFile(drafts.path).questions == ["talk/cleo", "talk/ada", "talk/dov"]
    drafts.forget_entered(a_meeting("Nobody says it", "They hear it last, always"))
    assert DraftFile(drafts.path).questions == ["talk/ada"]
