"""Plans of slots, and trying every grouping that keeps to one."""

import pytest

from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.forming import Group, form
from peergroup_cli.formation.hard import examined
from peergroup_cli.formation.level import Level, levels_of
from peergroup_cli.formation.packing import arranged
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.planning import Planning
from peergroup_cli.formation.slot_plans import ANY, SlotPlans
from peergroup_cli.formation.starting import Enough, slotted
from peergroup_cli.formation.wishes import missed
from peergroup_cli.model.settings import Wish
from tests.formation.brute import best, some_people, some_rules

WISHES: tuple[Wish, ...] = ("slot", "unit", "history")


def _planned(
    people: list[Person], rules: list[PairRule], start: list[list[int]], evaluations: int = 10**6
) -> tuple[Level, Planning]:
    (level,) = levels_of(people, rules)
    planning = Planning(level, start, WISHES, evaluations, lambda: None)
    planning.find_slots()
    planning.find_pairs(planning.best)
    return level, planning


@pytest.mark.parametrize("seed", range(10))
def test_trying_by_plans_finds_what_trying_everything_finds(seed: int) -> None:
    people = some_people(10 + seed % 3, seed)
    rules = some_rules(people, seed, seed % 4)
    known = examined(people, rules)
    if known.contradictions:
        return
    ((_, start),) = known.levels
    level, planning = _planned(people, rules, start)
    found = tuple(missed(level, planning.best, wish) for wish in WISHES)
    assert found == best(people, rules, len(start), WISHES)
    assert planning.settled == len(WISHES)
    groups = [Group(str(n), "lead", level.ids(one)) for n, one in enumerate(planning.best)]
    assert not verify(people, rules, groups)


@pytest.mark.parametrize("seed", range(2))
def test_three_groups_by_plans_are_the_best_three_groups(seed: int) -> None:
    people = some_people(12, 100 + seed)
    level, planning = _planned(people, [], [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
    found = tuple(missed(level, planning.best, wish) for wish in WISHES)
    assert found == best(people, [], 3, WISHES)
    assert planning.settled == len(WISHES)


def test_a_plan_gives_everybody_a_seat_at_an_own_slot() -> None:
    people = [_at(number, "Mon" if number < 6 else "Tue") for number in range(12)]
    (level,) = levels_of(people)
    (plan,) = SlotPlans(level, 2, 0, 100)
    assert len(set(plan)) == 2
    assert ANY not in plan


def test_where_no_plan_holds_that_is_known() -> None:
    people = [_at(number, "Mon" if number < 3 else "Tue") for number in range(12)]
    (level,) = levels_of(people)
    plans = SlotPlans(level, 2, 0, 100)
    assert not list(plans)
    assert plans.all_seen


def test_plans_that_were_not_all_looked_at_prove_nothing() -> None:
    (level,) = levels_of(some_people(24, 3))
    plans = SlotPlans(level, 4, 0, 1)
    list(plans)
    assert not plans.all_seen


def test_a_budget_that_ends_settles_nothing_and_loses_nothing() -> None:
    people = some_people(24, 5)
    (level,) = levels_of(people)
    start = arranged(level, 1000).groups
    assert start
    _, planning = _planned(people, [], start, evaluations=10)
    assert planning.settled <= 1
    assert missed(level, planning.best, "slot") <= missed(level, start, "slot")


def test_a_slot_that_only_few_have_is_found_for_all_groups() -> None:
    """Six people of each of eight slots, each with a slot of another six as well."""
    people = [_at(number, f"s{number % 8}", f"s{(number * 3 + 1) % 8}") for number in range(48)]
    formation = form(people)
    assert recount(people, formation.groups)["slot"] == 0


def test_a_search_by_plans_can_be_stopped_and_keeps_the_rules() -> None:
    people, calls = some_people(40, 9), []

    def heard(done: int, whole: int) -> None:
        calls.append((done, whole))
        if len(calls) > 12:
            raise Enough

    formation = form(people, progress=heard)
    assert formation.stopped_early
    assert not verify(people, [], formation.groups)


def test_from_a_plan_of_slots_more_groups_have_one_and_the_rules_are_kept() -> None:
    people = [_at(n, f"s{n % 12}", f"s{n * 5 % 12}") for n in range(72)]
    rules = [PairRule("together", "p00", "p12"), PairRule("apart", "p01", "p13")]
    ((level, start),) = examined(people, rules).levels
    groups = slotted(level, start, WISHES, 20_000)
    assert missed(level, groups, "slot") < missed(level, start, "slot")
    named = [Group(str(n), "lead", level.ids(one)) for n, one in enumerate(groups)]
    assert not verify(people, rules, named)


def _at(number: int, *slots: str) -> Person:
    return Person(f"p{number:02}", f"P {number}", "lead", f"u{number}", slots=frozenset(slots))
