"""Reads a table that somebody else wrote: a roster as CSV, or a sheet of a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.model.csv_rows import csv_rows, separator
from peergroup_cli.storage.durable import read_bytes
from peergroup_cli.storage.spreadsheet_file import SPREADSHEETS, rows_in_spreadsheet
from peergroup_cli.storage.text_file import text_in

LARGEST_TABLE = 200 * 1024 * 1024
"""In bytes. 100,000 people take about 20 MB."""


@dataclass(frozen=True)
class Table:
    """A table as it was found, blank rows left out.

    Args:
        rows: the line in which each row begins, counted from 1, and its cells; at least one row.
        delimiter: what stands between the cells of a text file; empty for a spreadsheet.
        sheet: the sheet that was read; empty for a text file.
    """

    rows: list[tuple[int, list[str]]]
    delimiter: str = ""
    sheet: str = ""


def read_table_file(
    path: Path, is_header: Callable[[Sequence[str]], bool] = lambda _: True
) -> Table:
    """The rows of a CSV file, or of a spreadsheet's first sheet, by the file's extension.

    Args:
        path: the file. `.xlsx`, `.xlsm`, `.xls` and `.ods` are spreadsheets, all else is text.
        is_header: whether a first row is one that is looked for. Where that of the first sheet
            is not and that of one other sheet is, the other one is read.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is no such table, is too large, or is a spreadsheet and the package
            that reads them is missing.
    """
    content = read_bytes(path, LARGEST_TABLE)
    if path.suffix.lower() in SPREADSHEETS:
        sheet, rows = rows_in_spreadsheet(content, path, is_header)
        table = Table(rows, sheet=sheet)
    else:
        table = _text_table(text_in(content, path), path)
    if not table.rows:
        raise UnreadableFile(path, ["is empty"], "The first row names the columns.")
    return table


def _text_table(text: str, path: Path) -> Table:
    try:
        return Table(list(csv_rows(text)), separator(text))
    except ValueError as error:
        problem = str(error)
    raise UnreadableFile(path, [problem])
