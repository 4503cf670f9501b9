"""The sponsor's sheet as one table, for CSV and XLSX: a row for each number and each lesson."""

from collections.abc import Iterator

from peergroup_cli.exports.document import shown
from peergroup_cli.exports.sponsor import SponsorSheet

SPONSOR_HEADS = (
    "kind",
    "id",
    "role",
    "text",
    "number",
    "conditions",
    "strategy",
    "cause",
    "verdict",
    "told",
    "released",
)
"""The titles of the columns. `text` is what is counted, or the insight of a lesson."""

WITHHELD = "withheld"
"""What stands for a number behind which there are too few people."""


def sponsor_rows(sheet: SponsorSheet) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet, in the order in which it is read."""
    rest = ("",) * 6
    yield ("count", "", "", "meetings held", str(sheet.meetings), *rest)
    for count in sheet.counts:
        number = WITHHELD if count.number is None else str(count.number)
        yield ("count", "", "", count.what, number, *rest)
    for one in sheet.lessons:
        words = (one.role, one.insight, "", one.conditions, one.strategy, one.cause, one.verdict)
        yield ("lesson", one.id, *map(shown, words), str(one.on), str(one.released))
