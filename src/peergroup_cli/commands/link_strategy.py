"""`peergroup link-strategy`: say that two strategies are one."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.options import WorkspaceOption, result

if TYPE_CHECKING:
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace


def link_strategy(
    strategy: Annotated[
        str,
        typer.Argument(
            help="The strategy that is linked, such as north-star/m5-strategy-2.",
            show_default=False,
            metavar="STRATEGY",
        ),
    ],
    other: Annotated[
        str | None,
        typer.Argument(help="The one that it is the same as.", show_default=False, metavar="SAME"),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the link back.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say that a strategy is the same as another one, so that their tests are counted together.

    Nothing is merged by itself, however alike the words are. The link is kept in the strategy's
    own meeting file, as `same_as`, and can be taken back.

    \b
    Examples:
      peergroup link-strategy north-star/m5-strategy-2 south-pier/m2-strategy-1
      peergroup link-strategy north-star/m5-strategy-2 --undo
    """
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.storage.workspace import Workspace

    if (other is None) is not undo:
        raise UsageProblem("Name the strategy that it is the same as, or say --undo.")
    found = Workspace.find(workspace)
    cohort, own, stored = _strategy(found, strategy)
    same = ""
    if other is not None:
        other_cohort, other_id, _ = _strategy(found, other)
        same = other_id if other_cohort == cohort else f"{other_cohort}/{other_id}"
        if (other_cohort, other_id) == (cohort, own):
            raise UsageProblem("A strategy cannot be linked with itself.")
    record = next(one for one in stored.record.strategies if one.id == own)
    changed = stored.record.with_record(record.changed(same_as=same))
    found.save_meeting(stored, changed)
    result(f"{cohort}/{own} " + (f"is the same as {other}." if other else "stands alone again."))


def _strategy(workspace: "Workspace", name: str) -> "tuple[str, str, Stored[Meeting]]":
    from peergroup_cli.errors import NotFound

    where, _, one = name.rpartition("/")
    cohort = workspace.cohort(where or None).record.id
    for stored in workspace.meetings(cohort):
        if any(strategy.id == one for strategy in stored.record.strategies):
            return cohort, one, stored
    raise NotFound(
        f"There is no strategy {name}.", "peergroup list-strategies shows those that were tried."
    )
