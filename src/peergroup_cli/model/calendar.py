"""The dates of a cohort: when it meets, on the clocks of one time zone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Annotated, Any, Literal, Self
from uuid import NAMESPACE_URL, uuid5

from pydantic import AwareDatetime, BeforeValidator, Field, model_validator

from peergroup_cli.model.record import Record, Slug
from peergroup_cli.model.time_zone import ZoneName


def _wall_clock_time(value: Any) -> Any:
    if not isinstance(value, datetime) or value.tzinfo is not None:
        raise ValueError("must be a date and time without an offset, such as 2026-12-03T14:00:00")
    return value


LocalTime = Annotated[datetime, BeforeValidator(_wall_clock_time)]

Span = tuple[datetime, datetime]
"""The first time and the last one, both on the clocks of the cohort's zone."""

TALKS = "talks-"
"""With a meeting's number behind it, what the talks after that meeting are called."""

MINUTES = 90
"""A meeting's minutes (source: peerlearninginstitute.com/our-approach)."""


class PlannedSession(Record):
    """One meeting that is planned.

    `number` is the one that it will have, `start` local time. Calendars know it again by its
    `uid`, and read it as new when its `sequence` is higher; `changed_at` is the instant of that.
    """

    number: int = Field(ge=1)
    start: LocalTime
    minutes: int = Field(default=MINUTES, ge=1, le=600)
    cancelled: bool = False
    uid: Slug
    sequence: int = Field(default=0, ge=0)
    changed_at: AwareDatetime

    def moved_on(self, at: datetime, **fields: Any) -> Self:
        """The session with some fields changed, as a newer one for calendars."""
        return self.changed(sequence=self.sequence + 1, changed_at=at, **fields)


class Companion(Record):
    """What follows from the notes: partner talks after a meeting, or an experiment's last day.

    `about` is `talks-2` (after meeting 2) or the experiment's id; `first` and `last` are the first
    and the last talk, or the day, at midnight: kept so that an export notices that it has moved.
    `time_zone` is on whose clocks the talks are, where the cohort has changed to others since.
    The rest is as in a session.
    """

    about: Slug
    first: LocalTime
    last: LocalTime
    time_zone: ZoneName | None = None
    cancelled: bool = False
    uid: Slug
    sequence: int = Field(default=0, ge=0)
    changed_at: AwareDatetime

    def moved_on(self, at: datetime, **fields: Any) -> Self:
        """The row with some fields changed, as a newer one for calendars."""
        return self.changed(sequence=self.sequence + 1, changed_at=at, **fields)

    @property
    def is_talks(self) -> bool:
        """Whether these are partner talks, and no day."""
        return self.about.startswith(TALKS)


class SessionDates(Record):
    """When a cohort meets. One file: `cohorts/<id>/dates.toml`."""

    format: Literal[1]
    time_zone: ZoneName
    sessions: tuple[PlannedSession, ...] = ()
    companions: tuple[Companion, ...] = ()

    @model_validator(mode="after")
    def _each_stands_once(self) -> Self:
        uids = [one.uid for one in self.sessions] + [one.uid for one in self.companions]
        _refuse_twice("the uid", uids)
        _refuse_twice("the number", [str(one.number) for one in self.sessions if not one.cancelled])
        _refuse_twice("the key about", [one.about for one in self.companions])
        return self

    @property
    def zone(self) -> tzinfo:
        """The zone whose clocks the sessions follow."""
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)

    def planned(self, held: int = 0) -> tuple[PlannedSession, ...]:
        """The sessions that are to come, by their dates.

        Args:
            held: the number of the newest meeting; 0 gives all that are not cancelled.
        """
        to_come = (one for one in self.sessions if not one.cancelled and one.number > held)
        return tuple(sorted(to_come, key=lambda one: one.start))

    def instant(self, session: PlannedSession) -> datetime:
        """The instant at which a session begins."""
        return session.start.replace(tzinfo=self.zone)

    def zone_of(self, companion: Companion) -> tzinfo:
        """The zone whose clocks a companion follows."""
        from zoneinfo import ZoneInfo

        return ZoneInfo(companion.time_zone or self.time_zone)

    def in_zone(self, time_zone: str) -> Self:
        """The same instants on the clocks of another zone.

        Talks keep the clocks that they are on: those of a series lie on either side of a change
        to summer time, and in another zone no one time on the wall is theirs. A day has no zone.
        """
        if time_zone == self.time_zone:
            return self
        moved = self.changed(time_zone=time_zone)
        rows = (
            one.changed(start=self.instant(one).astimezone(moved.zone).replace(tzinfo=None))
            for one in self.sessions
        )
        companions = (
            one.changed(time_zone=one.time_zone or self.time_zone) if one.is_talks else one
            for one in self.companions
        )
        return moved.changed(sessions=tuple(rows), companions=tuple(companions))

    def with_sessions(self, held: int, sessions: Iterable[PlannedSession]) -> Self:
        """The dates with these sessions added, or changed where their uid is known.

        Those that are to come are numbered anew, by their dates, on from the newest meeting:
        that is how meetings are numbered when they are held.
        """
        by_uid = {one.uid: one for one in self.sessions}
        by_uid |= {one.uid: one for one in sessions}
        to_come = sorted(
            (one for one in by_uid.values() if not one.cancelled and one.number > held),
            key=lambda one: one.start,
        )
        for number, one in enumerate(to_come, start=held + 1):
            by_uid[one.uid] = one.changed(number=number)
        return self.changed(sessions=tuple(by_uid.values()))

    def without_planned(self, held: int, at: datetime) -> Self:
        """The dates with all sessions cancelled that are to come."""
        gone = (one.moved_on(at, cancelled=True) for one in self.planned(held))
        return self.with_sessions(held, gone)

    def with_companions(self, wanted: Mapping[str, Span], at: datetime) -> Self:
        """The dates with what follows from the notes as they are now.

        Args:
            wanted: for each key its first and last time.
            at: this instant. What is not wanted any more and has not passed is cancelled.
        """
        rows = {
            one.about: self._as_wanted(one, wanted.get(one.about), at) for one in self.companions
        }
        for about, (first, last) in wanted.items():
            if about not in rows:
                rows[about] = Companion(
                    about=about, first=first, last=last, uid=self._uid_for(about), changed_at=at
                )
        return self.changed(companions=tuple(rows.values()))

    def _as_wanted(self, known: Companion, when: Span | None, at: datetime) -> Companion:
        if when is None:
            gone = known.cancelled or known.last.date() < at.date()
            return known if gone else known.moved_on(at, cancelled=True)
        same_clocks = known.time_zone in (None, self.time_zone)
        if (known.first, known.last) == when and same_clocks and not known.cancelled:
            return known
        first, last = when
        return known.moved_on(at, first=first, last=last, time_zone=None, cancelled=False)

    def _uid_for(self, about: str) -> str:
        first = self.sessions[0].uid if self.sessions else ""
        return str(uuid5(NAMESPACE_URL, f"{first} {about}"))


def series(first: datetime, every: timedelta, count: int) -> list[datetime]:
    """Wall-clock times with the same time of day, over summer time or not."""
    return [first + every * number for number in range(count)]


def _refuse_twice(what: str, keys: Sequence[str]) -> None:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"two rows have {what} {', '.join(twice)}")
