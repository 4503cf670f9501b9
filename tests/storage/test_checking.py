"""A look at everything: all that is wrong is found, with its line, and nothing is changed."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from peergroup_cli.model.practice import NO_PRACTICE, Dropped
from peergroup_cli.storage.checking import findings
from peergroup_cli.storage.mending import steps
from peergroup_cli.storage.toml_file import write_record
from peergroup_cli.storage.workspace import Workspace

from .sample import DAY, a_cohort, a_meeting, an_agenda, posix_only


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    """A workspace in which all is well."""
    workspace.add_cohort(a_cohort())
    meeting = a_meeting("said").changed(state="finished", scribe="ada")
    thoughts = tuple(one.changed(grew_from=()) for one in meeting.thoughts)
    stored = workspace.add_meeting(meeting.changed(thoughts=thoughts, facilitator="ada"))
    workspace.save_meeting(stored, stored.record.changed(scribe=None))
    workspace.save_practice("north", None, NO_PRACTICE)
    write_record(workspace.folder / "packs" / "evening.toml", an_agenda(), replaces=None)
    return workspace


def seen(workspace: Workspace) -> list[tuple[str, int | None, str, str]]:
    return [
        (one.path.relative_to(workspace.folder).as_posix(), one.line, one.kind, one.problem)
        for one in findings(workspace.folder)
    ]


def kinds(workspace: Workspace) -> list[tuple[str, str]]:
    return [(name, kind) for name, _, kind, _ in seen(workspace)]


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def state_of(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (status.st_mode, status.st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if (status := path.lstat()) and path.is_file()
    }


def test_where_all_is_well_nothing_is_found(full: Workspace) -> None:
    assert seen(full) == []


def test_all_problems_of_all_files_are_found_at_once_and_nothing_is_changed(
    full: Workspace,
) -> None:
    put(full.folder / "peergroup.toml", "format = 1\norganization = 3\n")
    put(full.folder / "cohorts/north/practice.toml", "")
    put(full.folder / "cohorts/south/cohort.toml", 'format = 1\nid = "south"\nname = ""\n')
    put(full.folder / "cohorts/west/cohort.toml", "format = 2\n")
    put(full.folder / "packs/long.toml", 'format = 1\nkind = "play"\n')
    put(full.folder / "cohorts/north/meetings/.001-evening.draft.toml", "\0")
    before = state_of(full.folder)
    found = seen(full)
    assert found[-1][:3] == ("peergroup.toml", 2, "damaged")
    assert ("cohorts/south/cohort.toml", 3, "damaged") in [one[:3] for one in found]
    assert kinds(full) == [
        ("cohorts/north/meetings/.001-evening.draft.toml", "damaged"),
        ("cohorts/north/practice.toml", "damaged"),
        *[("cohorts/south/cohort.toml", "damaged")] * 4,
        ("cohorts/west/cohort.toml", "newer"),
        ("packs/long.toml", "damaged"),
        ("peergroup.toml", "damaged"),
    ]
    assert state_of(full.folder) == before


def test_members_and_records_that_are_not_there_are_found_with_their_lines(
    full: Workspace,
) -> None:
    (stored,) = full.meetings("north")
    changed = stored.record.changed(
        scribe="nobody",
        thoughts=tuple(
            one.changed(grew_from=("m9-challenge-1",)) for one in stored.record.thoughts
        ),
    )
    full.save_meeting(stored, changed)
    row = Dropped(experiment="m1-experiment-7", member="ada", on=DAY, reason="said")
    full.save_practice("north", full.practice("north"), NO_PRACTICE.with_dropped(row))
    found = {(name, kind): (line, problem) for name, line, kind, problem in seen(full)}
    meeting = "cohorts/north/meetings/001-evening.toml"
    line, problem = found[meeting, "unknown-member"]
    lines = stored.path.read_text("utf-8").splitlines()
    assert lines[(line or 0) - 1] == 'scribe = "nobody"'
    assert problem == "scribe: nobody in the cohort has the id nobody"
    line, problem = found[meeting, "broken-link"]
    assert lines[(line or 0) - 1].startswith("grew_from")
    assert problem == "grew_from: there is no record m9-challenge-1"
    assert found["cohorts/north/practice.toml", "broken-link"][1].endswith("m1-experiment-7")
    assert not any("said" in problem for _, _, _, problem in seen(full))


def test_what_a_damaged_or_emptied_meeting_may_have_held_is_not_called_missing(
    full: Workspace,
) -> None:
    (stored,) = full.meetings("north")
    row = Dropped(experiment="m1-experiment-7", member="ada", on=DAY, reason="said")
    full.save_practice("north", full.practice("north"), NO_PRACTICE.with_dropped(row))
    full.save_meeting(stored, stored.record.changed(facilitator=None, thoughts=()))
    assert seen(full) == []
    put(stored.path, "format = ")
    assert kinds(full) == [("cohorts/north/meetings/001-evening.toml", "damaged")]


def test_what_stands_twice_is_found(full: Workspace) -> None:
    (stored,) = full.meetings("north")
    second = stored.record.changed(number=2)
    full.add_meeting(second)
    text = stored.path.read_text("utf-8")
    put(stored.path.with_name("001-other.toml"), text)
    put(full.folder / "packs/other.toml", (full.folder / "packs/evening.toml").read_text("utf-8"))
    row = {"number": 1, "start": "2026-12-03T14:00:00", "uid": "u-1", "changed_at": None}
    for name in ("north", "south"):
        if name == "south":
            full.add_cohort(a_cohort("south"))
        dates = 'format = 1\ntime_zone = "Europe/Paris"\n\n[[sessions]]\nnumber = 1\n'
        dates += f'start = 2026-12-03 14:00:00\nuid = "{row["uid"]}"\n'
        put(
            full.folder / f"cohorts/{name}/dates.toml",
            dates + "changed_at = 2026-01-12T09:30:00Z\n",
        )
    problems = {(name, problem) for name, _, kind, problem in seen(full) if kind == "twice"}
    assert {name for name, _ in problems} == {
        "cohorts/north/meetings/001-other.toml",
        "cohorts/north/meetings/002-evening.toml",
        "cohorts/south/dates.toml",
        "packs/other.toml",
    }
    assert (
        "cohorts/north/meetings/001-other.toml",
        "001-evening.toml is meeting 1 too",
    ) in problems
    assert ("packs/other.toml", "key: evening.toml has the key evening too") in problems
    assert ("cohorts/south/dates.toml", "north/dates.toml has the uid u-1 too") in problems


@posix_only
def test_what_stands_in_the_place_of_something_else_is_found(full: Workspace) -> None:
    cohorts = full.folder / "cohorts"
    (cohorts / "north/dates.toml").mkdir(mode=0o700)
    (cohorts / "south").mkdir(mode=0o700)
    put(cohorts / "west", "x")
    os.mkfifo(full.folder / "packs/pipe.toml", 0o600)
    elsewhere = full.folder.parent / "elsewhere.toml"
    (cohorts / "north/practice.toml").rename(elsewhere)
    (cohorts / "north/practice.toml").symlink_to(elsewhere)
    assert kinds(full) == [
        ("cohorts/north/dates.toml", "out-of-place"),
        ("cohorts/north/practice.toml", "out-of-place"),
        ("cohorts/south", "out-of-place"),
        ("cohorts/west", "out-of-place"),
        ("packs/pipe.toml", "out-of-place"),
    ]


def test_copies_and_marks_of_a_merge_are_found_and_never_read(full: Workspace) -> None:
    folder = full.folder / "cohorts/north"
    put(folder / "meetings/001-evening (Ada's conflicted copy 2026-11-27).toml", "no TOML at all")
    put(folder / "cohort.toml.orig", "no TOML at all")
    put(folder / "notes.txt", "mine")
    copytree(folder, folder.with_name("north 2"))
    put(full.folder / "peergroup.toml", "format = 1\n<<<<<<< HEAD\n=======\n>>>>>>> other\n")
    assert [one for one in seen(full) if one[2] != "permissions"] == [
        ("cohorts/north 2", None, "copy", "is a copy that iCloud has made; it is not read"),
        *[
            (
                f"cohorts/north/{name}",
                None,
                "copy",
                f"is a copy that {who} has made; it is not read",
            )
            for name, who in [
                ("cohort.toml.orig", "git or an editor"),
                ("meetings/001-evening (Ada's conflicted copy 2026-11-27).toml", "Dropbox"),
            ]
        ],
        (
            *("cohorts/north/notes.txt", None, "not-read"),
            "is not called as a record here is; it is not read",
        ),
        *[
            (
                "peergroup.toml",
                n,
                "damaged",
                "is a mark that git leaves: two versions stand in one file",
            )
            for n in (2, 4)
        ],
    ]


@posix_only
def test_what_is_open_to_others_is_found_and_closed_by_a_repair_alone(full: Workspace) -> None:
    path = full.folder / "cohorts/north/cohort.toml"
    path.chmod(0o644)
    (full.folder / "packs").chmod(0o755)
    content = path.read_bytes()
    assert [(name, problem) for name, _, _, problem in seen(full)] == [
        ("cohorts/north/cohort.toml", "is open to others (0644)"),
        ("packs", "is open to others (0755)"),
    ]
    for step in steps(full.folder, findings(full.folder), "now"):
        step.do()
    assert seen(full) == []
    assert path.read_bytes() == content


def test_a_repair_sets_aside_what_was_left_over_and_copies_that_say_the_same(
    full: Workspace,
) -> None:
    meetings = full.folder / "cohorts/north/meetings"
    text = (meetings / "001-evening.toml").read_text("utf-8")
    old = put(meetings / ".001-evening.toml.0123456789abcdef.tmp", "half")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    put(meetings / ".001-evening.toml.0123456789abcdee.tmp", "being saved right now")
    put(meetings / "001-evening (1).toml", text)
    put(meetings / "001-evening (2).toml", text + "# other\n")
    before = state_of(full.folder)
    plan = steps(full.folder, findings(full.folder), "now")
    assert state_of(full.folder) == before
    for step in plan:
        step.do()
    assert [one.path.name for one in plan] == [
        ".001-evening.toml.0123456789abcdef.tmp",
        "001-evening (1).toml",
    ]
    aside = full.folder / "set-aside/now/cohorts/north/meetings"
    assert {one.name: one.read_text("utf-8") for one in aside.iterdir()} == {
        old.name: "half",
        "001-evening (1).toml": text,
    }
    assert kinds(full) == [
        ("cohorts/north/meetings/.001-evening.toml.0123456789abcdee.tmp", "temporary"),
        ("cohorts/north/meetings/001-evening (2).toml", "copy"),
    ]


def test_cohorts_that_were_made_and_not_put_in_place_are_put_there(full: Workspace) -> None:
    prepared = full.folder / "cohorts/.new"
    copytree(full.folder / "cohorts/north", prepared / "south")
    path = prepared / "south/cohort.toml"
    put(path, path.read_text("utf-8").replace('id = "north"', 'id = "south"'))
    put(prepared / "complete", "x")
    (prepared).chmod(0o700)
    assert ("cohorts/.new", "temporary") in kinds(full)
    for step in steps(full.folder, findings(full.folder), "now"):
        step.do()
    assert full.cohort_ids() == ["north", "south"]


def test_a_file_in_the_place_of_a_folder_of_meetings_is_named_once(full: Workspace) -> None:
    meetings = full.folder / "cohorts/north/meetings"
    meetings.rename(full.folder / "elsewhere")
    put(meetings, "x")
    assert kinds(full) == [("cohorts/north/meetings", "out-of-place")]
