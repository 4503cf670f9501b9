"""The width that texts are wrapped to is the one that Python's own library tells."""

import shutil

import pytest

from peergroup_cli.terminal.width import columns


@pytest.mark.parametrize("named", [None, "", "0", "64", "-3", "many", "²"])
def test_it_is_what_the_library_says(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if named is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", named)
    assert columns() == shutil.get_terminal_size().columns
