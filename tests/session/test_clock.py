"""The clock: whose turn it is, who was heard, who comes next, and who was not."""

from datetime import timedelta

import pytest

from peergroup_cli.model.agenda import Question
from peergroup_cli.session import events
from peergroup_cli.session.clock import Clock, clock_of, least_heard
from tests.session.table import Table, segment

ROUND = segment("round", questions=(Question(key="q", label="Q"), Question(key="r", label="R")))
LIST = segment("list", questions=(Question(key="cause", label="Cause"),))
MINUTE = timedelta(minutes=1)
ADA, BO, CLEO = "ada-brook", "bo-lind", "cleo-hart"


def clock(table: Table) -> Clock:
    """The clock as it stands now."""
    found = clock_of(table.session, table.clock)
    assert found
    return found


def test_in_a_round_each_has_a_share_and_the_own_time() -> None:
    table = Table.with_forms(ROUND)
    table.wait(2)
    table.say("one", "two")
    table.wait(3)
    now = clock(table)
    assert now.turn
    assert (now.turn.member, now.turn.used, now.turn.slice) == (BO, 3 * MINUTE, 10 * MINUTE / 3)
    assert (now.used, now.planned, now.pace) == (5 * MINUTE, 10 * MINUTE, 0.5)
    assert (now.heard, now.waiting, now.silent) == ((ADA,), (CLEO,), ())


def test_who_passed_was_heard_and_who_is_gone_waits_no_more() -> None:
    table = Table.with_forms(ROUND)
    table.happens(events.Pass)
    table.happens(events.Attend, member=CLEO, presence="left")
    assert (clock(table).heard, clock(table).waiting) == ((ADA,), ())


def test_who_is_asked_again_is_not_among_the_heard_nor_the_waiting() -> None:
    table = Table.with_forms(ROUND)
    table.say("one", "two", "three", "four")
    table.happens(events.Back)
    table.happens(events.Back)
    now = clock(table)
    assert now.turn
    assert (now.turn.member, now.heard, now.waiting) == (BO, (ADA,), (CLEO,))


def test_in_a_list_it_is_known_who_said_nothing_where_names_are_noted() -> None:
    table = Table.with_forms(LIST)
    table.say("nobody's line")
    assert clock(table).silent == ()
    table.say("Bo: a line")
    assert clock(table).silent == (ADA, CLEO)
    assert clock(table).turn is None


def test_the_time_of_a_turn_stands_still_in_another_ones_turn() -> None:
    table = Table.with_forms(ROUND)
    table.wait(2)
    table.say("one", "two")
    table.wait(4)
    assert {who: time for who, _, time in least_heard(table.session, table.clock)} == {
        ADA: 2 * MINUTE,
        BO: 4 * MINUTE,
        CLEO: timedelta(0),
    }


def test_the_least_heard_come_first_by_notes_and_then_by_time() -> None:
    table = Table.with_forms(ROUND, LIST)
    for minutes, said in ((1, "one"), (1, "two"), (2, "three"), (0, ""), (3, "")):
        table.wait(minutes)
        table.say(said)
    table.say("Cleo: a line")
    rows = [(who, notes) for who, notes, _ in least_heard(table.session, table.clock)]
    assert rows == [(BO, 1), (CLEO, 1), (ADA, 2)]


def test_who_only_shared_was_heard_too() -> None:
    table = Table.with_forms(segment("presence", disclosure="room"))
    table.say("", "p")
    notes = {who: number for who, number, _ in least_heard(table.session, table.clock)}
    assert notes == {ADA: 1, BO: 0, CLEO: 0}


def test_a_segment_without_minutes_has_no_pace() -> None:
    table = Table.with_forms(segment("silence", minutes=0), segment("silence", key="s", minutes=20))
    table.wait(3)
    assert (clock(table).pace, clock(table).planned) == (0.0, timedelta(0))


@pytest.mark.parametrize("kind", [events.End, events.Skip])
def test_when_the_meeting_is_over_there_is_no_clock(kind: type[events.Event]) -> None:
    table = Table.with_forms(segment("silence"))
    table.happens(kind)
    assert clock_of(table.session, table.clock) is None
