from collections.abc import Sequence

import pytest

from peergroup_cli.formation.explaining import explain, explain_to
from peergroup_cli.formation.forming import Figure, Formation, Group
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.tiers import DEFAULT_ORDER, Tier
from tests.formation.workspaces import a_person, words

ADA = a_person("Ada", "Sales", site="Oslo", slots=words("mon tue"), topics=words("trust"))
BO = a_person("Bo", "Sales", site="Graz", slots=words("tue"), topics=words("trust strategy"))
CLEO = a_person("Cleo", "Law", slots=words("tue wed"), topics=words("trust"))


def formation(people: Sequence[Person], asked: Sequence[Tier] = DEFAULT_ORDER) -> Formation:
    group = Group("g001", "lead", tuple(sorted(person.id for person in people)))
    figures = [Figure(tier, 0, 0, "", asked=tier in asked) for tier in DEFAULT_ORDER]
    return Formation((group,), tuple(figures), ())


def said(*people: Person) -> list[str]:
    return explain(formation(people), people, "g001")[2:]


def told(one: Person, *others: Person) -> list[str]:
    people = (one, *others)
    return explain_to(formation(people), people, one.id)[1:]


def test_a_coordinator_reads_what_the_group_has_in_common_and_who_is_alike() -> None:
    met = a_person("Dov", "IT", slots=words("tue"), topics=words("trust"), past_groups=words("x"))
    again = a_person("Eve", "HR", slots=words("tue"), topics=words("trust"), past_groups=words("x"))

    assert said(ADA, BO, CLEO, met, again) == [
        "All of them have in common: meeting slot tue.",
        "From 4 parts of the organisation: 2 from Sales.",
        "In a group before: Dov with Eve.",
        "All of them have in common: challenge topic trust.",
        "All of them are from different sites.",
    ]


def test_a_coordinator_reads_what_could_not_be_had() -> None:
    strange = a_person("Zoe", site="Oslo", topics=words("money"))

    assert said(ADA, strange) == [
        "They have no meeting slot in common.",
        "All of them are from different parts of the organisation.",
        "None of them met before.",
        "They have no challenge topic in common.",
        "From 1 site: 2 from Oslo.",
    ]


def test_a_person_reads_the_own_times_topics_and_place_only() -> None:
    assert told(ADA, BO, CLEO) == [
        "Of your times, the whole group shares tue.",
        (
            "Not everybody else is from another part of the organisation than you: "
            "it could not be had."
        ),
        "You have been in a group with nobody of it before, as far as is known.",
        "Of your topics, the whole group shares trust.",
        "Nobody else is from your site.",
    ]


def test_a_person_reads_what_could_not_be_had_without_whose_fault_it_is() -> None:
    own = a_person("Zoe", topics=words("money"), past_groups=words("x"))
    other = a_person("Yan", topics=words("trust"), past_groups=words("x"))

    assert told(own, other) == [
        "None of your times suited the whole group.",
        "Nobody else is from your part of the organisation.",
        "Not everybody is new to you: it could not be had.",
        "None of your topics suited the whole group.",
    ]


def test_what_the_list_does_not_say_is_not_explained() -> None:
    people = (ADA, BO)

    assert len(explain(formation(people, ["unit"]), people, "g001")) == 3
    assert len(explain_to(formation(people, ["slot", "unit"]), people, "ada")) == 3


@pytest.mark.parametrize(("count", "company"), [(1, "no others"), (2, "one other "), (6, "five")])
def test_how_many_others_there_are_is_said_in_words(count: int, company: str) -> None:
    people = [a_person(f"P{n}") for n in range(count)]

    (first, *_) = explain_to(formation(people), people, "p0")

    assert f"with {company}" in first
