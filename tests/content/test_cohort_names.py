"""Names for cohorts: every one can be given, and none is better than another."""

import re
from collections.abc import Collection
from itertools import islice

import pytest

from peergroup_cli.content.cohort_names import cohort_names
from peergroup_cli.model.record import slug

RANKING = ("king", "queen", "prince", "royal", "first", "gold", "silver", "star", "best", "laurel")
"""Words that would tell a group that it is above another one; a laurel crowns the winner."""


def names(count: int, taken: Collection[str] = ()) -> list[str]:
    return list(islice(cohort_names(taken), count))


def test_there_are_names_for_the_cohorts_of_some_hundred_people_before_a_number_is_needed() -> None:
    words = [name for name in names(500) if name.isalpha()]

    assert len(words) >= 90
    assert words == sorted(set(words))


@pytest.mark.parametrize("name", [name for name in names(500) if name.isalpha()])
def test_a_name_is_one_plain_word_and_ranks_nobody(name: str) -> None:
    assert re.fullmatch(r"[A-Z][a-z]{2,11}", name)
    assert slug(name, "cohort") == name.lower()
    assert not any(word in name.lower() for word in RANKING)


def test_thousands_of_names_and_their_ids_are_distinct() -> None:
    found = names(20_000)

    assert len({slug(name, "cohort") for name in found}) == len(found)
    assert found[:2] == ["Alder", "Almond"]


def test_names_that_are_taken_are_passed_over_in_any_letter_case() -> None:
    assert names(2, {"ALDER", "apricot"}) == ["Almond", "Aspen"]


def test_a_name_is_passed_over_where_a_cohort_has_its_id() -> None:
    first = names(150)

    second = names(150, {slug(name, "cohort") for name in first})

    assert not set(first) & set(second)
