"""Notes as CSV in long form: one row an entry, and no cell that a spreadsheet computes."""

import csv
import io

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.notes_table import HEADS, table_of, without_formulas
from peergroup_cli.model.cohort import Cohort


def render(cohort: Cohort, release: Release) -> str:
    """The entries of a release as CSV, with a row of heads; all cells are quoted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADS)
    for row in table_of(cohort, release):
        writer.writerow(map(without_formulas, row))
    return text.getvalue()
