"""`peergroup list-modules`: the topic modules that there are."""

from peergroup_cli.commands.shared.damage import Damage
from peergroup_cli.commands.shared.options import (
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
)
from peergroup_cli.commands.shared.topic import known_modules, workspace_if_any


def list_modules(as_json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List the topic modules: those of the toolkit, and those of the workspace.

    A module looks at one challenge from several sides: questions, causes often met, strategies
    with when they fit and when they fail, and tips for the weeks of practice. Name it with
    --module when you form a cohort or hold a meeting, and its strategies are shown in stage 3,
    after the group's own ideas: as material, not as answers.

    \b
    Examples:
      peergroup list-modules
      peergroup list-modules --json

    Exit codes: 0 done, 10 a workspace was named and there is none, 11 a pack is
    damaged; it is named, and the others are listed.
    """
    damage = Damage()
    modules, own = known_modules(workspace_if_any(workspace), damage)
    rows: list[dict[str, object]] = [
        {
            "module": key,
            "title": module.title,
            "causes": len(module.causes),
            "strategies": len(module.strategies),
            "from": "this workspace" if key in own else "the toolkit",
        }
        for key, module in modules.items()
    ]
    if as_json:
        tags = {key: list(module.tags) for key, module in modules.items()}
        print_json([{**row, "tags": tags[str(row["module"])]} for row in rows])
    else:
        print_table(rows)
    damage.leave()
