"""Whatever stands in a file, who reads it says so in our own words, and tells no note."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.commands.shared.roster_file import read_roster
from peergroup_cli.errors import NewerFormat, UnreadableFile
from peergroup_cli.exports.worksheet import worksheet, worksheet_table
from peergroup_cli.exports.worksheet_markdown import render as markdown
from peergroup_cli.model.answers import Answers
from peergroup_cli.model.calendar import PlannedSession, SessionDates
from peergroup_cli.model.cohort_draft import CohortDraft
from peergroup_cli.model.draft import Draft, Drafts
from peergroup_cli.model.practice import Practice, PracticeLog
from peergroup_cli.model.record import Record
from peergroup_cli.model.settings import Settings
from peergroup_cli.storage.archive import backup_of
from peergroup_cli.storage.restoring import files_of_backup
from peergroup_cli.storage.toml_file import content_of, read_pack, read_record, render
from peergroup_cli.storage.worksheet_file import read_worksheet
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal.ask import NobodyToAsk
from tests.exports import sample
from tests.faults.mutating import mutated
from tests.storage.spreadsheets import sheet, xlsx

SRC = Path(__file__).parents[2] / "src" / "peergroup_cli"
EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 12, 20)
MARK = "qzmarkqz"
"""Stands in every note; no message may have it."""

Reader = Callable[[Path], object]


def _record(kind: type[Record]) -> Reader:
    return lambda path: read_record(path, kind)


def _roster(path: Path) -> object:
    return read_roster(path, None, None, NobodyToAsk(), skip_bad=False)


def _rules(path: Path) -> object:
    roster = path.with_name("people.csv")
    roster.write_bytes((EXAMPLES / "people.csv").read_bytes())
    return read_roster(roster, None, path, NobodyToAsk(), skip_bad=False, outside_managers=True)


@cache
def examples() -> dict[str, tuple[str, bytes, Reader]]:
    """By what is read: the file's name, a valid content with the mark in its notes, the reader."""
    cohort, meeting = sample.cohort(), sample.explore()
    marked = meeting.changed(
        thoughts=tuple(one.changed(text=f"{MARK} said\n{MARK} again") for one in meeting.thoughts)
    )
    log = PracticeLog(experiment="m2-experiment-1", member="ada-brook", on=DAY, did=MARK)
    start = datetime.combine(DAY, time(14))
    session = PlannedSession(number=1, start=start, uid="a-1", changed_at=start.replace(tzinfo=UTC))
    dates = SessionDates(format=1, time_zone="Europe/Paris", sessions=(session,))
    draft = Drafts(format=1, drafts=(Draft(question="notes/1/note", text=f"{MARK}\n{MARK}"),))
    records = {
        "cohort": cohort,
        "meeting": marked,
        "dates": dates,
        "half-typed": draft,
        "practice": Practice(format=1, logs=(log,)),
        "settings": Settings(format=1, organisation=MARK),
        "form": CohortDraft(format=1, name="North", theme=MARK),
    }
    paper = worksheet(cohort, marked, marked.experiments[0])
    filled = markdown(paper).replace("What I did:", f"What I did: {MARK}")
    table = render(worksheet_table(paper)).replace('did = ""', f'did = "{MARK}"')
    people = (EXAMPLES / "people.csv").read_bytes()[:2_000].rpartition(b"\n")[0]
    rows = [("id", "name", "level", "unit"), *((f"E{n}", f"P {n}", "head", "IT") for n in "123")]
    script = (EXAMPLES / "explore.toml").read_bytes()
    return {
        **{
            what: ("record.toml", content_of(record), _record(type(record)))
            for what, record in records.items()
        },
        "answers": ("answers.toml", script, _record(Answers)),
        "agenda": ("a.toml", _shipped("agendas"), read_pack),
        "module": ("m.toml", _shipped("modules"), read_pack),
        "worksheet": ("w.md", filled.encode(), lambda path: read_worksheet(path, DAY)),
        "worksheet as data": ("w.toml", table.encode(), lambda path: read_worksheet(path, DAY)),
        "list of people": ("p.csv", people, _roster),
        "spreadsheet": ("p.xlsx", xlsx(sheet(*rows)), _roster),
        "rules": ("r.csv", b"kind,a,b\napart,E000,E001\ntogether,E002,E003\n", _rules),
        "backup": ("b.zip", _backup(content_of(marked)), files_of_backup),
    }


def _shipped(folder: str) -> bytes:
    return min((SRC / "content" / folder).glob("*.toml")).read_bytes()


def _backup(note: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        place = Path(folder, "workspace")
        Workspace.create(place, None)
        (place / "packs" / "note.toml").write_bytes(note)
        return backup_of(place).content


READERS = (
    *("cohort", "meeting", "dates", "half-typed", "practice", "settings", "form", "answers"),
    *("agenda", "module", "worksheet", "worksheet as data", "list of people", "spreadsheet"),
    *("rules", "backup"),
)


def said_of(what: str, content: bytes, folder: Path) -> str:
    """What a reader says of a file that it does not take; nothing of one that it takes."""
    name, _, reader = examples()[what]
    (folder / name).write_bytes(content)
    try:
        reader(folder / name)
    except (UnreadableFile, NewerFormat) as error:
        return f"{error.message}\n{error.hint}"
    return ""


@pytest.mark.parametrize("what", READERS)
def test_an_example_is_read(what: str, tmp_path: Path) -> None:
    assert said_of(what, examples()[what][1], tmp_path) == ""


@pytest.mark.parametrize("what", READERS)
@given(data=st.data())
def test_of_a_damaged_file_is_said_what_is_wrong_and_no_note(
    what: str, data: st.DataObject
) -> None:
    content = data.draw(mutated(examples()[what][1]))
    with TemporaryDirectory() as folder:
        assert MARK not in said_of(what, content, Path(folder)).casefold()


@pytest.mark.parametrize("what", READERS)
def test_a_file_of_50_mb_without_a_word_in_it_is_refused(what: str, tmp_path: Path) -> None:
    name, _, reader = examples()[what]
    (tmp_path / name).touch()
    # a hole in the file: it takes no room on the disk
    os.truncate(tmp_path / name, 50 * 1024 * 1024)
    with pytest.raises(UnreadableFile) as caught:
        reader(tmp_path / name)
    assert len(caught.value.message) < 1_000
