"""Groups without a slot get one by rings of people."""

from random import Random

import pytest

from peergroup_cli.formation.checking import verify
from peergroup_cli.formation.forming import Group
from peergroup_cli.formation.hard import examined
from peergroup_cli.formation.level import Level
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.ringing import with_slots
from peergroup_cli.formation.wishes import missed


def _level(slots: list[str], rules: tuple[PairRule, ...] = ()) -> Level:
    people = [
        Person(f"p{n:03}", f"P {n}", "lead", f"u{n % 7}", slots=frozenset(words.split()))
        for n, words in enumerate(slots)
    ]
    return examined(people, rules).levels[0][0]


def test_those_left_over_from_three_slots_are_brought_together() -> None:
    level = _level(["a"] * 6 + ["b"] * 6 + ["c"] * 6)
    mixed = [[0, 1, 6, 7, 12, 13], [2, 3, 8, 9, 14, 15], [4, 5, 10, 11, 16, 17]]

    groups = with_slots(level, mixed, 0)

    assert missed(level, groups, "slot") == 0
    assert sorted(place for group in groups for place in group) == list(range(18))


def test_a_ring_goes_through_a_group_that_keeps_its_slot() -> None:
    # nobody of the first group can take the seat of the last one but by way of the second
    level = _level(["a"] * 5 + ["b"] + ["b"] * 5 + ["b c"] + ["c"] * 5 + ["a c"])
    groups = [list(range(6)), list(range(6, 12)), list(range(12, 18))]
    assert missed(level, groups, "slot") == 1

    assert missed(level, with_slots(level, groups, 0), "slot") == 0


def test_what_cannot_be_had_leaves_the_groups_as_they_are() -> None:
    level = _level(["a"] * 7 + ["b"] * 5)
    groups = [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]

    assert with_slots(level, groups, 0) == groups


@pytest.mark.parametrize("seed", range(12))
def test_rings_break_no_rule_and_cost_no_other_group_its_slot(seed: int) -> None:
    random = Random(seed)
    slots = [" ".join(random.sample("abcdefgh", random.choice((1, 1, 2)))) for _ in range(60)]
    ids = [f"p{n:03}" for n in range(60)]
    rules = [PairRule("together", *random.sample(ids[:9], 2))]
    rules += [PairRule("apart", *random.sample(ids[9:], 2)) for _ in range(25)]
    people = [
        Person(one, one, "lead", "u", slots=frozenset(words.split()))
        for one, words in zip(ids, slots, strict=True)
    ]
    ((level, start),) = examined(people, rules).levels

    groups = with_slots(level, start, 0)

    had = [number for number, group in enumerate(start) if not missed(level, [group], "slot")]
    assert not missed(level, [groups[number] for number in had], "slot")
    assert missed(level, groups, "slot") <= missed(level, start, "slot")
    named = [Group(str(n), "lead", level.ids(group)) for n, group in enumerate(groups)]
    assert not verify(people, rules, named)
    assert list(map(len, groups)) == list(map(len, start))
