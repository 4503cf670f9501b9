import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from peergroup_cli.errors import UnreadableFile
from peergroup_cli.formation.roster import (
    fields_of,
    member_from_fields,
    member_from_line,
    members_from_csv,
    members_from_lines,
    rows_in_csv,
    sentences,
    unused_columns,
    with_fields,
)
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.record import says_a_name

from .people import DAY, someone

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ADA = "Ada Brook; head of claims; head of unit; Claims"


def test_a_line_of_four_parts_is_a_member() -> None:
    member = member_from_line(ADA, set(), DAY)
    assert (member.id, member.name, member.role) == ("ada-brook", "Ada Brook", "head of claims")
    assert (member.level, member.unit, member.joined) == ("head of unit", "Claims", DAY)
    assert member.email is None


def test_a_line_may_say_all_there_is() -> None:
    member = member_from_line(f"{ADA}; ada@example.org; Zoe; Lyon; Europe/Paris", set(), DAY)
    assert (member.email, member.reports_to) == ("ada@example.org", "Zoe")
    assert (member.site, member.time_zone) == ("Lyon", "Europe/Paris")


def test_an_optional_part_may_stay_empty() -> None:
    member = member_from_line(f"{ADA};; Zoe;;", set(), DAY)
    assert (member.email, member.reports_to, member.site) == (None, "Zoe", None)


@pytest.mark.parametrize("typed", ["europe/paris", " EUROPE/Paris ", "Europe/Paris"])
def test_a_time_zone_is_known_however_its_letters_are_written(typed: str) -> None:
    member = member_from_line(f"{ADA};;;;{typed}", set(), DAY)
    assert member.time_zone == "Europe/Paris"
    assert with_fields(member, {"time_zone": "america/new york"}).time_zone == "America/New_York"
    with pytest.raises(ValueError, match=r"is not a time zone such as Asia/Kolkata"):
        with_fields(member, {"time_zone": "kolkata"})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ada; role; level", "the part of the organisation is missing"),
        ("Ada;;level; unit", "the role is missing"),
        ("; role; ; unit", "the name and the level of responsibility are missing"),
        ("", "the name, the role, the level of responsibility and the part of the organisation"),
        (f"{ADA};1;2;3;4;5", "more than 8 parts"),
        (f"{ADA}; nowhere", "the e-mail is not an e-mail address"),
        (f"{ADA}; a@b.org; ; ; Mars/Crater", "the time zone is not a time zone such as"),
        (f"{ADA}; a@b.org; ; ; ../../etc/passwd", "the time zone is not a time zone such as"),
        ("x" * 10_000 + "; r; l; u", "the name is longer than 200 characters"),
        ("\x1b[31mAda; r; l; u", "the name holds a line break or a control character"),
        ("Ada; r\nr; l; u", "the role holds a line break or a control character"),
        ("\ud800; r; l; u", "the name holds bytes that are not valid UTF-8 text"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_by_its_part(line: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)) as caught:
        member_from_line(line, set(), DAY)
    assert not isinstance(caught.value, ValidationError)
    assert "nowhere" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("[red]Ada[/]", "red-ada"),
        ("../../etc/passwd", "etc-passwd"),
        ("李 🎉", "member"),
        ("שלום", "member"),
        ("\u202eadA", "ada"),
        ("Zoë Ängström", "zoe-angstrom"),
        ("CON", "member-con"),
        ("x" * 200, "x" * 40),
    ],
)
def test_any_name_has_an_id_that_is_safe_in_a_path(name: str, made: str) -> None:
    member = member_from_line(f"{name}; r; l; u", set(), DAY)
    assert (member.name, member.id) == (name, made)


@pytest.mark.parametrize("name", ["?", "..", "🎉", "- –"])
def test_a_name_without_a_letter_or_digit_is_refused_and_an_older_one_stays(name: str) -> None:
    refusal = "the name has no letter and no digit in it"
    with pytest.raises(ValueError, match=refusal):
        member_from_line(f"{name}; r; l; u", set(), DAY)
    with pytest.raises(UnreadableFile, match=f"line 2: {refusal}"):
        members_from_csv(f"name;role;level;unit\n{name};r;l;u", DAY)
    ada = member_from_line("Ada; r; l; u", set(), DAY)
    with pytest.raises(ValueError, match=refusal):
        with_fields(ada, {"name": name})
    older = ada.changed(name=name)
    assert with_fields(older, {"name": name, "unit": "Rail"}).unit == "Rail"


def test_two_people_called_the_same_have_distinct_ids() -> None:
    lines = "Ada Brook; r; l; u\nAda Brook; r; l; v\n\nada brook; r; l; w"
    members = members_from_lines(lines, {"ada-brook"}, DAY)
    assert [member.id for member in members] == ["ada-brook-2", "ada-brook-3", "ada-brook-4"]


def test_the_line_that_is_wrong_is_named_where_there_are_several() -> None:
    with pytest.raises(ValueError, match=r"^line 2: the level"):
        members_from_lines(f"{ADA}\nBen; role; ; unit", set(), DAY)
    with pytest.raises(ValueError, match=r"^the level"):
        members_from_lines("Ben; role; ; unit", set(), DAY)


def test_the_ids_of_others_stay_as_they_are() -> None:
    taken = {"ada-brook"}
    members_from_lines(ADA, taken, DAY)
    assert taken == {"ada-brook"}


def test_several_problems_of_a_member_are_named_at_once() -> None:
    fields = {"name": "A", "role": "x" * 201, "level": "l", "unit": "u", "email": "x"}
    with pytest.raises(ValueError, match=r"role is longer .*; the e-mail is not"):
        member_from_fields(fields, set(), DAY)


def test_fields_can_be_changed_and_the_id_stays() -> None:
    ada = someone("Ada", email="ada@example.org")
    changed = with_fields(ada, {"name": " Ada Stone ", "unit": "IT"})
    assert (changed.id, changed.name, changed.unit) == ("ada", "Ada Stone", "IT")
    assert changed.email == "ada@example.org"


def test_an_empty_text_clears_an_optional_field_only() -> None:
    ada = someone("Ada", email="ada@example.org")
    assert with_fields(ada, {"email": ""}).email is None
    with pytest.raises(ValueError, match="the role is missing"):
        with_fields(ada, {"role": " "})


def test_fields_come_back_as_they_are_typed() -> None:
    ada = someone("Ada", site="Lyon")
    assert fields_of(ada)["site"] == "Lyon"
    assert fields_of(ada)["email"] == ""
    assert with_fields(ada, fields_of(ada)) == ada


def test_a_problem_of_the_whole_record_is_a_sentence_too() -> None:
    ada = someone("Ada")
    with pytest.raises(ValidationError) as caught:
        Cohort(format=1, id="c", name="C", theme="T", formed=DAY, members=(ada, ada))
    assert sentences(caught.value) == ["it two members have the id ada"]


LIST = "name,role,level,unit\nAda,r,l,u\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_first_line_shows_what_stands_between_cells(separator: str) -> None:
    (member,) = members_from_csv(LIST.replace(",", separator), DAY)
    assert (member.name, member.unit) == ("Ada", "u")


@pytest.mark.parametrize(
    "header",
    [
        "Name;ROLE;Level;Unit;E-Mail;Reports To;Site;Time-Zone",
        "name; Title ;level;Department;email;Manager;site;timezone",
        '"name";role;"Level of responsibility";unit;EMAIL;reports-to;site;time zone',
        "name;role;level;Part of the organisation;email;reports_to;site;time_zone",
        "NAME;role;level;unit;email;reports_to;SITE;time_zone",
    ],
)
def test_columns_are_known_by_more_than_one_name(header: str) -> None:
    row = "Ada;r;l;u;a@b.org;Zoe;Lyon;Europe/Paris"
    (member,) = members_from_csv(f"{header}\n{row}\n", DAY)
    expected = dict(zip(fields_of(member), row.split(";"), strict=True))
    assert fields_of(member) == expected


def test_a_cell_in_quotes_may_hold_separators_and_line_breaks() -> None:
    text = 'unit,name,role,level\r\n"Sales, North","Ada ""Dee""","head\r\nof","l"\r\nIT,Ben,r,l\r\n'
    ada, ben = members_from_csv(text, DAY)
    assert (ada.unit, ada.name, ada.role) == ("Sales, North", 'Ada "Dee"', "head of")
    assert ben.name == "Ben"


def test_blank_rows_and_blank_cells_at_the_end_do_not_count() -> None:
    assert len(members_from_csv("\n" + LIST + "\n,,,\nBen,r,l,u,,\n", DAY)) == 2


def test_a_list_without_rows_has_no_members() -> None:
    assert members_from_csv("name,role,level,unit\n", DAY) == []


def test_all_bad_rows_are_named_at_once_with_line_and_reason() -> None:
    text = (
        "name,role,level,unit,email\n"
        'Ada,"r\nr",l,u,secret\n'
        "Ben,r,l,u,b@c.org\n"
        ",r,,u\n"
        "Dov,r,l,u,d@e.org,one,too,many\n"
    )
    with pytest.raises(UnreadableFile) as caught:
        members_from_csv(text, DAY, "team.csv")
    assert caught.value.path == "team.csv"
    assert caught.value.problems == (
        "line 2: the e-mail is not an e-mail address",
        "line 5: the name and the level of responsibility are missing",
        "line 6: there are more cells than columns; quote a cell that holds a separator",
    )
    assert "secret" not in caught.value.message


def test_of_very_many_bad_rows_the_first_are_named() -> None:
    with pytest.raises(UnreadableFile) as caught:
        members_from_csv("name,role,level,unit\n" + "Ada,,l,u\n" * 1060, DAY)
    assert len(caught.value.problems) == 51
    assert caught.value.problems[-1] == "and 1,010 more lines"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        (" \n,,\n", "is empty"),
        ("name;role", "level and unit are not among them"),
        (
            "name,role,unit\nAda,r,u\n",
            "line 1: the first row names the columns, and level is not among them",
        ),
        ("name,role,level,unit,department\n", "two columns hold the part of the organisation"),
        ("\n\nAda,r,l,u\n", "line 3: the first row names the columns"),
        (LIST + 'Ben,"r,l,u\nCleo,r,l,u\n', "line 3: the quotation marks do not match"),
        (LIST + 'Ben,"r"r,l,u\n', "line 3: the quotation marks do not match"),
        (LIST + "x" * 140_000, "line 3: a cell is far too long"),
    ],
)
def test_a_text_that_is_no_such_list_says_why(text: str, problem: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        members_from_csv(text, DAY)
    assert problem in caught.value.message


def test_rows_can_be_counted_before_they_are_members() -> None:
    rows = rows_in_csv("name,role,level,unit\n" + ",,,x\n" * 40)
    assert [len(rows), rows[0].line, rows[0].surplus] == [40, 2, 0]


def test_columns_that_are_not_used_are_named() -> None:
    assert unused_columns("Name,role,Payroll number,level,,emial,unit\n") == [
        "Payroll number",
        "emial",
    ]
    assert unused_columns("") == []


TEXT = st.text(st.characters(), max_size=300)


@given(st.lists(TEXT, max_size=10).map(";".join))
def test_any_line_is_a_member_or_a_plain_value_error(line: str) -> None:
    try:
        member = member_from_line(line, {"member"}, DAY)
    except ValueError as error:
        assert type(error) is ValueError  # noqa: PT017 - not the one of pydantic, it quotes
    else:
        assert SLUG.fullmatch(member.id)
        assert member.id != "member"


@given(TEXT.filter(lambda text: ";" not in text))
def test_a_name_never_becomes_a_path(name: str) -> None:
    try:
        member = member_from_line(f"{name}; r; l; u", set(), DAY)
    except ValueError:
        return
    assert SLUG.fullmatch(member.id)
    assert len(member.id) <= 60


@given(st.one_of(TEXT, TEXT.map(lambda text: "name;role;level;unit\n" + text)))
def test_any_text_is_a_list_of_members_or_an_unreadable_file(text: str) -> None:
    try:
        members = members_from_csv(text, DAY)
    except UnreadableFile:
        return
    ids = [member.id for member in members]
    assert len(set(ids)) == len(ids)
    assert all(SLUG.fullmatch(one) for one in ids)


CELL = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40)


@given(
    st.lists(
        st.tuples(CELL, CELL, CELL, CELL).filter(
            lambda row: all(map(str.strip, row)) and says_a_name(row[0])
        )
    ),
    st.sampled_from(",;\t"),
)
def test_what_a_spreadsheet_writes_is_read_as_it_was(
    rows: list[tuple[str, str, str, str]], separator: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(("name", "role", "level", "unit"))
    writer.writerows(rows)
    members = members_from_csv(out.getvalue(), DAY)
    read = [(member.name, member.role, member.level, member.unit) for member in members]
    assert read == [tuple(cell.strip() for cell in row) for row in rows]
