"""A number as people type it, and what only looks like one."""

import pytest

from peergroup_cli.model.numbers import number_in


@pytest.mark.parametrize(("typed", "number"), [("3", 3), (" 012 ", 12), ("\uff12", 2), ("٣", 3)])
def test_digits_of_any_script_are_a_number(typed: str, number: int) -> None:
    assert number_in(typed) == number


@pytest.mark.parametrize("typed", ["", "²", "½", "-1", "1.5", "two", "1 2", "9" * 10, "9" * 5000])
def test_what_is_no_whole_number_or_has_endless_digits_is_none(typed: str) -> None:
    assert number_in(typed) is None
