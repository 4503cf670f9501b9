"""The words and keys that steer a meeting: each key is its word, in mid-sentence and in a pipe."""

import io
from contextlib import suppress
from datetime import timedelta

import pytest

from peergroup_cli.errors import IllegalMove, UsageProblem
from peergroup_cli.model.disclosure import WIDENING
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import LineAsk, ScriptAsk
from peergroup_cli.terminal.words import KEYS, WORDS
from tests.session.table import Table, agenda, segment
from tests.terminal.sitting import NOW, STORY, TAKEAWAY, Act, Key, Sitting, Torn, table

LATER = segment("silence", key="later", minutes=10)
BO = "round/bo-lind/takeaway"
HALF = "half a sent"
_WAITED = 26
"""Minutes until Ada has spoken: with an opening of 10 that took none, the meeting is 6 behind."""

NEEDS: dict[str, str] = {
    "find": "bad news",
    "park": "about budgets",
    "note": "he is afraid",
    "here": "Cleo",
    "gone": "Bo",
    "facilitator": "Bo",
    "pause": "",
}
"""What a word asks for when it stands alone."""


def in_the_round() -> Session:
    """A round that is late: Ada has spoken, Bo is asked, Cleo is missing."""
    played = Table.with_agenda(agenda(TAKEAWAY, LATER))
    played.say("3", "", "", "")
    played.wait(_WAITED)
    played.say("said by Ada")
    return played.session


def late(*acts: Act) -> Sitting:
    return Sitting(list(acts), clock=NOW + timedelta(minutes=_WAITED))


def held(*acts: Act) -> tuple[Sitting, Session]:
    sitting = late(*acts)
    return sitting, sitting.run(in_the_round())


def test_each_key_is_the_key_of_one_word() -> None:
    assert set(KEYS) < set(WORDS)
    assert len(set(KEYS.values())) == len(KEYS)
    assert all(len(key) == 1 for key in KEYS.values())


@pytest.mark.parametrize("word", [word for word in KEYS if word != "edit"])
def test_a_key_in_mid_sentence_does_what_its_word_does_and_keeps_the_sentence(word: str) -> None:
    needs = [NEEDS[word]] if word in NEEDS else []
    by_key, after_key = held(Key(word, HALF), *needs)
    by_word, after_word = held(f"/{word}", *needs)
    assert after_key.meeting == after_word.meeting
    assert by_key.shown == by_word.shown
    assert by_key.drafts.text(BO) == HALF
    assert by_word.drafts.questions == []
    still_at_bo = [one for one in by_key.asked[1 + len(needs) :] if one.label.startswith("Bo")]
    assert all(one.prefill == HALF for one in still_at_bo)
    if word not in ("next", "back", "pass", "skip", "gone", "stop"):
        assert still_at_bo


NOT_HERE = ("edit", "long", "class", "remove", "elsewhere")
"""Words that need a person, an entry, a list or a save that failed."""

IN_A_PIPE = {
    "find": "/find bad news\n",
    "park": "/park\nabout budgets\n",
    "note": "/note\nhe is afraid\n",
    "here": "/here Cleo\n",
    "gone": "/gone Bo\n",
    "facilitator": "/facilitator Bo\n",
    "pause": "/pause\n\n",
}


@pytest.mark.parametrize("word", [word for word in WORDS if word not in NOT_HERE])
def test_a_word_in_a_pipe_does_what_it_does_at_the_keyboard(word: str) -> None:
    needs = {**NEEDS, "end": "y"}
    by_hand, after_hand = held(f"/{word}", *([needs[word]] if word in needs else []))
    piped = late()
    after_pipe = piped.run(in_the_round(), LineAsk(io.StringIO(IN_A_PIPE.get(word, f"/{word}\n"))))
    assert after_pipe.meeting == after_hand.meeting
    assert by_hand.shown == piped.shown


def test_a_long_answer_in_a_pipe_ends_at_an_empty_line() -> None:
    piped = late()
    after = piped.run(in_the_round(), LineAsk(io.StringIO("/long\none\ntwo\n\n")))
    assert [entry.text for entry in after.meeting.entries] == ["said by Ada", "one\ntwo"]


def test_what_was_asked_for_many_lines_keeps_them_when_a_key_is_pressed() -> None:
    sitting, _ = held("/long", Key("time", "one\ntwo"), "one\ntwo")
    assert [asked.long for asked in sitting.asked[:3]] == [False, True, True]
    assert sitting.asked[2].prefill == "one\ntwo"
    assert not sitting.asked[3].long


def test_words_are_known_by_their_beginnings_and_in_capitals() -> None:
    _, session = held("/NO", "for me", "/par and for later", "/Class", "/sto")
    assert [note.text for note in session.meeting.private_notes] == ["for me"]
    assert [parked.text for parked in session.meeting.parked] == ["and for later"]


@pytest.mark.parametrize("typed", ["/ed", "/EDIT", "/edit now", "/edit"])
def test_the_editor_is_given_what_stood_in_the_line(typed: str) -> None:
    sitting = late(typed, "", "/back", typed)
    sitting.drafts.keep(BO, HALF)
    sitting.run(in_the_round())
    assert sitting.asked[1].prefill == HALF.upper()


def test_the_editor_by_its_key_is_given_the_sentence_and_gives_it_back() -> None:
    sitting, _ = held(Key("edit", HALF))
    assert sitting.asked[1].prefill == HALF.upper()


@pytest.mark.parametrize("typed", ["said by Ada/edit", "said by Ada\n/edit"])
def test_the_editor_below_an_earlier_answer_is_given_that_answer(typed: str) -> None:
    sitting, _ = held("/back", typed)
    assert sitting.asked[2].prefill == "SAID BY ADA"


def test_the_editor_below_a_long_answer_is_given_that_answer() -> None:
    sitting = Sitting(["one\ntwo\n/edit"])
    sitting.run(table(STORY))
    assert sitting.asked[1].prefill == "ONE\nTWO"


def test_an_editor_that_changes_nothing_leaves_nothing_half_typed() -> None:
    sitting = late("/back", Key("edit"))
    sitting.edit = str
    sitting.run(in_the_round())
    assert sitting.asked[2].prefill == "said by Ada"
    assert sitting.drafts.questions == []


def test_without_an_editor_the_sentence_stays_and_it_is_told() -> None:
    def none(_text: str) -> str:
        raise IllegalMove("No editor could be opened.", "Name yours: set the variable EDITOR.")

    sitting = late(Key("edit", HALF), "/edit")
    sitting.edit = none
    sitting.run(in_the_round())
    assert [asked.prefill for asked in sitting.asked] == ["", HALF, HALF]
    assert sitting.shown.count("No editor could be opened. Name yours") == 2


def test_in_a_pipe_there_is_nobody_who_could_edit() -> None:
    with pytest.raises(UsageProblem, match="/edit needs a person"):
        late().run(in_the_round(), LineAsk(io.StringIO("/edit\n")))


@pytest.mark.parametrize("other", ["/edit", "/long"])
def test_a_word_for_an_answer_is_refused_in_a_note_and_not_noted(other: str) -> None:
    sitting, session = held("/note", other, "said by Bo")
    assert session.meeting.private_notes == ()
    assert "works at a question" in sitting.asked[2].hint
    assert [entry.text for entry in session.meeting.entries] == ["said by Ada", "said by Bo"]


def test_a_word_that_is_not_possible_now_is_told_and_the_sentence_stays() -> None:
    sitting = Sitting([Key("back", HALF), Key("shorten"), HALF])
    table_ = Table.with_agenda(agenda(TAKEAWAY))
    sitting.run(table_.session)
    assert "This is the first question" in sitting.shown
    assert "nothing to shorten" in sitting.shown
    assert [asked.prefill for asked in sitting.asked[:3]] == ["", HALF, HALF]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/more ten", "Give a number of minutes"),
        ("/more 700", "between 1 and 600 minutes"),
        ("/less 99 min", "between 1 and 600 minutes"),
        ("/shorten most", "Either /shorten or /shorten all"),
        ("/facilitator Cleo", "Who facilitates has to be here. Somebody arrives: /here NAME"),
        ("/class", WIDENING[0]),
        ("/gone Nobody", "one of"),
    ],
)
def test_what_stands_behind_a_word_and_is_not_understood_is_explained(
    typed: str, said: str
) -> None:
    sitting, session = held(typed)
    assert said in sitting.asked[1].hint
    assert session.meeting.entries[-1].text == "said by Ada"


@pytest.mark.parametrize(
    ("typed", "minutes"), [("/more", 15), ("/more 10", 20), ("/less 3 min", 7), ("/less", 5)]
)
def test_a_segment_is_given_minutes_or_loses_them(typed: str, minutes: int) -> None:
    sitting, session = held(typed)
    assert session.segment is not None
    assert session.meeting.minutes_of(session.segment) == minutes
    assert f"Round: {minutes} min." in sitting.shown


def test_what_comes_is_shortened_so_that_it_ends_on_time() -> None:
    sitting, session = held("/shorten")
    (row,) = session.meeting.plan
    assert (row.segment, row.minutes) == ("later", 5)
    assert "Planned anew: Silence 10 → 5 min." in sitting.shown


def test_a_late_meeting_says_at_a_new_segment_how_it_could_end_on_time() -> None:
    sitting, _ = held("/say")
    assert "6 min behind. To end on time: Silence 10 → 5 min. /shorten does it." in sitting.shown


def test_what_keeps_its_minutes_is_only_cut_when_all_is_said() -> None:
    played = Table.with_agenda(agenda(TAKEAWAY, LATER.changed(protected=True)))
    played.say("", "", "", "")
    played.wait(_WAITED)
    played.say("said by Ada")
    sitting = late("/shorten", "/shorten all")
    sitting.run(played.session)
    assert "/shorten all cuts it" in sitting.shown
    assert "nothing to shorten" in sitting.asked[1].hint
    assert "10 → 5 min" in sitting.shown


def test_what_is_heard_so_far_and_on_the_clock_is_said_in_words() -> None:
    sitting, _ = held(Key("heard"), Key("sofar"), Key("time"))
    assert "Bo Lind: nothing noted yet" in sitting.shown
    assert "Ada Brook: heard once, 26:00 in rounds" in sitting.shown
    assert "Noted:\n  1  said by Ada" in sitting.shown
    assert "Round: 26:00 of 10:00, 16:00 over; Bo: 0:00 of 5:00;" in sitting.shown


def test_before_anything_is_noted_that_is_said() -> None:
    sitting = Sitting(["/sofar"])
    sitting.run(table())
    assert "Nothing is noted yet." in sitting.shown


def test_who_is_meant_is_asked_with_names_and_enter_means_nobody() -> None:
    sitting, session = held("/here", "", "/gone", "", "/facilitator", "2")
    assert [asked.hint for asked in sitting.asked if asked.label == "Who has arrived?"] == [
        "3 Cleo Hart"
    ]
    assert sitting.asked[3].hint == "1 Ada Brook · 2 Bo Lind"
    assert session.meeting.facilitator == "bo-lind"
    assert session.meeting.taking_part == ("ada-brook", "bo-lind")


def test_where_everybody_is_here_nobody_can_arrive() -> None:
    sitting = Sitting(["/here"])
    sitting.run(table())
    assert "There is nobody else." in sitting.asked[1].hint


def test_a_note_is_told_as_noted_only_when_it_is_on_the_disk() -> None:
    sitting = late("/note", "he is afraid", "/note", "he is afraid")
    sitting.failures = 1
    session = sitting.run(in_the_round())
    assert "No space left on device" in sitting.asked[2].hint
    # what was typed in vain stands there again
    assert sitting.asked[3].prefill == "he is afraid"
    assert [note.text for note in session.meeting.private_notes] == ["he is afraid"]
    assert sitting.shown.count("Noted, for the facilitator alone.") == 1
    assert sitting.drafts.questions == []


def test_a_note_below_an_answer_that_could_not_be_saved_stays_with_it() -> None:
    sitting = Sitting(["one\n/note he is afraid", "one\n/note he is afraid", "one"], failures=1)
    session = sitting.run(table(STORY))
    assert sitting.asked[1].prefill == "one\n/note he is afraid"
    assert "No space left on device" in sitting.asked[1].hint
    assert [note.text for note in session.meeting.private_notes] == ["he is afraid"]
    assert [entry.text for entry in session.meeting.entries] == ["one"]


def test_a_key_whose_work_cannot_be_saved_says_so_and_keeps_the_sentence() -> None:
    sitting = late(Key("more", HALF), Key("more"))
    sitting.failures = 1
    session = sitting.run(in_the_round())
    assert "No space left on device" in sitting.shown
    assert [asked.prefill for asked in sitting.asked] == ["", HALF, HALF]
    assert session.segment is not None
    assert session.meeting.minutes_of(session.segment) == 15


def test_the_clock_goes_on_below_a_note_and_stands_in_a_pause() -> None:
    sitting, _ = held("/note", "", "/pause", "")
    note, pause = sitting.asked[1], sitting.asked[3]
    assert note.status is not None
    assert pause.status is not None
    sitting.wait(1)
    assert "27:00 of 10:00" in "".join(text for _, text in note.status(80))
    assert [text for _, text in pause.status(80)] == ["Paused for 1:00"]


def spans(meeting: Meeting) -> float:
    return sum(((s.until - s.begun) for s in meeting.spans), timedelta()) / timedelta(minutes=1)


def test_a_pause_takes_no_time_and_nothing_is_noted_in_it() -> None:
    sitting = late("/pause", "a thought", "/nonsense", "/note x")
    sitting.acts += [lambda: sitting.wait(30), "", "said by Bo"]
    session = sitting.run(in_the_round())
    assert spans(session.meeting) == _WAITED
    assert session.meeting.private_notes == ()
    assert sitting.shown.count("Nothing is noted in a pause") == 3
    assert session.meeting.entries[-1].text == "said by Bo"


@pytest.mark.parametrize("leaves", ["/stop", Torn(KeyboardInterrupt())])
def test_a_pause_in_which_the_meeting_is_left_takes_no_time(leaves: Act) -> None:
    sitting = late("/pause")
    sitting.acts += [lambda: sitting.wait(30), leaves]
    with suppress(KeyboardInterrupt):
        sitting.run(in_the_round())
    assert spans(sitting.saves[-1]) == _WAITED


def test_a_line_of_a_pipe_is_not_swallowed_by_a_pause() -> None:
    with pytest.raises(UsageProblem, match="Nothing is noted in a pause"):
        late().run(in_the_round(), LineAsk(io.StringIO("/pause\nsaid by Bo\n")))


def test_a_script_can_note_pause_and_park() -> None:
    answers = ["/pause", "", "/note", "he is afraid", "/park", "about budgets", "said by Bo"]
    session = late().run(in_the_round(), ScriptAsk({"round": answers}, lambda _: None))
    assert [note.text for note in session.meeting.private_notes] == ["he is afraid"]
    assert [parked.text for parked in session.meeting.parked] == ["about budgets"]
    assert session.meeting.entries[-1].text == "said by Bo"


@pytest.mark.parametrize(("lines", "questions"), [(24, 1), (60, 0)])
def test_the_words_fit_the_screen_or_come_in_two_halves(lines: int, questions: int) -> None:
    sitting = Sitting(["/help", *[""] * questions, "/stop"], lines=lines)
    sitting.run(in_the_round())
    asked = [asking for asking in sitting.asked if asking.label == "Enter shows the rest"]
    assert len(asked) == questions
    assert all(f"/{word}" in sitting.shown for word in WORDS)
