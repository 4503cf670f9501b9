"""Lines of a result: as they are in a pipe, and wrapped in a terminal."""

import io
import sys

import pytest

from peergroup_cli.commands.shared import options

LONG = "  Open: Ada: if it is late, then I will call the customer before the end of the day"


class Terminal(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")


def test_in_a_terminal_a_long_line_goes_on_below_indented(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    options.result(LONG)
    first, *others = out.getvalue().splitlines()
    assert all(len(line) <= 40 for line in [first, *others])
    assert others
    assert all(line.startswith("    ") for line in others)
    assert " ".join(out.getvalue().split()) == " ".join(LONG.split())


def test_in_a_pipe_a_line_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    options.result(LONG)
    assert out.getvalue() == f"{LONG}\n"


def test_what_is_to_be_copied_is_not_broken() -> None:
    path = "/a/very/long/path/that-has-hyphens/and-more/of-them.toml"
    assert path in options.wrapped(f"Saved in {path}", 30).splitlines()[1]


def test_columns_stay_where_they_are() -> None:
    line = "m1-experiment-1   Ada   open, by 2026-12-24, with Bo Lind, 2 logs"
    assert options.wrapped(line, 40).startswith("m1-experiment-1   Ada   open")
