"""Rings of people and other plans of slots lead where exchanges do not, and keep the rules."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from peergroup_cli.formation.annealing import Annealing
from peergroup_cli.formation.level import Level, levels_of
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.replanning import Replanning
from peergroup_cli.formation.rotating import Rotating
from peergroup_cli.formation.seating import Seating, weights_of
from peergroup_cli.formation.wishes import missed
from peergroup_cli.model.settings import Wish
from tests.formation.test_search_steps import (
    ORDERS,
    SEEDS,
    a_level,
    costs,
    keeps_rules,
    unheard,
    used_in,
)

PAIRS: tuple[Wish, ...] = ("slot", "unit")


def crew_of(groups: Sequence[Sequence[tuple[str, str]]]) -> tuple[list[Person], list[list[int]]]:
    """People by their part of the organisation and their slots, and who sits where at first."""
    flat = [one for group in groups for one in group]
    crew = [
        Person(f"p{n:02}", f"P{n}", "lead", unit, slots=frozenset(slots))
        for n, (unit, slots) in enumerate(flat)
    ]
    places = iter(range(len(flat)))
    return crew, [[next(places) for _ in group] for group in groups]


def others(slots: str, first: int) -> list[tuple[str, str]]:
    """Three people of parts of the organisation of their own."""
    return [(f"other {number}", slots) for number in range(first, first + 3)]


def one_level(crew: Sequence[Person], rules: Sequence[PairRule] = ()) -> Level:
    (level,) = levels_of(crew, rules)
    return level


def rotating(level: Level, groups: Sequence[Sequence[int]], order: tuple[Wish, ...]) -> Rotating:
    return Rotating(level, groups, order, weights_of(level, order))


def replanned(level: Level, groups: Sequence[Sequence[int]], order: tuple[Wish, ...]) -> Replanning:
    found = Replanning(rotating(level, groups, order), 0)
    found.run(20_000, unheard)
    return found


def counts_true(walk: Rotating) -> bool:
    """Whether what a walk keeps counted is what counting anew gives."""
    groups, slots = walk.seats.groups, walk.seats.slots
    numbers = range(len(groups))
    return (
        walk.own
        == [
            sum(walk.mild_pairs[place][other] for other in groups[walk.group_of[place]])
            for place in range(walk.count)
        ]
        and walk.cost == walk.cost_of(groups)
        and walk.no_topic
        == [walk._lacking(*pair) for pair in zip(groups, walk.topic_of, strict=True)]
        and all(place in groups[walk.group_of[place]] for place in range(walk.count))
        and [set(near) for near in walk.open]
        == [{n for n in numbers if slots[n] & own} for own in walk.slots_of]
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", ORDERS)
def test_rotations_keep_their_counters_true_and_everybody_at_a_slot_of_the_own_group(
    seed: int, order: tuple[Wish, ...]
) -> None:
    level, groups = a_level(29 + seed, seed)
    used = used_in(level, order)
    walk = rotating(level, groups, used)

    for heat in (3.0, 0.8, 0.1):
        walk.run(walk.best, (heat, heat), 4_000)

        assert counts_true(walk)
        assert all(
            walk.slots_of[place] & slot
            for group, slot in zip(walk.seats.groups, walk.seats.slots, strict=True)
            for place in group
        )
        best = [[place for place in group if place < 29 + seed] for group in walk.best.groups]
        assert keeps_rules(level, best)
        assert walk.best_cost == Seating(level, best, weights_of(level, used)).total()


def test_three_people_change_seats_where_no_two_can() -> None:
    # each pair of a unit can be parted only if three people move on at once
    crew, groups = crew_of(
        [
            [("u", "ab"), ("u", "a"), *others("a", 0)],
            [("v", "bc"), ("v", "b"), *others("b", 3)],
            [("w", "ca"), ("w", "c"), *others("c", 6)],
        ]
    )
    level = one_level(crew)
    strict = weights_of(level, PAIRS)
    start = Seating(level, groups, strict)
    swaps = [
        start.gain(a, b)
        for a, b in combinations(range(len(crew)), 2)
        if start.group_of[a] != start.group_of[b]
    ]
    assert min(swaps) > 0

    walk = rotating(level, groups, PAIRS)
    walk.run(walk.best, (0.3, 0.1), 2_000)

    assert costs(level, walk.best.groups, PAIRS) == (0, 0)


def test_a_group_meets_at_another_slot_where_that_keeps_a_unit_apart() -> None:
    # as long as one group meets at x and one at y, nobody can move
    crew, groups = crew_of(
        [
            [("u", "xz"), ("u", "x"), ("u", "xz"), *others("xz", 0)],
            [("v", "yz"), ("v", "yz"), ("v", "yz"), *others("xyz", 3)[:2], ("other 5", "xy")],
        ]
    )
    level = one_level(crew)
    walk = rotating(level, groups, PAIRS)
    walk.run(walk.best, (0.5, 0.1), 20_000)
    assert walk.best.groups == groups
    assert costs(level, groups, PAIRS) == (0, 6)

    found = replanned(level, groups, PAIRS)

    assert costs(level, found.groups, PAIRS) == (0, 4)


def test_who_must_be_together_changes_places_with_others_who_must() -> None:
    pairs = [("p", "q"), ("p", "q"), ("a", "b"), ("c", "d"), ("c", "d"), ("e", "f")]
    crew, groups = crew_of(
        [[(unit, "x") for pair in half for unit in pair] for half in (pairs[:3], pairs[3:])]
    )
    rules = [PairRule("together", crew[n].id, crew[n + 1].id) for n in range(0, 12, 2)]
    level = one_level(crew, rules)
    assert costs(level, groups, PAIRS) == (0, 4)

    found = replanned(level, groups, PAIRS)

    assert costs(level, found.groups, PAIRS) == (0, 0)
    assert keeps_rules(level, found.groups)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", ORDERS)
def test_other_plans_give_an_allowed_grouping_that_is_no_worse_and_always_the_same(
    seed: int, order: tuple[Wish, ...]
) -> None:
    level, groups = a_level(41 + seed, seed)
    used = used_in(level, order)

    found, again = replanned(level, groups, used), replanned(level, groups, used)

    assert keeps_rules(level, found.groups)
    assert min(map(len, found.groups)) >= 4
    assert costs(level, found.groups, used) <= costs(level, groups, used)
    assert found.groups == again.groups
    assert found.cost == Seating(level, found.groups, weights_of(level, used)).total()


def test_the_search_through_plans_tells_how_much_is_left_and_ends_at_the_target() -> None:
    level, groups = a_level(40, 1)
    used = used_in(level, ORDERS[0])
    heard: list[int] = []
    first = Replanning(rotating(level, groups, used), 0)
    first.run(80_000, heard.append)

    again = Replanning(rotating(level, groups, used), first.cost)
    again.run(10_000_000, unheard)

    assert heard == sorted(heard, reverse=True)
    assert 80_000 > heard[0] > heard[-1]
    assert again.cost == first.cost


def test_sizes_that_differ_by_two_may_change_places_but_no_group_gets_too_small() -> None:
    level, _ = a_level(16, 2, rules=False)
    groups = [list(range(6)), list(range(6, 12)), list(range(12, 16))]
    order = used_in(level, ORDERS[0])
    walk = Annealing(level, groups, order, weights_of(level, order), 0)

    walk.run(5_000, unheard)
    found = replanned(level, walk.best, order)

    assert sorted(map(len, found.groups)) in ([4, 6, 6], [5, 5, 6])
    assert costs(level, found.groups, order) <= costs(level, groups, order)
    assert missed(level, found.groups, order[0]) <= missed(level, groups, order[0])
