"""In which line of a TOML text a key stands. Reads the text as it is, brackets and quotes only."""

import re
from collections.abc import Iterator, Mapping

Location = tuple[str | int, ...]
"""The way to a value: `("members", 2, "email")`."""

MOST_PARTS = 100
"""A dotted key of more parts is refused; one of 40,000 takes the parser 30 seconds.

Our own have four at most."""

# no possessive quantifiers: Python 3.11.2, which Debian 12 ships, gets them wrong; so one
# character at a time, each of which fits one branch only
_STRING = (
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_STRING_OR_COMMENT = re.compile(rf"{_STRING}|#[^\n]*", re.DOTALL)
_PIECE = re.compile(rf"{_STRING}|#[^\n]*|[\[\]{{}}\n]", re.DOTALL)
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_PATH = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_PATH})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_PATH})[ \t]*=")


def key_lines(text: str) -> dict[Location, int]:
    """The line, from 1, of each key, table and row of a TOML text that parses.

    What stands inside an inline table or an array has no line of its own.
    """
    lines: dict[Location, int] = {}
    rows: dict[Location, int] = {}
    table: Location = ()
    for line, start in _statements(text):
        if header := _HEADER.match(text, start):
            table = _table(_parts(header[2]), rows, new_row=header[1] == "[[")
            found = table
        elif key := _KEY.match(text, start):
            found = (*table, *_parts(key[1]))
        else:
            continue
        for end in range(1, len(found) + 1):
            lines.setdefault(found[:end], line)
    return lines


def line_of(where: Location, lines: Mapping[Location, int]) -> int | None:
    """The line of the value, or of the nearest table around it that has one."""
    for end in range(len(where), 0, -1):
        if where[:end] in lines:
            return lines[where[:end]]
    return None


def line_of_endless_key(text: str) -> int | None:
    """The line of a key of too many parts, which must not reach the parser."""
    # most files stop here: no line has so many dots, not even inside of a note
    long = [line for line in text.split("\n") if len(line) >= MOST_PARTS]
    if all(line.count(".") < MOST_PARTS for line in long):
        return None
    bare = _STRING_OR_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    dotted = (n for n, line in enumerate(bare.split("\n"), 1) if line.count(".") >= MOST_PARTS)
    return next(dotted, None)


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Line and offset of each line that does not begin inside a text or a bracket."""
    line, depth = 1, 0
    yield line, 0
    for piece in _PIECE.finditer(text):
        line += piece[0].count("\n")
        if piece[0] in ("[", "{"):
            depth += 1
        elif piece[0] in ("]", "}"):
            depth -= 1
        elif piece[0] == "\n" and depth == 0:
            yield line, piece.end()


def _table(parts: list[str], rows: dict[Location, int], *, new_row: bool) -> Location:
    """Where a header leads: into the last row of each list of rows on its way."""
    where: Location = ()
    for part in parts[:-1]:
        where = (*where, part)
        if where in rows:
            where = (*where, rows[where])
    where = (*where, parts[-1])
    if not new_row:
        return where
    rows[where] = rows.get(where, -1) + 1
    return (*where, rows[where])


def _parts(path: str) -> list[str]:
    return [part[1:-1] if part[0] in "\"'" else part for part in re.findall(_PART, path)]
