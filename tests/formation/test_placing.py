from itertools import product
from random import Random

import pytest

from peergroup_cli.formation.history import Room
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.placing import Placement, placed
from tests.formation.workspaces import a_person, words


def room(name: str, *people: Person) -> Room:
    return Room(name, people)


def crew(count: int, prefix: str = "P", **fields: object) -> list[Person]:
    return [a_person(f"{prefix}{n}", **fields) for n in range(count)]  # type: ignore[arg-type]


def where(placement: Placement) -> dict[str, str]:
    return {place.person.name: place.cohort for place in placement.places}


def test_a_small_group_is_filled_before_others() -> None:
    rooms = [room("large", *crew(4)), room("small", *crew(3, "Q"))]

    found = placed([a_person("Zoe")], rooms)

    assert where(found) == {"Zoe": "small"}
    assert found.proven
    assert found.places[0].why == (
        "4 members then",
        "nobody else from the same part of the organisation",
    )


def test_what_speaks_against_a_place_is_said_with_names() -> None:
    there = [
        a_person("Ada", unit="SALES"),
        a_person("Bo", past_groups=words("west")),
        a_person("Cleo", site="oslo"),
    ]
    newcomer = a_person("Zoe", unit="Sales", site="Oslo", past_groups=words("west"))

    (place,) = placed([newcomer], [room("only", *there)]).places

    assert place.why == (
        "4 members then",
        "from the same part of the organisation: Ada",
        "in a group before: Bo",
        "at the same site: Cleo",
    )


@pytest.mark.parametrize(
    ("newcomer", "there", "why"),
    [
        (a_person("Zoe", level="chief"), crew(3), "no cohort has the level “chief”"),
        (a_person("Zoe"), crew(6), "all cohorts of the level “lead” are full"),
        (
            a_person("Zoe", reports_to="p1"),
            crew(3),
            "in each cohort with room sits their own manager or somebody who reports to them",
        ),
        (
            a_person("Zoe"),
            crew(3, reports_to="zoe"),
            "in each cohort with room sits their own manager or somebody who reports to them",
        ),
    ],
)
def test_who_finds_no_place_is_told_why(newcomer: Person, there: list[Person], why: str) -> None:
    (place,) = placed([newcomer], [room("only", *there)]).places

    assert (place.cohort, place.why) == ("", (why,))


def test_a_cohort_that_other_newcomers_have_filled_is_full() -> None:
    found = placed([a_person("Yan"), a_person("Zoe")], [room("only", *crew(5))])

    assert sorted(where(found).values()) == ["", "only"]
    (left,) = [place for place in found.places if not place.cohort]
    assert left.why == ("others take the seats that cohorts of the level “lead” had left",)


def test_the_level_of_a_cohort_is_that_of_most_of_it_in_any_letter_case() -> None:
    mixed = room("only", a_person("Ada", level="chief"), *crew(2, level="Lead"))

    assert where(placed([a_person("Zoe", level="LEAD")], [mixed])) == {"Zoe": "only"}


def test_nobody_is_placed_where_the_same_person_sits() -> None:
    assert where(placed([a_person("P1")], [room("only", *crew(3))])) == {"P1": ""}


def test_nobody_and_no_cohorts_need_no_place() -> None:
    assert placed([], [room("only", *crew(3))]) == Placement((), proven=True)
    assert where(placed([a_person("Zoe")], [])) == {"Zoe": ""}


def seeded(seed: int) -> tuple[list[Person], list[Room]]:
    """A few newcomers and cohorts with little room, with managers among them."""
    random = Random(seed)

    def someone(name: str) -> Person:
        return a_person(
            name,
            f"u{random.randrange(4)}",
            random.choice(["lead", "lead", "chief"]),
            site=random.choice(["", "Oslo", "Graz"]),
            past_groups=frozenset(random.sample(["x", "y", "z"], random.randint(0, 2))),
            reports_to=random.choice(["", "", "n0", "n1", "r0p0", "r1p1"]),
        )

    newcomers = [someone(f"N{n}") for n in range(random.randint(1, 4))]
    rooms = [
        Room(f"r{r}", tuple(someone(f"R{r}P{n}") for n in range(random.randint(1, 6))))
        for r in range(3)
    ]
    return newcomers, rooms


def cost_of(newcomers: list[Person], rooms: list[Room], at: tuple[int, ...]) -> tuple[int, ...]:
    """What a placement costs, counted anew; nothing where it breaks a rule."""
    full = [list(one.people) for one in rooms]
    for person, number in zip(newcomers, at, strict=True):
        if number >= 0:
            full[number].append(person)
    pairs = [0, 0, 0]
    for person, number in zip(newcomers, at, strict=True):
        if number < 0:
            continue
        levels = [one.level for one in rooms[number].people]
        usual = max(levels, key=levels.count)
        mates = [one for one in full[number] if one is not person]
        bosses = any(one.id == person.reports_to or one.reports_to == person.id for one in mates)
        if len(mates) > 5 or bosses or person.level != usual:
            return ()
        for mate in mates:
            # a pair of newcomers is met from both sides
            times = 1 if mate in newcomers else 2
            pairs[0] += times * (mate.unit == person.unit)
            pairs[1] += times * len(mate.past_groups & person.past_groups)
            pairs[2] += times * (bool(mate.site) and mate.site == person.site)
    sizes = [len(people) for people in full]
    missing = sum(max(0, 4 - size) for size in sizes)
    return (at.count(-1), missing, *pairs, sum(size * size for size in sizes))


@pytest.mark.parametrize("seed", range(40))
def test_what_is_called_proven_is_the_best_of_all_placements(seed: int) -> None:
    newcomers, rooms = seeded(seed)

    found = placed(newcomers, rooms)

    names = [one.id for one in rooms]
    at = tuple(names.index(place.cohort) if place.cohort else -1 for place in found.places)
    every = product(range(-1, len(rooms)), repeat=len(newcomers))
    costs = [cost for one in every if (cost := cost_of(newcomers, rooms, one))]
    assert found.proven
    assert cost_of(newcomers, rooms, at) == min(costs)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_cohorts_changes_nothing(seed: int) -> None:
    newcomers, rooms = seeded(seed)

    assert placed(newcomers, rooms) == placed(newcomers, rooms[::-1])


def test_where_there_are_too_many_ways_most_are_placed_and_no_proof_is_claimed() -> None:
    rooms = [room(f"r{n}", *crew(2, f"R{n}P")) for n in range(3)]

    found = placed([a_person(f"N{n}", f"u{n % 5}") for n in range(14)], rooms)

    assert not found.proven
    assert list(where(found).values()).count("") == 2


def test_nobody_is_placed_with_somebody_from_whom_they_are_to_be_apart() -> None:
    rooms = [room("north", *crew(4)), room("south", *crew(5, "Q"))]
    zoe = a_person("Zoe")
    assert where(placed([zoe], rooms)) == {"Zoe": "north"}
    assert where(placed([zoe], rooms, {("p0", "zoe")})) == {"Zoe": "south"}
    nowhere = placed([zoe], rooms, {("p0", "zoe"), ("q4", "zoe")})
    assert where(nowhere) == {"Zoe": ""}
    assert "somebody from whom they are to be apart" in nowhere.places[0].why[0]
