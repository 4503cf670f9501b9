"""Where results are written: a file, and what is no file."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from peergroup_cli.commands.shared.outputs import refuse_bytes_unless_sent_on
from peergroup_cli.errors import UsageProblem
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


@pytest.mark.parametrize(
    "words",
    [
        ("export-notes",),
        ("export-notes", "--format", "csv"),
        ("export-notes", "--for", "sponsor", "--format", "html"),
        ("export-calendar",),
        ("export-review",),
        ("export-programme", "--format", "html"),
    ],
)
def test_a_dash_prints_what_is_printed_without_an_output(
    full: Peergroup, words: tuple[str, ...]
) -> None:
    shown, dashed = full(*words), full(*words, "--output", "-")

    assert (shown.exit_code, dashed.exit_code) == (0, 0), dashed.stderr
    assert dashed.stdout_bytes == shown.stdout_bytes != b""
    assert dashed.stderr == shown.stderr
    assert [path.name for path in Path().iterdir()] == ["people.csv"]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (("export-notes", "--format", "xlsx"), b"PK"),
        (("export-notes", "--format", "csv", "--bom"), b"\xef\xbb\xbf"),
        (("export-review", "--format", "docx"), b"PK"),
    ],
)
def test_a_dash_sends_on_just_what_the_file_would_hold(
    full: Peergroup, words: tuple[str, ...], start: bytes
) -> None:
    sent = full(*words, "--output", "-")
    full.done(*words, "--output", "written")

    assert sent.exit_code == 0, sent.stderr
    assert sent.stdout_bytes.startswith(start)
    assert sent.stdout_bytes == Path("written").read_bytes()


def test_a_backup_goes_through_a_pipe_and_nothing_is_said_in_it(full: Peergroup) -> None:
    sent = full("backup", "--output", "-")
    full.done("backup", "--output", "all.zip")

    assert sent.stdout_bytes == Path("all.zip").read_bytes()
    assert zipfile.ZipFile(io.BytesIO(sent.stdout_bytes)).testzip() is None
    assert "files are in the backup." in sent.stderr


class Terminal(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("output", [None, Path("-")])
def test_what_is_no_text_is_not_printed_in_a_terminal(
    output: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(UsageProblem) as refused:
        refuse_bytes_unless_sent_on(output, "A backup needs", "notes.zip")
    assert "--output notes.zip" in refused.value.hint
    refuse_bytes_unless_sent_on(Path("notes.zip"), "A backup needs", "notes.zip")


@pytest.mark.parametrize(
    "words", [OUTPUTS["each meeting"], OUTPUTS["certificate"], ("export-worksheets", "--output")]
)
def test_what_is_several_files_is_not_printed(full: Peergroup, words: tuple[str, ...]) -> None:
    refused = full(*words, "-")

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert [path.name for path in Path().iterdir()] == ["people.csv"]
