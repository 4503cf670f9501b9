import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.formation.columns import COLUMNS, LABELS, Columns, mapping


def column_of(header: str) -> str | None:
    """The column that is recognised where this is the only cell of the first row."""
    return next(iter(mapping([header], {}).places), None)


def sources(columns: Columns) -> dict[str, str]:
    return {column: columns.source(column) for column in columns.places}


def test_columns_are_recognised_by_their_own_names() -> None:
    columns = mapping(COLUMNS, {})
    assert sources(columns) == {column: column for column in COLUMNS}
    assert (columns.unused, columns.problems) == ((), ())
    assert set(LABELS) == set(COLUMNS)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Department", "unit"),
        (" DIVISION ", "unit"),
        ("Business-Unit", "unit"),
        ("Abteilung", "unit"),
        ("Bereich", "unit"),
        ("Département", "unit"),
        ("service", "unit"),
        ("departamento", "unit"),
        ("Grade", "level"),
        ("job_level", "level"),
        ("Ebene", "level"),
        ("Stufe", "level"),
        ("Hierarchiestufe", "level"),
        ("Funktion", "role"),
        ("Niveau", "level"),
        ("Nivel", "level"),
        ("Line Manager", "reports_to"),
        ("reportsTo", "reports_to"),
        ("Vorgesetzte(r)", "reports_to"),
        ("Führungskraft", "reports_to"),
        ("FUEHRUNGSKRAFT", "reports_to"),
        ("Fu\u0308hrungskraft", "reports_to"),
        ("Responsable", "reports_to"),
        ("Jefe", "reports_to"),
        ("E-Mail", "email"),
        ("mail", "email"),
        ("Standort", "site"),
        ("office", "site"),
        ("Sede", "site"),
        ("Employee ID", "id"),
        ("staff number", "id"),
        ("Personalnummer", "id"),
        ("Interests", "topics"),
        ("Themen", "topics"),
        ("sujets", "topics"),
        ("Availability", "slots"),
        ("Zeiten", "slots"),
        ("créneaux", "slots"),
        ("Past Groups", "past_groups"),
        ("TimeZone", "time_zone"),
        ("Zeitzone", "time_zone"),
        ("fuseau horaire", "time_zone"),
        ("Full name", "name"),
        ("shoe size", None),
        ("", None),
        ("()", None),
    ],
)
def test_other_spellings_are_recognised(header: str, column: str | None) -> None:
    assert column_of(header) == column


@pytest.mark.parametrize(
    ("header", "source"),
    [
        (("First name", "Surname"), "First name + Surname"),
        (("Nachname", "Vorname"), "Vorname + Nachname"),
        (("Nom", "Prénom"), "Prénom + Nom"),
        (("Name", "Vorname"), "Vorname + Name"),
        (("Nombre", "Apellidos"), "Nombre + Apellidos"),
        (("Nom",), "Nom"),
        (("Nombre",), "Nombre"),
        (("Name", "First name"), "Name"),
        (("Name", "First name", "Last name"), "Name"),
        (("Full name", "First name", "Last name"), "Full name"),
    ],
)
def test_a_name_may_stand_in_two_columns(header: tuple[str, ...], source: str) -> None:
    columns = mapping((*header, "level", "unit"), {})
    assert columns.source("name") == source
    assert columns.problems == ()


def test_half_a_name_is_none() -> None:
    (problem,) = mapping(("Vorname", "level", "unit"), {}).problems
    assert "and name is not among them" in problem
    assert "--map name=Vorname" in problem


def test_what_is_not_used_is_named() -> None:
    columns = mapping(("name", "Shoe size", "level", "", "unit", "", " "), {})
    assert columns.unused == ("Shoe size",)
    assert columns.header == ("name", "Shoe size", "level", "", "unit")


def test_a_needed_column_that_is_missing_is_a_problem_with_a_way_out() -> None:
    (problem,) = mapping(("Name", "OE 1", "Site"), {}).problems
    assert problem == (
        "the first row names the columns, and level and unit are not among them: "
        "say which one it is, as in --map level=HEADER; what is not used yet: OE 1"
    )
    (problem,) = mapping((), {}).problems
    assert "name, level and unit are not among them" in problem


def test_two_cells_for_one_column_are_a_problem() -> None:
    (problem,) = mapping(("name", "Grade", "Job band", "unit"), {}).problems
    assert problem == (
        "two columns hold the level of responsibility (Grade, Job band): "
        "say which one, as in --map level=Grade"
    )
    (problem,) = mapping(("name", "Grade", "grade", "unit"), {}).problems
    assert "rename or remove one of them" in problem
    (problem,) = mapping(("First name", "Forename", "Surname", "level", "unit"), {}).problems
    assert "First name + Surname, Forename + Surname" in problem


def test_all_problems_are_named_at_once() -> None:
    columns = mapping(("name", "Grade", "Band"), {"site": "Plaza"})
    assert len(columns.problems) == 3


def test_a_column_that_bears_its_own_name_wins_over_other_spellings() -> None:
    columns = mapping(("name", "level", "Team", "Unit", "Department"), {})
    assert columns.source("unit") == "Unit"
    assert columns.unused == ("Team", "Department")
    assert columns.problems == ()


def test_what_a_person_says_wins_over_what_is_recognised() -> None:
    columns = mapping(("name", "level", "unit", "Dept"), {"unit": " dept "})
    assert columns.source("unit") == "Dept"
    assert columns.unused == ("unit",)
    columns = mapping(("name", "level", "Team", "Location"), {"site": "Team", "unit": "Location"})
    assert sources(columns) == {
        "site": "Team",
        "unit": "Location",
        "name": "name",
        "level": "level",
    }


def test_an_empty_text_leaves_a_column_out() -> None:
    columns = mapping(("name", "level", "unit", "Manager", "Supervisor"), {"reports_to": ""})
    assert "reports_to" not in columns.places
    assert columns.problems == ()


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"unit": "Dprtment"}, "--map unit=Dprtment: the first row has no such cell; "),
        ({"unit": "Dprtment"}, "did you mean Department?"),
        ({"unit": "zzz"}, "it has name, Grade, Department, X, x"),
        ({"unit": "X "}, ""),
        ({"unts": "Department"}, "--map unts=…: no column is called so here; did you mean unit?"),
        ({"zzz": "Department"}, "there is id, name, email"),
    ],
)
def test_a_mapping_that_names_nothing_gets_near_names(given: dict[str, str], problem: str) -> None:
    problems = mapping(("name", "Grade", "Department", "X", "x"), given).problems
    assert problem in "".join(problems)
    assert bool(problem) == bool(problems)


def test_a_mapping_to_a_cell_that_is_there_twice_is_a_problem() -> None:
    (problem,) = mapping(("name", "level", "X", "X"), {"unit": "x"}).problems
    assert problem == "--map unit=x: the first row has it more than once; rename one of them"


def test_very_long_cells_are_cut_in_messages() -> None:
    header = tuple(f"{number}{'x' * 10_000}" for number in range(100))
    (problem,) = mapping(header, {}).problems
    assert len(problem) < 1_000
    assert "and 88 more" in problem


WORD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["name", "Nom", "Vorname", "Nachname", "level", "unit", "Team", "ID", ""]),
)


@given(st.lists(WORD, max_size=8), st.dictionaries(st.one_of(WORD, st.sampled_from(COLUMNS)), WORD))
def test_any_header_is_understood_or_has_a_problem(header: list[str], said: dict[str, str]) -> None:
    columns = mapping(header, said)
    places = [place for found in columns.places.values() for place in found]
    assert all(0 <= place < len(columns.header) for place in places)
    assert columns.problems or {"name", "level", "unit"} <= set(columns.places)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Organisationseinheit (OE)", "unit"),
        ("Standort [Stadt]", "site"),
        ("Mögliche Termine", "slots"),
        ("Dienstliche E-Mail", "email"),
        ("Niveau hiérarchique", "level"),
    ],
)
def test_headers_are_known_without_what_stands_in_brackets(header: str, column: str) -> None:
    assert column_of(header) == column
    assert mapping(["x", header], {}).places[column] == (1,)


def test_a_header_without_brackets_goes_before_one_with_them() -> None:
    columns = mapping(["Name", "Level", "Abteilung (alt)", "Abteilung"], {})
    assert (columns.source("unit"), columns.problems) == ("Abteilung", ())


def test_only_a_column_that_may_be_meant_is_proposed() -> None:
    (said,) = mapping(["Name", "Level", "Privat-Mail", "Dept name"], {}).problems
    assert 'as in --map unit="Dept name"' in said
    (said,) = mapping(["Name", "Level", "Privat-Mail"], {}).problems
    assert "as in --map unit=HEADER" in said
