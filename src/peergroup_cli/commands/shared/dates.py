"""What the commands for a cohort's dates have in common: how dates are read, settled and shown."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import result, screen
from peergroup_cli.errors import NotFound, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.model.calendar import PlannedSession, SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.terminal.ask import Ask

_FIRST_YEAR, _LAST_YEAR = 1990, 2200
"""A day outside these is a slip of a key, and its next meeting may not be a day at all."""


def local_start(text: str) -> datetime:
    """The wall-clock time that a text names: 2026-12-03T14:00, or with a blank for the T.

    Raises:
        ValueError: it names none.
    """
    try:
        start = datetime.fromisoformat(text.strip())
    except ValueError:
        start = None
    if start is None or not re.search(r"\d[T ]\d", text, re.IGNORECASE):
        raise ValueError("Please give a day and a time, as 2026-12-03T14:00.")
    if start.tzinfo is not None:
        raise ValueError("Please give the time without an offset; --tz says on whose clocks.")
    if start.second or start.microsecond:
        raise ValueError("Please give the time to the minute, as 2026-12-03T14:00.")
    return in_range(start)


def in_range(start: datetime) -> datetime:
    """The time, where its year is not a slip of a key.

    Raises:
        ValueError: it is.
    """
    if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
        raise ValueError(f"The date lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}.")
    return start


def interval(text: str) -> timedelta:
    """The time between two meetings that a text names: 4w, 3 weeks, 10 days.

    Raises:
        ValueError: it names none.
    """
    found = re.fullmatch(r"(\d{1,3})\s*(w|weeks?|d|days?)", text.strip().casefold())
    days = int(found[1]) * (7 if found[2][0] == "w" else 1) if found else 0
    if not 1 <= days <= 366:
        raise ValueError("Please give it as 4w for four weeks, or as 10d for ten days.")
    return timedelta(days=days)


def zone_called(name: str) -> str:
    """The zone with this name, however its letters are written.

    Raises:
        NotFound: there is none; near names are suggested.
    """
    from peergroup_cli.model import time_zone

    known = time_zone.all_zones()
    if found := time_zone.zone_called(name, known):
        return found
    near = time_zone.near_zones(name, known.values())
    hint = f"Did you mean {' or '.join(near)}?" if near else "Name one such as Europe/Paris."
    raise NotFound(f"There is no time zone called “{name}”.", hint)


def existing(starts: Sequence[datetime], zone: tzinfo) -> list[datetime]:
    """The times as they stand on the clocks; what summer time skips or repeats is said."""
    from peergroup_cli.model.time_zone import settled

    made = []
    for start in starts:
        one = settled(start, zone)
        made.append(one.start)
        if one.how == "gap":
            say(f"{_at(start)} does not exist: the clocks go forward. It is {_at(one.start)}.")
        elif one.how == "fold":
            say(f"{_at(start)} comes twice: the clocks go back. It is the first of the two.")
    return made


def confirm(
    ask: "Ask",
    start: datetime,
    zone: tzinfo,
    at: datetime,
    meetings: "Sequence[Stored[Meeting]]",
    *,
    yes: bool,
) -> None:
    """Ask about a date that may be a slip of a key: each reason to think so is said.

    Args:
        ask: asks.
        start: the date, on the clocks of the cohort.
        zone: their zone.
        at: this instant.
        meetings: the meetings that were held.
        yes: whether the answer is known.

    Raises:
        StoppedByPerson: it was not meant.
        NeedsTerminal: there is nobody to ask.
    """
    from peergroup_cli.errors import StoppedByPerson
    from peergroup_cli.terminal.practice_form import agreed

    doubts = list(_doubts(start, zone, at, meetings))
    for doubt in doubts:
        say(f"{_at(start)} {doubt}")
    if doubts and not yes and not agreed(ask, "Is this date meant?", "--yes", "no"):
        raise StoppedByPerson("Nothing was changed.")


def _doubts(
    start: datetime, zone: tzinfo, at: datetime, meetings: "Sequence[Stored[Meeting]]"
) -> Iterator[str]:
    from peergroup_cli.exports.wording import weekday

    begin = start.replace(tzinfo=zone)
    if begin < at:
        yield "has passed already."
    elif begin - at > timedelta(days=366):
        yield "is more than a year away."
    last = max((stored.record for stored in meetings), key=lambda m: m.held_on, default=None)
    if last and start.date() < last.held_on:
        yield f"is before meeting {last.number}, which was held on {weekday(last.held_on)}."


YesOption = Annotated[
    bool, typer.Option("--yes", help="A date that looks like a slip of a key is meant.")
]


def newest_number(meetings: "Sequence[Stored[Meeting]]") -> int:
    """The number of the newest meeting, or 0."""
    return meetings[-1].record.number if meetings else 0


def planned_dates(
    stored: "Stored[SessionDates] | None", cohort: "Cohort"
) -> "Stored[SessionDates]":
    """The dates of the cohort.

    Raises:
        NotFound: none are planned.
    """
    if stored is None:
        raise NotFound(
            f"No dates are planned for {cohort.name}.",
            f"Plan them: peergroup plan-sessions {cohort.id}",
        )
    return stored


def as_local(session: "PlannedSession", dates: "SessionDates") -> str:
    """When a session is, such as `Thu 3 December 2026, 14:00–15:30 (Europe/Paris)`."""
    end = dates.instant(session).astimezone(UTC) + timedelta(minutes=session.minutes)
    return f"{_at(session.start)}–{end.astimezone(dates.zone):%H:%M} ({dates.time_zone})"


def print_dates(cohort: "Cohort", dates: "SessionDates", held: int) -> None:
    """Print the dates that are to come, also on the clocks of members in other zones: a result."""
    sessions = dates.planned(held)
    width = len(str(sessions[-1].number)) if sessions else 0
    for session in sessions:
        head = f"Meeting {session.number:>{width}}  "
        result(head + as_local(session, dates))
        for line in _elsewhere(cohort, dates, session):
            result(" " * len(head) + line)
    if not sessions:
        result("No meeting is planned.")


def say(text: str) -> None:
    """Say something on the screen that is no result."""
    from peergroup_cli.terminal.show import say

    say(screen(), text)


def say_next(cohort: "Cohort") -> None:
    """Say how the dates come into people's calendars."""
    say(f"For people's calendars: peergroup export-calendar {cohort.id} --output meetings.ics")


def refused(option: str, error: ValueError) -> UsageProblem:
    """The error for an option or argument whose text is not understood."""
    return UsageProblem(f"{option}: {error}", "Nothing was changed.")


def _at(start: datetime) -> str:
    from peergroup_cli.exports.wording import weekday

    return f"{weekday(start.date())}, {start:%H:%M}"


def _elsewhere(cohort: "Cohort", dates: "SessionDates", session: "PlannedSession") -> Iterator[str]:
    from zoneinfo import ZoneInfo

    from peergroup_cli.exports.wording import weekday

    begin = dates.instant(session)
    people: dict[str, list[str]] = {}
    for member in cohort.present_members:
        if member.time_zone and member.time_zone != dates.time_zone:
            people.setdefault(member.time_zone, []).append(member.name)
    for zone, names in people.items():
        there = begin.astimezone(ZoneInfo(zone))
        if there.utcoffset() == begin.utcoffset():
            continue
        day = "" if there.date() == begin.date() else f"{weekday(there.date())}, "
        yield f"{day}{there:%H:%M} for {', '.join(names)} ({zone})"
