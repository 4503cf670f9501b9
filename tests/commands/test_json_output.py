"""What other programs read: nothing but JSON on standard output, and names as they are."""

import json
from pathlib import Path

import pytest

from tests.commands.peergroup import MEMBERS, Peergroup
from tests.commands.rosters import HEADER, file, members_in, people
from tests.commands.rosters import formed as formed_from

HOSTILE = 'Zoë "[red]" =1+1; counsel; Manager; Law'


def people_of(program: Peergroup, cohort: str) -> list[str]:
    record = json.loads(program.done("show-cohort", cohort, "--json"))
    return [member["name"] for member in record["members"]]


@pytest.mark.usefixtures("here")
def test_groups_of_hostile_names_are_json_with_ids_as_they_are() -> None:
    rows = [('=A"1', "\u202eEve\u202c", "he\\ad", "Law"), *people(5, "he\\ad")]

    found = formed_from("form-cohorts", file(Path("list.csv"), rows, HEADER))

    assert members_in(found) == [['=A"1', "E01", "E02", "E03", "E04", "E05"]]
    assert found["groups"][0]["level"] == "he\\ad"


def test_a_place_is_json_with_why_and_no_place_is_null(peergroup: Peergroup) -> None:
    peergroup.form()

    done = peergroup("place", HOSTILE, "Yan; head; Director; IT", "--json")

    assert done.exit_code == 14
    found = json.loads(done.stdout)
    assert found == {
        "proven": True,
        "places": [
            {
                "name": 'Zoë "[red]" =1+1',
                "cohort": "north",
                "why": ["5 members then", "nobody else from the same part of the organisation"],
            },
            {"name": "Yan", "cohort": None, "why": ["no cohort has the level “Director”"]},
        ],
    }
    assert len(people_of(peergroup, "north")) == 4


def test_findings_are_json_with_the_reason_where_there_is_one(peergroup: Peergroup) -> None:
    peergroup.form()
    peergroup.form("South", (MEMBERS[2], "Eve; Lead; Manager; Service"))
    peergroup("add-member", "south", "Fay; Lead; Manager; Service", "--override", "She asked")

    done = peergroup("check-cohorts", "--json")

    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert (found["cohorts"], found["not_kept"]) == (2, 0)
    assert [(row["rule"], row["cohorts"]) for row in found["findings"]] == [
        ("size", ["south"]),
        ("different-units", ["south"]),
        ("one-cohort", ["north", "south"]),
    ]
    assert [row["reason"] for row in found["findings"]] == ["", "She asked", ""]


def test_regrouping_loses_nobody_of_two_who_are_called_the_same(peergroup: Peergroup) -> None:
    twins = ("Ada; Lead; Manager; Service", "Ada; Lead; Manager; IT")
    peergroup.form("North", (*twins, *MEMBERS[1:]))

    found = formed_from("regroup", program=peergroup)

    assert members_in(found) == [["ada", "ada-2", "bo-lind", "cleo-hart", "dov-marsh"]]
    assert json.loads(peergroup.done("check-cohorts", "--json"))["findings"] == []
