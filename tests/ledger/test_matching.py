"""What was tried on causes like these: found by shared words, never by guesswork about meaning."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.ledger.matching import MOST, matching, stems
from peergroup_cli.ledger.standing import Standing, Trial, standings


def standing(name: str, text: str, cause: str = "", day: int = 1) -> Standing:
    trial = Trial(f"south/{name}", text, "south", "ada", date(2026, 1, day), "keep", "", cause)
    return standings([trial], {})[0]


def found(known: list[Standing], *causes: str) -> list[str]:
    return [one.strategy for one in matching(known, causes)]


def test_what_was_tried_on_a_like_cause_is_found_whatever_its_own_words() -> None:
    known = [
        standing("m1-strategy-1", "Begin with thanks", "Whoever brings bad news is questioned"),
        standing("m1-strategy-2", "Two silent minutes", "Meetings run over"),
    ]
    assert found(known, "Bad news brings questions, and nobody wants them") == [
        "south/m1-strategy-1"
    ]


def test_endings_accents_and_little_words_do_not_count() -> None:
    assert stems("Décisions about their decision") == stems("decision")
    assert stems("We would never have been there") == frozenset()


def test_what_fits_best_comes_first_and_then_the_newest() -> None:
    known = [
        standing("new", "Delegate numbers early", day=9),
        standing("old", "Delegate early, numbers later", day=2),
        standing("best", "Delegate numbers early to a colleague", day=1),
    ]
    assert found(known, "Numbers are not delegated early by any colleague") == [
        "south/best",
        "south/new",
        "south/old",
    ]


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=60))
def test_never_more_is_shown_than_a_group_can_look_at(texts: list[str], cause: str) -> None:
    known = [standing(f"m{n}-strategy-1", text) for n, text in enumerate(texts)]
    assert len(matching(known, [cause])) <= MOST


def test_without_causes_nothing_is_shown() -> None:
    assert found([standing("m1-strategy-1", "Delegate numbers early")]) == []
