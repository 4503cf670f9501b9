"""A cohort that practises: four members with a plan each, and a day that stands still."""

from datetime import date

from peergroup_cli.model.practice import NO_PRACTICE, Practice
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup

HELD = date(2026, 12, 3)
TODAY = date(2026, 12, 10)
PLAN = ("1", "it is late", "I will call", "no time", "they nod", "2026-12-24", "")
OPENED = ("", "", "", "", "/skip", "/skip", "Call at once", "", "/skip", "")


def explore(program: Peergroup) -> Peergroup:
    """Hold an explore meeting on 3 December in which all four plan an experiment."""
    held = program.hold(*OPENED, *PLAN * 4, "/end")
    assert held.exit_code == 0, held.output
    return program


def practice_of(program: Peergroup) -> Practice:
    """What was told between the meetings, as it is kept."""
    stored = Workspace(program.folder).practice("north")
    return stored.record if stored else NO_PRACTICE


def experiment_of(program: Peergroup, member: str, meeting: int = 0) -> str:
    """The id of a member's experiment."""
    plans = program.meetings[meeting].experiments
    return next(plan.id for plan in plans if plan.member == member)


LATER = ("Gil Three; Lead; M; C", "Hal Four; Lead; M; D")


def linked_from_south(practising: Peergroup) -> str:
    """Two strategies of Ada in North, the second of which is South's too; the link's file."""
    workspace = Workspace(practising.folder)
    (stored,) = workspace.meetings("north")
    (known,) = stored.record.strategies
    mine = known.changed(id="m1-strategy-2", member="ada-brook")
    workspace.save_meeting(stored, stored.record.changed(strategies=(known, mine)))
    practising.form("South", ("Eli One; Lead; M; A", "Fay Two; Lead; M; B", *LATER))
    none = dict.fromkeys(
        (
            *("challenges", "thoughts", "experiments", "entries", "marks", "attendance"),
            *("turns", "last_turns", "spans", "handovers", "decided"),
        ),
        (),
    )
    seats = dict.fromkeys(("facilitator", "scribe", "next_facilitator", "guidelines"))
    plain = known.changed(grew_from=(), member=None)
    theirs = (
        plain.changed(same_as="north/m1-strategy-2"),
        plain.changed(id="m1-strategy-2", same_as=f"north/{known.id}"),
    )
    made = stored.record.changed(**none, **seats, cohort="south", strategies=theirs)
    return str(workspace.add_meeting(made).path.relative_to(practising.folder))
