"""How strategies stand: counted from their tests, merged only where somebody linked them."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.ledger.standing import Linked, Trial, standings

NAMES = st.sampled_from([f"c{n}/m1-strategy-{n}" for n in range(6)])


def trial(strategy: str, verdict: str = "keep", *, member: str = "ada", day: int = 1) -> Trial:
    cohort = strategy.split("/", maxsplit=1)[0]
    on = date(2026, 1, day)
    return Trial(strategy, f"Words of {strategy}", cohort, member, on, verdict, f"On day {day}")


def test_tests_are_counted_by_people_cohorts_and_verdicts_and_failures_keep_their_conditions() -> (
    None
):
    tests = [
        trial("a/m1-strategy-1"),
        trial("a/m1-strategy-1", "drop", member="bo", day=2),
        trial("b/m2-strategy-1", "adapt", day=3),
        trial("b/m2-strategy-9", day=4),
    ]
    (other, same) = standings(tests, {"b/m2-strategy-1": "a/m1-strategy-1"})
    assert other.sentence == "tried once by 1 manager in 1 cohort: kept 1"
    assert same.sentence == "tried 3 times by 3 managers in 2 cohorts: kept 1, adapted 1, dropped 1"
    assert (same.name, same.text) == ("a/m1-strategy-1", "Words of a/m1-strategy-1")
    assert same.failed_where == ("On day 2",)


def test_alike_words_alone_never_make_two_strategies_one() -> None:
    one, other = trial("a/m1-strategy-1"), trial("b/m1-strategy-1")
    assert len(standings([one, other], {})) == 2


def test_a_test_whose_strategy_is_unknown_counts_nowhere() -> None:
    assert standings([trial("")], {}) == ()


@given(st.dictionaries(NAMES, NAMES), st.randoms())
def test_links_work_in_any_order_in_chains_and_in_rings(
    same: dict[str, str], random: object
) -> None:
    pairs = list(same.items())
    random.shuffle(pairs)  # type: ignore[attr-defined]
    one, other = Linked(same), Linked(dict(pairs))
    for name, linked in same.items():
        assert one(name) == one(linked) == other(name)


def test_what_only_the_own_cohort_has_tried_was_tried_here() -> None:
    (one,) = standings([trial("a/m1-strategy-1")], {})
    assert one.told_to("a") == "tried once by 1 manager here: kept 1"
    assert one.told_to("b") == "tried once by 1 manager in 1 cohort: kept 1"


def test_the_newest_lesson_stands_with_its_strategy() -> None:
    tests = [
        replace(trial("a/m1-strategy-1", day=1), insight="Old"),
        replace(trial("a/m1-strategy-1", day=2), insight="New"),
        trial("a/m1-strategy-1", day=3),
    ]
    (one,) = standings(tests, {})
    assert (one.lesson, one.conditions) == ("New", "On day 2")
