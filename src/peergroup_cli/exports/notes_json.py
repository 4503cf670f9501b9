"""Notes as JSON for other programs; `docs/notes.schema.json` says what is in it.

Texts are as they were typed: characters that could steer a screen are written in JSON's own way,
as `\\u202e`, and a reader gets them back.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from textwrap import indent
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from peergroup_cli.exports.audience import Notes, Release, withheld_sentence
from peergroup_cli.exports.rows import Published, Row, rows_of
from peergroup_cli.model.cohort import Cohort

if TYPE_CHECKING:
    from peergroup_cli.exports.sponsor import SponsorSheet
    from peergroup_cli.model.worksheet import Worksheet

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
    not_held: tuple[str, ...] = Field((), description="Titles of segments that left no trace.")
    guidelines: Agreed | None = None
    entries: tuple[Row, ...] = ()


class ToPractise(Published):
    """The worksheet of an experiment that is open, in a packet."""

    experiment: str = Field(description="The id of the experiment.")
    plan: str
    obstacle: str = ""
    sign: str = ""
    by: date | None = None
    partners: tuple[str, ...] = Field((), description="The names of the practice partners.")
    tips: tuple[str, ...] = ()


class Figure(Published):
    """A number on the sponsor's sheet."""

    what: str
    number: int | None = Field(
        None, description="Left out where fewer than five people stand behind it."
    )


class Told(Published):
    """A lesson on the sponsor's sheet, in the words that its owner has released."""

    id: str
    role: str = Field(description="The role of its owner, in place of the name.")
    on: date = Field(description="The day on which it was told.")
    released: date = Field(description="The day of its owner's yes.")
    verdict: str
    insight: str
    conditions: str = ""
    strategy: str = ""
    cause: str = ""


class ForSponsor(Published):
    """The sponsor's sheet."""

    meetings: int = Field(description="How many were held.")
    numbers: tuple[Figure, ...] = ()
    lessons: tuple[Told, ...] = ()


class NotesFile(Published):
    """Notes of a peer learning group, for one audience. Keys with nothing to say are left out."""

    format: Literal[1] = Field(description="The version of this format.")
    cohort: str = Field(description="The id of the cohort.")
    name: str
    theme: str = Field("", description="Not there for a sponsor.")
    organisation: str = ""
    reader: str = Field("", description="The id of the member whose packet it is; else empty.")
    audience: str = Field(
        description="Who reads: members, facilitator, sponsor, or member for a packet of one's own."
    )
    members: tuple[Person, ...] = ()
    meetings: tuple[Held, ...] = ()
    worksheets: tuple[ToPractise, ...] = Field((), description="In a packet.")
    sheet: ForSponsor | None = Field(None, description="All that a sponsor reads.")
    withheld: dict[str, int] = Field(
        default_factory=dict, description="How much was left out, by class or kind."
    )
    left_out: str = Field(description="The same in a sentence.")


def pieces(cohort: Cohort, release: Release) -> Iterator[str]:
    """The notes of a release as JSON, meeting by meeting."""
    whole = _dumped(_file(cohort, release))
    if release.sheet or not release.notes:
        yield _written(whole)
        return
    keys = [key for key in NotesFile.model_fields if key in whole]
    place = list(NotesFile.model_fields).index("meetings")
    before = {key: whole[key] for key in keys if key in list(NotesFile.model_fields)[:place]}
    after = {key: whole[key] for key in keys if key not in before}
    yield _written(before).removesuffix("\n}\n") + ',\n  "meetings": [\n'
    for number, notes in enumerate(release.notes):
        held = _written(_dumped(_held(cohort, release, notes))).rstrip("\n")
        yield (",\n" if number else "") + indent(held, "    ")
    yield "\n  ],\n" + _written(after).removeprefix("{\n")


def schema() -> str:
    """The JSON Schema of this format, as it is published."""
    return _written({"$schema": SCHEMA, **NotesFile.model_json_schema()})


def _dumped(part: Published) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


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
        theme="" if release.sheet else cohort.theme,
        organisation=cohort.organisation or "",
        reader=release.audience.member or "",
        audience=release.audience.kind,
        members=tuple(
            Person(id=one.id, name=one.name, role=one.role, unit=one.unit, left=one.left)
            for one in (() if release.sheet else cohort.members)
        ),
        sheet=_sheet(release.sheet) if release.sheet else None,
        worksheets=tuple(map(_worksheet, release.worksheets)),
        withheld={key: number for key, number in sorted(release.withheld.items()) if number},
        left_out=withheld_sentence(release.withheld),
    )


def _worksheet(sheet: "Worksheet") -> ToPractise:
    return ToPractise(
        experiment=sheet.experiment,
        plan=sheet.plan,
        obstacle=sheet.obstacle,
        sign=sheet.sign,
        by=sheet.by,
        partners=sheet.partners,
        tips=sheet.tips,
    )


def _sheet(sheet: "SponsorSheet") -> ForSponsor:
    return ForSponsor(
        meetings=sheet.meetings,
        numbers=tuple(Figure(what=one.what, number=one.number) for one in sheet.counts),
        lessons=tuple(Told(**vars(one)) for one in sheet.lessons),
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
