"""What groups here have tried comes back into the meeting, after the group's own ideas."""

import pytest

from peergroup_cli.model.meeting import Offered
from peergroup_cli.session import events
from peergroup_cli.session.forms.lists import offered_lines, shown_as
from peergroup_cli.session.walk import wants_offers
from tests.session.table import Table, segment

OFFERED = (
    Offered(
        strategy="south/m2-strategy-1",
        text="Begin with thanks",
        standing="tried twice by 2 managers in 1 cohort: kept 1, dropped 1",
        failed_where=("Before the whole staff",),
        lesson="Thanks open ears",
        conditions="Said in the first sentence",
    ),
)


def at_own_ideas() -> Table:
    """A meeting that has found a cause, and is about to collect its own ideas."""
    table = Table.with_forms(
        segment("thoughts"),
        segment("strategies", key="own-ideas", source="own"),
        segment("strategies", key="outside", source="material"),
        segment("experiments"),
    )
    table.say("Bad news is punished", "", "mine")
    assert table.question.segment == "own-ideas"
    return table


def offered() -> Table:
    table = at_own_ideas()
    table.happens(events.Offer, offered=OFFERED)
    return table


def test_they_are_looked_for_once_when_the_causes_are_known() -> None:
    table = Table.with_forms(
        segment("thoughts"),
        segment("strategies", key="own-ideas", source="own"),
        segment("strategies", key="outside", source="material"),
    )
    assert not wants_offers(table.session)
    table = at_own_ideas()
    assert wants_offers(table.session)
    table.happens(events.Offer, offered=())
    assert not wants_offers(table.session)


def test_an_agenda_without_a_place_for_them_looks_for_none() -> None:
    table = Table.with_forms(segment("thoughts"), segment("strategies", source="own"))
    table.say("Bad news is punished", "", "mine")
    assert not wants_offers(table.session)


def test_the_groups_own_ideas_come_first_and_nothing_anchors_them() -> None:
    table = offered()
    assert table.question.about == ()
    table.say("Our own idea", "")
    assert table.question.segment == "outside"
    shown = "\n".join(table.question.about)
    assert "1  Begin with thanks" in shown
    assert "south/m2-strategy-1 · tried twice" in shown
    assert "kept 1, dropped 1" in shown
    assert "newest lesson: Thanks open ears" in shown
    assert "conditions: Said in the first sentence" in shown
    assert "failed where: Before the whole staff" in shown


def test_a_number_takes_one_over_and_links_it() -> None:
    table = offered()
    table.say("Our own idea", "", "Ada: 1", "")
    own, taken = table.meeting.strategies
    assert (own.source, own.same_as) == ("own", "")
    assert (taken.text, taken.source) == ("Begin with thanks", "ledger")
    assert (taken.same_as, taken.member) == ("south/m2-strategy-1", "ada-brook")


def test_one_key_leaves_them_out() -> None:
    table = offered()
    table.say("Our own idea", "", "")
    assert [one.source for one in table.meeting.strategies] == ["own"]
    assert table.question.segment == "experiments"


def test_an_unknown_number_is_refused_and_words_are_words() -> None:
    table = offered()
    table.say("Our own idea", "")
    with pytest.raises(ValueError, match="1 to 1"):
        table.say("2")
    table.say("2 o'clock, every day", "")
    assert table.meeting.strategies[-1].text == "2 o'clock, every day"


def test_whoever_tries_it_sees_where_others_dropped_it() -> None:
    table = offered()
    table.say("Our own idea", "", "1", "")
    table.say("2", "they ask", "I say thank you")
    assert table.question.field == "obstacle"
    assert table.question.about == ("Others dropped it where: Before the whole staff",)


def test_a_long_strategy_is_shown_with_all_its_words() -> None:
    text = (
        "Begin with thanks, then say the bad news, then be silent until they have said theirs too"
    )
    shown = offered_lines([OFFERED[0].changed(text=text)], 1)
    assert shown[1] == f"1  {text}"


def test_an_own_idea_in_the_same_words_is_linked_and_not_noted_twice() -> None:
    table = offered()
    table.say("begin with  thanks", "", "1")
    (own,) = table.meeting.strategies
    assert (own.source, own.same_as) == ("own", "south/m2-strategy-1")
    assert table.question.label == "A strategy 1"
    with pytest.raises(ValueError, match="already"):
        table.say("1")
    table.say("Another one", "")
    assert len(table.meeting.strategies) == 2


def test_an_offer_of_before_without_its_lesson_is_read_and_shown() -> None:
    old = Offered.model_validate(
        {"strategy": "south/m2-strategy-1", "text": "Thanks", "standing": "tried once"}
    )
    assert offered_lines([old], 3)[1:] == ("3  Thanks", "   south/m2-strategy-1 · tried once")


def test_a_strategy_is_found_by_the_number_with_which_it_is_shown() -> None:
    table = offered()

    def found(number: str) -> str:
        segment = table.session.segment
        assert segment
        return shown_as(table.session.scene(segment), number)

    assert found("1") == ""
    table.say("")
    assert table.question.segment == "outside"
    assert [found(number) for number in ("1", "2", "0", "one")] == [
        "south/m2-strategy-1",
        "",
        "",
        "",
    ]
    assert "/find 1" in table.question.about[0]
