"""What a meeting made, said at its end."""

from typing import TYPE_CHECKING

from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
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
    "parked": ("parked thought", "parked thoughts"),
}


def show_made(console: "Console", cohort: Cohort, meeting: Meeting) -> None:
    """Show what was made, each experiment with its date and partner, and what comes next."""
    ended = "is complete" if meeting.state == "finished" else "ended early; it counts as it is"
    console.print(plain(f"Meeting {meeting.number} · {meeting.agenda.title} {ended}.", "bold"))
    made = [_count(meeting, field) for field in _COUNTED if getattr(meeting, field)]
    if made:
        console.print(plain("It made: " + ", ".join(made) + "."))
    for plan in meeting.experiments:
        by = f" by {plan.by.isoformat()}" if plan.by else ""
        partner = f", with {cohort.name_of(plan.partner)}" if plan.partner else ""
        sentence = f"if {plan.situation or '…'}, then I will {plan.action or '…'}"
        console.print(plain(f"  {cohort.name_of(plan.member)}: {sentence}{by}{partner}"))
    for lesson in meeting.lessons:
        console.print(plain(f"  Lesson ({lesson.verdict or 'unclear'}): {lesson.insight}"))
    if meeting.guidelines:
        console.print(plain(_guidelines(meeting)))
    if meeting.next_facilitator:
        name = cohort.name_of(meeting.next_facilitator)
        console.print(plain(f"Next time {name} facilitates."))
    if meeting.next_date:
        console.print(plain(f"The group meets again on {meeting.next_date.isoformat()}."))


def _count(meeting: Meeting, field: str) -> str:
    number = len(getattr(meeting, field))
    one, many = _COUNTED[field]
    return f"{number} {one if number == 1 else many}"


def _guidelines(meeting: Meeting) -> str:
    guidelines = meeting.guidelines
    if guidelines is None:
        return ""
    lines = f"{len(guidelines.lines)} guidelines, version {guidelines.version}"
    agreed = "agreed by everybody here" if guidelines.agreed else "not agreed by everybody yet"
    return f"{lines}, {agreed}."
