"""What a meeting asks of the ledger while it runs: a damaged file hinders no meeting."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peergroup_cli.model.meeting import Meeting, Offered

_MOST_FOUND = 3
"""So many lessons fit a screen beside a question."""


def tried_here(workspace: Path, cohort: str, meeting: "Meeting") -> "tuple[Offered, ...]":
    """What groups here have tried on the causes that a meeting has found, as its cohort may see it.

    Args:
        workspace: its folder.
        cohort: the id of the cohort that meets.
        meeting: the meeting so far.
    """
    from peergroup_cli.commands.shared.ledger_view import ledger
    from peergroup_cli.errors import PeergroupError
    from peergroup_cli.ledger.matching import matching

    causes = [thought.text for thought in meeting.thoughts if thought.control != "outside"]
    try:
        with ledger(workspace, cohort) as view:
            return matching([one for one in view.standings() if one.text], causes, cohort)
    except PeergroupError:
        return ()


def found_here(workspace: Path, cohort: str, words: str) -> list[str]:
    """Lines on what groups here have learned about some words, the newest first.

    Args:
        workspace: its folder.
        cohort: the id of the cohort that meets.
        words: what is looked for; the whole name of a strategy finds all its tests.
    """
    from itertools import islice

    from peergroup_cli.commands.shared.found_lessons import lines_of
    from peergroup_cli.commands.shared.ledger_view import ledger
    from peergroup_cli.errors import PeergroupError
    from peergroup_cli.storage.knowledge import Filter

    try:
        with ledger(workspace, cohort) as view:
            newest = islice(view.find(Filter(words=tuple(words.split()))), _MOST_FOUND)
            shown = view.tests_of(words) if "/" in words else newest
            return [line for one in shown for line in lines_of(view, one)]
    except PeergroupError as error:
        return [error.message]
