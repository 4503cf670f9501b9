"""Members for the tests of formation."""

from datetime import date

from peergroup_cli.model.cohort import Override
from peergroup_cli.model.people import Member

DAY = date(2026, 11, 24)


def someone(name: str, level: str = "head of unit", unit: str = "", **fields: object) -> Member:
    """A member with this name; the part of the organisation is their own where none is given."""
    values = {
        "id": name.lower(),
        "name": name,
        "role": "a role",
        "level": level,
        "unit": unit or f"{name}'s unit",
        "joined": DAY,
    }
    return Member.model_validate({**values, **fields})


def excused(rule: str, *who: str) -> Override:
    """A written reason."""
    values = {"rule": rule, "who": who, "reason": "agreed by all", "on": DAY}
    return Override.model_validate(values)
