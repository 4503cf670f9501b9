"""A person's right: what erase-member takes out of every file, what it keeps, and what it says."""

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from peergroup_cli.model.stages import Thought
from peergroup_cli.storage.workspace import Workspace
from tests.commands.folders import FillingDisk, changed, files, history
from tests.commands.marked_year import COHORTS, MARK, Told, Year, copied, marked_year
from tests.commands.peergroup import Peergroup
from tests.commands.practising import experiment_of, linked_from_south


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year as it was written, once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.commands.marked_year.HELD", [date(2026, 1, 8), date(2026, 2, 5)])
        return marked_year(tmp_path_factory.mktemp("written") / "workspace", 7)


@pytest.fixture
def year(written: Year, tmp_path: Path) -> Year:
    return copied(written, tmp_path / "workspace")


@pytest.fixture
def program(year: Year) -> Peergroup:
    return Peergroup(year.workspace.folder)


def marks_in(folder: Path) -> set[str]:
    return {mark.decode() for text in files(folder).values() for mark in MARK.findall(text)}


def is_of_ada(mark: str) -> bool:
    told = Told.by(mark)
    return (told.cohort, told.owner) == ("north", "ada")


def test_a_dry_run_shows_what_would_be_done_and_changes_nothing(program: Peergroup) -> None:
    before = files(program.folder)
    said = program.done("erase-member", "north", "ada-north")
    assert "Would be erased: ada-north of North" in said
    assert "cohorts/north/meetings/001-learning-together.toml: challenges 4, " in said
    assert "cohorts/north/practice.toml: logs " in said
    assert "Nothing was changed. To do it: --yes" in said
    assert changed(before, program.folder) == set()


def test_all_that_somebody_told_is_gone_but_what_was_released(
    year: Year, program: Peergroup
) -> None:
    program.done("erase-member", "north", "ada-north", "--yes")
    left = marks_in(program.folder)
    assert {Told.by(mark).kind_of_class for mark in left if is_of_ada(mark)} == {"released"}
    assert {mark for mark in year.marks if not is_of_ada(mark)} <= left
    released = {m for m in year.marks if is_of_ada(m) and Told.by(m).kind_of_class == "released"}
    assert released <= left


def test_name_id_and_address_are_in_no_file(program: Peergroup) -> None:
    program.done("erase-member", "north", "ada-north", "--yes")
    for text in files(program.folder).values():
        assert b"ada-north" not in text
        assert b"Ada Northson" not in text
    (former, *_) = Workspace(program.folder).cohort("north").record.members
    assert (former.id, former.name, former.email) == ("former-member", "A former member", None)
    assert former.left


def test_every_file_can_still_be_read_and_no_link_leads_to_what_is_gone(
    program: Peergroup,
) -> None:
    program.done("erase-member", "north", "ada-north", "--yes")
    meetings = [one.record for one in Workspace(program.folder).meetings("north")]
    known = {record.id for meeting in meetings for record in meeting.captured}
    assert {link for m in meetings for r in m.captured for link in r.grew_from} <= known
    for meeting in meetings:
        assert "former-member" not in {row.member for row in meeting.attendance}
    program.done("export-notes", "north")


def test_the_ledger_keeps_what_was_released_and_counts_it(program: Peergroup) -> None:
    before = program.done("list-strategies", "--cohort", "south", "--json")
    assert '"north/m2-strategy-4"' in before
    program.done("erase-member", "north", "ada-north", "--yes")
    assert program.done("list-strategies", "--cohort", "south", "--json") == before


def test_other_cohorts_are_left_alone(program: Peergroup) -> None:
    before = files(program.folder)
    program.done("erase-member", "north", "ada-north", "--yes")
    assert all(name.startswith("cohorts/north/") for name in changed(before, program.folder))
    assert len(COHORTS) == 3


def test_erasing_twice_changes_nothing_more(program: Peergroup) -> None:
    program.done("erase-member", "north", "ada-north", "--yes")
    assert program("erase-member", "north", "ada-north", "--yes").exit_code == 12


def test_texts_of_others_and_other_files_that_name_them_are_listed_and_not_changed(
    program: Peergroup,
) -> None:
    workspace = Workspace(program.folder)
    stored = workspace.meetings("north")[0]
    bo = next(one for one in stored.record.thoughts if one.member == "bo-north")
    named = stored.record.with_record(bo.changed(text="As Ada said"))
    workspace.save_meeting(stored, named)
    sheets = program.folder / "worksheets"
    sheets.mkdir()
    (sheets / "ada-north.md").write_text("For: me", encoding="utf-8")
    (program.folder / "notes.md").write_text("ada northson was here", encoding="utf-8")
    (program.folder / "other.md").write_text("Canada north-son", encoding="utf-8")
    (program.folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    with zipfile.ZipFile(program.folder / "notes.docx", "w") as packed:
        packed.writestr("word/document.xml", "<w:t>Ada </w:t><w:t>Northson</w:t>")
    said = program.done("erase-member", "north", "ada-north", "--yes")
    assert f"cohorts/north/meetings/001-learning-together.toml: {bo.id}, text" in said
    assert "  worksheets/ada-north.md" in said
    assert "  notes.md" in said
    assert "  notes.docx" in said
    assert "  notes.pdf (a PDF cannot be looked into)" in said
    assert "other.md" not in said
    assert "As Ada said" not in said
    assert "calendars" in said
    kept = Workspace(program.folder).meetings("north")[0].record
    assert "As Ada said" in [one.text for one in kept.thoughts]


def test_their_words_go_out_of_the_lessons_of_others_too(program: Peergroup) -> None:
    workspace = Workspace(program.folder)
    stored, later = workspace.meetings("north")
    said = next(one for one in stored.record.thoughts if one.member == "ada-north")
    of_bo = next(one for one in later.record.lessons if one.member == "bo-north")
    with_hers = of_bo.changed(cause=f"Words of Bo; {said.text}", strategy=said.text)
    workspace.save_meeting(later, later.record.with_record(with_hers))
    program.done("erase-member", "north", "ada-north", "--yes")
    kept = workspace.meetings("north")[1].record.lessons
    lesson = next(one for one in kept if one.id == of_bo.id)
    assert (lesson.cause, lesson.strategy) == ("Words of Bo", "")


def test_whoever_reports_to_them_does_so_no_more(program: Peergroup) -> None:
    program.done("edit-member", "south", "bo-south", "--reports-to", "Ada Northson")
    program.done("erase-member", "north", "ada-north", "--yes")
    south = Workspace(program.folder).cohort("south").record
    assert south.member("bo-south").reports_to is None


def test_when_the_disk_is_full_no_file_is_changed(
    program: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("Lead of all", "Lead of none"):
        program.done("edit-member", "north", "ada-north", "--role", role)
    before = files(program.folder)
    kept = history(program.folder)
    assert kept
    disk = FillingDisk(room=2)
    monkeypatch.setattr(
        Path, "replace", lambda one, other: disk.replace(os.fspath(one), os.fspath(other))
    )
    refused = program("erase-member", "north", "ada-north", "--yes")
    assert refused.exit_code == 18
    assert refused.stdout == ""
    assert changed(before, program.folder) == set()
    assert history(program.folder) == kept


def test_after_a_power_cut_between_two_files_the_same_command_does_the_rest(
    program: Peergroup,
) -> None:
    before = files(program.folder)
    program.done("erase-member", "north", "ada-north", "--yes")
    after = files(program.folder)
    for name in ("cohort.toml", "practice.toml", "meetings/002-explore.toml"):
        one = f"cohorts/north/{name}"
        (program.folder / one).write_bytes(before[one])
    program.done("erase-member", "north", "ada-north", "--yes")
    assert files(program.folder) == after


def test_after_a_power_cut_no_link_leads_to_what_went_before_it(practising: Peergroup) -> None:
    workspace, (first,) = Workspace(practising.folder), practising.meetings
    made = experiment_of(practising, "ada-brook")
    said = {"id": "m2-thought-1", "segment": "causes", "disclosure": "group", "text": "Why?"}
    thought = Thought.model_validate({**said, "grew_from": (made,)})
    nothing = dict.fromkeys(("challenges", "strategies", "experiments", "entries", "marks"), ())
    workspace.add_meeting(first.changed(**nothing, number=2, thoughts=(thought,)))
    before = files(practising.folder)
    practising.done("erase-member", "north", "ada-brook", "--yes")
    after = files(practising.folder)
    for name in ("cohort.toml", "meetings/002-explore.toml"):
        one = f"cohorts/north/{name}"
        (practising.folder / one).write_bytes(before[one])
    practising.done("erase-member", "north", "ada-brook", "--yes")
    assert files(practising.folder) == after
    assert practising.meetings[1].thoughts[0].grew_from == ()


def test_a_strategy_is_the_same_as_none_that_was_erased(practising: Peergroup) -> None:
    workspace = Workspace(practising.folder)
    (stored,) = workspace.meetings("north")
    (known,) = stored.record.strategies
    mine = known.changed(id="m1-strategy-2", member="ada-brook")
    linked = known.changed(same_as="m1-strategy-2")
    workspace.save_meeting(stored, stored.record.changed(strategies=(linked, mine)))
    practising.done("erase-member", "north", "ada-brook", "--yes")
    (left,) = practising.meetings[0].strategies
    assert (left.id, left.same_as) == (known.id, "")


def test_a_link_of_another_cohort_to_a_strategy_that_goes_is_cleared(
    practising: Peergroup,
) -> None:
    file = linked_from_south(practising)
    said = practising.done("erase-member", "north", "ada-brook")
    assert f"  {file}: links 1\n" in said
    practising.done("erase-member", "north", "ada-brook", "--yes")
    (south,) = Workspace(practising.folder).meetings("south")
    assert [one.same_as for one in south.record.strategies] == ["", "north/m1-strategy-1"]
    assert practising("check-workspace").exit_code == 0


def test_after_a_power_cut_the_links_of_another_cohort_are_cleared_by_the_same_command(
    practising: Peergroup,
) -> None:
    file = linked_from_south(practising)
    before = files(practising.folder)
    practising.done("erase-member", "north", "ada-brook", "--yes")
    after = files(practising.folder)
    for one in ("cohorts/north/cohort.toml", file):
        (practising.folder / one).write_bytes(before[one])
    practising.done("erase-member", "north", "ada-brook", "--yes")
    assert files(practising.folder) == after


def test_a_linked_meeting_of_another_cohort_that_is_under_way_comes_first(
    practising: Peergroup,
) -> None:
    linked_from_south(practising)
    workspace = Workspace(practising.folder)
    (south,) = workspace.meetings("south")
    workspace.save_meeting(south, south.record.changed(state="open"))
    before = files(practising.folder)
    refused = practising("erase-member", "north", "ada-brook", "--yes")
    assert refused.exit_code == 14
    assert "south" in refused.stderr
    assert files(practising.folder) == before


def test_who_was_erased_holds_no_seat_that_is_to_come(program: Peergroup) -> None:
    workspace = Workspace(program.folder)
    stored = workspace.meetings("north")[-1]
    workspace.save_meeting(stored, stored.record.changed(next_facilitator="ada-north"))
    program.done("erase-member", "north", "ada-north", "--yes")
    last = Workspace(program.folder).meetings("north")[-1].record
    assert (last.facilitator, last.next_facilitator) == ("former-member", None)


def test_a_meeting_that_is_under_way_comes_first(formed: Peergroup) -> None:
    formed.hold("", "")
    assert formed.meetings[-1].state == "open"
    assert formed("erase-member", "north", "Ada", "--yes").exit_code == 14


def test_a_role_that_was_released_with_a_lesson_stays_and_no_other(
    practising: Peergroup,
) -> None:
    practising("run-session", "--new", "--agenda", "reflect")
    practising.done("erase-member", "north", "Ada", "--yes")
    former = Workspace(practising.folder).cohort("north").record.member("former-member")
    assert (former.role, former.level, former.unit) == ("not kept",) * 3
