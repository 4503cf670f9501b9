"""A text in the person's own editor, and what happens where there is none."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peergroup_cli.errors import IllegalMove
from peergroup_cli.terminal.editor import edited, left_in_the_editor

if os.name == "nt":
    pytest.skip("the editors of these tests are scripts", allow_module_level=True)

Editor = Callable[..., str]


@pytest.fixture(autouse=True)
def no_editor_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Make an editor: a script that is given a text and a path, as `text` and `path`."""

    def made(does: str, name: str = "my editor") -> str:
        script = tmp_path / "bin" / name
        script.write_text(
            f"#!{sys.executable}\nimport os, pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n"
            f"text = path.read_text(encoding='utf-8')\n{does}\n"
        )
        script.chmod(0o700)
        return f"'{script}'"

    return made


UPPER = "path.write_text(text.upper() + '\\n', encoding='utf-8')"


def test_the_text_comes_back_as_the_editor_left_it(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(UPPER))
    assert edited("half a sent\nzwölf", Path()) == "HALF A SENT\nZWÖLF"


def test_visual_comes_before_editor_and_both_before_that_of_the_system(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("path.write_text('nano')", name="nano")
    assert edited("", Path()) == "nano"
    monkeypatch.setenv("EDITOR", editor("path.write_text('editor')", name="mine"))
    assert edited("", Path()) == "editor"
    monkeypatch.setenv("VISUAL", editor("path.write_text(' '.join(sys.argv[1:-1]))") + " --wait")
    assert edited("", Path()) == "--wait"


def test_the_file_is_its_owners_alone_and_gone_afterwards(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = "path.write_text(f'{path} {os.stat(path.parent).st_mode} {os.stat(path).st_mode}')"
    monkeypatch.setenv("EDITOR", editor(tell))
    path, folder, file = edited("", Path()).split()
    assert path == ".editing/answer.md"
    assert stat.S_IMODE(int(folder)) == 0o700
    assert stat.S_IMODE(int(file)) == 0o600
    assert not Path(path).parent.exists()
    assert left_in_the_editor(Path()) == ""


def test_what_the_editor_had_saved_when_the_program_was_torn_away_is_found_once(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn = "path.write_text('saved in it\\n'); import shutil; shutil.copytree('.editing', 'kept')"
    monkeypatch.setenv("EDITOR", editor(torn))
    edited("half a sent", Path())
    Path("kept").rename(".editing")
    assert left_in_the_editor(Path()) == "saved in it"
    assert left_in_the_editor(Path()) == ""
    assert not Path(".editing").exists()


def test_only_the_line_end_that_editors_add_is_taken_away(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor("path.write_bytes(b'a\\r\\n\\n\\xff\\n')"))
    assert edited("", Path()) == "a\n\n\ufffd"


@pytest.mark.parametrize("command", ["", "no-such-editor", "/", "'no second quotation mark"])
def test_without_an_editor_it_is_said_how_to_name_one(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(IllegalMove, match="No editor") as caught:
        edited("half a sent", Path())
    assert "EDITOR" in caught.value.hint


def test_an_editor_that_fails_changes_nothing_and_no_other_is_opened(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(UPPER, name="nano")
    monkeypatch.setenv("EDITOR", editor("path.write_text('worse'); sys.exit(1)"))
    with pytest.raises(IllegalMove, match="as it was before"):
        edited("half a sent", Path())


def test_an_editor_that_takes_the_file_away_is_told_and_no_other_is_opened(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(UPPER, name="nano")
    monkeypatch.setenv("EDITOR", editor("path.unlink()"))
    with pytest.raises(IllegalMove, match="could not be given to an editor"):
        edited("half a sent", Path())


def test_a_text_that_no_file_can_hold_is_given_as_well_as_it_can(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(UPPER))
    assert edited("half \udcff", Path()) == "HALF ?"
