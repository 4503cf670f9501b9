"""A cohort with dates, partners and plans, and two readers that know nothing of each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from peergroup_cli.exports.calendar import Planned
from peergroup_cli.exports.companions import wanted
from peergroup_cli.model.calendar import PlannedSession, SessionDates
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import NO_PRACTICE
from tests.exports.parts import experiment
from tests.exports.sample import cohort, explore, learning_together

AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
NEXT = datetime(2026, 12, 31, 14, 0)  # noqa: DTZ001 - on the wall, in the zone of the dates
DUE = date(2026, 12, 29)


def dates(zone: str = "Europe/Paris") -> SessionDates:
    """Meetings 2 to 5; 2 has been held, 4 lies in summer time, 5 is cancelled."""
    starts = [NEXT - timedelta(weeks=4), NEXT, NEXT + timedelta(weeks=16)]
    rows = [
        PlannedSession(number=n, start=start, uid=f"meeting-{n}", changed_at=AT)
        for n, start in enumerate([*starts, NEXT + timedelta(weeks=20)], start=2)
    ]
    rows[3] = rows[3].moved_on(AT, cancelled=True)
    return SessionDates(format=1, time_zone=zone, sessions=tuple(rows))


def meetings(*, second: Meeting | None = None) -> list[Meeting]:
    """Learning Together, and a meeting in which Ada, Bo and Cy made plans."""
    plans = (
        experiment(1, "ada", situation="sec-ada", action="sec-act", by=DUE, partner="bo"),
        experiment(2, "bo", situation="sec-bo", by=DUE, partner="ada"),
        experiment(3, "cy", situation="sec-cy", by=DUE + timedelta(days=1), partner="ada"),
    )
    full = explore().changed(experiments=plans, state="finished", next_facilitator="bo")
    return [learning_together(), second or full]


def planned(
    of: Cohort | None = None,
    known: SessionDates | None = None,
    held: Iterable[Meeting] | None = None,
    at: datetime = AT,
) -> Planned:
    """What a calendar is made from, with what follows from the notes."""
    group, notes = of or cohort(), list(meetings() if held is None else held)
    kept = known or dates()
    kept = kept.with_companions(wanted(group, kept, notes, NO_PRACTICE), at)
    titles = {1: "Learning Together", 2: "Explore", 3: "Reflect"}
    return Planned(group, kept, notes, titles)


@dataclass(frozen=True)
class Entry:
    """An entry of a calendar, as a parser understood it."""

    uid: str
    sequence: int
    summary: str
    description: str
    begin: datetime | date
    end: datetime | date
    status: str
    alarms: int
    rule: str

    @property
    def gone(self) -> bool:
        return self.status == "CANCELLED"


def by_icalendar(content: bytes) -> list[Entry]:
    """The entries as icalendar reads them."""
    return [_from_icalendar(event) for event in Calendar.from_ical(content).walk("VEVENT")]


def _from_icalendar(event: Any) -> Entry:
    rule = event.get("RRULE")
    return Entry(
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        summary=str(event["SUMMARY"]),
        description=str(event.get("DESCRIPTION", "")),
        begin=_plain(event["DTSTART"].dt),
        end=_plain(event["DTEND"].dt),
        status=str(event["STATUS"]),
        alarms=len(event.walk("VALARM")),
        rule=rule.to_ical().decode() if rule else "",
    )


def by_ical(content: bytes) -> list[Entry]:
    """The entries as the library ical reads them."""
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    return [
        Entry(
            uid=event.uid,
            sequence=event.sequence or 0,
            summary=event.summary or "",
            description=event.description or "",
            begin=_plain(event.start),
            end=_plain(event.end),
            status=str(event.status.value if event.status else ""),
            alarms=len(event.alarm),
            rule=event.rrule.as_rrule_str() if event.rrule else "",
        )
        for event in calendar.events
    ]


def _plain(when: datetime | date) -> datetime | date:
    """An instant, whatever the reader takes for its zone; a day stays one."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when
