"""A cohort's dates as an RFC 5545 calendar: for people's calendars, and without people's words.

The library `icalendar`, which the extra `calendar` brings, escapes and folds the lines. Its import
takes some 130 ms, so that it stands in the functions that need it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from peergroup_cli.exports.companions import circles, own_experiments, pairs
from peergroup_cli.exports.wording import plan
from peergroup_cli.extras import require
from peergroup_cli.model.calendar import TALKS, Companion, PlannedSession, SessionDates
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.time_zone import settled

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

PRODUCT = "-//peergroup//peergroup-cli//EN"
TALK_MINUTES = 30

_A_DAY_BEFORE = timedelta(days=-1)
_SHORTLY_BEFORE = timedelta(minutes=-15)
_NINE_THE_DAY_BEFORE = timedelta(hours=-15)
"""Before the midnight at which an all-day entry begins."""


@dataclass(frozen=True)
class Wish:
    """What a calendar is to hold.

    `member` is the id of the one whose calendar it is, or None for one that is the same for all.
    Names and the challenge are left out unless they are wished for.
    """

    member: str | None = None
    names: bool = False
    challenge: bool = False


@dataclass(frozen=True)
class Planned:
    """What a calendar is made from.

    `titles` are the titles of the agendas that are known, by the numbers of their meetings.
    """

    cohort: Cohort
    dates: SessionDates
    meetings: Sequence[Meeting] = ()
    titles: Mapping[int, str] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """The number of the newest meeting, or 0."""
        return self.meetings[-1].number if self.meetings else 0

    @property
    def noted_at(self) -> datetime | None:
        """The instant of the last thing that was noted."""
        return self.meetings[-1].last_activity() if self.meetings else None


def require_icalendar() -> None:
    """See that what writes calendars is there.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require("calendar", "A calendar file")


def render_calendar(planned: Planned, wish: Wish) -> bytes:
    """The calendar file: the same records give the same bytes.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require_icalendar()
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    events = [*_sessions(planned, wish), *_talks(planned, wish), *_due(planned, wish)]
    for zone in _zones(planned.dates):
        calendar.add_component(zone)
    for event in events:
        calendar.add_component(event)
    return _bytes(calendar)


def _bytes(calendar: "Calendar") -> bytes:
    return bytes(calendar.to_ical())


def _zones(dates: SessionDates) -> "Iterator[Timezone]":
    """The rules of each zone from the first year that is needed to one after the last."""
    from zoneinfo import ZoneInfo

    from icalendar import Timezone

    days = [one.start for one in dates.sessions] + [one.first for one in dates.companions]
    own = (one.time_zone for one in dates.companions if one.time_zone)
    for name in dict.fromkeys((dates.time_zone, *own)):
        if not days or name == "UTC":
            continue
        zone = Timezone.from_tzinfo(
            ZoneInfo(name),
            name,
            first_date=date(min(days).year, 1, 1),
            last_date=date(max(days).year + 2, 1, 1),
        )
        # the library says there until when the rules were looked up
        zone.pop("COMMENT", None)
        yield zone


def _sessions(planned: Planned, wish: Wish) -> "Iterator[Event]":
    for session in sorted(planned.dates.sessions, key=lambda one: (one.start, one.uid)):
        depends = session.number <= planned.held + 1 and not session.cancelled
        event = _event(session, planned.noted_at if depends else None)
        _add_time(event, planned.dates.zone, session.start, session.minutes)
        event.add("summary", _summary(planned, wish, session))
        if text := _description(planned, wish, session):
            event.add("description", text)
        if not session.cancelled:
            _add_alarms(event, "Peer learning", _A_DAY_BEFORE, _SHORTLY_BEFORE)
        yield event


def _summary(planned: Planned, wish: Wish, session: PlannedSession) -> str:
    head = "Peer learning"
    if wish.names:
        head += f", {one_line(planned.cohort.name)}"
    title = "" if session.cancelled else planned.titles.get(session.number, "")
    return f"{head}: {one_line(title)}" if title else head


def _description(planned: Planned, wish: Wish, session: PlannedSession) -> str:
    if session.cancelled:
        return ""
    cohort, lines = planned.cohort, []
    if wish.challenge:
        lines.append(f"Challenge: {one_line(cohort.theme)}")
    if wish.names:
        lines.append(f"With {', '.join(one_line(m.name) for m in cohort.present_members)}")
    if session.number == planned.held + 1 and planned.meetings:
        leader = planned.meetings[-1].next_facilitator
        if leader and leader == wish.member:
            lines.append("You facilitate")
        elif leader and wish.names:
            lines.append(f"{one_line(cohort.name_of(leader))} facilitates")
    return "\n".join(lines)


def _talks(planned: Planned, wish: Wish) -> "Iterator[Event]":
    by_key = {f"{TALKS}{meeting.number}": meeting for meeting in planned.meetings}
    for row in planned.dates.companions:
        meeting = by_key.get(row.about)
        met = pairs(planned.cohort, meeting, wish.member) if meeting else ()
        if not met:
            continue
        event = _event(row, planned.noted_at)
        zone = planned.dates.zone_of(row)
        _add_time(event, zone, settled(row.first, zone).start, TALK_MINUTES)
        last = row.last.replace(tzinfo=zone).astimezone(UTC)
        event.add("rrule", {"freq": "weekly", "until": last})
        _add_partners(event, planned.cohort, wish, met)
        if not row.cancelled:
            _add_alarms(event, "Practice partner talk", _SHORTLY_BEFORE)
        yield event


def _add_partners(
    event: "Event", cohort: Cohort, wish: Wish, met: Sequence[tuple[str, str]]
) -> None:
    def name(member: str) -> str:
        return one_line(cohort.name_of(member))

    summary = "Practice partner talk"
    if wish.member is not None:
        others = dict.fromkeys(one for pair in met for one in pair if one != wish.member)
        summary += f" with {' and '.join(map(name, others))}"
    elif wish.names:
        lines = (list(map(name, circle)) for circle in circles(met))
        text = "\n".join(f"{', '.join(one)} and {last}" for *one, last in lines)
        event.add("description", text)
    event.add("summary", summary)


def _due(planned: Planned, wish: Wish) -> "Iterator[Event]":
    if wish.member is None:
        return
    own = own_experiments(planned.meetings, wish.member)
    for row in planned.dates.companions:
        experiment = own.get(row.about)
        if experiment is None:
            continue
        event = _event(row, planned.noted_at)
        event.add("dtstart", row.first.date())
        event.add("dtend", row.first.date() + timedelta(days=1))
        event.add("summary", "Your experiment is due")
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        if wish.challenge and (text := plan(experiment)):
            event.add("description", text)
        if not row.cancelled:
            _add_alarms(event, "Your experiment is due", _NINE_THE_DAY_BEFORE)
        yield event


def _event(row: PlannedSession | Companion, noted_at: datetime | None) -> "Event":
    """What all entries have: what they are known by, and how new they are."""
    from icalendar import Event

    newest = max(row.changed_at, noted_at or row.changed_at).astimezone(UTC)
    newest = newest.replace(microsecond=0)
    event = Event()
    event.add("uid", row.uid)
    event.add("sequence", row.sequence)
    event.add("dtstamp", newest)
    event.add("last-modified", newest)
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    return event


def _add_time(event: "Event", zone: tzinfo, start: datetime, minutes: int) -> None:
    begin = start.replace(tzinfo=zone)
    # an hour is an hour, also in the night in which the clocks change
    end = (begin.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    event.add("dtstart", begin)
    event.add("dtend", end)


def _add_alarms(event: "Event", text: str, *before: timedelta) -> None:
    from icalendar import Alarm

    for one in before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", text)
        alarm.add("trigger", one)
        event.add_component(alarm)
