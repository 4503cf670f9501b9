"""What the files of a workspace say of each other: ids that lead nowhere, and ids given twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import PeergroupError
from peergroup_cli.storage.durable import read_bytes
from peergroup_cli.storage.findings import Finding
from peergroup_cli.storage.toml_file import Stored
from peergroup_cli.storage.toml_lines import key_lines, line_of

if TYPE_CHECKING:
    from peergroup_cli.model.calendar import SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.practice import Practice


@dataclass
class CohortFiles:
    """The files of one cohort, as far as they can be read.

    Args:
        cohort: its own file.
        dates: its dates.
        practice: what was told between its meetings.
        meetings: its meetings.
        unreadable: the numbers of those that cannot be read.
    """

    cohort: "Stored[Cohort] | None" = None
    dates: "Stored[SessionDates] | None" = None
    practice: "Stored[Practice] | None" = None
    meetings: "list[Stored[Meeting]]" = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)


def across(cohorts: Mapping[str, CohortFiles]) -> Iterator[Finding]:
    """What is wrong between files, each of which can be read by itself.

    Args:
        cohorts: the files, by the names of the cohorts' folders.
    """
    names = {
        f"{name}/{record.id}"
        for name, files in cohorts.items()
        for stored in files.meetings
        for record in stored.record.strategies
    }
    # what may stand in a file that cannot be read is not called missing
    hidden = tuple(f"{c}/m{n}-" for c, files in cohorts.items() for n in files.unreadable)
    for name, files in cohorts.items():
        for finding, to in _leading_nowhere(files, names):
            if not (to if "/" in to else f"{name}/{to}").startswith(hidden):
                yield finding
        yield from _twice_in(files)
    yield from _dates_twice(cohorts)


def _leading_nowhere(files: CohortFiles, others: set[str]) -> Iterator[tuple[Finding, str]]:
    from peergroup_cli.model.pointing import leading_nowhere
    from peergroup_cli.model.practice import NO_PRACTICE

    if files.cohort is None:
        return
    practice = files.practice.record if files.practice else NO_PRACTICE
    paths = {id(stored.record): stored.path for stored in files.meetings}
    paths[id(files.cohort.record)] = files.cohort.path
    if files.practice:
        paths[id(practice)] = files.practice.path
    meetings = [stored.record for stored in files.meetings]
    for record, one in leading_nowhere(files.cohort.record, meetings, practice, others):
        path, key = paths[id(record)], one.where[-1]
        if one.what == "member":
            problem = f"{key}: nobody in the cohort has the id {one.to}"
            yield Finding(path, "unknown-member", problem, _line(path, one.where)), one.to
        else:
            problem = f"{key}: there is no record {one.to}"
            yield Finding(path, "broken-link", problem, _line(path, one.where)), one.to


def _line(path: Path, where: tuple[str | int, ...]) -> int | None:
    try:
        text = read_bytes(path).decode("utf-8-sig", "replace")
    except PeergroupError:
        return None
    return line_of(where, key_lines(text.replace("\r\n", "\n")))


def _twice_in(files: CohortFiles) -> Iterator[Finding]:
    """Numbers of meetings, and ids of records, that stand in two meetings of a cohort."""
    numbers: dict[int, Path] = {}
    ids: dict[str, Path] = {}
    for stored in files.meetings:
        number = stored.record.number
        if (first := numbers.setdefault(number, stored.path)) != stored.path:
            yield Finding(stored.path, "twice", f"{first.name} is meeting {number} too")
        for record in stored.record.captured:
            if (first := ids.setdefault(record.id, stored.path)) != stored.path:
                yield Finding(stored.path, "twice", f"{first.name} has the id {record.id} too")


def _dates_twice(cohorts: Mapping[str, CohortFiles]) -> Iterator[Finding]:
    """Entries of calendars that two cohorts have: one takes the other's place there."""
    uids: dict[str, Path] = {}
    for dates in (files.dates for files in cohorts.values() if files.dates):
        given = [one.uid for one in dates.record.sessions]
        given += [one.uid for one in dates.record.companions]
        for uid in given:
            if (first := uids.setdefault(uid, dates.path)) != dates.path:
                where = f"{first.parent.name}/{first.name}"
                yield Finding(dates.path, "twice", f"{where} has the uid {uid} too")
