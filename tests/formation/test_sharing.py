"""Rosters of which the best groups are known: the search finds them."""

from collections.abc import Sequence
from random import Random

import pytest

from peergroup_cli.formation.forming import form
from peergroup_cli.formation.person import Person
from peergroup_cli.model.settings import WISHES, Wish


def planted(groups: int, seed: int, *, slotless: int = 0, slots: bool = True) -> list[Person]:
    """People who can sit in groups of six that miss nothing, with other slots and topics too.

    Args:
        groups: how many.
        seed: of what is drawn.
        slotless: so many groups are of people who have each a slot that nobody else has.
        slots: whether slots are asked for.
    """
    random = Random(seed)
    times = [f"{day} {part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("a", "p")]
    people = []
    for number in range(groups):
        own = random.choice(times), f"t{random.randrange(12)}"
        units, sites = random.sample(range(10), 6), random.sample(range(7), 6)
        for seat in range(6):
            free = {own[0], *random.sample(times, random.randint(0, 2))}
            if number < slotless:
                free = {f"only {number} {seat}"}
            topics = {own[1], *(f"t{random.randrange(12)}" for _ in range(random.randint(0, 2)))}
            people.append(
                Person(
                    f"p{random.random()}",
                    f"P {number} {seat}",
                    "lead",
                    f"u{units[seat]}",
                    site=f"site {sites[seat]}",
                    slots=frozenset(free if slots else ()),
                    topics=frozenset(topics),
                    past_groups=frozenset({f"g{(number + seat) % groups} {seat}"}),
                )
            )
    return people


def found(people: Sequence[Person], order: tuple[Wish, ...] = WISHES) -> dict[str, int]:
    return {figure.wish: figure.found for figure in form(people, order=order).figures}


@pytest.mark.parametrize(("groups", "seed"), [(8, 1), (16, 1), (16, 2), (20, 3)])
def test_groups_that_miss_nothing_are_found(groups: int, seed: int) -> None:
    assert found(planted(groups, seed)) == dict.fromkeys(WISHES, 0)


def test_where_some_have_no_slot_the_others_still_miss_nothing() -> None:
    assert found(planted(16, 1, slotless=2)) == {**dict.fromkeys(WISHES, 0), "slot": 2}
