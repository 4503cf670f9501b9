from random import Random

import pytest

from peergroup_cli.formation.person import Person
from peergroup_cli.formation.proposing import Choice, refusal
from tests.formation.brute import some_people
from tests.formation.workspaces import a_person, words


def fit(group: list[Person]) -> bool:
    return not any(
        refusal(one, [other for other in group if other is not one], group[0].level)
        for one in group
    )


def managed(seed: int) -> list[Person]:
    """A seeded roster of two levels, where some report to others."""
    random = Random(seed)
    return [
        a_person(
            f"P{n:02}",
            f"u{random.randrange(4)}",
            random.choice(["lead", "lead", "chief"]),
            site=random.choice(["", "Oslo", "Graz"]),
            slots=frozenset(random.sample("abc", random.randint(1, 3))),
            topics=frozenset(random.sample("xyz", random.randint(0, 3))),
            past_groups=frozenset(random.sample("op", random.randint(0, 2))),
            reports_to=f"p{random.randrange(12):02}",
        )
        for n in range(12)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_six_of_one_level_are_proposed_and_nobody_with_the_own_manager(seed: int) -> None:
    people = managed(seed)

    for level in ("lead", "chief"):
        group = Choice(people).proposed(level)

        assert {person.level for person in group} <= {level}
        assert len(set(group)) == len(group) <= 6
        assert len(group) != 1
        assert not group or fit(group)
        outside = [one for one in people if one not in group and one.level == level]
        assert not group or len(group) == 6 or all(refusal(one, group) for one in outside)


@pytest.mark.parametrize("seed", range(8))
def test_no_exchange_of_one_person_makes_a_proposal_better(seed: int) -> None:
    people = some_people(14, seed)
    choice = Choice(people)

    group = choice.proposed("lead")

    for goes in group[1:]:
        swaps = choice.swaps(group, goes, most=99)
        costs = [
            choice.cost([swap.comes if one is goes else one for one in group]) for swap in swaps
        ]
        assert len(swaps) == len(people) - len(group)
        assert costs == sorted(costs)
        assert min(costs) >= choice.cost(group)


def test_six_who_meet_all_wishes_are_found_among_many() -> None:
    bad = [a_person(f"B{n:02}", "Sales", slots=words("mon"), site="Oslo") for n in range(60)]
    good = [a_person(f"G{n}", slots=words("mon tue"), site=f"site {n}") for n in range(5)]

    group = Choice([*bad, *good]).proposed("lead")

    assert Choice([*bad, *good]).cost(group) == (0, 0, 0)


def test_few_people_are_proposed_as_they_are_and_one_alone_is_no_group() -> None:
    choice = Choice([a_person("Ada"), a_person("Bo"), a_person("Cleo", level="chief")])

    assert [person.name for person in choice.proposed("lead")] == ["Ada", "Bo"]
    assert choice.proposed("chief") == []
    assert choice.proposed("head") == []


def test_of_a_very_long_list_people_from_all_of_it_are_weighed() -> None:
    crowd = [a_person(f"P{n:05}", "Sales" if n < 2_000 else f"u{n}") for n in range(2_400)]

    group = Choice(crowd).proposed("lead")

    assert len({person.unit for person in group}) == 6


def test_a_swap_says_what_is_better_and_what_is_worse() -> None:
    ada = a_person("Ada", "Sales", slots=words("mon"), topics=words("trust"), site="Oslo")
    bo = a_person("Bo", "Sales", slots=words("mon"), topics=words("trust"), past_groups=words("x"))
    cleo = a_person("Cleo", "Law", slots=words("tue"), past_groups=words("y"), site="Oslo")
    dov = a_person("Dov", "IT", slots=words("mon"), past_groups=words("x"), topics=words("trust"))
    choice = Choice([ada, bo, cleo, dov])

    assert choice.swap([ada, bo], bo, cleo).better == (
        "nobody from the same part of the organisation as another",
    )
    assert choice.swap([ada, bo], bo, cleo).worse == (
        "no common meeting slot",
        "no common challenge topic",
        "2 from Oslo",
    )
    assert choice.swap([ada, bo], ada, dov).worse == ("in a group before: Dov with Bo",)


def test_the_facts_of_a_group_are_said_for_each_wish_that_the_list_says_anything_about() -> None:
    group = [
        a_person("Ada", "Sales", slots=words("mon tue")),
        a_person("Bo", "Sales", slots=words("tue mon wed")),
        a_person("Cleo", "Law", slots=words("mon tue"), past_groups=words("x")),
    ]

    assert Choice(group).facts(group) == [
        "common meeting slot: mon and tue",
        "2 from Sales",
        "nobody was in a group with another",
    ]
    assert Choice(group, ("history",)).facts(group) == ["nobody was in a group with another"]


@pytest.mark.parametrize(
    ("comes", "why"),
    [
        (a_person("Zoe", level="chief"), "Zoe has another level: chief"),
        (a_person("Zoe", reports_to="bo"), "Zoe reports to Bo"),
        (a_person("Boss"), "Ada reports to Boss"),
        (a_person("Zoe"), ""),
    ],
)
def test_why_somebody_cannot_sit_with_others_is_said_by_name(comes: Person, why: str) -> None:
    assert refusal(comes, [a_person("Ada", reports_to="boss"), a_person("Bo")]) == why


def test_with_nobody_else_the_own_level_is_right_unless_another_is_needed() -> None:
    assert refusal(a_person("Zoe"), []) == ""
    assert refusal(a_person("Zoe"), [], "chief") == "Zoe has another level: lead"


def test_the_order_of_wishes_decides_between_two() -> None:
    ada = a_person("Ada", "Sales", slots=words("mon"))
    same_unit = a_person("Bo", "Sales", slots=words("mon"))
    no_slot = a_person("Cleo", "Law", slots=words("tue"))
    people, zoe = [ada, same_unit, no_slot], a_person("Zoe")

    def first(choice: Choice) -> str:
        (best,) = choice.swaps([ada, zoe], zoe, most=1)
        return best.comes.name

    assert first(Choice(people, ("slot", "unit"))) == "Bo"
    assert first(Choice(people, ("unit", "slot"))) == "Cleo"


def test_spellings_of_a_level_or_of_a_part_of_the_organisation_are_one() -> None:
    ada, bo = a_person("Ada", "Claims", "Team lead"), a_person("Bo", "claims", "team lead")
    choice = Choice([ada, bo])
    assert choice.proposed("TEAM LEAD") == [ada, bo]
    assert refusal(bo, [ada]) == ""
    assert choice.cost([ada, bo])[0] == 1
