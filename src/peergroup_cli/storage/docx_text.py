"""The text of a DOCX file, a line for each paragraph; what the standard library has suffices."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

_LARGEST_UNPACKED = 20 * 1024 * 1024
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
_PROBLEMS = (
    *(zipfile.BadZipFile, zlib.error, ParseError, KeyError, RuntimeError, EOFError, OSError),
    *(NotImplementedError, ValueError),
)


def is_docx(content: bytes) -> bool:
    """Whether a file with this content could be a DOCX file."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _BODY in packed.namelist()
    except _PROBLEMS:
        return False


def text_of_docx(content: bytes, quoted: str) -> str:
    """The paragraphs in their order, also those in tables.

    Args:
        content: the file.
        quoted: the name of a style; lines in it get a mark of quotation in front of them.

    Raises:
        ValueError: the file is damaged, or too large when unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise ValueError("is larger than 20 MB when unpacked, so it is no worksheet")
            styles, body = _tree(packed.read(_STYLES)), _tree(packed.read(_BODY))
    except _PROBLEMS as error:
        said = str(error) if str(error).startswith("is ") else "is a damaged document"
        raise ValueError(said) from None
    quoting = set(_ids(styles, quoted))
    return "\n".join(line for one in body.iter(f"{_W}p") for line in _lines(one, quoting))


def _tree(content: bytes) -> Element:
    """The tree of a part; what could hold entities, which make a small file huge, is refused."""
    if b"<!DOCTYPE" in content or b"\0" in content:
        raise ValueError
    return fromstring(content, XMLParser())  # noqa: S314 - without entities it is what it is


def _ids(styles: Element, name: str) -> Iterator[str]:
    """What the paragraphs of a style name it by: each language of Word has its own word."""
    for style in styles.iter(f"{_W}style"):
        named = style.find(f"{_W}name")
        if named is not None and named.get(f"{_W}val", "").casefold() == name.casefold():
            yield style.get(f"{_W}styleId", "")


def _lines(paragraph: Element, quoting: set[str]) -> Iterator[str]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    before = "> " if style is not None and style.get(f"{_W}val") in quoting else ""
    text = "".join(map(_piece, paragraph.iter()))
    yield from (before + line for line in text.split("\n"))


def _piece(element: Element) -> str:
    return element.text or "" if element.tag == f"{_W}t" else _BREAKS.get(element.tag, "")
