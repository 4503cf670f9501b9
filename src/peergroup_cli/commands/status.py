"""`peergroup status`: what is next for each cohort, and what is due."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peergroup_cli.commands import options
from peergroup_cli.commands.damage import Damage
from peergroup_cli.commands.options import (
    CohortArgument,
    JsonOption,
    WorkspaceOption,
    print_json,
    result,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.storage.workspace import Workspace


_MANY = 8
"""With more cohorts than that, each has one line."""


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
    from peergroup_cli.commands.surroundings import warn_of_surroundings
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    warn_of_surroundings(found.folder)
    ids = found.cohort_ids()
    if cohort is None and (week or (len(ids) > _MANY and not as_json)):
        _overview(found, ids, as_json=as_json, all_of_them=not week)
    else:
        _in_full(found, cohort, as_json=as_json)


def _overview(
    workspace: "Workspace", ids: "Sequence[str]", *, as_json: bool, all_of_them: bool
) -> None:
    from peergroup_cli.commands.cohort_facts import facts_of, in_a_line, this_week
    from peergroup_cli.storage.remembering import remembered

    rows: list[tuple[dict[str, object], str]] = []
    quiet, damage = 0, Damage()
    for facts in remembered(workspace.folder, ids, lambda one: facts_of(workspace, one)):
        if facts.get("problem"):
            damage.say(facts["problem"])
            if as_json:
                rows.append(({"cohort": facts["cohort"], "problem": facts["problem"]}, ""))
            continue
        if facts["ended"]:
            continue
        known = this_week(facts, options.today())
        if all_of_them or known["needs_somebody"]:
            row = {key: facts[key] for key in ("cohort", "name", "unfinished", "next")}
            rows.append(
                ({**row, "facilitator": facts["facilitator"], **known}, in_a_line(facts, known))
            )
        else:
            quiet += 1
    if as_json:
        print_json([row for row, _ in rows])
    else:
        _print_lines(rows, quiet, damage)
    damage.leave()


def _print_lines(
    rows: "Sequence[tuple[dict[str, object], str]]", quiet: int, damage: Damage
) -> None:
    for row, line in rows:
        result(f"{row['name']} ({row['cohort']}): {line}")
    if quiet:
        more = "cohort needs" if quiet == 1 else "cohorts need"
        result(f"{quiet} {'more ' if rows else ''}{more} nothing this week.")
    elif not rows and not damage.found:
        result("There is no cohort that meets. Form one: peergroup new-cohort")
    if rows:
        result("More of one: peergroup status COHORT")


def _in_full(workspace: "Workspace", chosen: str | None, *, as_json: bool) -> None:
    from peergroup_cli.commands.cohort_facts import facts_of, read_facts
    from peergroup_cli.storage.remembering import remembered

    ids = workspace.cohort_ids()
    wanted = [_id_of(workspace, chosen, ids)] if chosen else ids
    damage, found = Damage(), []
    for facts in remembered(workspace.folder, wanted, lambda one: facts_of(workspace, one)):
        if facts.get("problem"):
            if chosen:
                read_facts(workspace, facts["cohort"])
            damage.say(facts["problem"])
        elif chosen or not facts["ended"]:
            found.append((_row(workspace, facts, options.today()), facts["session"]))
    if as_json:
        print_json([row for row, _ in found])
    else:
        for row, session in found:
            _print(row, session)
        if ids and not found and not damage.found:
            result("All cohorts have ended. Form one: peergroup new-cohort")
        elif not found and not damage.found:
            result("There is no cohort yet. Form one: peergroup new-cohort")
    damage.leave()


def _id_of(workspace: "Workspace", name: str, ids: "Sequence[str]") -> str:
    """The id of the cohort that is meant; none is read where it is the id that was typed."""
    return name if name in ids else workspace.cohort(name).record.id


def _row(workspace: "Workspace", facts: dict[str, Any], day: date) -> dict[str, Any]:
    """Where a cohort stands on a day."""
    from peergroup_cli.commands.cohort_facts import review_is_due, words_of

    words = words_of(workspace, facts)
    planned = ("number", "start", "time_zone", "minutes")
    session = facts["session"]
    return {
        "cohort": facts["cohort"],
        "name": facts["name"],
        "meetings": facts["meetings"],
        "unfinished": facts["unfinished"],
        "next": facts["next"],
        "reason": facts["reason"],
        "next_date": facts["next_date"],
        "next_facilitator": facts["facilitator"],
        "open_experiments": [_experiment(one, words[one["id"]], day) for one in facts["open"]],
        "guidelines_due": review_is_due(facts, day),
        "next_session": {key: session[key] for key in planned} if session else None,
    }


def _experiment(one: dict[str, Any], plan: str, day: date) -> dict[str, Any]:
    from peergroup_cli.commands.cohort_facts import is_due, is_overdue, log_is_missing

    return {
        "id": one["id"],
        "member": one["member"],
        "plan": plan,
        "by": one["by"],
        "due": is_due(one, day),
        "overdue": is_overdue(one, day),
        "reported": one["reported"],
        "logs": one["logs"],
        "last_log": one["last_log"],
        "log_missing": log_is_missing(one, day),
    }


def _state(one: dict[str, Any]) -> str:
    if one["reported"]:
        return "Reported, for the meeting to hear"
    if one["overdue"]:
        return "Open and overdue"
    return "Open and due" if one["due"] else "Open"


def _print(row: dict[str, Any], session: dict[str, Any] | None) -> None:
    result(f"{row['name']} ({row['cohort']})")
    if row["unfinished"]:
        result(f"  Meeting {row['unfinished']} · {row['next']} is unfinished. {row['reason']}")
    else:
        result(f"  Next: {row['next']}. {row['reason']}")
    _print_date(row, session)
    for one in row["open_experiments"]:
        by = f", until {one['by']}" if one["by"] else ""
        result(f"  {_state(one)}: {one['member']}: {one['plan']}{by}")
        if one["log_missing"]:
            last = f"since {one['last_log']}" if one["last_log"] else "yet"
            result(f"    Nothing logged {last}: peergroup log-practice {row['cohort']} {one['id']}")
    if row["guidelines_due"]:
        result("  The guidelines are due for review: look at them together in the next meeting.")
    result(f"  Hold it: peergroup run-session {row['cohort']}")


def _print_date(row: dict[str, Any], session: dict[str, Any] | None) -> None:
    """When the group meets: as it is planned, or as it was settled in its last meeting."""
    settled = row["next_date"]
    who = f", {row['next_facilitator']} facilitates" if row["next_facilitator"] else ""
    if session:
        verb = "was to meet" if session["start"][:10] < options.today().isoformat() else "meets"
        result(f"  The group {verb} on {session['words']}{who}.")
        if settled and settled != session["start"][:10] and not session["moved_since"]:
            result(f"  In its last meeting it settled on {settled}. To move it there:")
            start = f"{settled}{session['start'][10:]}"
            result(f"  peergroup reschedule {row['cohort']} {session['number']} {start}")
    elif settled:
        result(f"  The group meets on {settled}{who}.")
