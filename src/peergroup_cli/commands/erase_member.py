"""`peergroup erase-member`: a person's right, their entries and their name out of every file."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peergroup_cli.commands.shared.damage import Damage, readable_cohorts
from peergroup_cli.commands.shared.membership import MemberArgument
from peergroup_cli.commands.shared.options import (
    CohortArgument,
    WorkspaceOption,
    cohort_and,
    result,
)
from peergroup_cli.errors import IllegalMove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.people import Member
    from peergroup_cli.privacy.erasing import Erasure
    from peergroup_cli.privacy.names import Roll, Standing
    from peergroup_cli.storage.packs import Damaged
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace

OUTSIDE = (
    "What lies outside of the workspace is yours to do: exports and worksheets that were sent, "
    "backups, meetings that were kept elsewhere, e-mails, calendars, lists of people, the history "
    "of a git repository."
)
YesOption = Annotated[
    bool, typer.Option("--yes", help="Do it. Without it, it is only shown what would be done.")
]


@dataclass
class Change:
    """One file, what it is to hold, and how many of which kind go."""

    stored: "Stored[Any]"
    record: Any
    counts: Counter[str]


@dataclass
class Plan:
    """All that a command changes: files anew, half-typed ones that are then empty, and history."""

    changes: list[Change] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)
    history: list[Path] = field(default_factory=list)

    def add(self, stored: "Stored[Any]", record: Any, counts: Counter[str]) -> None:
        """One file more, if it changes."""
        if record != stored.record:
            self.changes.append(Change(stored, record, counts))

    def clear_links(
        self, workspace: "Workspace", cohort_ids: "Sequence[str]", damaged: "Damaged"
    ) -> None:
        """Clear links from any cohort to strategies that these cohorts do not have any more.

        Args:
            workspace: where the files are.
            cohort_ids: the cohorts of which something goes.
            damaged: hears of each file that cannot be read; it is left out.

        Raises:
            IllegalMove: such a link stands in a meeting of another cohort that is under way.
        """
        from peergroup_cli.privacy.erasing import without_links

        known = {change.stored.path: change for change in self.changes}
        files = {
            one.record.id: workspace.meetings(one.record.id, damaged)
            for one in workspace.cohorts(damaged)
        }
        left = {
            f"{cohort}/{row.id}"
            for cohort in cohort_ids
            for one in files.get(cohort, ())
            for row in (known[one.path].record if one.path in known else one.record).strategies
        }
        for stored in (one for meetings in files.values() for one in meetings):
            change = known.get(stored.path)
            before = change.record if change else stored.record
            after, counts = without_links(before, cohort_ids, left)
            if counts and before.state == "open":
                raise IllegalMove(
                    f"Meeting {before.number} of {before.cohort} is unfinished, and linked with "
                    "what goes.",
                    f"Nothing was changed. End it first: peergroup run-session {before.cohort}, "
                    "then /end",
                )
            if change:
                change.record, change.counts = after, change.counts + counts
            else:
                self.add(stored, after, counts)

    def join(self, other: "Plan") -> None:
        """All that another plan changes as well."""
        self.changes += other.changes
        self.empty += other.empty
        self.history += other.history

    def told(self, folder: Path) -> "Iterator[str]":
        """For each file a line, with how many of which kind go; told before it is done."""
        from peergroup_cli.storage.folder import is_there

        for change in self.changes:
            counted = ", ".join(f"{kind} {number}" for kind, number in change.counts.items())
            yield f"  {change.stored.path.relative_to(folder)}: {counted or 'links'}"
        for path in filter(is_there, self.empty):
            yield f"  {path.relative_to(folder)}: goes, nothing is left in it"
        for path in self.history:
            yield f"  {path.relative_to(folder)}: goes, an earlier version"

    def carry_out(self, workspace: "Workspace") -> None:
        """Change all files, or none.

        Raises:
            ChangedOnDisk: one was changed meanwhile; none is changed.
            NotSaved: the system refused; none is changed.
        """
        from peergroup_cli.storage.sweeping import forget_what_changed
        from peergroup_cli.storage.together import change_together

        changes = [(one.stored, one.record) for one in self.changes]
        change_together([*self.history, *self.empty], changes)
        forget_what_changed(workspace.folder, workspace.cohort_ids())


def erase_member(
    cohort: CohortArgument = None,
    member: MemberArgument = None,
    *,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Erase a member: their entries, their name and their address, out of every file.

    Without --yes it is only shown, file by file, what would be done. With it all files are
    changed, or none. The row in the cohort becomes “A former member”; entries, reports, logs,
    marks, turns and attendance go. Lessons that the member had released stay, in their released
    words and without the name, and so does the bare fact that something was tried. The earlier
    versions of the cohort's files go, so that nothing brings the person back.

    Links of other cohorts to strategies that go are cleared. What others said is not changed.
    Where it names the member, the place is listed, and so are other files in the workspace, such
    as worksheets. Backups cannot be rewritten: those in the workspace, or beside it, are listed.
    Exports, other backups, e-mails and calendars are yours to do.

    \b
    Examples:
      peergroup erase-member north-star ada-brook
      peergroup erase-member north-star ada-brook --yes

    Exit codes: 0 done or shown, 12 no such cohort or member, 14 a meeting is under way, here or
    in a cohort that is linked with what goes,
    15 a file was changed meanwhile, 18 not saved; then no file was changed.
    """
    from peergroup_cli.commands.shared.membership import member_called
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.privacy.erasing import Erasure
    from peergroup_cli.storage.workspace import Workspace

    cohort, member = cohort_and("member", cohort, member)
    found = Workspace.find(workspace)
    stored = found.cohort(cohort)
    record = stored.record
    who = member_called(record, member)
    _refuse_open(found, record)
    meetings = [one.record for one in found.meetings(record.id)]
    plan = _plan(found, stored, Erasure.of(record, who, meetings), today())
    left = list(_left(found, plan, record, who))
    told = list(plan.told(found.folder))
    if yes:
        plan.carry_out(found)
    result(f"{'Erased' if yes else 'Would be erased'}: {who.id} of {record.name}")
    for line in told:
        result(line)
    if left:
        result("Not changed, and to be looked at, as they name the member:")
        for place in left:
            result(f"  {place}")
    name_backups(found.folder)
    result(OUTSIDE)
    if not yes:
        result("Nothing was changed. To do it: --yes")


def name_backups(folder: Path) -> None:
    """Name the backups in the workspace and beside it: they hold what was there before."""
    from peergroup_cli.storage.archive import backups_of
    from peergroup_cli.storage.layout import SET_ASIDE

    folder = folder.resolve()
    backups = list(backups_of(folder))
    if backups:
        result("Backups that hold it still: delete them, and make a new one.")
    for path in backups:
        result(f"  {path.relative_to(folder) if path.is_relative_to(folder) else path}")
    if (folder / SET_ASIDE).is_dir():
        result(f"What a repair has set aside may hold it too: look into {SET_ASIDE}, or delete it.")


def _refuse_open(workspace: "Workspace", cohort: "Cohort") -> None:
    for stored in workspace.meetings(cohort.id):
        if stored.record.state == "open":
            raise IllegalMove(
                f"Meeting {stored.record.number} of {cohort.name} is unfinished.",
                "Nothing was changed. End it first: peergroup run-session, then /end",
            )


def _plan(
    workspace: "Workspace", stored: "Stored[Cohort]", erasure: "Erasure", today: "date"
) -> Plan:
    """All that is to be changed, in the order in which it is.

    The newest meeting comes first: what it holds of the words of an earlier one is found by that
    one. The cohort's file comes last: until then the member can still be named, to go on.
    """
    plan = Plan()
    cohort_id = stored.record.id
    for meeting in reversed(workspace.meetings(cohort_id)):
        plan.add(meeting, *erasure.meeting(meeting.record))
    if told := workspace.practice(cohort_id):
        plan.add(told, *erasure.practice(told.record))
    for drafts in workspace.drafts_of(cohort_id):
        rest, counts = erasure.drafts(drafts.record)
        if rest.drafts:
            plan.add(drafts, rest, counts)
        else:
            plan.empty.append(drafts.path)
    plan.history += [one.path for one in workspace.earlier(cohort_id)]
    for other in readable_cohorts(workspace):
        if other.record.id != cohort_id:
            plan.add(other, *erasure.bosses(other.record))
            plan.history += _earlier_bosses(workspace, other.record.id, erasure)
    plan.clear_links(workspace, [cohort_id], Damage())
    plan.add(stored, *erasure.cohort(stored.record, today))
    return plan


def _earlier_bosses(workspace: "Workspace", cohort_id: str, erasure: "Erasure") -> "Iterator[Path]":
    """The earlier versions of another cohort in which somebody reports to the member."""
    from peergroup_cli.errors import PeergroupError
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.storage.toml_file import read_record

    for one in workspace.earlier(cohort_id):
        if one.of.name != "cohort.toml":
            continue
        try:
            cohort = read_record(one.path, Cohort).record
        except PeergroupError:
            # what cannot be read cannot be cleared of a name
            yield one.path
        else:
            if erasure.bosses(cohort)[0] != cohort:
                yield one.path


def _left(workspace: "Workspace", plan: Plan, cohort: "Cohort", who: "Member") -> "Iterator[str]":
    """Places that name the member and stay as they are: other people's texts, and other files."""
    from peergroup_cli.privacy.erasing import named_in_cohort, named_in_meeting, named_in_practice
    from peergroup_cli.privacy.names import Roll
    from peergroup_cli.storage.leftovers import files_naming, is_sealed

    roll = Roll([who])
    after = {one.stored.path: one.record for one in plan.changes}
    known = {*after, *plan.empty, *plan.history}

    def named(stored: "Stored[Any]", find: "Callable[[Any, Roll], Iterator[Standing]]") -> Any:
        known.add(stored.path)
        for place in find(after.get(stored.path, stored.record), roll):
            yield f"{stored.path.relative_to(workspace.folder)}: {place.where}"

    yield from named(workspace.cohort(cohort.id), named_in_cohort)
    for meeting in workspace.meetings(cohort.id):
        yield from named(meeting, named_in_meeting)
    if told := workspace.practice(cohort.id):
        yield from named(told, named_in_practice)
    words = [who.id, who.name, who.email or "", *who.nicknames]
    for path in files_naming(workspace.folder, words, frozenset(known)):
        unseen = " (a PDF cannot be looked into)" if is_sealed(path) else ""
        yield f"{path.relative_to(workspace.folder)}{unseen}"
