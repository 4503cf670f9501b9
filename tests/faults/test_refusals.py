"""A system that refuses a call: “not saved”, why, the answer kept; and another try saves it."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.faults.calls import POSIX
from tests.faults.refusing import (
    NUMBERS,
    problems_of_a_meeting,
    problems_of_a_save,
    problems_of_leaving,
    swept,
    undisturbed,
)
from tests.faults.savers import SHIPPED, WRONG, Saver

if not POSIX:
    pytest.skip("the numbers of POSIX", allow_module_level=True)


def saves(folder: Path, saver: Callable[[], Saver] = lambda: SHIPPED) -> tuple[int, list[str]]:
    """How many saves were refused something, and what was wrong afterwards."""
    places = (folder / f"{number}" for number in count())
    return swept(lambda one: problems_of_a_save(next(places), one, saver()), lambda _: NUMBERS)


def test_a_save_that_is_refused_any_call_for_any_reason_says_why_and_can_be_tried_again(
    tmp_path: Path,
) -> None:
    runs, faults = saves(tmp_path)
    assert runs > 200
    assert faults == []


@pytest.mark.parametrize("wrong", ["what is refused passes", "no flush of the folder", "in place"])
def test_a_saver_with_this_fault_is_found(tmp_path: Path, wrong: str) -> None:
    assert saves(tmp_path, WRONG[wrong])[1]


def test_an_answer_that_is_refused_stands_in_the_line_again_with_the_reason(
    tmp_path: Path,
) -> None:
    def some(at: int) -> tuple[int, ...]:
        # the first answer, which makes the folder, and the last one, which had a draft
        is_one = at % 2 == 0 and (at < 30 or at > 90)
        return (NUMBERS[at // 2 % len(NUMBERS)],) if is_one else ()

    undisturbed(tmp_path, "small")
    runs, faults = swept(lambda one: problems_of_a_meeting(tmp_path, one), some)
    assert runs > 40
    assert faults == []


def test_a_meeting_that_is_refused_goes_whole_to_another_place_and_comes_back(
    tmp_path: Path,
) -> None:
    def some(at: int) -> tuple[int, ...]:
        return (NUMBERS[at % len(NUMBERS)],) if at % 9 == 0 else ()

    undisturbed(tmp_path, "small")
    runs, faults = swept(lambda one: problems_of_leaving(tmp_path, one), some)
    assert runs > 20
    assert faults == []
