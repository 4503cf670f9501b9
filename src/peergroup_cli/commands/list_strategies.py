"""`peergroup list-strategies`: how the strategies that were tried stand."""

from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.ledger_options import AsCohortOption, OutsideOption
from peergroup_cli.commands.shared.options import JsonOption, WorkspaceOption, print_json, result
from peergroup_cli.model.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.ledger.standing import Standing


def list_strategies(
    cohort: AsCohortOption = None,
    outside: OutsideOption = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the strategies that were tried, each with what became of its tests.

    A strategy's standing is counted from its tests: how often it was tried, by how many managers
    in how many cohorts, and whether they kept, adapted or dropped it, and where it failed. The
    one with the newest test comes first; there is no ranking. Two strategies are one only where
    somebody linked them, in a meeting or with link-strategy.

    \b
    Example:
      peergroup list-strategies --cohort north-star

    Exit codes: 0 done, 2 an option cannot be used, 12 no such cohort.
    """
    from peergroup_cli.commands.shared.ledger_view import ledger

    with ledger(workspace, cohort, outside=outside) as view:
        found = view.standings()
    if as_json:
        print_json([_as_json(one) for one in found])
    else:
        _print(found)
    view.damage.leave()


def _print(found: "Sequence[Standing]") -> None:
    from textwrap import wrap

    from peergroup_cli.terminal.width import columns

    if not found:
        result("No strategy has been tried yet, or none was released.")
    width = max(40, min(100, columns()))
    for one in found:
        result(one.name)
        for text in (one.text, one.sentence, *(f"failed where: {w}" for w in one.failed_where)):
            for line in wrap(one_line(text), width, initial_indent="  ", subsequent_indent="    "):
                result(line)
        result("")


def _as_json(one: "Standing") -> dict[str, object]:
    return {
        "id": one.name,
        "strategy": one.text,
        "tests": one.tests,
        "people": one.people,
        "cohorts": one.cohorts,
        "verdicts": {verdict: one.verdicts.get(verdict, 0) for verdict in _VERDICTS},
        "failed_where": list(one.failed_where),
        "last": one.last.isoformat(),
    }


_VERDICTS = ("keep", "adapt", "drop", "unclear")
