"""The way of the notes out of the workspace: read, seen for their reader, and written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.commands.shared.note_files import Wanted
    from peergroup_cli.model.cohort import Cohort


@dataclass(frozen=True)
class Chosen:
    """Which notes leave, and for whom.

    Args:
        cohort: the cohort that was named, if one was.
        meeting: the number of a meeting, or None for all of them.
        reader: who reads them.
        accept_names: whether names may stand in texts for the sponsor.
        plain: whether the workspace's own template and logo are done without.
    """

    cohort: str | None = None
    meeting: int | None = None
    reader: str = "members"
    accept_names: bool = False
    plain: bool = False


def write_out(
    workspace: Path | None, chosen: Chosen, wanted: "Wanted", *, preview: bool = False
) -> None:
    """Write the notes for their reader, or say what would be left out.

    Args:
        workspace: the workspace that was named, if one was.
        chosen: which notes.
        wanted: how they are written.
        preview: whether nothing is written.

    Raises:
        PeergroupError: as the command says, with its exit code.
    """
    from peergroup_cli.commands.shared.audiences import (
        audience_called,
        look_at,
        refuse_for_the_sponsor,
        released_for,
        say_left_out,
    )
    from peergroup_cli.commands.shared.looks import own_look
    from peergroup_cli.commands.shared.note_files import write_notes
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.reading_progress import ReadingProgress

    wanted.refuse_what_does_not_fit()
    found = Workspace.find(workspace)
    record = found.as_shown(found.cohort(chosen.cohort).record)
    audience = audience_called(record, chosen.reader, whole=chosen.meeting is None)
    refuse_for_the_sponsor(audience, wanted)
    look = None if chosen.plain else own_look(found.folder, wanted.format)
    with ReadingProgress("Writing the notes") as progress:
        files = found.meeting_files(record.id, progress)
        numbers = _wanted(record, files.numbers, chosen.meeting)
        # once to see what may leave, and once to write it
        progress.whole = 2 * len(files.numbers)
        others = [number for number in files.numbers if number not in numbers]
        out = released_for(audience, found, record, files.some(numbers), files.some(others))
        if preview:
            progress.clear()
            look_at(record, out)
            return
        progress.clear()
        say_left_out(record, out, accept_names=chosen.accept_names)
        write_notes(wanted, record, out, look)


def _wanted(cohort: "Cohort", held: "Sequence[int]", number: int | None) -> "Sequence[int]":
    from peergroup_cli.errors import NotFound

    if number is None:
        return held
    if number not in held:
        known = ", ".join(map(str, held)) or "none yet"
        raise NotFound(f"{cohort.name} has no meeting {number}.", f"Its meetings: {known}.")
    return [number]
