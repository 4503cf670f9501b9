"""Tables of a listing: no word of theirs is broken, however narrow the terminal is."""

from collections.abc import Mapping, Sequence
from io import StringIO

import pytest
from rich.console import Console

from peergroup_cli.terminal.tables import show_rows

ROWS: list[dict[str, str | None]] = [
    {"id": "north-quay", "theme": "Telling people early", "formed": "2026-11-27", "ended": None},
    {"id": "lighthouse", "theme": "Giving feedback", "formed": "2026-02-03", "ended": None},
]


def shown(rows: Sequence[Mapping[str, object]], columns: int, *, terminal: bool = True) -> str:
    out = StringIO()
    show_rows(
        Console(file=out, width=columns, force_terminal=terminal, markup=False, no_color=True), rows
    )
    return out.getvalue()


@pytest.mark.parametrize("columns", range(24, 100, 4))
def test_every_word_is_whole(columns: int) -> None:
    text = shown(ROWS, columns)
    for row in ROWS:
        for cell in filter(None, row.values()):
            assert all(word in text for word in cell.split())


def test_where_a_table_has_no_room_each_row_is_a_line_of_words() -> None:
    assert shown(ROWS, 70).count("─") > 40
    narrow = shown(ROWS, 30)
    assert "─" not in narrow
    assert " ".join(narrow.split()).startswith(
        "· id north-quay, theme Telling people early, formed 2026-11-27 · id lighthouse,"
    )


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    assert "ended" not in shown(ROWS, 80)
    assert "ended" in shown([ROWS[0] | {"ended": "2026-12-01"}, ROWS[1]], 80)


def test_in_a_pipe_it_stays_a_table() -> None:
    assert shown(ROWS, 80, terminal=False).splitlines()[2].split()[0] == "north-quay"


def test_text_is_made_safe() -> None:
    text = shown([{"name": "\x1b[2J[bold]x"}], 80)
    assert "\x1b[2J" not in text
    assert "[bold]x" in text
