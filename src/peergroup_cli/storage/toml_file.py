"""The only reader and writer of TOML in the workspace: one record, one file."""

import codecs
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from peergroup_cli.errors import NewerFormat, UnreadableFile
from peergroup_cli.model.file_format import FORMAT
from peergroup_cli.storage.durable import LOCK_SECONDS, read_bytes, save_bytes, version_of
from peergroup_cli.storage.schemas import schema_line
from peergroup_cli.storage.toml_lines import MOST_PARTS, key_lines, line_of, line_of_endless_key

if TYPE_CHECKING:
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.module import Module
    from peergroup_cli.model.record import Record

R = TypeVar("R", bound="Record")

_DAMAGED = (
    "The file was left as it is. Bring it back from a backup, "
    "or from the history of your sync folder or version control."
)


@dataclass(frozen=True)
class Stored(Generic[R]):
    """A record as it is kept: where, and in which version of its file.

    `version` is the SHA-256 of the file's bytes, in hex.
    """

    record: R
    path: Path
    version: str


def read_record(path: Path, kind: type[R], shared: "SharedParts[Any] | None" = None) -> Stored[R]:
    """The record that a file holds.

    Args:
        path: the file.
        kind: what it holds.
        shared: a part that many of these files have.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is damaged or breaks its format; all problems at once, no values.
        NewerFormat: a newer version of the toolkit wrote it.
    """
    content = read_bytes(path)
    text = _text(path, content)
    if shared and (found := shared.without(text)):
        table = {**found[0], shared.key: found[1]}
    else:
        table = _table(path, text)
    return Stored(_checked(path, text, table, kind), path, version_of(content))


class SharedParts(Generic[R]):
    """A part that many files have word for word: it is parsed and checked once.

    Args:
        key: its key; it is shared where it is the last table of a file.
        kind: what it is.
    """

    def __init__(self, key: str, kind: "type[R]") -> None:
        self.key = key
        self._kind = kind
        self._known: dict[str, R] = {}

    def without(self, text: str) -> tuple[dict[str, Any], R] | None:
        """What stands before the part, parsed, and the part; None where there is no such part.

        A text that parses is at an end where it ends: what follows is a statement of its own.
        """
        from pydantic import ValidationError
        from tomli import loads

        at = text.rfind(f"\n[{self.key}]\n") + 1
        if not at or line_of_endless_key(text[:at]):
            return None
        # whatever is wrong is found again, and told, where the file is read in one piece
        with suppress(ValueError, RecursionError, ValidationError):
            before, part = loads(text[:at]), text[at:]
            if part not in self._known and not line_of_endless_key(part):
                table = loads(part)
                if table.keys() == {self.key}:
                    self._known[part] = self._kind.model_validate(table[self.key])
            if self.key not in before and part in self._known:
                return before, self._known[part]
        return None


def read_pack(path: Path) -> "Stored[Agenda] | Stored[Module]":
    """The agenda or the module that a file holds; its `kind` says which.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is damaged, breaks its format, or is of another kind.
        NewerFormat: a newer version of the toolkit wrote it.
    """
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.module import Module

    content = read_bytes(path)
    text = _text(path, content)
    table = _table(path, text)
    _refuse_newer(path, table)
    version = version_of(content)
    if table.get("kind") == "module":
        return Stored(_checked(path, text, table, Module), path, version)
    if table.get("kind") == "agenda":
        return Stored(_checked(path, text, table, Agenda), path, version)
    line = line_of(("kind",), key_lines(text))
    problem = "kind: is missing; a pack is" if "kind" not in table else "kind: must be"
    where = f"line {line}: " if line and "kind" in table else ""
    raise UnreadableFile(path, [f"{where}{problem} “agenda” or “module”"])


def write_record(
    path: Path, record: R, *, replaces: str | None, lock_seconds: float = LOCK_SECONDS
) -> Stored[R]:
    """Save a record durably; what is returned belongs into the next save as `replaces`.

    Args:
        path: the file. Its folder is made where it is missing.
        record: what the file holds from now on, all of it.
        replaces: the version that the record was read in, or None where the file must be new.
        lock_seconds: how long to wait for another save in the folder.

    Raises:
        AlreadyExists: the file should be new, and is there.
        ChangedOnDisk: the file is not the one that was read.
        NotSaved: the system refused; the file is as it was.
    """
    content = content_of(record)
    save_bytes(path, content, replaces=replaces, lock_seconds=lock_seconds)
    return Stored(record, path, version_of(content))


def content_of(record: "Record") -> bytes:
    """The bytes of the file that holds a record."""
    table = record.model_dump(exclude_defaults=True, exclude_none=True)
    return (schema_line(type(record).__name__) + render(table)).encode()


def render(table: Mapping[str, Any]) -> str:
    """A table as TOML: the same content always gives the same text.

    Plain values stand first, then tables as `[a.b]` and rows as `[[a.b]]`, never inline,
    however short: a longer note changes its own lines and no others.

    Args:
        table: texts, numbers, dates, lists and tables. No None.
    """
    return "\n".join(_blocks(table, "", ""))


def _blocks(table: Mapping[str, Any], name: str, header: str) -> Iterator[str]:
    tables = {k: v for k, v in table.items() if isinstance(v, Mapping)}
    rows = {k: v for k, v in table.items() if _are_rows(v)}
    # plain values come before all tables: after a header they would belong to it
    plain = {k: v for k, v in table.items() if k not in tables and k not in rows}
    if block := header + _rendered(plain):
        yield block
    for key in (key for key in table if key not in plain):
        whole = (f"{name}." if name else "") + _rendered({key: 0}).removesuffix(" = 0\n")
        if key in tables:
            yield from _blocks(tables[key], whole, f"[{whole}]\n")
        for row in rows.get(key, ()):
            yield _row(row, whole)


def _row(row: Mapping[str, Any], name: str) -> str:
    """A row and all that is in it; one that was rendered before is known by what it looked like."""
    # an answer changes one row of a meeting, and rendering the others again is most of its saving
    return _known_or(f"{name} {row!r}", lambda: "\n".join(_blocks(row, name, f"[[{name}]]\n")))


def _rendered(plain: Mapping[str, Any]) -> str:
    """Plain values as TOML."""
    from tomli_w import dumps

    return _known_or(repr(plain), lambda: dumps(plain, multiline_strings=True))


def _known_or(key: str, make: Callable[[], str]) -> str:
    known = _known.get(key)
    if known is None:
        known = make()
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = known
    return known


_known: dict[str, str] = {}
_MOST_KNOWN = 4_000
"""Several meetings have that many rows and parts of rows."""


def _are_rows(value: object) -> bool:
    """Whether this is a list of tables. An empty list is a plain value."""
    if not isinstance(value, list | tuple):
        return False
    return len(value) > 0 and all(isinstance(row, Mapping) for row in value)


def _text(path: Path, content: bytes) -> str:
    # editors on Windows put a mark before the text
    content = content.removeprefix(codecs.BOM_UTF8)
    if not content.strip():
        raise UnreadableFile(path, ["is empty, which no file here ever is: damaged"], _DAMAGED)
    if b"\0" in content:
        problem = "holds NUL bytes: damaged, or not saved as UTF-8"
        raise UnreadableFile(path, [problem], _DAMAGED)
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    # outside of the handler: the error above carries the whole file
    raise UnreadableFile(path, [f"line {line}: holds bytes that are not valid UTF-8 text"])


def _table(path: Path, text: str) -> dict[str, Any]:
    from tomli import TOMLDecodeError, loads

    from peergroup_cli.storage.toml_problems import problem_of_syntax

    if line := line_of_endless_key(text):
        raise UnreadableFile(path, [f"line {line}: has a key of more than {MOST_PARTS} parts"])
    try:
        return loads(text)
    except TOMLDecodeError as error:
        problem = problem_of_syntax(str(error), text)
    except ValueError:
        problem = "holds a number of thousands of digits"
    except RecursionError:
        problem = "holds brackets in brackets without end"
    raise UnreadableFile(path, [problem])


def _checked(path: Path, text: str, table: dict[str, Any], kind: type[R]) -> R:
    from pydantic import ValidationError

    from peergroup_cli.storage.toml_problems import problems_of

    _refuse_newer(path, table)
    if type(table.get("format", FORMAT)) is not int:
        # `true` and `1.0` would pass for 1
        table = {**table, "format": ""}
    try:
        return kind.model_validate(table)
    except ValidationError as error:
        problems = problems_of(error, kind, text)
    raise UnreadableFile(path, problems)


def _refuse_newer(path: Path, table: Mapping[str, Any]) -> None:
    found = table.get("format", FORMAT)
    if type(found) is int and found > FORMAT:
        raise NewerFormat(
            f"{path} was written by a newer version of peergroup.",
            "Update the toolkit, then try again. The file was left as it is.",
        )
