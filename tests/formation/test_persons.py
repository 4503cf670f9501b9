import csv
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.formation.columns import mapping
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.persons import Roster, persons


def roster(header: str, *rows: str, delimiter: str = ",", **given: str) -> Roster:
    """The roster in these lines; a bar is no delimiter, so that it can stand in lists."""
    lines = list(csv.reader([header, *rows], delimiter=delimiter))
    columns = mapping(lines[0], given)
    assert columns.problems == ()
    return persons(enumerate(lines[1:], start=2), columns, delimiter=delimiter)


def only(found: Roster) -> Person:
    assert found.problems == ()
    (person,) = found.people
    return person


HEADER = "id,name,email,level,unit,site,reports_to,topics,slots,past_groups,time_zone"


def reasons(found: Roster) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in found.problems]


def test_a_row_is_a_person() -> None:
    found = roster(
        HEADER,
        "E2,Ada Brook,ada@x.org,L3,Claims,Lyon,,Change; Hiring,Mon AM|tue 14:00,G1,Europe/Paris",
    )
    assert only(found) == Person(
        id="E2",
        name="Ada Brook",
        email="ada@x.org",
        level="L3",
        unit="Claims",
        site="Lyon",
        topics=frozenset({"Change", "Hiring"}),
        slots=frozenset({"Mon AM", "tue 14:00"}),
        past_groups=frozenset({"G1"}),
        time_zone="Europe/Paris",
    )


def test_only_name_level_and_unit_are_needed() -> None:
    person = only(roster("unit,name,level,shoe size", " Claims , Ada ,L3,38"))
    assert person == Person(id="ada", name="Ada", level="L3", unit="Claims")


def test_a_role_is_kept_and_two_columns_for_it_are_no_problem() -> None:
    assert only(roster("name,level,unit,Job Title", "Ada,L,U,Head of claims")).role == (
        "Head of claims"
    )
    assert only(roster("name,level,unit,Job Title,Position", "Ada,L,U,Head,Lead")).role == ""


def test_a_list_may_name_its_slots_in_its_own_way() -> None:
    found = roster("name,level,unit,slots", "Ada,L,U,S1;early shift", "Ben,L,U,s1;Mon AM")
    assert [sorted(person.slots) for person in found.people] == [
        ["S1", "early shift"],
        ["Mon AM", "S1"],
    ]


def test_an_hour_that_no_day_has_is_a_slip_and_not_a_name() -> None:
    found = roster("name,level,unit,slots", "Ada,L,U,Mon 25:00", "Ben,L,U,Mon 61:00")
    assert [line for line, _ in reasons(found)] == [2, 3]


def test_people_are_sorted_by_id() -> None:
    found = roster("id,name,level,unit", "b,Ada,l,u", "a,Ben,l,u")
    assert [person.id for person in found.people] == ["a", "b"]


def test_a_name_is_joined_from_two_columns() -> None:
    found = roster("Nachname;Vorname;Ebene;Bereich", " Brook ;Ada;L;U", ";Ben;L;U", delimiter=";")
    assert [(person.id, person.name) for person in found.people] == [
        ("ada-brook", "Ada Brook"),
        ("ben", "Ben"),
    ]


def test_without_ids_they_are_made_from_the_names() -> None:
    rows = ("Ada,l,u", "Ada,l,v", "Ada 2,l,w", "Ada,,x", "ada,l,y", "שלום,l,z")
    found = roster("name,level,unit", *rows)
    units = {person.id: person.unit for person in found.people}
    assert units == {"ada": "u", "ada-2": "v", "ada-2-2": "w", "ada-4": "y", "person": "z"}


def test_spellings_of_one_word_are_one_and_the_first_is_shown() -> None:
    found = roster(
        "name,level,unit,site,topics",
        "Ada,Head of  Unit,Claims,LYON,Conflict;conflict ",
        "Ben,head of unit,CLAIMS,Lyon,CONFLICT",
    )
    ada, ben = found.people
    assert (ada.level, ada.unit, ada.site, ada.topics) == (
        ben.level,
        ben.unit,
        ben.site,
        ben.topics,
    )
    assert (ben.level, ben.unit, ben.topics) == ("Head of Unit", "Claims", frozenset({"Conflict"}))


def test_commas_part_topics_where_they_do_not_part_cells() -> None:
    comma = roster("name,level,unit,topics", 'Ada,l,u,"a, b|c"')
    semicolon = roster("name;level;unit;topics", "Ada;l;u;a, b|c", delimiter=";")
    assert only(comma).topics == {"a, b", "c"}
    assert only(semicolon).topics == {"a", "b", "c"}


def test_commas_always_part_slots() -> None:
    found = roster("name,level,unit,slots", 'Ada,l,u,"Mon AM, Tue PM;;wed|"')
    assert only(found).slots == {"Mon AM", "Tue PM", "wed"}


def test_a_time_zone_is_known_however_its_letters_are_written() -> None:
    assert only(roster("name,level,unit,time_zone", "Ada,l,u,asia/KOLKATA")).time_zone == (
        "Asia/Kolkata"
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,Ada,,L,U,,,,,,kolkata", "the time zone is not a time zone such as Asia/Kolkata"),
        ("1,,,L,U,,,,,,", "the name is missing"),
        ("1,?,,L,U,,,,,,", "the name has no letter and no digit in it"),
        ("1,Ada,,,U,,,,,,", "the level of responsibility is missing"),
        (
            "1,Ada,, , ,,,,,,",
            "the level of responsibility and the part of the organisation are missing",
        ),
        (",Ada,,L,U,,,,,,", "the id is missing"),
        ("1,Ada,nowhere,L,U,,,,,,", "the e-mail is not an e-mail address"),
        ("1,Ada,,L,U,,,,,,Mars/Crater", "the time zone is not a time zone such as Europe/Paris"),
        ("1,Ada,,L,U,,,,,,../../x", "the time zone is not a time zone such as Europe/Paris"),
        (
            "1,Ada,,L,U,,,,Mon AM;whenever,,",
            "entry 2 of the slots is no slot such as Mon AM, Tue 14:00 or Wed 09-11",
        ),
        ("1,Ada,,L,U,,,,Mon 11-09,,", "entry 1 of the slots ends before it begins"),
        ("1,Ada,,L,U,,,,Mon 25,,", "entry 1 of the slots has an hour that no day has"),
        (f"1,{'x' * 201},,L,U,,,,,,", "the name is longer than 200 characters"),
        (f"1,Ada,,L,U,,,{'x;' * 2001},,,", "the topics is longer than 4,000 characters"),
        (f"1,Ada,,L,U,,,{'x' * 201},,,", "entry 1 of the topics is longer than 200 characters"),
        ("1,A\x1b[1mda,,L,U,,,,,,", "the name holds a line break or a control character"),
        ("1,Ada,\x00,L,U,,,,,,", "the e-mail holds a line break or a control character"),
        ("1,Ada,,L,\ud800,,,,,,", "the part of the organisation holds bytes that are not valid"),
        ("1,Ada,,L,U,,,,,", "the row has 10 cells, and the first row has 11"),
        ("1,Ada,,L,U,,,,,,,,x", "the row has 13 cells, and the first row has 11"),
        ("1,Ada,,L,U,,Zoe,,,,", "reports to somebody who is not in the list"),
        ("1,Ada,,L,U,,1,,,,", "reports to themselves"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_line(row: str, reason: str) -> None:
    found = roster(HEADER, "0,Ben,,L,U,,,,,,", row)
    (problem,) = found.problems
    assert problem.line == 3
    assert problem.reason.startswith(reason)
    assert [person.id for person in found.people] == ["0"]


def test_a_row_names_whom_it_is_about_and_quotes_nothing_else() -> None:
    found = roster(
        HEADER,
        "1,Ada,secret1,L,U,,secret2,,secret3;Mon AM,,secret4",
        "2,,,L,U,,,,,,",
        "3,\x1b,,L,U,,,,,,",
    )
    assert [problem.who for problem in found.problems] == ["Ada"] * 4 + ["2", ""]
    assert "secret" not in str(found.problems)


def test_letters_and_blanks_of_all_scripts_may_stand_in_a_name() -> None:
    names = ["Zoë\xa0Ängström", "山田 太郎", "שלום", "Kim 👩\u200d💻"]
    found = roster("name,level,unit", *(f"{name},l,u" for name in names))
    assert {person.name for person in found.people} == set(names)


def test_empty_cells_at_the_end_of_a_row_do_not_count() -> None:
    assert only(roster("name,level,unit,,", "Ada,L,U,,,,")).unit == "U"


def test_an_id_that_is_there_twice_is_a_problem_of_the_second_row() -> None:
    found = roster("id,name,level,unit", "1,Ada,l,u", "1,Ben,l,u", "1,Ada,l,u")
    assert reasons(found) == [
        (3, "the id is the one of line 2 as well"),
        (4, "the id is the one of line 2 as well"),
    ]
    assert only(Roster(found.people, ())).name == "Ada"


STAFF = ("1,Ada,ada@x.org,l,u,", "2,Ben,ben@x.org,l,u,")


@pytest.mark.parametrize("said", ["1", "ADA@x.org", " ada ", "Ada"])
def test_a_manager_is_named_by_id_email_or_name(said: str) -> None:
    found = roster("id,name,email,level,unit,manager", *STAFF, f"3,Cleo,,l,u,{said}")
    assert found.problems == ()
    assert found.people[2].reports_to == "1"


def test_an_id_goes_before_a_name_and_may_have_other_letters() -> None:
    found = roster("id,name,level,unit,manager", "Ben,Ada,l,u,", "e2,Ben,l,u,Ben", "3,C,l,u,E2")
    assert {person.name: person.reports_to for person in found.people} == {
        "Ada": "",
        "Ben": "Ben",
        "C": "e2",
    }


def test_a_name_that_several_have_names_no_manager() -> None:
    found = roster("name,level,unit,manager", "Ada,l,u,", "Ada,l,v,", "Ben,l,u,ada")
    assert reasons(found) == [(4, "reports to a name or an e-mail that 2 people have: give the id")]


def test_a_manager_whose_row_is_bad_is_still_in_the_list() -> None:
    found = roster(
        "id,name,level,unit,manager",
        "1,Ada,,u,",
        "2,Ben,l,u,1",
        "3,Cleo,l,u,Ada",
        ",Dora,l,u,",
        "5,Eve,l,u,dora",
        "6,Finn,l",
        "7,Gus,l,u,6",
    )
    assert [problem.line for problem in found.problems] == [2, 5, 7]
    assert {person.name: person.reports_to for person in found.people} == {
        "Ben": "",
        "Cleo": "",
        "Eve": "",
        "Gus": "",
    }


def test_the_people_in_a_circle_are_named() -> None:
    found = roster(
        "id,name,level,unit,manager", "1,Ada,l,u,3", "2,Ben,l,u,1", "3,Cleo,l,u,1", "4,Di,l,u,2"
    )
    circle = "reports to in a circle: Ada (1) → Cleo (3) → Ada (1)"
    assert reasons(found) == [(2, circle), (4, circle)]
    assert [person.id for person in found.people] == ["2", "4"]


def test_of_a_long_circle_the_first_are_named() -> None:
    rows = [f"{number},P{number},l,u,{(number + 1) % 50}" for number in range(50)]
    found = roster("id,name,level,unit,manager", *rows)
    assert len(found.problems) == 50
    assert found.problems[49].reason.endswith("→ P7 (7) → … (50 people)")


def test_all_problems_of_all_rows_are_named_at_once() -> None:
    found = roster(
        "id,name,email,level,unit,manager,slots",
        "1,Ada,x,,u,Zoe,Mon AM;never",
        "1,Ben,,l,u,,",
        "3,Cleo,,l,u,3,",
    )
    assert [problem.line for problem in found.problems] == [2, 2, 2, 2, 3, 4]


CELL = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "1", "2", "Ada", "ben", "Mon AM", "Europe/Paris", "a;b", "x@y"]),
)


@given(st.lists(st.lists(CELL, min_size=10, max_size=12), max_size=8), st.booleans())
def test_any_rows_are_people_or_problems(rows: list[list[str]], has_ids: bool) -> None:
    columns = mapping(HEADER.split(","), {} if has_ids else {"id": ""})
    found = persons(enumerate(rows, start=2), columns)
    bad = {problem.line for problem in found.problems}
    assert len(found.people) + len(bad) == len(rows)
    ids = [person.id for person in found.people]
    assert ids == sorted(set(ids))
    assert {person.reports_to for person in found.people} <= {"", *ids}
    assert found == persons(enumerate(rows, start=2), columns)


def test_a_system_without_time_zones_takes_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoneinfo, "available_timezones", set)
    assert only(roster("name,level,unit,tz", "Ada,l,u,Mars/Crater")).time_zone == "Mars/Crater"


def test_slots_that_overlap_though_they_are_written_differently_are_named_once() -> None:
    rows = ("Ada,L,U,Mon 09-11;Mon AM", "Ben,L,U,mon am;Tue PM", "Cleo,L,U,Tue 15:00")

    found = roster("name,level,unit,slots", *rows)

    (note,) = found.notes
    assert note == (
        "“Mon AM” and “Mon 09-11” overlap, and count as different slots. "
        "Whoever can meet at both needs both."
    )
    assert roster("name,level,unit,slots", "Ada,L,U,Mon AM;Mon PM").notes == ()


def test_of_many_addresses_that_rows_share_some_are_named_by_line() -> None:
    rows = [f"P{n},L,U,{address}@x.org" for address in range(10) for n in range(2)]

    found = roster("name,level,unit,email", *rows)

    assert found.notes[0] == "Lines 2 and 3 have the same e-mail address."
    assert found.notes[-1] == "So have the lines of 2 other addresses."
    assert len(found.people) == 20
