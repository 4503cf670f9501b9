"""Time is arithmetic on instants; turns and roles follow rules."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.model.agenda import Question
from peergroup_cli.session import events
from peergroup_cli.session.budget import airtime, used
from peergroup_cli.session.clock import clock_of
from peergroup_cli.session.question import day, numbered, one_of, some_of
from peergroup_cli.session.rounds import least_recent_facilitator, speaking_order
from tests.session.table import FIRST_DAY, Table, agenda, segment

ROUND = segment("round", questions=(Question(key="q", label="Q"),))


def minutes(table: Table, key: str, *, until_now: bool = False) -> float:
    now = table.clock if until_now else None
    return used(table.meeting, key, now).total_seconds() / 60


def test_a_segment_takes_the_time_until_the_next_one_begins() -> None:
    table = Table.with_forms(ROUND, segment("silence"))
    for _ in range(3):
        table.wait(4)
        table.say("said")
    table.wait(2)
    assert minutes(table, "round") == 12
    assert minutes(table, "silence", until_now=True) == 2


def test_the_time_while_the_lid_was_closed_is_not_counted() -> None:
    table = Table.with_forms(ROUND)
    table.wait(5)
    table.say("said")
    table.wait(60)
    table.happens(events.Resume)
    table.wait(3)
    table.say("said")
    assert minutes(table, "round") == 8


def test_a_clock_that_is_set_back_takes_no_time_away() -> None:
    table = Table.with_forms(ROUND)
    table.wait(5)
    table.say("said")
    table.wait(-60)
    table.say("said")
    assert minutes(table, "round") == 5
    assert minutes(table, "round", until_now=True) == 5


def test_another_time_zone_changes_nothing() -> None:
    table = Table.with_forms(ROUND)
    table.wait(5)
    table.clock = table.clock.astimezone(timezone(timedelta(hours=9)))
    table.say("said")
    assert minutes(table, "round") == 5


def test_a_segment_that_was_not_reached_took_no_time() -> None:
    assert minutes(Table.with_forms(ROUND), "never") == 0


def test_who_comes_late_speaks_last() -> None:
    table = Table.with_agenda(agenda(ROUND))
    table.say("", "Ada")
    assert speaking_order(table.meeting, "round")[-1] == "ada-brook"


def test_everybody_begins_once_before_anybody_begins_again() -> None:
    table = Table.with_forms(ROUND, size=6)
    first = {
        speaking_order(table.meeting.changed(number=number), "round")[0] for number in range(1, 7)
    }
    assert len(first) == 6


def test_the_rota_takes_whose_turn_is_longest_ago_and_never_the_same_twice() -> None:
    led = [Table.with_forms(ROUND).meeting.changed(facilitator=who) for who in ("b", "a", "c")]
    assert least_recent_facilitator(["a", "b", "c", "d"], led) == "d"
    assert least_recent_facilitator(["a", "b", "c"], led) == "b"
    assert least_recent_facilitator(["c"], led) == "c"
    assert least_recent_facilitator(["a", "b"], []) == "a"
    assert least_recent_facilitator([], led) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-12-24", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("3w", "2026-11-26"),
        ("in 3 weeks", "2026-11-26"),
        ("+10d", "2026-11-15"),
        (" 1 day ", "2026-11-06"),
    ],
)
def test_a_day_can_be_typed_in_several_ways(typed: str, expected: str) -> None:
    assert day(typed, FIRST_DAY).isoformat() == expected


@pytest.mark.parametrize("typed", ["soon", "2026-13-01", "31.02.2026", "999w later", "12/24/2026"])
def test_a_day_that_is_none_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="2026-12-24"):
        day(typed, FIRST_DAY)


@given(st.text())
def test_any_text_is_a_day_or_refused(typed: str) -> None:
    with suppress(ValueError):
        assert day(typed, FIRST_DAY).year > 0


NAMES = numbered({"ada": "Ada Brook", "b1": "Bo Lind", "b2": "Bo Reed"})


@pytest.mark.parametrize("typed", ["1", "ada", "Ada Brook", "ADA  brook", "Ada", "Ádà", "brook"])
def test_a_choice_is_named_by_number_id_name_or_first_name(typed: str) -> None:
    assert one_of(typed, NAMES) == "ada"


def test_a_first_name_that_two_have_is_no_answer() -> None:
    with pytest.raises(ValueError, match="“Bo” fits several: 2 Bo Lind · 3 Bo Reed"):
        one_of("Bo", NAMES)


@pytest.mark.parametrize("typed", ["1 2", "1,2", "Ada Brook, Bo Lind", "ada; b1"])
def test_several_choices_are_named_with_commas_or_blanks(typed: str) -> None:
    assert some_of(typed, NAMES) == ("ada", "b1")


def test_a_table_has_a_clock_that_only_the_test_moves() -> None:
    assert Table.with_forms(ROUND).clock == datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


CLOCKS = st.builds(
    lambda year, zone: datetime(year, 10, 25, 0, 30, tzinfo=ZoneInfo(zone)),
    st.sampled_from([1970, 1999, 2026, 2038, 2200]),
    st.sampled_from(["UTC", "Europe/Paris", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns"]),
)
JUMPS = st.one_of(
    st.floats(0, 90), st.sampled_from([-60.0, 60.0, -1440.0, -525_600.0, 5_256_000.0])
)


@given(st.lists(st.tuples(JUMPS, CLOCKS | st.none()), min_size=6, max_size=6))
def test_whatever_the_clock_does_entries_keep_their_order_and_no_time_is_negative(
    moves: list[tuple[float, datetime | None]],
) -> None:
    table = Table.with_forms(ROUND, segment("list", questions=ROUND.questions))
    for number, (jump, clock) in enumerate(moves):
        # the clock is set anew, or jumps, as for summer time and a battery that was empty
        table.clock = clock or table.clock
        table.wait(jump)
        table.say(f"said {number}")
        shown = clock_of(table.session, table.clock)
        assert shown is None or min(shown.used, shown.planned) >= timedelta(0)
        assert shown is None or shown.turn is None or shown.turn.used >= timedelta(0)
    table.happens(events.End)
    said = [entry.text for entry in table.meeting.entries] + [
        thought.text for thought in table.meeting.thoughts
    ]
    assert len(said) >= 3
    assert said == sorted(said)
    assert all(row.took >= 0 for row in table.meeting.timing)
    assert all(time >= timedelta(0) for time in airtime(table.meeting).values())
