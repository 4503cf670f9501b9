"""Each format read back by a reader that knows nothing of what wrote it."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.model.cohort import Cohort

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Page(HTMLParser):
    """A page as a browser sees it: its tags in their order, and its words."""

    VOID = frozenset({"meta", "br", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(key, value or "") for key, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "br":
            self.words.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(key, value or "") for key, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment of {len(data)} letters in the page")

    @property
    def text(self) -> str:
        return "".join(self.words)


def words_of(name: str, document: bytes) -> str:
    """All words that a reader finds in a document."""
    return _READERS[name](document)


def cells_of(document: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(document.decode("utf-8-sig"), newline=""), strict=True))


def _html(document: bytes) -> str:
    page = Page(document.decode())
    return page.text + " ".join(value for _, value in page.attributes)


def _csv(document: bytes) -> str:
    return "\n".join(cell for row in cells_of(document) for cell in row)


def _json(document: bytes) -> str:
    return "\n".join(_strings(json.loads(document)))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [one for item in value.items() for part in item for one in _strings(part)]
    if isinstance(value, list):
        return [one for part in value for one in _strings(part)]
    return [str(value)]


def _docx(document: bytes) -> str:
    """The words of each paragraph, in a line of its own."""
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        assert parts.testzip() is None
        body = ET.fromstring(parts.read("word/document.xml"))
        core = ET.fromstring(parts.read("docProps/core.xml"))
    said = ["".join(map(_docx_piece, one.iter())) for one in body.iter(f"{WORD}p")]
    return "\n".join([*said, *core.itertext()])


def _docx_piece(element: Element) -> str:
    if element.tag in (f"{WORD}br", f"{WORD}tab"):
        return "\n" if element.tag == f"{WORD}br" else "\t"
    return element.text or "" if element.tag == f"{WORD}t" else ""


def tags_of(document: bytes, part: str) -> list[str]:
    """The tags of a part of a DOCX or XLSX file, without line breaks and tabs."""
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        tree = ET.fromstring(parts.read(part))
    return [one.tag for one in tree.iter() if one.tag not in (f"{WORD}br", f"{WORD}tab")]


def sheet_of(document: bytes) -> list[list[str]]:
    """The rows of the only sheet of an Excel file."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(document))
    rows = book.get_sheet_by_index(0).to_python()
    assert all(isinstance(cell, str) for row in rows for cell in row)
    return [[str(cell) for cell in row] for row in rows]


def _xlsx(document: bytes) -> str:
    return "\n".join(cell for row in sheet_of(document) for cell in row)


def _pdf(document: bytes) -> str:
    book = PdfReader(io.BytesIO(document), strict=True)
    said = "\n".join(page.extract_text() for page in book.pages)
    # what was put into a long word, so that it can break; and letters that no font here has
    said = said.replace("\u200b", "").replace("\x00", "")
    return f"{said}\n{book.metadata}"


def pdf_tags(document: bytes) -> list[str]:
    """What a screen reader is told of the structure of a PDF."""
    book = PdfReader(io.BytesIO(document), strict=True)
    found: list[str] = []
    waiting: list[Any] = [book.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            found += [str(node["/S"])] if "/S" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found


_READERS: dict[str, Callable[[bytes], str]] = {
    "markdown": bytes.decode,
    "html": _html,
    "csv": _csv,
    "json": _json,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
}


def markdown(cohort: Cohort, out: Release) -> str:
    """The notes as Markdown."""
    return FORMATS["markdown"].render(cohort, out).decode()


def page(cohort: Cohort, out: Release) -> str:
    """The notes as a page."""
    return FORMATS["html"].render(cohort, out).decode()


def notes_json(cohort: Cohort, out: Release) -> str:
    """The notes as JSON."""
    return FORMATS["json"].render(cohort, out).decode()
