"""What a meeting made, said at its end."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from peergroup_cli.ledger.pulse import Trend, pulse_trends
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.budget import airtime
from peergroup_cli.terminal.names import Names
from peergroup_cli.terminal.show import plain

if TYPE_CHECKING:
    from rich.console import Console

_COUNTED = {
    "challenges": ("challenge", "challenges"),
    "thoughts": ("thought", "thoughts"),
    "strategies": ("strategy", "strategies"),
    "experiments": ("experiment", "experiments"),
    "reports": ("practice report", "practice reports"),
    "lessons": ("lesson", "lessons"),
    "commitments": ("commitment", "commitments"),
    "entries": ("answer", "answers"),
    "parked": ("parked thought", "parked thoughts"),
}


def show_made(console: "Console", cohort: Cohort, meeting: Meeting) -> None:
    """Show what was made, each experiment with its date and partner, and what comes next."""
    ended = "is complete" if meeting.state == "finished" else "ended early; what was noted stands"
    console.print(plain(f"Meeting {meeting.number} · {meeting.agenda.title} {ended}.", "bold"))
    # on a small screen the first lines scroll away: what the group takes along stands last
    _show_time(console, cohort, meeting)
    made = [_count(meeting, field) for field in _COUNTED if getattr(meeting, field)]
    if made:
        console.print(plain("It made: " + ", ".join(made) + "."))
    for plan in meeting.experiments:
        by = f" by {plan.by.isoformat()}" if plan.by else ""
        partners = " and ".join(map(cohort.name_of, meeting.partners_of(plan.member)))
        partner = f", with {partners}" if partners else ""
        sentence = f"if {plan.situation or '…'}, then I will {plan.action or '…'}"
        console.print(plain(f"  {cohort.name_of(plan.member)}: {sentence}{by}{partner}"))
    for lesson in meeting.lessons:
        console.print(plain(f"  Lesson ({lesson.verdict or 'unclear'}): {lesson.insight}"))
    if trends := pulse_trends([meeting]):
        console.print(plain(_pulse(trends)))
    if meeting.guidelines:
        console.print(plain(_guidelines(meeting)))
    if meeting.next_facilitator:
        name = cohort.name_of(meeting.next_facilitator)
        console.print(plain(f"Next time {name} facilitates."))
    if meeting.next_date:
        console.print(plain(f"The group meets again on {meeting.next_date.isoformat()}."))


def _show_time(console: "Console", cohort: Cohort, meeting: Meeting) -> None:
    took = sum(row.took for row in meeting.timing)
    if not took:
        # filled in afterwards, or from a file
        return
    console.print(plain(f"Time: {took} min of {meeting.agenda.minutes} planned."))
    for row in meeting.timing:
        segment = meeting.agenda.segment(row.segment)
        if segment is not None and row.took != row.planned:
            console.print(plain(f"  {segment.title}: {row.took} of {row.planned} min"))
    times = airtime(meeting)
    whole = sum(times.values(), timedelta())
    if len(times) > 1 and whole > timedelta(minutes=1):
        names = Names(cohort)
        shares = ", ".join(f"{names(who)} {time / whole:.0%}" for who, time in times.items())
        console.print(plain(f"Time in rounds: {shares}. For fairness, not for judging."))


def _pulse(trends: Sequence[Trend]) -> str:
    means = "; ".join(f"{one.statement}: {one.readings[-1].counts.mean:.1f}" for one in trends)
    return f"Pulse, from 1 to 5 (no validated scale): {means}."


def _count(meeting: Meeting, field: str) -> str:
    number = len(getattr(meeting, field))
    one, many = _COUNTED[field]
    return f"{number} {one if number == 1 else many}"


def _guidelines(meeting: Meeting) -> str:
    guidelines = meeting.guidelines
    if guidelines is None:
        return ""
    number = len(guidelines.lines)
    lines = f"{number} guideline{'s' if number != 1 else ''}, version {guidelines.version}"
    agreed = "agreed by everybody here" if guidelines.agreed else "not agreed by everybody yet"
    return f"{lines}, {agreed}."
