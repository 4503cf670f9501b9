"""Where results are written: a file, and what is no file."""

from pathlib import Path

import pytest

from tests.commands.peergroup import Peergroup

NORTH = ("plan-sessions", "--start", "2026-12-10T14:00", "--tz", "Europe/Paris")
LIST = "name,level,unit\n" + "".join(f"{name},Lead,{name}\n" for name in "ABCD")

OUTPUTS = {
    "export-notes": ("export-notes", "--output"),
    "each meeting": ("export-notes", "--split", "--output"),
    "sponsor": ("export-notes", "--for", "sponsor", "--output"),
    "export-calendar": ("export-calendar", "--output"),
    "export-review": ("export-review", "--output"),
    "export-programme": ("export-programme", "--output"),
    "backup": ("backup", "--output"),
    "groups": ("form-cohorts", "people.csv", "--out"),
    "people": ("form-cohorts", "people.csv", "--people"),
    "certificate": ("form-cohorts", "people.csv", "--certificate"),
}


@pytest.fixture
def full(practising: Peergroup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Peergroup:
    """A workspace with all that can be written, seen from a folder beside it."""
    practising.done(*NORTH, "--yes")
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "people.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(beside)
    return practising


@pytest.mark.parametrize("folder", [".", "..", "reports", "linked"])
@pytest.mark.parametrize("words", OUTPUTS.values(), ids=OUTPUTS)
def test_a_folder_is_no_file_and_a_file_in_it_is_to_be_named(
    full: Peergroup, words: tuple[str, ...], folder: str
) -> None:
    Path("reports").mkdir()
    Path("linked").symlink_to("reports", target_is_directory=True)
    refused = full(*words, folder, "--force")

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"{folder} is a folder, and a file is to be written." in refused.stderr
    assert "Name a file in it" in refused.stderr
    assert sorted(path.name for path in Path().rglob("*")) == ["linked", "people.csv", "reports"]


@pytest.mark.parametrize("below", ["", "new", "new/er"])
@pytest.mark.parametrize(
    "words", [("init",), ("export-worksheets", "--output")], ids=["init", "worksheets"]
)
def test_where_a_folder_is_needed_a_file_is_named_as_one(
    full: Peergroup, words: tuple[str, ...], below: str
) -> None:
    refused = full(*words, str(Path("people.csv", below)))

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "people.csv is a file, and a folder is needed." in refused.stderr
    assert Path("people.csv").read_text("utf-8") == LIST
