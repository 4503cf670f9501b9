"""The ledger as somebody may see it: the organisation's part, and that of one's own cohort."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from peergroup_cli.commands.shared.damage import Damage

if TYPE_CHECKING:
    from peergroup_cli.ledger.standing import Standing
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.knowledge import Filter, Found, Knowledge


class Ledger(NamedTuple):
    """What may be seen.

    Args:
        shared: what the whole organisation may see.
        damage: whether files are missing in it that cannot be read; they are named already.
        own: what their own cohort may see of itself; None where nobody looks with its eyes.
        cohort: their own cohort.
        meetings: its meetings.
    """

    shared: "Knowledge"
    damage: Damage
    own: "Knowledge | None" = None
    cohort: "Cohort | None" = None
    meetings: "tuple[Meeting, ...]" = ()

    def find(self, wanted: "Filter") -> "Iterator[Found]":
        """The lessons that fit, newest first."""
        from peergroup_cli.storage.knowledge import newest_first

        if self.own is None or self.cohort is None:
            return self.shared.find(wanted)
        others = self.shared.find(wanted, without=self.cohort.id)
        return newest_first(self.own.find(wanted), others)

    def refuse_unknown(self, what: str, value: str) -> None:
        """Refuse a unit or level that nobody has, and suggest those that are near.

        Raises:
            NotFound: nobody has it.
        """
        from peergroup_cli.errors import NotFound
        from peergroup_cli.storage.knowledge import folded

        if not value:
            return
        known = self.shared.known(what) | (self.own.known(what) if self.own else set())
        if folded(value) not in map(folded, known):
            raise NotFound.named(what, value, sorted(known))

    def standings(self) -> "tuple[Standing, ...]":
        """How each strategy stands, by the tests that may be seen."""
        from peergroup_cli.ledger.standing import Trial, standings
        from peergroup_cli.storage.knowledge import Filter, all_links

        tests = (
            Trial(
                strategy=found.strategy_name,
                text=found.strategy,
                cohort=found.cohort,
                member=found.member,
                on=found.on,
                verdict=found.verdict,
                conditions=found.conditions,
                cause=found.cause,
                insight=found.insight,
            )
            for found in self.find(Filter())
        )
        links = all_links(self.shared, *([self.own] if self.own else []))
        return standings(tests, links)

    def tests_of(self, strategy: str) -> "Iterator[Found]":
        """All tests of a strategy that may be seen, newest first; also of those linked with it.

        Args:
            strategy: its whole name, such as `north-quay/m2-strategy-3`.
        """
        from peergroup_cli.ledger.standing import Linked
        from peergroup_cli.storage.knowledge import Filter, all_links

        root = Linked(all_links(self.shared, *([self.own] if self.own else [])))
        wanted = root(strategy)
        for found in self.find(Filter()):
            if found.strategy_name and root(found.strategy_name) == wanted:
                yield found

    def owner_of(self, found: "Found") -> str:
        """Who told a lesson: a name inside one's own cohort, else a role."""
        if self.cohort is not None and found.cohort == self.cohort.id:
            return self.cohort.name_of(found.member)
        return found.role or "a member"

    def told_by(self, found: "Found") -> str:
        """Who told a lesson, as it is shown: of other groups' role, cohort and day."""
        from peergroup_cli.model.telling import without_name

        if self.cohort is not None and found.cohort == self.cohort.id:
            return self.owner_of(found)
        return without_name(found.role, found.cohort, found.on)


@contextmanager
def ledger(chosen: Path | None, cohort: str | None, *, outside: bool = False) -> Iterator[Ledger]:
    """The ledger of a workspace, as its files are now.

    Args:
        chosen: the workspace that was named, if one was.
        cohort: whose eyes look.
        outside: whether nobody's do, also where there is only one cohort.

    Raises:
        UsageProblem: both are wanted.
        NoWorkspace: there is none.
        NotFound: there is no such cohort.
    """
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.storage.cohort_folders import cohort_ids
    from peergroup_cli.storage.locating import workspace_folder
    from peergroup_cli.storage.sweeping import knowledge_of

    if outside and cohort is not None:
        raise UsageProblem("--outside and --cohort are two ways to look: one of them.")
    folder = workspace_folder(chosen)
    ids = cohort_ids(folder)
    with knowledge_of(folder, ids, told) as (shared, damaged):
        damage = Damage()
        for path in damaged:
            damage.say(problem_with(path))
        if outside or (cohort is None and len(ids) != 1):
            yield Ledger(shared, damage)
            return
        yield _with_own(folder, shared, damage, cohort)


def problem_with(path: Path) -> str:
    """What is wrong with a file or folder that could not be read."""
    from peergroup_cli.errors import PeergroupError
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.folder import names_in
    from peergroup_cli.storage.toml_file import read_record

    try:
        if path.name == "meetings":
            names_in(path)
        else:
            read_record(path, Cohort if path.name == "cohort.toml" else Meeting)
    except PeergroupError as error:
        return error.message
    # it was mended just now
    return str(path)


def _with_own(folder: Path, shared: "Knowledge", damage: Damage, cohort: str | None) -> Ledger:
    from peergroup_cli.ledger.rows import (
        experiment_rows,
        member_rows,
        own_rows,
        strategy_rows,
    )
    from peergroup_cli.storage.knowledge import FileRows, Knowledge
    from peergroup_cli.storage.workspace import Workspace

    workspace = Workspace(folder)
    record = workspace.cohort(cohort).record
    # what cannot be read is named already
    meetings = tuple(one.record for one in workspace.meetings(record.id, lambda _error: None))
    rows = FileRows(
        lessons=tuple(own_rows(meetings)),
        strategies=tuple(row for m in meetings for row in strategy_rows(m, with_words=True)),
        experiments=tuple(row for m in meetings for row in experiment_rows(m)),
        members=tuple(member_rows(record.id, record.members)),
    )
    own = Knowledge.in_memory()
    own.put(record.id, "own", "", rows)
    return Ledger(shared, damage, own, record, meetings)


def told(done: int, whole: int) -> None:
    """Say how far a long reading is, on a terminal only."""
    if whole >= _MANY and sys.stderr.isatty() and done % _STEP == 0:
        end = "\n" if done == whole else "\r"
        from peergroup_cli.commands.shared.options import screen

        screen().print(f"Reading what has changed: {done:,} of {whole:,} files", end=end)


_MANY, _STEP = 500, 100


def found_as_json(view: Ledger, found: "Found") -> dict[str, object]:
    """A lesson, ready for JSON."""
    return {
        "id": f"{found.cohort}/{found.id}",
        "cohort": found.cohort,
        "date": found.on.isoformat(),
        "verdict": found.verdict,
        "insight": found.insight,
        "strategy": found.strategy,
        "strategy_id": found.strategy_name,
        "cause": found.cause,
        "conditions": found.conditions,
        "told_by": view.owner_of(found),
        "released": found.released,
    }


def day_in(option: str, text: str | None) -> date | None:
    """The day that an option gives.

    Raises:
        UsageProblem: it is no day.
    """
    from peergroup_cli.errors import UsageProblem

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"{option} {text!r} is no day.", "Write it as 2026-12-24.") from None
