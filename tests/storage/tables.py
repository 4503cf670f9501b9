"""Tables in files, for the tests of reading them."""

from pathlib import Path

import pytest

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.storage.table_file import Table, read_table_file

HEADER = ("name", "level", "unit")


def read(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> Table:
    """The table in a file with this content; a header has a name in it."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table_file(path, lambda cells: "name" in cells)


def problem_of(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> str:
    """The one problem that reading a file with this content has."""
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, content, name)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]
