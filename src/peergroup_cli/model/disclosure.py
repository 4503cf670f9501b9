"""Who may read what: every captured entry has one class, and the strictest is the default."""

from typing import Literal

Disclosure = Literal["room", "member", "group", "organisation"]

WIDENING: tuple[Disclosure, ...] = ("room", "member", "group", "organisation")
"""The classes from the strictest to the widest."""

MEANING: dict[Disclosure, str] = {
    "room": "stays in the room: leaves the workspace in nothing, ever",
    "member": "that member's own: leaves only in the member's own notes",
    "group": "the group's: leaves in the group's minutes",
    "organisation": "the organisation's: other groups and the sponsor may read it, without names",
}


def is_wider(new: Disclosure, old: Disclosure) -> bool:
    """Whether the new class lets more people read than the old one: then its owner must say yes."""
    return WIDENING.index(new) > WIDENING.index(old)
