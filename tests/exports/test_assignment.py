"""Groups as files: for a spreadsheet, which must not compute, and for programs."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peergroup_cli.exports.assignment import assignment_csv, formation_as_json
from peergroup_cli.formation.forming import Figure, Formation, Group
from peergroup_cli.formation.wishes import COUNTED

GOLDEN = Path(__file__).parent / "golden"

FORMATION = Formation(
    (
        Group("g001", "chief", ("=SUM(A1)", "E,7", "-12")),
        Group("g002", "Führung", ("+e", "@ref", "Zoë", 'say "hi"', "+4,5")),
    ),
    (
        Figure("slot", 1, 1, COUNTED["slot"], ("-12", "=SUM(A1)", "E,7")),
        Figure("unit", 2, 1, COUNTED["unit"], ("+e", "@ref"), "every group has a slot"),
        Figure("site", 0, 0, COUNTED["site"], asked=False),
    ),
    ("chief",),
)


def formed(*ids: str) -> Formation:
    return Formation((Group("g001", "lead", ids),), (), ())


def test_the_assignment_is_the_golden_file_byte_for_byte() -> None:
    written = assignment_csv(FORMATION).encode()

    assert written == (GOLDEN / "assignment.csv").read_bytes()


def test_the_json_is_the_golden_file_byte_for_byte() -> None:
    written = json.dumps(formation_as_json(FORMATION), ensure_ascii=False, indent=2) + "\n"

    assert written.encode() == (GOLDEN / "formation.json").read_bytes()


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1"]
)
def test_no_id_becomes_a_formula(text: str) -> None:
    assert f"'{text}" in assignment_csv(formed(text))


@pytest.mark.parametrize("text", ["-5", "+47", "12", "-1.5", "E-1", "a=b", "4,2"])
def test_an_id_that_is_a_number_or_begins_with_a_letter_stays_as_it_is(text: str) -> None:
    (_, row) = csv.reader(io.StringIO(assignment_csv(formed(text)), newline=""))

    assert row == [text, "g001"]


IDS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip)
    | st.sampled_from(["=A1", "-1-1", "+1+1", "@x", '"', ",", "\uff1d1"]),
    unique=True,
    max_size=8,
)


@settings(derandomize=True)
@given(IDS)
@example(["+1", "+1+1", "-"])
def test_every_id_comes_back_and_none_computes(ids: list[str]) -> None:
    text = assignment_csv(formed(*ids))

    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert header == ["person_id", "group_id"]
    cells = [cell for cell, _ in rows]
    for cell in cells:
        number = cell.lstrip("+-").replace(".", "", 1).replace(",", "", 1).isdigit()
        assert number or not cell.startswith(tuple("=+-@\uff1d"))
    assert [cell if cell in ids else cell.removeprefix("'") for cell in cells] == sorted(ids)


def test_rows_stand_in_the_order_of_ids_in_whatever_group_they_are() -> None:
    one = Formation((Group("g1", "a", ("p1", "p4")), Group("g2", "b", ("p2", "p3"))), (), ())

    assert [line.split(",")[0] for line in assignment_csv(one).splitlines()[1:]] == [
        "p1",
        "p2",
        "p3",
        "p4",
    ]


def test_nobody_is_a_header_alone() -> None:
    assert assignment_csv(Formation((), (), ())) == "person_id,group_id\n"
    assert formation_as_json(Formation((), (), ())) == {
        "groups": [],
        "figures": [],
        "levels_too_small": [],
    }
