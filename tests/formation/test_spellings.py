"""A level or a part of the organisation that is written in several ways is one."""

from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.explaining import explain
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.person import PairRule
from tests.formation.workspaces import a_person

MIXED = [
    a_person("Ada", "Claims", "Team lead"),
    a_person("Bo", "claims", "team lead"),
    a_person("Cleo", "IT", "TEAM LEAD"),
    a_person("Dov", "Law", "team  lead"),
]


def test_people_of_one_level_in_several_spellings_form_one_group() -> None:
    formation = form(MIXED)
    assert [group.members for group in formation.groups] == [("ada", "bo", "cleo", "dov")]
    assert verify(MIXED, [], formation.groups) == []


def test_spellings_of_a_part_of_the_organisation_count_as_one() -> None:
    formation = form(MIXED)
    unit = next(figure for figure in formation.figures if figure.wish == "unit")
    assert (unit.found, unit.bound) == (1, 1)
    assert recount(MIXED, formation.groups)["unit"] == 1
    told = " ".join(explain(formation, MIXED, "g001"))
    assert "From 3 parts of the organisation: 2 from claims." in told


def test_two_spellings_of_a_level_may_be_together() -> None:
    assert form(MIXED, [PairRule("together", "ada", "bo")]).groups
