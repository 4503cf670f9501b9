"""The ledger's rows in SQLite: in memory, or as an index in the user's cache folder.

The files of the workspace are the truth; this is only a faster way to ask them. In the index on
disk stands what may be seen by the whole organisation, and nothing else that anybody said.
"""

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from peergroup_cli.ledger.rows import LessonRow, MemberRow, StrategyRow

SCHEMA = 6
"""Counts up when the tables change; an index of another number is thrown away."""

_TABLES = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY, cohort TEXT, name TEXT, stamp TEXT, damaged INTEGER,
    UNIQUE (cohort, name));
CREATE INDEX files_damaged ON files (cohort, name) WHERE damaged;
CREATE TABLE seen (cohort TEXT PRIMARY KEY, stamp TEXT);
CREATE TABLE lessons (
    id INTEGER PRIMARY KEY, file INTEGER, cohort TEXT, lesson TEXT, report TEXT, experiment TEXT,
    member TEXT, told_on TEXT, verdict TEXT, insight TEXT, conditions TEXT, strategy TEXT,
    cause TEXT, released INTEGER);
CREATE INDEX lessons_by_file ON lessons (file);
CREATE INDEX lessons_by_day ON lessons (told_on, cohort, lesson);
CREATE TABLE experiments (file INTEGER, cohort TEXT, id TEXT, strategy TEXT);
CREATE INDEX experiments_by_id ON experiments (cohort, id);
CREATE INDEX experiments_by_file ON experiments (file);
CREATE TABLE strategies (file INTEGER, cohort TEXT, id TEXT, same_as TEXT, module TEXT);
CREATE INDEX strategies_by_id ON strategies (cohort, id);
CREATE INDEX strategies_by_file ON strategies (file);
CREATE INDEX strategies_linked ON strategies (same_as) WHERE same_as <> '';
CREATE TABLE members (file INTEGER, cohort TEXT, id TEXT, role TEXT, level TEXT, unit TEXT);
CREATE INDEX members_by_id ON members (cohort, id);
CREATE INDEX members_by_file ON members (file);
CREATE TABLE facts (cohort TEXT PRIMARY KEY, stamp TEXT, known TEXT);
CREATE TABLE details (cohort TEXT PRIMARY KEY, known TEXT);
"""
_FTS = """
CREATE VIRTUAL TABLE words USING fts5 (
    said, tokenize = 'porter unicode61 remove_diacritics 2')
"""
_LIKE = "CREATE TABLE words (said TEXT)"


class FileRows(NamedTuple):
    """What one file of the workspace holds for the ledger."""

    lessons: Sequence["LessonRow"] = ()
    strategies: Sequence["StrategyRow"] = ()
    experiments: Sequence[tuple[str, str]] = ()
    members: Sequence["MemberRow"] = ()
    damaged: bool = False


class Found(NamedTuple):
    """A lesson as it is found: who told it is known by role, and inside the cohort by id."""

    cohort: str
    id: str
    member: str
    role: str
    level: str
    unit: str
    on: date
    verdict: str
    insight: str
    conditions: str
    strategy: str
    cause: str
    strategy_name: str
    released: bool

    @property
    def has_lesson(self) -> bool:
        """Whether a lesson was written; without one, the id is that of the practice report."""
        return "-lesson-" in self.id


class Filter(NamedTuple):
    """Which lessons are wanted; empty values let all through.

    `modules` are the keys of topic modules, under one of which the strategy was found.
    """

    words: Sequence[str] = ()
    verdict: str = ""
    since: date | None = None
    unit: str = ""
    level: str = ""
    lesson: str = ""
    modules: Sequence[str] = ()


class Knowledge:
    """The rows of the ledger, and the questions that can be asked of them.

    Args:
        connection: an open database; its tables are made where they are missing.

    Raises:
        sqlite3.Error: the database is damaged, locked, or of another schema.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.create_function("folded", 1, folded, deterministic=True)
        # what its owner takes back must not stay behind in the file's free pages
        self._db.execute("PRAGMA secure_delete = ON")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            self._make_tables()
        elif version != SCHEMA:
            raise sqlite3.DatabaseError("another schema")
        made = self._db.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()
        self._fts = "fts5" in made[0]

    @classmethod
    def in_memory(cls) -> "Knowledge":
        """Rows that are gone with the program."""
        return cls(sqlite3.connect(":memory:"))

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def commit(self) -> None:
        """Keep what was changed."""
        self._db.commit()

    def stamps(self, cohort: str) -> dict[str, str]:
        """The files of a cohort as they were read: by name, what a change is noticed by."""
        rows = self._db.execute("SELECT name, stamp FROM files WHERE cohort = ?", (cohort,))
        return dict(rows.fetchall())

    def seen(self) -> dict[str, str]:
        """The cohorts whose files are all here, each with what a change in any is noticed by."""
        return dict(self._db.execute("SELECT cohort, stamp FROM seen").fetchall())

    def put_seen(self, cohort: str, stamp: str) -> None:
        """Note that all files of a cohort are here as they are now; an empty stamp: none is."""
        self._db.execute("DELETE FROM seen WHERE cohort = ?", (cohort,))
        if stamp:
            self._db.execute("INSERT INTO seen VALUES (?, ?)", (cohort, stamp))

    def damaged(self) -> list[tuple[str, str]]:
        """The files that could not be read: cohort and name."""
        rows = self._db.execute("SELECT cohort, name FROM files WHERE damaged ORDER BY 1, 2")
        return rows.fetchall()

    def forget(self, cohort: str, name: str) -> None:
        """Take out what a file held."""
        found = self._db.execute(
            "SELECT id FROM files WHERE cohort = ? AND name = ?", (cohort, name)
        ).fetchone()
        if found is None:
            return
        self._db.execute(
            "DELETE FROM words WHERE rowid IN (SELECT id FROM lessons WHERE file = ?)", found
        )
        for table in ("lessons", "experiments", "strategies", "members"):
            self._db.execute(f"DELETE FROM {table} WHERE file = ?", found)  # noqa: S608 - our own
        self._db.execute("DELETE FROM files WHERE id = ?", found)

    def put(self, cohort: str, name: str, stamp: str, rows: FileRows) -> None:
        """Take in what a file holds, in place of what it held."""
        self.forget(cohort, name)
        file = self._db.execute(
            "INSERT INTO files (cohort, name, stamp, damaged) VALUES (?,?,?,?)",
            (cohort, name, stamp, int(rows.damaged)),
        ).lastrowid
        for row in rows.lessons:
            self._put_lesson(file, row)
        self._db.executemany(
            "INSERT INTO experiments VALUES (?,?,?,?)",
            [(file, cohort, one, strategy) for one, strategy in rows.experiments],
        )
        self._db.executemany(
            "INSERT INTO strategies VALUES (?,?,?,?,?)",
            [(file, cohort, row.id, row.same_as, row.module) for row in rows.strategies],
        )
        self._db.executemany(
            "INSERT INTO members VALUES (?,?,?,?,?,?)",
            [(file, cohort, m.id, m.role, m.level, m.unit) for m in rows.members],
        )

    def find(self, wanted: Filter, *, without: str = "") -> Iterator[Found]:
        """The lessons that fit, newest first.

        Args:
            wanted: what they must have.
            without: a cohort whose lessons are left out.
        """
        where, values = self._conditions(wanted)
        if without:
            where.append("lessons.cohort <> ?")
            values.append(without)
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        if not all(map(_is_text, values)):
            # bytes that are no text stand in no lesson, and no database takes them
            return
        for row in self._db.execute(f"{_SELECT} {condition} {_NEWEST}", values):
            yield _found(row)

    def known(self, what: str) -> set[str]:
        """The units or levels that members have.

        Args:
            what: unit or level.
        """
        column = {"unit": "unit", "level": "level"}[what]
        rows = self._db.execute(f"SELECT DISTINCT {column} FROM members")  # noqa: S608 - our own
        return {one for (one,) in rows if one}

    def facts(self, *, with_details: bool) -> dict[str, tuple[str, str, str]]:
        """For each cohort the stamp of its files, and what is known of it, as JSON in two parts.

        The second part is empty where no details are wanted.
        """
        rows = self._db.execute(_DETAILED if with_details else _BRIEF)
        return {cohort: (stamp, known, details) for cohort, stamp, known, details in rows}

    def put_facts(self, cohort: str, stamp: str, known: str, details: str) -> None:
        """Remember what is known of a cohort, as long as its files stay as they are."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", (cohort, stamp, known))
        self._db.execute("INSERT OR REPLACE INTO details VALUES (?, ?)", (cohort, details))

    def forget_facts(self, cohort: str) -> None:
        """Take out what is known of a cohort."""
        for table in ("facts", "details"):
            self._db.execute(f"DELETE FROM {table} WHERE cohort = ?", (cohort,))  # noqa: S608 - our own

    def forget_all_facts(self) -> None:
        """Take out what is known of all cohorts: a name may stand in it."""
        self._db.execute("DELETE FROM facts")
        self._db.execute("DELETE FROM details")

    def links(self) -> dict[str, str]:
        """For the whole name of a strategy that of the one that it is said to be the same as."""
        rows = self._db.execute(
            "SELECT cohort || '/' || id, same_as FROM strategies WHERE same_as <> ''"
        )
        return dict(rows.fetchall())

    def _make_tables(self) -> None:
        self._db.executescript(_TABLES)
        try:
            self._db.execute(_FTS)
        except sqlite3.OperationalError:
            # a Python without FTS5: words are then found as parts of words, and stems are not
            self._db.execute(_LIKE)
        else:
            with suppress(sqlite3.OperationalError):
                # SQLite 3.42 and newer
                self._db.execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)")
        self._db.execute(f"PRAGMA user_version = {SCHEMA}")

    def _put_lesson(self, file: int | None, row: "LessonRow") -> None:
        said = (row.insight, row.conditions, row.strategy, row.cause, row.told)
        number = self._db.execute(
            f"INSERT INTO lessons VALUES ({','.join('?' * 14)})",  # noqa: S608 - our own
            (
                *(None, file, row.cohort, row.id, row.report, row.experiment, row.member),
                *(row.on.isoformat(), row.verdict, row.insight, row.conditions, row.strategy),
                *(row.cause, int(row.released)),
            ),
        ).lastrowid
        words = "\n".join(filter(None, said))
        self._db.execute(
            "INSERT INTO words (rowid, said) VALUES (?, ?)",
            (number, words if self._fts else folded(words)),
        )

    def _conditions(self, wanted: Filter) -> tuple[list[str], list[str]]:
        where: list[str] = []
        values: list[str] = []
        # SQLite takes a NUL for the end of a text
        words = [word.replace("\0", "") for word in wanted.words if word.strip("\0 ")]
        if words and self._fts:
            where.append("lessons.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
            # each in quotation marks: nothing in it is an operator
            values.append(" ".join('"' + word.replace('"', '""') + '"' for word in words))
        elif words:
            where += ["lessons.id IN (SELECT rowid FROM words WHERE instr(said, ?))"] * len(words)
            values += map(folded, words)
        if wanted.modules:
            places = ",".join("?" * len(wanted.modules))
            where.append(_WITH_A_MODULE.format(places))
            values += wanted.modules
        for column, value in (
            ("lessons.verdict = ?", wanted.verdict),
            ("lessons.told_on >= ?", wanted.since.isoformat() if wanted.since else ""),
            ("folded(coalesce(members.unit, '')) = ?", folded(wanted.unit)),
            ("folded(coalesce(members.level, '')) = ?", folded(wanted.level)),
            ("lessons.lesson = ?", wanted.lesson),
        ):
            if value:
                where.append(column)
                values.append(value)
        return where, values


def folded(text: str) -> str:
    """A text as it is compared: small letters, no accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def newest_first(*found: Iterable[Found]) -> Iterator[Found]:
    """Several answers, each newest first, as one."""
    from heapq import merge

    return merge(*found, key=lambda one: (-one.on.toordinal(), one.cohort, one.id))


_BRIEF = "SELECT cohort, stamp, known, '' FROM facts"
_DETAILED = """
SELECT facts.cohort, stamp, facts.known, details.known FROM facts JOIN details USING (cohort)
"""
_SELECT = """
SELECT lessons.cohort, lesson, lessons.member, role, level, unit, told_on, verdict, insight,
    conditions, lessons.strategy, cause, experiments.strategy, released
FROM lessons
LEFT JOIN members ON members.cohort = lessons.cohort AND members.id = lessons.member
LEFT JOIN experiments ON experiments.cohort = lessons.cohort AND experiments.id = experiment
"""
_WITH_A_MODULE = """EXISTS (
    SELECT 1 FROM strategies WHERE strategies.cohort = lessons.cohort
    AND strategies.id = experiments.strategy AND strategies.module IN ({}))
"""
_NEWEST = "ORDER BY told_on DESC, lessons.cohort, lesson"


def _is_text(value: object) -> bool:
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def _found(row: Sequence[str]) -> Found:
    cohort, lesson, member, role, level, unit, on, verdict, insight, *rest = row
    conditions, strategy, cause, tested, released = rest
    return Found(
        cohort=cohort,
        id=lesson,
        member=member,
        role=role or "",
        level=level or "",
        unit=unit or "",
        on=date.fromisoformat(on),
        verdict=verdict,
        insight=insight,
        conditions=conditions,
        strategy=strategy,
        cause=cause,
        strategy_name=f"{cohort}/{tested}" if tested else "",
        released=bool(released),
    )


def all_links(*known: Knowledge) -> Mapping[str, str]:
    """The links of several databases together."""
    return {name: other for one in known for name, other in one.links().items()}


def opened(path: Path) -> Knowledge:
    """The index in a file, made where it is missing; readable by its owner only.

    One that is damaged or of another schema is thrown away and begun anew.

    Raises:
        sqlite3.Error: it cannot be used, also not anew; such as while another program uses it.
        OSError: the folder cannot be made.
    """
    if not path.exists():
        from peergroup_cli.storage.flushing import make_folder

        make_folder(path.parent)
        path.touch(mode=0o600)
    try:
        return Knowledge(_connected(path))
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "lock" in str(error):
            raise
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        return Knowledge(_connected(path))


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5)
    # it can always be made anew, so there is nothing to lose
    connection.execute("PRAGMA synchronous = OFF")
    return connection
