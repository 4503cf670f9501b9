"""The time of a meeting: whatever the clock does, none is lost, none is invented."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.errors import IllegalMove
from peergroup_cli.model.agenda import Question, Segment
from peergroup_cli.model.timing import Planned
from peergroup_cli.session import events
from peergroup_cli.session.budget import (
    NOTHING,
    airtime,
    behind,
    shares,
    shortened,
    timing,
    used,
)
from peergroup_cli.session.machine import step
from peergroup_cli.session.walk import Session
from tests.session.table import Table, segment, shipped

ROUND = segment("round", questions=(Question(key="q", label="Q"),))
LIST = segment("list", questions=(Question(key="cause", label="Cause"),))
MINUTE = timedelta(minutes=1)

SUMMER_ENDS = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def in_berlin(at: datetime) -> datetime:
    """The instant as a clock in Berlin shows it: the hour from two to three comes twice."""
    return at.astimezone(timezone(timedelta(hours=1 if at >= SUMMER_ENDS else 2)))


ZONES: list[Callable[[datetime], datetime]] = [
    in_berlin,
    lambda at: at.astimezone(UTC),
    lambda at: at.astimezone(timezone(timedelta(hours=-9, minutes=-30))),
]
HAPPENINGS: list[tuple[type[events.Event], dict[str, Any]]] = [
    (events.Answer, {"text": "said"}),
    (events.Answer, {"text": ""}),
    (events.Pass, {}),
    (events.Back, {}),
    (events.Skip, {}),
    (events.Park, {"text": "later"}),
    (events.Note, {"text": "mine"}),
    (events.Attend, {"member": "bo-lind", "presence": "left"}),
    (events.Attend, {"member": "bo-lind", "presence": "late"}),
    (events.HandOver, {"member": "cleo-hart"}),
    (events.GiveMinutes, {"minutes": 3}),
    (events.Shorten, {}),
    (events.Pause, {}),
    (events.Resume, {}),
    (events.Resume, {"no_pause": True}),
    (events.End, {}),
]
STEPS = st.lists(
    st.tuples(st.sampled_from(HAPPENINGS), st.integers(-7200, 7200), st.sampled_from(ZONES)),
    max_size=25,
)


@dataclass
class Stopwatch:
    """Counts what a meeting has to count: each step of time forward that is no pause."""

    counted: timedelta = NOTHING

    def sees(self, before: datetime, now: datetime, event: events.Event) -> None:
        is_pause = isinstance(event, events.Resume) and not event.no_pause
        self.counted += NOTHING if is_pause else max(NOTHING, now - before)


@given(steps=STEPS)
def test_each_minute_counts_once_whatever_happens_and_wherever_the_clock_jumps(
    steps: list[Any],
) -> None:
    table = Table.with_forms(ROUND, LIST, segment("silence"))
    table.session = _begun_at(table, SUMMER_ENDS - 10 * MINUTE)
    watch, last = Stopwatch(), table.clock
    for (kind, details), seconds, zone in steps:
        table.clock = zone(last.astimezone(UTC) + timedelta(seconds=seconds))
        try:
            table.happens(kind, **details)
        except (IllegalMove, ValueError):
            continue  # it was refused, and nothing happened
        watch.sees(last, table.clock, kind(table.clock, **details))
        last = table.clock
        if table.meeting.state != "open":
            break
    meeting = table.meeting
    parts = [used(meeting, one.key) for one in meeting.agenda.segments]
    assert used(meeting) == watch.counted
    assert sum(parts, NOTHING) == used(meeting)
    assert all(span.begun <= span.until for span in meeting.spans)
    assert sum(airtime(meeting).values(), NOTHING) <= used(meeting)
    if meeting.state != "open":
        took = {told.segment: told.took for told in meeting.timing}
        assert all(
            abs(took[one.key] * MINUTE - used(meeting, one.key)) <= MINUTE / 2
            for one in meeting.agenda.segments
        )


@given(ahead=st.integers(0, 7200), zone=st.sampled_from(ZONES))
def test_the_time_up_to_now_is_shown_before_it_is_noted(
    ahead: int, zone: Callable[[datetime], datetime]
) -> None:
    table = Table.with_forms(ROUND)
    before = used(table.meeting)
    now = zone(table.clock + timedelta(seconds=ahead))
    assert used(table.meeting, now=now) - before == timedelta(seconds=ahead)
    assert used(table.meeting, "opening", now) == used(table.meeting, "opening")
    assert used(table.meeting, now=now, member="bo-lind") == NOTHING


def test_a_pause_is_left_out_and_what_was_none_is_not() -> None:
    table = Table.with_forms(ROUND)
    for minutes, kind, details in (
        (2, events.Pause, {}),
        (15, events.Resume, {}),
        (3, events.Pause, {}),
        (4, events.Resume, {"no_pause": True}),
    ):
        table.wait(minutes)
        table.happens(kind, **details)
    assert used(table.meeting, "round") == 9 * MINUTE
    assert table.ref == "round/ada-brook/q"


def test_time_is_told_apart_by_speaker_and_the_longest_comes_first() -> None:
    table = Table.with_forms(ROUND)
    for minutes, said in ((1, "Ada"), (4, "Bo"), (0, "")):
        table.wait(minutes)
        table.say(said)
    assert list(airtime(table.meeting).items()) == [
        ("bo-lind", 4 * MINUTE),
        ("ada-brook", MINUTE),
    ]


def test_at_its_end_a_meeting_keeps_plan_and_time_of_each_segment() -> None:
    table = Table.with_forms(ROUND, segment("silence", minutes=10))
    table.happens(events.GiveMinutes, minutes=2)
    table.wait(11.6)
    table.happens(events.Skip)
    assert not table.meeting.timing
    table.wait(3)
    table.happens(events.End)
    rows = {one.segment: (one.planned, one.took) for one in table.meeting.timing}
    assert rows == {"opening": (10, 0), "round": (12, 12), "silence": (10, 3)}


def test_a_segment_that_had_no_minutes_and_took_none_is_not_told() -> None:
    extra = segment("list", key="extra", minutes=0, questions=LIST.questions)
    meeting = Table.with_forms(ROUND, segment("silence", minutes=20), extra).meeting
    assert [row.segment for row in timing(meeting)] == ["opening", "round", "silence"]


# --- late, and what can be done about it


def late(table: Table) -> float:
    """How many minutes the meeting is behind."""
    standing = table.session.segment
    assert standing
    return behind(table.meeting, standing, table.clock) / MINUTE


def test_a_segment_makes_late_once_its_minutes_are_over() -> None:
    table = Table.with_forms(ROUND, LIST)
    table.wait(10)
    assert late(table) == -10
    table.wait(4)
    assert late(table) == -6


def test_what_was_not_needed_of_a_segment_is_won() -> None:
    table = Table.with_forms(ROUND, LIST)
    table.wait(4)
    table.happens(events.Skip)
    assert late(table) == -16


def test_going_back_to_an_earlier_segment_makes_nobody_late() -> None:
    table = Table.with_forms(ROUND, LIST)
    table.wait(20)
    table.happens(events.Skip)
    table.wait(8)
    assert late(table) == 0
    table.happens(events.Back)
    assert table.ref.startswith("round/")
    assert late(table) == 0


def test_minutes_that_are_given_make_the_meeting_later_by_as_many() -> None:
    table = Table.with_forms(ROUND, LIST)
    before = late(table)
    table.happens(events.GiveMinutes, minutes=7)
    assert late(table) == before + 7
    table.happens(events.GiveMinutes, minutes=-9)
    assert late(table) == before - 2


def test_a_meeting_that_was_shortened_is_on_time_and_is_not_shortened_again() -> None:
    table = Table.with_forms(ROUND, LIST, segment("silence"))
    table.wait(26)
    assert late(table) == 6
    table.happens(events.Shorten)
    assert late(table) == 0
    assert {row.segment: row.minutes for row in table.meeting.plan} == {"list": 7, "silence": 7}
    with pytest.raises(IllegalMove, match="nothing to shorten"):
        table.happens(events.Shorten)


def test_asking_again_and_again_cuts_nothing_below_half() -> None:
    table = Table.with_forms(ROUND, LIST, segment("silence"))
    for _ in range(4):
        table.wait(50)
        try:
            table.happens(events.Shorten)
        except IllegalMove:
            continue
    assert {row.minutes for row in table.meeting.plan} == {5}


def test_with_nothing_behind_it_a_segment_cannot_be_made_up_for() -> None:
    table = Table.with_forms(ROUND)
    table.wait(60)
    with pytest.raises(IllegalMove):
        table.happens(events.Shorten)


@given(
    key=st.sampled_from(["learning-together", "explore", "reflect"]),
    stand=st.integers(0, 30),
    minutes=st.integers(0, 200),
    given_before=st.dictionaries(st.integers(0, 30), st.integers(1, 60), max_size=3),
    all_stages=st.booleans(),
)
def test_practice_and_reflect_keep_their_minutes_and_nothing_is_cut_below_half(
    key: str, stand: int, minutes: int, given_before: dict[int, int], all_stages: bool
) -> None:
    table = Table.with_agenda(shipped(key))
    segments = table.meeting.agenda.segments
    meeting = table.meeting
    for number, some in given_before.items():
        row = Planned(segment=segments[number % len(segments)].key, minutes=some)
        meeting = meeting.with_plan(row)
    standing = segments[stand % len(segments)]
    now = table.clock + minutes * MINUTE
    rows = shortened(meeting, standing, now, all_stages=all_stages)
    by_key = {one.key: one for one in segments}
    cut = 0
    for row in rows:
        one = by_key[row.segment]
        assert segments.index(one) > segments.index(standing)
        assert all_stages or _may_be_shorter(one)
        assert one.minutes / 2 <= row.minutes < meeting.minutes_of(one)
        cut += meeting.minutes_of(one) - row.minutes
    assert cut * MINUTE < max(NOTHING, behind(meeting, standing, now)) + MINUTE


def _may_be_shorter(one: Segment) -> bool:
    return one.stage not in ("practice", "reflect") and not one.protected


@given(
    total=st.integers(-5, 500),
    most=st.dictionaries(st.text(max_size=3), st.integers(0, 60), max_size=9),
)
def test_shares_make_the_whole_and_none_is_above_its_own(total: int, most: dict[str, int]) -> None:
    parts = shares(total, most)
    whole = sum(most.values())
    assert sum(parts.values()) == max(0, min(total, whole))
    assert parts.keys() == most.keys()
    for key, part in parts.items():
        assert 0 <= part <= most[key]
        if 0 < total <= whole:
            assert abs(part - total * most[key] / whole) < 1


def _begun_at(table: Table, at: datetime) -> Session:
    """The table's meeting, as if it had begun at this instant."""
    table.clock = at
    fresh = table.session.meeting.changed(spans=())
    session = replace(table.session, meeting=fresh)
    return step(session, events.Resume(at))
