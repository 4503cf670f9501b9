"""The ledger's rows: what is found, what never is, and an index that is never the truth."""

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from benchmarks.workspaces import build
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.ledger.rows import LessonRow
from peergroup_cli.storage import knowledge as module
from peergroup_cli.storage import sweeping
from peergroup_cli.storage.index_place import NO_INDEX, index_path
from peergroup_cli.storage.knowledge import FileRows, Filter, Found, Knowledge, opened
from peergroup_cli.storage.sweeping import knowledge_of
from peergroup_cli.storage.workspace import Workspace

STAMP = "1 2 3"


def row(**fields: object) -> LessonRow:
    known = {
        "cohort": "north",
        "id": "m2-lesson-1",
        "report": "m2-report-1",
        "experiment": "m1-experiment-1",
        "member": "ada",
        "on": date(2026, 1, 1),
        "verdict": "keep",
        "insight": "Delegating early helps",
    }
    return LessonRow(**{**known, **fields})  # type: ignore[arg-type]


def filled(*rows: LessonRow) -> Knowledge:
    known = Knowledge.in_memory()
    for number, one in enumerate(rows):
        known.put(one.cohort, f"{number}.toml", STAMP, FileRows(lessons=[one]))
    return known


def ids(known: Knowledge, *words: str, **wanted: object) -> list[str]:
    return [one.id for one in known.find(Filter(words=words, **wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [("delegate",), ("DELEGATION", "early"), ("hélps",), ()])
def test_endings_accents_and_letter_case_do_not_matter(words: tuple[str, ...]) -> None:
    assert ids(filled(row()), *words) == ["m2-lesson-1"]


@pytest.mark.parametrize("words", [("late",), ("delegate", "late")])
def test_all_words_have_to_be_there(words: tuple[str, ...]) -> None:
    assert ids(filled(row()), *words) == []


@pytest.mark.parametrize(
    "word", ['"', "a OR b", "NEAR(", "*", "said:x", "'; DROP TABLE files; --", "-", "\x00", "🦊"]
)
def test_no_word_is_ever_an_operator(word: str) -> None:
    known = filled(row())
    ids(known, word)
    assert ids(known) == ["m2-lesson-1"]


def test_the_newest_come_first_and_filters_narrow() -> None:
    old = row(id="old", verdict="drop")
    known = filled(old, row(id="new", on=date(2026, 5, 1)))
    assert ids(known) == ["new", "old"]
    assert ids(known, since=date(2026, 2, 1)) == ["new"]
    assert ids(known, verdict="drop") == ["old"]
    assert ids(known, unit="Sales") == []


def test_a_python_without_full_text_search_finds_parts_of_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_FTS", "CREATE VIRTUAL TABLE words USING nothing (said)")
    known = filled(row(insight="Délegating early helps"))
    assert ids(known, "DELEG", "early") == ["m2-lesson-1"]
    assert ids(known, "late") == []
    known.forget("north", "0.toml")
    assert ids(known) == []


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of one's own, and an index from the first file on."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sweeping, "ENOUGH_FILES", 1)
    return tmp_path / "cache"


@pytest.fixture
def year(tmp_path: Path) -> Workspace:
    """Three cohorts with a year of meetings."""
    return build(tmp_path / "year", 3, 6)


def asked(workspace: Workspace, *words: str) -> list[Found]:
    with knowledge_of(workspace.folder, workspace.cohort_ids()) as (known, damaged):
        assert damaged == []
        return list(known.find(Filter(words=words)))


def test_with_or_without_an_index_the_answers_are_the_same(
    cache: Path, year: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = asked(year), asked(year)
    word = asked(year, "delegate")
    assert index_path(year.folder).is_relative_to(cache)
    monkeypatch.setenv(NO_INDEX, "1")
    assert first == again == asked(year)
    assert len(first) > 5
    assert word == asked(year, "delegate")


@given(
    doubts=st.lists(st.sampled_from(["delete", "damage", "empty", "older", "nothing"]), max_size=4)
)
def test_an_index_that_is_deleted_or_damaged_at_random_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, doubts: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(sweeping, "ENOUGH_FILES", 1)
        workspace = build(tmp_path_factory.mktemp("year") / "w", 2, 4)
        expected = asked(workspace)
        for doubt in doubts:
            _cast(doubt, index_path(workspace.folder))
            assert asked(workspace) == expected


def _cast(doubt: str, path: Path) -> None:
    if doubt == "delete":
        path.unlink(missing_ok=True)
    elif doubt == "damage":
        path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    elif doubt == "empty":
        path.write_bytes(b"")
    elif doubt == "older":
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 77")
        connection.close()


@pytest.mark.usefixtures("cache")
def test_after_one_changed_file_one_file_is_read(
    year: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(year)
    read: list[str] = []
    rows = sweeping._rows

    def watched(path: Path, name: str) -> FileRows:
        read.append(path.name)
        return rows(path, name)

    monkeypatch.setattr(sweeping, "_rows", watched)
    path = year.folder / "cohorts" / "cohort-1" / "meetings" / "002-reflect.toml"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    asked(year)
    assert read == ["002-reflect.toml"]
    path.unlink()
    asked(year)
    assert read == ["002-reflect.toml"]


@pytest.mark.usefixtures("cache")
def test_a_lesson_that_is_taken_back_leaves_no_trace_in_the_index(year: Workspace) -> None:
    found = asked(year)[0]
    words = found.insight.encode()
    assert words in index_path(year.folder).read_bytes()
    stored = next(
        m for m in year.meetings(found.cohort) if any(x.id == found.id for x in m.record.lessons)
    )
    lesson = next(x for x in stored.record.lessons if x.id == found.id)
    taken_back = lesson.opened_to("group", stored.record.held_on)
    year.save_meeting(stored, stored.record.with_record(taken_back))
    assert found not in asked(year)
    assert words not in index_path(year.folder).read_bytes()


@pytest.mark.usefixtures("cache")
def test_the_index_holds_nothing_of_a_room_a_member_or_a_group(year: Workspace) -> None:
    asked(year)
    content = index_path(year.folder).read_bytes()
    assert b"secret-of-the-room" not in content.lower()
    for stored in year.meetings("cohort-1"):
        kept = [one for one in stored.record.captured if one.disclosure != "organisation"]
        for one in kept:
            for text in (
                getattr(one, name, "") for name in ("text", "title", "happened", "action")
            ):
                assert not text or text.encode() not in content
    names = [m.name.encode() for m in year.cohort("cohort-1").record.members]
    assert not any(name in content for name in names)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_the_index_is_its_owners_alone(cache: Path, year: Workspace) -> None:
    asked(year)
    path = index_path(year.folder)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert cache.exists()


@pytest.mark.usefixtures("cache")
def test_an_index_that_somebody_else_writes_is_done_without(
    year: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = asked(year)

    def locked(_path: Path) -> Knowledge:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sweeping, "opened", locked)
    assert asked(year) == expected


@pytest.mark.usefixtures("cache")
def test_a_damaged_meeting_is_named_and_the_others_are_found(year: Workspace) -> None:
    path = year.folder / "cohorts" / "cohort-2" / "meetings" / "002-reflect.toml"
    path.write_text("format = ", encoding="utf-8")
    for _ in range(2):
        with knowledge_of(year.folder, year.cohort_ids()) as (known, damaged):
            assert damaged == [path]
            assert {one.cohort for one in known.find(Filter())} >= {"cohort-1", "cohort-3"}


def test_a_file_that_is_no_database_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "index.sqlite"
    path.parent.mkdir()
    path.write_text("no database", encoding="utf-8")
    assert list(opened(path).find(Filter())) == []
