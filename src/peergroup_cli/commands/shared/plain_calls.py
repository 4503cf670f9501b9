"""Command lines that say so little that nothing has to take them apart.

To load what parses a command line takes longer than most answers. What is asked many times a day,
and mostly without options, is therefore answered without it: by the same functions, and wherever
anything else is typed, the parser is asked.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

COMPLETION = "_PEERGROUP_COMPLETE"
"""The environment variable by which a shell asks what could be typed next."""


class _Typed(NamedTuple):
    """A command line that was taken apart."""

    words: list[str]
    flags: set[str]
    paths: dict[str, Path]


def plain_call(typed: Sequence[str]) -> Callable[[], None] | None:
    """What a command line asks for; None where the parser has to say it.

    Args:
        typed: the words behind the program's name.
    """
    # on Windows the parser also does what elsewhere a shell does: a star may stand for files
    if os.name == "nt" or COMPLETION in os.environ or not typed or typed[0] not in _CALLS:
        return None
    answer, flags, paths, most = _CALLS[typed[0]]
    found = _taken_apart(typed[1:], flags, paths)
    if found is None or (most is not None and len(found.words) > most):
        return None
    return lambda: answer(found)


def _taken_apart(words: Sequence[str], flags: set[str], paths: dict[str, str]) -> _Typed | None:
    """Words and options; None where one of them is no plain word and no known option."""
    found = _Typed([], set(), {})
    coming = iter(words)
    for word in coming:
        if word in flags:
            found.flags.add(word)
        elif word in paths and not (path := next(coming, "-")).startswith("-"):
            found.paths[paths[word]] = Path(path)
        elif word.startswith("-"):
            return None
        else:
            found.words.append(word)
    return found


def _status(typed: _Typed) -> None:
    from datetime import datetime

    from peergroup_cli.commands.shared.standing import show_standing

    day = datetime.now().astimezone().date()
    cohort = typed.words[0] if typed.words else None
    as_json = "--json" in typed.flags
    show_standing(cohort, typed.paths.get("workspace"), day, week=False, as_json=as_json)


def _search(typed: _Typed) -> None:
    from peergroup_cli.commands.shared.found_lessons import show_found
    from peergroup_cli.storage.knowledge import Filter

    wanted, as_json = Filter(words=tuple(typed.words)), "--json" in typed.flags
    show_found(wanted, typed.paths.get("workspace"), None, outside=False, as_json=as_json)


def _export(typed: _Typed) -> None:
    from peergroup_cli.commands.shared.note_files import Wanted
    from peergroup_cli.commands.shared.notes_out import Chosen, write_out

    wanted = Wanted(output=typed.paths.get("output"), force="--force" in typed.flags)
    chosen = Chosen(typed.words[0] if typed.words else None)
    write_out(typed.paths.get("workspace"), chosen, wanted)


_WORKSPACE = {"--workspace": "workspace", "-w": "workspace"}
_OUTPUT = {"--output": "output", "-o": "output"}
_CALLS: dict[str, tuple[Callable[[_Typed], None], set[str], dict[str, str], int | None]] = {
    "status": (_status, {"--json"}, _WORKSPACE, 1),
    "search-knowledge": (_search, {"--json"}, _WORKSPACE, None),
    "export-notes": (_export, {"--force"}, {**_WORKSPACE, **_OUTPUT}, 1),
}
"""By command: who answers, the options that are said or not, those that name a path, and how many
words there may be at most."""
