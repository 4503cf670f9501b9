from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peergroup_cli.errors import RulesContradict
from peergroup_cli.formation import hard
from peergroup_cli.formation.checking import verify
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.hard import contradictions
from peergroup_cli.formation.level import levels_of
from peergroup_cli.formation.packing import Shape, arranged, shapes
from peergroup_cli.formation.person import PairRule, Person
from tests.formation.brute import groupings, some_people


def people(count: int, level: str = "lead") -> list[Person]:
    return [Person(f"p{n:02}", f"Name {n}", level, f"u{n}") for n in range(count)]


def apart(*pairs: str) -> list[PairRule]:
    return [PairRule("apart", *pair.split("-")) for pair in pairs]


def together(*pairs: str) -> list[PairRule]:
    return [PairRule("together", *pair.split("-")) for pair in pairs]


@pytest.mark.parametrize("count", range(1, 60))
def test_the_first_shape_has_as_few_groups_as_can_be_of_4_to_6(count: int) -> None:
    first = next(shapes(count))

    assert first.groups == -(-count // 6)
    assert sum(first.sizes(count)) == count
    assert count in {1, 2, 3, 7} or first.low >= 4
    assert first == Shape.balanced(count, first.groups)


def test_a_roster_without_rules_has_no_contradiction() -> None:
    assert contradictions(people(30)) == []


def test_rules_with_unknown_ids_are_named() -> None:
    found = contradictions(people(4), apart("p00-nobody"))

    assert [(one.kind, one.who) for one in found] == [("unknown-id", ("nobody",))]


def test_an_id_that_two_people_have_is_named() -> None:
    assert [one.kind for one in contradictions([*people(4), *people(1)])] == ["same-id"]


def test_a_person_cannot_be_apart_from_the_same_person() -> None:
    assert [one.kind for one in contradictions(people(4), apart("p01-p01"))] == ["apart-together"]


def test_together_across_levels_is_named() -> None:
    others = [replace(one, id=f"x{one.id}") for one in people(4, "chief")]

    found = contradictions([*people(4), *others], together("p00-xp01"))

    assert [(one.kind, one.who) for one in found] == [("levels", ("p00", "xp01"))]


def test_the_shortest_chain_of_together_rules_that_forces_a_broken_rule_is_named() -> None:
    rules = [*together("p00-p01", "p01-p02", "p02-p03", "p00-p03"), *apart("p00-p03")]

    (found,) = contradictions(people(12), rules)

    assert found.kind == "apart-together"
    assert found.rules == ("Name 0 and Name 3 together", "Name 0 and Name 3 apart")


def test_together_with_the_own_manager_is_named() -> None:
    crew = people(12)
    crew[4] = replace(crew[4], reports_to="p05")

    (found,) = contradictions(crew, together("p04-p05"))

    assert found.rules == ("Name 4 and Name 5 together", "Name 4 reports to Name 5")


def test_seven_people_who_must_be_together_are_named() -> None:
    chain = together(*(f"p{n:02}-p{n + 1:02}" for n in range(8)))

    (found,) = contradictions(people(24), chain)

    assert (found.kind, len(found.who), len(found.rules)) == ("too-large", 7, 6)


def test_more_people_apart_one_and_all_than_groups_are_named() -> None:
    (found,) = contradictions(people(9), apart("p00-p01", "p01-p02", "p00-p02", "p03-p04"))

    assert (found.kind, found.who) == ("clique", ("p00", "p01", "p02"))


def test_whoever_can_sit_with_too_few_others_is_named_in_one_line_with_the_number() -> None:
    crew = [
        replace(one, reports_to="p00") if n in range(1, 8) else one
        for n, one in enumerate(people(10))
    ]

    (found,) = contradictions(crew, apart("p08-p09"))

    assert (found.kind, found.who, found.reporting) == ("alone", ("p00",), True)
    assert found.sentence.startswith(
        "Name 0 can sit with 2 of the 9 others of “lead” only, and everybody needs 3: "
        "Name 1 reports to Name 0, "
    )
    assert len(found.rules) == 7


def test_of_very_many_rules_some_are_named_and_the_others_counted() -> None:
    crew = [replace(one, reports_to="p00") if n else one for n, one in enumerate(people(3_000))]

    (found,) = contradictions(crew)

    assert "can sit with 0 of the 2,999 others" in found.sentence
    assert " reports to Name 0 and 2,987 more. At least three of these 2,999" in found.sentence


def test_a_manager_of_the_whole_level_is_named_once() -> None:
    crew = [replace(one, reports_to="p00") if n else one for n, one in enumerate(people(6))]

    (found,) = contradictions(crew)

    assert found.sentence.startswith("Name 0 can sit with 0 of the 5 others of “lead” only")


def test_where_all_sit_in_one_group_two_who_cannot_are_all_that_is_named() -> None:
    rules = [*together("p00-p01", "p01-p02"), *apart("p00-p02", "p03-p04")]

    found = contradictions(people(5), rules)

    assert [one.who for one in found] == [("p00", "p02"), ("p03", "p04")]
    assert [one.rules for one in found] == [
        ("Name 0 and Name 2 apart",),
        ("Name 3 and Name 4 apart",),
    ]


def test_where_all_sit_in_one_group_all_rules_of_a_person_have_to_go() -> None:
    (found,) = contradictions(people(6), apart("p00-p01", "p00-p02"))

    assert found.sentence == (
        "Name 0 can sit with 3 of the 5 others of “lead” only, and everybody needs 5: "
        "Name 0 and Name 1 apart and Name 0 and Name 2 apart. All two rules have to go."
    )


@pytest.mark.parametrize(("count", "largest"), [(8, 4), (9, 5), (13, 5), (10, 6), (14, 6)])
def test_who_must_be_together_are_no_more_than_the_largest_group_of_so_many(
    count: int, largest: int
) -> None:
    rules = together(*(f"p{n:02}-p{n + 1:02}" for n in range(largest)))

    (found,) = contradictions(people(count), [*rules, *apart(f"p00-p{largest:02}")])

    # whom the chain joins need not be apart: they are too many as it is
    assert (found.kind, len(found.rules)) == ("too-large", largest)
    assert not contradictions(people(count), rules[1:])


def test_of_two_rules_that_bar_the_same_person_from_a_block_one_is_named() -> None:
    rules = [
        *together("p00-p01"),
        *apart(*(f"p0{n % 2}-p{n:02}" for n in range(2, 11))),
        *apart("p00-p03", "p01-p02"),
    ]

    (found,) = contradictions(people(12), rules)

    assert found.rules[-1] == "Name 0 and Name 1 together"
    assert len(found.rules) == 10


def test_those_who_must_be_together_can_be_too_few_for_a_group() -> None:
    rules = [*together("p00-p01"), *apart(*(f"p0{n % 2}-p{n:02}" for n in range(2, 11)))]

    (found,) = contradictions(people(12), rules)

    assert (found.kind, found.who, found.reporting) == ("alone", ("p00", "p01"), False)
    assert "Name 0 and Name 1 can sit with 2 of the 11 others" in found.sentence


@pytest.mark.parametrize(("count", "needed"), [(8, 3), (9, 3), (11, 4), (12, 3), (14, 3)])
def test_everybody_needs_as_many_others_as_the_smallest_group_has(count: int, needed: int) -> None:
    few = apart(*(f"p00-p{n:02}" for n in range(needed, count)))
    enough = apart(*(f"p00-p{n:02}" for n in range(needed + 1, count)))

    (found,) = contradictions(people(count), few)

    assert (found.kind, f"everybody needs {needed}:" in found.sentence) == ("alone", True)
    assert contradictions(people(count), enough) == []


def test_in_a_level_too_small_for_groups_of_four_nobody_is_too_much_alone() -> None:
    assert contradictions(people(3), apart("p00-p01", "p00-p02")) == []


def test_a_reporting_line_is_no_rule_to_change_and_the_hint_says_what_helps() -> None:
    crew = [replace(one, reports_to="p00") if n else one for n, one in enumerate(people(6))]
    with pytest.raises(RulesContradict) as caught:
        form(crew)
    assert "take one of the two out of the list" in caught.value.hint
    assert "`peergroup place`" in caught.value.hint

    with pytest.raises(RulesContradict) as caught:
        form(people(5), apart("p00-p01"))
    assert "peergroup place" not in caught.value.hint


def test_where_the_search_gives_up_those_with_most_rules_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hard, "BUDGET", -120)
    rules = [*apart("p00-p01", "p00-p02", "p00-p03"), *together("p01-p04")]

    (found,) = contradictions(people(12), rules)

    assert found.kind == "undecided"
    assert found.sentence.endswith("Most rules are about Name 0 (3), Name 1 (2) and Name 2 (1).")


def test_a_level_of_one_group_cannot_keep_anybody_apart() -> None:
    found = contradictions(people(5), apart("p00-p01", "p02-p03"))

    assert [one.who for one in found] == [("p00", "p01"), ("p02", "p03")]


def test_a_ring_of_five_apart_in_two_groups_is_named_with_no_rule_too_many() -> None:
    ring = apart("p00-p01", "p01-p02", "p02-p03", "p03-p04", "p00-p04")

    (found,) = contradictions(people(11), [*ring, *apart("p07-p08")])

    assert (found.kind, len(found.rules), len(found.who)) == ("packing", 5, 5)


def test_blocks_that_fit_into_no_groups_are_named() -> None:
    five = together("p00-p01", "p01-p02", "p02-p03", "p03-p04")
    four = together("p05-p06", "p06-p07", "p07-p08")

    crew = people(12)

    (found,) = contradictions(crew, [*five, *four, *apart("p00-p10", "p05-p10")])

    assert (found.kind, len(found.rules)) == ("packing", 7)
    assert "p11" not in found.who


def test_more_groups_are_formed_where_the_rules_need_them() -> None:
    rules = apart("p00-p01", "p01-p02", "p00-p02")

    formation = form(people(12), rules)

    assert [len(group.members) for group in formation.groups] == [4, 4, 4]


def test_uneven_sizes_are_used_where_the_rules_need_them() -> None:
    formation = form(people(10), together(*(f"p00-p{n:02}" for n in range(1, 6))))

    assert sorted(len(group.members) for group in formation.groups) == [4, 6]


def test_a_large_level_with_many_rules_is_packed() -> None:
    crew = [
        replace(one, reports_to=f"p{n - n % 7:02}" if n % 7 else "")
        for n, one in enumerate(people(600))
    ]
    rules = [PairRule("together", f"p{n:02}", f"p{n + 1:02}") for n in range(8, 590, 14)]
    rules += [PairRule("apart", f"p{n:02}", f"p{(n * 7) % 600:02}") for n in range(1, 90)]

    formation = form(crew, rules, evaluations=1_000)

    assert verify(crew, rules, formation.groups) == []
    assert len(formation.groups) == 100


def test_complete_bipartite_rules_that_defeat_greedy_dealing_are_packed() -> None:
    crew = people(48)
    rules = [
        PairRule("apart", f"p{a:02}", f"p{b:02}")
        for a in range(24)
        for b in range(24, 48)
        if (a - b) % 4
    ]

    assert arranged(levels_of(crew, rules)[0], 100_000).groups is not None


def test_an_error_names_all_contradictions_a_line_each() -> None:
    with pytest.raises(RulesContradict) as caught:
        form(people(5), apart("p00-p01", "p02-p03"))

    assert caught.value.exit_code == 19
    assert len(caught.value.message.splitlines()) == 3
    assert "Name 0" in caught.value.message


@settings(derandomize=True)
@given(count=st.integers(1, 9), seed=st.integers(0, 500), data=st.data())
def test_nothing_feasible_is_refused_and_nothing_else_formed(
    count: int, seed: int, data: st.DataObject
) -> None:
    crew = some_people(count, seed)
    ids = st.sampled_from([one.id for one in crew])
    rule = st.builds(PairRule, st.sampled_from(["apart", "apart", "together"]), ids, ids)
    rules = data.draw(st.lists(rule.filter(lambda one: one.a != one.b), max_size=9 * (count > 1)))
    managers = data.draw(st.lists(ids, max_size=2))
    crew = [replace(one, reports_to=boss) for one, boss in zip(crew, managers, strict=False)] + (
        crew[len(managers) :]
    )

    possible = bool(groupings(crew, rules))
    found = contradictions(crew, rules)

    assert (not found) == possible
    assert all(one.kind != "undecided" for one in found)
    if possible:
        assert verify(crew, rules, form(crew, rules, evaluations=500).groups) == []


def test_how_many_rules_have_to_go_is_said_where_one_is_not_enough() -> None:
    rules = apart(*(f"p00-p{n:02}" for n in range(1, 7)))
    (found,) = contradictions(people(8), rules)
    assert (found.kind, found.least) == ("alone", 2)
    assert found.sentence.endswith("At least two of these six rules have to go.")
    assert len(contradictions(people(8), rules[1:])) == 1
    assert contradictions(people(8), rules[2:]) == []
    with pytest.raises(RulesContradict) as error:
        form(people(8), rules)
    assert "one rule of each line, or as many as the line says" in error.value.hint


def test_where_nobody_may_sit_with_somebody_it_is_said_that_all_rules_have_to_go() -> None:
    against = contradictions(people(4), apart("p00-p01", "p00-p02", "p00-p03"))
    (found,) = (one for one in against if one.who == ("p00",))
    assert found.sentence.endswith("All three rules have to go.")


def test_of_thirteen_who_are_joined_two_rules_have_to_go() -> None:
    joined = [PairRule("together", f"p{n:02}", f"p{n + 1:02}") for n in range(12)]
    (found,) = contradictions(people(13), joined)
    assert (found.kind, found.least) == ("too-large", 2)
    assert found.sentence.endswith("At least two of the rules that join them have to go.")
