"""A person on a coordinator's list, and the rules between two of them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a roster: only what forming groups needs.

    Args:
        id: names the person in the roster; two people never share it.
        name: as it is shown.
        level: the level of responsibility: a group has one.
        unit: the part of the organisation: a group wants different ones.
        email: where the list gives one.
        site: where the person works.
        reports_to: the id of their manager, where that is a person of the list.
        topics: challenges that the person would work on.
        slots: times at which the person can meet.
        past_groups: groups in which the person was before.
        time_zone: such as Europe/Paris.
        role: what the person does, where the list says it.
    """

    id: str
    name: str
    level: str
    unit: str
    email: str = ""
    site: str = ""
    reports_to: str = ""
    topics: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    past_groups: frozenset[str] = frozenset()
    time_zone: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class PairRule:
    """Two people, by id, who must not be in one group, or must be."""

    kind: Literal["apart", "together"]
    a: str
    b: str
