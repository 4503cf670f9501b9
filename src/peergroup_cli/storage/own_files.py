"""The files that a workspace may bring of its own for its notes: templates and a logo."""

import os
from pathlib import Path

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.storage.durable import read_bytes
from peergroup_cli.storage.folder import is_there
from peergroup_cli.storage.text_file import text_in

TEMPLATES = "templates"

LARGEST_TEMPLATE = 256 * 1024
"""In bytes."""


def own_template(folder: Path, name: str) -> tuple[Path, str] | None:
    """The file of a template, and its text; None where the workspace has none.

    Args:
        folder: that of the workspace.
        name: such as `notes.html`.

    Raises:
        UnreadableFile: it is too large, no text, or leads out of its folder.
    """
    path = folder / TEMPLATES / name
    if not is_there(path):
        return None
    text = text_in(_content(folder, path, LARGEST_TEMPLATE), path)
    return path, text.replace("\r\n", "\n")


def own_picture(folder: Path, names: tuple[str, ...], largest: int) -> tuple[Path, bytes] | None:
    """The first of these files that is there, and what is in it; None where there is none.

    Raises:
        UnreadableFile: it is too large, or leads out of its folder.
    """
    paths = (folder / TEMPLATES / name for name in names)
    path = next(filter(is_there, paths), None)
    return (path, _content(folder, path, largest)) if path else None


def _content(folder: Path, path: Path, largest: int) -> bytes:
    # a workspace that came from elsewhere must not bring a link to a file of this machine
    if os.path.realpath(path) != os.path.join(os.path.realpath(folder), TEMPLATES, path.name):  # noqa: PTH118 - compared as text
        raise UnreadableFile(path, ["is a link to somewhere else"], "Put the file itself there.")
    return read_bytes(path, largest)
