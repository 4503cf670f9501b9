"""What the group has made so far, and what is said of it at the end."""

import io
from datetime import date

from rich.console import Console

from peergroup_cli.model.agenda import Question
from peergroup_cli.model.meeting import Meeting, PulseCounts
from peergroup_cli.session import events
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.session_summary import show_made
from peergroup_cli.terminal.show import plain
from peergroup_cli.terminal.so_far import so_far
from tests.session.table import Table, cohort, segment
from tests.session.test_forms import explored

ROUND = segment("round", questions=(Question(key="q", label="Q"),))


def said_of(meeting: Meeting, size: int = 4) -> str:
    paper = io.StringIO()
    console = Console(file=paper, width=100, markup=False, emoji=False, highlight=False)
    show_made(console, cohort(size), meeting)
    return paper.getvalue()


def test_what_is_so_far_has_numbers_and_names() -> None:
    table = Table.with_forms(segment("thoughts"), segment("strategies"))
    table.say("We wait", "Ada: Nobody asks\nin the open", "", "m", "m", "x" * 150)
    lines = so_far(table.session)
    assert lines[:3] == ["Thoughts:", "  1  We wait", "  2  Nobody asks in the open"]
    assert lines[-2] == "Strategies:"
    assert lines[-1] == f"  1  {'x' * 99}…"


def test_what_stays_in_the_room_is_not_shown_over_ones_shoulder() -> None:
    closed = segment("round", disclosure="room", questions=(Question(key="q", label="Q"),))
    table = Table.with_forms(closed)
    table.say("between us")
    assert so_far(table.session) == []


def test_titles_of_cases_are_shown_with_their_owner() -> None:
    lines = so_far(Session(Table.with_forms(size=4).session.context, explored()))
    assert lines[0] == "Challenges:"
    assert lines[1].startswith("  1  Ada Brook: ")
    assert "Experiments:" in lines


def test_an_experiment_is_said_with_its_day_and_its_partner() -> None:
    shown = said_of(explored().changed(state="finished"))
    assert "is complete." in shown
    assert "2 experiments." in shown
    assert "then I will ask first by 2026-11-20, with Bo Lind\n" in shown
    assert "It made: " in shown


def test_a_meeting_that_was_cut_short_counts_as_it_is() -> None:
    table = Table.with_forms(ROUND)
    table.say("said")
    table.happens(events.End)
    shown = said_of(table.meeting)
    assert "ended early; what was noted stands." in shown
    assert "It made: 1 answer.\n" in shown


def test_where_nothing_was_noted_nothing_is_counted() -> None:
    table = Table.with_forms(ROUND)
    table.happens(events.End)
    assert "It made" not in said_of(table.meeting)


def test_the_plan_stands_beside_the_time_that_was_taken_and_who_spoke_how_long() -> None:
    table = Table.with_forms(ROUND, segment("silence"))
    for minutes in (9, 2, 1):
        table.wait(minutes)
        table.say("said")
    table.wait(10)
    table.say("")
    shown = said_of(table.meeting)
    assert "Time: 22 min of 30 planned." in shown
    assert "  Opening: 0 of 10 min" in shown
    assert "  Round: 12 of 10 min" in shown
    assert "Silence" not in shown
    assert "Time in rounds: Ada 75%, Bo 17%, Cleo 8%. For fairness, not for judging." in shown


def test_a_meeting_that_took_no_time_says_nothing_of_it() -> None:
    assert "Time" not in said_of(explored().changed(state="finished"))


def test_a_round_of_seconds_says_nothing_about_fairness() -> None:
    table = Table.with_forms(ROUND)
    for _ in range(3):
        table.wait(0.2)
        table.say("said")
    assert "Time in rounds" not in said_of(table.meeting)


def test_the_pulse_and_the_guidelines_are_said() -> None:
    statements = tuple(Question(key=f"s{n}", label=f"Statement {n}") for n in (1, 2))
    trust = (Question(key="trust", label="Trust"),)
    table = Table.with_forms(
        segment("pulse", questions=statements), segment("guidelines", questions=trust), size=5
    )
    table.say("4: 4, 5: 1", "2: 5", "We tell each other first")
    shown = said_of(table.finish(), 5)
    assert "Pulse, from 1 to 5 (no validated scale): Statement 1: 4.2; Statement 2: 2.0." in shown
    assert "1 guideline, version 1, agreed by everybody here." in shown


def test_a_name_or_text_cannot_steer_the_screen() -> None:
    table = Table.with_forms(ROUND)
    table.say("red \x1b[31m")
    assert so_far(table.session) == ["Noted:", "  1  red \\x1b[31m"]
    paper = io.StringIO()
    Console(file=paper, markup=False).print(plain(so_far(table.session)[1]))
    assert "\x1b" not in paper.getvalue()


def test_the_next_meeting_is_said() -> None:
    meeting = explored().changed(
        state="finished", next_date=date(2026, 12, 3), next_facilitator="bo-lind"
    )
    shown = said_of(meeting)
    assert "Next time Bo Lind facilitates." in shown
    assert "The group meets again on 2026-12-03." in shown


def test_a_pulse_of_so_few_that_one_could_tell_whose_it_is_is_not_said() -> None:
    few = PulseCounts(statement="s1", counts=(0, 0, 0, 2, 1))
    assert "Pulse" not in said_of(explored().changed(state="finished", pulse=(few,)))
