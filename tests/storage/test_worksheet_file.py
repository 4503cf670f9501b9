"""Filled worksheets as files: in each encoding that editors save, and as TOML."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from peergroup_cli.errors import NotFound, UnreadableFile
from peergroup_cli.exports.worksheet import worksheet, worksheet_table
from peergroup_cli.storage.toml_file import render
from peergroup_cli.storage.worksheet_file import read_worksheet
from tests.exports.sample import cohort, explore

TODAY = date(2026, 12, 20)
SHEET = """\
Experiment: north m2-experiment-1

## Week 1

Day: 2026-12-05
What I did: Zoë went “home”
"""


def toml() -> str:
    meeting = explore()
    return render(worksheet_table(worksheet(cohort(), meeting, meeting.experiments[0])))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_is_read_in_each_encoding_that_editors_save(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sheet.txt"
    path.write_bytes(SHEET.replace("\n", "\r\n").encode(encoding))
    found = read_worksheet(path, TODAY)
    assert (found.logs[0].did, found.logs[0].on) == ("Zoë went “home”", date(2026, 12, 5))
    assert found.remarks == ()


def test_an_old_encoding_of_windows_is_read_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "sheet.txt"
    path.write_bytes(SHEET.encode("cp1252"))
    found = read_worksheet(path, TODAY)
    assert found.logs[0].did == "Zoë went “home”"
    assert "Windows-1252" in found.remarks[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04docx", "word processor"),
        (b"%PDF-1.4", "PDF"),
        (b"<!doctype html><p>Experiment: north m2-experiment-1", "web page"),
        (b"Experiment\0", "NUL"),
        (b"\x81\x8d", "no text"),
        (b"", "no line such as"),
        (b"x" * (2 * 1024 * 1024 + 1), "2 MB"),
    ],
)
def test_what_is_no_worksheet_is_refused_in_words(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "sheet.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said) as refused:
        read_worksheet(path, TODAY)
    assert "Nothing was stored" in refused.value.hint


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (packed(document=b"<a/>"), "damaged"),
        (packed(document=b"<a>", styles=b"<a/>"), "damaged"),
        (packed(document=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', styles=b"<a/>"), "damaged"),
        (packed(document='<?xml version="1.0"?><a/>'.encode("utf-16"), styles=b"<a/>"), "damaged"),
        (packed(document=b" " * (20 * 1024 * 1024), styles=b"<a/>"), "20 MB when unpacked"),
        (packed(document=b"<a/>", styles=b"<a/>"), "no line such as"),
        (packed(content=b"<a/>"), "word processor"),
    ],
    ids=["no styles", "cut off", "entities", "utf-16", "large", "empty", "another kind"],
)
def test_a_document_that_cannot_be_read_is_refused_in_words(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "sheet.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        read_worksheet(path, TODAY)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_worksheet(tmp_path / "gone.md", TODAY)


def test_an_empty_sheet_in_toml_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sheet.toml"
    path.write_text(toml(), encoding="utf-8")
    found = read_worksheet(path, TODAY)
    assert (found.cohort, found.experiment) == ("north", "m2-experiment-1")
    assert (found.logs, found.report.is_empty, found.remarks) == ((), True, ())


def test_a_filled_sheet_in_toml_is_read_as_the_other_one_is(tmp_path: Path) -> None:
    path = tmp_path / "sheet.TOML"
    filled = toml().replace('on = ""\ndid = ""', 'on = 2026-12-05\ndid = " Rang "', 1)
    filled = filled.replace('on = ""\ndid = ""', 'on = "2026-12-21"\ndid = "Again"', 1)
    filled = filled.replace('on = ""', 'on = "2026-12-07"', 1)
    filled = filled.replace('outcome = ""', 'outcome = "tried"')
    path.write_bytes(b"\xef\xbb\xbf" + filled.replace("\n", "\r\n").encode())
    found = read_worksheet(path, TODAY)
    assert [(log.on, log.did) for log in found.logs] == [
        (date(2026, 12, 5), "Rang"),
        (None, "Again"),
    ]
    assert found.report.outcome == "tried"
    assert found.remarks == (
        "logs 2: the day is in the future; taken as told today",
        "logs 3: a day, and nothing told: left out",
    )


def test_a_slip_in_toml_is_named_with_its_line_and_key(tmp_path: Path) -> None:
    path = tmp_path / "sheet.toml"
    path.write_text(toml().replace('outcome = ""', 'outcome = "good"'), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="outcome"):
        read_worksheet(path, TODAY)
