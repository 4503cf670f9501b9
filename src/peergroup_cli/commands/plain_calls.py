"""Command lines that say so little that nothing has to take them apart.

To load what parses a command line takes longer than most answers. What is asked many times a day,
and mostly without options, is therefore answered without it: by the same functions, and wherever
anything else is typed, the parser is asked.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

COMPLETION = "_PEERGROUP_COMPLETE"
"""The environment variable by which a shell asks what could be typed next."""


def plain_call(typed: Sequence[str]) -> Callable[[], None] | None:
    """What a command line asks for; None where the parser has to say it.

    Args:
        typed: the words behind the program's name.
    """
    # on Windows the parser also does what elsewhere a shell does: a star may stand for files
    if os.name == "nt" or COMPLETION in os.environ or not typed:
        return None
    command, *words = typed
    if command not in ("status", "search-knowledge"):
        return None
    words, as_json, workspace = _without_common_options(words)
    if any(word.startswith("-") for word in words):
        return None
    if command == "search-knowledge":
        return lambda: _search(words, workspace, as_json=as_json)
    if len(words) > 1:
        return None
    return lambda: _status(words[0] if words else None, workspace, as_json=as_json)


def _without_common_options(words: list[str]) -> tuple[list[str], bool, Path | None]:
    """The words without `--json` and `--workspace FOLDER`, and what these say."""
    rest, as_json, workspace = [], False, None
    coming = iter(words)
    for word in coming:
        if word == "--json":
            as_json = True
        elif word in ("--workspace", "-w") and not (folder := next(coming, "-")).startswith("-"):
            workspace = Path(folder)
        else:
            rest.append(word)
    return rest, as_json, workspace


def _status(cohort: str | None, workspace: Path | None, *, as_json: bool) -> None:
    from datetime import datetime

    from peergroup_cli.commands.standing import show_standing

    day = datetime.now().astimezone().date()
    show_standing(cohort, workspace, day, week=False, as_json=as_json)


def _search(words: Sequence[str], workspace: Path | None, *, as_json: bool) -> None:
    from peergroup_cli.commands.found_lessons import show_found
    from peergroup_cli.storage.knowledge import Filter

    show_found(Filter(words=tuple(words)), workspace, None, outside=False, as_json=as_json)
