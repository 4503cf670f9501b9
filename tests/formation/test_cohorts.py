from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peergroup_cli.content.cohort_names import cohort_names
from peergroup_cli.formation.cohorts import (
    NOT_ASKED,
    NOT_FOUND,
    PLACED,
    REASON,
    cohorts_from,
    common_topic,
    joined_by,
    member_from_person,
    people_of,
    with_apart,
)
from peergroup_cli.formation.forming import Figure, Formation, Group, form
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.rules import unmet
from peergroup_cli.model.cohort import Cohort
from tests.formation.people import DAY, excused, someone
from tests.formation.test_forming import crew_of
from tests.formation.workspaces import a_cohort, a_person, words

LATER = date(2027, 1, 12)


def formation(*groups: Sequence[Person]) -> Formation:
    named = [
        Group(f"g{number:03}", "lead", tuple(sorted(person.id for person in people)))
        for number, people in enumerate(groups, start=1)
    ]
    return Formation(tuple(named), (), ())


def made(*groups: Sequence[Person], theme: str = "Trust", names: str = "Oak Elm") -> list[Cohort]:
    people = [person for group in groups for person in group]
    found = cohorts_from(
        formation(*groups), people, names=iter(names.split()), theme=theme, taken_ids=set(), day=DAY
    )
    return [cohort for _, cohort in found]


def test_a_member_keeps_what_a_group_needs_and_no_more() -> None:
    boss = a_person("Boss", email="boss@example.org")
    person = a_person(
        "Zoë Lund",
        "Law",
        id="E417",
        email="zoe@example.org",
        site="Oslo",
        time_zone="Europe/Oslo",
        role="counsel",
        reports_to="boss",
        topics=words("trust"),
        slots=words("mon"),
        past_groups=words("x"),
    )

    member = member_from_person(person, {"boss": boss}, {"zoe-lund"}, DAY)

    assert member.model_dump(exclude_none=True) == {
        "id": "zoe-lund-2",
        "name": "Zoë Lund",
        "nicknames": (),
        "role": "counsel",
        "level": "lead",
        "unit": "Law",
        "email": "zoe@example.org",
        "reports_to": "boss@example.org",
        "site": "Oslo",
        "time_zone": "Europe/Oslo",
        "joined": DAY,
    }


def test_without_a_role_the_level_stands_for_it_and_a_manager_is_named_where_known() -> None:
    boss = a_person("Boss")

    known = member_from_person(a_person("Ada", reports_to="boss"), {"boss": boss}, set(), DAY)
    unknown = member_from_person(a_person("Bo", reports_to="gone"), {"boss": boss}, set(), DAY)

    assert (known.role, known.reports_to, unknown.reports_to) == ("lead", "Boss", None)


def test_what_no_member_can_have_is_said_with_the_name() -> None:
    with pytest.raises(ValueError, match=r"^Ada: the part of the organisation is longer"):
        member_from_person(a_person("Ada", unit="x" * 300), {}, set(), DAY)


def test_each_group_becomes_a_cohort_with_a_name_of_its_own() -> None:
    oak, elm = made([a_person("Bo"), a_person("Ada")], [a_person("Cleo"), a_person("Dov")])

    assert (oak.id, oak.name, oak.theme, oak.formed) == ("oak", "Oak", "Trust", DAY)
    assert [member.name for member in oak.members] == ["Ada", "Bo"]
    assert (elm.id, elm.overrides) == ("elm", ())


def test_one_person_alone_gets_no_cohort_and_takes_no_name() -> None:
    assert [one.name for one in made([a_person("Ada")], [a_person("Bo"), a_person("Cleo")])] == [
        "Oak"
    ]


def test_people_of_the_same_part_of_the_organisation_are_there_with_a_written_reason() -> None:
    (oak,) = made([a_person("Ada", "Law"), a_person("Bo", "law"), a_person("Cleo")])

    (reason,) = oak.overrides
    assert (reason.rule, reason.who) == ("different-units", ("ada", "bo"))
    assert "a list of 3 people" in reason.reason
    assert unmet(oak) == []


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ((Figure("unit", 1, 1, ""),), REASON),
        ((Figure("unit", 1, 0, ""),), NOT_FOUND),
        ((Figure("unit", 1, 1, "", conditional="every group has a slot"),), NOT_FOUND),
        ((), NOT_ASKED),
    ],
)
def test_the_reason_claims_only_what_is_proven(figures: tuple[Figure, ...], reason: str) -> None:
    pair = [a_person("Ada", "Law"), a_person("Bo", "Law")]
    groups = replace(formation(pair), figures=figures)

    ((_, cohort),) = cohorts_from(
        groups, pair, names=iter(["Oak"]), theme="T", taken_ids=set(), day=DAY
    )

    assert [one.reason for one in cohort.overrides] == [reason.format(people="2")]


def test_the_theme_is_the_topic_that_all_share_unless_one_is_given() -> None:
    group = [
        a_person("Ada", topics=words("trust Money")),
        a_person("Bo", topics=words("Money trust")),
    ]

    assert made(group, theme="")[0].theme == "Money"
    assert made(group, theme="Bad news")[0].theme == "Bad news"
    assert common_topic([*group, a_person("Cleo")]) == ""


def test_a_group_without_a_theme_and_too_few_names_are_refused() -> None:
    pair = [a_person("Ada"), a_person("Bo")]

    with pytest.raises(ValueError, match="group g001 has no topic in common"):
        made(pair, theme="")
    with pytest.raises(ValueError, match="fewer names than groups"):
        made(pair, [a_person("Cleo"), a_person("Dov")], names="Oak")


def test_a_name_whose_id_is_taken_gets_another_id() -> None:
    groups = formation([a_person("Ada"), a_person("Bo")])
    people = [a_person("Ada"), a_person("Bo")]

    ((_, cohort),) = cohorts_from(
        groups, people, names=iter(["Oak!"]), theme="T", taken_ids={"oak"}, day=DAY
    )

    assert (cohort.id, cohort.name) == ("oak-2", "Oak!")


def test_cohorts_of_a_roster_hold_everybody_once_and_need_no_further_reason() -> None:
    crew = crew_of(60)

    found = cohorts_from(
        form(crew, evaluations=500),
        crew,
        names=cohort_names(()),
        theme="Trust",
        taken_ids=set(),
        day=DAY,
    )

    names = [member.name for _, cohort in found for member in cohort.members]
    assert sorted(names) == sorted(person.name for person in crew)
    assert all(unmet(cohort) == [] for _, cohort in found)
    assert len({cohort.id for _, cohort in found}) == len(found)
    by_id = {person.id: person for person in crew}
    assert [[m.name for m in cohort.members] for _, cohort in found] == [
        [person.name for person in people_of(group, by_id)] for group, _ in found
    ]


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@settings(derandomize=True)
@given(st.lists(NAMES, min_size=2, max_size=6), NAMES)
def test_whatever_people_and_cohorts_are_called_their_ids_are_safe_and_distinct(
    names: list[str], title: str
) -> None:
    crew = [a_person(name, id=f"E{number}") for number, name in enumerate(names)]

    ((_, cohort),) = cohorts_from(
        formation(crew), crew, names=iter([title]), theme="T", taken_ids={"cohort"}, day=DAY
    )

    ids = [cohort.id, *(member.id for member in cohort.members)]
    assert len({member.id for member in cohort.members}) == len(names)
    assert all(one.isascii() and one.replace("-", "").isalnum() for one in ids)
    assert sorted(member.name for member in cohort.members) == sorted(names)


def test_newcomers_join_with_ids_of_their_own_and_a_reason_only_for_what_is_new() -> None:
    cohort = a_cohort(
        "North",
        someone("Ada", "lead", "Sales"),
        someone("Bo", "lead", "Sales"),
        someone("Cleo", "lead", "Law"),
    )
    newcomers = [a_person("Ada", "IT", id="x"), a_person("Zoe", "Law", reports_to="bo")]

    joined = joined_by(cohort, newcomers, [a_person("Bo", id="bo")], {}, LATER)

    assert [member.id for member in joined.members] == ["ada", "bo", "cleo", "ada-2", "zoe"]
    assert [member.joined for member in joined.members[3:]] == [LATER, LATER]
    assert [(one.rule, one.who, one.reason) for one in joined.overrides] == [
        ("different-units", ("cleo", "zoe"), PLACED),
        ("not-with-own-manager", ("zoe", "bo"), PLACED),
    ]
    assert [finding.who for finding in unmet(joined)] == [("ada", "bo")]


def test_reasons_on_record_stay_and_are_not_written_again() -> None:
    reason = excused("different-units")
    cohort = a_cohort(
        "North", someone("Ada", unit="Law"), someone("Bo", unit="Law"), overrides=[reason]
    )

    joined = joined_by(cohort, [a_person("Zoe", "Law", level="head of unit")], [], {}, LATER)

    assert joined.overrides == (reason,)


def test_a_newcomer_who_cannot_be_a_member_is_named() -> None:
    with pytest.raises(ValueError, match=r"^Zoe: "):
        joined_by(a_cohort("North", someone("Ada")), [a_person("Zoe", "x" * 300)], [], {}, LATER)


def test_who_must_be_apart_is_kept_in_the_cohorts_of_both() -> None:
    ada, bo = a_person("Ada", email="ada@example.org"), a_person("Bo")
    cleo, dov = a_person("Cleo"), a_person("Dov")
    people = [ada, bo, cleo, dov]
    found = cohorts_from(
        formation([ada, bo], [cleo, dov]),
        people,
        names=iter(["Oak", "Elm"]),
        theme="Trust",
        taken_ids=set(),
        day=DAY,
    )
    rules = [PairRule("apart", "ada", "cleo"), PairRule("together", "ada", "bo")]

    kept = [
        [one.model_dump(exclude_none=True) for one in cohort.apart]
        for _, cohort in with_apart(found, people, rules)
    ]
    assert kept == [
        [{"member": "ada", "name": "Cleo"}],
        [{"member": "cleo", "name": "Ada", "email": "ada@example.org"}],
    ]
