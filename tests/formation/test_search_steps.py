"""The steps of the search: whatever they do, the rules hold and their counters are true."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from random import Random

import pytest

from peergroup_cli.formation import annealing
from peergroup_cli.formation.annealing import Annealing
from peergroup_cli.formation.bounds import bound_of
from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.improving import Exchanging, faulty
from peergroup_cli.formation.labelling import labelled
from peergroup_cli.formation.level import Level, levels_of
from peergroup_cli.formation.packing import arranged
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.searching import Budget, seated_best
from peergroup_cli.formation.seating import BROKEN, Seating, most_common, weights_of
from peergroup_cli.formation.starting import Enough, started
from peergroup_cli.formation.trying import Trying
from peergroup_cli.formation.wishes import in_use, missed
from peergroup_cli.model.settings import WISHES, Wish
from tests.formation.brute import some_people, some_rules

SEEDS = range(4)
ORDERS: list[tuple[Wish, ...]] = [
    WISHES,
    ("unit", "topic", "slot"),
    ("history", "site"),
    ("topic",),
    ("site", "unit"),
]


def ruled(people: Sequence[Person], seed: int) -> list[PairRule]:
    """Some rules that leave room: who is together with somebody has no other rule."""
    random = Random(seed)
    ids = [person.id for person in people]
    random.shuffle(ids)
    together = [PairRule("together", *ids[at : at + 2]) for at in range(0, len(ids) // 8 * 2, 2)]
    free = ids[len(ids) // 8 * 2 :]
    return [*together, *(PairRule("apart", *random.sample(free, 2)) for _ in range(len(ids) // 4))]


def a_level(people: int, seed: int, *, rules: bool = True) -> tuple[Level, list[list[int]]]:
    """A seeded level, and a grouping of it that keeps all rules."""
    crew = some_people(people, seed)
    (level,) = levels_of(crew, ruled(crew, seed) if rules else ())
    found = arranged(level, 100_000).groups
    assert found is not None
    return level, found


def used_in(level: Level, order: tuple[Wish, ...]) -> tuple[Wish, ...]:
    return in_use([level], order)


def keeps_rules(level: Level, groups: Sequence[Sequence[int]]) -> bool:
    """Whether everybody sits once, with no foe and with the whole of the own block."""
    seats = sorted(place for group in groups for place in group)
    sets = [set(group) for group in groups]
    return (
        seats == list(range(len(level.people)))
        and all(level.foes[place].isdisjoint(group) for group in sets for place in group)
        and all(any(set(block) <= group for group in sets) for block in level.blocks)
        and all(len(group) <= 6 for group in sets)
    )


def costs(level: Level, groups: Sequence[Sequence[int]], order: Sequence[Wish]) -> tuple[int, ...]:
    return tuple(missed(level, groups, wish) for wish in order)


def unheard(_left: int) -> None:
    """Nobody listens."""


# seating


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", ORDERS)
def test_what_an_exchange_is_said_to_gain_is_what_the_groups_cost_less(
    seed: int, order: tuple[Wish, ...]
) -> None:
    level, groups = a_level(23, seed)
    seating = Seating(level, groups, weights_of(level, order))
    random = Random(seed)

    for _ in range(60):
        a, b = random.sample(range(23), 2)
        if seating.group_of[a] == seating.group_of[b]:
            continue
        before, gain = seating.total(), seating.gain(a, b)
        limited = seating.gain(a, b, limit=0)
        assert limited == gain or (limited >= 0 and gain >= 0)
        seating.exchange(a, b)
        assert seating.total() == before + gain
        assert all(place in seating.groups[seating.group_of[place]] for place in range(23))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", ORDERS)
def test_the_cost_of_groups_is_their_misses_by_weight(seed: int, order: tuple[Wish, ...]) -> None:
    level, groups = a_level(23, seed, rules=False)
    weights = weights_of(level, order)

    total = Seating(level, groups, weights).total()

    assert total == sum(weights[wish] * missed(level, groups, wish) for wish in order)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sum_of_lower_wishes_outweighs_a_higher_one(seed: int) -> None:
    level, _ = a_level(30, seed)
    weights = weights_of(level, WISHES)
    names = [*reversed(WISHES), BROKEN]

    for lower in range(1, len(names)):
        worst = sum(
            weights[wish] * missed(level, [group], wish)
            for wish in WISHES
            if wish in names[:lower]
            for group in ([*range(at, at + 6)] for at in range(0, 30, 6))
        )
        assert weights[names[lower]] > worst


def test_what_most_have_is_the_lowest_of_those_that_as_many_have() -> None:
    masks = [0b110, 0b010, 0b100, 0b000]

    assert most_common(masks, [0, 1, 2]) == (1, 2)
    assert most_common(masks, [3]) == (-1, 0)
    assert most_common(masks, []) == (-1, 0)


# the steps


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", ORDERS)
def test_exchanges_break_no_rule_and_make_no_higher_wish_worse(
    seed: int, order: tuple[Wish, ...]
) -> None:
    level, groups = a_level(34, seed)
    used = used_in(level, order)
    bounds = {wish: bound_of(level, wish, len(groups)).value for wish in used}
    seating = Seating(level, groups, weights_of(level, used))
    heard: list[int] = []

    Exchanging(seating, used, bounds, 3_000, heard.append).run()

    assert keeps_rules(level, seating.groups)
    assert costs(level, seating.groups, used) <= costs(level, groups, used)
    # the last candidates of somebody are all weighed
    assert all(left > -100 for left in heard)
    assert heard == sorted(heard, reverse=True) or len(used) > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_groups_with_a_fault_are_those_that_break_a_rule_or_miss_what_is_not_at_its_bound(
    seed: int,
) -> None:
    level, _ = a_level(24, seed)
    groups = [list(range(at, at + 6)) for at in range(0, 24, 6)]
    seating = Seating(level, groups, weights_of(level, ("unit",)))

    at_bound = faulty(seating, ("unit",), {"unit": missed(level, groups, "unit")})
    above = faulty(seating, ("unit",), {"unit": 0})

    broken = [number for number in range(4) if seating.broken(number)]
    missing = [n for n in range(4) if missed(level, [groups[n]], "unit")]
    assert sorted(at_bound) == broken
    assert sorted(above) == sorted({*broken, *missing})
    assert above[: len(broken)] == sorted(broken, key=above.index)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", [("slot",), ("topic", "unit"), WISHES])
def test_labels_seat_everybody_once_in_groups_of_the_given_sizes(
    seed: int, order: tuple[Wish, ...]
) -> None:
    level, groups = a_level(41, seed)
    sizes = sorted(map(len, groups), reverse=True)

    found = labelled(level, sizes, order, weights_of(level, order))

    assert sorted(place for group in found for place in group) == list(range(41))
    assert list(map(len, found)) == sizes


def test_labels_give_groups_a_slot_where_people_have_one_each() -> None:
    crew = [
        Person(f"p{n:02}", f"P{n}", "lead", f"u{n}", slots=frozenset({"abcd"[n % 4]}))
        for n in range(24)
    ]
    (level,) = levels_of(crew)

    found = labelled(level, [6] * 4, ("slot",), weights_of(level, ("slot",)))

    assert missed(level, found, "slot") == 0


def true_counters(walk: Annealing) -> bool:
    """Whether what a walk keeps counted is what counting anew gives."""
    groups = walk.groups
    own = [
        sum(walk.mild_pairs[place][other] for other in groups[walk.group_of[place]])
        for place in range(walk.count)
    ]
    slots = [walk._lacking(*pair) for pair in zip(groups, walk.slot_of, strict=True)]
    topics = [walk._lacking(*pair) for pair in zip(groups, walk.topic_of, strict=True)]
    return (
        walk.own == own
        and walk.cost == walk._strict_cost()
        and walk.no_slot == (slots if "slot" in walk.order else [0] * len(groups))
        and walk.no_topic == (topics if "topic" in walk.order else [0] * len(groups))
        and all(place in groups[walk.group_of[place]] for place in range(walk.count))
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", ORDERS)
def test_a_walk_keeps_its_counters_true_and_every_grouping_that_it_keeps_is_allowed(
    seed: int, order: tuple[Wish, ...]
) -> None:
    level, groups = a_level(29 + seed, seed)
    used = used_in(level, order)
    weights = weights_of(level, used)
    walk = Annealing(level, groups, used, weights, 0)
    walk._weigh(walk_recipe(seed))
    walk._settle()
    assert true_counters(walk)

    for heat in (3.0, 0.8, 0.1):
        walk._step(walk.hottest * heat, 1_500)

        assert true_counters(walk)
        assert keeps_rules(level, walk.best)
        assert walk.best_cost == Seating(level, walk.best, weights).total()
    assert costs(level, walk.best, used) <= costs(level, groups, used)
    assert sorted(map(len, walk.best)) == sorted(map(len, groups))


def walk_recipe(seed: int) -> "annealing._Recipe":
    return annealing._RECIPES[seed % len(annealing._RECIPES)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_walk_tells_how_much_is_left_and_ends_at_the_target(seed: int) -> None:
    level, groups = a_level(20, seed)
    used = used_in(level, WISHES)
    weights = weights_of(level, used)
    heard: list[int] = []
    walk = Annealing(level, groups, used, weights, 0)

    walk.run(20_000, heard.append)
    again = Annealing(level, groups, used, weights, walk.best_cost)
    again.run(20_000, unheard)

    assert heard == sorted(heard, reverse=True)
    assert heard[-1] == 0 or walk.best_cost == 0
    assert again.best_cost == walk.best_cost


def test_a_walk_over_groups_of_very_different_sizes_keeps_the_sizes() -> None:
    crew = some_people(10, 1)
    (level,) = levels_of(crew, [PairRule("together", "p0", f"p{n}") for n in range(1, 6)])
    groups = arranged(level, 10_000).groups
    assert groups is not None
    assert sorted(map(len, groups)) == [4, 6]
    walk = Annealing(level, groups, ("unit",), weights_of(level, ("unit",)), 0)

    walk.run(3_000, unheard)

    assert keeps_rules(level, walk.best)
    assert sorted(map(len, walk.best)) == [4, 6]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("budget", [1, 50, 100_000])
def test_trying_all_gives_an_allowed_grouping_that_is_no_worse_whenever_it_ends(
    seed: int, budget: int
) -> None:
    level, groups = a_level(11, seed)
    used = used_in(level, WISHES)
    weights = weights_of(level, used)
    search = Trying(level, groups, weights, budget)

    done = search.run()

    assert keeps_rules(level, search.best)
    assert search.cost == Seating(level, search.best, weights).total()
    assert costs(level, search.best, used) <= costs(level, groups, used)
    assert done or budget < 100_000
    assert all(group == [] for group in search.seated) or not done


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", ORDERS)
def test_a_start_keeps_all_rules_also_where_it_is_stopped(
    seed: int, order: tuple[Wish, ...]
) -> None:
    level, kept = a_level(27, seed)
    used = used_in(level, order)

    def stops(_left: int) -> None:
        raise Enough

    for told in (unheard, stops):
        for budget in (0, 2_000):
            found = started(level, kept, used, budget, told)
            assert keeps_rules(level, found)
            assert sorted(map(len, found)) == sorted(map(len, kept))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_level_seated_best_is_sorted_and_no_worse_than_its_start(seed: int) -> None:
    level, start = a_level(9 + 5 * seed, seed)
    used = used_in(level, WISHES)

    found, _ = seated_best(level, start, used, Budget(4_000, 0, 4_000, lambda _done, _whole: None))

    assert keeps_rules(level, found)
    assert found == sorted(map(sorted, found))
    assert costs(level, found, used) <= costs(level, start, used)


def test_a_level_of_more_people_than_are_annealed_at_once_keeps_all_rules() -> None:
    level, start = a_level(420, 3)
    used = used_in(level, WISHES)
    told: list[int] = []

    found, tried = seated_best(
        level, start, used, Budget(9_000, 0, 9_000, lambda done, _whole: told.append(done))
    )

    assert not tried
    assert keeps_rules(level, found)
    assert costs(level, found, used) <= costs(level, start, used)
    assert all(0 <= done <= 9_100 for done in told)


# the whole


def crew_of_two_levels(seed: int) -> tuple[list[Person], list[PairRule]]:
    """A roster with managers and rules in it."""
    crew = some_people(44, seed)
    random = Random(seed)
    crew = [
        replace(one, level="chief" if n % 4 == 0 else "lead", reports_to=f"p{n - n % 11}")
        for n, one in enumerate(crew)
    ]
    random.shuffle(crew)
    return crew, some_rules([one for one in crew if one.level == "lead"], seed, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_whatever_order_people_and_rules_come_the_answer_is_the_same(seed: int) -> None:
    crew, rules = crew_of_two_levels(seed)

    one = form(crew, rules, evaluations=4_000)
    other = form(crew[::-1], rules[::-1], evaluations=4_000)

    assert one == other
    assert verify(crew, rules, one.groups) == []
    counted = recount(crew, one.groups)
    assert {figure.wish: figure.found for figure in one.figures} == counted


@pytest.mark.parametrize(("people", "evaluations"), [(11, 1_500), (20, 1_200), (44, 700)])
def test_stopped_at_every_call_of_progress_the_groups_keep_all_rules(
    people: int, evaluations: int
) -> None:
    crew, _ = crew_of_two_levels(people)
    crew = [one for one in crew if people > 20 or one.level == "lead"][:people]
    rules = [rule for rule in ruled(crew, people) if rule.kind == "apart"][:4]
    for enough in count():
        calls = 0

        def hears(_done: int, _whole: int, enough: int = enough) -> None:
            nonlocal calls
            calls += 1
            if calls > enough:
                raise Enough

        found = form(crew, rules, evaluations=evaluations, progress=hears)

        assert verify(crew, rules, found.groups) == []
        assert {one.wish: one.found for one in found.figures} == recount(crew, found.groups)
        assert all(figure.bound <= figure.found for figure in found.figures)
        assert found.stopped_early == (calls > enough)
        if not found.stopped_early:
            break
    assert enough > 1


@pytest.mark.parametrize("tied", ["01 23 45 67", "01 23"], ids=["for a block", "for two people"])
def test_a_block_moves_as_a_whole_where_nobody_of_its_group_is_free(tied: str) -> None:
    people = [Person(f"p{n}", f"P{n}", "lead", part) for n, part in enumerate("ABABCDCD")]
    rules = [PairRule("together", f"p{two[0]}", f"p{two[1]}") for two in tied.split()]
    (level,) = levels_of(people, rules)
    seating = Seating(level, [[0, 1, 2, 3], [4, 5, 6, 7]], weights_of(level, ("unit",)))

    Exchanging(seating, ("unit",), {"unit": 0}, 5_000, unheard).run()

    assert missed(level, seating.groups, "unit") == 0
    assert keeps_rules(level, seating.groups)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_block_gains_is_the_difference_of_all_costs(seed: int) -> None:
    level, groups = a_level(48, seed)
    seating = Seating(level, groups, weights_of(level, used_in(level, WISHES)))
    blocks = [block for block in level.blocks if len(block) == 2]
    assert blocks
    for block in blocks:
        number = (seating.group_of[block[0]] + 1) % len(groups)
        others = [place for place in seating.groups[number] if seating.alone[place]][:2]
        if len(others) == 2:
            gain, before = seating.block_gain(block, others), seating.total()
            for pair in zip(block, others, strict=True):
                seating.exchange(*pair)
            assert seating.total() - before == gain
