"""How a pulse moves from meeting to meeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.ledger.pulse import pulse_trends
from peergroup_cli.model.agenda import Question
from peergroup_cli.model.meeting import FEWEST_SLIPS, Meeting, PulseCounts
from tests.session.table import Table, segment

Counts = tuple[int, int, int, int, int]


def counted(number: int, label: str | None = None, **rows: Counts) -> Meeting:
    """A meeting in which these slips were counted."""
    pulse = segment("pulse", questions=(Question(key="safe", label=label or "I can say it"),))
    meeting = Table.with_forms(pulse, size=6).meeting
    counts = tuple(PulseCounts(statement=key, counts=row) for key, row in rows.items())
    return meeting.changed(number=number, pulse=counts)


def test_a_statement_has_its_readings_oldest_first_in_the_words_last_used() -> None:
    meetings = [
        counted(1, "Old words", safe=(0, 0, 6, 0, 0)),
        counted(2),
        counted(3, "New words", safe=(0, 0, 0, 3, 3)),
    ]
    (trend,) = pulse_trends(meetings)
    assert (trend.key, trend.statement) == ("safe", "New words")
    assert [(one.number, one.counts.mean) for one in trend.readings] == [(1, 3.0), (3, 4.5)]
    assert trend.moved == 1.5


def test_one_reading_has_not_moved() -> None:
    (trend,) = pulse_trends([counted(1, safe=(0, 0, 6, 0, 0))])
    assert trend.moved is None


def test_a_statement_that_the_agenda_no_longer_asks_is_called_by_its_key() -> None:
    trends = pulse_trends([counted(1, gone=(5, 0, 0, 0, 0))])
    assert [trend.statement for trend in trends] == ["gone"]


@pytest.mark.parametrize("row", [(0, 0, 0, 0, 0), (4, 0, 0, 0, 0), (0, 0, 1, 1, 2)])
def test_slips_by_which_somebody_could_be_told_are_left_out(row: Counts) -> None:
    assert pulse_trends([counted(1, safe=row)]) == ()


def test_without_meetings_there_is_no_trend() -> None:
    assert pulse_trends([]) == ()


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["safe", "equal", "grown"]), st.tuples(*[st.integers(0, 3)] * 5)
        ),
        max_size=4,
    )
)
def test_every_count_of_five_slips_is_read_once_and_no_other(rows: list[dict[str, Counts]]) -> None:
    meetings = [counted(number, None, **row) for number, row in enumerate(rows, start=1)]
    trends = pulse_trends(meetings)
    read = [(t.key, r.number, r.counts.counts) for t in trends for r in t.readings]
    kept = [
        (key, number, counts)
        for number, row in enumerate(rows, start=1)
        for key, counts in row.items()
        if sum(counts) >= FEWEST_SLIPS
    ]
    assert sorted(read) == sorted(kept)
    assert all(trend.moved is None or -4 <= trend.moved <= 4 for trend in trends)
