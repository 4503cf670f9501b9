"""What a segment shows before its first question: where we are, what to say, what to do."""

from typing import TYPE_CHECKING

from peergroup_cli.model.agenda import OPENING, Agenda, Segment
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.terminal.show import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def show_segment(console: "Console", meeting: Meeting, segment: Segment) -> None:
    """Show a segment: the rail, its title and minutes, its aim, and the three spoken lines.

    Args:
        console: where to show it.
        meeting: its copy of the agenda has the one prompt of this meeting.
        segment: one of its segments.
    """
    agenda = meeting.agenda
    console.print()
    console.rule(style="dim")
    console.print(_rail(console, agenda, segment.stage))
    console.print()
    given = meeting.minutes_of(segment)
    minutes = f"{given} min" if given else "no time of its own"
    optional = " · only if the group wants it: /skip" if segment.optional else ""
    console.print(plain(f"{segment.title} · {minutes}{optional}", "bold"))
    console.print(plain(segment.aim, "dim"))
    console.print()
    prompt = segment.prompts[0]
    _spoken(console, "Say", prompt.say, "bold")
    _spoken(console, "Do", segment.do, "")
    _spoken(console, "Rescue", prompt.rescue, "dim")
    console.print()


def _rail(console: "Console", agenda: Agenda, stage: str) -> "Text":
    """The steps in one line, the one where we are in brackets, those behind us ticked.

    Where the line is too narrow for all titles, only the step where we are has one.
    """
    from rich.text import Text

    keys = [step.key for step in agenda.steps]
    now = keys.index(stage) if stage in keys else -1
    tick = "+" if console.options.ascii_only else "✓"
    for titled in (True, False):
        stops = [plain("[Opening]", "bold")] if stage == OPENING else []
        for number, step in enumerate(agenda.steps):
            title = f" {step.title}" if titled or number == now else ""
            if number == now:
                stops.append(plain(f"[{number + 1}{title}]", "bold"))
            elif number < now:
                stops.append(plain(f"{tick}{title}" if titled else f"{tick}{number + 1}", "dim"))
            else:
                stops.append(plain(f"{number + 1}{title}"))
        rail = Text("  ").join(stops)
        if rail.cell_len <= console.width:
            break
    return rail


def _spoken(console: "Console", label: str, text: str, style: str) -> None:
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=7, no_wrap=True)
    grid.add_column()
    grid.add_row(plain(label, "bold"), plain(text, style))
    console.print(grid)
