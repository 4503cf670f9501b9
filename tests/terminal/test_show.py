"""The consoles on which everything is shown."""

import pytest

from peergroup_cli.terminal.show import results, screen


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_also_a_dumb_terminal_is_as_wide_as_it_is(
    monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    # rich takes this for a terminal
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "60")
    assert (screen().width, results().width) == (60, 60)
