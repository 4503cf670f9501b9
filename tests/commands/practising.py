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
