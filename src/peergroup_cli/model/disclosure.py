"""Who may read what: every captured entry has one class, and the strictest is the default."""

from typing import Literal

Disclosure = Literal["room", "member", "group", "organisation"]

WIDENING: tuple[Disclosure, ...] = ("room", "member", "group", "organisation")
"""The classes from the strictest to the widest."""

MEANING: dict[Disclosure, str] = {
    "room": "for the room alone; leaves the workspace in nothing, ever",
    "member": "for that member alone; leaves only in the member's own notes",
    "group": "for the group; leaves in the group's minutes",
    "organisation": "for the organisation; others may read it, without names",
}


def is_wider(new: Disclosure, old: Disclosure) -> bool:
    """Whether the new class lets more people read than the old one: then its owner must say yes."""
    return WIDENING.index(new) > WIDENING.index(old)
