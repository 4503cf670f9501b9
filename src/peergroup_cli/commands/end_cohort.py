"""`peergroup end-cohort`: a cohort has held its last meeting."""

from datetime import datetime
from typing import Annotated

import typer

from peergroup_cli.commands.shared.options import WorkspaceOption, result
from peergroup_cli.errors import IllegalMove, UsageProblem


def end_cohort(
    cohorts: Annotated[
        list[str],
        typer.Argument(
            help="The ids or names of the cohorts that have ended.",
            show_default=False,
            metavar="COHORT…",
        ),
    ],
    *,
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day, if not today."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """End cohorts: their members are free for new ones.

    Everything that was noted stays, can be exported and counts as history in `peergroup regroup`.
    No meeting is held any more, nobody is placed there, and status and check-cohorts leave the
    cohort out. All of the cohorts that are named end, or, if anything fails, none. `peergroup
    regroup --create` ends the cohorts that its people come from by itself.

    To take it back, remove the line `ended` from the cohort's cohort.toml.

    \b
    Examples:
      peergroup end-cohort north-star
      peergroup end-cohort north-star harbour --on 2026-12-31

    Exit codes: 0 ended, 2 the day is none on which it can end, 12 no such cohort, 14 it has ended
    already, 15 a cohort was changed meanwhile, 18 not saved; then none has ended.
    """
    from peergroup_cli.commands.shared.ending import with_end
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    day = on.date() if on else today()
    if day > today():
        raise UsageProblem(f"{day.isoformat()} is not over yet.", "End the cohort on that day.")
    stored = {one.record.id: one for one in (found.cohort(name) for name in cohorts)}
    for one in stored.values():
        if one.record.ended:
            raise IllegalMove(
                f"{one.record.name} ended on {one.record.ended.isoformat()} already.",
                "Nothing was changed. Leave it out.",
            )
        if day < one.record.formed:
            raise UsageProblem(
                f"{one.record.name} was formed on {one.record.formed.isoformat()}, after that day.",
                "Nothing was changed. Give a later day: --on YYYY-MM-DD",
            )
    found.save_cohorts([(one, with_end(found, one.record, day)) for one in stored.values()])
    for one in stored.values():
        result(f"{one.record.name} ({one.record.id}) ended on {day.isoformat()}. Its notes stay.")
