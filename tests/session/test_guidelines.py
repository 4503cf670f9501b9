"""Consent to guidelines: nothing that is said is lost, and what is corrected is undone."""

import pytest

from peergroup_cli.errors import IllegalMove
from peergroup_cli.model.meeting import Guidelines, Voice
from peergroup_cli.session import events
from tests.session.table import Table, segment

AFTER = segment("silence")


def agreeing(*answers: str) -> Table:
    """At the consent to two lines, and after these answers; Ada, Bo and Cleo are asked in turn."""
    table = Table.with_forms(segment("guidelines"), AFTER)
    table.say("One.", "Two.", "", "")
    assert table.question.member == "ada-brook"
    table.say(*answers)
    return table


def now(table: Table) -> Guidelines:
    assert table.meeting.guidelines is not None
    return table.meeting.guidelines


def lines(table: Table) -> list[str]:
    return [line.text for line in now(table).lines]


def voice(table: Table, member: str) -> Voice:
    heard = now(table).voice_of(member)
    assert heard is not None
    return heard


def asked(table: Table) -> tuple[str, str]:
    return table.question.subject, table.question.field


def test_words_at_changed_words_are_an_objection_and_it_is_asked_what_would_do() -> None:
    table = agreeing("y", "y", "too vague", "2: We begin on time", "")
    assert asked(table) == ("ada-brook", "once-more")
    assert table.question.about[1:] == ("1  One.", "2  We begin on time")
    table.say("5: We begin on time, all of us")
    assert voice(table, "ada-brook").objection == "5: We begin on time, all of us"
    assert asked(table) == ("ada-brook", "worked-in")
    table.say("2: We all begin on time", "y")
    # the others had said yes to other words
    assert asked(table) == ("bo-lind", "once-more")
    table.say("", "")
    assert table.question.segment == "silence"
    assert now(table).agreed is not None
    assert lines(table) == ["One.", "We all begin on time"]


def test_a_no_to_changed_words_is_asked_what_would_do_and_may_stay_open() -> None:
    table = agreeing("y", "y", "too vague", "2: Better", "", "n", "", "y")
    assert table.question.segment == "silence"
    assert (voice(table, "ada-brook").refused, now(table).agreed) == (True, None)


def test_words_at_the_question_after_the_change_are_kept_beside_the_first_objection() -> None:
    table = agreeing("too vague", "2: Better", "now it is too strict")
    assert voice(table, "ada-brook").objection == "too vague\nnow it is too strict"
    assert (voice(table, "ada-brook").refused, voice(table, "ada-brook").consents) == (True, False)


@pytest.mark.parametrize("yes", ["yes", "Y", "Yes."])
def test_a_yes_is_understood_however_it_is_written(yes: str) -> None:
    table = agreeing("y", "y", "too vague", "2: Better", yes, yes, yes)
    assert now(table).agreed is not None


def test_who_left_an_objection_open_is_asked_when_the_words_change_for_another() -> None:
    table = agreeing("too vague", "", "no", "2: Better", "")
    table.say("y")
    assert asked(table) == ("ada-brook", "once-more")
    assert table.question.label == "the words have changed: can you live with these now?"
    table.say("")
    assert now(table).agreed is not None


def test_who_passes_at_changed_words_is_not_asked_at_once_again() -> None:
    table = agreeing("y", "y", "too vague", "2: Better", "")
    table.happens(events.Pass)
    assert asked(table) == ("bo-lind", "once-more")
    table.say("")
    assert table.question.segment == "silence"
    assert now(table).agreed is None


def test_a_reason_is_no_line_and_the_question_stays() -> None:
    table = agreeing("no", "too vague")
    assert lines(table) == ["One.", "Two."]
    assert voice(table, "ada-brook").objection == "too vague"
    assert asked(table) == ("ada-brook", "worked-in")
    table.say("+ We say when we do not know")
    assert lines(table) == ["One.", "Two.", "We say when we do not know"]
    assert asked(table) == ("ada-brook", "again")


def test_the_question_itself_says_how_words_are_changed() -> None:
    label = agreeing("no").question.label
    assert all(sign in label for sign in ("2: ", "+ ", "Enter"))


@pytest.mark.parametrize("typed", ["2:", "2", " 2 : ", "+ 2"])
def test_a_number_alone_is_no_line(typed: str) -> None:
    for table in (agreeing("no"), Table.with_forms(segment("guidelines"))):
        before = table.meeting
        with pytest.raises(ValueError, match="in other words: “2: …”"):
            table.say(typed)
        assert table.meeting == before


def test_a_line_is_taken_out_where_it_is_asked_what_would_do() -> None:
    table = agreeing("no")
    table.happens(events.Remove, number=1)
    assert lines(table) == ["Two."]
    assert asked(table) == ("ada-brook", "again")


def test_a_line_is_taken_out_while_members_are_asked_and_the_others_hear_of_it() -> None:
    table = agreeing("y")
    table.happens(events.Remove, number=1)
    assert asked(table) == ("bo-lind", "consent")
    assert table.question.about == ("1  Two.",)
    table.say("y", "y")
    assert asked(table) == ("ada-brook", "once-more")
    with pytest.raises(IllegalMove, match="number of the line"):
        table.happens(events.Remove)
    with pytest.raises(IllegalMove, match="lines 1 to 1"):
        table.happens(events.Remove, number=4)


def test_when_all_lines_are_taken_out_lines_are_asked_for_again() -> None:
    table = agreeing("y")
    table.happens(events.Remove, number=1)
    table.happens(events.Remove, number=1)
    assert table.question.field == "line"


def test_a_line_is_taken_out_when_the_guidelines_are_looked_at_again() -> None:
    first = agreeing("y", "y", "y")
    table = Table.with_forms(segment("guidelines-check"), AFTER, earlier=(first.finish(),))
    table.happens(events.Remove, number=2)
    assert lines(table) == ["One."]
    assert table.question.field == "consent"


def test_a_no_to_whether_they_are_right_is_no_new_line() -> None:
    first = agreeing("y", "y", "y")
    table = Table.with_forms(segment("guidelines-check"), AFTER, earlier=(first.finish(),))
    with pytest.raises(ValueError, match="What shall change"):
        table.say("no")
    table.say("+ Three.")
    assert lines(table) == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        ("+ Three", "2: Two, better", ["One.", "Two, better"]),
        ("+ Three", "3: Three, better", ["One.", "Two.", "Three, better"]),
        ("1: Changed", "2: Two, better", ["One.", "Two, better"]),
        ("1: Changed", "1: One, better", ["One, better", "Two."]),
        ("- 1", "1: Two, better", ["One.", "Two, better"]),
        ("- 1", "+ Three", ["One.", "Two.", "Three"]),
    ],
)
def test_what_a_corrected_answer_had_made_is_undone(first: str, then: str, left: list[str]) -> None:
    table = agreeing("no", first)
    table.happens(events.Back)
    assert table.question.earlier == first
    table.say(then)
    assert lines(table) == left
    table.happens(events.Back)
    table.happens(events.Back)
    table.say("yes")
    assert lines(table) == ["One.", "Two."]


def test_what_others_have_changed_since_is_not_undone() -> None:
    table = agreeing("no", "1: Changed", "", "no", "1: Changed once more")
    while asked(table) != ("ada-brook", "worked-in"):
        table.happens(events.Back)
    table.say("2: Two, better")
    assert lines(table) == ["Changed once more", "Two, better"]


def test_other_words_for_an_objection_leave_what_came_of_it() -> None:
    table = agreeing("no", "1: Changed", "")
    while asked(table) != ("ada-brook", "consent"):
        table.happens(events.Back)
    table.say("It is too vague")
    assert lines(table) == ["Changed", "Two."]
    assert (voice(table, "ada-brook").consents, voice(table, "ada-brook").worked_in) == (
        True,
        "1: Changed",
    )
    assert asked(table) == ("bo-lind", "consent")


def test_a_no_to_changed_words_that_is_taken_back_undoes_what_came_of_it() -> None:
    table = agreeing("y", "y", "too vague", "2: Better", "", "n", "+ Three")
    while asked(table) != ("ada-brook", "once-more"):
        table.happens(events.Back)
    table.say("yes")
    assert lines(table) == ["One.", "Better"]
