"""Groups as files: who is in which group, for a spreadsheet or another program."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from peergroup_cli.exports.cells import defused
from peergroup_cli.formation.certificate import as_figure
from peergroup_cli.formation.forming import Formation
from peergroup_cli.formation.person import Person


def assignment_csv(formation: Formation) -> str:
    """A row for each person, by id: `person_id,group_id`.

    An id that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    group_of = {one: group.id for group in formation.groups for one in group.members}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("person_id", "group_id"))
    writer.writerows((defused(one), group_of[one]) for one in sorted(group_of))
    return text.getvalue()


def formation_as_json(formation: Formation, people: Sequence[Person] = ()) -> dict[str, Any]:
    """The groups, and how well each wish is met, ready for JSON.

    Args:
        formation: the groups.
        people: those whose names stand beside the ids of who pays.
    """
    names = {person.id: person.name for person in people}
    return {
        "groups": [
            {"id": group.id, "level": group.level, "members": list(group.members)}
            for group in formation.groups
        ],
        "figures": [
            {
                **as_figure(figure),
                "people_who_pay": list(figure.payers),
                **({"names_who_pay": [names[one] for one in figure.payers]} if names else {}),
            }
            for figure in formation.figures
        ],
        "levels_too_small": list(formation.small_levels),
    }
