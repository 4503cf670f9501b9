"""`export-review` and `export-programme`: where they are written, and what stops them."""

from pathlib import Path

import pytest

from peergroup_cli.model.stages import Lesson
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup

COMMANDS = ("export-review", "export-programme")


def release(program: Peergroup, insight: str) -> None:
    """Write a released lesson into the first meeting."""
    workspace = Workspace(program.folder)
    stored = workspace.meetings("north")[0]
    lesson = Lesson(
        id="m1-lesson-1",
        segment=stored.record.agenda.segments[-1].key,
        disclosure="organisation",
        consent=stored.record.held_on,
        member="ada-brook",
        insight=insight,
    )
    workspace.save_meeting(stored, stored.record.with_record(lesson))


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_shown_on_the_screen_as_markdown(practising: Peergroup, command: str) -> None:
    shown = practising(command)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("# ")
    assert "eft out" in shown.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_ending_tells_the_format_and_a_file_that_is_there_stays(
    practising: Peergroup, command: str, tmp_path: Path
) -> None:
    out = tmp_path / "out.html"
    practising.done(command, "--output", str(out))
    assert out.read_bytes().startswith(b"<!doctype html>")
    before = out.read_bytes()
    assert practising(command, "--output", str(out), "--format", "markdown").exit_code == 13
    assert out.read_bytes() == before
    practising.done(command, "--output", str(out), "--force", "--format", "markdown")
    assert out.read_bytes().startswith(b"# ")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_format_that_is_none_or_needs_a_file_is_refused(
    practising: Peergroup, command: str
) -> None:
    unknown = practising(command, "--format", "htm")
    assert unknown.exit_code == 12
    assert "html" in unknown.stderr
    no_file = practising(command, "--format", "pdf")
    assert no_file.exit_code == 2
    assert "--output" in no_file.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_preview_writes_nothing(practising: Peergroup, command: str, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    shown = practising.done(command, "--preview", "--output", str(out))
    assert "eft out" in shown
    assert not out.exists()


def test_a_name_in_what_a_sponsor_would_read_stops_the_programme(
    practising: Peergroup, tmp_path: Path
) -> None:
    release(practising, "Cleo Hart was right")
    out = tmp_path / "programme.md"
    refused = practising("export-programme", "--output", str(out))
    assert refused.exit_code == 21
    assert "north/m1-lesson-1, insight: Cleo Hart" in refused.stderr
    assert not out.exists()
    assert "north/m1-lesson-1, insight: Cleo Hart" in practising.done(
        "export-programme", "--preview"
    )
    assert "Cleo Hart was right" in practising.done("export-programme", "--accept-names")


def test_a_released_lesson_stands_in_the_programme_with_a_role(practising: Peergroup) -> None:
    release(practising, "Say it first")
    shown = practising.done("export-programme")
    assert "**Lead**: Say it first" in shown
    assert "Ada" not in shown


def test_a_workspace_without_cohorts_has_a_programme_too(peergroup: Peergroup) -> None:
    assert "There is no cohort yet." in peergroup.done("export-programme")
