"""What a record points at: the members and the records whose ids stand in it, and where."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import Practice
from peergroup_cli.model.record import Record

MEMBER_KEYS = frozenset(
    {"member", "partner", "facilitator", "scribe", "next_facilitator", "before", "who"}
)
RECORD_KEYS = frozenset({"grew_from", "to", "record", "experiment", "same_as"})

_COPIES = frozenset({"agenda", "material", "offered"})
"""What a meeting holds as it was shown: it points at nothing here."""


@dataclass(frozen=True)
class Pointer:
    """An id that stands in a record.

    Args:
        where: the way to it, such as `("lessons", 0, "grew_from")`.
        to: the id.
        what: what it should be the id of.
    """

    where: tuple[str | int, ...]
    to: str
    what: Literal["member", "record"]


def pointers(record: Record, where: tuple[str | int, ...] = ()) -> Iterator[Pointer]:
    """The ids of members and records that stand in a record and its rows."""
    for key, value in record:
        rows = value if isinstance(value, tuple) else (value,)
        for number, row in enumerate(rows):
            if isinstance(row, Record) and key not in _COPIES:
                place = (*where, key, number) if isinstance(value, tuple) else (*where, key)
                yield from pointers(row, place)
            elif isinstance(row, str) and row and key in MEMBER_KEYS:
                yield Pointer((*where, key), row, "member")
            elif isinstance(row, str) and row and key in RECORD_KEYS:
                yield Pointer((*where, key), row, "record")


def is_emptied(meeting: Meeting) -> bool:
    """Whether a meeting was emptied because of its age: links into it then lead nowhere."""
    return not (meeting.attendance or meeting.spans or meeting.facilitator)


def leading_nowhere(
    cohort: Cohort, meetings: Sequence[Meeting], practice: Practice, others: Container[str] = ()
) -> Iterator[tuple[Record, Pointer]]:
    """The ids in a cohort's records that are nobody's and nothing's, each with its record.

    Args:
        cohort: its members are known.
        meetings: all of its meetings; what they noted is known.
        practice: what was told between them.
        others: the whole names of records of other cohorts, such as `south/m2-strategy-3`.
    """
    members = {member.id for member in cohort.members}
    known = {record.id for meeting in meetings for record in meeting.captured}
    emptied = tuple(f"m{meeting.number}-" for meeting in meetings if is_emptied(meeting))
    for record in (cohort, *meetings, practice):
        for one in pointers(record):
            if one.what == "member":
                found = one.to in members
            else:
                found = one.to in known or one.to in others or one.to.startswith(emptied)
            if not found:
                yield record, one
