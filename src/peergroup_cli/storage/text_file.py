"""Reads a text file that somebody else wrote, such as a list of members from a spreadsheet."""

import codecs
from pathlib import Path

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.storage.durable import read_bytes

LARGEST_FILE = 5 * 1024 * 1024
"""In bytes. A list of members has a few thousand; more than this is another file."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HINT = "Nothing was changed. In a spreadsheet, save the list as “CSV UTF-8”."


def read_text(path: Path) -> str:
    """The file's text, from UTF-8 (with or without a byte order mark) or UTF-16 (with one).

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is no ordinary file, too large, or holds something other than text.
    """
    content = read_bytes(path)
    if len(content) > LARGEST_FILE:
        limit = f"{LARGEST_FILE // 1024 // 1024} MB"
        raise UnreadableFile(path, [f"is larger than {limit}, so it is no list of members"], _HINT)
    return text_in(content, path)


def text_in(content: bytes, path: Path) -> str:
    """The text of a file with this content, as `read_text` gives it.

    Raises:
        UnreadableFile: it is something other than text.
    """
    text = _decoded(path, content)
    if "\0" in text:
        raise UnreadableFile(path, ["holds NUL characters: damaged, or not a text file"], _HINT)
    return text


def _decoded(path: Path, content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        problem = f"is not {encoding.removesuffix('-sig').upper()} text"
        raise UnreadableFile(path, [problem], _HINT) from None
