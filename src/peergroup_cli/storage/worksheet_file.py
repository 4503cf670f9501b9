"""Reads a filled worksheet: Markdown or any plain text, DOCX, or TOML."""

import codecs
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.model.worksheet import QUOTED, SheetLog, SheetReport, Worksheet
from peergroup_cli.storage.docx_text import is_docx, text_of_docx
from peergroup_cli.storage.durable import read_bytes
from peergroup_cli.storage.toml_file import read_record
from peergroup_cli.storage.worksheet_text import Understood, understood

R = TypeVar("R", SheetLog, SheetReport)

_LARGEST = 2 * 1024 * 1024
_HINT = (
    "Nothing was stored. Save the sheet as plain text, with the ending .txt or .md, or as .docx."
)
_OTHERS = {b"PK\x03\x04": "a document of a word processor", b"%PDF": "a PDF file"}
_OLD = "It is not UTF-8 text, and was read as Windows-1252: look at its accents."


def read_worksheet(path: Path, today: date) -> Understood:
    """What a filled worksheet says.

    Args:
        path: the file; one that ends in `.toml` is read as TOML, a DOCX file by its paragraphs,
            any other one as text.
        today: no day in a log is later.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it is no worksheet.
    """
    if path.suffix.lower() == ".toml":
        return _from_toml(read_record(path, Worksheet).record, today)
    text, remarks = _text(path, read_bytes(path))
    try:
        found = understood(text, today)
    except ValueError as error:
        problem = str(error)
    else:
        return replace(found, remarks=(*remarks, *found.remarks))
    raise UnreadableFile(path, [problem], "Nothing was stored. Write the line as the sheet has it.")


def _from_toml(sheet: Worksheet, today: date) -> Understood:
    logs, remarks = [], []
    for number, log in enumerate(sheet.logs, start=1):
        if log.on and log.on > today:
            remarks.append(f"logs {number}: the day is in the future; taken as told today")
            logs.append((number, log.changed(on=None)))
        elif not log.is_empty:
            logs.append((number, log))
        elif log.on:
            remarks.append(f"logs {number}: a day, and nothing told: left out")
    told = [(number, log) for number, log in logs if not log.is_empty]
    return Understood(
        sheet.cohort,
        sheet.experiment,
        tuple(_trimmed(log) for _, log in told),
        _trimmed(sheet.report),
        remarks=tuple(remarks),
        weeks=tuple(number for number, _ in told),
    )


def _trimmed(record: R) -> R:
    texts = {key: value.strip() for key, value in dict(record).items() if isinstance(value, str)}
    return record.changed(**texts)


def _text(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the file, and what has to be said about how it was read."""
    if len(content) > _LARGEST:
        raise UnreadableFile(path, ["is larger than 2 MB, so it is no worksheet"], _HINT)
    if is_docx(content):
        return _paragraphs(path, content), ()
    for start, what in _OTHERS.items():
        if content.startswith(start):
            raise UnreadableFile(path, [f"is {what}, and no text"], _HINT)
    try:
        text, remarks = _decoded(content)
    except UnicodeDecodeError:
        raise UnreadableFile(path, ["holds bytes that are no text"], _HINT) from None
    if "\0" in text:
        raise UnreadableFile(path, ["holds NUL characters: damaged, or no text"], _HINT)
    if text.lstrip().lower().startswith(("<!doctype", "<html")):
        raise UnreadableFile(path, ["is a web page, and no text"], _HINT)
    return text, remarks


def _paragraphs(path: Path, content: bytes) -> str:
    try:
        return text_of_docx(content, QUOTED)
    except ValueError as error:
        raise UnreadableFile(path, [str(error)], _HINT) from None


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16"), ()
    if b"\0" in content[:2]:
        # some editors leave the mark out; the first character of a sheet is an ASCII one
        return content.decode("utf-16-be" if content[:1] == b"\0" else "utf-16-le"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252"), (_OLD,)
