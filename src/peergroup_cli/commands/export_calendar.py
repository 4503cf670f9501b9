"""`peergroup export-calendar`: a cohort's dates for people's calendars."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import member_ids
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peergroup_cli.exports.calendar import Wish
    from peergroup_cli.model.calendar import SessionDates, Span
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.practice import Practice
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace


def export_calendar(
    cohort: CohortArgument = None,
    reader: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="MEMBER",
            autocompletion=member_ids,
            help="The calendar of one member: the talks with their practice partner, by name, "
            "and the days on which that member’s own experiments are due.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE.ics", help="Write to a file instead; “-” prints it."
        ),
    ] = None,
    with_names: Annotated[
        bool,
        typer.Option("--with-names", help="Name the cohort, its members and who facilitates."),
    ] = False,
    with_challenge: Annotated[
        bool,
        typer.Option(
            "--with-challenge",
            help="Say what the cohort's challenge is, and with --for what the experiments are.",
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the file if it is there.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a cohort's dates for people's calendars.

    It is an iCalendar file (.ics), which calendar programs open or import. It holds the meetings
    with their alarms, a day and 15 minutes before; weekly talks of the practice partners until
    the next meeting, where partners were settled in the last one; and with --for the days on
    which that member's experiments are due.

    Calendars know an entry again: send or import the file once more after a change, and what
    was rescheduled moves, and what was cancelled goes.

    Many people read calendars. So nothing that was said stands in the file, no name, and no
    word of the challenge, unless you ask for it. What stays in the room is never in it.

    \b
    Examples:
      peergroup export-calendar --output meetings.ics
      peergroup export-calendar north-quay --for "Ada Brook" --output ada.ics
      peergroup export-calendar north-quay --with-names --output meetings.ics --force

    Exit codes: 0 written, 2 the library for calendars is not installed, or the file cannot be
    one, 12 no such cohort or member, or no dates are planned, 13 the file is there already,
    18 not saved.
    """
    from peergroup_cli.commands.shared.dates import planned_dates, say
    from peergroup_cli.commands.shared.outputs import is_printed
    from peergroup_cli.exports.calendar import Planned, Wish, render_calendar, require_icalendar
    from peergroup_cli.exports.companions import wanted
    from peergroup_cli.model.practice import NO_PRACTICE
    from peergroup_cli.storage.workspace import Workspace

    require_icalendar()
    found = Workspace.find(workspace)
    record = found.cohort(cohort).record
    wish = Wish(_member(record, reader), with_names, with_challenge)
    meetings = [stored.record for stored in found.meetings(record.id)]
    told = found.practice(record.id)
    practice = told.record if told else NO_PRACTICE
    stored = planned_dates(found.dates(record.id), record)
    dates = _noticed(found, record.id, stored, wanted(record, stored.record, meetings, practice))
    titles = _titles(found, record, meetings, practice)
    planned = Planned(record, dates, meetings, titles)
    written = render_calendar(planned, wish)
    if output is None or is_printed(output):
        typer.echo(written, nl=False)
    else:
        from peergroup_cli.storage.durable import write_out

        write_out(output, written, overwrite=force)
        say(f"Saved in {output}")
    say(_left_out(wish))


def _member(cohort: "Cohort", reader: str | None) -> str | None:
    from peergroup_cli.commands.shared.membership import member_called
    from peergroup_cli.errors import UsageProblem

    if reader is None:
        return None
    member = member_called(cohort, reader)
    if member.left:
        raise UsageProblem(f"{member.name} left on {member.left}.", "Nothing was written.")
    return member.id


def _noticed(
    found: "Workspace", cohort: str, stored: "Stored[SessionDates]", wanted: "Mapping[str, Span]"
) -> "SessionDates":
    """The dates with talks and due days as they follow from the notes now; kept if that is new."""
    from peergroup_cli.commands.shared.options import now

    dates = stored.record.with_companions(wanted, now())
    if dates != stored.record:
        found.save_dates(cohort, stored, dates)
    return dates


def _titles(
    found: "Workspace", cohort: "Cohort", meetings: "Sequence[Meeting]", practice: "Practice"
) -> dict[int, str]:
    """The titles of the meetings that were held, and of the one that is next, as far as known."""
    from peergroup_cli.commands.shared.damage import readable_packs
    from peergroup_cli.content.library import shipped_agendas
    from peergroup_cli.ledger.following import open_experiments
    from peergroup_cli.session.proposal import propose

    titles = {meeting.number: meeting.agenda.title for meeting in meetings}
    if not (meetings and meetings[-1].state == "open"):
        still = open_experiments(cohort, meetings, practice)
        next_one = propose(cohort, meetings, still).agenda
        agendas = {**shipped_agendas(), **readable_packs(found)}
        number = meetings[-1].number + 1 if meetings else 1
        titles[number] = agendas[next_one].title
    return titles


def _left_out(wish: "Wish") -> str:
    out = [("names", "--with-names")] * (not wish.names)
    out += [("the challenge", "--with-challenge")] * (not wish.challenge)
    if not out:
        return "Names and the challenge are in it: send it only to those who may read them."
    what, how = (" and ".join(words) for words in zip(*out, strict=True))
    return f"Left out: {what}. To have it in: {how}"
