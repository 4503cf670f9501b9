import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.errors import NotFound, UnreadableFile
from peergroup_cli.storage import table_file
from peergroup_cli.storage.table_file import Table, read_table_file

from .tables import HEADER, problem_of, read


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_read_in_all_dialects_of_spreadsheets(
    tmp_path: Path, delimiter: str, encoding: str, end: str
) -> None:
    lines = (delimiter.join(HEADER), delimiter.join((" Zoë ", "", "U")), "")
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    table = read(tmp_path, (mark + end.join(lines)).encode(encoding))
    assert table == Table([(1, [*HEADER]), (2, ["Zoë", "", "U"])], delimiter)


def test_a_row_is_named_by_the_line_in_which_it_begins(tmp_path: Path) -> None:
    table = read(tmp_path, '\n"na\nme";a\n\n;\nAda;"x\r\ny"\nBen;z')
    assert table.rows == [(2, ["na me", "a"]), (6, ["Ada", "x y"]), (8, ["Ben", "z"])]


def test_rows_keep_their_own_length(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\nc\nd,e,f,\n")
    assert [cells for _, cells in table.rows] == [["a", "b"], ["c"], ["d", "e", "f", ""]]


def test_a_first_line_may_say_what_stands_between_cells(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\r\nname, first;level\r\n\r\nAda;x\r\n")
    assert table == Table([(2, ["name, first", "level"]), (4, ["Ada", "x"])], ";")


def test_a_quoted_header_does_not_mislead_about_the_delimiter(tmp_path: Path) -> None:
    assert read(tmp_path, '"a, b,\n, c";level\n').rows == [(1, ["a, b, , c", "level"])]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n ,\n", "is empty"),
        (b"sep=;\n", "is empty"),
        (b"name\xff", "is not UTF-8 text"),
        (b"\xff\xfen\x00\x00\xd8", "is not UTF-16 text"),
        (b"name\nA\x00da", "holds NUL characters: damaged, or not a text file"),
        ("name".encode("utf-16-le"), "holds NUL characters: damaged, or not a text file"),
        (b'name\n"Ada\nBen\n', "line 2: the quotation marks do not match"),
        (b'sep=,\nname\n"A"da\n', "line 3: the quotation marks do not match"),
        (b"name\n" + b"x" * 140_000, "line 2: a cell is far too long"),
    ],
)
def test_what_is_no_table_says_why(tmp_path: Path, content: bytes, problem: str) -> None:
    assert problem_of(tmp_path, content) == problem


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_table_file(tmp_path / "list.xlsx")


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_table_file(tmp_path)


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    os.truncate(path, table_file.LARGEST_TABLE + 1)
    with pytest.raises(UnreadableFile, match="is larger than 200 MB"):
        read_table_file(path)


def test_a_list_may_be_larger_than_a_record(tmp_path: Path) -> None:
    content = "name\n" + ("x" * 999 + "\n") * 10_000
    assert len(read(tmp_path, content).rows) == 10_001


@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_a_table_or_an_unreadable_file(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        table = read_table_file(path)
    except UnreadableFile:
        return
    lines = [line for line, _ in table.rows]
    assert lines == sorted(set(lines))
    assert lines[0] >= 1
    assert all(any(cells) for _, cells in table.rows)


CELL = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=4).filter(lambda row: any(map(str.strip, row)))),
    st.sampled_from(",;\t"),
)
def test_what_a_spreadsheet_writes_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEADER, *rows])
    path = tmp_path_factory.getbasetemp() / "written.csv"
    path.write_bytes(out.getvalue().encode())
    found = read_table_file(path)
    assert [cells for _, cells in found.rows[1:]] == [[c.strip() for c in row] for row in rows]
