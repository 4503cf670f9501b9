"""The consoles on which everything is shown."""

import pytest

from peergroup_cli.terminal.show import plain, results, screen


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_also_a_dumb_terminal_is_as_wide_as_it_is(
    monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    # rich takes this for a terminal
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "60")
    assert (screen().width, results().width) == (60, 60)


def test_in_a_file_a_message_breaks_no_word(capsys: pytest.CaptureFixture[str]) -> None:
    line = f"Written: {'/folder' * 30}/groups.csv"
    screen().print(plain(line))
    assert capsys.readouterr().err == f"{line}\n"
