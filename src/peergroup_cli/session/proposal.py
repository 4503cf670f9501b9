"""What a cohort's next meeting should be, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import Experiment

FIRST = "learning-together"


@dataclass(frozen=True)
class Proposal:
    """An agenda's key, and the reason in one sentence."""

    agenda: str
    reason: str


def propose(
    cohort: Cohort, meetings: Sequence[Meeting], open_experiments: Sequence[Experiment]
) -> Proposal:
    """The agenda that is next: Learning Together, then reflect or explore.

    Args:
        cohort: the cohort.
        meetings: its meetings so far, none of them unfinished.
        open_experiments: the experiments on which nothing final was reported.
    """
    if needs_learning_together(cohort, meetings):
        reason = "Trust comes first: Learning Together has not been held to its end yet."
        return Proposal(FIRST, reason)
    if open_experiments:
        number = len(open_experiments)
        are, them = ("experiment is", "it") if number == 1 else ("experiments are", "them")
        return Proposal("reflect", f"{number} {are} open: the group hears what became of {them}.")
    return Proposal("explore", "No experiment is open: the group takes up the challenge.")


def needs_learning_together(cohort: Cohort, meetings: Sequence[Meeting]) -> bool:
    """Whether the Core Set's module is still to come: not held to its end, nor overridden."""
    held = any(m.agenda.key == FIRST and m.state == "finished" for m in meetings)
    agreed = any(m.agenda.key == FIRST and m.guidelines and m.guidelines.agreed for m in meetings)
    return not (held or agreed or cohort.overrides_rule("learning-together-first"))
