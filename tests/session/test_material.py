"""A module in a meeting: material, shown after the group's own ideas, and taken over by number."""

import pytest

from peergroup_cli.content.library import shipped_modules
from peergroup_cli.model.agenda import Segment
from peergroup_cli.session import events
from peergroup_cli.session.walk import questions
from tests.session.table import Table, agenda, segment, shipped

MODULE = shipped_modules()["delegation"]
TEXTS = [strategy.text for strategy in MODULE.strategies]
HEAD = "What others have found, as material, not as answers:"


def own(**fields: object) -> Segment:
    return segment("strategies", key="own-ideas", source="own", **fields)


def material(**fields: object) -> Segment:
    return segment("strategies", key="material", source="material", **fields)


def outside(*, disclosure: str = "group") -> Table:
    """A meeting at its question for material, after one idea of the group's own."""
    table = Table.with_forms(
        own(), material(disclosure=disclosure), segment("marks"), module=MODULE
    )
    table.say("Our own idea", "")
    return table


def test_the_meeting_carries_its_own_copy_of_what_it_shows() -> None:
    meeting = outside().meeting
    assert meeting.module == "delegation"
    assert meeting.material == MODULE.strategies


def test_material_is_shown_as_numbered_lines_with_when_it_fits_and_when_it_fails() -> None:
    head, *lines = outside().question.about
    assert head == HEAD
    assert lines[:3] == [
        f"1  {TEXTS[0]}",
        f"   fits  {MODULE.strategies[0].fits}",
        f"   fails {MODULE.strategies[0].fails}",
    ]
    assert len(lines) == 3 * len(TEXTS)


def test_a_number_alone_takes_a_strategy_over_with_its_words_and_its_source() -> None:
    table = outside()
    table.say("2")
    taken = table.meeting.strategies[-1]
    assert (taken.text, taken.source, taken.segment) == (TEXTS[1], "material", "material")
    assert (taken.member, taken.disclosure, taken.id) == (None, "group", "m1-strategy-2")


def test_what_is_taken_over_has_the_class_of_its_segment() -> None:
    table = outside(disclosure="member")
    table.say("1")
    assert table.meeting.strategies[-1].disclosure == "member"


def test_anything_else_is_noted_as_it_was_said() -> None:
    table = outside()
    table.say("2 of us could try it", "Number 3", "Bo: A line from a book", "")
    noted = [(s.text, s.member, s.source) for s in table.meeting.strategies[1:]]
    assert noted == [
        ("2 of us could try it", None, "material"),
        ("Number 3", None, "material"),
        ("A line from a book", "bo-lind", "material"),
    ]


def test_who_chose_it_can_be_noted() -> None:
    table = outside()
    table.say("Bo: 3")
    assert table.meeting.strategies[-1].text == TEXTS[2]
    assert table.meeting.strategies[-1].member == "bo-lind"


@pytest.mark.parametrize("number", ["0", "7", "02", "4096"])
def test_a_number_that_is_not_there_is_asked_again(number: str) -> None:
    table = outside()
    with pytest.raises(ValueError, match="1 to 6"):
        table.say(number)
    assert len(table.meeting.strategies) == 1


def test_what_is_on_the_list_is_not_taken_over_twice() -> None:
    table = outside()
    table.say("1")
    with pytest.raises(ValueError, match="Number 1 is on the list already"):
        table.say("1")


def test_a_number_that_was_mistyped_can_be_corrected() -> None:
    table = outside()
    table.say("1")
    table.happens(events.Back)
    table.say("2")
    assert [s.text for s in table.meeting.strategies[1:]] == [TEXTS[1]]


def test_marks_and_experiments_take_it_like_any_other_strategy() -> None:
    table = Table.with_forms(
        own(), material(), segment("marks"), segment("experiments"), module=MODULE
    )
    table.say("Our own idea", "", "4", "")
    assert table.question.about == ("1  Our own idea", f"2  {TEXTS[3]}")
    table.turns(ada=["2"], bo=["2"], cleo=["1"])
    table.say("2")
    assert table.meeting.experiments[0].grew_from == ("m1-strategy-2",)


def test_a_group_that_has_no_module_sees_nothing_and_its_numbers_are_words() -> None:
    table = Table.with_forms(own(), material())
    table.say("Our own idea", "")
    assert table.question.about == ()
    table.say("2")
    assert table.meeting.strategies[-1].text == "2"
    assert (table.meeting.module, table.meeting.material) == (None, ())


def test_material_never_appears_before_the_groups_own_ideas_are_noted() -> None:
    table = Table.with_agenda(shipped("explore"), module=MODULE)
    seen = []
    while table.session.question is not None:
        seen.append((table.question.segment, HEAD in table.question.about))
        table.say("")
    assert {place for place, shown in seen if shown} == {"material"}
    places = [place for place, _ in seen]
    assert places.index("own-ideas") < places.index("material")


def test_whatever_is_asked_nothing_of_a_module_is_shown_in_another_segment() -> None:
    table = Table.with_agenda(shipped("explore"), module=MODULE)
    for held in table.meeting.agenda.segments:
        shown = [line for q in questions(table.session, held) for line in (*q.about, q.hint)]
        assert any(TEXTS[0] in line for line in shown) == (held.key == "material")


def test_an_agenda_that_looks_outside_first_shows_nothing_there() -> None:
    looks = agenda(material(), own(), segment("strategies", key="more", source="material"))
    table = Table.with_agenda(looks, module=MODULE)
    shown = [s.key for s in looks.segments if looks.shows_material(s)]
    assert shown == ["more"]
    assert questions(table.session, looks.segments[1])[0].about == ()


def test_a_meeting_without_a_place_for_material_carries_none() -> None:
    table = Table.with_agenda(shipped("reflect"), module=MODULE)
    assert (table.meeting.module, table.meeting.material) == ("delegation", ())
