"""A look at everything in a workspace: what is wrong with it, all at once. It changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from peergroup_cli.errors import NewerFormat, PeergroupError, UnreadableFile
from peergroup_cli.storage.cohort_folders import COHORT
from peergroup_cli.storage.copies import without_copies
from peergroup_cli.storage.cross_checking import CohortFiles, across
from peergroup_cli.storage.draft_file import DRAFT
from peergroup_cli.storage.durable import read_bytes
from peergroup_cli.storage.findings import Finding, Kind
from peergroup_cli.storage.folder import is_there, names_in
from peergroup_cli.storage.layout import out_of_place
from peergroup_cli.storage.locating import SETTINGS
from peergroup_cli.storage.meeting_files import read_meeting
from peergroup_cli.storage.toml_file import Stored, read_pack, read_record
from peergroup_cli.storage.workspace import DATES, MEETING, PRACTICE, read_cohort

if TYPE_CHECKING:
    from peergroup_cli.model.meeting import Meeting

T = TypeVar("T")

_MERGE = (b"<<<<<<< ", b">>>>>>> ")
"""How lines begin that git leaves where it could not bring two versions together."""


def findings(workspace: Path) -> list[Finding]:
    """Everything that is wrong with a workspace, by files; an empty list where all is well.

    Args:
        workspace: the folder with `peergroup.toml`.
    """
    look = _Look(workspace)
    cohorts = look.everything()
    places = list(out_of_place(workspace))
    # what is no file at all cannot be read either: one word is enough
    none = {one.path for one in places if one.kind == "out-of-place" and not one.path.is_symlink()}
    wrong = [one for one in look.wrong if one.path not in none]
    found = {*places, *wrong, *across(cohorts)}
    return sorted(found, key=lambda one: (str(one.path), one.line or 0, one.problem))


class _Look:
    """Reads all files once, and notes what cannot be read."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self.wrong: list[Finding] = []

    def everything(self) -> dict[str, CohortFiles]:
        """The files of all cohorts, by their folders' names."""
        from peergroup_cli.model.cohort_draft import CohortDraft
        from peergroup_cli.model.settings import Settings

        self._read(self._workspace / SETTINGS, lambda path: read_record(path, Settings))
        self._read(self._workspace / DRAFT, lambda path: read_record(path, CohortDraft))
        self._packs()
        folder = self._workspace / "cohorts"
        names = [name for name in self._names(folder) if is_there(folder / name / COHORT)]
        return {name: self._cohort(folder / name) for name in names}

    def _cohort(self, folder: Path) -> CohortFiles:
        from peergroup_cli.model.calendar import SessionDates
        from peergroup_cli.model.draft import Drafts
        from peergroup_cli.model.practice import Practice

        found = CohortFiles(
            cohort=self._read(folder / COHORT, read_cohort),
            dates=self._read(folder / DATES, lambda path: read_record(path, SessionDates)),
            practice=self._read(folder / PRACTICE, lambda path: read_record(path, Practice)),
        )
        self._meetings(folder, found)
        for path in sorted((folder / "meetings").glob(".*.draft.toml")):
            self._read(path, lambda path: read_record(path, Drafts))
        return found

    def _meetings(self, folder: Path, found: CohortFiles) -> None:
        for match in filter(None, map(MEETING.fullmatch, self._names(folder / "meetings"))):
            number = int(match[1])
            path = folder / "meetings" / match[0]
            # a lambda would see the number of the last one
            meeting = self._read(path, _reader(number, folder.name))
            if meeting:
                found.meetings.append(meeting)
            else:
                found.unreadable.append(number)

    def _packs(self) -> None:
        first: dict[tuple[str, str], str] = {}
        folder = self._workspace / "packs"
        for name in self._names(folder):
            if name.endswith(".toml") and (stored := self._read(folder / name, read_pack)):
                key = (stored.record.kind, stored.record.key)
                if (other := first.setdefault(key, name)) != name:
                    self._note(folder / name, "twice", f"key: {other} has the key {key[1]} too")

    def _names(self, folder: Path) -> list[str]:
        try:
            return without_copies(names_in(folder))
        except UnreadableFile as error:
            for problem in error.problems:
                self._note(folder, "damaged", problem)
            return []

    def _read(self, path: Path, reader: Callable[[Path], T]) -> T | None:
        """What a file holds; None where there is none, or where it is noted what is wrong."""
        if not is_there(path):
            return None
        try:
            return reader(path)
        except UnreadableFile as error:
            for problem in _merge_marks(path) or error.problems:
                self._note(path, "damaged", problem)
        except NewerFormat:
            self._note(path, "newer", "was written by a newer version of peergroup")
        except PeergroupError:
            self._note(path, "damaged", "is a link that leads nowhere")
        return None

    def _note(self, path: Path, kind: Kind, problem: str) -> None:
        self.wrong.append(Finding.of(path, kind, problem))


def _reader(number: int, cohort_id: str) -> "Callable[[Path], Stored[Meeting]]":
    return lambda path: read_meeting(path, number, cohort_id)


def _merge_marks(path: Path) -> list[str]:
    """A problem for each mark of a merge, in place of all that the parser cannot make of them."""
    try:
        lines = read_bytes(path).splitlines()
    except PeergroupError:
        return []
    return [
        f"line {number}: is a mark that git leaves: two versions stand in one file"
        for number, line in enumerate(lines, start=1)
        if line.startswith(_MERGE)
    ]
