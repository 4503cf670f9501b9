"""`peergroup link-strategy`: say that two strategies are one."""

from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import WorkspaceOption, result
from peergroup_cli.model.plain_text import one_line

if TYPE_CHECKING:
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.stages import Strategy
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
    own meeting file, as `same_as`, and can be taken back. A strategy has one link of its own; a
    new one replaces it. Both texts are printed.

    \b
    Examples:
      peergroup link-strategy north-star/m5-strategy-2 south-pier/m2-strategy-1
      peergroup link-strategy north-star/m5-strategy-2 --undo

    Exit codes: 0 done, 2 a strategy is missing or named twice, 11 a file cannot be read, 12 no
    such cohort or strategy, 15 the file was changed meanwhile.
    """
    from peergroup_cli.errors import UsageProblem
    from peergroup_cli.storage.workspace import Workspace

    if (other is None) is not undo:
        raise UsageProblem("Name the strategy that it is the same as, or say --undo.")
    found = Workspace.find(workspace)
    cohort, own, stored = _strategy(found, strategy)
    record = next(one for one in stored.record.strategies if one.id == own)
    links = _links(found)
    name = f"{cohort}/{own}"
    _show(name, record)
    if other is None:
        if record.same_as:
            found.save_meeting(stored, stored.record.with_record(record.changed(same_as="")))
        _say_undone(name, links, had=bool(record.same_as))
        return
    other_cohort, other_id, theirs = _strategy(found, other)
    if (other_cohort, other_id) == (cohort, own):
        raise UsageProblem("A strategy cannot be linked with itself.")
    whole = f"{other_cohort}/{other_id}"
    _show(whole, next(one for one in theirs.record.strategies if one.id == other_id))
    before = links.pop(name, "")
    if before == whole:
        result(f"{name} is linked with {whole} already.")
    elif whole in _one_with(name, links):
        result(f"{name} and {whole} count as one already, by other links. Nothing was changed.")
    else:
        same = other_id if other_cohort == cohort else whole
        found.save_meeting(stored, stored.record.with_record(record.changed(same_as=same)))
        result(f"{name} is the same as {whole}.")
        if before:
            result(f"Its earlier link with {before} is replaced by this one.")


def _show(name: str, strategy: "Strategy") -> None:
    readable = strategy.disclosure in ("group", "organisation")
    words = one_line(strategy.text) if readable else f"(for the {strategy.disclosure})"
    result(f"{name}: {words}")


def _links(workspace: "Workspace") -> dict[str, str]:
    """For each strategy that is linked, by its whole name, the one that it is the same as."""
    from peergroup_cli.commands.shared.damage import Damage
    from peergroup_cli.commands.shared.ledger_view import problem_with, told
    from peergroup_cli.storage.sweeping import knowledge_of

    with knowledge_of(workspace.folder, workspace.cohort_ids(), told) as (known, damaged):
        for path in damaged:
            Damage().say(problem_with(path))
        return known.links()


def _one_with(name: str, links: dict[str, str]) -> list[str]:
    """The strategies that count as one with this one, by the links of others."""
    from peergroup_cli.ledger.standing import Linked

    root = Linked(links)
    known = {*links, *links.values()} - {name}
    return sorted(one for one in known if root(one) == root(name))


def _say_undone(name: str, links: dict[str, str], *, had: bool) -> None:
    """Say what is true once the strategy's own link is gone."""
    from peergroup_cli.formation.rules import listed

    links.pop(name, None)
    if not had:
        result(f"{name} has no link of its own. Nothing was changed.")
    if still := _one_with(name, links):
        theirs = [one for one in still if links.get(one) == name]
        result(f"It is still one with {listed(still)}.")
        for one in theirs:
            result(f"To part them: peergroup link-strategy {one} --undo")
    else:
        result(f"{name} stands alone" + (" again." if had else "."))


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
