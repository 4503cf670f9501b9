from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from peergroup_cli.formation.bounds import pair_bound
from peergroup_cli.formation.dealing import dealt, dealt_by_two, main_round
from peergroup_cli.formation.level import levels_of
from peergroup_cli.formation.person import Person

KINDS = st.lists(st.tuples(st.integers(-1, 5), st.integers(-1, 7)), min_size=1, max_size=50)


def pairs(kinds: Sequence[int], group_of: Sequence[int]) -> int:
    counts = Counter(pair for pair in zip(kinds, group_of, strict=True) if pair[0] >= 0)
    return sum(count * (count - 1) // 2 for count in counts.values())


def fewest(kinds: Sequence[int], groups: int) -> int:
    return pair_bound(Counter(kind for kind in kinds if kind >= 0).values(), groups)


def spread(group_of: Sequence[int], groups: int) -> int:
    sizes = Counter(group_of)
    return max(sizes[group] for group in range(groups)) - min(
        sizes[group] for group in range(groups)
    )


@settings(derandomize=True)
@given(KINDS, st.integers(1, 12))
def test_a_deal_reaches_the_bound_with_balanced_sizes(
    kinds: list[tuple[int, int]], groups: int
) -> None:
    units = [unit for unit, _ in kinds]

    group_of = dealt(units, groups)

    assert pairs(units, group_of) == fewest(units, groups)
    assert spread(group_of, groups) <= 1


@settings(derandomize=True)
@given(KINDS, st.integers(1, 12))
def test_a_deal_by_two_kinds_reaches_both_bounds_with_balanced_sizes(
    kinds: list[tuple[int, int]], groups: int
) -> None:
    units, sites = [unit for unit, _ in kinds], [site for _, site in kinds]

    group_of = dealt_by_two(units, sites, groups)

    assert pairs(units, group_of) == fewest(units, groups)
    assert pairs(sites, group_of) == fewest(sites, groups)
    assert spread(group_of, groups) <= 1


def test_thousands_are_dealt_by_two_kinds_at_once() -> None:
    units = [(place * 7919) % 12 for place in range(6_000)]
    sites = [(place * 104_729) % 17 % 5 for place in range(6_000)]

    group_of = dealt_by_two(units, sites, 1_000)

    assert pairs(units, group_of) == fewest(units, 1_000)
    assert pairs(sites, group_of) == fewest(sites, 1_000)
    assert set(Counter(group_of).values()) == {6}


def test_the_main_round_gives_nobody_two_earlier_groups_that_share_people() -> None:
    crew = [
        Person(
            f"p{n}", f"Name {n}", "lead", "u", past_groups=frozenset({f"x{n // 6}", f"y{n % 4}"})
        )
        for n in range(12)
    ]
    (level,) = levels_of(crew)

    chosen = main_round(level)

    assert all(past < 0 or past in level.pasts[place] for place, past in enumerate(chosen))
    assert sorted(Counter(chosen).values()) == [6, 6]
