"""A workspace: the folder that keeps cohorts, their meetings, and agendas and modules of one's own.

peergroup.toml
cohorts/<id>/cohort.toml
cohorts/<id>/practice.toml
cohorts/<id>/dates.toml
cohorts/<id>/meetings/NNN-<agenda>.toml
cohorts/<id>/history/
packs/*.toml
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peergroup_cli.errors import (
    AlreadyExists,
    NotFound,
    PeergroupError,
    UnreadableFile,
    UsageProblem,
)
from peergroup_cli.storage.cohort_folders import (
    COHORT,
    COHORT_ID,
    cohort_ids,
    finish_what_is_prepared,
)
from peergroup_cli.storage.drafts import DraftFile
from peergroup_cli.storage.durable import refusals_named, refuse_no_folder, unread_is_unsaved
from peergroup_cli.storage.flushing import make_folder
from peergroup_cli.storage.folder import is_there, names_in
from peergroup_cli.storage.locating import SETTINGS, is_named_or_around, workspace_folder
from peergroup_cli.storage.meeting_files import MISPLACED_HINT, MeetingFiles, read_meeting
from peergroup_cli.storage.toml_file import Stored, read_record, write_record

if TYPE_CHECKING:
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.calendar import SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.draft import Drafts
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.module import Module
    from peergroup_cli.model.practice import Practice
    from peergroup_cli.model.settings import Settings
    from peergroup_cli.storage.history import Earlier
    from peergroup_cli.storage.packs import Damaged

PRACTICE = "practice.toml"
DATES = "dates.toml"

MEETING = re.compile(r"([0-9]{3,})-[a-z0-9]+(-[a-z0-9]+)*\.toml")
"""How the file of a meeting is called: its number, and the key of its agenda."""


class Workspace:
    """The files of a workspace, as records.

    Args:
        folder: the folder that holds `peergroup.toml`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def find(cls, chosen: Path | None) -> Workspace:
        """The workspace that was chosen, or that the environment names, or that we stand in.

        Raises:
            NoWorkspace: there is none.
        """
        return cls(workspace_folder(chosen))

    @classmethod
    def find_if_any(cls, chosen: Path | None) -> Workspace | None:
        """As `find`, but None where nobody named one and we stand in none.

        Raises:
            NoWorkspace: the one that was named is none.
        """
        return cls.find(chosen) if is_named_or_around(chosen) else None

    @classmethod
    def create(cls, folder: Path, organisation: str | None) -> Workspace:
        """Make a workspace in the folder, which is made too where it is missing.

        Raises:
            UsageProblem: the organisation's name cannot be used, or a file stands in the way.
            AlreadyExists: there is a workspace already.
            NotSaved: the system refused.
        """
        from pydantic import ValidationError

        from peergroup_cli.model.file_format import FORMAT
        from peergroup_cli.model.settings import Settings
        from peergroup_cli.storage.schemas import put_schemas
        from peergroup_cli.storage.toml_problems import problems_of

        try:
            settings = Settings(format=FORMAT, organisation=organisation)
        except ValidationError as error:
            problem = "; ".join(problems_of(error, Settings))
            raise UsageProblem(problem, "Give the organisation a short name.") from None
        refuse_no_folder(folder)
        folder = folder.absolute()
        if os.path.lexists(folder / SETTINGS):
            raise AlreadyExists(f"{folder} is a workspace already.", "It was left as it is.")
        for part in ("cohorts", "packs"):
            with refusals_named(folder / part):
                make_folder(folder / part)
        put_schemas(folder)
        write_record(folder / SETTINGS, settings, replaces=None)
        return cls(folder)

    @cached_property
    def settings(self) -> Settings:
        """The workspace's own settings, read when they are first asked for."""
        from peergroup_cli.model.settings import Settings

        return read_record(self.folder / SETTINGS, Settings).record

    def cohort_ids(self) -> list[str]:
        """The ids of all cohorts, sorted; no cohort is read."""
        return cohort_ids(self.folder)

    def cohorts(self, damaged: Damaged | None = None) -> list[Stored[Cohort]]:
        """All cohorts, in the order of their ids.

        Args:
            damaged: hears of each that is left out; without it the first one is an error.
        """
        found = []
        for cohort_id in self.cohort_ids():
            with _told(damaged):
                found.append(self._read_cohort(cohort_id))
        return found

    def cohort(self, name: str | None) -> Stored[Cohort]:
        """The cohort with this id or name, or the only one, or the only one that has not ended.

        A damaged cohort does not stand in the way of another one.

        Raises:
            NotFound: there is no such cohort, or none at all.
            UsageProblem: more than one could be meant.
        """
        ids = self.cohort_ids()
        if not ids:
            raise NotFound("There is no cohort yet.", "Form one with `peergroup new-cohort`.")
        if name is None:
            live = ids if len(ids) == 1 else self._live(ids)
            return self._read_cohort(_only(live or ids, "There are several cohorts"))
        # the name is compared with what is there; it never becomes a part of a path
        same = [one for one in ids if one.casefold() == name.casefold()]
        return self._read_cohort(same[0]) if same else self._cohort_called(name, ids)

    def add_cohort(self, cohort: Cohort) -> Stored[Cohort]:
        """Keep a new cohort.

        Raises:
            AlreadyExists: there is a cohort with this id.
        """
        return write_record(self._cohorts / cohort.id / COHORT, cohort, replaces=None)

    def add_cohorts(self, cohorts: Sequence[Cohort]) -> None:
        """Keep new cohorts: all of them, or none.

        Raises:
            AlreadyExists: there is a cohort with one of the ids; none is kept.
            NotSaved: the system refused; none is kept.
        """
        from peergroup_cli.storage.together import add_together

        by_id = {cohort.id: cohort for cohort in cohorts}

        def write(folder: Path, cohort_id: str) -> None:
            write_record(folder / COHORT, by_id[cohort_id], replaces=None)

        add_together(self._cohorts, list(by_id), write)

    def save_cohorts(self, changes: Sequence[tuple[Stored[Cohort], Cohort]]) -> None:
        """Keep several cohorts as they are now, each in place of the one that was read.

        Raises:
            ChangedOnDisk: one of the files is not the one that was read; none is changed.
            NotSaved: the system refused; none is changed.
        """
        from peergroup_cli.storage.together import save_together

        with ExitStack() as kept:
            for stored, _ in changes:
                kept.enter_context(self._kept(stored.record.id, stored))
            save_together(changes)

    def save_cohort(self, stored: Stored[Cohort], cohort: Cohort) -> Stored[Cohort]:
        """Keep a cohort as it is now, in place of the one that was read.

        Raises:
            ChangedOnDisk: the file is not the one that was read.
        """
        with self._kept(stored.record.id, stored):
            return write_record(stored.path, cohort, replaces=stored.version)

    def as_shown(self, cohort: Cohort) -> Cohort:
        """The cohort with the workspace's organisation, where it has none of its own."""
        return cohort.changed(organisation=cohort.organisation or self.settings.organisation)

    def meetings(self, cohort_id: str, damaged: Damaged | None = None) -> list[Stored[Meeting]]:
        """The meetings of a cohort, in the order of their numbers.

        Only files called `NNN-<agenda>.toml` count: copies that a sync program makes do not.

        Args:
            cohort_id: the cohort.
            damaged: hears of each that is left out; without it the first one is an error.

        Raises:
            NotFound: there is no such cohort.
            UnreadableFile: a file is damaged, or does not belong where it lies.
        """
        paths = self._meeting_paths(cohort_id)
        found = []
        for number in sorted(paths):
            with _told(damaged):
                found.append(read_meeting(paths[number], number, cohort_id))
        return found

    def meeting_files(
        self, cohort_id: str, heard: Callable[[], None] = lambda: None
    ) -> MeetingFiles:
        """The meetings of a cohort, none of them read yet.

        Args:
            cohort_id: whose meetings.
            heard: is told each time that a meeting is asked for.

        Raises:
            NotFound: there is no such cohort.
            UnreadableFile: two files have one number.
        """
        return MeetingFiles(self._meeting_paths(cohort_id), cohort_id, heard)

    def meeting_count(self, cohort_id: str) -> int:
        """How many meetings a cohort has; none of them is read.

        Raises:
            NotFound: there is no such cohort.
            UnreadableFile: two files have one number.
        """
        return len(self._meeting_paths(cohort_id))

    def add_meeting(self, meeting: Meeting) -> Stored[Meeting]:
        """Keep a new meeting.

        Raises:
            NotFound: there is no such cohort.
            AlreadyExists: the cohort has a meeting with this number.
            NotSaved: the system refused.
        """
        path = self._meetings(meeting.cohort) / f"{meeting.number:03d}-{meeting.agenda.key}.toml"
        with unread_is_unsaved(path):
            there = self._meeting_paths(meeting.cohort).get(meeting.number)
        # one with its very name may be its own, from a save that failed at its last step
        if there not in (None, path):
            raise AlreadyExists(
                f"Meeting {meeting.number} is there already, in {there}.", "It was left as it is."
            )
        return write_record(path, meeting, replaces=None)

    def save_meeting(self, stored: Stored[Meeting], meeting: Meeting) -> Stored[Meeting]:
        """Keep a meeting as it is now, in place of the one that was read.

        Raises:
            ChangedOnDisk: the file is not the one that was read.
        """
        if stored.record.state == "open":
            return write_record(stored.path, meeting, replaces=stored.version)
        return self.replace_meeting(stored, meeting)

    def replace_meeting(self, stored: Stored[Meeting], meeting: Meeting) -> Stored[Meeting]:
        """Keep another version of a meeting; the one that was read is kept as an earlier one.

        Raises:
            ChangedOnDisk: the file is not the one that was read.
        """
        with self._kept(stored.record.cohort, stored):
            return write_record(stored.path, meeting, replaces=stored.version)

    def practice(self, cohort_id: str) -> Stored[Practice] | None:
        """What a cohort told between its meetings; None where it told nothing yet.

        Raises:
            UnreadableFile: the file is damaged.
        """
        from peergroup_cli.model.practice import Practice

        path = self._cohorts / cohort_id / PRACTICE
        return read_record(path, Practice) if is_there(path) else None

    def save_practice(
        self, cohort_id: str, stored: Stored[Practice] | None, practice: Practice
    ) -> Stored[Practice]:
        """Keep a cohort's practice as it is now, in place of what was read.

        Raises:
            ChangedOnDisk: the file is not the one that was read.
        """
        if stored is None:
            return write_record(self._cohorts / cohort_id / PRACTICE, practice, replaces=None)
        with self._kept(cohort_id, stored):
            return write_record(stored.path, practice, replaces=stored.version)

    def earlier(self, cohort_id: str) -> list[Earlier]:
        """The earlier versions of a cohort's files, the oldest first.

        Raises:
            UnreadableFile: their folder cannot be read.
        """
        from peergroup_cli.storage.history import earlier_versions

        return earlier_versions(self._cohorts / cohort_id)

    def dates(self, cohort_id: str) -> Stored[SessionDates] | None:
        """The dates of a cohort, or None where none are planned.

        Raises:
            UnreadableFile: the file is damaged.
        """
        from peergroup_cli.model.calendar import SessionDates

        path = self._cohorts / cohort_id / DATES
        return read_record(path, SessionDates) if is_there(path) else None

    def save_dates(
        self, cohort_id: str, stored: Stored[SessionDates] | None, dates: SessionDates
    ) -> Stored[SessionDates]:
        """Keep the dates of a cohort, in place of those that were read, or as its first ones.

        Raises:
            AlreadyExists: there were none, and now there are.
            ChangedOnDisk: the file is not the one that was read.
        """
        path = self._cohorts / cohort_id / DATES
        return write_record(path, dates, replaces=stored.version if stored else None)

    def drafts(self, meeting: Meeting) -> DraftFile:
        """What is half-typed in a meeting."""
        name = f".{meeting.number:03d}-{meeting.agenda.key}.draft.toml"
        return DraftFile(self._meetings(meeting.cohort) / name)

    def drafts_of(self, cohort_id: str) -> list[Stored[Drafts]]:
        """What is half-typed in the meetings of a cohort; what cannot be read is left out."""
        from peergroup_cli.model.draft import Drafts

        folder = self._meetings(cohort_id)
        found = []
        for path in sorted(folder.glob(".*.draft.toml")):
            with suppress(PeergroupError):
                found.append(read_record(path, Drafts))
        return found

    def packs(self, damaged: Damaged | None = None) -> dict[str, Agenda]:
        """The workspace's own agendas, by their keys.

        Args:
            damaged: hears of each pack that is left out; without it the first one is an error.

        Raises:
            UnreadableFile: a pack is damaged or of no known kind, or two have the same key.
        """
        from peergroup_cli.model.agenda import Agenda
        from peergroup_cli.storage.packs import packs_in

        packs = packs_in(self.folder / "packs", damaged)
        return {pack.key: pack for pack in packs if isinstance(pack, Agenda)}

    def modules(self, damaged: Damaged | None = None) -> dict[str, Module]:
        """The workspace's own topic modules, by their keys.

        Args:
            damaged: hears of each pack that is left out; without it the first one is an error.

        Raises:
            UnreadableFile: a pack is damaged or of no known kind, or two have the same key.
        """
        from peergroup_cli.model.module import Module
        from peergroup_cli.storage.packs import packs_in

        packs = packs_in(self.folder / "packs", damaged)
        return {pack.key: pack for pack in packs if isinstance(pack, Module)}

    @property
    def _cohorts(self) -> Path:
        return self.folder / "cohorts"

    def _meetings(self, cohort_id: str) -> Path:
        return self._cohorts / cohort_id / "meetings"

    def _kept(self, cohort_id: str, stored: Stored[Any]) -> AbstractContextManager[None]:
        from peergroup_cli.storage.history import earlier_kept

        return earlier_kept(self._cohorts / cohort_id, stored.path, stored.version)

    def _read_cohort(self, cohort_id: str) -> Stored[Cohort]:
        return read_cohort(self._cohorts / cohort_id / COHORT)

    def _live(self, ids: Sequence[str]) -> list[str]:
        """The cohorts that have not ended; one that is damaged may be meant as well."""
        live = []
        for cohort_id in ids:
            try:
                if self._read_cohort(cohort_id).record.ended is None:
                    live.append(cohort_id)
            except PeergroupError:
                live.append(cohort_id)
        return live

    def _cohort_called(self, name: str, ids: Sequence[str]) -> Stored[Cohort]:
        found: list[Stored[Cohort]] = []
        damaged: PeergroupError | None = None
        for cohort_id in ids:
            try:
                stored = self._read_cohort(cohort_id)
            except PeergroupError as error:
                damaged = error
                continue
            if stored.record.name.casefold() == name.casefold():
                found.append(stored)
        if not found:
            # it may be the damaged one that was meant
            raise damaged or NotFound.named("cohort", name, ids)
        only = _only([one.record.id for one in found], f"Several cohorts are called “{name}”")
        return next(one for one in found if one.record.id == only)

    def _meeting_paths(self, cohort_id: str) -> dict[int, Path]:
        finish_what_is_prepared(self._cohorts)
        # what is no id never becomes a part of a path; the other ones are of interest only then
        if not COHORT_ID.fullmatch(cohort_id) or not is_there(self._cohorts / cohort_id / COHORT):
            raise NotFound.named("cohort", cohort_id, self.cohort_ids())
        folder = self._meetings(cohort_id)
        paths: dict[int, Path] = {}
        for match in filter(None, map(MEETING.fullmatch, names_in(folder))):
            path, number = folder / match[0], int(match[1])
            if number in paths:
                problem = f"{paths[number].name} is meeting {number} too"
                raise UnreadableFile(path, [problem], "Move one of the two out of the folder.")
            paths[number] = path
        return paths


@contextmanager
def _told(damaged: Damaged | None) -> Iterator[None]:
    """Tell of what cannot be read, where somebody hears of it."""
    try:
        yield
    except PeergroupError as error:
        if damaged is None:
            raise
        damaged(error)


_MOST_IDS = 6


def _only(ids: Sequence[str], several: str) -> str:
    if len(ids) > 1:
        more = f" and {len(ids) - _MOST_IDS:,} more" if len(ids) > _MOST_IDS else ""
        named = f"{', '.join(ids[:_MOST_IDS])}{more}"
        raise UsageProblem(f"{several}: {named}.", "Say which one is meant, by its id.")
    return ids[0]


def read_cohort(path: Path) -> Stored[Cohort]:
    """The cohort that a file holds.

    Raises:
        UnreadableFile: it is damaged, or its folder is called otherwise than the cohort.
    """
    from peergroup_cli.model.cohort import Cohort

    stored = read_record(path, Cohort)
    if stored.record.id != path.parent.name:
        problem = f"id: is {stored.record.id}, but its folder is called {path.parent.name}"
        raise UnreadableFile(stored.path, [problem], MISPLACED_HINT)
    return stored
