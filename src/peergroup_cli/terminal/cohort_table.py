"""The cohort as a table, and what the rules say about it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peergroup_cli.formation.roster import OPTIONAL
from peergroup_cli.formation.rules import Finding, Severity
from peergroup_cli.model.people import Member
from peergroup_cli.terminal.show import plain
from peergroup_cli.terminal.tables import table

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST_CELL = 60
_SAID_AS: dict[Severity, str] = {
    "refused": "Not possible",
    "needs-reason": "Needs a reason",
    "advice": "Note",
}


def show_members(console: "Console", members: Sequence[Member]) -> None:
    """Show the members, one row each, numbered from 1."""
    shown = table("Name", "Role", "Level", "Part of the organisation", numbered=True)
    for number, member in enumerate(members, start=1):
        cells = (member.name, member.role, member.level, member.unit)
        shown.add_row(str(number), *(plain(shortened(cell)) for cell in cells))
    console.print(shown)


def show_details(console: "Console", members: Sequence[Member]) -> None:
    """Show what else is known of the members, a line each; nothing where nothing is."""
    for number, member in enumerate(members, start=1):
        known = {field: getattr(member, field) for field in OPTIONAL if getattr(member, field)}
        if "reports_to" in known:
            known["reports_to"] = f"reports to {known['reports_to']}"
        if known:
            details = " · ".join(shortened(value) for value in known.values())
            console.print(plain(f"{number} {shortened(member.name)}: {details}"))


def show_findings(console: "Console", findings: Sequence[Finding]) -> None:
    """Show what the rules say, a sentence each."""
    for finding in findings:
        line = plain(f"{_SAID_AS[finding.severity]}: ", style="bold")
        console.print(line.append_text(plain(finding.sentence)))


def shortened(text: str) -> str:
    """The text, cut where it would push everything else off the screen."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
