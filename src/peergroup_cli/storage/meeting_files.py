"""The meetings of a cohort as files, read one after another; they need not all be in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.model.on_demand import KEPT, OnDemand
from peergroup_cli.storage.toml_file import SharedParts, Stored, read_record

if TYPE_CHECKING:
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.meeting import Meeting

MISPLACED_HINT = "The file was left as it is. Move it to where it belongs, or mend the line."


class MeetingFiles:
    """The meetings of a cohort, each read when it is first asked for, and once.

    Args:
        paths: for each number of a meeting its file.
        cohort_id: whose meetings they are.
        heard: is told each time that a meeting is asked for.
    """

    def __init__(
        self, paths: Mapping[int, Path], cohort_id: str, heard: Callable[[], None]
    ) -> None:
        self.numbers = tuple(sorted(paths))
        self._paths = paths
        self._cohort_id = cohort_id
        self._heard = heard
        self._packed: dict[int, tuple[Agenda, bytes]] = {}
        self._agendas: SharedParts[Agenda] | None = None

    def read(self, number: int) -> Meeting:
        """The meeting with this number; asked for again, it is what it was.

        Raises:
            UnreadableFile: the file is damaged, or does not belong where it lies.
        """
        self._heard()
        if number in self._packed:
            return self._unpacked(number)
        path = self._paths[number]
        meeting = read_meeting(path, number, self._cohort_id, self._shared()).record
        if len(self.numbers) > KEPT:
            self._pack(number, meeting)
        return meeting

    def _pack(self, number: int, meeting: Meeting) -> None:
        """Keep it in a tenth of what a record takes; the agenda is the same in many meetings."""
        from pickle import dumps

        self._packed[number] = meeting.agenda, dumps(_with_agenda(meeting, None))

    def _unpacked(self, number: int) -> Meeting:
        from pickle import loads

        agenda, packed = self._packed[number]
        # bytes that this program made itself, and that were nowhere else
        return _with_agenda(loads(packed), agenda)  # noqa: S301

    def _shared(self) -> SharedParts[Agenda]:
        from peergroup_cli.model.agenda import Agenda

        self._agendas = self._agendas or SharedParts("agenda", Agenda)
        return self._agendas

    def some(self, numbers: Sequence[int]) -> Sequence[Meeting]:
        """The meetings with these numbers; only the last few of them are kept in memory."""
        return OnDemand(len(numbers), lambda place: self.read(numbers[place]))


def _with_agenda(meeting: Meeting, agenda: Agenda | None) -> Meeting:
    return meeting.model_copy(update={"agenda": agenda})


def read_meeting(
    path: Path, number: int, cohort_id: str, agendas: SharedParts[Agenda] | None = None
) -> Stored[Meeting]:
    """The meeting in a file.

    Args:
        path: the file.
        number: the number that the file's name says.
        cohort_id: the cohort in whose folder it lies.
        agendas: those of other meetings, which need not be checked again.

    Raises:
        UnreadableFile: it is damaged, or does not belong where it lies.
    """
    from peergroup_cli.model.meeting import Meeting

    stored = read_record(path, Meeting, agendas)
    meeting = stored.record
    problems = []
    if meeting.number != number:
        problems.append(f"number: is {meeting.number}, but the file's name says {number}")
    if meeting.cohort != cohort_id:
        problems.append(f"cohort: is {meeting.cohort}, but the file lies with {cohort_id}")
    if problems:
        raise UnreadableFile(path, problems, MISPLACED_HINT)
    return stored
