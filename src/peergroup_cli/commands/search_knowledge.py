"""`peergroup search-knowledge`: what has any group here learned about this?"""

from typing import Annotated

import typer

from peergroup_cli.commands.shared.ledger_options import AsCohortOption, OutsideOption
from peergroup_cli.commands.shared.options import JsonOption, WorkspaceOption

_VERDICTS = ("keep", "adapt", "drop", "unclear")


def search_knowledge(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="What to look for: a lesson has to hold all of these words. Without words all "
            "lessons are listed.",
            show_default=False,
        ),
    ] = None,
    verdict: Annotated[
        str | None,
        typer.Option("--verdict", help="keep, adapt, drop or unclear.", metavar="VERDICT"),
    ] = None,
    cohort: AsCohortOption = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Told on this day or later.", metavar="DATE")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="Told by somebody from this unit.", metavar="UNIT")
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", help="Told by somebody of this level.", metavar="LEVEL")
    ] = None,
    tag: Annotated[
        str | None,
        typer.Option(
            "--tag",
            help="Of a strategy that was found with a topic module: the module's key, or one of "
            "its tags.",
            metavar="TAG",
        ),
    ] = None,
    outside: OutsideOption = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Find what groups here have learned: the newest first, failures among it.

    It looks in the lessons that their owners have released, in the words that they released, with
    roles for names. With --cohort it also looks in all that this cohort may read of itself: its
    tests, lessons, plans, and what happened. Those that others read, too, are marked “released”.
    Endings and accents of words do not matter.

    \b
    Examples:
      peergroup search-knowledge bad news
      peergroup search-knowledge delegate --verdict drop
      peergroup search-knowledge feedback --cohort north-star --since 2026-01-01
      peergroup search-knowledge --tag trust
      peergroup search-knowledge --outside

    Exit codes: 0 done, also where nothing was found, 2 an option cannot be used, 11 a file is
    damaged; it is named, and the others are searched, 12 no such cohort, unit, level or tag.
    """
    from peergroup_cli.commands.shared.found_lessons import show_found
    from peergroup_cli.commands.shared.ledger_view import day_in
    from peergroup_cli.commands.shared.topic import modules_with_tag, workspace_if_any
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.storage.knowledge import Filter

    if verdict is not None and verdict not in _VERDICTS:
        raise UsageProblem(f"--verdict {verdict!r} is none.", f"One of: {', '.join(_VERDICTS)}.")
    wanted = Filter(
        words=tuple(words or ()),
        verdict=verdict or "",
        since=day_in("--since", since),
        unit=unit or "",
        level=level or "",
        modules=modules_with_tag(tag, workspace_if_any(workspace)) if tag else (),
    )
    show_found(wanted, workspace, cohort, outside=outside, as_json=as_json)
