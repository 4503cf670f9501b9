"""`peergroup plan-sessions`: write the dates on which a cohort meets."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from peergroup_cli.commands.shared.dates import YesOption
from peergroup_cli.commands.shared.options import CohortArgument, WorkspaceOption

if TYPE_CHECKING:
    from peergroup_cli.model.calendar import PlannedSession, SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.terminal.ask import Ask

T = TypeVar("T")

_COUNT = 6


def plan_sessions(
    cohort: CohortArgument = None,
    start: Annotated[
        str | None,
        typer.Option(
            help="Day and time of the first meeting, such as 2026-12-03T14:00.",
            show_default=False,
            metavar="DATE-TIME",
        ),
    ] = None,
    tz: Annotated[
        str | None,
        typer.Option(
            help="The time zone on whose clocks the group meets, such as Europe/Paris. Without "
            "it: the members' own, where they have only one; else this machine's.",
            show_default=False,
            metavar="ZONE",
        ),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(
            help="From one meeting to the next, such as 4w or 10d. Without it: the weeks in "
            "peergroup.toml, 4 unless you changed them.",
            show_default=False,
            metavar="TIME",
        ),
    ] = None,
    count: Annotated[
        int | None,
        typer.Option(
            help="How many meetings. Without it: 6.", min=1, max=60, show_default=False, metavar="N"
        ),
    ] = None,
    minutes: Annotated[
        int, typer.Option(help="How long a meeting is.", min=1, max=600, metavar="N")
    ] = 90,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Plan anew: dates that are not held yet are cancelled, also in people's calendars "
            "with the next export.",
        ),
    ] = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Plan the dates on which a cohort meets.

    They are kept in the cohort's dates.toml and printed, each with its weekday, and with the
    local time of members in other time zones. The time on the clock stays the same when summer
    time begins or ends. A time that summer time skips is moved forward by as much; of one that
    comes twice, the first counts; both are said.

    In a terminal you are asked for what is missing, and about a first date that has passed, is
    more than a year away, or lies before a meeting that was held. Meetings are
    numbered on from those held.

    \b
    Examples:
      peergroup plan-sessions
      peergroup plan-sessions north-quay --start 2026-12-03T14:00 --tz Europe/Paris --every 4w
      peergroup plan-sessions --start 2027-02-04T09:30 --every 3w --count 4 --again

    Exit codes: 0 planned, 1 not planned as you said no, 2 an option could not be
    used, 12 no such cohort or time zone, 13 dates are planned already, 15 the file was changed
    meanwhile, 16 --start is missing, or the date has to be asked about (--yes), and there is no
    terminal.
    """
    from peergroup_cli.commands.shared.dates import (
        confirm,
        existing,
        newest_number,
        print_dates,
        refused,
        say,
        say_next,
    )
    from peergroup_cli.commands.shared.options import asker, now
    from peergroup_cli.model.calendar import SessionDates
    from peergroup_cli.model.file_format import FORMAT
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    record = found.cohort(cohort).record
    meetings = found.meetings(record.id)
    held = newest_number(meetings)
    stored = found.dates(record.id)
    _refuse_planned(record, stored, held, again=again)
    ask = asker()
    zone = _zone(record, tz, ask)
    known = stored.record if stored else SessionDates(format=FORMAT, time_zone=zone)
    try:
        agreed = meetings[-1].record.next_date if meetings else None
        weeks = found.settings.defaults.weeks_between
        wanted = _starts(ask, start, every, count, weeks, _example(agreed))
    except ValueError as error:
        raise refused("The dates", error) from None
    dates = known.without_planned(held, now()).in_zone(zone)
    starts = existing(wanted, dates.zone)
    confirm(ask, starts[0], dates.zone, now(), meetings, yes=yes)
    dates = dates.with_sessions(held, [_new(held + 1, one, minutes, now()) for one in starts])
    gone = len(known.planned(held))
    stored = found.save_dates(record.id, stored, dates)
    if gone:
        say(f"Cancelled, also in calendars with the next export: {gone}.")
    print_dates(record, dates, held)
    say(f"Saved in {stored.path}")
    say_next(record)


def _refuse_planned(
    cohort: "Cohort", stored: "Stored[SessionDates] | None", held: int, *, again: bool
) -> None:
    from peergroup_cli.commands.shared.dates import as_local
    from peergroup_cli.errors import AlreadyExists
    from peergroup_cli.exports.wording import number_of

    planned = stored.record.planned(held) if stored else ()
    if stored and planned and not again:
        raise AlreadyExists(
            f"{cohort.name} has {number_of(len(planned), 'date')} planned already, the next on "
            f"{as_local(planned[0], stored.record)}.",
            f"To move one: peergroup reschedule {cohort.id} {planned[0].number} DATE-TIME. "
            "To plan them anew: --again",
        )


def _zone(cohort: "Cohort", tz: str | None, ask: "Ask") -> str:
    """The zone that was named, or the members' only one, or the machine's; both are said."""
    from peergroup_cli.commands.shared.dates import say, zone_called
    from peergroup_cli.storage.machine_zone import machine_zone
    from peergroup_cli.terminal.ask import Asking

    if tz is not None:
        return zone_called(tz)
    zones = [member.time_zone for member in cohort.present_members if member.time_zone]
    # one of six who noted a zone is the one for whom it is another
    if len(set(zones)) == 1 and len(zones) * 2 > len(cohort.present_members):
        zone = zones[0]
        say(f"The time zone is {zone}, as the members have it. For another one: --tz")
        return zone
    if here := machine_zone():
        say(
            f"The time zone is {here}, this machine's, as the members have none in common. "
            "For another one: --tz"
        )
        return here
    hint = "Such as Europe/Paris"
    return zone_called(ask(Asking("On the clocks of which time zone", hint=hint, option="--tz")))


def _example(agreed: date | None) -> str:
    """How a first date is typed: by the day on which the group wants to meet, if it said one."""
    return f"The group agreed on {agreed}: such as {agreed}T14:00" if agreed else _ANY_START


_ANY_START = "Such as 2026-12-03T14:00"


def _starts(
    ask: "Ask", start: str | None, every: str | None, count: int | None, weeks: int, example: str
) -> list[datetime]:
    """The times of the meetings, as the options say or a person answers.

    Raises:
        ValueError: an option cannot be used.
    """
    from peergroup_cli.commands.shared.dates import in_range, interval, local_start
    from peergroup_cli.model.calendar import series

    first = _told(ask, start, local_start, "When is the first meeting", example)
    between = _told(
        ask, every, interval, "From one meeting to the next", "Such as 10d", f"{weeks}w"
    )
    number = str(count) if count is not None else None
    many = _told(ask, number, _number, "How many meetings", "A number from 1 to 60", str(_COUNT))
    # the last one is looked at first: the rest of a slip may be no dates at all
    in_range(first + min(between * many, timedelta(days=366 * 60)))
    return series(first, between, many)


def _told(
    ask: "Ask",
    option: str | None,
    understand: Callable[[str], T],
    label: str,
    hint: str,
    default: str = "",
) -> T:
    from peergroup_cli.terminal.ask import Asking, ask_until

    if option is not None:
        return understand(option)
    if default and not ask.interactive:
        return understand(default)
    asking = Asking(label, hint=hint, default=default, option="--start")
    return ask_until(ask, asking, lambda text: understand(text if text.strip() else default))


def _number(text: str) -> int:
    from peergroup_cli.model.numbers import number_in

    number = number_in(text)
    if number is None or not 1 <= number <= 60:
        raise ValueError("Please give a number from 1 to 60.")
    return number


def _new(number: int, start: datetime, minutes: int, at: datetime) -> "PlannedSession":
    from uuid import uuid4

    from peergroup_cli.model.calendar import PlannedSession

    return PlannedSession(
        number=number, start=start, minutes=minutes, uid=str(uuid4()), changed_at=at
    )
