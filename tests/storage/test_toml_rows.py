"""Single rows of a file are what they are when the whole file is read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tomli_w import dumps

from peergroup_cli.storage.toml_rows import places_of, rows_at

TWO = """format = 1

[[thoughts]]
id = "t"
text = '''
[[experiments]]
id = "two"
action = "not this"
'''

[[experiments]]
id = "one"
grew_from = [
    "s1",
]
action = "ask [first]"

[[experiments]]
id = "two"
action = \"\"\"
a line
[not a table]
\"\"\"

[[lessons]]
id = "l"
"""


def read(path: Path, *names: str) -> dict[str, object]:
    places = places_of(path, "experiments")
    return rows_at(path, "experiments", {name: places.get(name) for name in names})


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_row_is_read_from_its_place(tmp_path: Path, ends: str, mark: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes((mark + TWO.replace("\n", ends)).encode())
    assert list(places_of(path, "experiments")) == ["one"]
    found = read(path, "two", "one")
    assert found["one"] == {"id": "one", "grew_from": ["s1"], "action": "ask [first]"}
    assert found["two"] == {"id": "two", "action": "a line\n[not a table]\n"}


def test_rows_in_one_line_have_no_place_and_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('experiments = [{ id = "one", action = "ask" }]', "utf-8")
    assert places_of(path, "experiments") == {}
    assert read(path, "one") == {"one": {"id": "one", "action": "ask"}}


def test_where_something_else_stands_in_a_place_the_row_is_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(TWO, "utf-8")
    places = places_of(path, "experiments")
    for other in (TWO.replace("format = 1", "format = 1\n# more"), f"[[experiments]]\n{TWO}"):
        path.write_text(other.replace("]]\nformat", ']]\nid = "new"\n[[other]]\nformat'), "utf-8")
        assert rows_at(path, "experiments", places)["one"]["action"] == "ask [first]"


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(texts | st.just('[[experiments]]\nid = "0"\n'), max_size=4))
def test_whatever_is_said_in_it_a_row_is_the_same(tmp_path: Path, said: list[str]) -> None:
    rows = [{"id": str(number), "action": text} for number, text in enumerate(said)]
    path = tmp_path / "a.toml"
    written = dumps({"experiments": rows}, multiline_strings=True)
    path.write_bytes(written.encode())
    assert read(path, *(row["id"] for row in rows)) == {row["id"]: row for row in rows}
