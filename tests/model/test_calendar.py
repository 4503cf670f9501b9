"""The dates of a cohort: wall-clock times, numbers that follow them, and what calendars know."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from peergroup_cli.model.calendar import PlannedSession, SessionDates, series
from peergroup_cli.model.time_zone import Settled, near_zones, settled

PARIS = ZoneInfo("Europe/Paris")
AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
FIRST = datetime(2026, 12, 3, 14, 0)  # noqa: DTZ001 - on the wall, in the zone of the dates


def session(number: int, start: datetime, uid: str) -> PlannedSession:
    return PlannedSession(number=number, start=start, uid=uid, changed_at=AT)


def dates(count: int = 4) -> SessionDates:
    starts = series(FIRST, timedelta(weeks=4), count)
    rows = tuple(session(n, start, f"uid-{n}") for n, start in enumerate(starts, start=1))
    return SessionDates(format=1, time_zone="Europe/Paris", sessions=rows)


def numbers(of: SessionDates, held: int = 0) -> dict[str, int]:
    return {one.uid: one.number for one in of.planned(held)}


def test_the_time_on_the_wall_stays_over_summer_time() -> None:
    starts = series(FIRST, timedelta(weeks=4), 6)

    assert {start.time() for start in starts} == {FIRST.time()}
    offsets = {start.replace(tzinfo=PARIS).utcoffset() for start in starts}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


@pytest.mark.parametrize(
    ("asked", "zone", "stands", "how"),
    [
        ("2027-03-28T02:30", "Europe/Paris", "2027-03-28T03:30", "gap"),
        ("2027-03-28T02:00", "Europe/Paris", "2027-03-28T03:00", "gap"),
        ("2027-03-28T03:00", "Europe/Paris", "2027-03-28T03:00", ""),
        ("2026-10-25T02:30", "Europe/Paris", "2026-10-25T02:30", "fold"),
        ("2026-10-25T03:00", "Europe/Paris", "2026-10-25T03:00", ""),
        ("2026-10-04T02:10", "Australia/Lord_Howe", "2026-10-04T02:40", "gap"),
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-31T12:00", "gap"),
        ("2026-12-03T14:00", "UTC", "2026-12-03T14:00", ""),
    ],
)
def test_times_that_are_skipped_or_come_twice_are_settled(
    asked: str, zone: str, stands: str, how: str
) -> None:
    found = settled(datetime.fromisoformat(asked), ZoneInfo(zone))

    assert (found.start.isoformat(timespec="minutes"), found.how) == (stands, how)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["Europe/Paris", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Kolkata"]),
)
def test_what_was_settled_exists_and_is_settled_for_good(local: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    found = settled(local, zone)

    assert settled(found.start, zone).how != "gap"
    assert found.start.replace(tzinfo=zone) == local.replace(tzinfo=zone)
    assert found.start >= local
    assert (found.start == local) == (found.how != "gap")
    if found.how == "":
        assert settled(found.start, zone) == Settled(local)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Paris", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("Europe/Pari", "Europe/Paris"),
        ("Kolkatta", "Asia/Kolkata"),
    ],
)
def test_a_zone_that_is_nearly_right_is_found(typed: str, meant: str) -> None:
    known = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC"]

    assert near_zones(typed, known)[0] == meant
    assert near_zones("nowhere at all", known) == []


def test_meetings_are_numbered_by_their_dates() -> None:
    moved = session(2, FIRST + timedelta(weeks=9), "uid-2")

    assert numbers(dates().with_sessions(0, [moved])) == {
        "uid-1": 1,
        "uid-3": 2,
        "uid-2": 3,
        "uid-4": 4,
    }


def test_a_cancelled_meeting_keeps_its_number_and_the_others_close_up() -> None:
    known = dates()
    gone = known.sessions[1].moved_on(LATER, cancelled=True)
    after = known.with_sessions(0, [gone])

    assert numbers(after) == {"uid-1": 1, "uid-3": 2, "uid-4": 3}
    assert next(one for one in after.sessions if one.uid == "uid-2") == gone
    assert (gone.sequence, gone.changed_at) == (1, LATER)


def test_what_was_held_is_neither_numbered_nor_cancelled() -> None:
    after = dates().without_planned(2, LATER)

    assert [one.cancelled for one in after.sessions] == [False, False, True, True]
    assert after.sessions[:2] == dates().sessions[:2]
    assert after.planned(2) == ()


def test_a_new_plan_stands_beside_the_one_that_was_cancelled() -> None:
    new = [session(1, FIRST + timedelta(days=1), "new")]
    after = dates(2).without_planned(0, LATER).with_sessions(0, new)

    assert numbers(after) == {"new": 1}
    assert len(after.sessions) == 3


def test_another_zone_keeps_the_instants() -> None:
    before = dates()
    after = before.in_zone("Asia/Kolkata")

    assert [after.instant(one) for one in after.sessions] == [
        before.instant(one) for one in before.sessions
    ]
    assert after.sessions[0].start.hour == 18
    assert before.in_zone("Europe/Paris") is before


def test_another_zone_keeps_the_instants_of_talks_and_the_days_of_experiments() -> None:
    day = datetime.combine(FIRST.date(), time())
    summer = FIRST + timedelta(weeks=20)
    wanted = {"talks-1": (FIRST, summer), "m1-experiment-1": (day, day)}
    before = dates().with_companions(wanted, AT)
    after = before.in_zone("Asia/Tokyo")
    talks, due = after.companions

    assert [one.replace(tzinfo=after.zone_of(talks)) for one in (talks.first, talks.last)] == [
        FIRST.replace(tzinfo=PARIS),
        summer.replace(tzinfo=PARIS),
    ]
    assert due == before.companions[1]
    # not wanted any more, and past: as they were told
    assert after.with_companions({}, AT + timedelta(days=365)) == after
    # wanted at the same time on the new wall: it is another one
    moved, due = after.with_companions(wanted, LATER).companions
    assert (moved.sequence, moved.time_zone, due.sequence) == (1, None, 0)
    back = after.in_zone("Europe/Paris").with_companions(wanted, LATER)
    assert back.companions[0].sequence == 0


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"time_zone": "Europe/Pari"}, "is not a time zone"),
        ({"sessions": dates(1).sessions * 2}, "two rows have the uid uid-1"),
        (
            {"sessions": (*dates(1).sessions, session(1, FIRST, "other"))},
            "two rows have the number 1",
        ),
    ],
)
def test_dates_that_contradict_each_other_are_refused(
    change: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        dates().changed(**change)


@pytest.mark.parametrize("start", [AT, AT.date(), "2026-12-03T14:00:00"])
def test_a_start_is_a_time_on_the_wall(start: object) -> None:
    with pytest.raises(ValidationError, match="must be a date and time without an offset"):
        dates().sessions[0].changed(start=start)


def test_what_follows_from_the_notes_counts_up_only_when_it_moves() -> None:
    day, moved = FIRST, FIRST + timedelta(days=2)
    known = dates().with_companions({"m1-experiment-1": (day, day)}, AT)
    again = known.with_companions({"m1-experiment-1": (day, day)}, LATER)
    after = known.with_companions({"m1-experiment-1": (moved, moved)}, LATER)

    assert again == known
    assert after.companions[0].uid == known.companions[0].uid
    assert (after.companions[0].sequence, after.companions[0].changed_at) == (1, LATER)


def test_what_follows_no_more_is_cancelled_once_unless_it_has_passed() -> None:
    known = dates().with_companions({"talks-1": (FIRST, FIRST)}, AT)
    gone = known.with_companions({}, LATER)
    back = gone.with_companions({"talks-1": (FIRST, FIRST)}, LATER)

    assert (gone.companions[0].cancelled, gone.companions[0].sequence) == (True, 1)
    assert gone.with_companions({}, LATER) == gone
    assert (back.companions[0].cancelled, back.companions[0].sequence) == (False, 2)
    assert known.with_companions({}, AT + timedelta(days=60)) == known


def test_each_thing_that_follows_has_a_uid_of_its_own_that_is_the_same_each_time() -> None:
    wanted = {"talks-1": (FIRST, FIRST), "m1-experiment-1": (FIRST, FIRST)}
    uids = [one.uid for one in dates().with_companions(wanted, AT).companions]

    assert len(set(uids)) == 2
    assert uids == [one.uid for one in dates().with_companions(wanted, LATER).companions]
