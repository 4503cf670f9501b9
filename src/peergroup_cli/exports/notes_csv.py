"""Notes as CSV in long form: one row an entry, and no cell that a spreadsheet computes."""

import csv
import io
from collections.abc import Iterable, Iterator

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.notes_table import heads_of, table_of, without_formulas
from peergroup_cli.model.cohort import Cohort


def pieces(cohort: Cohort, release: Release) -> Iterator[str]:
    """The entries of a release as CSV, row by row, with a row of heads; all cells are quoted."""
    yield _line(heads_of(release))
    for row in table_of(cohort, release):
        yield _line(map(without_formulas, row))


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(cells)
    return text.getvalue()
