"""`peergroup status`: what is next for each cohort, and what is due."""

from typing import Annotated

import typer

from peergroup_cli.commands.shared import options
from peergroup_cli.commands.shared.options import CohortArgument, JsonOption, WorkspaceOption


def status(
    cohort: CohortArgument = None,
    week: Annotated[
        bool,
        typer.Option("--week", help="Only what needs somebody in the seven days from today."),
    ] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say what is next, and what is due.

    For each cohort that has not ended: an unfinished meeting or the next one and why, its date and
    facilitator, the experiments that are open: which of them are overdue, which are reported
    already, and whose owner has logged nothing for two weeks; and guidelines that are due for
    review. Where there are many cohorts each has one line; name one for the whole.

    \b
    Examples:
      peergroup status
      peergroup status north-star
      peergroup status --week
      peergroup status --json

    Exit codes: 0 done, 11 a cohort is damaged; it is named, and the others are shown, 12 no such
    cohort.
    """
    from peergroup_cli.commands.shared.standing import show_standing

    show_standing(cohort, workspace, options.today(), week=week, as_json=as_json)
