"""Gaps in a meeting: whether one was a pause is asked where somebody may doubt it."""

from datetime import timedelta, timezone

import pytest

from peergroup_cli.errors import Ended
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.walk import Session
from tests.terminal.sitting import Act, Key, Sitting, Sleep, Torn, table

HALF = "half a sent"
BO = "round/bo-lind/takeaway"


def spent(meeting: Meeting) -> float:
    return sum((s.until - s.begun for s in meeting.spans), timedelta()) / timedelta(minutes=1)


def gone_for(minutes: float, *acts: Act) -> tuple[Sitting, Session]:
    """A meeting that was stopped after two minutes, and goes on after a while."""
    session = table()
    sitting = Sitting([])
    sitting.acts = [lambda: sitting.wait(2), "one", "/stop"]
    sitting.run(session)
    sitting.wait(minutes)
    return sitting, sitting.again(session, *acts)


@pytest.mark.parametrize(("answer", "minutes"), [("", 2), ("y", 2), ("YES", 2), ("n", 62)])
def test_a_meeting_that_stopped_an_hour_ago_asks_whether_that_was_a_pause(
    answer: str, minutes: float
) -> None:
    sitting, session = gone_for(60, answer, "two")
    assert sitting.asked[0].label == "It stopped 1 h 0 min ago. Was that a pause? (y/n)"
    assert spent(session.meeting) == minutes
    assert session.meeting.entries[-1].text == "two"


@pytest.mark.parametrize("minutes", [0, 3, 180, 60 * 24 * 400])
def test_after_a_moment_or_after_hours_nobody_is_asked(minutes: float) -> None:
    sitting, session = gone_for(minutes, "two")
    assert sitting.asked[0].label == "Bo Lind · Takeaway"
    assert spent(session.meeting) == 2


@pytest.mark.parametrize(
    ("minutes", "said"), [(3.1, "3 min"), (179.9, "3 h 0 min"), (75, "1 h 15")]
)
def test_between_three_minutes_and_three_hours_one_is_asked(minutes: float, said: str) -> None:
    sitting, _ = gone_for(minutes, "", "two")
    assert f"It stopped {said}" in sitting.asked[0].label


def test_an_answer_that_is_neither_yes_nor_no_is_asked_again() -> None:
    sitting, session = gone_for(60, "perhaps", "n")
    assert "one of" in sitting.shown
    assert spent(session.meeting) == 62


def test_in_a_pipe_nobody_is_asked_and_it_was_a_pause() -> None:
    session = table()
    sitting = Sitting(["one"])
    sitting.run(session)
    sitting.wait(60)
    sitting.interactive = False
    after = sitting.again(session, "two")
    assert spent(after.meeting) == 0
    assert after.meeting.entries[-1].text == "two"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), EOFError(), Ended(1)])
def test_who_leaves_at_that_question_finds_it_again(error: BaseException) -> None:
    session = table()
    sitting = Sitting(["one"])
    sitting.run(session)
    sitting.wait(60)
    before = len(sitting.saves)
    with pytest.raises(type(error)):
        sitting.again(session, Torn(error))
    assert len(sitting.saves) == before
    sitting.again(session, "n")
    assert sitting.asked[0].label.startswith("It stopped 1 h")


@pytest.mark.parametrize(("answer", "minutes"), [("", 2), ("n", 22)])
def test_a_computer_that_slept_in_mid_sentence_asks_and_keeps_the_sentence(
    answer: str, minutes: float
) -> None:
    sitting = Sitting([])
    sitting.acts = [lambda: sitting.wait(2), "one", Sleep(20, HALF), answer]
    session = sitting.run(table())
    assert sitting.asked[2].label == "This computer rested for 20 min. Was that a pause? (y/n)"
    assert sitting.asked[3].prefill == HALF
    assert spent(session.meeting) == minutes
    assert ("20 min are left out of the time." in sitting.shown) is (answer == "")


def test_after_a_whole_night_it_was_a_pause_and_nobody_is_asked() -> None:
    sitting = Sitting(["one", Sleep(600, HALF)])
    session = sitting.run(table())
    assert [asked.prefill for asked in sitting.asked] == ["", "", HALF]
    assert spent(session.meeting) == 0
    assert "10 h 0 min are left out of the time." in sitting.shown


@pytest.mark.parametrize("minutes", [0.01, 3, -60])
def test_a_beat_in_time_or_a_clock_that_is_set_back_disturbs_nobody(minutes: float) -> None:
    sitting = Sitting(["one", Sleep(minutes, HALF)])
    session = sitting.run(table())
    assert [asked.label for asked in sitting.asked] == [
        "Ada Brook · Takeaway",
        "Bo Lind · Takeaway",
        "Cleo Hart · Takeaway",
    ]
    assert spent(session.meeting) == max(0, minutes) or minutes == 0.01


def test_a_note_that_takes_five_minutes_is_no_sleep() -> None:
    sitting = Sitting(["one", Key("note", HALF)])
    sitting.acts += [lambda: sitting.wait(5), "he is afraid", Sleep(0)]
    session = sitting.run(table())
    assert not any("pause" in asked.label for asked in sitting.asked)
    assert spent(session.meeting) == 5


def test_what_cannot_be_saved_after_a_sleep_keeps_nobody_from_going_on() -> None:
    sitting = Sitting(["one", Sleep(20, HALF), lambda: setattr(sitting, "failures", 1), ""])
    session = sitting.run(table())
    assert "No space left on device" in sitting.shown
    assert sitting.asked[-1].prefill == HALF
    assert session.meeting.entries[-1].text == "one"


def test_who_leaves_when_asked_about_a_sleep_has_slept_no_minute_of_the_meeting() -> None:
    sitting = Sitting([])
    sitting.acts = ["one", lambda: sitting.wait(2), Sleep(20, HALF), Torn(KeyboardInterrupt())]
    with pytest.raises(KeyboardInterrupt):
        sitting.run(table())
    assert spent(sitting.saves[-1]) == 0
    assert sitting.drafts.text(BO) == HALF


def test_a_clock_that_is_set_back_while_one_was_away_takes_no_time_away() -> None:
    sitting, session = gone_for(-60, "two")
    assert sitting.asked[0].label == "Bo Lind · Takeaway"
    assert spent(session.meeting) == 2


def test_another_zone_is_no_pause() -> None:
    session = table()
    sitting = Sitting([])
    sitting.acts = [lambda: sitting.wait(2), "one", "/stop"]
    sitting.run(session)
    sitting.clock = (sitting.clock + timedelta(minutes=2)).astimezone(
        timezone(timedelta(hours=9, minutes=30))
    )
    after = sitting.again(session, "two")
    assert sitting.asked[0].label == "Bo Lind · Takeaway"
    assert spent(after.meeting) == 2
