"""Cohorts and people for the tests of what happens after groups were formed."""

from datetime import date

from peergroup_cli.formation.person import Person
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.people import Member
from tests.formation.people import DAY


def a_cohort(name: str, *members: Member, formed: date = DAY, **fields: object) -> Cohort:
    """A cohort of these members; its id is the name in small letters where none is given."""
    given = {"format": 1, "id": name.lower(), "name": name, "theme": "Trust", "formed": formed}
    return Cohort.model_validate({**given, "members": members, **fields})


def a_person(name: str, unit: str = "", level: str = "lead", **fields: object) -> Person:
    """A person with this name; the id is the name in small letters where none is given."""
    given = {"id": name.lower(), "name": name, "level": level, "unit": unit or f"{name}'s unit"}
    return Person(**{**given, **fields})  # type: ignore[arg-type]


def words(text: str) -> frozenset[str]:
    """The words of a text, as a person has topics, slots and past groups."""
    return frozenset(text.split())
