"""What a cohort's files should hold, in plain Python; read by the standard library alone."""

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Table = dict[str, Any]

_NOT_TYPED = {"spans", "timing", "uid", "changed_at", "sequence", "agenda"}
"""What follows from the clock, from chance, or from the agenda."""

_BESIDE = {".lock", ".session.lock", ".session.toml"}
_KEPT = re.compile(r"([0-9]{4,})\.[0-9]{8}T[0-9]{6}Z\.(.+)\.old")
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{16}\.tmp")
_MOST_VERSIONS = 20


@dataclass
class Notebook:
    """The files of a cohort as they should be.

    Args:
        tables: what each file says, by its name in the cohort's folder.
        earlier: the earlier versions, the oldest first: the file's name, and its bytes.
    """

    tables: dict[str, Table]
    earlier: list[tuple[str, bytes]]

    @classmethod
    def of(cls, folder: Path) -> "Notebook":
        """What is in a cohort's folder now."""
        return cls({name: table_in(text) for name, text in records_in(folder)}, kept_in(folder))

    def copy(self) -> "Notebook":
        """The same once more, to write in."""
        return Notebook(deepcopy(self.tables), list(self.earlier))

    @property
    def members(self) -> list[Table]:
        """All members, also those who have left."""
        rows: list[Table] = self.tables["cohort.toml"]["members"]
        return rows

    @property
    def here(self) -> list[Table]:
        """The members who have not left."""
        return [row for row in self.members if "left" not in row]

    @property
    def meetings(self) -> list[Table]:
        """The meetings, by their numbers."""
        return [self.tables[name] for name in sorted(self.tables) if name.startswith("meetings/")]

    @property
    def open_meeting(self) -> Table | None:
        """The meeting that is not over."""
        return None if "state" in self.meetings[-1] else self.meetings[-1]

    @property
    def practice(self) -> Table:
        """What was told between the meetings."""
        return self.tables.setdefault("practice.toml", {"format": 1})

    @property
    def open_experiments(self) -> list[Table]:
        """The experiments of the last meeting that planned some, still somebody's."""
        dropped = {row["experiment"] for row in self._told("dropped")}
        here = {row["id"] for row in self.here}
        rows = self.meetings[2].get("experiments", [])
        return [row for row in rows if row["member"] in here and row["id"] not in dropped]

    @property
    def released(self) -> list[Table]:
        """The lessons that their owners have released."""
        rows = (row for meeting in self.meetings for row in meeting.get("lessons", []))
        return [row for row in rows if row["disclosure"] == "organisation"]

    def logs_of(self, experiment: str) -> list[Table]:
        """What was logged of an experiment."""
        return [row for row in self._told("logs") if row["experiment"] == experiment]

    def named(self) -> set[str]:
        """The ids of the members of whom the notes speak."""
        return {one for name in self.tables if name != "cohort.toml" for one in self._ids(name)}

    def keep(self, name: str, content: bytes) -> None:
        """Keep an earlier version of a file; the oldest goes where they are too many."""
        self.earlier.append((name, content))
        mine = [one for one in self.earlier if one[0] == name]
        if len(mine) > _MOST_VERSIONS:
            self.earlier.remove(mine[0])

    def note_who_left(self, meeting: Table) -> None:
        """Who has left the group is not in its meeting any more when that goes on."""
        here = {row["id"] for row in self.here}
        for row in meeting["attendance"]:
            if row["member"] not in here:
                row["presence"] = "left"

    def number_sessions(self, dates: Table) -> None:
        """Number what is to come by its dates, on from the newest meeting."""
        held = len(self.meetings)
        for number, row in enumerate(self.to_come(dates), start=held + 1):
            row["number"] = number

    def to_come(self, dates: Table) -> list[Table]:
        """The dates that are neither held nor cancelled."""
        rows = [row for row in dates["sessions"] if "cancelled" not in row]
        rows = [row for row in rows if row["number"] > len(self.meetings)]
        return sorted(rows, key=lambda row: row["start"])

    def _told(self, kind: str) -> list[Table]:
        rows: list[Table] = self.tables.get("practice.toml", {}).get(kind, [])
        return rows

    def _ids(self, name: str) -> Iterator[str]:
        for _, row in rows_in(self.tables[name]):
            for key in ("member", "partner", "facilitator", "scribe", "next_facilitator"):
                if key in row:
                    yield row[key]


def rows_in(table: Table, kind: str = "") -> Iterator[tuple[str, Table]]:
    """A table and all rows in it, each with the key at which it stands."""
    yield kind, table
    for key, value in table.items():
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, dict):
                yield from rows_in(row, key)


def table_in(content: bytes) -> Table:
    """What a file says, but for what nobody has typed."""
    table = tomllib.loads(content.decode("utf-8-sig"))
    for _, row in list(rows_in(table)):
        for key in _NOT_TYPED & row.keys():
            del row[key]
    return table


def records_in(folder: Path) -> list[tuple[str, bytes]]:
    """The records in a cohort's folder: the names in it, and the bytes."""
    paths = sorted([*folder.glob("[!.]*.toml"), *folder.glob("meetings/[!.]*.toml")])
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]


def kept_in(folder: Path) -> list[tuple[str, bytes]]:
    """The earlier versions in a cohort's folder, the oldest first."""
    found = ((_KEPT.fullmatch(path.name), path) for path in folder.glob("history/*.toml.old"))
    kept = sorted((int(match[1]), match[2], path) for match, path in found if match)
    return [
        (f"meetings/{name}" if name[0].isdigit() else name, path.read_bytes())
        for _, name, path in kept
    ]


def strays_in(folder: Path) -> set[Path]:
    """What lies in a cohort's folder and is no record, no earlier version and no lock."""
    files = {path for path in folder.rglob("*") if path.is_file()}
    known = {folder / name for name, _ in records_in(folder)} | set(
        folder.glob("history/*.toml.old")
    )
    return {path for path in files - known if path.name not in _BESIDE}


def is_left_by_a_crash(path: Path) -> bool:
    """Whether this is a file that was being written."""
    return _TEMPORARY.fullmatch(path.name) is not None


def place_in(meeting: Table) -> int:
    """The number of the line that is asked for, from 1."""
    return int(meeting["position"]["question"].split("/")[1]) if "position" in meeting else 1


def noted(meeting: Table, text: str) -> None:
    """Write an answer into a meeting of one list, or go one question back in it."""
    entries = meeting.get("entries", [])
    at, end = place_in(meeting), len(entries) + 1
    if text == "/back":
        at -= 1
    else:
        row = {"segment": "notes", "disclosure": "group", "question": "note", "text": text}
        if at == end:
            row["id"] = f"m{meeting['number']}-entry-{end}"
            entries = [*entries, row]
            meeting["entries"] = entries
        else:
            entries[at - 1]["text"] = text
        at = end = len(entries) + 1
    meeting["position"] = {"question": f"notes/{at}/note"}
    if at != end:
        meeting["position"]["ahead"] = f"notes/{end}/note"
