"""export-notes in all its formats: how one is chosen, and to which files it goes."""

import codecs
import json
from pathlib import Path

import pytest

from peergroup_cli.exports.formats import FORMATS
from tests.commands.peergroup import Peergroup
from tests.exports.reading import words_of

OUT = ("export-notes", "--output")


@pytest.mark.parametrize(
    ("name", "ending"), [(name, end) for name, one in FORMATS.items() for end in one.endings]
)
def test_the_ending_of_the_file_tells_the_format(
    practising: Peergroup, tmp_path: Path, name: str, ending: str
) -> None:
    path = tmp_path / f"notes{ending}"
    practising.done(*OUT, str(path))
    assert "Ada Brook" in words_of(name, path.read_bytes())


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.is_text])
def test_what_is_on_the_screen_is_what_is_in_the_file(
    practising: Peergroup, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "notes.txt"
    shown = practising.done("export-notes", "--format", name)
    practising.done(*OUT, str(path), "--format", name)
    assert shown.encode() == path.read_bytes()


def test_a_format_that_is_not_known_is_named_with_those_that_are(practising: Peergroup) -> None:
    wrong = practising("export-notes", "--format", "htlm")
    assert wrong.exit_code == 12
    assert "Did you mean html?" in wrong.stderr


def test_each_meeting_gets_a_file_of_its_own(practising: Peergroup, tmp_path: Path) -> None:
    practising.hold("/end")
    practising.done(*OUT, str(tmp_path / "notes.json"), "--split")
    held = [meeting.number for meeting in practising.meetings]
    assert len(held) > 1
    assert sorted(tmp_path.glob("*.json")) == [tmp_path / f"notes-{n}.json" for n in held]
    for number in held:
        found = json.loads((tmp_path / f"notes-{number}.json").read_text("utf-8"))
        assert [one["number"] for one in found["meetings"]] == [number]


def test_no_file_is_written_where_one_of_them_is_there_already(
    practising: Peergroup, tmp_path: Path
) -> None:
    practising.hold("/end")
    last = practising.meetings[-1].number
    (tmp_path / f"notes-{last}.md").write_text("mine", encoding="utf-8")
    assert practising(*OUT, str(tmp_path / "notes.md"), "--split").exit_code == 13
    assert len(list(tmp_path.glob("*.md"))) == 1
    practising.done(*OUT, str(tmp_path / "notes.md"), "--split", "--force")
    assert "mine" not in (tmp_path / f"notes-{last}.md").read_text("utf-8")


def test_splitting_needs_a_file_and_a_meeting(peergroup: Peergroup, tmp_path: Path) -> None:
    peergroup.form()
    assert peergroup("export-notes", "--split").exit_code == 2
    assert peergroup(*OUT, str(tmp_path / "notes.md"), "--split").exit_code == 12


def test_a_csv_for_excel_says_that_it_is_utf_8(practising: Peergroup, tmp_path: Path) -> None:
    practising.done(*OUT, str(tmp_path / "excel.csv"), "--bom")
    practising.done(*OUT, str(tmp_path / "plain.csv"))
    plain = (tmp_path / "plain.csv").read_bytes()
    assert (tmp_path / "excel.csv").read_bytes() == codecs.BOM_UTF8 + plain
    assert practising("export-notes", "--bom").exit_code == 2


def test_formats_that_are_no_text_need_a_file(practising: Peergroup) -> None:
    for name, one in FORMATS.items():
        if not one.is_text:
            refused = practising("export-notes", "--format", name)
            assert refused.exit_code == 2
            assert f"--output notes{one.endings[0]}" in refused.stderr
