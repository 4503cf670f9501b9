"""Single rows of a TOML file, read by the place where they stand: the others are not parsed."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tomli import TOMLDecodeError, loads

Place = tuple[int, int]
"""The first byte of a row in its file, and the one behind its last."""

_ROW = rb"^\[\[%s\]\]\r?\n(?:[^\[\n][^\n]*\n|\n)*"


def places_of(path: Path, table: str) -> dict[str, Place]:
    """Where the rows of a table stand in a file, by their ids.

    A row is left out where its lines alone would say anything else than they do in the file.

    Args:
        path: a file that can be read.
        table: such as `experiments`; each of its rows has an id.
    """
    content = path.read_bytes()
    known = {one["id"]: one for one in _rows(content, table)}
    places = {}
    for found in re.finditer(_ROW % table.encode(), content, re.MULTILINE):
        one = _row(found[0], table)
        if one and known.get(one["id"]) == one:
            places[str(one["id"])] = found.span()
    return places


def rows_at(path: Path, table: str, places: Mapping[str, Place | None]) -> dict[str, Any]:
    """Rows of a table by their ids, each read from its place, or found where none is known.

    Args:
        path: a file that can be read.
        table: such as `experiments`; each of its rows has an id.
        places: by id.
    """
    content = path.read_bytes()
    found = {}
    for name, place in places.items():
        one = _row(content[slice(*place)], table) if place else None
        if one is None or one["id"] != name:
            one = next(row for row in _rows(content, table) if row["id"] == name)
        found[name] = one
    return found


def _rows(content: bytes, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = loads(content.decode("utf-8-sig")).get(table, [])
    return rows


def _row(content: bytes, table: str) -> dict[str, Any] | None:
    try:
        rows = _rows(content, table)
    except (TOMLDecodeError, UnicodeDecodeError):
        return None
    return rows[0] if len(rows) == 1 and "id" in rows[0] else None
