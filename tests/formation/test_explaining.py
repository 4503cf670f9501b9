from collections.abc import Sequence
from dataclasses import replace

import pytest

from peergroup_cli.errors import NotFound, UsageProblem
from peergroup_cli.formation.explaining import explain, explain_to, person_called
from peergroup_cli.formation.forming import Figure, Formation, Group
from peergroup_cli.formation.person import Person
from peergroup_cli.model.settings import WISHES, Wish
from tests.formation.workspaces import a_person, words

ADA = a_person("Ada", "Sales", site="Oslo", slots=words("mon tue"), topics=words("trust"))
BO = a_person("Bo", "Sales", site="Graz", slots=words("tue"), topics=words("trust strategy"))
CLEO = a_person("Cleo", "Law", slots=words("tue wed"), topics=words("trust"))


def formation(people: Sequence[Person], asked: Sequence[Wish] = WISHES) -> Formation:
    group = Group("g001", "lead", tuple(sorted(person.id for person in people)))
    figures = [Figure(wish, 0, 0, "", asked=wish in asked) for wish in WISHES]
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
            "it could not be had for everybody."
        ),
        "You have been in a group with nobody of it before, as far as is known.",
        "Of your topics, the whole group shares trust.",
        "Nobody else is from your site.",
    ]


def test_a_person_reads_what_could_not_be_had_without_whose_fault_it_is() -> None:
    own = a_person("Zoe", topics=words("money"), past_groups=words("x"))
    other = a_person("Yan", topics=words("trust"), past_groups=words("x"))

    assert told(own, other) == [
        "You named no times, so there is none that the whole group shares.",
        "Nobody else is from your part of the organisation.",
        "Not everybody is new to you: it could not be had for everybody.",
        (
            "None of your topics suited the whole group: none suits anybody else in it; "
            "it could not be had for everybody."
        ),
    ]


def test_what_the_list_does_not_say_is_not_explained() -> None:
    people = (ADA, BO)

    assert len(explain(formation(people, ["unit"]), people, "g001")) == 3
    assert len(explain_to(formation(people, ["slot", "unit"]), people, "ada")) == 3


@pytest.mark.parametrize(("count", "company"), [(2, "one other "), (6, "five")])
def test_how_many_others_there_are_is_said_in_words(count: int, company: str) -> None:
    people = [a_person(f"P{n}") for n in range(count)]

    (first, *_) = explain_to(formation(people), people, "p0")

    assert f"with {company}" in first


def test_what_is_not_proven_was_not_found() -> None:
    own = a_person("Zoe", "Sales", past_groups=words("x"))
    other = a_person("Yan", "Sales", past_groups=words("x"))
    group = Group("g001", "lead", ("yan", "zoe"))
    figures = (Figure("unit", 1, 0, ""), Figure("history", 1, 1, "", conditional="if"))

    told = explain_to(Formation((group,), figures, ()), (own, other), "zoe")[1:]

    assert [sentence.partition(": ")[2] for sentence in told] == [
        "a better grouping was not found.",
        "nothing better is possible while different parts of the organisation are wanted more.",
    ]


def test_whoever_named_times_that_suit_nobody_is_told_so() -> None:
    own = a_person("Zoe", "Law", slots=words("mon"), topics=words("x"))

    assert told(own, a_person("Yan", "IT", slots=words("tue")))[0] == (
        "None of your times suited the whole group: none suits anybody else in it; "
        "it could not be had for everybody."
    )


def test_how_many_a_time_suits_at_most_is_said_and_of_whom_is_not() -> None:
    own = a_person("Zoe", slots=words("mon tue"))
    others = [a_person(name, slots=words(slots)) for name, slots in NAMED_SLOTS]
    (sentence,) = explain_to(formation([own, *others], ["slot"]), [own, *others], "zoe")[1:]
    assert "each suits at most two of the three others; it could not be had" in sentence


NAMED_SLOTS = (("Yan", "mon"), ("Xia", "mon wed"), ("Wim", "tue"))


def test_what_is_wanted_more_is_named_where_it_stands_in_the_way() -> None:
    own = a_person("Zoe", "Sales", slots=words("mon"), past_groups=words("x"))
    other = a_person("Yan", "Sales", slots=words("mon"), past_groups=words("x"))
    group = Group("g001", "lead", ("yan", "zoe"))
    figures = (
        Figure("slot", 0, 0, ""),
        Figure("unit", 1, 1, "", conditional="if"),
        Figure("history", 1, 1, "", conditional="if"),
    )
    told = explain_to(Formation((group,), figures, ()), (own, other), "zoe")
    more = "nothing better is possible while a common time"
    assert f"{more} is wanted more." in told[2]
    assert f"{more} and different parts of the organisation are wanted more." in told[3]


def test_a_lone_person_is_told_why_there_is_no_group() -> None:
    (only,) = explain_to(formation([ADA]), [ADA], "ada")
    assert only.endswith(
        "Yours is lead, and nobody else in the list has this level, so there is no group for you "
        "yet."
    )

    groups = (Group("g001", "lead", ("ada",)), Group("g002", "lead", ("bo",)))
    (alone,) = explain_to(Formation(groups, (), ()), [ADA, BO], "ada")
    assert "the rules left nobody of this level who could be with you" in alone


def test_a_person_is_found_by_id_e_mail_or_name_and_near_misses_are_suggested() -> None:
    crew = [replace(a_person(f"P{n}"), id=f"E{n}", email=f"p{n}@x.org") for n in range(20)]
    twins = [*crew, replace(crew[3], id="E33")]

    assert [person_called(crew, word).id for word in ("E3", "P3", "p3@X.org")] == ["E3"] * 3
    with pytest.raises(UsageProblem, match="names 2 people") as several:
        person_called(twins, "p3")
    assert several.value.hint == "Give an id: E3 and E33."
    with pytest.raises(NotFound) as near:
        person_called([a_person("Ada Brook"), *crew], "Ada Brok")
    assert near.value.hint == "Did you mean Ada Brook or ada brook?"
    with pytest.raises(NotFound) as far:
        person_called(crew, "Quentin")
    assert far.value.hint == "There are 40, and none is called anything like it."
