"""What a look at a workspace finds: which file, what kind of trouble, and where in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal[
    "damaged",
    "newer",
    "unknown-member",
    "broken-link",
    "twice",
    "out-of-place",
    "copy",
    "not-read",
    "temporary",
    "permissions",
]

MEANING: Mapping[Kind, str] = {
    "damaged": "cannot be read; mend the lines, or bring it back: peergroup undo",
    "newer": "was written by a newer version of peergroup; update the toolkit",
    "unknown-member": "points at a member who is not in the cohort",
    "broken-link": "points at a record that is not there",
    "twice": "stands in two files; give one of the two another, or move it away",
    "out-of-place": "is a file, folder, link or pipe where something else belongs; move it away",
    "copy": "a copy of a sync program or an editor, never read; keep one of the two",
    "not-read": "lies among the records and is none; move it away",
    "temporary": "left by a save that did not come to its end",
    "permissions": "open to others than its owner",
}
"""The kinds of trouble, and what to do about each."""

_LINE = re.compile(r"line (\d+): (.*)", re.DOTALL)


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    Args:
        path: the file or folder.
        kind: what is wrong, as a word for other programs.
        problem: what is wrong, in words. No note's text.
        line: the line, from 1, where it is known.
    """

    path: Path
    kind: Kind
    problem: str
    line: int | None = None

    @classmethod
    def of(cls, path: Path, kind: Kind, problem: str) -> "Finding":
        """A finding from a problem that may say its line: `line 9: name: is missing`."""
        match = _LINE.fullmatch(problem)
        return cls(path, kind, match[2], int(match[1])) if match else cls(path, kind, problem)
