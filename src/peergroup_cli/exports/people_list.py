"""The coordinator's list back as a file, to be passed on: everybody with their group."""

import csv
import io
from collections.abc import Mapping, Sequence

from peergroup_cli.exports.cells import defused
from peergroup_cli.formation.cohorts import people_of
from peergroup_cli.formation.forming import Formation
from peergroup_cli.formation.person import Person

HEADER = ("group_id", "cohort", "name", "email", "level", "unit", "site", "slot")


def people_csv(formation: Formation, people: Sequence[Person], cohorts: Mapping[str, str]) -> str:
    """A row for each person, group by group, by name.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.

    Args:
        formation: the groups.
        people: the list that they were formed from.
        cohorts: what the cohort of a group is called, by the group's id; a group that became none
            is not there.
    """
    by_id = {person.id: person for person in people}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for group in formation.groups:
        found = people_of(group, by_id)
        slots = "; ".join(sorted(frozenset.intersection(*(one.slots for one in found))))
        for one in found:
            cells = (one.name, one.email, one.level, one.unit, one.site, slots)
            row = (group.id, cohorts.get(group.id, ""), *cells)
            writer.writerow(defused(cell) for cell in row)
    return text.getvalue()
