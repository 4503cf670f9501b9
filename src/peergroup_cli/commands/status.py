"""`peergroup status`: what is next for each cohort, and what is due."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

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
from peergroup_cli.errors import PeergroupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.model.calendar import SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.practice import Practice
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
    damage = Damage()
    cohorts = [workspace.cohort(chosen)] if chosen else workspace.cohorts(damage)
    found = []
    for stored in cohorts:
        if stored.record.ended and not chosen:
            continue
        try:
            found.append(_whole(workspace, stored.record))
        except PeergroupError as error:
            if chosen:
                raise
            damage(error)
    if as_json:
        print_json([row for row, _, _ in found])
    else:
        for row, time, moved_since in found:
            _print(row, time, moved_since=moved_since)
        if cohorts and not found and not damage.found:
            result("All cohorts have ended. Form one: peergroup new-cohort")
        elif not found and not damage.found:
            result("There is no cohort yet. Form one: peergroup new-cohort")
    damage.leave()


def _whole(workspace: "Workspace", cohort: "Cohort") -> tuple[dict[str, object], str, bool]:
    """Where a cohort stands, its next date in words, and whether that was moved since."""
    from peergroup_cli.model.practice import NO_PRACTICE

    meetings = [meeting.record for meeting in workspace.meetings(cohort.id)]
    dates = workspace.dates(cohort.id)
    planned = _planned(dates.record, meetings) if dates else None
    told = workspace.practice(cohort.id)
    practice = told.record if told else NO_PRACTICE
    row = _standing(cohort, meetings, practice, options.today()) | {"next_session": planned}
    if not (dates and planned):
        return row, "", False
    return row, _words(dates.record, meetings), _moved_since(dates.record, meetings)


def _standing(
    cohort: "Cohort", meetings: "Sequence[Meeting]", practice: "Practice", day: date
) -> dict[str, object]:
    from peergroup_cli.ledger.practising import standings
    from peergroup_cli.session.proposal import propose

    still = [one for one in standings(cohort, meetings, practice, day) if one.is_open]
    open_ones = [one.experiment for one in still]
    last = meetings[-1] if meetings else None
    unfinished = last if last and last.state == "open" else None
    proposal = propose(cohort, [m for m in meetings if m.state != "open"], open_ones)
    announced = last.next_facilitator if last else None
    guidelines = next((m.guidelines for m in reversed(meetings) if m.guidelines), None)
    review = guidelines.review if guidelines else None
    return {
        "cohort": cohort.id,
        "name": cohort.name,
        "meetings": len(meetings),
        "unfinished": unfinished.number if unfinished else None,
        "next": unfinished.agenda.key if unfinished else proposal.agenda,
        "reason": "It goes on where it stopped." if unfinished else proposal.reason,
        "next_date": last.next_date.isoformat() if last and last.next_date else None,
        "next_facilitator": cohort.name_of(announced) if announced else None,
        "open_experiments": [_experiment(cohort, one) for one in still],
        "guidelines_due": bool(review and review <= day),
    }


def _planned(dates: "SessionDates", meetings: "Sequence[Meeting]") -> dict[str, object] | None:
    """The next session that is planned, if one is."""
    to_come = dates.planned(meetings[-1].number if meetings else 0)
    if not to_come:
        return None
    session = to_come[0]
    return {
        "number": session.number,
        "start": session.start.isoformat(timespec="minutes"),
        "time_zone": dates.time_zone,
        "minutes": session.minutes,
    }


def _moved_since(dates: "SessionDates", meetings: "Sequence[Meeting]") -> bool:
    """Whether the next one was rescheduled after the last meeting: what that settled is old."""
    session = dates.planned(meetings[-1].number if meetings else 0)[0]
    if not (meetings and session.sequence):
        return False
    last = meetings[-1]
    ended = last.last_activity()
    return session.changed_at > ended if ended else session.changed_at.date() > last.held_on


def _words(dates: "SessionDates", meetings: "Sequence[Meeting]") -> str:
    from peergroup_cli.commands.dates import as_local

    return as_local(dates.planned(meetings[-1].number if meetings else 0)[0], dates)


def _experiment(cohort: "Cohort", standing: "Standing") -> dict[str, object]:
    experiment = standing.experiment
    return {
        "id": experiment.id,
        "member": cohort.name_of(experiment.member),
        "plan": f"if {experiment.situation or '…'}, then I will {experiment.action or '…'}",
        "by": experiment.by.isoformat() if experiment.by else None,
        "due": standing.is_due,
        "overdue": standing.state == "overdue",
        "reported": standing.state == "reported",
        "logs": len(standing.logs),
        "last_log": standing.logs[-1].on.isoformat() if standing.logs else None,
        "log_missing": standing.log_is_missing,
    }


def _state(one: dict[str, object]) -> str:
    if one["reported"]:
        return "Reported, for the meeting to hear"
    if one["overdue"]:
        return "Open and overdue"
    return "Open and due" if one["due"] else "Open"


def _print(row: dict[str, object], time: str, *, moved_since: bool) -> None:
    result(f"{row['name']} ({row['cohort']})")
    if row["unfinished"]:
        result(f"  Meeting {row['unfinished']} · {row['next']} is unfinished. {row['reason']}")
    else:
        result(f"  Next: {row['next']}. {row['reason']}")
    _print_date(row, time, moved_since=moved_since)
    for one in row["open_experiments"]:  # type: ignore[attr-defined]
        by = f", until {one['by']}" if one["by"] else ""
        result(f"  {_state(one)}: {one['member']}: {one['plan']}{by}")
        if one["log_missing"]:
            last = f"since {one['last_log']}" if one["last_log"] else "yet"
            result(f"    Nothing logged {last}: peergroup log-practice {row['cohort']} {one['id']}")
    if row["guidelines_due"]:
        result("  The guidelines are due for review: look at them together in the next meeting.")
    result(f"  Hold it: peergroup run-session {row['cohort']}")


def _print_date(row: dict[str, object], time: str, *, moved_since: bool) -> None:
    """When the group meets: as it is planned, or as it was settled in its last meeting."""
    settled, planned = row["next_date"], row["next_session"]
    who = f", {row['next_facilitator']} facilitates" if row["next_facilitator"] else ""
    if isinstance(planned, dict):
        verb = "was to meet" if planned["start"][:10] < options.today().isoformat() else "meets"
        result(f"  The group {verb} on {time}{who}.")
        if settled and settled != planned["start"][:10] and not moved_since:
            result(f"  In its last meeting it settled on {settled}. To move it there:")
            start = f"{settled}{planned['start'][10:]}"
            result(f"  peergroup reschedule {row['cohort']} {planned['number']} {start}")
    elif settled:
        result(f"  The group meets on {settled}{who}.")
