"""A text in the person's own editor, and what happens where there is none."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peergroup_cli.errors import IllegalMove
from peergroup_cli.terminal.editor import edited

if os.name == "nt":
    pytest.skip("the editors of these tests are scripts", allow_module_level=True)

Editor = Callable[..., str]


@pytest.fixture(autouse=True)
def no_editor_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
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
    assert edited("half a sent\nzwölf") == "HALF A SENT\nZWÖLF"


def test_visual_comes_before_editor_and_both_before_that_of_the_system(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("path.write_text('nano')", name="nano")
    assert edited("") == "nano"
    monkeypatch.setenv("EDITOR", editor("path.write_text('editor')", name="mine"))
    assert edited("") == "editor"
    monkeypatch.setenv("VISUAL", editor("path.write_text(' '.join(sys.argv[1:-1]))") + " --wait")
    assert edited("") == "--wait"


def test_the_file_is_its_owners_alone_and_gone_afterwards(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = "path.write_text(f'{path}\\n{os.stat(path.parent).st_mode}')"
    monkeypatch.setenv("EDITOR", editor(tell))
    path, mode = edited("").splitlines()
    assert stat.S_IMODE(int(mode)) == 0o700
    assert not Path(path).parent.exists()


def test_only_the_line_end_that_editors_add_is_taken_away(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor("path.write_bytes(b'a\\r\\n\\n\\xff\\n')"))
    assert edited("") == "a\n\n\ufffd"


@pytest.mark.parametrize("command", ["", "no-such-editor", "/", "'no second quotation mark"])
def test_without_an_editor_it_is_said_how_to_name_one(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(IllegalMove, match="No editor") as caught:
        edited("half a sent")
    assert "EDITOR" in caught.value.hint


def test_an_editor_that_fails_changes_nothing_and_no_other_is_opened(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(UPPER, name="nano")
    monkeypatch.setenv("EDITOR", editor("path.write_text('worse'); sys.exit(1)"))
    with pytest.raises(IllegalMove, match="as it was before"):
        edited("half a sent")


def test_an_editor_that_takes_the_file_away_is_told_and_no_other_is_opened(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(UPPER, name="nano")
    monkeypatch.setenv("EDITOR", editor("path.unlink()"))
    with pytest.raises(IllegalMove, match="could not be given to an editor"):
        edited("half a sent")


def test_a_text_that_no_file_can_hold_is_given_as_well_as_it_can(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(UPPER))
    assert edited("half \udcff") == "HALF ?"
