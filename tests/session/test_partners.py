"""Practice partners rotate: by who partnered whom, not by the number of the meeting."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import Experiment
from peergroup_cli.session.partners import (
    Pairing,
    met_in,
    practice_circles,
    practice_partner,
)
from tests.session.table import Table, segment

PEOPLE = ("a", "b", "c", "d", "e", "f")
LINKS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=6)
HISTORY = st.lists(LINKS, max_size=6)
SIZES = st.integers(2, 6)
EMPTY = Table.with_forms(segment("experiments")).meeting


def practised(links: list[tuple[str, str]]) -> Meeting:
    """A meeting in which these members named these partners."""
    plans = tuple(
        Experiment(
            id=f"m1-experiment-{number}",
            segment="experiments",
            disclosure="group",
            member=member,
            partner=partner,
        )
        for number, (member, partner) in enumerate(links, start=1)
    )
    return EMPTY.changed(experiments=plans)


def all_named(pairing: Pairing, among: tuple[str, ...], past: list[Meeting]) -> Meeting:
    """The meeting in which everybody takes the partner who is proposed, one after the other."""
    named: dict[str, str] = {}
    for one in among:
        named[one] = practice_partner(one, among, past, chosen=named) or ""
    meeting = practised(list(named.items()))
    assert met_in([meeting]) == (pairs_of(pairing),)
    return meeting


def pairs_of(pairing: Pairing) -> frozenset[tuple[str, ...]]:
    return frozenset(pair for circle in pairing for pair in combinations(circle, 2))


@given(size=SIZES, history=HISTORY)
def test_everybody_is_in_one_pair_or_in_the_one_trio(
    size: int, history: list[list[tuple[str, str]]]
) -> None:
    circles = practice_circles(PEOPLE[:size], [practised(links) for links in history])
    assert sorted(one for circle in circles for one in circle) == list(PEOPLE[:size])
    assert sorted(map(len, circles), reverse=True) == [3] * (size % 2) + [2] * (
        (size - 3 * (size % 2)) // 2
    )


@given(size=SIZES, history=HISTORY, order=st.permutations(PEOPLE))
def test_the_same_meetings_give_the_same_partners_whoever_is_asked_first(
    size: int, history: list[list[tuple[str, str]]], order: list[str]
) -> None:
    past = [practised(links) for links in history]
    turned = [one for one in order if one in PEOPLE[:size]]
    assert practice_circles(turned, past) == practice_circles(PEOPLE[:size], past)


@given(size=SIZES, history=HISTORY)
def test_who_takes_what_is_proposed_ends_up_in_the_pairs_and_the_trio(
    size: int, history: list[list[tuple[str, str]]]
) -> None:
    past = [practised(links) for links in history]
    among = PEOPLE[:size]
    all_named(practice_circles(among, past), among, past)


@pytest.mark.parametrize("size", [2, 4, 6])
def test_an_even_group_meets_everybody_before_anybody_again_and_so_on(size: int) -> None:
    among, past = PEOPLE[:size], list[Meeting]()
    for _ in range(3):
        met = set[tuple[str, ...]]()
        for _ in range(size - 1):
            circles = practice_circles(among, past)
            assert not met & pairs_of(circles)
            met |= pairs_of(circles)
            past.append(all_named(circles, among, past))
        assert len(met) == size * (size - 1) // 2


@given(size=st.sampled_from([4, 6]), history=HISTORY)
def test_nobody_meets_one_again_before_everybody_else_where_a_pairing_allows_it(
    size: int, history: list[list[tuple[str, str]]]
) -> None:
    past, among = [practised(links) for links in history], PEOPLE[:size]
    times: dict[tuple[str, ...], int] = {
        pair: sum(pair in row for row in met_in(past)) for pair in combinations(sorted(among), 2)
    }

    def too_early(pairs: frozenset[tuple[str, ...]]) -> bool:
        fewest = {one: min(n for pair, n in times.items() if one in pair) for one in among}
        return any(times[pair] > fewest[one] for pair in pairs for one in pair)

    possible = [
        pairs
        for pairs in map(frozenset, combinations(times, size // 2))
        if len({one for pair in pairs for one in pair}) == size and not too_early(pairs)
    ]
    assert too_early(pairs_of(practice_circles(among, past))) == (not possible)


@given(history=HISTORY, absent=st.sampled_from(PEOPLE), leads=st.sampled_from(PEOPLE))
def test_whoever_facilitates_next_is_nobodys_only_partner_in_an_odd_group(
    history: list[list[tuple[str, str]]], absent: str, leads: str
) -> None:
    among = [one for one in PEOPLE if one != absent]
    circles = practice_circles(among, [practised(h) for h in history], leads_next=leads)
    assert all(len(circle) == 3 for circle in circles if leads in circle)


def test_who_was_absent_is_not_counted_as_met() -> None:
    past = [practised([("a", "b"), ("b", "a")])]  # c and d were missing
    assert practice_circles("abcd", past) == (("a", "c"), ("b", "d"))
    past.append(practised([("a", "c"), ("c", "a"), ("b", "d"), ("d", "b")]))
    # a and b have met one another, c and d have not
    assert practice_circles("abcd", past) == (("a", "d"), ("b", "c"))


def test_a_partner_who_was_chosen_otherwise_is_kept_and_the_others_follow() -> None:
    assert practice_partner("b", "abcd", [], chosen={"a": "c"}) == "d"
    assert practice_partner("c", "abcd", [], chosen={"a": "c"}) == "a"
    assert practice_circles("abcd", [], chosen={"a": "nobody-here", "b": "b"})


@pytest.mark.parametrize("first", ["b", "c"])
def test_in_a_trio_all_three_are_each_others_partners(first: str) -> None:
    named = {"a": first}
    for one in "bc":
        named[one] = practice_partner(one, "abc", [], chosen=named) or ""
    meeting = practised(list(named.items()))
    assert {one: set(meeting.partners_of(one)) for one in "abc"} == {
        "a": {"b", "c"},
        "b": {"a", "c"},
        "c": {"a", "b"},
    }


def test_nobody_has_a_partner_alone() -> None:
    assert practice_partner("a", ["a"], []) is None
    assert practice_partner("x", ["a", "b"], []) is None
    assert practice_circles([], []) == ()


def test_the_form_proposes_whom_one_has_not_practised_with() -> None:
    first = Table.with_forms(segment("experiments"), size=4)
    for _ in range(4):
        first.say("a plan", "if", "then", "", "", "", "")
    pairs = {plan.member: plan.partner for plan in first.meeting.experiments}
    second = Table.with_forms(segment("experiments"), size=4, earlier=(first.finish(),))
    for _ in range(4):
        member = second.question.member
        second.say("a plan", "if", "then", "", "", "", "")
        plan = second.meeting.experiments[-1]
        assert (plan.member, plan.partner == pairs[member]) == (member, False)
