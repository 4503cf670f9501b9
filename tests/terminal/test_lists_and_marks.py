"""A list and its marks at the screen: pasted lines, slips, what is taken out, what is marked."""

import io
from datetime import timedelta

import pytest

from peergroup_cli.errors import UsageProblem
from peergroup_cli.model.agenda import Question
from peergroup_cli.session import events
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import CLEARING, LineAsk
from tests.session.table import Table, segment
from tests.session.test_forms import explored
from tests.session.test_material import MODULE, outside
from tests.terminal.sitting import Act, Key, Sitting, table

LIST = segment("list", questions=(Question(key="cause", label="Cause"),))
THOUGHTS, STRATEGIES = segment("thoughts"), segment("strategies")
MARKS = segment("marks", on="strategies", votes=2)


def said(session: Session) -> list[tuple[str | None, str]]:
    return [(entry.member, entry.text) for entry in session.meeting.entries]


def test_lines_that_are_pasted_into_a_list_are_a_line_each() -> None:
    sitting = Sitting(["one\n\nAda: two\nOne\nthree"])
    after = sitting.run(table(LIST))
    assert [text for _, text in said(after)] == ["one", "two", "One", "three"]
    assert said(after)[1] == ("ada-brook", "two")
    assert "That stands there already, as line 1." in sitting.shown
    assert after.question is not None
    assert after.question.label == "Cause 5"


def test_lines_that_are_pasted_are_not_said_to_be_taken_over() -> None:
    sitting = Sitting(["an idea\nanother one"])
    sitting.run(outside().session)
    assert "Taken over" not in sitting.shown


def test_where_many_lines_were_asked_for_they_are_one_line_of_the_list() -> None:
    after = Sitting(["/long", "one\ntwo"]).run(table(LIST))
    assert said(after) == [(None, "one\ntwo")]


def test_a_line_of_a_list_is_taken_out_and_said() -> None:
    sitting = Sitting(["one", "two", "/remove 1", "/remove x", "/remove"])
    after = sitting.run(table(LIST))
    assert said(after) == []
    assert "Taken out: one" in sitting.shown
    assert any(asking.hint.startswith("Give the number of the line") for asking in sitting.asked)


@pytest.mark.parametrize("typed", ["Adda: nobody asks", "Ada, Bo: nobody asks", "ada and cleo: so"])
def test_a_speaker_who_may_be_a_slip_is_named(typed: str) -> None:
    sitting = Sitting([typed])
    after = sitting.run(table(LIST))
    assert said(after) == [(None, typed)]
    assert f"“{typed.partition(':')[0]}” is nobody's name here" in sitting.shown


@pytest.mark.parametrize("typed", ["Brook: nobody asks", "ADA BROOK: nobody asks"])
def test_words_of_a_name_name_the_speaker(typed: str) -> None:
    assert said(Sitting([typed]).run(table(LIST))) == [("ada-brook", "nobody asks")]


def test_a_word_that_may_be_a_name_is_told_of_once_in_a_list() -> None:
    sitting = Sitting(["Zoe: nobody asks", "Zoe: nor do we"])
    assert len(said(sitting.run(table(LIST)))) == 2
    assert sitting.shown.count("“Zoe” is nobody's name here") == 1


@pytest.mark.parametrize(
    "typed", ["Ada: nobody asks", "rule: nobody asks", "Two things: a, b", "HR: slow", "Q3: late"]
)
def test_what_is_no_slip_is_not_remarked_on(typed: str) -> None:
    sitting = Sitting([typed])
    sitting.run(table(LIST))
    assert "nobody's name" not in sitting.shown


def test_what_stands_there_already_is_said_and_kept() -> None:
    sitting = Sitting(["We wait", "They fear us", "we  WAIT"])
    after = sitting.run(table(LIST))
    assert len(said(after)) == 3
    assert "That stands there already, as line 1." in sitting.shown


def test_how_the_marks_fell_is_shown_when_the_last_one_is_given() -> None:
    sitting = Sitting(["Ask first", "Write it down", "", "2 2", "2", "1"])
    sitting.run(table(STRATEGIES, MARKS, LIST))
    lines = [line.strip() for line in sitting.shown.splitlines()]
    at = lines.index("How the marks fell:")
    assert lines[at + 1 : at + 3] == ["2  Write it down: 3 marks", "1  Ask first: 1 mark"]


@pytest.mark.parametrize("last", ["", "/pass", Key("pass"), Key("next")])
def test_how_the_marks_fell_is_shown_also_when_the_last_one_passes(last: Act) -> None:
    sitting = Sitting(["Ask first", "Write it down", "", "2 2", "2", last])
    sitting.run(table(STRATEGIES, MARKS, LIST))
    assert "How the marks fell:\n  2  Write it down: 3 marks\n" in sitting.shown


def test_a_segment_that_was_held_is_not_said_to_have_nothing_to_ask() -> None:
    sitting = Sitting(["a cause", "", "one", "two", "", "/back", "/back", "/back", "/back", ""])
    after = sitting.run(table(LIST, STRATEGIES, segment("silence")))
    assert sitting.asked[-2].place == "list"
    assert after.question is not None
    assert after.question.segment == "silence"
    assert "nothing to ask here" not in sitting.shown


def test_before_a_round_of_plans_the_ideas_stand_there() -> None:
    held = Table.with_forms(segment("silence"), segment("experiments"), earlier=(explored(),))
    assert any(explored().strategies[0].text in line for line in held.question.about)
    assert Table.with_forms(segment("silence"), earlier=(explored(),)).question.about == ()


def test_a_reason_at_the_guidelines_is_said_to_be_no_line() -> None:
    sitting = Sitting(["One.", "", "", "no", "too vague", "+ Two."])
    after = sitting.run(table(segment("guidelines")))
    assert "no line has changed" in sitting.shown
    assert after.question is not None
    assert after.question.field == "again"
    assert "which words instead?" in sitting.asked[-2].label


def test_changed_words_are_shown_again_before_it_is_asked_whether_they_will_do() -> None:
    sitting = Sitting(["One.", "", "", "", "", "no", "1: Other.", ""])
    sitting.run(table(segment("guidelines")))
    assert [line.strip() for line in sitting.shown.splitlines()][-2:] == [
        "As the words are now:",
        "1  Other.",
    ]


def test_only_a_lesson_is_asked_about_when_it_is_to_be_released() -> None:
    sitting = Sitting(["one", "/class organisation"])
    sitting.run(table(LIST))
    assert not any("owner say yes" in asking.label for asking in sitting.asked)
    assert "Only a lesson" in sitting.asked[-1].hint


def test_words_of_a_strategy_that_stands_there_pick_it() -> None:
    played = Table.with_forms(STRATEGIES, segment("experiments"))
    played.say("Ask first", "", "ask  FIRST")
    assert len(played.meeting.strategies) == 1
    assert played.meeting.experiments[0].grew_from == (played.meeting.strategies[0].id,)


@pytest.mark.parametrize("field", ["by", "next-date"])
def test_a_day_that_has_passed_is_asked_for_again(field: str) -> None:
    form = segment("experiments") if field == "by" else segment("closing")
    played = Table.with_forms(form)
    while played.question.field != field:
        played.say("x" if field == "by" else "")
    with pytest.raises(ValueError, match="is before this meeting"):
        played.say((played.meeting.held_on - timedelta(days=1)).isoformat())
    played.say(played.meeting.held_on.isoformat())
    kept = played.meeting.experiments[0].by if field == "by" else played.meeting.next_date
    assert kept == played.meeting.held_on


def test_enter_takes_who_is_proposed_also_where_two_are_called_the_same() -> None:
    held = Table.with_agenda(Table.with_forms(LIST).meeting.agenda)
    context = held.session.context
    alike = context.cohort.with_member(context.cohort.member("bo-lind").changed(name="Ada Brook"))
    session = Session(type(context)(alike), held.meeting)
    played = Table(session)
    played.say("", "")
    assert played.question.field == "facilitator"
    assert played.question.default == "Ada Brook (Unit 1)"
    played.say("")
    assert played.meeting.facilitator == "ada-brook"


def test_who_was_said_to_be_missing_can_be_there_after_all() -> None:
    played = Table.with_agenda(Table.with_forms(LIST).meeting.agenda)
    played.say("Ada")

    played.happens(events.Back)
    assert "Enter: as it stands; “nobody” takes it back" in played.question.hint
    played.say("nobody")
    assert "ada-brook" in played.meeting.taking_part


def test_in_a_pipe_a_line_that_is_not_there_ends_it() -> None:

    with pytest.raises(UsageProblem, match="no line of a list"):
        Sitting([]).run(table(LIST), LineAsk(io.StringIO("/remove\n")))


@pytest.mark.parametrize(("lines", "whole"), [(24, False), (60, True)])
def test_a_long_list_from_outside_fits_the_screen_and_a_number_tells_the_rest(
    lines: int, *, whole: bool
) -> None:
    fits = MODULE.strategies[0].fits.split()[0]
    sitting = Sitting([], lines=lines)
    sitting.run(outside().session)
    shown = [line for line in sitting.shown.splitlines() if "   fits" in line]
    assert bool(shown) == whole
    assert (" tells all on it" in sitting.shown) != whole
    asked = Sitting(["/find 1"], lines=lines)
    asked.run(outside().session)
    told = [line for line in asked.shown.splitlines() if "   fits" in line]
    assert len(told) == len(shown) + 1
    assert fits in told[-1]


def test_bullets_of_lines_that_are_pasted_are_left_out_and_a_typed_one_stays() -> None:
    after = Sitting(["- one\n* two\n• three", "- four"]).run(table(LIST))
    assert [text for _, text in said(after)] == ["one", "two", "three", "- four"]


def test_further_guidelines_are_pasted_as_lines_and_taken_out() -> None:
    sitting = Sitting(["We listen\nWe start on time\nn", "/remove", "/remove 1"])
    after = sitting.run(table(segment("guidelines")))
    assert after.meeting.guidelines is not None
    assert [line.text for line in after.meeting.guidelines.lines] == ["We start on time"]
    assert "Taken out: n\n" in sitting.shown
    assert "Taken out: We listen" in sitting.shown


def test_where_a_name_alone_is_no_choice_the_line_is_empty_again() -> None:
    sitting = Sitting(["Nobody", "Ada,Nobody"])
    sitting.run(Table.with_agenda(Table.with_forms(LIST).meeting.agenda).session)
    assert [asking.prefill for asking in sitting.asked] == ["", "", ""]
    sitting = Sitting(["Ada, Nobody"])
    sitting.run(Table.with_agenda(Table.with_forms(LIST).meeting.agenda).session)
    assert [asking.prefill for asking in sitting.asked] == ["", "Ada, Nobody"]


def test_how_a_line_is_emptied_is_said_once_where_something_stands_in_it() -> None:
    sitting = Sitting(["one", "two", "/back", "", "/back", "/back"])
    sitting.run(table(LIST))
    assert [CLEARING in asking.hint for asking in sitting.asked].count(True) == 1


@pytest.mark.parametrize(
    ("disclosure", "told"),
    [("room", "for the room alone"), ("member", "for that member"), ("group", "for later.\n")],
)
def test_who_may_read_what_is_parked_is_said_where_few_may(disclosure: str, told: str) -> None:
    sitting = Sitting(["/park budgets", "/class group", "y"])
    form = segment(
        "round", disclosure=disclosure, questions=(Question(key="takeaway", label="Takeaway"),)
    )
    after = sitting.run(table(form))
    assert told in sitting.shown
    assert after.meeting.parked[0].disclosure == "group"


def test_before_more_may_read_a_note_it_is_shown_with_its_owner() -> None:
    form = segment(
        "round", disclosure="member", questions=(Question(key="takeaway", label="Takeaway"),)
    )
    sitting = Sitting(["I was afraid", "/class group", "n"])
    sitting.run(table(form))
    assert "Ada Brook: “I was afraid”" in sitting.shown
