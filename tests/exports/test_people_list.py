"""The list back as a file: for people, in a spreadsheet that must not compute."""

import csv
import io
from pathlib import Path

import pytest

from peergroup_cli.exports.people_list import HEADER, people_csv
from peergroup_cli.formation.forming import Formation, Group
from peergroup_cli.formation.person import Person

GOLDEN = Path(__file__).parent / "golden"

BOTH = frozenset({"Tue 14:00", "Mon AM"})
PEOPLE = [
    Person("E1", "Zoë Lund", "Führung", "Law; Audit", "zoe@example.org", "Lyon", slots=BOTH),
    Person("E2", "=HYPERLINK(1)", "Führung", "@unit", slots=BOTH | {"Wed"}),
    Person("E3", 'Ada "A." Brook, Dr', "Führung", "-1+1", site="+site", slots=BOTH),
    Person("E4", "Bo", "chief", "Board"),
]
FORMATION = Formation(
    (Group("g001", "Führung", ("E1", "E2", "E3")), Group("g002", "chief", ("E4",))), (), ()
)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_list_is_the_golden_file_byte_for_byte() -> None:
    written = people_csv(FORMATION, PEOPLE, {"g001": "=Elm"}).encode()

    assert written == (GOLDEN / "people.csv").read_bytes()


def test_everybody_is_there_once_by_group_and_name() -> None:
    header, *found = rows(people_csv(FORMATION, PEOPLE[::-1], {}))

    assert tuple(header) == HEADER
    assert [(row[0], row[2]) for row in found] == [
        ("g001", "'=HYPERLINK(1)"),
        ("g001", 'Ada "A." Brook, Dr'),
        ("g001", "Zoë Lund"),
        ("g002", "Bo"),
    ]


def test_only_what_all_have_is_the_common_slot() -> None:
    slots = [row[-1] for row in rows(people_csv(FORMATION, PEOPLE, {}))[1:]]

    assert slots == ["Mon AM; Tue 14:00"] * 3 + [""]


def test_a_group_that_became_no_cohort_has_none() -> None:
    found = rows(people_csv(FORMATION, PEOPLE, {"g001": "Elm"}))[1:]

    assert [row[1] for row in found] == ["Elm", "Elm", "Elm", ""]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(1)", "\uff1d1+1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    person = Person("E1", text, text, text, text, text, slots=frozenset({text}))
    formation = Formation((Group("g001", text, ("E1",)),), (), ())

    _, row = rows(people_csv(formation, [person], {"g001": text}))

    assert row[1:] == [f"'{text}"] * 7
