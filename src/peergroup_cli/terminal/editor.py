"""A text in the person's own editor."""

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from peergroup_cli.errors import IllegalMove

EDITING = ".editing"
"""The folder, beside the meetings, in which a text lies while the editor is open."""

_NAME = "answer.md"


def edited(text: str, beside: Path) -> str:
    """The text as it is when the editor is closed.

    The editor is that of $VISUAL or $EDITOR, else one that the system has. It works on a file
    in a folder that only this user can open, and which is gone afterwards.

    Args:
        text: what stands in it at first.
        beside: the folder of the workspace in which that folder is made.

    Raises:
        IllegalMove: there is no editor, or it ended with an error; the text is as it was.
    """
    folder = beside / EDITING
    try:
        rmtree(folder, ignore_errors=True)
        folder.mkdir(0o700)
        path = folder / _NAME
        # what the editor saves over keeps its permissions
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text.encode(errors="replace"))
        _edit(path)
        return _text_of(path)
    except OSError as error:
        raise IllegalMove(f"The text could not be given to an editor: {error.strerror}.") from None
    finally:
        rmtree(folder, ignore_errors=True)


def no_editor(_text: str) -> str:
    """Where there is no workspace in which a text could lie meanwhile.

    Raises:
        IllegalMove: always.
    """
    raise IllegalMove("Nothing is stored here, so no editor is opened. Type it in the line.")


def left_in_the_editor(beside: Path) -> str:
    """What the editor had saved when this program was torn away; then it is gone from there."""
    folder = beside / EDITING
    try:
        return _text_of(folder / _NAME)
    except OSError:
        return ""
    finally:
        rmtree(folder, ignore_errors=True)


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")


def _edit(path: Path) -> None:
    for command in _editors():
        try:
            # the person's own choice of a program, on a file of ours
            done = subprocess.run([*command, str(path)], check=False)  # noqa: S603
        except OSError:
            # it is not there, or is no program
            continue
        if done.returncode:
            raise IllegalMove("The editor ended with an error. Your text is as it was before.")
        return
    raise IllegalMove(
        "No editor could be opened.", "Name yours: set the variable EDITOR, then start again."
    )


def _editors() -> list[list[str]]:
    named = [os.environ.get(name, "") for name in ("VISUAL", "EDITOR")]
    usual = ["notepad"] if sys.platform == "win32" else ["editor", "nano", "vi"]
    return [_words(one) for one in (*named, *usual) if one.strip()]


def _words(command: str) -> list[str]:
    with suppress(ValueError):
        return shlex.split(command, posix=sys.platform != "win32")
    # a quotation mark without its second one: it may be a part of the name
    return [command]
