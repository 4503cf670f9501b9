"""`peergroup undo`: take back what was changed in a finished meeting, a cohort or its practice."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import (
    CohortArgument,
    WorkspaceOption,
    print_table,
    result,
)
from peergroup_cli.errors import (
    IllegalMove,
    NotFound,
    PeergroupError,
    StoppedByPerson,
    UnreadableFile,
)

if TYPE_CHECKING:
    from pathlib import Path

    from peergroup_cli.model.record import Record
    from peergroup_cli.storage.history import Earlier
    from peergroup_cli.storage.workspace import Workspace


def undo(
    cohort: CohortArgument = None,
    number: Annotated[
        int | None,
        typer.Option(
            "--number",
            help="Which earlier version; --list numbers them. Without it: what was changed last.",
            metavar="N",
            show_default=False,
        ),
    ] = None,
    *,
    list_all: Annotated[
        bool, typer.Option("--list", help="List the earlier versions that are kept.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Bring it back without being asked.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back what was changed last in a finished meeting, a cohort, or its practice.

    It shows which file would be brought back, from when, and how it differs, in counts; and does
    it after a yes. What stands there now is kept as well, so that the same command brings it back
    again. Of each file the twenty newest earlier versions are kept. What was erased or purged is
    gone from them too, and a lesson that its owner took back stays taken back.

    \b
    Examples:
      peergroup undo
      peergroup undo north-star --list
      peergroup undo north-star --number 3 --yes

    Exit codes: 0 done or listed, 1 answered with no, 11 the earlier version is damaged, 12 there
    is none, 14 the notes need what is in the file now, 15 the file was changed meanwhile,
    16 there is no terminal to ask in: --yes, 18 not saved.
    """
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.storage.sweeping import forget_what_changed
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.practice_form import agreed

    found = Workspace.find(workspace)
    cohort_id = _cohort_id(found, cohort)
    kept = found.earlier(cohort_id)
    if list_all:
        _list(kept)
        return
    change = _change(found, cohort_id, _chosen(kept, number))
    change.show(found.folder)
    if not (yes or agreed(asker(), "Bring it back?", "--yes", "no")):
        raise StoppedByPerson("Nothing was changed.")
    change.carry_out()
    forget_what_changed(found.folder, found.cohort_ids())
    result(f"Brought back. To take that back: peergroup undo {cohort_id}")


@dataclass(frozen=True)
class _Change:
    """An earlier version, and what stands in its place now.

    Args:
        earlier: where it is kept, and of which file it is.
        content: the bytes that the file gets.
        replaces: the version of the file now, or None where it is gone.
        differences: how the two differ, a line each.
        closed: how many released lessons come back for the group only.
    """

    earlier: "Earlier"
    content: bytes
    replaces: str | None
    differences: Sequence[str]
    closed: int

    def show(self, folder: "Path") -> None:
        """Say what would be brought back, in counts."""
        until = self.earlier.until.astimezone().strftime("%Y-%m-%d %H:%M")
        result(f"{self.earlier.of.relative_to(folder)}, as it was until {until}:")
        for line in self.differences or ["its lines are written otherwise; they say the same"]:
            result(f"  {line}")
        if self.closed:
            lessons = "1 lesson" if self.closed == 1 else f"{self.closed} lessons"
            result(
                f"  {lessons} released then, for the group only now, as nobody can see whether it "
                "was taken back: ask the owner anew."
            )

    def carry_out(self) -> None:
        """Put the earlier version in place, and keep what was there.

        Raises:
            ChangedOnDisk: the file was changed meanwhile.
            NotSaved: the system refused.
        """
        from peergroup_cli.storage.durable import save_bytes
        from peergroup_cli.storage.history import earlier_kept

        file = self.earlier.of
        cohort = self.earlier.path.parent.parent
        with earlier_kept(cohort, file, self.replaces or ""):
            save_bytes(file, self.content, replaces=self.replaces)


def _cohort_id(workspace: "Workspace", name: str | None) -> str:
    """The cohort that is meant, also where its own file is the damaged one."""
    try:
        return workspace.cohort(name).record.id
    except UnreadableFile:
        meant = [one for one in workspace.cohort_ids() if name in (None, one)]
        if len(meant) != 1:
            raise
        return meant[0]


def _list(kept: "Sequence[Earlier]") -> None:
    from peergroup_cli.storage.history import differs

    if not kept:
        result("No earlier version is kept.")
        return
    print_table(
        [
            {
                "number": one.number,
                "file": one.of.name,
                "as it was until": one.until.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
                "": "" if differs(one) else "as now",
            }
            for one in kept
        ]
    )


def _chosen(kept: "Sequence[Earlier]", number: int | None) -> "Earlier":
    from peergroup_cli.storage.history import differs

    known = [one for one in kept if number in (None, one.number) and differs(one)]
    if known:
        return known[-1]
    if number is None:
        raise NotFound("There is nothing to take back.", "Earlier versions: --list")
    raise NotFound(f"There is no earlier version {number}, or it is as now.", "See: --list")


def _change(workspace: "Workspace", cohort_id: str, earlier: "Earlier") -> _Change:
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.model.differences import differences
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.privacy.narrowing import none_released, still_closed
    from peergroup_cli.storage.durable import read_bytes, version_of
    from peergroup_cli.storage.toml_file import content_of

    kept, now = _read(earlier.path, earlier), _read_now(earlier)
    then, content = kept, read_bytes(earlier.path)
    closed = 0
    if isinstance(kept, Meeting):
        then = (
            still_closed(kept, now, today())
            if isinstance(now, Meeting)
            else none_released(kept, today())
        )
        closed = 0 if now else sum(one.disclosure == "organisation" for one in kept.lessons)
    if then != kept:
        content = content_of(then)
    if then == now and then != kept:
        raise IllegalMove(
            "That version differs only in what was closed to others since, and that stays closed.",
            "Nothing was changed. A new yes is its owner's to give. Other versions: --list",
        )
    _refuse_what_others_need(workspace, cohort_id, earlier, then)
    try:
        replaces = version_of(read_bytes(earlier.of))
    except NotFound:
        replaces = None
    return _Change(earlier, content, replaces, differences(now, then), closed)


def _read(path: "Path", earlier: "Earlier") -> "Record":
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.practice import Practice
    from peergroup_cli.storage.toml_file import read_record

    if earlier.of.name == "cohort.toml":
        return read_record(path, Cohort).record
    if earlier.of.name == "practice.toml":
        return read_record(path, Practice).record
    return read_record(path, Meeting).record


def _read_now(earlier: "Earlier") -> "Record | None":
    try:
        return _read(earlier.of, earlier)
    except PeergroupError:
        # a damaged file is what an earlier version is good for
        return None


def _refuse_what_others_need(
    workspace: "Workspace", cohort_id: str, earlier: "Earlier", then: "Record"
) -> None:
    """Refuse a version that lacks members or records at which other notes point."""
    records = _records(workspace, cohort_id)
    before = _nowhere(records)
    lost = _nowhere({**records, earlier.of: then}) - before
    # where the cohort's own file is damaged, nobody knows who is a member now
    if lost and any(one.name == "cohort.toml" for one in records):
        raise IllegalMove(
            f"Other notes point at what is not in that version: {', '.join(sorted(lost))}.",
            "Nothing was changed. Another version: --list, then --number",
        )


def _records(workspace: "Workspace", cohort_id: str) -> "dict[Path, Record]":
    """All records of a cohort that can be read, by their files."""
    found: dict[Path, Record] = {}
    with suppress(PeergroupError):
        stored = workspace.cohort(cohort_id)
        found[stored.path] = stored.record
    with suppress(PeergroupError):
        found |= {s.path: s.record for s in workspace.meetings(cohort_id, lambda _error: None)}
    with suppress(PeergroupError):
        if told := workspace.practice(cohort_id):
            found[told.path] = told.record
    return found


def _nowhere(records: "Mapping[Path, Record]") -> set[str]:
    """The ids of members and of records of this cohort that lead nowhere."""
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.pointing import leading_nowhere
    from peergroup_cli.model.practice import NO_PRACTICE, Practice

    cohort = next((one for one in records.values() if isinstance(one, Cohort)), None)
    if cohort is None:
        return set()
    meetings = [one for one in records.values() if isinstance(one, Meeting)]
    practice = next((one for one in records.values() if isinstance(one, Practice)), NO_PRACTICE)
    found = (one.to for _, one in leading_nowhere(cohort, meetings, practice))
    return {one for one in found if "/" not in one}
