import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.storage import spreadsheet_size
from peergroup_cli.storage.table_file import Table, read_table_file

from .spreadsheets import cell, ods, packed, sheet, xlsx
from .tables import HEADER, problem_of, read


def test_a_sheet_is_read_as_people_typed_it(tmp_path: Path) -> None:
    values: list[tuple[object, str, str]] = [
        (" na\nme ", "", "na me"),
        (4711, "", "4711"),
        (1.5, "", "1.5"),
        (0.30000000000000004, "", "0.3"),
        (1e22, "", "10000000000000000000000"),
        (45000, "date", "2023-03-15"),
        (45000.6, "date", "2023-03-15 14:24"),
        (0.6, "time", "14:24"),
        (1.5, "span", "36:00"),
        (True, "", "TRUE"),
        (False, "", "FALSE"),
    ]
    cells = [cell(f"{chr(65 + i)}1", value, how) for i, (value, how, _) in enumerate(values)]
    table = read(tmp_path, xlsx(f'<row r="1">{"".join(cells)}</row>'), "List.XLSX")
    assert table == Table([(1, [text for *_, text in values])], "", "S1")


def test_rows_of_a_sheet_keep_their_numbers(tmp_path: Path) -> None:
    rows = sheet(HEADER, ("", " ", ""), ("Ada", "", "U"), first=3)
    table = read(tmp_path, xlsx(rows), "list.xlsx")
    assert table.rows == [(3, [*HEADER]), (5, ["Ada", "", "U"])]


@pytest.mark.parametrize(
    ("sheets", "hidden", "chosen"),
    [
        ((HEADER, HEADER), (), "S1"),
        ((("notes",), HEADER), (), "S2"),
        ((("notes",), (), HEADER, ("x",)), (), "S3"),
        ((("notes",), HEADER, HEADER), (), "S1"),
        ((("notes",), ("x",)), (), "S1"),
        ((HEADER, HEADER), (1,), "S2"),
    ],
)
def test_the_first_sheet_is_read_or_the_only_one_with_the_header(
    tmp_path: Path, sheets: tuple[tuple[str, ...], ...], hidden: tuple[int, ...], chosen: str
) -> None:
    content = xlsx(*(sheet(row) for row in sheets), hidden=hidden)
    table = read(tmp_path, content, "list.xlsx")
    assert table.sheet == chosen
    assert table.rows == [(1, [*sheets[int(chosen[1]) - 1]])]


def test_an_empty_sheet_is_an_empty_table(tmp_path: Path) -> None:
    assert problem_of(tmp_path, xlsx(""), "list.xlsx") == "is empty"
    assert problem_of(tmp_path, xlsx("", hidden=(1,)), "list.xlsx") == "is empty"


ODS_CELL = '<table:table-cell office:value-type="string"{}><text:p>name</text:p></table:table-cell>'
ODS_REST = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def ods_row(cells: str = ODS_CELL.format(""), repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def test_open_document_sheets_are_read(tmp_path: Path) -> None:
    rest = f"<table:table-row/>{ODS_REST}"
    table = read(tmp_path, ods(ods_row() + rest, ods_row() + rest), "list.ods")
    assert table == Table([(1, ["name"])], "", "T0")


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(repeated=20_000_001),
        ods_row(ODS_CELL.format(' table:number-columns-repeated="20000001"')),
        ods_row() + ODS_REST * 20 + ods_row(),
        ods_row(ODS_CELL.format(' table:number-columns-repeated="9999"'), repeated=9999),
    ],
)
def test_an_open_document_sheet_of_any_size_is_refused(tmp_path: Path, rows: str) -> None:
    assert "has a cell so far out that" in problem_of(tmp_path, ods(rows), "list.ods")


@pytest.mark.parametrize("last", ["XFD1048576", "AAA99999", "Z1000000", "xfd1048576"])
def test_a_cell_at_the_far_end_is_refused_before_memory_runs_out(tmp_path: Path, last: str) -> None:
    rows = sheet(HEADER) + f"<row>{cell(last, 'x')}</row>"
    assert "has a cell so far out that" in problem_of(tmp_path, xlsx(rows), "list.xlsx")


def test_a_wide_sheet_is_read(tmp_path: Path) -> None:
    rows = sheet(HEADER) + f'<row r="2">{cell("ABC2", "x")}</row>'
    assert len(read(tmp_path, xlsx(rows), "list.xlsx").rows[1][1]) == 731


def test_a_cell_is_found_across_two_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet_size, "_PIECE", 100)
    rows = "".join(f'<row r="{n}"/>' for n in range(50)) + f"<row>{cell('XFD1048576', 'x')}</row>"
    assert "17,179,869,184 cells" in problem_of(tmp_path, xlsx(rows), "list.xlsx")


def test_what_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet_size, "LARGEST_UNPACKED", 3 * 1024 * 1024)
    content = xlsx(sheet(HEADER) + " " * 4_000_000)
    assert len(content) < 100_000
    assert problem_of(tmp_path, content, "list.xlsx") == "is larger than 3 MB when unpacked"


@pytest.mark.parametrize(
    "content",
    [b"", b"name,level", b"PK\x03\x04", packed({"a.txt": ""}), b"\xd0\xcf\x11\xe0" + b"\0" * 600],
)
@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.ods"])
def test_what_is_no_spreadsheet_says_so(tmp_path: Path, content: bytes, name: str) -> None:
    assert problem_of(tmp_path, content, name) == "is damaged, or is no spreadsheet"


def test_a_part_that_is_larger_than_it_says_is_damaged(tmp_path: Path) -> None:
    content = xlsx(sheet(HEADER, *(("Ada", "l", "u") for _ in range(200))))
    size = len(_unpacked(content, "xl/worksheets/sheet1.xml"))
    lying = content.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))
    assert lying != content
    assert problem_of(tmp_path, lying, "list.xlsx") == "is damaged, or is no spreadsheet"


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("PasswordError", "is protected by a password"),
        ("PanicException", "is damaged, or is no spreadsheet"),
    ],
)
def test_a_fault_of_the_reader_is_an_error_that_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, problem: str
) -> None:
    import python_calamine

    error = getattr(python_calamine, fault, None) or type(fault, (BaseException,), {})
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", _Failing(error))
    assert problem_of(tmp_path, xlsx(sheet(HEADER)), "list.xlsx") == problem


def test_ctrl_c_while_reading_stays_ctrl_c(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", _Failing(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, xlsx(sheet(HEADER)), "list.xlsx")


def test_without_the_reader_the_error_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, xlsx(sheet(HEADER)), "list.xlsx")
    assert "pipx inject peergroup-cli python-calamine" in caught.value.hint
    assert read(tmp_path, "name\n").rows == [(1, ["name"])]


@given(
    place=st.lists(st.integers(0, 10_000), min_size=1, max_size=4),
    put=st.binary(min_size=1, max_size=3),
)
def test_a_damaged_spreadsheet_is_a_table_or_an_unreadable_file(
    tmp_path_factory: pytest.TempPathFactory, place: list[int], put: bytes
) -> None:
    content = bytearray(WHOLE)
    for one in place:
        at = one % len(content)
        content[at : at + len(put)] = put
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(content)
    with suppress(UnreadableFile):
        assert read_table_file(path).rows


WHOLE = xlsx(sheet(HEADER, ("Ada", 1.5, "U")), sheet(("x",)))


class _Failing:
    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def from_filelike(self, _: object) -> object:
        raise self.error


def _unpacked(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(part)
