"""undo: what was changed last comes back, can go again, and opens nothing that was closed."""

from pathlib import Path

import pytest

from peergroup_cli.commands.shared import options
from peergroup_cli.storage.workspace import Workspace
from tests.commands.marked_year import MARK, Year, copied, marked_year
from tests.commands.peergroup import Peergroup
from tests.terminal.script import Script


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Two meetings of three cohorts, written once."""
    from datetime import date

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.commands.marked_year.HELD", [date(2026, 1, 8), date(2026, 2, 5)])
        return marked_year(tmp_path_factory.mktemp("written") / "workspace", 11)


@pytest.fixture
def program(written: Year, tmp_path: Path) -> Peergroup:
    return Peergroup(copied(written, tmp_path / "workspace").workspace.folder)


def cohort_file(program: Peergroup) -> Path:
    return program.folder / "cohorts" / "north" / "cohort.toml"


def all_bytes(program: Peergroup) -> bytes:
    """All that stands in any file of the workspace, earlier versions among them."""
    return b"\n".join(path.read_bytes() for path in program.folder.rglob("*") if path.is_file())


def released(program: Peergroup) -> tuple[str, int]:
    """A released lesson of North, and the number of its meeting."""
    return next(
        (lesson.id, meeting.number)
        for meeting in program.meetings
        for lesson in meeting.lessons
        if lesson.disclosure == "organisation"
    )


def test_what_was_changed_last_comes_back_and_goes_again(program: Peergroup) -> None:
    before = cohort_file(program).read_bytes()
    program.done("edit-member", "north", "ada-north", "--role", "Captain")
    after = cohort_file(program).read_bytes()
    said = program.done("undo", "north", "--yes")
    assert "cohorts/north/cohort.toml, as it was until " in said.replace("\\", "/")
    assert "  members: 6 now, 6 then, 1 of them other\n" in said
    assert cohort_file(program).read_bytes() == before
    program.done("undo", "north", "--yes")
    assert cohort_file(program).read_bytes() == after
    program.done("undo", "north", "--yes")
    assert cohort_file(program).read_bytes() == before


def test_it_is_done_after_a_yes_only(program: Peergroup, monkeypatch: pytest.MonkeyPatch) -> None:
    program.done("edit-member", "north", "ada-north", "--role", "Captain")
    after = cohort_file(program).read_bytes()
    asked = program("undo", "north")
    assert asked.exit_code == 16
    assert "--yes" in asked.stderr
    for answer, code in (("", 1), ("no", 1)):
        monkeypatch.setattr(options, "asker", lambda answer=answer: Script([answer]))
        assert program("undo", "north").exit_code == code
        assert cohort_file(program).read_bytes() == after
    monkeypatch.setattr(options, "asker", lambda: Script(["yes"]))
    assert program("undo", "north").exit_code == 0
    assert cohort_file(program).read_bytes() != after


def test_any_version_of_the_list_can_be_brought_back(program: Peergroup) -> None:
    first = cohort_file(program).read_bytes()
    for role in ("Captain", "Mate"):
        program.done("edit-member", "north", "ada-north", "--role", role)
    listed = program.done("undo", "north", "--list").splitlines()
    assert [line.split()[:2] for line in listed[2:]] == [["1", "cohort.toml"], ["2", "cohort.toml"]]
    program.done("undo", "north", "--number", "1", "--yes")
    assert cohort_file(program).read_bytes() == first
    assert "as now" in program.done("undo", "north", "--list")
    assert program("undo", "north", "--number", "1", "--yes").exit_code == 12
    assert program("undo", "north", "--number", "99").exit_code == 12


def test_where_nothing_was_changed_there_is_nothing_to_take_back(program: Peergroup) -> None:
    assert program("undo", "north", "--yes").exit_code == 12
    assert "No earlier version is kept." in program.done("undo", "north", "--list")


def test_neither_what_is_shown_nor_an_error_holds_a_text(program: Peergroup) -> None:
    lesson, number = released(program)
    program.done("withdraw-consent", "north", lesson)
    path = next((program.folder / "cohorts/north/meetings").glob(f"{number:03d}-*.toml"))
    path.write_bytes(b"")
    said = program("undo", "north", "--yes")
    assert said.exit_code == 0, said.output
    assert not MARK.search(said.output.encode())
    assert "challenges: " in said.stdout


def test_a_lesson_that_its_owner_took_back_stays_taken_back(program: Peergroup) -> None:
    lesson, _ = released(program)
    program.done("withdraw-consent", "north", lesson)
    refused = program("undo", "north", "--yes")
    assert refused.exit_code == 14
    assert "owner" in refused.stderr
    # also where it comes back with something else
    stored = next(
        one for one in Workspace(program.folder).meetings("north") if one.record.record(lesson)
    )
    changed = stored.record.changed(scribe=None, parked=())
    Workspace(program.folder).save_meeting(stored, changed)
    program.done("undo", "north", "--number", "1", "--yes")
    (found,) = (one for meeting in program.meetings if (one := meeting.record(lesson)))
    assert found.disclosure == "group"
    # and where the meeting is damaged, so that nobody can see what was taken back
    stored.path.write_bytes(b"")
    said = program.done("undo", "north", "--number", "1", "--yes")
    assert "for the group only" in said
    (found,) = (one for meeting in program.meetings if (one := meeting.record(lesson)))
    assert found.disclosure == "group"


def test_a_version_without_somebody_whom_the_notes_name_is_refused(program: Peergroup) -> None:
    found = Workspace(program.folder)
    stored = found.cohort("north")
    without = stored.record.changed(members=stored.record.members[1:])
    (first, *_) = found.meetings("north")
    back = found.save_cohort(found.save_cohort(stored, without), stored.record)
    assert back.record == stored.record
    refused = program("undo", "north", "--number", "2", "--yes")
    assert refused.exit_code == 14
    assert "ada-north" in refused.stderr
    assert first.path.exists()
    assert found.cohort("north").record == stored.record


def test_a_damaged_cohort_and_a_file_that_is_gone_come_back(program: Peergroup) -> None:
    program.done("edit-member", "north", "ada-north", "--role", "Captain")
    before = Workspace(program.folder).earlier("north")[0].path.read_bytes()
    cohort_file(program).write_bytes(b"\0\0")
    assert program("status", "north").exit_code == 11
    program.done("undo", "north", "--yes")
    assert cohort_file(program).read_bytes() == before


def test_a_meeting_that_was_deleted_comes_back(program: Peergroup) -> None:
    found = Workspace(program.folder)
    stored = found.meetings("north")[-1]
    before = stored.path.read_bytes()
    found.save_meeting(stored, stored.record.changed(parked=(), lessons=()))
    stored.path.unlink()
    assert "for the group only" in program.done("undo", "north", "--yes")
    assert len(program.meetings) == 2
    assert stored.path.read_bytes() != before
    assert program("undo", "nowhere").exit_code == 12
    cohort_file(program).write_bytes(b"")
    assert program("undo", "--yes").exit_code == 2


def test_erasing_takes_a_person_out_of_earlier_versions_too(program: Peergroup) -> None:
    program.done("edit-member", "north", "ada-north", "--role", "Captain")
    program.done("edit-member", "south", "bo-south", "--reports-to", "Ada Northson")
    program.done("edit-member", "south", "bo-south", "--role", "Mate")
    for stored in Workspace(program.folder).meetings("north"):
        Workspace(program.folder).save_meeting(stored, stored.record.changed(parked=()))
    shown = program.done("erase-member", "north", "ada-north")
    assert shown.count(": goes, an earlier version") == 4
    assert b"ada-north" in all_bytes(program)
    program.done("erase-member", "north", "ada-north", "--yes")
    assert b"ada-north" not in all_bytes(program)
    assert b"Ada Northson" not in all_bytes(program)
    assert program("undo", "north", "--yes").exit_code == 12


def test_purging_takes_what_is_old_out_of_earlier_versions_too(
    program: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr(options, "today", lambda: date(2026, 3, 1))
    found = Workspace(program.folder)
    for stored in found.meetings("north"):
        found.save_meeting(stored, stored.record.changed(parked=()))
    program.done("purge", "north", "--older-than", "40d", "--yes")
    assert [one.of.name[:3] for one in found.earlier("north")] == ["002"]
    program.done("purge", "north", "--older-than", "1d", "--yes")
    assert found.earlier("north") == []
    assert "Nothing is older" in program.done("purge", "north", "--older-than", "1d", "--yes")


def test_backups_and_what_was_set_aside_are_named_where_they_cannot_be_rewritten(
    program: Peergroup,
) -> None:
    program.done("backup", "--output", str(program.folder / "old.zip"))
    beside = program.done("backup").rpartition(" in ")[2].strip()
    (program.folder / "set-aside").mkdir()
    for command in (
        ["erase-member", "north", "ada-north"],
        ["purge", "--older-than", "1d"],
    ):
        said = program.done(*command)
        assert "Backups that hold it still" in said
        assert "\n  old.zip\n" in said
        assert f"\n  {beside}\n" in said
        assert "set-aside" in said
