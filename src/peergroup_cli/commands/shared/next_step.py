"""`peergroup` alone: what is next, and the command that does it."""

from typing import TYPE_CHECKING, Any

from peergroup_cli.commands.shared.options import result, today

if TYPE_CHECKING:
    from peergroup_cli.storage.workspace import Workspace

_FEW = 5
"""So many cohorts are told of; the rest is counted."""


def say_next_step() -> None:
    """Print what is next here: a workspace, a cohort, or a meeting of one."""
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find_if_any(None)
    if found is None:
        result("There is no workspace here yet.")
        _offer("peergroup init my-groups", "makes one; then: cd my-groups")
        _offer("peergroup tour", "shows everything, with an invented group")
    elif not found.cohort_ids():
        result("The workspace is ready, and nobody meets yet.")
        _offer("peergroup new-cohort", "forms a group of four to six")
        _offer("peergroup form-cohorts LIST", "forms many groups from a list")
    else:
        _say_next_meetings(found)
    _offer("peergroup --help", "all commands")


def _say_next_meetings(workspace: "Workspace") -> None:
    from peergroup_cli.commands.shared.standing import known_of
    from peergroup_cli.commands.shared.what_is_due import in_a_line, this_week

    known = known_of(workspace.folder, workspace.cohort_ids())
    waiting = sorted((facts for facts in known if not facts.get("ended")), key=_how_quiet)
    for facts in waiting[:_FEW]:
        if facts.get("problem"):
            result(f"{facts['cohort']}: {facts['problem']}")
            continue
        result(f"{facts['name']}: {in_a_line(facts, this_week(facts, today()))}")
        goes_on = "goes on with it" if facts["unfinished"] else "holds it"
        _offer(f"peergroup run-session {facts['cohort']}", goes_on)
    if len(waiting) > _FEW:
        result(f"And {len(waiting) - _FEW} more.")
    if not waiting:
        result("All cohorts have ended.")
        _offer("peergroup new-cohort", "forms a group of four to six")
    _offer("peergroup status", "what is due")


def _how_quiet(facts: "dict[str, Any]") -> int:
    """How little a cohort wants of somebody: one of the first few must not hide among the rest."""
    from peergroup_cli.commands.shared.what_is_due import this_week

    if facts.get("problem"):
        return 1
    week = this_week(facts, today())
    wants = (facts["unfinished"], week["needs_somebody"], week["open"])
    return next((rank for rank, wanted in enumerate(wants) if wanted), len(wants))


def _offer(command: str, what: str) -> None:
    result(f"  {command:<34} {what}")
