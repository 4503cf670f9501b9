"""`peergroup show-cohort`: one cohort, its members and what was overridden."""

from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.options import (
    CohortArgument,
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    result,
)

if TYPE_CHECKING:
    from peergroup_cli.model.people import Member


def show_cohort(
    cohort: CohortArgument = None, as_json: JsonOption = False, workspace: WorkspaceOption = None
) -> None:
    """Show a cohort and its members.

    With its theme, those who left, and the rules that were overridden, with the reason.

    \b
    Examples:
      peergroup show-cohort
      peergroup show-cohort north-star --json

    Exit codes: 0 shown, 11 the cohort's file is damaged, 12 no such cohort.
    """
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    stored = found.cohort(cohort)
    record = found.as_shown(stored.record)
    if as_json:
        print_json(record.model_dump(mode="json", exclude_none=True))
        return
    ended = f", ended {record.ended.isoformat()}" if record.ended else ""
    result(f"{record.name} ({record.id}), formed {record.formed.isoformat()}{ended}")
    if record.organisation:
        result(f"Organisation: {record.organisation}")
    result(f"Challenge theme: {record.theme}")
    if record.module:
        result(f"Module: {record.module}")
    result("")
    print_table([_row(member) for member in record.members])
    for override in record.overrides:
        who = ", ".join(record.name_of(member) for member in override.who)
        about = f" ({who})" if who else ""
        result(f"Overridden on {override.on.isoformat()}: {override.rule}{about}")
        result(f"  Reason: {override.reason}")
    result(f"File: {stored.path}")


def _row(member: "Member") -> dict[str, object]:
    return {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "level": member.level,
        "part of the organisation": member.unit,
        "left": member.left,
    }
