"""Lists of people for the tests of commands that form groups."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.commands.cohorts import run
from tests.commands.peergroup import Peergroup

HEADER = ("id", "name", "level", "unit")
UNITS = ("Claims", "Sales", "IT", "Law", "HR", "Audit")
NAMES = ("Ada", "Bo", "Cleo", "Dov", "Eve", "Fay", "Gil", "Hal", "Ida", "Jo", "Kim", "Lea")


def people(count: int = 8, level: str = "head", first: int = 0) -> list[tuple[str, ...]]:
    """Rows of people who are called Ada, Bo and so on, and have the ids E01, E02 and so on."""
    return [
        (f"E{n + 1:02}", NAMES[n], level, UNITS[n % len(UNITS)])
        for n in range(first, first + count)
    ]


def sheet(
    rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER, delimiter: str = ","
) -> str:
    """The text of a list with these rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def file(
    path: Path, rows: Sequence[Sequence[str]] | None = None, header: Sequence[str] = HEADER
) -> str:
    """A list in a file; its path. Without rows there are eight people of one level."""
    path.write_text(sheet(people() if rows is None else rows, header), encoding="utf-8")
    return str(path)


def groups(assignment: str) -> list[list[str]]:
    """The groups of an assignment, by the ids of their people."""
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(assignment)):
        found.setdefault(row["group_id"], []).append(row["person_id"])
    return list(found.values())


def formed(*args: str, program: Peergroup | None = None) -> dict[str, Any]:
    """What the command prints as JSON for these arguments."""
    done = (program or run)(*args, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def members_in(found: dict[str, Any]) -> list[list[str]]:
    """The groups that were printed as JSON, by the ids of their people."""
    return [group["members"] for group in found["groups"]]
