"""Many meetings: each is read once, is what it was, and only the last few are in memory."""

from pathlib import Path
from shutil import copy

import pytest

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.model.on_demand import KEPT, OnDemand
from peergroup_cli.storage.meeting_files import MeetingFiles
from peergroup_cli.storage.toml_file import render
from tests.exports.sample import explore, learning_together, reflect

MANY = KEPT + 6


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """More meetings than are kept in memory."""
    folder = tmp_path_factory.mktemp("meetings")
    found = {}
    for number in range(1, MANY + 1):
        meeting = (learning_together, explore, reflect)[number % 3]().changed(number=number)
        found[number] = folder / f"{number:03d}-{meeting.agenda.key}.toml"
        table = meeting.model_dump(exclude_defaults=True, exclude_none=True)
        found[number].write_text(render(table), encoding="utf-8")
    return found


def files(paths: dict[int, Path]) -> MeetingFiles:
    return MeetingFiles(paths, explore().cohort, lambda: None)


def test_each_meeting_is_what_it_is_when_it_is_read_alone(paths: dict[int, Path]) -> None:
    several = files(paths)
    read = several.some(several.numbers)
    for _ in range(2):
        assert [one.number for one in read] == list(paths)
        for number in (1, 2, 3, MANY):
            kind = (learning_together, explore, reflect)[number % 3]
            assert read[number - 1] == kind().changed(number=number)


def test_each_file_is_read_once_and_the_agenda_is_kept_once(
    paths: dict[int, Path], tmp_path: Path
) -> None:
    own = {number: Path(copy(path, tmp_path)) for number, path in paths.items()}
    several = files(own)
    read = several.some(several.numbers)
    before = list(read)
    for path in own.values():
        path.unlink()
    assert list(read) == before
    assert len({id(one.agenda) for one in read}) == 3


def test_each_meeting_that_is_asked_for_is_told(paths: dict[int, Path]) -> None:
    heard: list[int] = []
    several = MeetingFiles(paths, explore().cohort, lambda: heard.append(1))
    for _ in range(2):
        assert len(list(several.some(several.numbers))) == MANY
    assert len(heard) == 2 * MANY


def test_what_leaves_is_the_same_for_files_and_for_what_was_in_them(paths: dict[int, Path]) -> None:
    several = files(paths)
    read = several.some(several.numbers)
    for audience in (Audience(), Audience("facilitator"), Audience("member", "ada")):
        one, other = release(read, audience), release(list(read), audience)
        assert list(one.notes) == list(other.notes)
        assert (one.withheld, one.marks) == (other.withheld, other.marks)


def test_a_part_holds_one_meeting_and_finds_what_it_points_back_to(paths: dict[int, Path]) -> None:
    several = files(paths)
    out = release(several.some(several.numbers), Audience())
    part = out.part(2)
    assert [notes.meeting.number for notes in part.notes] == [3]
    alone = release(several.some([3]), Audience(), several.some([1, 2, *range(4, MANY)]))
    assert part.withheld == alone.withheld
    assert part.record("m2-experiment-1") == alone.record("m2-experiment-1")


def test_a_text_that_looks_like_the_agenda_is_a_text(tmp_path: Path) -> None:
    meeting = explore()
    said = "before\n[agenda]\nkey = 1\n[agenda]\n"
    meeting = meeting.with_record(meeting.thoughts[0].changed(text=said))
    path = tmp_path / "002-explore.toml"
    for table in (
        meeting.model_dump(exclude_defaults=True, exclude_none=True),
        # by hand, an agenda may also stand in front
        {"agenda": {}, **meeting.model_dump(exclude_defaults=True, exclude_none=True)},
    ):
        path.write_text(render(table), encoding="utf-8")
        several = files({2: path})
        assert [several.read(2), several.read(2)] == [meeting, meeting]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("facilitator = ", "facilitators = ", "facilitators"),
        ("\n[agenda]\n", "\n[agenda]\nkeys = 1\n", "agenda.keys"),
        ("\n[agenda]\n", "\n[agenda\n", "line"),
        ('kind = "agenda"', 'kind = "module"', "agenda.kind"),
    ],
)
def test_a_slip_is_told_with_its_line_also_where_the_agenda_is_known(
    paths: dict[int, Path], tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = paths[2].read_text("utf-8")
    assert old in text
    broken = tmp_path / "005-explore.toml"
    broken.write_text(text.replace("number = 2", "number = 5").replace(old, new, 1), "utf-8")
    several = files({2: paths[2], 5: broken})
    several.read(2)
    with pytest.raises(UnreadableFile) as refused:
        several.read(5)
    assert "line " in refused.value.message
    assert problem in refused.value.message


def test_only_the_last_few_are_kept() -> None:
    made: list[int] = []

    def make(place: int) -> int:
        made.append(place)
        return place

    row = OnDemand(KEPT * 2, make)
    assert list(row) == list(range(KEPT * 2))
    assert (row[-1], row[-KEPT:]) == (KEPT * 2 - 1, list(range(KEPT, KEPT * 2)))
    assert len(made) == KEPT * 2
    assert row[0] == 0
    assert len(made) == KEPT * 2 + 1
    with pytest.raises(IndexError):
        row[KEPT * 2]
