"""A meeting's file that something else changed while the meeting ran: both are kept."""

from peergroup_cli.errors import ChangedOnDisk, PeergroupError
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.storage.toml_file import Stored, read_record, write_record

_TIMES = {"spans", "timing", "position"}
"""These differ as soon as a minute has gone by."""

_MOST_COPIES = 100


def keep_both(stored: Stored[Meeting], mine: Meeting, error: ChangedOnDisk) -> ChangedOnDisk:
    """Keep this window's meeting beside the file, and say in what the two differ.

    Args:
        stored: the meeting as this window read or saved it last.
        mine: the meeting as it is here, with what could not be saved.
        error: what the save said.

    Returns:
        the error to raise: it names the copy, and the parts that differ; no note's text.
    """
    try:
        copy = _copy(stored, mine)
    except PeergroupError as failed:
        # the file is not touched, but what is noted here last stands on the screen alone
        return ChangedOnDisk(f"{error.message}\n{failed.message}", error.hint)
    lines = [error.message, *(f"  {line}" for line in _differences(stored, mine))]
    return ChangedOnDisk(
        "\n".join(lines),
        f"Both are kept: what this window noted is in {copy}. Put the two together with a text "
        "editor, in the meeting's own file; then start the command again, and delete the copy.",
    )


def _copy(stored: Stored[Meeting], mine: Meeting) -> str:
    """The name of the new file; it is none of a meeting, so that nothing reads it as one."""
    for number in range(1, _MOST_COPIES):
        path = stored.path.with_name(f"{stored.path.stem} (this window {number}).toml")
        if not path.exists():
            write_record(path, mine, replaces=None)
            break
    return str(path)


def _differences(stored: Stored[Meeting], mine: Meeting) -> list[str]:
    try:
        theirs = read_record(stored.path, Meeting).record
    except PeergroupError as error:
        return error.message.splitlines()
    found = []
    for name in Meeting.model_fields:
        here, there = getattr(mine, name), getattr(theirs, name)
        if name not in _TIMES and here != there:
            found.append(f"{name}: {_compared(here, there)}")
    return found


def _compared(here: object, there: object) -> str:
    if not isinstance(here, tuple) or not isinstance(there, tuple):
        return "not the same"
    if len(here) == len(there):
        return f"{len(here)} in both, and not the same"
    return f"{len(here)} in this window, {len(there)} in the file"
