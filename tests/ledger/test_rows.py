"""What a cohort may see of its own tests and lessons, as rows."""

import pytest

from peergroup_cli.ledger.rows import own_rows
from peergroup_cli.model.meeting import Meeting
from tests.session.test_forms import explored, reflecting


def released() -> Meeting:
    """A reflect meeting with one released lesson."""
    table = reflecting()
    table.say("k", "k", "Asking first helps", "On Fridays", "y")
    return table.meeting


@pytest.mark.parametrize("kept", ["member", "room"])
def test_a_released_lesson_is_seen_by_its_own_cohort_whatever_the_class_of_its_report(
    kept: str,
) -> None:
    meeting = released()
    report = next(one for one in meeting.reports if one.member == "ada-brook")
    hidden = meeting.with_record(report.changed(disclosure=kept))
    (row,) = own_rows([explored(), hidden])
    assert (row.id, row.released) == ("m2-lesson-1", True)
    assert (row.insight, row.strategy, row.cause) == ("Asking first helps", "A strategy", "A cause")
    assert row.told == ""


def test_a_released_lesson_is_seen_by_its_own_cohort_in_the_released_words() -> None:
    before = explored()
    reworded = before.with_record(before.strategies[0].changed(text="Reworded by hand"))
    (row,) = own_rows([reworded, released()])
    assert (row.strategy, row.released) == ("A strategy", True)
