"""Where the cohorts stand: what is next for each, and what is due on a day."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peergroup_cli.commands.shared.damage import Damage
from peergroup_cli.commands.shared.results import print_json, result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MANY = 8
"""With more cohorts than that, each has one line."""


def show_standing(
    cohort: str | None, workspace: Path | None, day: date, *, week: bool, as_json: bool
) -> None:
    """Print where a cohort stands, or all of them.

    Args:
        cohort: the one that was named, if one was.
        workspace: the workspace that was named, if one was.
        day: what is due is due on this day.
        week: whether only what needs somebody in the seven days from then is wanted.
        as_json: whether it is printed for other programs.

    Raises:
        NoWorkspace: there is none.
        NotFound: there is no such cohort.
        SystemExit: a cohort is damaged.
    """
    from peergroup_cli.commands.shared.surroundings import warn_of_surroundings
    from peergroup_cli.storage.cohort_folders import cohort_ids
    from peergroup_cli.storage.locating import workspace_folder

    folder = workspace_folder(workspace)
    warn_of_surroundings(folder)
    ids = cohort_ids(folder)
    if cohort is None and (week or (len(ids) > _MANY and not as_json)):
        _overview(folder, ids, day, as_json=as_json, all_of_them=not week)
    else:
        _in_full(folder, ids, cohort, day, as_json=as_json)


def known_of(
    folder: Path, cohorts: "Sequence[str]", *, in_full: bool = False
) -> "Iterator[dict[str, Any]]":
    """The facts of each cohort, worked out anew only where a file of it has changed.

    Args:
        folder: the workspace.
        cohorts: their ids.
        in_full: whether each open experiment is wanted, too.
    """
    from peergroup_cli.storage.remembering import remembered

    def work_out(cohort: str) -> dict[str, Any]:
        from peergroup_cli.commands.shared.cohort_facts import facts_of
        from peergroup_cli.storage.workspace import Workspace

        return facts_of(Workspace(folder), cohort)

    return remembered(folder, cohorts, work_out, with_details=in_full)


def _overview(
    folder: Path, ids: "Sequence[str]", day: date, *, as_json: bool, all_of_them: bool
) -> None:
    from peergroup_cli.commands.shared.what_is_due import in_a_line, this_week

    rows: list[tuple[dict[str, object], str]] = []
    quiet, damage = 0, Damage()
    for facts in known_of(folder, ids):
        if facts.get("problem"):
            damage.say(facts["problem"])
            if as_json:
                rows.append(({"cohort": facts["cohort"], "problem": facts["problem"]}, ""))
            continue
        if facts["ended"]:
            continue
        known = this_week(facts, day)
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


def _in_full(
    folder: Path, ids: "Sequence[str]", chosen: str | None, day: date, *, as_json: bool
) -> None:
    wanted = [_id_of(folder, chosen, ids)] if chosen else ids
    damage, found = Damage(), []
    for facts in known_of(folder, wanted, in_full=True):
        if facts.get("problem"):
            if chosen:
                _refuse(folder, chosen)
            damage.say(facts["problem"])
        elif chosen or not facts["ended"]:
            found.append((_row(folder, facts, day), facts["session"]))
    if as_json:
        print_json([row for row, _ in found])
    else:
        for row, session in found:
            _print(row, session, day)
        if ids and not found and not damage.found:
            result("All cohorts have ended. Form one: peergroup new-cohort")
        elif not found and not damage.found:
            result("There is no cohort yet. Form one: peergroup new-cohort")
    damage.leave()


def _id_of(folder: Path, name: str, ids: "Sequence[str]") -> str:
    """The id of the cohort that is meant; none is read where it is the id that was typed."""
    if name in ids:
        return name
    from peergroup_cli.storage.workspace import Workspace

    return Workspace(folder).cohort(name).record.id


def _refuse(folder: Path, name: str) -> None:
    """Say of the one cohort that was asked for what is wrong with it."""
    from peergroup_cli.commands.shared.cohort_facts import read_facts
    from peergroup_cli.storage.workspace import Workspace

    workspace = Workspace(folder)
    read_facts(workspace, _id_of(folder, name, workspace.cohort_ids()))


def _row(folder: Path, facts: dict[str, Any], day: date) -> dict[str, Any]:
    """Where a cohort stands on a day."""
    from peergroup_cli.commands.shared.what_is_due import review_is_due

    words = _plans(folder, facts)
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


def _plans(folder: Path, facts: dict[str, Any]) -> dict[str, str]:
    """The plans of the open experiments by their ids, read from the meetings' files alone."""
    places: dict[str, dict[str, Any]] = {}
    for one in facts["open"]:
        places.setdefault(one["file"], {})[one["id"]] = one["at"]
    found = {}
    for file, wanted in places.items():
        from peergroup_cli.storage.toml_rows import rows_at

        path = folder / "cohorts" / facts["cohort"] / "meetings" / file
        for name, one in rows_at(path, "experiments", wanted).items():
            situation, action = one.get("situation") or "…", one.get("action") or "…"
            found[name] = f"if {situation}, then I will {action}"
    return found


def _experiment(one: dict[str, Any], plan: str, day: date) -> dict[str, Any]:
    from peergroup_cli.commands.shared.what_is_due import is_due, is_overdue, log_is_missing

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


def _print(row: dict[str, Any], session: dict[str, Any] | None, day: date) -> None:
    result(f"{row['name']} ({row['cohort']})")
    if row["unfinished"]:
        result(f"  Meeting {row['unfinished']} · {row['next']} is unfinished. {row['reason']}")
    else:
        result(f"  Next: {row['next']}. {row['reason']}")
    _print_date(row, session, day)
    for one in row["open_experiments"]:
        by = f", until {one['by']}" if one["by"] else ""
        result(f"  {_state(one)}: {one['member']}: {one['plan']}{by}")
        if one["log_missing"]:
            last = f"since {one['last_log']}" if one["last_log"] else "yet"
            result(f"    Nothing logged {last}: peergroup log-practice {row['cohort']} {one['id']}")
    if row["guidelines_due"]:
        result("  The guidelines are due for review: look at them together in the next meeting.")
    result(f"  Hold it: peergroup run-session {row['cohort']}")


def _print_date(row: dict[str, Any], session: dict[str, Any] | None, day: date) -> None:
    """When the group meets: as it is planned, or as it was settled in its last meeting."""
    settled = row["next_date"]
    who = f", {row['next_facilitator']} facilitates" if row["next_facilitator"] else ""
    if session:
        verb = "was to meet" if session["start"][:10] < day.isoformat() else "meets"
        result(f"  The group {verb} on {session['words']}{who}.")
        if settled and settled != session["start"][:10] and not session["moved_since"]:
            result(f"  In its last meeting it settled on {settled}. To move it there:")
            start = f"{settled}{session['start'][10:]}"
            result(f"  peergroup reschedule {row['cohort']} {session['number']} {start}")
    elif settled:
        result(f"  The group meets on {settled}{who}.")
