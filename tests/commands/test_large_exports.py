"""Exports of many meetings: nothing half-written is left, and the way there is shown."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from peergroup_cli.exports import markdown
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal import progress_bar
from peergroup_cli.terminal.reading_progress import ReadingProgress
from tests.commands.folders import changed, files
from tests.commands.peergroup import Peergroup


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who presses Ctrl-C when half of the notes are written."""

    def pieces(*_: object) -> Iterator[str]:
        yield "the first half"
        raise KeyboardInterrupt

    monkeypatch.setattr(markdown, "pieces", pieces)


@pytest.mark.usefixtures("stopping")
def test_ctrl_c_leaves_no_half_file(practising: Peergroup, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    stopped = practising("export-notes", "--output", str(out / "notes.md"))
    assert stopped.exit_code == 130
    assert f"{out / 'notes.md'} was not written" in stopped.stderr.replace("\n", " ")
    assert list(out.iterdir()) == []


@pytest.mark.usefixtures("stopping")
def test_ctrl_c_leaves_the_file_that_was_there(practising: Peergroup, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.md").write_text("as it was", "utf-8")
    assert practising("export-notes", "--output", str(out / "notes.md")).exit_code == 13
    stopped = practising("export-notes", "--output", str(out / "notes.md"), "--force")
    assert stopped.exit_code == 130
    assert [one.read_text("utf-8") for one in out.iterdir()] == ["as it was"]


@pytest.mark.usefixtures("stopping")
def test_ctrl_c_shows_no_half_of_the_notes_either(practising: Peergroup) -> None:
    stopped = practising("export-notes")
    assert stopped.exit_code == 130
    assert stopped.stdout == ""


def test_a_meeting_that_cannot_be_read_leaves_no_file(
    practising: Peergroup, tmp_path: Path
) -> None:
    practising.hold("/end")
    stored = Workspace(practising.folder).meetings("north")[-1]
    stored.path.write_text("format = 1\n", "utf-8")
    before = files(practising.folder)
    out = tmp_path / "notes.md"
    assert practising("export-notes", "--output", str(out)).exit_code == 11
    assert not out.exists()
    assert changed(before, practising.folder) == set()


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def counted(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: float) -> str:
    """What stands on a stream after three files of three, read within so many seconds."""
    times = iter([0.0, *[seconds] * 10])
    monkeypatch.setattr(progress_bar, "monotonic", lambda: next(times))
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    with ReadingProgress("Writing the notes") as progress:
        progress.whole = 3
        for _ in range(4):
            progress()
    return stream.getvalue()


def test_the_way_is_shown_in_a_terminal_once_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Writing the notes" in counted(monkeypatch, Screen(), 2.0)
    assert counted(monkeypatch, Screen(), 0.5) == ""


def test_the_way_is_not_shown_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted(monkeypatch, io.StringIO(), 2.0) == ""
