"""Members from text: a typed line, the fields of a form, or a list from a spreadsheet.

What is wrong is said by field and line; the text itself is never repeated.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.formation.rules import counted, folded, listed
from peergroup_cli.model.csv_rows import csv_rows
from peergroup_cli.model.people import Member
from peergroup_cli.model.record import free_slug, says_a_name
from peergroup_cli.model.time_zone import all_zones, zone_called

NEEDED = ("name", "role", "level", "unit")
OPTIONAL = ("email", "reports_to", "site", "time_zone")
FIELDS = (*NEEDED, *OPTIONAL)

LABELS = {
    "name": "the name",
    "role": "the role",
    "level": "the level of responsibility",
    "unit": "the part of the organisation",
    "email": "the e-mail",
    "reports_to": "whom they report to",
    "site": "the site",
    "time_zone": "the time zone",
}
LINE_FORM = "Name; role; level; unit[; e-mail; reports to; site; time zone]"

_OTHER_HEADERS = {
    "department": "unit",
    "part_of_the_organisation": "unit",
    "title": "role",
    "level_of_responsibility": "level",
    "manager": "reports_to",
    "e_mail": "email",
    "timezone": "time_zone",
}
_COLUMNS = f"needed: {', '.join(NEEDED)}; if wanted: {', '.join(OPTIONAL)}"
_MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Row:
    """One member's row in a list: its first line in the file, its fields, and cells too many."""

    line: int
    fields: dict[str, str]
    surplus: int


def member_from_line(text: str, taken_ids: set[str], joined: date) -> Member:
    """The member that a line of the form “Name; role; level; unit[; e-mail; …]” describes.

    Args:
        text: the line; later parts may be left out or left empty.
        taken_ids: ids that other members have.
        joined: the day on which the member joins.

    Raises:
        ValueError: a part is missing or cannot be used; the text says which.
    """
    parts = [part.strip() for part in text.split(";")]
    while parts and not parts[-1]:
        parts.pop()
    if len(parts) > len(FIELDS):
        raise ValueError(f"there are more than {len(FIELDS)} parts")
    return member_from_fields(dict(zip(FIELDS, parts, strict=False)), taken_ids, joined)


def members_from_lines(text: str, taken_ids: set[str], joined: date) -> list[Member]:
    """The members that lines of the form of `member_from_line` describe, a line each.

    Raises:
        ValueError: a line cannot be used; the text says which, where there are more.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    members: list[Member] = []
    taken = set(taken_ids)
    for number, line in enumerate(lines, start=1):
        try:
            members.append(member_from_line(line, taken, joined))
        except ValueError as error:
            problem = f"line {number}: {error}" if len(lines) > 1 else str(error)
            raise ValueError(problem) from None
        taken.add(members[-1].id)
    return members


def member_from_fields(fields: Mapping[str, str], taken_ids: set[str], joined: date) -> Member:
    """The member with these fields and the first free id for the name.

    Args:
        fields: a text for each of `FIELDS`; what is optional may be empty or left out.
        taken_ids: ids that other members have.
        joined: the day on which the member joins.

    Raises:
        ValueError: a field is missing or cannot be used; the text says which.
    """
    if missing := _missing(fields):
        raise ValueError(missing)
    made = free_slug(fields["name"], "member", taken_ids)
    return _named(_checked({**_stored(fields), "id": made, "joined": joined}))


def with_fields(member: Member, fields: Mapping[str, str]) -> Member:
    """The member with some fields changed; an empty text clears an optional one. The id stays.

    Raises:
        ValueError: a field is missing or cannot be used; the text says which.
    """
    if missing := _missing({**fields_of(member), **fields}):
        raise ValueError(missing)
    changed = {field: value for field, value in _stored(fields).items() if field in fields}
    new = _checked({**dict(member), **changed})
    # a name that was taken before is left as it is
    return new if new.name == member.name else _named(new)


def fields_of(member: Member) -> dict[str, str]:
    """The member's fields as texts, as they are typed; empty where nothing is known."""
    return {field: getattr(member, field) or "" for field in FIELDS}


def members_from_csv(text: str, joined: date, path: object = "the list") -> list[Member]:
    """The members in a list, one row each below a row with the names of the columns.

    Args:
        text: the file's text.
        joined: the day on which they join.
        path: the file, as an error should show it.

    Raises:
        UnreadableFile: it is no such list, or rows cannot be used; all of them are named.
    """
    members: list[Member] = []
    taken: set[str] = set()
    problems = []
    for row in rows_in_csv(text, path):
        try:
            members.append(_member_in(row, taken, joined))
            taken.add(members[-1].id)
        except ValueError as error:
            problems.append(f"line {row.line}: {error}")
    if problems:
        raise UnreadableFile(path, _at_most(problems))
    return members


def rows_in_csv(text: str, path: object = "the list") -> list[Row]:
    """The rows of a list that are not blank, by the names of its columns.

    Commas, semicolons or tabs stand between the cells, as the first line shows.

    Raises:
        UnreadableFile: a needed column is missing or there twice, or the quotes do not match.
    """
    records = _records(text, path)
    line, header = next(records, (1, []))
    if not header:
        raise UnreadableFile(path, ["is empty"], f"The first row names the columns: {_COLUMNS}.")
    columns = [_field_of(name) for name in header]
    if problems := _header_problems(columns):
        raise UnreadableFile(path, [f"line {line}: {problem}" for problem in problems])
    return [
        Row(
            line,
            {field: cell for field, cell in zip(columns, cells, strict=False) if field in FIELDS},
            sum(1 for cell in cells[len(columns) :] if cell),
        )
        for line, cells in records
    ]


def unused_columns(text: str) -> list[str]:
    """The names of the columns in a list's first row that no field is taken from."""
    _, header = next(_records(text, ""), (1, []))
    return [name for name in header if name and _field_of(name) not in FIELDS]


def sentences(error: ValidationError) -> list[str]:
    """What is wrong with a record, field by field, without the text that was given."""
    found = error.errors(include_input=False, include_url=False, include_context=False)
    return [
        f"{LABELS.get(str(problem['loc'][0]), problem['loc'][0]) if problem['loc'] else 'it'} "
        f"{problem['msg'].removeprefix('Value error, ')}"
        for problem in found
    ]


def _missing(fields: Mapping[str, str]) -> str:
    missing = [LABELS[field] for field in NEEDED if not fields.get(field, "").strip()]
    return f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing" if missing else ""


def _named(member: Member) -> Member:
    if not says_a_name(member.name):
        raise ValueError(f"{LABELS['name']} has no letter and no digit in it")
    return member


def _stored(fields: Mapping[str, str]) -> dict[str, str | None]:
    stored = {field: fields.get(field, "").strip() or None for field in FIELDS}
    if zone := stored["time_zone"]:
        # what is none is refused with the rest of the member
        stored["time_zone"] = zone_called(zone, all_zones()) or zone
    return stored


def _checked(values: Mapping[str, object]) -> Member:
    try:
        return Member.model_validate(values)
    except ValidationError as error:
        problem = "; ".join(sentences(error))
    raise ValueError(problem)


def _member_in(row: Row, taken: set[str], joined: date) -> Member:
    if row.surplus:
        raise ValueError("there are more cells than columns; quote a cell that holds a separator")
    return member_from_fields(row.fields, taken, joined)


def _at_most(problems: list[str]) -> list[str]:
    more = len(problems) - _MOST_PROBLEMS
    return (
        [*problems[:_MOST_PROBLEMS], f"and {counted(more, 'more line')}"] if more > 0 else problems
    )


def _records(text: str, path: object) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from csv_rows(text)
    except ValueError as error:
        problem = str(error)
    else:
        return
    raise UnreadableFile(path, [problem])


def _field_of(header: str) -> str:
    name = re.sub(r"\W+", "_", folded(header)).strip("_")
    return _OTHER_HEADERS.get(name, name)


def _header_problems(columns: list[str]) -> list[str]:
    missing = [field for field in NEEDED if field not in columns]
    twice = [field for field in FIELDS if columns.count(field) > 1]
    problems = [f"two columns hold {LABELS[field]}" for field in twice]
    if missing:
        problems.append(
            f"the first row names the columns, and {listed(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not among them "
            f"({_COLUMNS})"
        )
    return problems
