"""A grouping that breaks no hard rule is found or proven not to exist, and nothing is claimed."""

from collections.abc import Sequence
from random import Random

import pytest

from peergroup_cli.formation.level import Level, levels_of
from peergroup_cli.formation.packing import EXHAUSTIVE_BLOCKS, Search, Shape, arranged, shapes
from peergroup_cli.formation.person import PairRule, Person
from tests.formation.brute import partitions


def a_level(count: int, rules: Sequence[PairRule] = ()) -> Level:
    people = [Person(f"p{n:04}", f"P{n}", "lead", f"u{n}") for n in range(count)]
    (level,) = levels_of(people, rules)
    return level


def rule(kind: str, a: int, b: int) -> PairRule:
    return PairRule("apart" if kind == "apart" else "together", f"p{a:04}", f"p{b:04}")


def apart_one_and_all(*people: int) -> list[PairRule]:
    return [rule("apart", a, b) for a in people for b in people if a < b]


def keeps_rules(level: Level, groups: Sequence[Sequence[int]]) -> bool:
    sets = [set(group) for group in groups]
    return (
        sorted(place for group in groups for place in group) == list(range(len(level.people)))
        and all(level.foes[place].isdisjoint(group) for group in sets for place in group)
        and all(any(set(block) <= group for group in sets) for block in level.blocks)
    )


@pytest.mark.parametrize("seed", range(30))
def test_many_people_with_many_rules_are_seated_and_none_is_broken(seed: int) -> None:
    random = Random(seed)
    count = random.randint(20, 60)
    pairs = [random.sample(range(count), 2) for _ in range(count * 2)]
    blocks = {one for pair in pairs[: count // 6] for one in pair}
    rules = [rule("together", *pair) for pair in pairs[: count // 6]]
    rules += [rule("apart", *pair) for pair in pairs[count // 6 :] if not blocks & set(pair)]
    level = a_level(count, rules)

    search = arranged(level, 50_000)

    if search.groups is None:
        assert max(map(len, level.blocks)) > 2
        return
    assert keeps_rules(level, search.groups)
    assert all(4 <= len(group) <= 6 for group in search.groups)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize(("count", "foes"), [(18, 3), (18, 5), (24, 4), (60, 5)])
def test_who_fits_nowhere_is_let_in_by_others_who_move_on(count: int, foes: int, seed: int) -> None:
    """Groups are full to the last seat: a greedy deal alone leaves people over."""
    random = Random(seed)
    rules = [rule("apart", *random.sample(range(count), 2)) for _ in range(count * foes // 2)]
    level = a_level(count, rules)

    groups = arranged(level, 20_000).groups

    assert groups is not None
    assert keeps_rules(level, groups)
    assert all(4 <= len(group) <= 6 for group in groups)


@pytest.mark.parametrize("seed", range(25))
def test_for_few_people_found_or_not_is_the_truth(seed: int) -> None:
    random = Random(seed)
    count = random.choice([4, 7, 8, 9, 10])
    rules = [
        rule(random.choice(["apart", "apart", "together"]), *random.sample(range(count), 2))
        for _ in range(random.randint(0, 14))
    ]
    block_of = a_level(count, rules).block_of
    # who must be together and apart is refused before anybody is seated
    level = a_level(
        count,
        [
            one
            for one in rules
            if one.kind == "together" or block_of[int(one.a[1:])] != block_of[int(one.b[1:])]
        ],
    )
    smallest = 1 if count == 7 else 4
    names = [str(n) for n in range(count)]

    search = arranged(level, 200_000)

    possible = any(
        keeps_rules(level, [[int(one) for one in group] for group in groups])
        for groups in partitions(names, smallest)
    )
    assert search.decided
    assert (search.groups is not None) == possible
    assert search.groups is None or keeps_rules(level, search.groups)


@pytest.mark.parametrize("count", range(1, 60))
def test_every_shape_has_room_for_all_and_no_group_beyond_six(count: int) -> None:
    for shape in shapes(count):
        most = shape.groups * (shape.high - 1) + min(shape.tall, shape.groups)
        assert shape.high <= 6
        assert shape.groups * shape.low <= count <= most
        assert sum(shape.sizes(count)) == count


def test_a_search_without_budget_decides_nothing() -> None:
    level = a_level(12, apart_one_and_all(0, 1, 2))

    assert arranged(level, 0) == Search(0, None, None, decided=False)


def test_too_many_people_with_rules_that_cannot_be_kept_are_no_proof() -> None:
    crowd = EXHAUSTIVE_BLOCKS + 4
    pairs = [rule("apart", n, n + 1) for n in range(60, crowd, 2)]

    search = arranged(a_level(crowd, [*apart_one_and_all(*range(60)), *pairs]), 2_000)

    assert (search.groups, search.decided) == (None, False)


def test_an_exhaustive_search_that_runs_out_of_budget_is_no_proof() -> None:
    ring = [rule("apart", n, (n + 1) % 11) for n in range(11)]
    level = a_level(11, [*ring, *(rule("apart", n, (n + 4) % 11) for n in range(11))])

    long, short = arranged(level, 200_000), arranged(level, 140)

    assert (long.groups, long.decided) == (None, True)
    assert (short.groups, short.decided) == (None, False)


def test_without_rules_the_first_shape_is_taken() -> None:
    search = arranged(a_level(13), 10)

    assert search.shape == Shape.balanced(13, 3)
    assert sorted(map(len, search.groups or [])) == [4, 4, 5]


def only_with(person: int, *mates: int) -> list[PairRule]:
    """The rules by which somebody of 30 can sit with these others and nobody else."""
    others = (other for other in range(30) if other != person and other not in mates)
    return [rule("apart", person, other) for other in others]


def test_who_can_sit_with_exactly_three_others_sits_with_them() -> None:
    level = a_level(30, only_with(11, 2, 5, 29))

    search = arranged(level, 2_000)

    assert search.groups is not None
    assert keeps_rules(level, search.groups)
    assert [2, 5, 11, 29] in search.groups


def test_two_of_thirty_who_cannot_do_without_the_same_one_are_no_grouping() -> None:
    level = a_level(30, [*only_with(0, 2, 3, 6), *only_with(1, 4, 5, 6)])

    search = arranged(level, 20_000)

    assert (search.groups, search.decided) == (None, True)
