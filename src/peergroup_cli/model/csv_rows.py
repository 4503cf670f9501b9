"""Rows of cells from the text of a CSV file, as spreadsheets write it."""

import csv
import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NAMED = re.compile(r"sep=([,;\t])[ ,;\t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_HEAD = 100_000
"""In characters: no first row is longer."""


def separator(text: str) -> str:
    """What stands between the cells: a comma, a semicolon or a tab, as the first row shows.

    A first line such as `sep=;`, which spreadsheets understand, says it.
    """
    if named := _NAMED.match(text):
        return named[1]
    unquoted = re.sub(r'"[^"]*(?:"|$)', "", text[:_HEAD])
    first = next((line for line in re.split(r"[\r\n]+", unquoted) if line.strip()), "")
    return max(",;\t", key=first.count)


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line in which each row begins, and its cells; blank rows are left out.

    Blanks around a cell are cut off, and a line break in a quoted cell becomes a blank.

    Raises:
        ValueError: a row cannot be read, and what follows neither; the text says which.
    """
    named = _NAMED.match(text)
    lines = (line[0] for line in _LINE.finditer(text, named.end() if named else 0))
    reader = csv.reader(lines, delimiter=separator(text), strict=True)
    before = 1 if named else 0
    line = before + 1
    try:
        for cells in reader:
            last = before + reader.line_num
            cleaned = list(map(str.strip, cells))
            if last > line:
                cleaned = [re.sub(r"[\r\n]+", " ", cell) for cell in cleaned]
            if any(cleaned):
                yield line, cleaned
            line = last + 1
    except csv.Error as error:
        too_long = "limit" in str(error)
        problem = "a cell is far too long" if too_long else "the quotation marks do not match"
    else:
        return
    raise ValueError(f"line {line}: {problem}")
