"""A text in the person's own editor."""

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from peergroup_cli.errors import IllegalMove


def edited(text: str) -> str:
    """The text as it is when the editor is closed.

    The editor is that of $VISUAL or $EDITOR, else one that the system has. It works on a file
    in a folder that only this user can open, and which is gone afterwards.

    Raises:
        IllegalMove: there is no editor, or it ended with an error; the text is as it was.
    """
    try:
        with TemporaryDirectory(prefix="peergroup-") as folder:
            path = Path(folder) / "answer.md"
            path.write_text(text, encoding="utf-8", errors="replace")
            _edit(path)
            return path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
    except OSError as error:
        raise IllegalMove(f"The text could not be given to an editor: {error.strerror}.") from None


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
