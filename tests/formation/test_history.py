from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from peergroup_cli.formation.history import Gathered, History
from peergroup_cli.formation.person import Person
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.people import Member
from tests.formation.people import someone
from tests.formation.workspaces import a_cohort, a_person, words

LATER = date(2027, 11, 24)


def pasts(gathered: Gathered) -> dict[str, frozenset[str]]:
    return {person.name: person.past_groups for person in gathered.people}


def test_everybody_who_has_not_left_is_there_once_with_all_their_cohorts() -> None:
    found = History(
        [
            a_cohort("North", someone("Ada"), someone("Bo", left=LATER)),
            a_cohort("South", someone("Cleo"), someone("Bo")),
        ]
    ).gathered()

    assert pasts(found) == {"Ada": words("North"), "Bo": words("North South"), "Cleo": {"South"}}
    assert [(room.id, [one.name for one in room.people]) for room in found.rooms] == [
        ("north", ["Ada"]),
        ("south", ["Cleo", "Bo"]),
    ]


def test_what_the_newest_cohort_says_of_a_person_holds_in_whatever_order_they_are_read() -> None:
    old = a_cohort("Alder", someone("Ada", unit="Sales", site="Oslo"))
    new = a_cohort("Aspen", someone("ADA", id="ada", unit="Law", role="head"), formed=LATER)

    for cohorts in ([old, new], [new, old]):
        (ada,) = History(cohorts).gathered().people
        assert (ada.unit, ada.role, ada.site) == ("Law", "head", "")
        assert ada.past_groups == words("Alder Aspen")


def test_the_same_address_is_the_same_person_whatever_the_name() -> None:
    found = History(
        [
            a_cohort("North", someone("Ada Brook", id="a", email="ada@example.org")),
            a_cohort("South", someone("Ada Lund", id="b", email="Ada@Example.org"), formed=LATER),
        ]
    ).gathered()

    assert pasts(found) == {"Ada Lund": words("North South")}


def test_the_same_name_with_two_addresses_is_two_people() -> None:
    found = History(
        [
            a_cohort("North", someone("Ada", email="a@example.org")),
            a_cohort("South", someone("Ada", email="b@example.org")),
        ]
    ).gathered()

    assert [person.id for person in found.people] == ["ada", "ada-2"]
    assert found.in_several == ()


def test_who_is_in_two_cohorts_is_named_with_both() -> None:
    found = History([a_cohort("North", someone("Ada")), a_cohort("South", someone("Ada"))])

    ((person, ids),) = found.gathered().in_several
    assert (person.name, ids) == ("Ada", ("north", "south"))


def test_two_of_one_name_in_one_cohort_are_two_people() -> None:
    found = History([a_cohort("North", someone("Ada"), someone("Ada", id="ada-2"))]).gathered()

    assert [person.id for person in found.people] == ["ada", "ada-2"]
    assert [person.past_groups for person in found.people] == [{"North"}, {"North"}]
    assert found.in_several == ()


def test_who_left_a_cohort_and_came_back_is_one_person() -> None:
    back = someone("Ada", id="ada-2")

    found = History([a_cohort("North", someone("Ada", left=LATER), back)]).gathered()

    assert pasts(found) == {"Ada": {"North"}}


def test_two_cohorts_of_one_name_are_two_past_groups() -> None:
    found = History(
        [
            a_cohort("North", someone("Ada"), someone("Bo")),
            a_cohort("North", someone("Cleo"), id="north-2"),
        ]
    ).gathered()

    ada, bo, cleo = found.people
    assert ada.past_groups & bo.past_groups
    assert not ada.past_groups & cleo.past_groups


def test_the_manager_is_found_among_members_and_arrivals_by_address_or_name() -> None:
    cohort = a_cohort(
        "North",
        someone("Ada", email="ada@example.org"),
        someone("Bo", reports_to="ADA@example.org"),
        someone("Cleo", reports_to="zoe"),
        someone("Dov", reports_to="Dov"),
        someone("Eve", reports_to="nobody here"),
    )

    found = History([cohort]).gathered([a_person("Zoe", reports_to="Bo")])

    assert {one.name: one.reports_to for one in (*found.people, *found.arrivals)} == {
        "Ada": "",
        "Bo": "ada",
        "Cleo": "zoe",
        "Dov": "",
        "Eve": "",
        "Zoe": "bo",
    }


def test_a_manager_s_name_that_two_people_have_is_no_manager() -> None:
    cohort = a_cohort(
        "North",
        someone("Ada", email="a@example.org"),
        someone("Ada", id="ada-2", email="b@example.org"),
        someone("Bo", reports_to="Ada"),
    )

    assert [one.reports_to for one in History([cohort]).gathered().people] == ["", "", ""]


def test_people_of_a_list_are_recognised_by_address_or_else_by_a_name_that_is_theirs_alone() -> (
    None
):
    history = History(
        [
            a_cohort("North", someone("Ada", email="ada@example.org"), someone("Bo")),
            a_cohort("South", someone("Cleo")),
        ]
    )
    people = [
        a_person("Ada Lund", email="ADA@example.org", past_groups=words("West")),
        a_person("BO", email="bo@example.org"),
        a_person("Ada"),
        a_person("Cleo", id="c1"),
        a_person("cleo", id="c2", email="cleo@example.org"),
    ]

    found = history.added_to(people)

    assert [one.past_groups for one in found] == [
        words("North West"),
        words("North"),
        words("North"),
        frozenset(),
        frozenset(),
    ]


def test_a_past_group_that_a_list_spells_otherwise_is_the_same_group() -> None:
    history = History([a_cohort("North", someone("Ada"))])

    (ada,) = history.added_to([a_person("Ada", past_groups=frozenset({"NORTH", "west"}))])

    assert ada.past_groups == {"North", "west"}


MEMBERS = st.lists(
    st.builds(
        someone,
        st.sampled_from(["Ada", "Bo", "Cleo", "Dov"]),
        email=st.sampled_from([None, "x@example.org", "y@example.org"]),
        reports_to=st.sampled_from([None, "Ada", "bo", "X@example.org"]),
    ),
    max_size=6,
)


def cohorts_of(groups: list[list[Member]]) -> list[Cohort]:
    return [
        a_cohort(f"Group{number}", *(one.changed(id=f"m{at}") for at, one in enumerate(members)))
        for number, members in enumerate(groups)
    ]


@settings(derandomize=True)
@given(st.lists(MEMBERS, max_size=4), st.lists(st.sampled_from(["Ada", "Zoe", ""]), max_size=3))
def test_nobody_has_the_id_of_another_or_reports_to_somebody_unknown(
    groups: list[list[Member]], arriving: list[str]
) -> None:
    cohorts = cohorts_of(groups)
    coming = [replace(a_person("x"), name=name, reports_to="Bo") for name in arriving]

    found = History(cohorts).gathered(coming)

    everybody: list[Person] = [*found.people, *found.arrivals]
    ids = {person.id for person in everybody}
    assert len(ids) == len(everybody)
    assert all(person.reports_to in ids - {person.id} | {""} for person in everybody)
    for room, cohort in zip(found.rooms, cohorts, strict=True):
        assert len({person.id for person in room.people}) == len(cohort.members)


def test_a_workspace_without_cohorts_has_nobody() -> None:
    assert History([]).gathered() == Gathered(())


def test_a_level_that_two_cohorts_write_in_two_ways_is_one_for_everybody() -> None:
    old = a_cohort("North", someone("Ada", level="team lead", unit="Claims", site="Oslo"))
    new = a_cohort(
        "South", someone("Bo", level="Team  Lead", unit="CLAIMS", site="oslo"), formed=LATER
    )
    found = History([old, new]).gathered([a_person("Cleo", "claims", "TEAM LEAD")])

    assert {one.level for one in (*found.people, *found.arrivals)} == {"team lead"}
    assert {one.unit for one in (*found.people, *found.arrivals)} == {"Claims"}
    assert {one.site for one in found.people} == {"Oslo"}


def test_who_is_to_be_apart_is_found_by_the_address_or_else_by_the_name() -> None:
    rows = [
        {"member": "ada", "name": "Bo", "email": "bo@example.org"},
        {"member": "ada", "name": "Cleo Park"},
        {"member": "gone", "name": "Dov"},
    ]
    north = a_cohort("North", someone("Ada"), someone("Gone", left=LATER), apart=rows)
    coming = [
        a_person("Bob", email="BO@example.org"),
        a_person("Bo", email="other@example.org"),
        a_person("cleo  park", email="cleo@example.org"),
        a_person("Dov"),
    ]
    found = History([north]).gathered(coming)

    assert found.apart == {("ada", "bob"), ("ada", "cleo-park")}
