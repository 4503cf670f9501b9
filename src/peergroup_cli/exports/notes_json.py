"""Notes as JSON for other programs; `docs/notes.schema.json` says what is in it.

Texts are as they were typed: characters that could steer a screen are written in JSON's own way,
as `\\u202e`, and a reader gets them back.
"""

import json
import re
import unicodedata
from datetime import date
from typing import Any, Literal

from pydantic import Field

from peergroup_cli.exports.audience import Notes, Release, withheld_sentence
from peergroup_cli.exports.rows import Published, Row, rows_of
from peergroup_cli.model.cohort import Cohort

SCHEMA = "https://json-schema.org/draft/2020-12/schema"

_UNSEEN = re.compile(r"[^\x20-\x7e\n]")


class Person(Published):
    """A member of the cohort."""

    id: str = Field(description="The id by which entries name the member.")
    name: str
    role: str
    unit: str
    left: date | None = Field(None, description="The day on which the member left, if so.")


class Attending(Published):
    """Whether a member took part in a meeting."""

    member: str = Field(description="The id of the member.")
    presence: str = Field(description="present, late, left or absent.")


class Agreed(Published):
    """The operating guidelines as a meeting left them; their lines are among the entries."""

    version: int
    agreed: date | None = None
    review: date | None = Field(None, description="The day on which they are to be reviewed.")
    consenting: int = Field(0, description="How many can live with them.")
    asked: int = Field(0, description="How many were asked; 0 where nobody was.")


class Held(Published):
    """A meeting and its entries."""

    number: int
    held_on: date
    agenda: str = Field(description="The title of the agenda.")
    state: str = Field(description="open, finished or cut-short.")
    facilitator: str = Field("", description="The id of the member.")
    scribe: str = Field("", description="The id of the member.")
    next_facilitator: str = Field("", description="The id of the member.")
    next_date: date | None = None
    attendance: tuple[Attending, ...] = ()
    not_held: tuple[str, ...] = Field((), description="Titles of steps that left no trace.")
    guidelines: Agreed | None = None
    entries: tuple[Row, ...] = ()


class NotesFile(Published):
    """Notes of a peer learning group, for one audience. Keys with nothing to say are left out."""

    format: Literal[1] = Field(description="The version of this format.")
    cohort: str = Field(description="The id of the cohort.")
    name: str
    theme: str
    organisation: str = ""
    reader: str = Field("", description="The id of the member whose packet it is; else empty.")
    audience: str = Field(description="Who reads: members, or member for a packet of one's own.")
    members: tuple[Person, ...] = ()
    meetings: tuple[Held, ...] = ()
    withheld: dict[str, int] = Field(
        default_factory=dict, description="How much was left out, by class or kind."
    )
    left_out: str = Field(description="The same in a sentence.")


def render(cohort: Cohort, release: Release) -> str:
    """The notes of a release as JSON."""
    return _written(_file(cohort, release).model_dump(mode="json", exclude_defaults=True))


def schema() -> str:
    """The JSON Schema of this format, as it is published."""
    return _written({"$schema": SCHEMA, **NotesFile.model_json_schema()})


def _written(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # all that can be unseen here is in a string, where JSON's own escapes may stand
    return _UNSEEN.sub(_visible, text) + "\n"


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    # tags and their like too, but not what joins emoji
    if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Zl", "Zp") and character != "\u200d":
        return json.dumps(character)[1:-1]
    return character


def _file(cohort: Cohort, release: Release) -> NotesFile:
    return NotesFile(
        format=1,
        cohort=cohort.id,
        name=cohort.name,
        theme=cohort.theme,
        organisation=cohort.organisation or "",
        reader=release.audience.member or "",
        audience=release.audience.kind,
        members=tuple(
            Person(id=one.id, name=one.name, role=one.role, unit=one.unit, left=one.left)
            for one in cohort.members
        ),
        meetings=tuple(_held(cohort, release, notes) for notes in release.notes),
        withheld={key: number for key, number in sorted(release.withheld.items()) if number},
        left_out=withheld_sentence(release.withheld),
    )


def _held(cohort: Cohort, release: Release, notes: Notes) -> Held:
    meeting = notes.meeting
    return Held(
        number=meeting.number,
        held_on=meeting.held_on,
        agenda=meeting.agenda.title,
        state=meeting.state,
        facilitator=meeting.facilitator or "",
        scribe=meeting.scribe or "",
        next_facilitator=meeting.next_facilitator or "",
        next_date=meeting.next_date,
        attendance=tuple(
            Attending(member=one.member, presence=one.presence) for one in meeting.attendance
        ),
        not_held=tuple(segment.title for segment in notes.not_held),
        guidelines=_agreed(notes),
        entries=rows_of(cohort, release, notes),
    )


def _agreed(notes: Notes) -> Agreed | None:
    guidelines = notes.meeting.guidelines
    if guidelines is None:
        return None
    return Agreed(
        version=guidelines.version,
        agreed=guidelines.agreed,
        review=guidelines.review,
        consenting=notes.consenting,
        asked=notes.asked,
    )
