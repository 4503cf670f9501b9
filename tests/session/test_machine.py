"""How a meeting moves: legal moves, going back, passing, skipping, ending."""

import pytest

from peergroup_cli.errors import IllegalMove
from peergroup_cli.model.agenda import Question
from peergroup_cli.session import events
from peergroup_cli.session.forms import FORMS
from peergroup_cli.session.machine import MOVES, step
from peergroup_cli.session.walk import Session
from tests.session.table import Table, agenda, cohort, segment, shipped

TAKEAWAY = segment("round", questions=(Question(key="takeaway", label="Takeaway"),))
TWO_QUESTIONS = segment(
    "round",
    disclosure="member",
    questions=(Question(key="pressure", label="Pressure"), Question(key="help", label="Help")),
)
CAUSES = segment("list", questions=(Question(key="cause", label="Cause"),))


@pytest.mark.parametrize("key", ["learning-together", "explore", "reflect"])
def test_a_meeting_can_be_walked_with_enter_alone(key: str) -> None:
    table = Table.with_agenda(shipped(key), size=6)
    assert table.finish().state == "finished"
    assert table.meeting.position is None


def test_every_capture_of_an_agenda_has_its_form() -> None:
    from typing import get_args

    from peergroup_cli.model.agenda import Capture

    assert set(FORMS) == set(get_args(Capture))


def test_everything_is_legal_while_a_meeting_is_open_and_nothing_afterwards() -> None:
    kinds = {kind for kind in vars(events).values() if isinstance(kind, type)}
    kinds = {kind for kind in kinds if issubclass(kind, events.Event)} - {events.Event}
    assert {kind for state, kind in MOVES if state == "open"} == kinds
    assert {state for state, _ in MOVES} == {"open"}


def test_a_finished_meeting_takes_no_more_answers_and_stays_as_it_is() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.finish()
    before = table.meeting
    with pytest.raises(IllegalMove):
        table.say("too late")
    assert table.meeting == before


def test_a_round_asks_each_member_once_and_the_first_speaker_rotates() -> None:
    table = Table.with_forms(TAKEAWAY, TAKEAWAY.changed(key="again"))
    table.say("one", "two", "three", "four", "five", "six")
    members = [ref.split("/")[1] for ref in table.asked if not ref.startswith("opening")]
    assert members[:3] == ["ada-brook", "bo-lind", "cleo-hart"]
    assert members[3:] == ["bo-lind", "cleo-hart", "ada-brook"]


def test_a_round_of_short_answers_costs_one_answer_a_member_and_nothing_else() -> None:
    table = Table.with_forms(TAKEAWAY, size=6)
    before = len(table.asked)
    table.finish()
    assert len(table.asked) - before == 6


def test_all_answers_of_a_member_come_before_the_next_member() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.say("a", "b", "c")
    assert [ref.removeprefix("round/") for ref in table.asked[-3:]] == [
        "ada-brook/pressure",
        "ada-brook/help",
        "bo-lind/pressure",
    ]


def test_passing_goes_on_to_the_next_member() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.happens(events.Pass)
    assert table.ref == "round/bo-lind/pressure"
    assert [(turn.member, turn.outcome) for turn in table.meeting.turns] == [
        ("ada-brook", "passed")
    ]


def test_passing_in_the_middle_of_a_turn_keeps_what_was_said() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.say("a lot")
    table.happens(events.Pass)
    assert table.ref == "round/bo-lind/pressure"
    assert [entry.text for entry in table.meeting.entries] == ["a lot"]
    assert table.meeting.turns == ()


def test_enter_at_the_beginning_of_a_turn_is_a_pass() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.say("")
    assert table.ref == "round/bo-lind/pressure"
    assert [turn.outcome for turn in table.meeting.turns] == ["passed"]


def test_who_passed_and_speaks_after_all_has_not_passed() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.happens(events.Pass)
    table.happens(events.Back)
    table.say("after all")
    assert table.meeting.turns == ()
    assert table.ref == "round/bo-lind/takeaway"


def test_who_passed_and_speaks_after_all_is_asked_everything() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.say("", "")
    table.happens(events.Back)
    table.happens(events.Back)
    assert table.ref == "round/ada-brook/pressure"
    table.say("loud")
    assert table.ref == "round/ada-brook/help"
    table.say("quiet")
    assert table.ref == "round/cleo-hart/pressure"


def test_only_a_lesson_can_be_released_to_the_organisation() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.say("said")
    with pytest.raises(IllegalMove, match="Only a lesson"):
        table.happens(events.Classify, disclosure="organisation", owner_says_yes=True)


def test_who_leaves_early_was_here() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.happens(events.Attend, member="ada-brook", presence="left")
    assert table.meeting.taking_part == ("bo-lind", "cleo-hart")


def test_going_back_deletes_nothing_and_enter_keeps_what_was_said() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.say("first", "second")
    table.happens(events.Back)
    table.happens(events.Back)
    assert table.question.earlier == "first"
    table.say("")
    assert [entry.text for entry in table.meeting.entries] == ["first", "second"]


def test_after_a_correction_the_meeting_goes_on_where_it_was() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.say("first", "second")
    table.happens(events.Back)
    table.happens(events.Back)
    table.say("first, in better words")
    assert table.ref == "round/cleo-hart/takeaway"
    assert [entry.text for entry in table.meeting.entries] == ["first, in better words", "second"]


@pytest.mark.parametrize("again", ["", "first"])
def test_an_answer_that_is_given_unchanged_is_kept_and_not_given_anew(again: str) -> None:
    table = Table.with_forms(segment("strategies"), segment("experiments"))
    table.say("Listed", "", "My own", "it rains", "walk")
    for _ in range(3):
        table.happens(events.Back)
    before = table.meeting
    table.say(again and table.question.earlier)
    assert table.meeting.strategies == before.strategies
    assert table.meeting.experiments == before.experiments
    assert table.question.field == "obstacle"


def test_enter_or_pass_on_what_was_empty_comes_back_to_where_the_meeting_was() -> None:
    for move in (events.Pass, None):
        table = Table.with_forms(TWO_QUESTIONS, CAUSES)
        table.say("", "bo", "b", "", "a cause")
        while table.ref != "round/ada-brook/pressure":
            table.happens(events.Back)
        if move:
            table.happens(move)
        else:
            table.say("")
        assert table.ref == "list/2/cause"


def test_going_back_crosses_into_the_segment_before() -> None:
    table = Table.with_forms(TAKEAWAY, CAUSES)
    table.say("a", "b", "c", "a cause")
    table.happens(events.Back)
    table.happens(events.Back)
    assert table.ref == "round/cleo-hart/takeaway"


def test_there_is_nothing_before_the_first_question() -> None:
    table = Table.with_agenda(agenda(TAKEAWAY))
    with pytest.raises(IllegalMove):
        table.happens(events.Back)


def test_skipping_leaves_out_the_rest_of_the_segment_and_keeps_its_beginning() -> None:
    table = Table.with_forms(TAKEAWAY, CAUSES)
    table.say("said")
    table.happens(events.Skip)
    assert table.ref == "list/1/cause"
    assert [entry.text for entry in table.meeting.entries] == ["said"]


def test_a_meeting_cut_short_keeps_what_it_has() -> None:
    table = Table.with_forms(TAKEAWAY, CAUSES)
    table.say("said")
    table.happens(events.End)
    assert table.meeting.state == "cut-short"
    assert table.session.question is None
    assert [entry.text for entry in table.meeting.entries] == ["said"]


def test_an_answer_that_is_not_understood_changes_nothing() -> None:
    table = Table.with_agenda(agenda(TAKEAWAY))
    before = table.session
    with pytest.raises(ValueError, match="one of: 1 Ada Brook · 2 Bo Lind · 3 Cleo Hart"):
        table.say("nobody I know")
    assert table.session == before


def test_text_that_is_no_text_is_refused_in_words() -> None:
    table = Table.with_forms(TAKEAWAY)
    with pytest.raises(ValueError, match="not valid UTF-8"):
        table.say("broken \udce4")


def test_the_question_that_is_asked_next_is_in_the_meeting() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.say("pressed")
    reopened = Session(table.session.context, table.meeting)
    assert reopened.question == table.session.question


def test_a_position_that_does_not_exist_goes_to_its_segment() -> None:
    table = Table.with_forms(TAKEAWAY, CAUSES)
    position = table.meeting.position
    assert position is not None
    lost = table.meeting.changed(position=position.changed(question="list/99/nothing"))
    session = Session(table.session.context, lost)
    assert session.question is None
    found = step(session, events.Resume(table.clock))
    assert found.question is not None
    assert found.question.ref == "list/1/cause"


def test_a_position_in_an_unknown_segment_goes_to_the_beginning() -> None:
    table = Table.with_forms(TAKEAWAY)
    position = table.meeting.position
    assert position is not None
    lost = table.meeting.changed(position=position.changed(question="gone/1/x"))
    found = step(Session(table.session.context, lost), events.Resume(table.clock))
    assert found.question is not None
    assert found.question.segment == "opening"


def test_a_parked_thought_has_the_speaker_and_no_wider_class_than_the_segment() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.happens(events.Park, text="later")
    table.happens(events.Park, text="Cleo: much later")
    assert [(p.text, p.member, p.disclosure) for p in table.meeting.parked] == [
        ("later", "ada-brook", "member"),
        ("much later", "cleo-hart", "member"),
    ]
    assert table.ref == "round/ada-brook/pressure"


def test_a_private_note_is_kept_apart_from_everything_that_has_a_class() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.happens(events.Note, text="Bo is very quiet")
    assert [note.text for note in table.meeting.private_notes] == ["Bo is very quiet"]
    assert table.meeting.captured == ()


def test_a_late_member_joins_the_running_round() -> None:
    table = Table.with_agenda(agenda(TAKEAWAY))
    table.say("3")
    while table.question.segment == "opening":
        table.say("")
    table.happens(events.Attend, member="cleo-hart", presence="late")
    table.finish()
    assert "round/cleo-hart/takeaway" in table.asked


def test_who_leaves_in_the_own_turn_is_not_asked_any_more() -> None:
    table = Table.with_forms(TWO_QUESTIONS)
    table.say("said")
    table.happens(events.Attend, member="ada-brook", presence="absent")
    assert table.ref == "round/bo-lind/pressure"
    assert [entry.text for entry in table.meeting.entries] == ["said"]


@pytest.mark.parametrize("gone", ["ada-brook", "cleo-hart", "fay-reed"])
@pytest.mark.parametrize("after", range(6))
def test_when_somebody_leaves_a_round_everybody_else_is_asked_exactly_once(
    gone: str, after: int
) -> None:
    table = Table.with_forms(segment("silence"), TAKEAWAY, size=6)
    table.say("")
    table.say(*["said"] * after)
    table.happens(events.Attend, member=gone, presence="left")
    before = [ref for ref in table.asked if ref.startswith("round/")]
    table.finish()
    heard = [ref.split("/")[1] for ref in table.asked if ref.startswith("round/")]
    others = {m.id for m in cohort(6).members} - {gone}
    assert sorted(m for m in heard if m != gone) == sorted(others)
    assert heard[: len(before)] == [ref.split("/")[1] for ref in before]


def test_who_comes_back_behind_the_own_place_speaks_last() -> None:
    table = Table.with_forms(segment("silence"), TAKEAWAY, size=4)
    table.say("")
    first = table.question.member
    table.happens(events.Attend, member=first, presence="left")
    table.say("said", "said")
    table.happens(events.Attend, member=first, presence="late")
    table.finish()
    heard = [ref.split("/")[1] for ref in table.asked if ref.startswith("round/")]
    assert heard[-1] == first
    assert len(heard) == 4
    assert {a.presence for a in table.meeting.attendance} == {"present"}


def test_who_has_spoken_and_comes_back_is_not_asked_again() -> None:
    table = Table.with_forms(segment("silence"), TAKEAWAY, size=4)
    table.say("")
    first = table.question.member
    table.say("said")
    table.happens(events.Attend, member=first, presence="left")
    table.happens(events.Attend, member=first, presence="late")
    table.finish()
    heard = [ref.split("/")[1] for ref in table.asked if ref.startswith("round/")]
    assert sorted(heard) == sorted(m.id for m in cohort(4).members)


def test_what_a_late_answer_brings_up_is_asked_before_the_meeting_goes_on() -> None:
    table = Table.with_forms(segment("thoughts"), TAKEAWAY)
    table.say("")
    table.happens(events.Back)
    table.say("one", "two", "")
    assert table.ref == "thoughts/m1-thought-1/sort"
    table.say("m")
    assert table.ref == "thoughts/m1-thought-2/sort"
    table.say("")
    assert table.ref == "round/bo-lind/takeaway"


def test_a_restated_challenge_keeps_a_stricter_class() -> None:
    first = Table.with_forms(segment("challenges"))
    first.say("A title", "The case")
    first.happens(events.Classify, disclosure="room")
    before = first.finish()
    table = Table.with_forms(segment("restate"), earlier=(before,))
    table.finish()
    assert [c.disclosure for c in table.meeting.challenges if c.title == "A title"] == ["room"]


def test_who_is_here_already_does_not_move_by_arriving() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.happens(events.Attend, member="bo-lind", presence="late")
    assert {a.presence for a in table.meeting.attendance} == {"present"}


def test_a_skipped_opening_leaves_everybody_present() -> None:
    table = Table.with_agenda(agenda(TAKEAWAY))
    table.happens(events.Skip)
    assert len(table.meeting.taking_part) == 3
    assert table.ref.startswith("round/")


def test_an_agenda_without_an_opening_still_has_its_members() -> None:
    held = agenda(TAKEAWAY)
    bare = held.changed(segments=held.segments[1:], minutes=10)
    assert Table.with_agenda(bare).ref == "round/ada-brook/takeaway"


def test_the_last_one_in_the_room_cannot_leave() -> None:
    table = Table.with_forms(TAKEAWAY, size=2)
    table.happens(events.Attend, member="ada-brook", presence="absent")
    with pytest.raises(IllegalMove):
        table.happens(events.Attend, member="bo-lind", presence="absent")


def test_a_stricter_class_needs_nobodys_yes_and_a_wider_one_its_owners() -> None:
    table = Table.with_forms(TAKEAWAY)
    table.say("said")
    table.happens(events.Classify, disclosure="room")
    assert [entry.disclosure for entry in table.meeting.entries] == ["room"]
    with pytest.raises(IllegalMove, match="owner"):
        table.happens(events.Classify, disclosure="group")
    table.happens(events.Classify, disclosure="group", owner_says_yes=True)
    assert [entry.disclosure for entry in table.meeting.entries] == ["group"]


def test_there_is_no_class_to_change_before_anything_was_noted() -> None:
    table = Table.with_forms(TAKEAWAY)
    with pytest.raises(IllegalMove):
        table.happens(events.Classify, disclosure="room")


def test_a_case_stays_in_the_room_until_its_owner_widens_it() -> None:
    table = Table.with_forms(segment("challenges"))
    table.say("A title", "The case")
    told = table.meeting.challenges[0]
    assert (told.disclosure, told.case_disclosure) == ("group", "room")
    with pytest.raises(IllegalMove, match="owner"):
        table.happens(events.Classify, disclosure="group")
    table.happens(events.Classify, disclosure="group", owner_says_yes=True)
    assert table.meeting.challenges[0].case_disclosure == "group"


def test_who_takes_a_case_to_the_room_takes_its_title_along() -> None:
    table = Table.with_forms(segment("challenges"))
    table.say("A title", "The case")
    table.happens(events.Classify, disclosure="room")
    told = table.meeting.challenges[0]
    assert (told.disclosure, told.case_disclosure) == ("room", "room")


def test_before_its_case_is_told_a_challenge_is_its_title() -> None:
    table = Table.with_forms(segment("challenges"))
    table.say("A title")
    table.happens(events.Classify, disclosure="room")
    assert [told.disclosure for told in table.meeting.challenges] == ["room"]


def test_a_meeting_that_lost_its_position_begins_at_its_first_question_again() -> None:
    table = Table.with_forms(TAKEAWAY)
    lost = Session(table.session.context, table.meeting.changed(position=None))
    found = step(lost, events.Resume(table.clock)).question
    assert found is not None
    assert found.segment == "opening"


def test_settled_questions_are_passed_over_and_still_there_when_one_goes_back() -> None:
    table = Table.with_agenda(agenda(TAKEAWAY))
    led = table.meeting.changed(facilitator="bo-lind")
    table.session = Session(table.session.context, led)
    table.say("", "")
    assert table.question.field == "scribe"
    table.happens(events.Back)
    assert table.question.field == "facilitator"
    assert table.question.earlier == "Bo Lind"


def test_a_segment_without_a_question_is_stepped_over() -> None:
    table = Table.with_forms(segment("marks"), TAKEAWAY)
    assert table.ref.startswith("round/")


def test_members_who_left_the_cohort_are_not_asked() -> None:
    group = cohort(3)
    assert len(group.present_members) == 3
    left = group.with_member(group.members[0].changed(left="2026-11-01"))
    assert [member.id for member in left.present_members] == ["bo-lind", "cleo-hart"]
