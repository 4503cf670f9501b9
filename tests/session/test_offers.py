"""What groups here have tried comes back into the meeting, after the group's own ideas."""

import pytest

from peergroup_cli.model.meeting import Offered
from peergroup_cli.session import events
from peergroup_cli.session.walk import wants_offers
from tests.session.table import Table, segment

OFFERED = (
    Offered(
        strategy="south/m2-strategy-1",
        text="Begin with thanks",
        standing="tried twice by 2 managers in 1 cohort: kept 1, dropped 1",
        failed_where=("Before the whole staff",),
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
    assert "kept 1, dropped 1" in shown
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
