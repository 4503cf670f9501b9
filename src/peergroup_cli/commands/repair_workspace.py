"""`peergroup repair-workspace`: mend what can surely be mended, and say each step."""

from typing import Annotated

import typer

from peergroup_cli.commands.shared.options import WorkspaceOption, result


def repair_workspace(
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it. Without it, it is only shown what would be done.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Mend what can surely be mended, and nothing else. Without --yes it is only shown.

    Files and folders that others could open are closed to them. What a save or the making of
    cohorts has left behind, and copies that hold the very same as their original, are set aside
    into the folder set-aside: nothing is deleted, and no note is changed. All else, which
    check-workspace names, is yours to look at.

    \b
    Examples:
      peergroup repair-workspace
      peergroup repair-workspace --yes

    Exit codes: 0 done or shown, 10 no workspace, 18 a step was refused; those before it are done.
    """
    from peergroup_cli.commands.shared.options import now
    from peergroup_cli.storage.checking import findings
    from peergroup_cli.storage.mending import steps
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    wrong = findings(found.folder)
    plan = steps(found.folder, wrong, now().strftime("%Y%m%dT%H%M%S"))
    for step in plan:
        if yes:
            step.do()
        result(f"{step.path.relative_to(found.folder)} {step.what}")
    if not plan:
        result("There is nothing that can surely be mended.")
    if plan and not yes:
        result("Nothing was changed. To do it: --yes")
    if left := len(findings(found.folder)) if yes else len(wrong) - len(plan):
        one = left == 1
        result(f"{left:,} {'thing needs' if one else 'things need'} your own look: check-workspace")
