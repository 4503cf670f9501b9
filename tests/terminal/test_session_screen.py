"""The meeting on the screen: what is saved when, and the words that steer it."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from peergroup_cli.content.library import shipped_modules
from peergroup_cli.errors import NotSaved, UsageProblem
from peergroup_cli.model.agenda import Question
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import Asking
from peergroup_cli.terminal.session_screen import SessionScreen
from peergroup_cli.terminal.words import WORDS
from tests.session.table import Table, agenda, segment
from tests.terminal.sitting import Sitting, Torn, table

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
TAKEAWAY = segment("round", questions=(Question(key="takeaway", label="Takeaway"),))


@dataclass
class Person:
    """Somebody at the keyboard: gives the answers one by one, and remembers what was asked."""

    answers: list[str]
    interactive: bool = True
    asked: list[Asking] = field(default_factory=list)

    def __call__(self, asking: Asking) -> str:
        """Give the next answer; Ctrl-D when there is none."""
        self.asked.append(asking)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


@dataclass
class Room:
    """A screen, a disk that remembers every save, and somebody who answers."""

    person: Person
    saves: list[Meeting] = field(default_factory=list)
    failures: int = 0
    paper: io.StringIO = field(default_factory=io.StringIO)
    clock: datetime = NOW

    def save(self, meeting: Meeting) -> None:
        """Keep the meeting; fail first, if told to."""
        if self.failures:
            self.failures -= 1
            raise NotSaved("001.toml", "No space left on device")
        self.saves.append(meeting)

    def run(self, session: Session) -> Session:
        """Run the screen over a session."""
        console = Console(file=self.paper, width=80, markup=False, emoji=False, highlight=False)
        return SessionScreen(self.person, console, self.save, lambda: self.clock).run(session)


def hold(*answers: str, interactive: bool = True) -> tuple[Room, Session]:
    """Hold a round of takeaways with these answers."""
    room = Room(Person(list(answers), interactive=interactive))
    return room, room.run(Table.with_forms(TAKEAWAY).session)


def test_every_answer_is_saved_before_the_next_question_is_asked() -> None:
    room, _ = hold("one", "two", "three")
    assert [[e.text for e in save.entries] for save in room.saves] == [
        ["one"],
        ["one", "two"],
        ["one", "two", "three"],
    ]


def test_the_end_of_input_leaves_the_meeting_open_at_its_question() -> None:
    room, session = hold("one")
    assert session.meeting.state == "open"
    assert session.question is not None
    assert session.question.member == "bo-lind"
    assert room.saves[-1].position == session.meeting.position


def test_stop_saves_nothing_that_was_not_said_and_keeps_the_question() -> None:
    room, session = hold("one", "/stop", "never asked")
    assert session.question is not None
    assert session.question.member == "bo-lind"
    assert len(room.saves) == 1
    assert room.person.answers == ["never asked"]


def test_help_shows_every_word() -> None:
    room, _ = hold("/help")
    assert all(f"/{word}" in room.paper.getvalue() for word in WORDS)


def test_say_shows_the_segment_once_more() -> None:
    room, _ = hold("/say")
    assert room.paper.getvalue().count("Say it.") == 2


def test_pass_back_and_skip_move_as_they_say() -> None:
    room, session = hold("/pass", "/back", "I do speak", "/skip")
    assert session.meeting.state == "finished"
    assert [entry.text for entry in session.meeting.entries] == ["I do speak"]
    assert [asking.label for asking in room.person.asked] == [
        "Ada Brook · Takeaway",
        "Bo Lind · Takeaway",
        "Ada Brook · Takeaway",
        "Bo Lind · Takeaway",
    ]


def test_a_thought_is_parked_in_one_line_or_asked_for() -> None:
    _, session = hold("/park about budgets", "/park", "Bo: and about time", "one")
    assert [(p.text, p.member) for p in session.meeting.parked] == [
        ("about budgets", "ada-brook"),
        ("and about time", "bo-lind"),
    ]


def test_an_empty_note_is_no_note() -> None:
    room, session = hold("/note", "  ", "/note for me")
    assert [note.text for note in session.meeting.private_notes] == ["for me"]
    assert "for the facilitator alone" in room.paper.getvalue()


def test_a_wider_class_asks_for_the_owners_yes() -> None:
    room, session = hold("one", "/class room", "/class group", "n", "/class group", "y")
    assert [entry.disclosure for entry in session.meeting.entries] == ["group"]
    refused = room.person.asked[4]
    assert "owner's yes" in refused.hint
    assert refused.prefill == ""


def test_a_class_that_does_not_exist_is_explained() -> None:
    room, _ = hold("one", "/class everybody")
    assert "for the room alone" in room.person.asked[-1].hint


def test_somebody_arrives_and_somebody_leaves() -> None:
    table = Table.with_agenda(agenda(TAKEAWAY))
    table.say("3", "", "", "")
    room = Room(Person(["/here Cleo", "/gone ada", "said"]))
    session = room.run(table.session)
    assert [e.member for e in session.meeting.entries] == ["bo-lind"]
    assert session.question is not None
    assert session.question.member == "cleo-hart"
    assert "Cleo Hart is here." in room.paper.getvalue()


def test_ending_early_is_asked_once_more() -> None:
    _, session = hold("one", "/end", "n", "/end", "y")
    assert session.meeting.state == "cut-short"
    _, session = hold("one", "/end", interactive=False)
    assert session.meeting.state == "cut-short"


LONG = segment("round", questions=(Question(key="story", label="Story", long=True),))


def hold_long(*answers: str, interactive: bool = True) -> tuple[Room, Session]:
    room = Room(Person(list(answers), interactive=interactive))
    return room, room.run(Table.with_forms(LONG).session)


def test_a_note_typed_into_a_long_answer_stays_a_note() -> None:
    room, session = hold_long("one\n/note he is afraid", "one\ntwo")
    assert [note.text for note in session.meeting.private_notes] == ["he is afraid"]
    assert [entry.text for entry in session.meeting.entries] == ["one\ntwo"]
    assert room.person.asked[1].prefill == "one"


def test_another_word_typed_into_a_long_answer_is_never_stored() -> None:
    room, session = hold_long("one\n/stop", "/stop")
    assert session.meeting.entries == ()
    assert room.person.asked[1].prefill == "one"
    assert "/stop goes alone" in room.person.asked[1].hint
    with pytest.raises(UsageProblem):
        hold_long("one\n/stop", interactive=False)


def test_a_word_behind_a_draft_never_throws_the_draft_away() -> None:
    room, session = hold_long("one\n/note x", "one\n/back", "one", "/stop")
    assert [asked.prefill for asked in room.person.asked[1:3]] == ["one", "one"]
    assert [entry.text for entry in session.meeting.entries] == ["one"]


def test_a_word_right_behind_a_draft_is_done_and_the_draft_waits() -> None:
    person = Sitting(["one", Torn(KeyboardInterrupt(), "half-rea")])
    with pytest.raises(KeyboardInterrupt):
        person.run(table())
    after = person.again(table(), "half-rea/more", "half-ready", "/stop")
    assert [row.minutes for row in after.meeting.plan] == [15]
    assert [entry.text for entry in after.meeting.entries] == ["one", "half-ready"]


@pytest.mark.parametrize("word", ["/back", "/pass", "/note he is afraid", "/park the budget"])
def test_a_word_behind_an_answer_in_the_same_line_is_no_part_of_it(word: str) -> None:
    person = Sitting([f"they hear it late {word}", "they hear it late", "/stop"])
    after = person.run(table())
    assert person.asked[1].prefill == "they hear it late"
    assert [entry.text for entry in after.meeting.entries] == ["they hear it late"]
    assert bool(after.meeting.private_notes) == word.startswith("/note")
    assert bool(after.meeting.parked) == word.startswith("/park")


@pytest.mark.parametrize("answer", ["start/stop meetings", "and/or", "a / b", "see /etc/back"])
def test_a_slash_within_an_answer_is_a_part_of_it(answer: str) -> None:
    after = Sitting([answer, "/stop"]).run(table())
    assert [entry.text for entry in after.meeting.entries] == [answer]


def test_after_a_note_below_a_long_answer_one_enter_ends_it() -> None:
    room, _ = hold_long("one\ntwo\n/note x", "one\ntwo\n", "/stop")
    assert room.person.asked[1].prefill == "one\ntwo\n"


def test_a_word_below_an_answer_that_is_noted_already_is_a_word() -> None:
    room, session = hold_long("one", "/back", "one\n/stop")
    assert [entry.text for entry in session.meeting.entries] == ["one"]
    assert room.person.answers == []


def test_a_note_in_a_pipe_leaves_the_answer_before_it_whole() -> None:
    _, session = hold_long("one\ntwo\n/note he is afraid", interactive=False)
    assert [note.text for note in session.meeting.private_notes] == ["he is afraid"]
    assert [entry.text for entry in session.meeting.entries] == ["one\ntwo"]


def test_a_stored_slash_does_not_steer_when_one_comes_by_again() -> None:
    room, session = hold("//skip the queue", "/back", "//skip the queue", "/stop")
    assert room.person.asked[2].prefill == "//skip the queue"
    assert [entry.text for entry in session.meeting.entries] == ["/skip the queue"]
    assert session.question is not None
    assert session.question.member == "bo-lind"


def test_who_thinks_better_of_a_note_can_steer_away_from_it() -> None:
    _, session = hold("one", "/note", "/back", "/stop")
    assert session.meeting.private_notes == ()
    assert session.question is not None
    assert session.question.member == "ada-brook"


def test_a_line_that_only_looks_like_a_word_is_text() -> None:
    _, session = hold_long("one\n/etc/passwd")
    assert [entry.text for entry in session.meeting.entries] == ["one\n/etc/passwd"]


def test_a_word_behind_a_text_that_stood_in_the_line_is_a_word() -> None:
    _, session = hold("one", "two", "/back", "two/back", "/stop")
    assert [entry.text for entry in session.meeting.entries] == ["one", "two"]
    assert session.question is not None
    assert session.question.member == "ada-brook"


def test_a_pass_by_enter_is_said() -> None:
    room, _ = hold("", "two")
    assert "Ada Brook passes. /back brings the turn back." in room.paper.getvalue()


def test_a_list_that_was_left_empty_is_said() -> None:
    room = Room(Person([""]))
    room.run(Table.with_forms(segment("thoughts"), TAKEAWAY).session)
    assert "Nothing in this list. /back opens it again." in room.paper.getvalue()


def test_a_given_guideline_that_was_left_out_is_said_and_the_end_of_free_ones_is_not() -> None:
    wanted = (Question(key="boss", label="If a boss asks"), Question(key="open", label="Open"))
    room = Room(Person(["", "We say what we know", ""]))
    room.run(Table.with_forms(segment("guidelines", questions=wanted)).session)
    assert room.paper.getvalue().count("That line is left out. /back brings it back.") == 1


def test_who_comes_back_sees_what_the_segment_has_so_far() -> None:
    _, session = hold("one")
    room = Room(Person([]))
    room.run(session)
    assert "Ada Brook · Takeaway: one" in room.paper.getvalue()


def test_any_question_can_be_answered_in_many_lines() -> None:
    room, session = hold("/long", "one\ntwo")
    assert room.person.asked[1].long
    assert [entry.text for entry in session.meeting.entries] == ["one\ntwo"]


def test_a_word_may_be_shortened_and_two_slashes_make_a_text() -> None:
    _, session = hold("//etc is a folder", "/pas", "three")
    assert [entry.text for entry in session.meeting.entries] == ["/etc is a folder", "three"]


@pytest.mark.parametrize(
    ("typed", "again", "hint"),
    [
        ("/nonsense", "/nonsense", "/help"),
        ("/", "", "/help"),
        ("/p", "", "Which one? /pass /park"),
    ],
)
def test_a_word_that_is_none_is_explained_and_stands_in_the_line_again(
    typed: str, again: str, hint: str
) -> None:
    room, _ = hold(typed)
    assert room.person.asked[-1].prefill == again
    assert hint in room.person.asked[-1].hint


def test_without_a_person_a_wrong_answer_ends_with_its_place_and_not_its_text() -> None:
    with pytest.raises(UsageProblem) as caught:
        hold("one", "/nonsense", interactive=False)
    assert "round/bo-lind/takeaway" in str(caught.value)
    assert "nonsense" not in str(caught.value)
    assert "saved" in caught.value.hint


def test_an_answer_that_could_not_be_saved_stands_in_the_line_again() -> None:
    room = Room(Person(["one", "one"]), failures=1)
    session = room.run(Table.with_forms(TAKEAWAY).session)
    assert room.person.asked[1].prefill == "one"
    assert "No space left on device" in room.person.asked[1].hint
    assert [entry.text for entry in session.meeting.entries] == ["one"]


def test_without_a_person_an_answer_that_could_not_be_saved_is_an_error() -> None:
    room = Room(Person(["one"], interactive=False), failures=1)
    with pytest.raises(NotSaved):
        room.run(Table.with_forms(TAKEAWAY).session)


def test_a_list_to_choose_from_is_shown_again_when_it_has_left_the_screen() -> None:
    table = Table.with_forms(segment("strategies"), segment("experiments"))
    table.say("Listed once", "")
    plan = ["1", "if", "then", "", "", "", ""]
    room = Room(Person([*plan, *plan]))
    room.run(table.session)
    assert room.paper.getvalue().count("1  Listed once") == 3


def test_what_can_be_typed_is_said_once_a_segment() -> None:
    table = Table.with_forms(segment("presence"))
    room = Room(Person(["", "", ""]))
    room.run(table.session)
    hints = [asking.hint for asking in room.person.asked]
    assert hints == ["s shared · p passed", "", ""]


def test_the_time_used_is_at_hand() -> None:
    room, _ = hold("one")
    status = room.person.asked[0].status
    assert status is not None
    room.clock += timedelta(minutes=30, seconds=59)
    shown = "".join(text for _, text in status(80)).splitlines()
    assert shown == [
        "[1 Step]  Round  30:59 of 10:00, 20:59 over",
        "Ada 30:59 of 3:20 · next Bo · then Cleo · 11 min behind",
        "Alt or Esc, then: n next · b back · p pass · k park · o note · + - min · ? all",
    ]


def test_material_is_shown_on_one_screen_each_line_below_its_own_words() -> None:
    outside = segment("strategies", source="material")
    module = shipped_modules()["meetings-that-decide"]
    room = Room(Person(["3", ""]))
    room.run(Table.with_forms(outside, module=module).session)
    shown = [line.rstrip() for line in room.paper.getvalue().splitlines()]
    assert [line for line in shown if len(line) > 80] == []
    first = shown.index(f"1  {module.strategies[0].text}")
    fits = "   fits  when the item has come back twice, and everyone understands it"
    assert shown[first + 1 : first + 3] == [fits, "         differently"]
    hint = room.person.asked[0].hint
    assert hint.startswith("A number alone takes one over")
    assert "Enter ends the list" in hint
    assert room.saves[0].strategies[0].text == module.strategies[2].text


def test_what_groups_here_have_learned_can_be_looked_up_in_the_meeting() -> None:
    room = Room(Person(["/find bad news", "/find", "zebra", "said"]))
    console = Console(file=room.paper, width=80, markup=False, emoji=False, highlight=False)
    known = {"bad news": ["north/m3-lesson-1", "  Thank first"]}
    screen = SessionScreen(
        room.person,
        console,
        room.save,
        lambda: room.clock,
        find=lambda words: known.get(words, []),
    )
    session = screen.run(Table.with_forms(TAKEAWAY).session)
    shown = room.paper.getvalue()
    assert "Thank first" in shown
    assert "Nothing was found." in shown
    assert [entry.text for entry in session.meeting.entries] == ["said"]


def test_what_a_number_has_taken_over_is_said() -> None:
    outside = segment("strategies", source="material")
    module = shipped_modules()["meetings-that-decide"]
    room = Room(Person(["3", "My own words", ""]))
    room.run(Table.with_forms(outside, module=module).session)
    said = " ".join(room.paper.getvalue().split())
    assert f"Taken over: {module.strategies[2].text}" in said
    assert "Taken over: My own" not in said
