"""Cohorts that end: by hand, or because their people are in new ones."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from peergroup_cli.errors import PeergroupError, UnreadableFile

if TYPE_CHECKING:
    from peergroup_cli.formation.person import Person
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace


def with_end(workspace: "Workspace", cohort: "Cohort", day: date) -> "Cohort":
    """The cohort with the day of its end; a meeting that is unfinished is named.

    Args:
        workspace: where its meetings are.
        cohort: a cohort that has not ended.
        day: when it ended.
    """
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.terminal.show import say

    try:
        meetings = workspace.meetings(cohort.id)
    except UnreadableFile:
        # a damaged meeting stays as it is, too, and is named by whatever needs it
        meetings = []
    if meetings and meetings[-1].record.state == "open":
        number = meetings[-1].record.number
        line = f"Meeting {number} of {cohort.name} is unfinished, and stays as it is."
        say(screen(), line)
    return cohort.changed(ended=day)


def left_by(workspace: "Workspace", people: "Sequence[Person]") -> "list[Stored[Cohort]]":
    """The cohorts in which some of these people are now."""
    from peergroup_cli.commands.shared.damage import readable_cohorts
    from peergroup_cli.formation.history import History

    cohorts = readable_cohorts(workspace)
    history = History(stored.record for stored in cohorts)
    ids = {one for _, found in history.members_among(people) for one in found}
    return [stored for stored in cohorts if stored.record.id in ids]


def end_left(
    workspace: "Workspace", left: "Sequence[Stored[Cohort]]", people: "Sequence[Person]", day: date
) -> None:
    """End the cohorts that people have left for new ones, and say so.

    Args:
        workspace: where they are.
        left: the old cohorts.
        people: those who are in a new cohort.
        day: when the old ones end.

    Raises:
        PeergroupError: they could not be ended; the hint says how to do that.
    """
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.history import History
    from peergroup_cli.formation.rules import counted, listed, some_of
    from peergroup_cli.terminal.show import say

    if not left:
        return
    ids = [stored.record.id for stored in left]
    try:
        workspace.save_cohorts(
            [(stored, with_end(workspace, stored.record, day)) for stored in left]
        )
    except PeergroupError as error:
        # the new ones stay: what is missing can be done by hand, and check-cohorts tells of it
        error.hint = (
            "The new cohorts are made, and the old ones have not ended. To end them: "
            f"peergroup end-cohort {' '.join(ids)}"
        )
        raise
    one = len(ids) == 1
    said = f"{counted(len(ids), 'cohort')} from which they come {'has' if one else 'have'} ended"
    line = f"{said}: {listed(ids)}. {'Its' if one else 'Their'} notes stay."
    say(screen(), line)
    if without := History(stored.record for stored in left).not_among(people):
        line = f"In no cohort any more: {some_of(without, _MOST_NAMED)}."
        say(screen(), line)


_MOST_NAMED = 12
