"""The second look is held against groups that somebody broke on purpose."""

from dataclasses import replace
from random import Random

import pytest

from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.forming import Group, form
from peergroup_cli.formation.person import PairRule, Person
from tests.formation.brute import some_people, some_rules
from tests.formation.workspaces import a_person, words


def grouped(*groups: str) -> list[Group]:
    return [Group(f"g{n}", "lead", tuple(line.split())) for n, line in enumerate(groups)]


def people(count: int) -> list[Person]:
    return [a_person(f"p{n}") for n in range(count)]


def test_sizes_that_arithmetic_does_not_allow_are_no_fault() -> None:
    assert verify(people(7), (), grouped("p0 p1 p2 p3", "p4 p5 p6")) == []
    assert verify(people(1), (), grouped("p0")) == []
    assert verify(people(8), (), grouped("p0 p1 p2 p3 p4", "p5 p6 p7")) == [
        "g1: it has 3 people only"
    ]


def test_who_is_the_own_manager_is_with_nobody_else_s() -> None:
    crew = [replace(one, reports_to="p0") for one in people(4)]

    assert verify(crew[:1], (), grouped("p0")) == []
    assert len(verify(crew, (), grouped("p0 p1 p2 p3"))) == 3


def test_a_rule_about_somebody_who_is_in_no_group_is_not_broken() -> None:
    rules = [PairRule("together", "p0", "gone"), PairRule("apart", "gone", "p1")]

    assert verify(people(4), rules, grouped("p0 p1 p2 p3")) == []


def test_misses_are_counted_as_the_words_say() -> None:
    crew = [
        a_person("p0", "u", site="s", slots=words("a b"), past_groups=words("x y")),
        a_person("p1", "u", site="s", slots=words("b"), past_groups=words("y x")),
        a_person("p2", "u", slots=words("b"), past_groups=words("x")),
        a_person("p3", "v", site="t", slots=words("a")),
    ]

    found = recount(crew, grouped("p0 p1 p2", "p3"))

    assert found == {"slot": 0, "unit": 3, "history": 4, "topic": 0, "site": 1}
    assert recount(crew, grouped("p0 p1 p2 p3"))["slot"] == 1


@pytest.mark.parametrize("seed", range(20))
def test_every_way_to_spoil_good_groups_is_noticed(seed: int) -> None:
    random = Random(seed)
    crew = some_people(14, seed)
    rules = some_rules(crew, seed, 2)
    groups = list(form(crew, rules, evaluations=200).groups)
    assert verify(crew, rules, groups) == []
    one = random.choice(groups)
    others = [group for group in groups if group is not one]
    somebody = random.choice(one.members)
    without = tuple(member for member in one.members if member != somebody)

    lost = [*others, replace(one, members=without)]
    twice = [*others, one, replace(one, members=(somebody,))]
    ghost = [*others, replace(one, members=(*without, "nobody"))]
    stray = PairRule("apart", *one.members[:2])
    torn = PairRule("together", somebody, others[0].members[0])

    assert all(verify(crew, rules, spoiled) for spoiled in (lost, twice, ghost))
    assert verify(crew, [*rules, stray], groups)
    assert verify(crew, [*rules, torn], groups)
    assert verify([replace(p, level=p.id) for p in crew], rules, groups)
