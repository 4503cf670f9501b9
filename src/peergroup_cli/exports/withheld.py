"""What an export left out, in words: how many, of which class, and why."""

from collections.abc import Iterator, Mapping

PRIVATE_NOTE = "private note"
OBJECTION = "objection"
EARLY_REPORT = "early report"
DROPPED = "dropped"
NO_YES = "no yes"
THEME = "theme"
TOO_FEW = "too few"

_LEFT_OUT: dict[str, tuple[str, str, str]] = {
    "room": ("entry of class “room”", "entries of class “room”", "said for the room alone"),
    "member": ("entry of class “member”", "entries of class “member”", "for that member alone"),
    "group": ("entry of class “group”", "entries of class “group”", "for the group alone"),
    "organisation": (
        "entry of class “organisation”",
        "entries of class “organisation”",
        "in the minutes of the group",
    ),
    NO_YES: (
        "entry of class “organisation”",
        "entries of class “organisation”",
        "no lesson with its owner's dated yes",
    ),
    PRIVATE_NOTE: ("private note", "private notes", "for the facilitator alone"),
    OBJECTION: (
        "objection to the guidelines",
        "objections to the guidelines",
        "between that member and the group",
    ),
    EARLY_REPORT: ("early report", "early reports", "to be heard in a meeting first"),
    DROPPED: (
        "reason for dropping an experiment",
        "reasons for dropping an experiment",
        "in no export at all",
    ),
    THEME: ("challenge", "challenges", "no text of a challenge leaves the group"),
    TOO_FEW: ("number", "numbers", "fewer than five people behind such a number"),
}
"""By the key under which it is counted: one, many, and why."""


def withheld_reasons(withheld: Mapping[str, int]) -> tuple[str, ...]:
    """What was left out, one part for each class and reason; none where nothing was."""
    return tuple(_reasons(withheld))


def withheld_sentence(withheld: Mapping[str, int], of: str = "these notes") -> str:
    """One sentence that says what was left out of something and why, by class."""
    parts = withheld_reasons(withheld)
    return f"Left out of {of}: {', '.join(parts)}." if parts else "Nothing was left out."


def _reasons(withheld: Mapping[str, int]) -> Iterator[str]:
    for key, (one, many, why) in _LEFT_OUT.items():
        if number := withheld.get(key, 0):
            yield f"{number} {one if number == 1 else many} ({why})"
