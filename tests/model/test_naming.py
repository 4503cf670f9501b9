"""Whom a typed name means."""

import pytest

from peergroup_cli.model.naming import those_called

NAMES = {
    "xm": "王小明 Wang Xiaoming",
    "sb": "Siobhán Ó Briain",
    "sl": "Søren Lind",
    "ada": "Ada Brook",
    "mary": "Mary Ada Jones",
    "anna-1": "Anna Berg (Unit 1)",
    "anna-2": "Anna Berg (Unit 2)",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Wang", ("xm",)),
        ("xiaoming", ("xm",)),
        (" WANG  Xiaoming ", ("xm",)),
        ("王小明", ("xm",)),
        ("Siobhan", ("sb",)),
        ("ó briain", ("sb",)),
        ("soren lind", ("sl",)),
        ("jones", ("mary",)),
        ("Mary Ad", ("mary",)),
        ("Ada", ("ada",)),
        ("Anna Berg", ("anna-1", "anna-2")),
        ("Anna Berg Unit 2", ("anna-2",)),
    ],
)
def test_a_name_or_whole_words_of_it_mean_somebody(typed: str, meant: tuple[str, ...]) -> None:
    assert those_called(typed, NAMES) == meant


@pytest.mark.parametrize("typed", ["", "Wan", "Xiaoming Wang", "Siobhan Briain", "2", "Brook:"])
def test_parts_of_words_and_numbers_mean_nobody(typed: str) -> None:
    assert those_called(typed, NAMES) == ()
