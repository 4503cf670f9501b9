"""A meeting in a file outside of its workspace, where the workspace takes nothing any more."""

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import AlreadyExists, UsageProblem
from peergroup_cli.storage.durable import write_out
from peergroup_cli.storage.toml_file import content_of

if TYPE_CHECKING:
    from peergroup_cli.model.meeting import Meeting


@dataclass(frozen=True)
class OtherPlace:
    """Where a meeting goes that its workspace does not take.

    Args:
        workspace: the folder of the workspace.
        given: the place that the person named beforehand, or nothing.
    """

    workspace: Path
    given: str = ""

    def suggested(self, meeting: "Meeting") -> str:
        """A file in the home folder, where that is on another disk and for its owner alone."""
        try:
            home = Path.home()
            status = home.stat()
            other = status.st_dev != self.workspace.stat().st_dev
        except (OSError, RuntimeError):
            return ""
        closed = not status.st_mode & 0o022
        good = other and closed and os.access(home, os.W_OK) and not self._is_inside(home)
        return str(_free_in(home, meeting)) if good else ""

    def __call__(self, meeting: "Meeting", place: str) -> str:
        """Write the meeting durably into a new file that its owner alone can read.

        Args:
            meeting: all of it.
            place: the path of a new file, or of a folder; `~` is the home folder.

        Returns:
            the absolute path of the file.

        Raises:
            UsageProblem: this is no path, or it leads into the workspace.
            AlreadyExists: the file is there already; it is as it was.
            NotSaved: the system refused.
            UnreadableFile: a pipe or a device has this name.
        """
        path = _path(place)
        if path.is_dir():
            path = _free_in(path, meeting)
        if self._is_inside(path):
            raise UsageProblem("That lies in the workspace.", "Name a place outside of it.")
        try:
            write_out(path, content_of(meeting), overwrite=False)
        except AlreadyExists as error:
            raise AlreadyExists(
                error.message, "Nothing is overwritten. Name another one."
            ) from None
        return str(path)

    def _is_inside(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.workspace))


def _path(place: str) -> Path:
    try:
        os.fsencode(place)
        path = Path(place).expanduser().absolute()
    except (ValueError, RuntimeError):
        # letters that no name holds, or a home folder of nobody
        path = None
    if path is None or "\0" in place:
        raise UsageProblem("That is no path of a file.", "As in /media/stick/meeting.toml")
    return path


def _free_in(folder: Path, meeting: "Meeting") -> Path:
    """A file in a folder that is not there yet, called after the meeting."""
    stem = f"{meeting.cohort}-{meeting.number:03d}-{meeting.agenda.key}"
    names = (f"{stem}.toml" if number == 1 else f"{stem}-{number}.toml" for number in count(1))
    return next(folder / name for name in names if not os.path.lexists(folder / name))
