"""The meetings and agendas of a workspace: which files count, and which are refused."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from peergroup_cli.content.library import shipped_modules
from peergroup_cli.errors import (
    AlreadyExists,
    ChangedOnDisk,
    NewerFormat,
    NotFound,
    UnreadableFile,
)
from peergroup_cli.storage.folder import is_there, names_in
from peergroup_cli.storage.toml_file import write_record
from peergroup_cli.storage.workspace import Workspace

from .sample import a_cohort, a_meeting, an_agenda

# meetings


def test_meetings_are_kept_by_number_and_agenda(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    assert workspace.meetings("north") == []
    second = workspace.add_meeting(a_meeting(number=2))
    first = workspace.add_meeting(a_meeting(number=1, key="first-evening"))
    late = workspace.add_meeting(a_meeting(number=1000))
    folder = workspace.folder / "cohorts" / "north" / "meetings"
    assert names_in(folder) == ["001-first-evening.toml", "002-evening.toml", "1000-evening.toml"]
    assert workspace.meetings("north") == [first, second, late]


def test_a_meeting_needs_its_cohort(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        workspace.add_meeting(a_meeting(number=1))
    assert names_in(workspace.folder / "cohorts") == []


def test_a_number_is_given_once_whatever_the_agenda(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    stored = workspace.add_meeting(a_meeting(number=1))
    with pytest.raises(AlreadyExists, match=r"Meeting 1 is there already, in .*001-evening\.toml"):
        workspace.add_meeting(a_meeting(number=1, key="other"))
    assert workspace.meetings("north") == [stored]


def test_a_meeting_is_kept_in_place_of_the_one_that_was_read(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    first = workspace.add_meeting(a_meeting(number=1))
    second = workspace.save_meeting(first, first.record.changed(scribe="ada"))
    with pytest.raises(ChangedOnDisk):
        workspace.save_meeting(first, first.record.changed(scribe="bo"))
    assert workspace.meetings("north") == [second]


@pytest.mark.parametrize(
    "name",
    [
        "001-evening (conflicted copy).toml",
        "001-evening-LAPTOP.toml",
        "001-evening.sync-conflict-20260101.toml",
        "001-evening.toml~",
        "._001-evening.toml",
        "01-evening.toml",
        "001_evening.toml",
        "\u0660\u0660\u0661-evening.toml",
        "notes.toml",
    ],
)
def test_copies_of_sync_programs_and_other_files_do_not_count(
    workspace: Workspace, name: str
) -> None:
    workspace.add_cohort(a_cohort())
    stored = workspace.add_meeting(a_meeting(number=1))
    (stored.path.parent / name).write_text("not even TOML")
    assert workspace.meetings("north") == [stored]


def test_a_meeting_that_does_not_belong_where_it_lies_is_refused(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    stored = workspace.add_meeting(a_meeting(number=1))
    stray = stored.path.with_name("002-evening.toml")
    write_record(stray, a_meeting(number=3, cohort="south"), replaces=None)
    with pytest.raises(UnreadableFile) as caught:
        workspace.meetings("north")
    assert caught.value.problems == (
        "number: is 3, but the file's name says 2",
        "cohort: is south, but the file lies with north",
    )


def test_two_files_of_the_same_meeting_are_not_guessed_between(workspace: Workspace) -> None:
    workspace.add_cohort(a_cohort())
    stored = workspace.add_meeting(a_meeting(number=1))
    write_record(stored.path.with_name("001-zoo.toml"), a_meeting(number=1), replaces=None)
    with pytest.raises(UnreadableFile, match=r"001-zoo(.|\n)*001-evening\.toml is meeting 1 too"):
        workspace.meetings("north")


def test_a_folder_that_is_closed_to_us_is_never_taken_for_an_empty_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: Path) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    workspace.add_cohort(a_cohort())
    monkeypatch.setattr(Path, "lstat", closed)
    assert is_there(workspace.folder / "cohorts" / "north" / "cohort.toml")
    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(UnreadableFile, match=r"cohorts(.|\n)*cannot be opened"):
        workspace.cohort(None)


# packs


def test_packs_are_the_agendas_of_the_workspace_by_their_keys(workspace: Workspace) -> None:
    packs = workspace.folder / "packs"
    write_record(packs / "a.toml", an_agenda(key="long-evening"), replaces=None)
    write_record(packs / "b.toml", an_agenda(key="short-evening"), replaces=None)
    (packs / "._a.toml").write_bytes(b"\0")
    (packs / "readme.md").write_text("x")
    assert list(workspace.packs()) == ["long-evening", "short-evening"]


def test_two_packs_with_the_same_key_are_both_named(workspace: Workspace) -> None:
    packs = workspace.folder / "packs"
    write_record(packs / "a.toml", an_agenda(), replaces=None)
    write_record(packs / "b.toml", an_agenda("another"), replaces=None)
    with pytest.raises(UnreadableFile, match=r"b\.toml(.|\n)*a\.toml has the key evening too"):
        workspace.packs()


def test_a_pack_with_a_mistake_is_named_with_its_line(workspace: Workspace) -> None:
    path = workspace.folder / "packs" / "a.toml"
    write_record(path, an_agenda(), replaces=None)
    path.write_text(path.read_text("utf-8").replace("purpose", "purpos"), "utf-8")
    with pytest.raises(UnreadableFile, match="line 5: purpos: is not a known key, did you mean"):
        workspace.packs()


def test_agendas_and_modules_are_told_apart_by_their_kind(workspace: Workspace) -> None:
    packs = workspace.folder / "packs"
    module = shipped_modules()["delegation"]
    write_record(packs / "a.toml", an_agenda(key="delegation"), replaces=None)
    write_record(packs / "b.toml", module, replaces=None)
    assert list(workspace.packs()) == ["delegation"]
    assert workspace.modules() == {"delegation": module}


def test_two_modules_with_the_same_key_are_both_named(workspace: Workspace) -> None:
    packs = workspace.folder / "packs"
    for name in ("a.toml", "b.toml"):
        write_record(packs / name, shipped_modules()["delegation"], replaces=None)
    for read in (workspace.packs, workspace.modules):
        with pytest.raises(UnreadableFile, match=r"b\.toml(.|\n)*a\.toml has the key delegation"):
            read()


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('kind = "module"', 'kind = "modul"', "line 2: kind: must be “agenda” or “module”"),
        ('kind = "module"', "kind = 3", "line 2: kind: must be “agenda” or “module”"),
        ('kind = "module"\n', "", "kind: is missing; a pack is “agenda” or “module”"),
        ("purpose", "purpos", "line 5: purpos: is not a known key, did you mean purpose"),
        ("fails", "fail", r"strategies\[0\]\.fail: is not a known key, did you mean fails"),
    ],
)
def test_a_module_with_a_mistake_is_named_with_file_key_and_reason(
    workspace: Workspace, before: str, after: str, problem: str
) -> None:
    path = workspace.folder / "packs" / "a.toml"
    write_record(path, shipped_modules()["delegation"], replaces=None)
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")
    for read in (workspace.packs, workspace.modules):
        with pytest.raises(UnreadableFile, match=problem) as caught:
            read()
        assert "a.toml" in caught.value.message


def test_a_pack_of_a_newer_version_is_left_alone_whatever_its_kind(workspace: Workspace) -> None:
    path = workspace.folder / "packs" / "a.toml"
    path.write_text('format = 2\nkind = "something-new"\n', "utf-8")
    with pytest.raises(NewerFormat):
        workspace.modules()


def test_a_meeting_is_read_back_with_its_material(workspace: Workspace) -> None:
    module = shipped_modules()["delegation"]
    workspace.add_cohort(a_cohort())
    given = a_meeting().changed(module=module.key, material=module.strategies)
    workspace.add_meeting(given)
    (stored,) = workspace.meetings("north")
    assert stored.record == given
