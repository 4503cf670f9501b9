import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.persons import PairRules, Problem, rules

PEOPLE = (
    Person("1", "Ada", "l", "u", "ada@x.org"),
    Person("2", "Ben", "l", "u"),
    Person("3", "Ben", "l", "u"),
)


def read_rules(*rows: str) -> PairRules:
    return rules(enumerate(csv.reader(rows), start=1), PEOPLE)


def test_a_rule_names_two_people_by_id_email_or_name() -> None:
    read = read_rules("b,Kind, A ,note", "2, apart,ADA@x.org,x", "ada,TOGETHER,3,")
    assert read.rules == (PairRule("apart", "1", "2"), PairRule("together", "1", "3"))
    assert read.problems == ()


def test_a_rule_counts_once() -> None:
    read = read_rules("kind,a,b", "apart,1,2", "apart,2,1", "apart,ada,2")
    assert read.rules == (PairRule("apart", "1", "2"),)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("secret,1,2", "the kind is neither apart nor together"),
        ("apart,1,", "b is missing"),
        ("apart", "a is missing"),
        ("apart,zoe,2", "a (“zoe”) names nobody in the list"),
        ("apart,1,ben", "b (“ben”) names 2 people: give the id"),
        ("apart,1,ada", "a and b are the same person"),
    ],
)
def test_a_rule_that_cannot_be_used_is_a_problem(row: str, reason: str) -> None:
    read = read_rules("kind,a,b", "apart,1,2", row)
    assert read.rules == (PairRule("apart", "1", "2"),)
    assert (read.problems[0].line, read.problems[0].reason) == (3, reason)
    assert "secret" not in str(read)


@pytest.mark.parametrize("header", ["", "apart,1,2", "kind,a", "kind,a,a,b"])
def test_rules_have_a_first_row_that_names_the_columns(header: str) -> None:
    read = read_rules(header, "apart,1,2")
    assert read.rules == ()
    assert read.problems == (Problem(1, "the first row names the columns kind, a and b"),)
    assert rules([], PEOPLE) == read


def test_a_rule_about_somebody_who_is_left_out_need_not_be_kept() -> None:
    rows = [["kind", "a", "b"], ["apart", "1", "cleo"], ["apart", "9", "Cleo"], ["apart", "x", "9"]]
    read = rules(enumerate(rows, start=1), PEOPLE, [("9", "", "Cleo")])
    assert read.rules == ()
    assert [idle.line for idle in read.idle] == [2, 3]
    assert {problem.line for problem in read.problems} == {4}


CELL = st.one_of(st.text(max_size=8), st.sampled_from(["", "1", "2", "Ada", "ben", "apart"]))


@given(st.lists(st.lists(CELL, max_size=4), max_size=6))
def test_any_rows_are_rules_or_problems(rows: list[list[str]]) -> None:
    read = rules(enumerate([["kind", "a", "b"], *rows], start=1), PEOPLE)
    assert {problem.line for problem in read.problems} <= set(range(2, len(rows) + 2))
    assert all(rule.a < rule.b for rule in read.rules)
