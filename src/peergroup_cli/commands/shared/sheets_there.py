"""The worksheets that are in a folder already: whose they are, and whether somebody wrote in them.

The files of one sheet share their name and differ in the ending.
"""

import os
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import PeergroupError

if TYPE_CHECKING:
    from peergroup_cli.model.worksheet import Worksheet

ENDINGS = {"markdown": ".md", "html": ".html", "docx": ".docx", "toml": ".toml"}
"""The ending of a sheet's file, by its format."""

_ON_A_PAGE = re.compile(rb"<footer>Experiment: (\S+) (\S+)</footer>")
_CHANGES_WITH_THE_NOTES = re.compile(r"\s*(>|(For|Practice partner|Until):)")
"""How lines begin that say what was planned: another one is no sign of a hand."""


def name_for(folder: Path, owner: str, sheet: "Worksheet", *, alone: bool) -> str:
    """The name of the sheet's files, without their ending: that which it has already, or a new one.

    Args:
        folder: where they are; it need not be there.
        owner: the id of the member.
        sheet: the sheet.
        alone: whether the member has no other open experiment, so that the id alone says it.
    """
    new = ""
    for name in _names(owner, sheet.experiment):
        there = {_experiment_of(path) for path in _files(folder, name)}
        if there == {(sheet.cohort, sheet.experiment)}:
            return name
        if there or (name == owner and not alone):
            continue
        new = new or name
        if name != owner:
            break
    return new


def is_written_in(path: Path, sheet: "Worksheet", today: date) -> bool:
    """Whether somebody has written in a sheet that is there. A page is for print alone.

    Args:
        path: one of the sheet's files.
        sheet: the sheet as it would be written now.
        today: the day on which it is read.
    """
    from peergroup_cli.commands.shared.taken_sheets import without_printed
    from peergroup_cli.storage.worksheet_file import read_worksheet

    if path.suffix == ENDINGS["html"]:
        return False
    said = without_printed(read_worksheet(path, today), sheet)
    added = [one for one in said.strange if not _CHANGES_WITH_THE_NOTES.match(one.text)]
    return bool(said.logs or not said.report.is_empty or said.remarks or added)


def _names(owner: str, experiment: str) -> Iterator[str]:
    yield owner
    yield f"{owner}-{experiment}"
    yield from (f"{owner}-{experiment}-{number}" for number in count(2))


def _files(folder: Path, name: str) -> list[Path]:
    paths = (folder / f"{name}{ending}" for ending in ENDINGS.values())
    return [path for path in paths if os.path.lexists(path)]


def _experiment_of(path: Path) -> tuple[str, str] | None:
    """The cohort and the experiment of a sheet; None where it is none that can be read."""
    from peergroup_cli.storage.durable import read_bytes
    from peergroup_cli.storage.worksheet_file import read_worksheet

    try:
        if path.suffix == ENDINGS["html"]:
            found = _ON_A_PAGE.search(read_bytes(path))
            return (found[1].decode(), found[2].decode()) if found else None
        sheet = read_worksheet(path, date.max)
    except (PeergroupError, UnicodeDecodeError):
        return None
    return sheet.cohort, sheet.experiment
