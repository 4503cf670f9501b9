"""What one goes back to may give a later segment something to ask, and then it is asked."""

from peergroup_cli.session import events
from tests.session.table import Table, segment

HELD = (
    segment("strategies"),
    segment("marks", on="strategies", votes=2),
    segment("silence"),
    segment("closing"),
)


def gone_back() -> Table:
    """The list ended empty; one went back to it from behind the marks."""
    table = Table.with_forms(*HELD)
    table.say("")
    assert table.question.segment == "silence"
    table.happens(events.Back)
    return table


def walked(table: Table, *, until: str) -> list[str]:
    """Who is asked on the way with Enter, in which segment."""
    refs = []
    while table.question.segment != until:
        refs.append("/".join(table.ref.split("/")[:2]))
        table.say("")
    return refs


MARKS = ["marks/ada-brook", "marks/bo-lind", "marks/cleo-hart"]


def test_marks_are_asked_for_once_there_is_something_to_mark() -> None:
    table = gone_back()
    table.say("one", "two", "three", "")
    assert sorted(walked(table, until="silence")) == MARKS
    assert table.meeting.position is not None
    assert table.meeting.position.ahead == ""


def test_who_goes_back_once_more_is_still_asked_for_all_marks() -> None:
    table = gone_back()
    table.say("one", "two", "")
    table.happens(events.Back)
    table.say("three", "")
    assert sorted(walked(table, until="silence")) == MARKS


def test_marks_are_asked_for_also_when_a_line_is_taken_out_meanwhile() -> None:
    table = gone_back()
    table.say("one", "two", "three")
    table.happens(events.Remove)
    table.say("")
    assert sorted(walked(table, until="silence")) == MARKS


def test_no_marks_are_asked_for_when_the_lines_are_gone_again() -> None:
    table = gone_back()
    table.say("one", "two")
    table.happens(events.Remove)
    table.say("")
    assert table.question.segment == "silence"


def test_who_passed_with_marks_is_not_asked_again_for_a_line_that_comes_late() -> None:
    table = Table.with_forms(*HELD)
    table.say("one", "two", "", "1", "", "")
    assert table.question.segment == "silence"
    while table.question.segment != "strategies":
        table.happens(events.Back)
    table.say("three", "")
    assert table.question.segment == "silence"
