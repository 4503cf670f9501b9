"""export-notes for each audience, and lessons that are taken back."""

import json
from datetime import date
from pathlib import Path

import pytest

from peergroup_cli.model.meeting import PrivateNote
from peergroup_cli.model.stages import Lesson
from peergroup_cli.storage.workspace import Workspace
from tests.commands.folders import changed, files
from tests.commands.peergroup import Peergroup
from tests.exports.reading import words_of

YES = date(2026, 12, 3)


def with_lesson(program: Peergroup, insight: str) -> Peergroup:
    """The cohort with a lesson that Ada has released, and a private note."""
    workspace = Workspace(program.folder)
    stored = workspace.meetings("north")[-1]
    meeting = stored.record
    owner = workspace.cohort("north").record.members[0].id
    segment = meeting.agenda.segments[-1].key
    lesson = Lesson(
        id="m1-lesson-1",
        segment=segment,
        disclosure="organisation",
        consent=YES,
        member=owner,
        insight=insight,
        strategy="Thank first",
        cause="Fear of questions",
    )
    note = PrivateNote(segment=segment, at=meeting.spans[-1].until, text="A quiet word with Bo")
    workspace.save_meeting(stored, meeting.with_record(lesson).changed(private_notes=(note,)))
    return program


@pytest.fixture
def telling(practising: Peergroup) -> Peergroup:
    return with_lesson(practising, "Say it first")


@pytest.fixture
def naming(practising: Peergroup) -> Peergroup:
    return with_lesson(practising, "As BO said, say it first")


def test_the_default_is_for_the_members(telling: Peergroup) -> None:
    assert telling.done("export-notes") == telling.done("export-notes", "--for", "members")


def test_a_name_in_the_sheet_of_the_sponsor_stops_the_export(naming: Peergroup) -> None:
    before = files(naming.folder)
    out = naming.folder / "sheet.md"
    stopped = naming("export-notes", "--for", "sponsor", "--output", str(out))
    assert stopped.exit_code == 21
    assert "m1-lesson-1, insight: Bo" in stopped.stderr
    assert "--accept-names" in stopped.stderr
    (file,) = (naming.folder / "cohorts/north/meetings").glob("001-*.toml")
    assert f"cohorts/north/meetings/{file.name[:4]}" in stopped.stderr
    assert "As BO said" in file.read_text("utf-8")
    assert "peergroup withdraw-consent north m1-lesson-1." in " ".join(stopped.stderr.split())
    assert "free text can tell who is meant" in stopped.stderr
    assert "say it first" not in stopped.output
    assert changed(before, naming.folder) == set()
    naming.done("withdraw-consent", "north", "m1-lesson-1")
    assert naming("export-notes", "--for", "sponsor").exit_code == 0


def test_a_name_that_was_accepted_may_stand_and_is_said_again(naming: Peergroup) -> None:
    done = naming("export-notes", "--for", "sponsor", "--accept-names")
    assert done.exit_code == 0
    assert "As BO said" in done.stdout
    assert "m1-lesson-1, insight: Bo" in done.stderr


def test_the_preview_says_what_is_left_out_and_writes_nothing(naming: Peergroup) -> None:
    before = files(naming.folder)
    out = str(naming.folder / "sheet.md")
    shown = naming.done("export-notes", "--for", "sponsor", "--preview", "--output", out)
    assert "Left out would be:" in shown
    assert "1 private note (for the facilitator alone)" in shown
    assert "m1-lesson-1, insight: Bo" in shown
    assert "free text" in shown
    assert changed(before, naming.folder) == set()


def test_the_sponsor_gets_no_single_meeting(telling: Peergroup) -> None:
    assert telling("export-notes", "--for", "sponsor", "--meeting", "1").exit_code == 2


def test_the_sponsor_is_warned_of_free_text(telling: Peergroup) -> None:
    done = telling("export-notes", "--for", "sponsor")
    assert "**Lead**: Say it first" in done.stdout
    assert "free text can tell who is meant" in done.stderr


def test_the_facilitator_is_told_of_the_private_notes(
    telling: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    done = telling("export-notes", "--for", "facilitator")
    assert "A quiet word with Bo" in done.stdout
    assert "\x1b[1;31mYour private notes are in this export" in done.stderr
    assert "A quiet word" not in telling.done("export-notes")


def test_a_packet_has_the_own_worksheet_and_nobody_else_s(telling: Peergroup) -> None:
    packet = telling.done("export-notes", "--for", "Ada")
    assert "## Practice worksheet" in packet
    assert packet.count("Experiment: north m") == 1
    assert "Practice worksheet" not in telling.done("export-notes")


@pytest.mark.parametrize("form", ["html", "docx", "json"])
def test_a_packet_has_its_worksheet_in_other_formats_too(
    telling: Peergroup, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"notes.{form}"
    plan = telling.meetings[-1].experiments
    own = next(one for one in plan if one.member.startswith("ada"))
    telling.done("export-notes", "--for", "Ada", "--output", str(out))
    words = words_of(form, out.read_bytes())
    if form == "json":
        (sheet,) = json.loads(out.read_bytes())["worksheets"]
        assert sheet["experiment"] == own.id
        assert own.action in sheet["plan"]
    else:
        assert "Practice worksheet" in words
        assert f"north {own.id}" in words
    telling.done("export-notes", "--output", str(out), "--force")
    assert "worksheet" not in words_of(form, out.read_bytes())


def test_a_lesson_that_was_taken_back_leaves_no_more(telling: Peergroup) -> None:
    assert "Say it first" in telling.done("search-knowledge", "first")
    said = telling.done("withdraw-consent", "north", "m1-lesson-1")
    assert "cannot be called back" in said
    assert "Say it first" not in telling.done("export-notes", "--for", "sponsor")
    (lesson,) = telling.meetings[-1].lessons
    assert (lesson.disclosure, lesson.consent) == ("group", None)
    assert (lesson.strategy, lesson.cause) == ("", "")
    telling.form("South")
    seen = telling("search-knowledge", "first", "--cohort", "south")
    assert "Say it first" not in seen.stdout


def test_only_a_released_lesson_can_be_taken_back(telling: Peergroup) -> None:
    telling.done("withdraw-consent", "north", "north/m1-lesson-1")
    assert telling("withdraw-consent", "north", "m1-lesson-1").exit_code == 14
    assert telling("withdraw-consent", "north", "m1-lesson-9").exit_code == 12
