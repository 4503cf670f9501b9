"""Groups on the screen: who sits with whom, how good that is, and who pays."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from peergroup_cli.formation.forming import Figure, Formation, Group, form
from peergroup_cli.formation.person import Person
from peergroup_cli.terminal.groups_screen import (
    MOST_GROUPS,
    show_figures,
    show_groups,
    small_groups,
)
from tests.terminal.interrupting import in_memory, written
from tests.terminal.persons import person, some


def groups_of(*members: Sequence[Person]) -> Formation:
    """These people in these groups, of which nothing more is known."""
    found = tuple(
        Group(f"g{number:03}", people[0].level, tuple(one.id for one in people))
        for number, people in enumerate(members, start=1)
    )
    return Formation(found, (), ())


def table(formation: Formation, people: Sequence[Person]) -> str:
    console = in_memory(terminal=False)
    show_groups(console, formation, people)
    return written(console)


def figures(formation: Formation, people: Sequence[Person]) -> str:
    console = in_memory(terminal=False)
    show_figures(console, formation, people)
    return " ".join(written(console).split())


def test_each_group_is_shown_with_its_people_by_name_and_what_they_share() -> None:
    people = some(4, slots=frozenset({"Tue AM", "Mon AM"}), topics=frozenset({"Trust"}))
    rows = [line.split() for line in table(groups_of(people[::-1]), people).splitlines()[2:]]
    assert rows[:4] == [
        ["g001", "head", "Ada,", "Ada's", "Mon", "AM"],
        ["Bo,", "Bo's", "Tue", "AM"],
        ["Cleo,", "Cleo's", "Trust"],
        ["Dov,", "Dov's"],
    ]


def test_what_only_some_have_is_not_in_common() -> None:
    people = [*some(3, topics=frozenset({"Trust"})), person("Dov")]
    assert "Trust" not in table(groups_of(people), people)


@pytest.mark.parametrize(("more", "said"), [(0, False), (1, True)])
def test_more_groups_than_anybody_reads_are_not_shown(more: int, said: bool) -> None:
    people = [person(f"P{number}") for number in range(MOST_GROUPS + more)]
    shown = table(groups_of(*([one] for one in people)), people)
    assert shown.count("\ng") == MOST_GROUPS
    assert ("… and 1 more group; --people FILE holds them all." in shown) is said


def test_the_figures_say_what_was_found_and_what_is_possible() -> None:
    people = [*some(3, site="Lyon"), person("Dov", unit="Ada's", site="Oslo")]
    shown = figures(form(people), people)
    assert shown.startswith("4 people in 1 group. All hard rules are kept.")
    assert "different parts of the organisation 1 pair 1 best possible" in shown
    assert "different sites 3 pairs 3 best possible" in shown
    assert "a common meeting slot not in the list" in shown
    assert "With somebody from the same part of the organisation: Ada and Dov." in shown
    assert "With somebody from the same site: Ada, Bo and Cleo." in shown
    assert [word for word in ("stopped", "--exact", "--json", "bound") if word in shown] == []


def test_a_gap_a_condition_and_many_who_pay_are_said() -> None:
    people = [person(f"P{n}") for n in range(13)]
    payers = tuple(one.id for one in people)
    figure = Figure("unit", 1_500, 300, "pairs", payers, "every group has a slot")
    formation = Formation(groups_of(people).groups, (figure,), (), stopped_early=True)
    shown = figures(formation, people)
    assert "1,500 pairs 300 perhaps 1,200 better *" in shown
    assert shown.count("* as long as what is wanted more stays as good as it is here") == 1
    first = ", ".join(one.name for one in people[:10])
    assert f"organisation: {first} and 3 others; all of them stand in the text of" in shown
    twelve = Formation(formation.groups, (replace(figure, payers=payers[:12]),), ())
    last = f"{people[10].name} and {people[11].name}."
    assert f"organisation: {first}, {last}" in figures(twelve, people)
    assert "The search was stopped; these are the best groups it had found." in shown


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (("head",), "“head” is a level of at most 60 people: --exact may improve it or prove"),
        (
            ("chief", "head"),
            "“chief” and “head” are levels of at most 60 people: --exact may",
        ),
    ],
)
def test_where_a_solver_may_help_it_is_said(levels: tuple[str, ...], said: str) -> None:
    people = some(8)
    formation = Formation(groups_of(people).groups, (), (), for_solver=levels)
    assert said in figures(formation, people)


def test_one_person_is_one_person() -> None:
    people = some(1)
    shown = figures(groups_of(people), people)
    assert "1 person in 1 group." in shown
    assert "Group g001 of “head” has 1 only: Ada." in shown


def test_groups_of_four_are_not_small() -> None:
    people = some(7)
    names = {one.id: one.name for one in people}
    (only,) = small_groups(groups_of(people[:4], people[4:]).groups, names)
    assert only == (
        "Group g002 of “head” has 3 only: Eve, Fay and Gil. "
        "The people of this level cannot all be in groups of 4 to 6."
    )


def test_names_stay_text_and_long_ones_are_cut() -> None:
    people = [
        person("[red]A[/]", unit="=1+1", level="[b]"),
        person("\x1b[2J", unit="x" * 200, level="[b]", topics=frozenset({"\u202e"})),
    ]
    formation = form(people)
    shown = table(formation, people) + figures(formation, people)
    assert "[red]A[/], =1+1" in shown
    assert "of “[b]” has 2 only: \\x1b[2J and [red]A[/]." in shown
    assert "\x1b" not in shown
    assert "x" * 61 not in "".join(shown.split())


@pytest.mark.parametrize("width", [60, 80])
def test_the_tables_fit_the_screen(width: int) -> None:
    people = [person("x" * 90 + str(n), unit="y" * 90) for n in range(4)]
    formation = form(people)
    console = in_memory()
    console.width = width
    show_groups(console, formation, people)
    show_figures(console, formation, people)
    plain = written(console).replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert max(len(line) for line in plain.splitlines()) <= width
