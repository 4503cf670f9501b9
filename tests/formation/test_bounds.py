from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.formation.bounds import (
    bands_of,
    bound_given_slots,
    bound_of,
    most_different,
    pair_bound,
    usable,
)
from peergroup_cli.formation.checking import recount
from peergroup_cli.formation.level import levels_of
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.model.settings import Wish
from tests.formation.brute import groupings, some_people, some_rules

TIERS: tuple[Wish, ...] = ("slot", "unit", "history", "topic", "site")


def with_slots(*slots: str) -> list[Person]:
    return [
        Person(f"p{n:02}", f"Name {n}", "lead", "u", slots=frozenset(words))
        for n, words in enumerate(slots)
    ]


def test_seven_of_a_kind_in_three_groups_make_five_pairs() -> None:
    assert pair_bound([7], 3) == 3 + 1 + 1


def test_as_many_of_a_kind_as_groups_make_no_pair() -> None:
    assert pair_bound([4, 4, 1], 4) == 0


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4))
def test_no_spread_of_a_kind_has_fewer_pairs(spread: list[int]) -> None:
    pairs = sum(count * (count - 1) // 2 for count in spread)

    assert pairs >= pair_bound([sum(spread)], len(spread))


@pytest.mark.parametrize(("counts", "most"), [([6, 2, 2], 2), ([4, 4, 4], 0), ([2] * 6, 2)])
def test_the_most_groups_with_all_units_different(counts: list[int], most: int) -> None:
    sizes = [3, 3] if counts == [6, 2, 2] else [6, 6]

    assert most_different(counts, sizes) == most


@pytest.mark.parametrize("seed", range(40))
def test_no_bound_is_above_the_best_grouping(seed: int) -> None:
    crew = some_people(4 + seed % 6, seed)
    rules = some_rules(crew, seed, seed % 4)
    (level,) = levels_of(crew, rules)
    counted = [(len(groups), recount(crew, groups)) for groups in groupings(crew, rules)]

    for count in sorted({count for count, _ in counted}):
        here = [misses for number, misses in counted if number == count]
        met = [misses for misses in here if not misses["slot"]]
        for wish in TIERS:
            assert bound_of(level, wish, count).value <= min(one[wish] for one in here)
            given_slots = bound_given_slots(level, wish, count) if met else None
            if given_slots is not None:
                assert given_slots.conditional
                assert given_slots.value <= min(one[wish] for one in met)


def test_who_has_no_slot_costs_a_group() -> None:
    (level,) = levels_of(with_slots(*["a"] * 11, ""))

    assert bound_of(level, "slot", 2).value == 1


def test_two_bands_that_fill_no_whole_groups_cost_a_group() -> None:
    (level,) = levels_of(with_slots(*["a"] * 9, *["b"] * 9))

    assert bound_of(level, "slot", 3).value == 1


def test_a_slot_that_only_foes_would_share_does_not_count() -> None:
    crew = with_slots(*["a"] * 4, *["b"] * 8)
    (level,) = levels_of(crew, [PairRule("apart", "p00", "p01")])

    assert usable(level, level.slots)[:4] == [0] * 4


def test_people_whom_chains_of_slots_join_are_one_band() -> None:
    assert bands_of([0b001, 0b011, 0b110, 0b1000, 0]) == [[0, 1, 2], [3]]


def test_pairs_that_together_rules_join_are_in_the_bound() -> None:
    crew = with_slots(*[""] * 12)
    (level,) = levels_of(crew, [PairRule("together", f"p{n:02}", f"p{n + 1:02}") for n in range(3)])
    (free,) = levels_of([Person(one.id, one.name, one.level, one.id) for one in crew])

    assert bound_of(level, "unit", 2).value == 30
    assert bound_of(free, "unit", 2).value == 0


def test_earlier_groups_count_each_by_itself() -> None:
    crew = [
        Person(f"p{n}", f"Name {n}", "lead", f"u{n}", past_groups=frozenset({"x", "y"}))
        for n in range(8)
    ]
    (level,) = levels_of(crew)

    assert bound_of(level, "history", 2).value == 2 * pair_bound([8], 2)
    assert Counter(level.units).most_common(1)[0][1] == 1
