import os
import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest

from peergroup_cli.errors import NotFound
from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.explaining import explain, explain_to
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.starting import Enough
from peergroup_cli.model.settings import WISHES, Wish
from tests.formation.brute import best, groupings, some_people, some_rules

ORDERS: list[tuple[Wish, ...]] = [WISHES, ("unit", "slot"), ("history", "site", "unit")]


def crew_of(count: int, seed: int = 1) -> list[Person]:
    """A roster with slots, topics and two earlier rounds."""
    random = Random(seed)
    rounds = [random.sample(range(count), count) for _ in range(2)]
    return [
        Person(
            f"p{n:04}",
            f"Name {n}",
            "lead" if n % 5 else "chief",
            f"u{random.randrange(12)}",
            slots=frozenset(random.sample("abcdefgh", random.randint(1, 4))),
            topics=frozenset(random.sample("uvwxyz", random.randint(1, 3))),
            past_groups=frozenset({f"x{rounds[0][n] // 6}", f"y{rounds[1][n] // 6}"}),
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("seed", range(36))
def test_few_people_get_the_best_grouping_and_it_is_proven(seed: int) -> None:
    crew = some_people(4 + seed % 6, seed, wishes=seed % 3 > 0)
    rules = some_rules(crew, seed, seed % 3)
    order = ORDERS[seed % len(ORDERS)]
    if not groupings(crew, rules) or len(crew) == 7:
        return

    formation = form(crew, rules, order=order, evaluations=20_000)

    asked = [figure for figure in formation.figures if figure.asked]
    wishes = [figure.wish for figure in asked]
    assert tuple(one.found for one in asked) == best(crew, rules, len(formation.groups), wishes)
    assert all(figure.proven for figure in asked)


@pytest.mark.parametrize("count", [30, 97, 450])
def test_the_figures_are_what_a_second_count_finds(count: int) -> None:
    crew = crew_of(count)
    rules = [PairRule("apart", "p0001", "p0002"), PairRule("together", "p0003", "p0004")]

    formation = form(crew, rules, evaluations=15_000)

    counts = recount(crew, formation.groups)
    assert verify(crew, rules, formation.groups) == []
    assert {figure.wish: figure.found for figure in formation.figures} == counts
    assert all(0 <= figure.gap == figure.found - figure.bound for figure in formation.figures)
    assert all(figure.payers or not figure.found for figure in formation.figures)


def test_units_and_one_earlier_round_reach_their_bounds() -> None:
    crew = [
        replace(one, slots=frozenset(), topics=frozenset(), past_groups=frozenset({f"x{n // 9}"}))
        for n, one in enumerate(crew_of(500))
    ]

    formation = form(crew, evaluations=5_000)

    proven = {figure.wish: figure.proven for figure in formation.figures}
    assert (proven["unit"], proven["history"]) == (True, True)
    assert [figure.wish for figure in formation.figures if not figure.asked] == [
        "slot",
        "topic",
        "site",
    ]


def test_almost_every_group_has_a_slot_where_people_have_few() -> None:
    formation = form(crew_of(600), evaluations=20_000)

    (slot,) = [figure for figure in formation.figures if figure.wish == "slot"]
    assert slot.found <= 3


def test_annealing_keeps_apart_and_together() -> None:
    crew = crew_of(60)
    rules = some_rules(crew[1:5], 3, 3) + [PairRule("apart", "p0006", f"p{n:04}") for n in (7, 8)]

    formation = form(crew, rules, evaluations=30_000)

    assert verify(crew, rules, formation.groups) == []


def test_levels_that_are_too_small_are_named_and_seven_are_four_and_three() -> None:
    crew = [replace(one, level="one") for one in crew_of(7)]

    formation = form(crew)

    assert formation.small_levels == ("one",)
    assert sorted(len(group.members) for group in formation.groups) == [3, 4]


def test_nobody_makes_no_group() -> None:
    assert form([]).groups == ()


def test_groups_have_stable_ids_and_sorted_members() -> None:
    formation = form(crew_of(30), evaluations=1_000)

    assert [group.id for group in formation.groups] == [
        f"g{number:03}" for number in range(1, len(formation.groups) + 1)
    ]
    assert all(list(group.members) == sorted(group.members) for group in formation.groups)


def test_the_order_of_the_roster_does_not_matter() -> None:
    crew = crew_of(50)

    assert form(crew, evaluations=3_000) == form(crew[::-1], evaluations=3_000)


def test_progress_ends_with_all_of_the_work() -> None:
    told: list[tuple[int, int]] = []

    form(crew_of(60), evaluations=5_000, progress=lambda done, whole: told.append((done, whole)))

    assert told[-1] == (5_000, 5_000)
    assert all(0 <= done <= whole for done, whole in told)


_PROGRAM = """
from tests.formation.test_forming import crew_of
from peergroup_cli.formation.certificate import certificate, readable
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.person import PairRule
crew = crew_of(90)
rules = [PairRule("apart", "p0001", "p0002"), PairRule("together", "p0003", "p0004")]
formation = form(crew, rules, evaluations=20_000)
print(formation, readable(certificate(crew, rules, formation)))
"""


def test_the_answer_has_the_same_bytes_however_text_is_hashed() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert len(answers) == 1


def test_why_these_are_in_a_group_is_said_with_names() -> None:
    crew = crew_of(30)
    formation = form(crew, evaluations=1_000)
    group = formation.groups[0]
    names = [person.name for person in crew if person.id in group.members]

    sentences = explain(formation, crew, group.id)

    assert all(name in sentences[0] for name in names)
    assert len(sentences) >= 6


def test_what_a_person_is_told_holds_nobody_elses_data() -> None:
    crew = [replace(one, site=f"site-{one.id}") for one in crew_of(40)]
    formation = form(crew, evaluations=1_000)

    for person in crew:
        text = " ".join(explain_to(formation, crew, person.id))
        others = [one for one in crew if one.id != person.id]
        assert not any(f"{one.name} " in text or one.site in text for one in others)
        assert not any(one.unit in text.split() for one in others)


def test_an_unknown_group_or_person_is_not_found() -> None:
    formation = form(crew_of(12), evaluations=100)

    with pytest.raises(NotFound):
        explain(formation, crew_of(12), "g999")
    with pytest.raises(NotFound):
        explain_to(formation, crew_of(12), "nobody")


def test_a_search_that_is_stopped_gives_groups_that_keep_the_rules() -> None:
    crew = crew_of(60)
    for enough in range(6):
        heard: list[int] = []

        def hears(done: int, _whole: int, heard: list[int] = heard, enough: int = enough) -> None:
            heard.append(done)
            if len(heard) > enough:
                raise Enough

        formation = form(crew, evaluations=20_000, progress=hears)
        assert formation.stopped_early
        assert verify(crew, (), formation.groups) == []


def test_small_levels_with_a_gap_are_named_for_a_solver_and_others_are_not() -> None:
    crew = [replace(one, id=f"a{one.id}", level="a") for one in crew_of(30)]
    small = [replace(one, id=f"b{one.id}", level="b") for one in crew_of(6)]
    large = [replace(one, id=f"c{one.id}", level="c") for one in crew_of(70)]

    formation = form([*crew, *small, *large], evaluations=300)

    assert any(figure.gap for figure in formation.figures)
    assert formation.for_solver == ("a",)


def test_where_nothing_can_be_better_no_solver_is_needed() -> None:
    crew = [Person(f"p{n:02}", f"N{n}", "a", f"U{n}") for n in range(30)]

    assert form(crew).for_solver == ()
