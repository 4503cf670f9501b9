"""The tie after the marks, and the pulse: numbers on slips without names."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.model.agenda import Question
from peergroup_cli.model.meeting import FEWEST_SLIPS, PulseCounts
from peergroup_cli.session import events
from peergroup_cli.session.forms.pulse import as_counts, counts_in
from tests.session.table import Table, segment

PULSE = segment(
    "pulse",
    minutes=10,
    questions=(Question(key="safe", label="I can say it"), Question(key="equal", label="Equal")),
)


def voted(*marks: str) -> Table:
    """Three strategies, and the marks of Bo, Cleo and Ada on them."""
    table = Table.with_forms(segment("strategies"), segment("marks"), segment("silence"))
    table.say("one", "two", "three", "", *marks)
    return table


def decided(table: Table) -> list[str]:
    return [row.record for row in table.meeting.decided]


def test_a_tie_is_shown_and_the_group_settles_it() -> None:
    table = voted("1 2", "1 2", "3")
    assert table.ref == "marks/everybody/first"
    assert "tie: 1, 2 have 2 marks each" in table.question.label
    with pytest.raises(ValueError, match="one of: 1 · 2"):
        table.say("3")
    table.say("2")
    assert decided(table) == ["m1-strategy-2"]
    assert table.ref.startswith("silence/")


def test_a_tie_can_be_left_as_it_is() -> None:
    table = voted("1", "2", "")
    assert "1 mark each" in table.question.label
    table.say("")
    assert decided(table) == []
    assert table.ref.startswith("silence/")


@pytest.mark.parametrize("marks", [("1 2", "1", ""), ("", "", ""), ("3 3", "1 2", "")])
def test_where_one_has_the_most_marks_or_nobody_gave_any_nothing_is_asked(
    marks: tuple[str, ...],
) -> None:
    assert voted(*marks).ref.startswith("silence/")


def test_another_decision_takes_the_place_of_the_first() -> None:
    table = voted("1", "2", "")
    table.say("1")
    table.happens(events.Back)
    assert table.question.earlier == "1"
    table.say("2")
    assert decided(table) == ["m1-strategy-2"]


def test_what_was_settled_for_a_tie_does_not_outlive_it() -> None:
    table = voted("1 2", "1 2", "")
    table.say("2")
    for _ in range(4):
        table.happens(events.Back)
    assert table.question.member == "bo-lind"
    table.say("1 3")
    assert decided(table) == []


def test_what_was_settled_stays_while_it_is_one_of_the_tie() -> None:
    table = voted("1 2", "1 2", "")
    table.say("2")
    for _ in range(3):
        table.happens(events.Back)
    table.say("2 1")
    assert decided(table) == ["m1-strategy-2"]


# --- the pulse


def test_the_pulse_keeps_five_numbers_a_statement() -> None:
    table = Table.with_forms(PULSE, size=6)
    table.say("5: 2, 4: 3", "3:1, 1: 4")
    rows = {row.statement: row.counts for row in table.meeting.pulse}
    assert rows == {"safe": (0, 0, 0, 3, 2), "equal": (4, 0, 1, 0, 0)}
    assert table.meeting.captured == ()


def test_with_fewer_than_five_here_there_is_no_pulse() -> None:
    assert Table.with_forms(PULSE, segment("silence"), size=4).ref.startswith("silence/")
    table = Table.with_forms(PULSE, segment("silence"), size=5)
    assert table.ref == "pulse/safe/counts"
    table.happens(events.Attend, member="bo-lind", presence="left")
    assert table.ref.startswith("silence/")


@pytest.mark.parametrize(("typed", "told"), [("5: 4", "4 slips"), ("5: 3, 4: 4", "7 slips")])
def test_too_few_slips_and_more_than_people_are_not_kept(typed: str, told: str) -> None:
    table = Table.with_forms(PULSE, size=6)
    with pytest.raises(ValueError, match=told):
        table.say(typed)
    assert table.meeting.pulse == ()


def test_a_count_is_corrected_and_a_statement_left_out() -> None:
    table = Table.with_forms(PULSE, segment("silence"), size=6)
    table.say("5: 5")
    table.happens(events.Back)
    assert table.question.earlier == "5: 5"
    table.say("4: 6")
    table.say("")
    assert [row.counts for row in table.meeting.pulse] == [(0, 0, 0, 6, 0)]
    assert table.ref.startswith("silence/")


def test_who_passes_the_first_statement_leaves_out_the_pulse() -> None:
    table = Table.with_forms(PULSE, segment("silence"), size=6)
    table.happens(events.Pass)
    assert (table.ref.split("/")[0], table.meeting.pulse) == ("silence", ())


@pytest.mark.parametrize("typed", ["5: 2 4: 3", "5=2;4=3", "4×3 5×2", "5:2·4:3", " 4 : 3 , 5x2 "])
def test_counts_can_be_typed_in_several_ways(typed: str) -> None:
    assert counts_in(typed) == (0, 0, 0, 3, 2)


@pytest.mark.parametrize(
    "typed", ["", "5", "5: 2, 5: 3", "6: 1", "0: 1", "15: 2", "5: 123", "5: -2", "5: 2 and 4: 3"]
)
def test_counts_that_are_none_are_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="5: 2, 4: 3"):
        counts_in(typed)


@given(st.lists(st.integers(0, 99), min_size=5, max_size=5).filter(any))
def test_counts_read_as_they_are_typed(counts: list[int]) -> None:
    row = PulseCounts.model_validate({"statement": "safe", "counts": counts})
    assert counts_in(as_counts(row)) == row.counts
    assert 1 <= row.mean <= 5


@given(st.text(alphabet="12345:=x×, ;0\uff19\u0663") | st.text())
def test_any_text_is_five_counts_or_refused_and_never_few_slips(typed: str) -> None:
    table = Table.with_forms(PULSE, size=6)
    with suppress(ValueError):
        table.say(typed)
    assert all(FEWEST_SLIPS <= row.slips <= 6 for row in table.meeting.pulse)
