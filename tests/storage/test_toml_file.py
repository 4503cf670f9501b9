"""Records in TOML files: exact, stable, and strict about what they read."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.errors import AlreadyExists, ChangedOnDisk
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.settings import Settings
from peergroup_cli.storage.durable import version_of
from peergroup_cli.storage.toml_file import read_record, render, write_record
from peergroup_cli.storage.toml_lines import key_lines

from .sample import COHORT, a_meeting

NASTY = ['"""', "'''", '"', "\\", "\\u0000", "\r\n", "\r", "\n\n", " \n", "[[members]]\n", "[x]"]
NASTY += [
    "format = 2\n",
    "# no comment",
    "\0",
    "\x1b[31m",
    "\x7f",
    "\ufeff",
    "\u2028",
    "👩‍👩‍👧",
    "…" * 999,
]
texts = st.lists(st.text() | st.sampled_from(NASTY), max_size=8).map("".join)


# no deadline: a disk may take its time
@given(st.lists(texts, max_size=4))
def test_any_text_comes_back_exactly_as_it_was_noted(
    tmp_path_factory: pytest.TempPathFactory, noted: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "001-evening.toml"
    meeting = a_meeting(*noted)
    stored = write_record(path, meeting, replaces=None)
    content = path.read_bytes().decode()
    assert tomllib.loads(content)["format"] == 1
    assert read_record(path, Meeting) == stored
    assert stored.record == meeting
    assert stored.version == version_of(path.read_bytes())
    # whatever is in the notes, the lines of the keys are found
    lines, rows = key_lines(content), content.split("\n")
    assert rows[lines[("agenda", "title")] - 1] == 'title = "An evening"'
    assert rows[lines[("agenda", "segments", 1, "title")] - 1] == 'title = "More"'
    thoughts = [where for where in lines if where[0] == "thoughts" and len(where) == 2]
    assert len(thoughts) == len(noted)


leaves = st.text(max_size=9) | st.integers(-99, 99) | st.booleans()
keys = st.text(max_size=5)


def tables(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(keys, values, max_size=4)


@given(tables(st.recursive(leaves, lambda inner: tables(inner) | st.lists(inner, max_size=3))))
def test_any_table_comes_back_as_it_was(table: dict[str, Any]) -> None:
    assert tomllib.loads(render(table)) == with_plain_line_ends(table)


def with_plain_line_ends(value: Any) -> Any:
    """The value as it comes back: records hold no CR LF, but any table may."""
    if isinstance(value, dict):
        return {key: with_plain_line_ends(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_plain_line_ends(inner) for inner in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def test_rows_and_tables_are_never_inline_however_short_or_long() -> None:
    for text in ("x", "x" * 300, "two\nlines"):
        rendered = render({"a": [{"text": text}, {}], "b": {"c": {}, "d": [{"e": [{"f": 1}]}]}})
        headers = [line for line in rendered.split("\n") if line.startswith("[")]
        assert headers == ["[[a]]", "[[a]]", "[b]", "[b.c]", "[[b.d]]", "[[b.d.e]]"]
        assert "{" not in rendered


def test_a_longer_note_changes_its_own_lines_only() -> None:
    short, long = (
        render({"a": [{"t": "x"}, {"t": "y"}]}),
        render({"a": [{"t": "x" * 200}, {"t": "y"}]}),
    )
    assert short.replace('"x"', "") == long.replace(f'"{"x" * 200}"', "")


def test_plain_values_stand_before_tables_wherever_they_come_from() -> None:
    table = {"first": {"x": 1}, "rows": [{"sub": {"y": 2}, "z": 3}], "last": "plain", "none": []}
    rendered = render(table)
    assert tomllib.loads(rendered) == table
    assert rendered == (
        'last = "plain"\nnone = []\n\n[first]\nx = 1\n\n[[rows]]\nz = 3\n\n[rows.sub]\ny = 2\n'
    )


def test_lists_that_hold_more_than_tables_stay_lists() -> None:
    table = {"mixed": [{"a": 1}, 2], "words": ["a", "b"], "odd key.": {"#": {"": 1}}}
    assert tomllib.loads(render(table)) == table


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    meeting = a_meeting("one", "two\nlines")
    first = write_record(tmp_path / "first.toml", meeting, replaces=None)
    again = read_record(first.path, Meeting).record
    second = write_record(tmp_path / "second.toml", again, replaces=None)
    assert first.version == second.version


def test_what_has_its_usual_value_is_not_written(path: Path) -> None:
    write_record(path, Settings(format=1), replaces=None)
    assert path.read_bytes() == b"#:schema ./.schemas/settings.schema.json\nformat = 1\n"


def test_a_record_is_saved_in_place_of_the_version_that_was_read(path: Path) -> None:
    first = write_record(path, Settings(format=1), replaces=None)
    second = write_record(path, Settings(format=1, organisation="A"), replaces=first.version)
    assert read_record(path, Settings) == second
    with pytest.raises(ChangedOnDisk):
        write_record(path, Settings(format=1, organisation="B"), replaces=first.version)
    with pytest.raises(AlreadyExists):
        write_record(path, Settings(format=1, organisation="B"), replaces=None)
    assert read_record(path, Settings) == second


def test_marks_and_line_ends_of_windows_editors_are_read(path: Path) -> None:
    windows = COHORT.replace("\n", "\r\n").encode("utf-8-sig")
    path.write_bytes(windows)
    stored = read_record(path, Cohort)
    assert stored.record.name == "North"
    assert stored.version == version_of(windows)


def test_what_only_a_save_needs_is_not_loaded_before() -> None:
    look = (
        "import sys, peergroup_cli.storage.workspace\n"
        "print({'filelock', 'tomli_w'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"
