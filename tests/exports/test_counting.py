"""Numbers of all cohorts: nothing about few people can be told by taking one from another."""

from collections import Counter
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.exports.counting import (
    PLANNED,
    TRIED,
    Count,
    Tally,
    counts,
    counts_of_all,
    hides,
)

PEOPLE = "abcdef"
VERDICTS = ("keep", "adapt", "drop")


@st.composite
def tallies(draw: st.DrawFn) -> list[Tally]:
    """One to five cohorts, with an experiment of each of some people, tried by some of them."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        size = draw(st.sampled_from([0, 1, 4, 5, 6]))
        tried = [draw(st.sampled_from(["", "keep", "keep", *VERDICTS])) for _ in range(size)]
        verdicts: dict[str, tuple[str, ...]] = {}
        pairs = [(f"{who}{number}", verdict) for who, verdict in zip(PEOPLE, tried, strict=False)]
        for who, verdict in pairs:
            if verdict:
                verdicts[verdict] = (*verdicts.get(verdict, ()), who)
        made.append(
            Tally(
                planned=tuple(who for who, _ in pairs),
                tried=tuple(who for who, verdict in pairs if verdict),
                waiting=tuple(who for who, verdict in pairs if not verdict),
                verdicts=verdicts,
            )
        )
    return made


def by_name(found: Iterable[Count]) -> dict[str, int | None]:
    return {one.what: one.number for one in found}


def kept(people: str) -> Tally:
    row = tuple(people)
    return Tally(planned=row, tried=row, verdicts={"keep": row})


@given(tallies())
def test_what_is_withheld_of_cohorts_cannot_be_told_from_the_number_of_all(
    read: list[Tally],
) -> None:
    whole = by_name(counts_of_all(read))
    for what, people in ((PLANNED, "planned"), (TRIED, "tried")):
        hidden = [
            who
            for one in read
            if by_name(counts(one))[what] is None
            for who in getattr(one, people)
        ]
        assert whole[what] is None or hides(hidden)


@given(tallies())
def test_who_has_not_tried_cannot_be_told_from_the_number_of_all(read: list[Tally]) -> None:
    if by_name(counts_of_all(read))[TRIED] is not None:
        waiting = [
            who for one in read if by_name(counts(one))[TRIED] is None for who in one.waiting
        ]
        assert hides(waiting)


@given(tallies())
def test_no_verdict_of_few_people_can_be_told_from_the_verdicts_of_all(
    read: list[Tally],
) -> None:
    if by_name(counts_of_all(read)).get("verdicts", 0) is None:
        return
    hidden = Counter(
        verdict
        for one in read
        if "verdicts" in by_name(counts(one))
        for verdict, people in one.verdicts.items()
        for _ in people
    )
    assert all(number >= 5 for number in hidden.values())


def test_what_each_cohort_hides_may_be_enough_for_all_of_them() -> None:
    pair = [kept("abc"), kept("def")]
    assert [one.number for one in counts(pair[0])] == [None, None, None]
    assert by_name(counts_of_all(pair)) == {
        PLANNED: 6,
        TRIED: 6,
        "of them with the verdict keep": 6,
    }


def test_the_same_people_in_two_cohorts_are_no_more_people() -> None:
    assert set(by_name(counts_of_all([kept("abc"), kept("abc")])).values()) == {None}


def test_one_small_cohort_beside_a_large_one_withholds_the_number_of_both() -> None:
    assert set(by_name(counts_of_all([kept("abcde"), kept("fg")])).values()) == {None}


def test_the_one_who_has_not_tried_in_a_cohort_does_not_hide_behind_those_of_another() -> None:
    people = tuple("vwxyz")
    twice = Tally(planned=people * 2, tried=people, waiting=people, verdicts={"keep": people})
    one_waits = Tally(
        planned=tuple("abcdef"),
        tried=tuple("abcde"),
        waiting=("f",),
        verdicts={"keep": tuple("abcde")},
    )
    assert by_name(counts(twice))[TRIED] == 5
    assert by_name(counts_of_all([twice, one_waits]))[TRIED] is None


def test_a_verdict_of_few_withholds_the_verdicts_of_all_and_nothing_else() -> None:
    mixed = Tally(
        planned=tuple("abcdef"),
        tried=tuple("abcdef"),
        verdicts={"keep": tuple("abcde"), "drop": ("f",)},
    )
    read = [kept("vwxyz"), mixed]
    assert by_name(counts_of_all(read)) == {PLANNED: 11, TRIED: 11, "verdicts": None}


def test_no_cohorts_have_no_numbers() -> None:
    assert set(by_name(counts_of_all([])).values()) == {None}
