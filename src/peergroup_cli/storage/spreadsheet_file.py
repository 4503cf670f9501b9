"""Reads the sheets of a spreadsheet by python-calamine, which the extra `xlsx` brings."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.extras import how_to_install
from peergroup_cli.storage.spreadsheet_size import size_problem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
"""The extensions of files that are read as spreadsheets."""

Value = str | float | bool | dt.time | dt.date | dt.datetime | dt.timedelta
Rows = list[tuple[int, list[str]]]

_HINT = "Nothing was changed. In the spreadsheet program, save the list as “CSV UTF-8”."


def rows_in_spreadsheet(
    content: bytes, path: Path, is_header: Callable[[Sequence[str]], bool]
) -> tuple[str, Rows]:
    """The name of the sheet that was read, and its rows that are not blank, as people typed them.

    Args:
        content: the file's bytes.
        path: the file, as an error should show it.
        is_header: whether a first row is one that is looked for; see `read_table_file`.

    Raises:
        UnreadableFile: it is no spreadsheet, is too large, or python-calamine is missing.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError:
        raise UnreadableFile(
            path,
            ["is a spreadsheet, and what reads spreadsheets is not installed"],
            f"{how_to_install('xlsx')}. Or save the list as “CSV UTF-8”.",
        ) from None
    if problem := size_problem(content):
        raise UnreadableFile(path, [problem], _HINT)
    try:
        return _chosen(CalamineWorkbook.from_filelike(BytesIO(content)), is_header)
    except PasswordError:
        problem = "is protected by a password"
    except (CalamineError, ValueError, OverflowError, OSError):
        problem = "is damaged, or is no spreadsheet"
    except BaseException as error:
        # a fault inside the reader is no Exception, and has no public name
        if type(error).__name__ != "PanicException":
            raise
        problem = "is damaged, or is no spreadsheet"
    raise UnreadableFile(path, [problem], _HINT)


def _chosen(
    book: "CalamineWorkbook", is_header: Callable[[Sequence[str]], bool]
) -> tuple[str, Rows]:
    """The first sheet, but for a single other one with a header that is looked for."""
    names = _visible_sheets(book)
    if not names:
        return "", []
    first = names[0], _rows(book.get_sheet_by_name(names[0]))
    if _begins_well(first[1], is_header):
        return first
    others = [(name, _rows(book.get_sheet_by_name(name))) for name in names[1:]]
    fitting = [other for other in others if _begins_well(other[1], is_header)]
    return fitting[0] if len(fitting) == 1 else first


def _visible_sheets(book: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _begins_well(rows: Rows, is_header: Callable[[Sequence[str]], bool]) -> bool:
    return bool(rows) and is_header(rows[0][1])


def _rows(sheet: "CalamineSheet") -> Rows:
    first = sheet.start[0] + 1 if sheet.start else 1
    return list(_not_blank(enumerate(sheet.to_python(), start=first)))


def _not_blank(
    rows: Iterable[tuple[int, Sequence[Value]]],
) -> Iterator[tuple[int, list[str]]]:
    for number, values in rows:
        cells = [
            " ".join(value.splitlines()).strip() if isinstance(value, str) else _typed(value)
            for value in values
        ]
        if any(cells):
            yield number, cells


def _typed(value: Value) -> str:
    """A value as a person types it: 3.0 as 3, noon as 12:00."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # a spreadsheet keeps 15 digits, and shows no more
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value)
