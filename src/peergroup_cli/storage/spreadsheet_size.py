"""How much a spreadsheet asks for, measured before it is read.

A small file may be unpacked to any size, and one cell at a sheet's far end makes the reader take
memory for all cells before it; where memory runs out it ends the whole program.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

LARGEST_UNPACKED = 1024 * 1024 * 1024
"""In bytes. 100,000 people take about 60 MB."""

MOST_CELLS = 20_000_000
"""Rows times columns, up to the last cell. 100,000 people take a million."""

_PIECE = 8 * 1024 * 1024
_OVERLAP = 64
"""In bytes: longer than what names a cell, which may lie across two pieces."""

_FAR = re.compile(rb"""r\s?=\s?["'](?:[A-Za-z]{2}|[A-Za-z]?[0-9]{7})""")
"""A cell beyond column Z or a row beyond 999,999: few lists have one, and the search is quick."""

_CELL = re.compile(rb"""\br\s?=\s?["']([A-Za-z]{0,3})([0-9]{1,9})["']""")
_TABLE_TAG = re.compile(rb"<(/?)table:(table|table-row|(?:covered-)?table-cell)(?=[\s/>])([^>]*)>")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s?=\s?["']([0-9]{1,9})""")


def size_problem(content: bytes) -> str:
    """Why a spreadsheet with this content is not read, or an empty text."""
    if not content.startswith(b"PK"):
        # the older format knows no more than 65,536 rows of 256 cells, and is not packed
        return ""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                return f"is larger than {LARGEST_UNPACKED // 1024 // 1024:,} MB when unpacked"
            cells = max((_cells_in(packed, part) for part in packed.infolist()), default=0)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        return "is damaged, or is no spreadsheet"
    if cells > MOST_CELLS:
        return (
            f"has a cell so far out that {cells:,} cells lie before it: "
            "remove the rows and columns that are not part of the list"
        )
    return ""


def _cells_in(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    # reading a part to its end also makes sure that it is no larger than it says
    if part.filename == "content.xml":
        return _cells_of_tables(packed.read(part))
    is_far = [_FAR.search(piece) is not None for piece in _pieces(packed, part)]
    if any(is_far) and part.filename.endswith(".xml"):
        return _cells_of_sheet(packed, part)
    return 0


def _pieces(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    end = b""
    with packed.open(part) as file:
        while piece := file.read(_PIECE):
            yield end + piece
            end = piece[-_OVERLAP:]


def _cells_of_sheet(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    rows = columns = 0
    for piece in _pieces(packed, part):
        for cell in _CELL.finditer(piece):
            rows = max(rows, int(cell[2]))
            columns = max(columns, _number_of(cell[1]))
    return rows * columns


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _cells_of_tables(xml: bytes) -> int:
    """The cells of an OpenDocument sheet, where rows and cells may stand for many alike."""
    most = rows = width = columns = used = 0
    repeated = 1
    for tag in _TABLE_TAG.finditer(xml):
        is_end, what, attributes = bool(tag[1]), tag[2], tag[3]
        if what == b"table":
            rows = width = 0
        elif what != b"table-row":
            columns += 0 if is_end else _times(attributes)
            used = columns if b"office:" in attributes else used
        elif is_end:
            rows += repeated
            width = max(width, used)
            most = max(most, rows * width if used else 0)
        else:
            repeated, columns, used = _times(attributes), 0, 0
            rows += repeated if attributes.endswith(b"/") else 0
    return most


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
