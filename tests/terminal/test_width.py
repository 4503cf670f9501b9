"""The width that texts are wrapped to is the one that Python's own library tells."""

import os
import shutil

import pytest

from peergroup_cli.terminal.width import columns, forget_impossible_sizes


@pytest.mark.parametrize("named", [None, "", "0", "64", "-3", "many", "²"])
def test_it_is_what_the_library_says(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if named is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", named)
    assert columns() == shutil.get_terminal_size().columns


@pytest.mark.parametrize("named", ["9" * 5000, "²", "1000000000", "0", "", "many"])
def test_a_size_that_no_screen_has_is_no_size(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", named)
    monkeypatch.setenv("LINES", "24")
    forget_impossible_sizes()
    assert "COLUMNS" not in os.environ
    assert os.environ["LINES"] == "24"
    assert columns() == shutil.get_terminal_size().columns
