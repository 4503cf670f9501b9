"""What the group sees on the projector, and what it never sees."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.model.agenda import Question
from peergroup_cli.presenting.view import CHOSEN_FROM, view_of
from peergroup_cli.session import events
from tests.presenting.secret import NOON, Secrets, standing_everywhere, texts_in
from tests.session.table import Table, segment

ROUND = segment("round", questions=(Question(key="q", label="Q"),))
LIST = segment("list", questions=(Question(key="cause", label="Cause"),))


def seen(table: Table, **details: Any) -> dict[str, Any]:
    """The view as it is now."""
    return view_of(table.session, table.clock, **details)


def lists(table: Table) -> list[tuple[str, list[str]]]:
    """The lists as they are seen: the title, and each line behind its number, if it has one."""
    return [
        (one["title"], [f"{line['number'] or ''} {line['text']}".strip() for line in one["lines"]])
        for one in seen(table)["pooled"]
    ]


@pytest.mark.parametrize("key", ["learning-together", "explore", "reflect"])
def test_nothing_is_seen_but_lines_of_the_group_agenda_and_whose_turn_it_is(key: str) -> None:
    secrets = Secrets()
    session = secrets.session(key)
    agenda, group = session.meeting.agenda, session.context.cohort
    words = {agenda.title, group.name, *(step.title for step in agenda.steps)}
    words |= {one.title for one in agenda.segments} | {"done", "now", "ahead", "", CHOSEN_FROM}
    assert secrets.shown
    for standing in standing_everywhere(session):
        view = view_of(standing, NOON)
        allowed = words | secrets.shown
        if standing.segment:
            allowed = allowed | {prompt.say for prompt in standing.segment.prompts}
        if turn := view.get("turn"):
            assert standing.question
            assert turn["name"] == group.name_of(standing.question.member)
            allowed = allowed | {member.name for member in group.members}
        assert set(texts_in(view)) <= allowed
        assert secrets.shown <= set(texts_in(view))


@given(said=st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()))
def test_a_line_is_seen_as_it_was_noted_and_can_be_sent(said: str) -> None:
    table = Table.with_forms(LIST)
    table.say(f"Bo: {said}")
    (pooled,) = json.loads(json.dumps(seen(table)["pooled"]))
    said_line = {"number": 0, "text": table.meeting.entries[0].text}
    assert pooled == {"title": "List", "lines": [said_line]}
    assert "Bo Lind" not in str(seen(table))


def test_a_class_that_is_taken_back_takes_the_line_away() -> None:
    table = Table.with_forms(LIST)
    table.say("ours", "not for the minutes")
    table.happens(events.Classify, disclosure="room")
    assert lists(table) == [("List", ["ours"])]


def test_a_round_shows_whose_turn_it_is_and_no_word_of_it() -> None:
    table = Table.with_forms(ROUND)
    table.say("my own words")
    view = seen(table)
    assert view["turn"] == {"name": "Bo Lind", "next": "Cleo Hart"}
    assert view["pooled"] == []
    table.say("more of them")
    assert seen(table)["turn"] == {"name": "Cleo Hart", "next": ""}


def test_the_newest_list_stands_first() -> None:
    table = Table.with_forms(segment("thoughts"), segment("strategies"), ROUND)
    table.say("a cause", "", "m", "an idea", "")
    assert lists(table) == [("Strategies", ["an idea"]), ("Thoughts", ["a cause"])]
    assert seen(table)["turn"]


def test_the_numbers_on_the_page_are_those_that_are_typed_in_the_terminal() -> None:
    table = Table.with_forms(
        segment("strategies", title="Your own ideas"),
        segment("strategies", key="outside", title="From outside", source="material"),
        segment("marks", on="strategies", votes=2),
        segment("experiments"),
    )
    table.say("we fear the blank look", "for the room alone")
    table.happens(events.Classify, disclosure="room")
    table.say("", "m")
    assert lists(table) == [("From outside", ["m"]), ("Your own ideas", ["we fear the blank look"])]
    table.say("")
    assert table.question.about[2] == "3  m"
    chosen_from = (CHOSEN_FROM, ["1 we fear the blank look", "3 m"])
    assert lists(table) == [chosen_from]
    table.say("1 3", "1 3", "3 1", "3")
    assert table.question.field == "strategy"
    assert lists(table) == [chosen_from]
    table.say("1")
    assert lists(table) == [("From outside", ["m"]), ("Your own ideas", ["we fear the blank look"])]


def test_a_list_that_is_not_chosen_from_has_no_number_beside_one_that_is() -> None:
    table = Table.with_forms(segment("thoughts"), segment("strategies"))
    table.say("a cause", "another", "", "m", "m", "an idea", "")
    assert table.question.field == "acts-on"
    assert lists(table) == [
        (CHOSEN_FROM, ["1 a cause", "2 another"]),
        ("Strategies", ["an idea"]),
    ]


def test_the_time_is_that_of_the_segment_in_whole_seconds() -> None:
    table = Table.with_forms(ROUND)
    table.happens(events.GiveMinutes, minutes=2)
    table.wait(1.51)
    assert (seen(table)["used"], seen(table)["planned"]) == (90, 720)
    assert seen(table)["paused"] is False
    assert seen(table, paused=True)["paused"] is True


def test_a_clock_that_is_set_back_gives_no_time() -> None:
    table = Table.with_forms(ROUND)
    table.wait(3)
    table.happens(events.Pause)
    table.clock -= timedelta(hours=2)
    assert seen(table)["used"] == 180


def test_the_rail_shows_where_the_meeting_stands() -> None:
    secrets = Secrets()
    states = []
    for standing in standing_everywhere(secrets.session("explore")):
        rail = [step["state"] for step in view_of(standing, NOON)["rail"]]
        if rail not in states:
            states.append(rail)
    assert states == [
        ["ahead"] * 5,
        *(["done"] * n + ["now"] + ["ahead"] * (4 - n) for n in range(5)),
        ["done"] * 5,
    ]


def test_when_the_meeting_is_over_the_lists_stay() -> None:
    table = Table.with_forms(LIST)
    table.say("a line", "")
    view = seen(table)
    assert view["over"] is True
    assert lists(table) == [("List", ["a line"])]
    assert "say" not in view


def test_nothing_on_the_page_is_hidden_or_turned_round() -> None:
    table = Table.with_forms(LIST)
    table.say("a\u202etxt.exe\U000e0041 שלום", "")
    ((_, noted),) = lists(table)
    assert noted == ["a\\u202etxt.exe\\U000e0041 שלום"]
