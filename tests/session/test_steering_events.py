"""What the facilitator does to the meeting itself: the seat, the minutes, a pause."""

import pytest

from peergroup_cli.errors import IllegalMove
from peergroup_cli.model.agenda import Question
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session import events
from peergroup_cli.session.rounds import least_recent_facilitator
from tests.session.table import Table, segment

ROUND = segment("round", questions=(Question(key="q", label="Q"),))


def test_a_pause_and_its_end_move_nothing_and_note_nothing() -> None:
    table = Table.with_forms(ROUND)
    table.say("one")
    before = table.meeting
    table.happens(events.Pause)
    table.wait(10)
    table.happens(events.Resume)
    assert table.meeting.changed(spans=before.spans) == before


def test_the_seat_changes_hands_and_who_had_it_is_kept() -> None:
    table = Table.with_forms(ROUND)
    assert table.meeting.facilitator == "ada-brook"
    table.wait(5)
    table.happens(events.HandOver, member="bo-lind")
    table.happens(events.HandOver, member="cleo-hart")
    assert table.meeting.facilitator == "cleo-hart"
    rows = [(row.before, row.segment, row.at) for row in table.meeting.handovers]
    assert rows == [(who, "round", table.clock) for who in ("ada-brook", "bo-lind")]


def test_a_seat_that_nobody_had_is_taken_and_not_handed_over() -> None:
    table = Table.with_forms(ROUND, segment("silence"))
    table.session = table.session.__class__(
        table.session.context, table.meeting.changed(facilitator=None)
    )
    table.happens(events.HandOver, member="bo-lind")
    assert (table.meeting.facilitator, table.meeting.handovers) == ("bo-lind", ())


@pytest.mark.parametrize("member", ["ada-brook", "bo-lind", "nobody"])
def test_the_seat_goes_only_to_another_one_who_is_here(member: str) -> None:
    table = Table.with_forms(ROUND)
    table.happens(events.Attend, member="bo-lind", presence="left")
    before = table.meeting
    with pytest.raises(IllegalMove):
        table.happens(events.HandOver, member=member)
    assert table.meeting == before


@pytest.mark.parametrize("minutes", [-10, -11, 591, 10**9])
def test_a_segment_has_one_minute_at_least_and_600_at_most(minutes: int) -> None:
    table = Table.with_forms(ROUND)
    with pytest.raises(IllegalMove, match="between 1 and 600"):
        table.happens(events.GiveMinutes, minutes=minutes)
    assert table.meeting.plan == ()


def test_minutes_that_are_given_add_up_and_the_agenda_stays_as_it_was() -> None:
    table = Table.with_forms(ROUND)
    before = table.meeting.agenda
    for minutes in (5, 5, -3):
        table.happens(events.GiveMinutes, minutes=minutes)
    standing = table.session.segment
    assert standing
    assert table.meeting.minutes_of(standing) == 17
    assert len(table.meeting.plan) == 1
    assert table.meeting.agenda == before


def test_protected_segments_are_shortened_only_when_it_is_said() -> None:
    table = Table.with_forms(ROUND, segment("silence", protected=True))
    table.wait(40)
    with pytest.raises(IllegalMove):
        table.happens(events.Shorten)
    table.happens(events.Shorten, all_stages=True)
    assert [(row.segment, row.minutes) for row in table.meeting.plan] == [("silence", 5)]


# --- who facilitates next, when the seat changed hands in a meeting


def led(by: str, *before: str) -> Meeting:
    """A meeting with this facilitator at its end, and those who had the seat before."""
    table = Table.with_forms(ROUND)
    rows = [{"before": one, "segment": "round", "at": table.clock.isoformat()} for one in before]
    return Meeting.model_validate({**dict(table.meeting), "facilitator": by, "handovers": rows})


def test_half_a_meeting_counts_as_a_turn_in_the_seat() -> None:
    everybody = ["ada", "bo", "cleo"]
    assert least_recent_facilitator(everybody, [led("bo", "ada")]) == "cleo"
    assert least_recent_facilitator(everybody, [led("cleo"), led("bo", "ada")]) == "cleo"
    assert least_recent_facilitator(everybody, [led("cleo", "ada", "bo"), led("bo")]) == "ada"


def test_the_closing_proposes_nobody_who_had_the_seat_today() -> None:
    table = Table.with_forms(ROUND, segment("closing"))
    table.happens(events.HandOver, member="bo-lind")
    table.happens(events.Skip)
    assert table.question.default == "Cleo Hart"


LIST = segment("list", questions=(Question(key="q", label="Cause"),))


def lines(table: Table) -> list[str]:
    return [entry.text for entry in table.meeting.entries]


def test_the_last_line_of_a_list_is_taken_out_or_the_one_with_a_number() -> None:
    table = Table.with_forms(LIST)
    table.say("one", "two", "three")
    table.happens(events.Remove)
    assert lines(table) == ["one", "two"]
    table.happens(events.Remove, number=1)
    assert lines(table) == ["two"]
    assert table.ref == "list/2/q"
    table.say("four")
    assert lines(table) == ["two", "four"]


def test_the_line_to_which_one_went_back_is_the_one_that_is_taken_out() -> None:
    table = Table.with_forms(LIST, segment("silence"))
    table.say("one", "two", "three", "")
    table.happens(events.Back)
    table.happens(events.Back)
    table.happens(events.Back)
    assert table.question.earlier == "two"
    table.happens(events.Remove)
    assert lines(table) == ["one", "three"]
    table.say("")
    assert table.question.segment == "silence"


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_line_that_is_not_there_is_not_taken_out(number: int) -> None:
    table = Table.with_forms(LIST)
    table.say("one")
    with pytest.raises(IllegalMove, match="lines 1 to 1"):
        table.happens(events.Remove, number=number)
    assert lines(table) == ["one"]


def test_where_there_is_no_list_nothing_is_taken_out() -> None:
    table = Table.with_forms(ROUND)
    table.say("one")
    with pytest.raises(IllegalMove, match="no line"):
        table.happens(events.Remove)
    assert len(table.meeting.entries) == 1


def test_a_line_from_which_something_grew_stays() -> None:
    table = Table.with_forms(segment("thoughts"), segment("strategies"))
    table.say("A cause", "", "m", "An idea")
    assert table.meeting.strategies[0].grew_from == (table.meeting.thoughts[0].id,)
    while table.question.segment != "thoughts" or table.question.field != "text":
        table.happens(events.Back)
    with pytest.raises(IllegalMove, match="Something grew from this line"):
        table.happens(events.Remove, number=1)
    assert len(table.meeting.thoughts) == 1
