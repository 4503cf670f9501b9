"""How a long text is broken for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from peergroup_cli.session.question import choices_in_a_line, numbered
from peergroup_cli.terminal.safe import safe, wrapped

NAMES = (
    "Ada Brook",
    "José Ángel Núñez",
    "Zoë van den Heuvel-Brandt",
    "محمد الأمين",
    "王小明 Wang Xiaoming",
    "Siobhán O'Brien-Nwosu",
)
CHOICES = numbered({name: name for name in NAMES})


@pytest.mark.parametrize("width", [60, 80])
def test_a_line_ends_between_choices_and_never_inside_one(width: int) -> None:
    listed = choices_in_a_line(CHOICES)
    for text in (listed, f"Please answer with one of: {listed}."):
        rows = wrapped(text, width).split("\n")
        assert len(rows) > 1
        assert all(cell_len(row) <= width for row in rows)
        assert all(row.endswith(" ·") for row in rows[:-1])
        assert " ".join(rows) == text


def test_a_choice_that_is_longer_than_a_line_is_broken_at_its_blanks() -> None:
    text = "1 a strategy of so many words that it fits no line · 2 another"
    assert wrapped(text, 24).split("\n") == [
        "1 a strategy of so many",
        "words that it fits no",
        "line · 2 another",
    ]


def test_a_long_path_stands_on_a_line_of_its_own_in_one_piece() -> None:
    path = f"/{'folder/' * 8}001-learning-together.toml"
    assert wrapped(f"Saved in {path}", 40).split("\n") == ["Saved in", path]


@given(
    st.lists(st.sampled_from(["a", "word", "·", "王小明", "e\u0301t\u00e9", "x" * 30, " ", "\n"])),
    st.integers(10, 60),
)
def test_no_word_is_broken_or_lost_and_no_line_is_too_wide(words: list[str], width: int) -> None:
    text = " ".join(words)
    shown = wrapped(text, width)
    assert shown.split() == safe(text).split()
    for row in shown.split("\n"):
        assert cell_len(row) <= width or len(row.split()) == 1
