import json
import os
from dataclasses import replace
from pathlib import Path

from peergroup_cli.formation.certificate import certificate, readable
from peergroup_cli.formation.checking import verify
from peergroup_cli.formation.forming import Group, SolvedLevel, form
from peergroup_cli.formation.person import PairRule, Person
from tests.formation.test_forming import crew_of

GOLDEN = Path(__file__).parent / "golden"


def grouped(*members: str) -> list[Group]:
    return [
        Group(f"g{number}", "lead", tuple(words.split())) for number, words in enumerate(members)
    ]


def people(count: int) -> list[Person]:
    return [Person(f"p{n}", f"Name {n}", "lead", f"u{n}") for n in range(count)]


def test_a_certificate_is_plain_json_with_each_figure_and_its_bound() -> None:
    crew = crew_of(60)
    formation = form(crew, evaluations=2_000)

    written = certificate(crew, (), formation)

    assert json.loads(json.dumps(written)) == written
    assert [one["wish"] for one in written["figures"]] == [
        "slot",
        "unit",
        "history",
        "topic",
        "site",
    ]
    for figure in written["figures"]:
        parts = [
            bound
            for level in written["levels"]
            for bound in level["bounds"]
            if bound["wish"] == figure["wish"]
        ]
        assert sum(part["found"] for part in parts) == figure["found"]
        assert sum(part["bound"] for part in parts) == figure["bound"]


def test_the_unit_bound_follows_from_the_counts_in_the_certificate() -> None:
    crew = [replace(one, level="lead") for one in crew_of(60)]
    (level,) = certificate(crew, (), form(crew, evaluations=100))["levels"]
    (unit,) = [bound for bound in level["bounds"] if bound["wish"] == "unit"]

    total = 0
    for size, kinds in unit["counts"]["kinds_with_so_many_people"].items():
        q, r = divmod(int(size), level["groups"])
        total += kinds * (r * (q + 1) * q // 2 + (level["groups"] - r) * q * (q - 1) // 2)

    assert unit["bound"] == total


def test_a_certificate_names_nobody() -> None:
    crew = crew_of(30)

    text = json.dumps(certificate(crew, (), form(crew, evaluations=100)))

    assert not any(person.name in text or person.id in text for person in crew)


def test_a_readable_certificate_says_what_is_proven_and_what_is_not() -> None:
    crew = crew_of(7)
    formation = form([replace(one, level="lead") for one in crew])

    text = readable(certificate([replace(one, level="lead") for one in crew], (), formation))

    assert "7 people in 2 groups" in text
    assert "Too few or too odd for groups of 4 to 6: lead." in text
    assert "proven, nothing better exists" in text
    assert "site: the list says nothing about it" in text


def test_a_readable_certificate_says_how_far_off_the_best_may_be() -> None:
    crew = crew_of(90)

    text = readable(certificate(crew, (), form(crew, evaluations=100)))

    assert "of the best" in text


def test_groups_that_keep_all_rules_pass() -> None:
    assert verify(people(8), (), grouped("p0 p1 p2 p3", "p4 p5 p6 p7")) == []


def test_every_broken_rule_is_found_from_the_roster_alone() -> None:
    crew = people(14)
    crew[1] = replace(crew[1], reports_to="p0")
    crew[5] = replace(crew[5], level="chief")
    rules = [PairRule("apart", "p2", "p3"), PairRule("together", "p6", "p13")]

    problems = verify(crew, rules, grouped("p0 p1 p2 p3", "p4 p5 p6 p6 p7 p8 p9", "p10 p11 ghost"))

    assert problems == [
        "ghost is not in the list",
        "p12 is in no group",
        "p13 is in no group",
        "p6 is in 2 groups",
        "g0: p1 is with their own manager",
        "g1: its levels are chief, lead",
        "g1: it has 7 people",
        "g2: it has 2 people only",
        "p2 and p3 are not apart",
    ]


def some_of_two_levels() -> tuple[list[Person], list[PairRule]]:
    """Few enough that every grouping is tried, so that no change of the search changes figures."""
    crew = [
        Person(
            f"p{n}",
            f"Name {n}",
            "lead" if n < 8 else "chief",
            f"u{n % 3}",
            site=["Oslo", "Graz", ""][n % 3],
            slots=frozenset("ab" if n % 2 else "bc"),
            topics=frozenset("xyz"[n % 3 :]),
            past_groups=frozenset({f"old {n // 3}", "all"}),
        )
        for n in range(11)
    ]
    return crew, [PairRule("apart", "p0", "p1"), PairRule("together", "p2", "p3")]


def test_the_certificate_is_the_golden_file_byte_for_byte_as_json_and_as_text() -> None:
    crew, rules = some_of_two_levels()

    written = certificate(crew, rules, form(crew, rules))

    as_json = json.dumps(written, ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        (GOLDEN / "certificate.json").write_bytes(as_json.encode())
        (GOLDEN / "certificate.txt").write_bytes(readable(written).encode())
    assert as_json.encode() == (GOLDEN / "certificate.json").read_bytes()
    assert readable(written).encode() == (GOLDEN / "certificate.txt").read_bytes()


def test_a_bound_that_a_solver_claims_says_so() -> None:
    crew = people(30)
    crew = [replace(one, unit=f"u{n % 4}") for n, one in enumerate(crew)]
    formation = form(crew, evaluations=100)
    figures = {figure.wish: figure.found for figure in formation.figures}
    claimed = replace(formation, solved=(SolvedLevel("lead", (("unit", 99),), proven=False),))

    (level,) = certificate(crew, (), claimed)["levels"]

    assert figures["unit"] < 99
    assert level["claimed_by_a_solver"] == ["unit"]
    (unit,) = level["bounds"]
    assert unit["bound"] == 99
    assert "claimed by a solver" in unit["how"]
    assert claimed.claimed("chief") == {}
