"""What is being typed survives every interruption, and a word is never taken for it."""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from peergroup_cli.errors import Ended
from peergroup_cli.ledger.following import open_experiments
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import NO_PRACTICE
from peergroup_cli.session.machine import begin
from peergroup_cli.session.scene import Context
from peergroup_cli.session.walk import Session
from peergroup_cli.storage.toml_file import Stored
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal.ask import Asking
from peergroup_cli.terminal.session_screen import SessionScreen
from tests.session.table import FIRST_DAY, cohort, shipped
from tests.session.test_forms import explored
from tests.terminal.sitting import STORY, Key, Sitting, Torn, table
from tests.terminal.test_interruptions import Talker

HALF = "half a sent"
ADA, BO = "round/ada-brook/takeaway", "round/bo-lind/takeaway"

ENDS: tuple[BaseException, ...] = (KeyboardInterrupt(), Ended(15), Ended(1))


@pytest.mark.parametrize("error", ENDS)
def test_what_was_typed_when_it_ended_stands_in_the_line_again(error: BaseException) -> None:
    sitting = Sitting(["one", Torn(error, HALF)])
    session = table()
    with pytest.raises(type(error)):
        sitting.run(session)
    after = sitting.again(session, f"{HALF}ence", "three")
    assert [asked.prefill for asked in sitting.asked] == [HALF, ""]
    assert [entry.text for entry in after.meeting.entries] == ["one", f"{HALF}ence", "three"]
    assert sitting.drafts.questions == []


def test_a_correction_that_was_not_entered_stands_in_the_line_and_not_the_old_answer() -> None:
    sitting = Sitting(["one", "/back", Torn(KeyboardInterrupt(), "one or two")])
    session = table()
    with pytest.raises(KeyboardInterrupt):
        sitting.run(session)
    after = sitting.again(session)
    assert sitting.asked[0].prefill == "one or two"
    assert [entry.text for entry in after.meeting.entries] == ["one"]


def test_an_earlier_answer_that_was_only_looked_at_is_not_half_typed() -> None:
    sitting = Sitting(["//one", "/back", Torn(KeyboardInterrupt(), "//one")])
    with pytest.raises(KeyboardInterrupt):
        sitting.run(table())
    assert sitting.drafts.questions == []


@pytest.mark.parametrize("word", ["/stop", "/st"])
def test_a_word_that_stopped_the_meeting_does_not_stand_in_the_line_again(word: str) -> None:
    session = table()
    sitting = Sitting(["one", word])
    sitting.run(session)
    assert sitting.drafts.questions == []
    sitting.again(session)
    assert sitting.asked[0].prefill == ""


def test_a_word_whose_question_was_interrupted_is_not_half_typed() -> None:
    sitting = Sitting(["/end", Torn(KeyboardInterrupt())])
    with pytest.raises(KeyboardInterrupt):
        sitting.run(table())
    assert sitting.drafts.questions == []


def test_a_word_that_could_not_be_done_is_half_typed() -> None:
    sitting = Sitting(["/park about budgets"], failures=1)
    sitting.run(table())
    assert sitting.asked[1].prefill == "/park about budgets"
    assert sitting.drafts.text(ADA) == "/park about budgets"


@pytest.mark.parametrize(("word", "field"), [("note", "private_notes"), ("park", "parked")])
@pytest.mark.parametrize("how", ["by its word", "by its key"])
def test_a_note_that_was_being_typed_is_gone_on_with_at_any_question(
    word: str, field: str, how: str
) -> None:
    session = table()
    sitting = Sitting([Key(word, HALF) if how == "by its key" else f"/{word}"])
    sitting.acts.append(Torn(Ended(1), "he is afr"))
    with pytest.raises(Ended):
        sitting.run(session)
    sitting.saves.append(session.meeting)
    after = sitting.again(session, HALF, Key(word), "he is afraid", "/stop")
    assert f"/{word} goes on with what was half-typed there." in sitting.shown
    assert [asked.prefill for asked in sitting.asked] == [
        HALF if how == "by its key" else "",
        "",
        "he is afr",
        "",
    ]
    assert [row.text for row in getattr(after.meeting, field)] == ["he is afraid"]
    assert sitting.drafts.questions == []


def test_who_thought_better_of_a_note_leaves_nothing_of_it() -> None:
    sitting = Sitting(["one", "/note", "/back", "/stop"])
    sitting.run(table())
    assert sitting.drafts.questions == []


def test_a_note_by_its_key_outlives_ctrl_c_at_the_same_question() -> None:
    sitting = Sitting([Key("note", HALF), "he is afraid", Key("more"), Torn(KeyboardInterrupt())])
    sitting.acts.insert(0, "one")
    with pytest.raises(KeyboardInterrupt):
        sitting.run(table())
    last = sitting.saves[-1]
    assert [note.text for note in last.private_notes] == ["he is afraid"]
    assert [row.minutes for row in last.plan] == [15]
    assert sitting.drafts.text(BO) == HALF


def test_a_note_below_an_answer_outlives_ctrl_c_and_is_not_noted_twice() -> None:
    session = table(STORY)
    sitting = Sitting(["one\n/note he is afraid", Torn(KeyboardInterrupt())])
    with pytest.raises(KeyboardInterrupt):
        sitting.run(session)
    after = sitting.again(session, "one")
    assert sitting.asked[0].prefill == "one"
    assert [note.text for note in after.meeting.private_notes] == ["he is afraid"]


def test_the_time_of_a_meeting_that_was_stopped_counts_up_to_there() -> None:
    sitting = Sitting(["one"])
    sitting.acts += [lambda: sitting.wait(4), Torn(KeyboardInterrupt(), HALF)]
    with pytest.raises(KeyboardInterrupt):
        sitting.run(table())
    assert sitting.saves[-1].last_activity() == sitting.clock


def test_a_disk_that_is_full_at_the_end_keeps_nobody_from_leaving() -> None:
    sitting = Sitting(["one"])
    sitting.acts += [lambda: sitting.wait(4), lambda: setattr(sitting, "failures", 1)]
    sitting.acts.append(Torn(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        sitting.run(table())
    assert len(sitting.saves) == 1


def test_a_key_that_moves_on_leaves_the_sentence_at_its_question() -> None:
    sitting = Sitting([Key("next", HALF), "said by Bo", "/back", "/back", f"{HALF}ence"])
    after = sitting.run(table())
    assert [asked.prefill for asked in sitting.asked[:5]] == ["", "", "", "said by Bo", HALF]
    assert f"{HALF}ence" in [entry.text for entry in after.meeting.entries]


@dataclass
class TornAway(Talker):
    """Types half an answer at one question, and is torn away."""

    half: str = ""
    prefills: list[str] = field(default_factory=list)

    def __call__(self, asking: Asking) -> str:
        self.prefills.append(asking.prefill)
        if self.asked == self.interrupted_at and asking.keep:
            asking.keep(self.half)
        return super().__call__(asking)


def clock() -> Iterator[datetime]:
    now = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    while True:
        yield now
        now += timedelta(seconds=20)


@pytest.fixture
def a_disk_that_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.mark.usefixtures("a_disk_that_does_not_wait")
@pytest.mark.parametrize("held", ["learning-together", "explore", "reflect"])
def test_at_every_question_of_a_meeting_the_sentence_stands_in_the_line_again(
    tmp_path: Path, held: str
) -> None:
    workspace = Workspace.create(tmp_path, None)
    workspace.add_cohort(cohort(3))
    earlier = (workspace.add_meeting(explored().changed(state="finished")).record,)
    context = Context(cohort(3), earlier, open_experiments(cohort(3), earlier, NO_PRACTICE))
    now = clock()
    stored: Stored[Meeting] | None = None

    def save(meeting: Meeting) -> None:
        nonlocal stored
        keep = workspace.save_meeting
        stored = keep(stored, meeting) if stored else workspace.add_meeting(meeting)

    session = begin(context, shipped(held).with_variant(0), 2, FIRST_DAY)
    halves: list[str] = []
    # each question is asked by a program that was started anew, from what is on the disk
    while session.meeting.state == "open":
        half = f"half a sentence {len(halves)}"
        talker = TornAway(1 if halves else 0, KeyboardInterrupt, half=half)
        console = Console(file=io.StringIO(), markup=False, emoji=False, highlight=False)
        drafts = workspace.drafts(session.meeting)
        with suppress(KeyboardInterrupt):
            session = SessionScreen(talker, console, save, lambda: next(now), drafts).run(session)
        assert talker.prefills[:1] == halves[-1:] or not halves
        halves.append(half)
        if session.meeting.state == "open" and stored:
            session = Session(context, stored.record)
    assert len(halves) > 20
    assert workspace.drafts(session.meeting).questions == []


def test_a_rehearsal_keeps_nothing_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from peergroup_cli.commands.shared.rehearsal import rehearse
    from peergroup_cli.terminal.steering import NobodyWatches

    monkeypatch.chdir(tmp_path)
    sitting = Sitting([Torn(KeyboardInterrupt(), HALF)])
    with pytest.raises(KeyboardInterrupt):
        rehearse(sitting, None, None, None, FIRST_DAY, NobodyWatches())
    assert list(tmp_path.iterdir()) == []
