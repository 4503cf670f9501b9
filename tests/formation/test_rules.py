from datetime import timedelta

import pytest

from peergroup_cli.formation.rules import (
    Finding,
    check,
    folded,
    in_use,
    listed,
    overridden,
    unmet,
)
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.people import Member

from .people import DAY, excused, someone

ADA, BEN, CLEO, DOV = (someone(name) for name in ("Ada", "Ben", "Cleo", "Dov"))
FOUR = (ADA, BEN, CLEO, DOV)


def test_four_peers_from_four_units_break_no_rule() -> None:
    assert check(FOUR) == []


def test_six_are_a_cohort_and_seven_are_refused() -> None:
    seven = [someone(name) for name in "ABCDEFG"]
    assert check(seven[:6]) == []
    (finding,) = check(seven)
    assert (finding.rule, finding.severity) == ("size", "refused")
    assert finding.who == tuple("abcdefg")
    assert "at most 6" in finding.sentence
    assert "7" in finding.sentence


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_are_refused(count: int) -> None:
    (finding,) = check(FOUR[:count])
    assert (finding.rule, finding.severity) == ("size", "refused")
    assert "at least 2" in finding.sentence


@pytest.mark.parametrize("count", [2, 3])
def test_fewer_than_four_are_a_piece_of_advice(count: int) -> None:
    (finding,) = check(FOUR[:count])
    assert (finding.rule, finding.severity) == ("size", "advice")
    assert f"{count} members" in finding.sentence


def test_who_has_left_does_not_count() -> None:
    gone = ADA.changed(left=DAY + timedelta(days=1))
    (finding,) = check((gone, BEN, CLEO, DOV))
    assert (finding.severity, finding.who) == ("advice", ("ben", "cleo", "dov"))


def test_different_levels_are_named_with_who_has_them() -> None:
    dov = someone("Dov", level="team lead")
    (finding,) = check((ADA, BEN, CLEO, dov))
    assert (finding.rule, finding.severity, finding.who) == ("same-level", "needs-reason", ("dov",))
    assert finding.sentence == (
        "The levels of responsibility differ. head of unit: Ada, Ben and Cleo; team lead: Dov."
    )


@pytest.mark.parametrize("level", ["Head of Unit", " head  of unit ", "head\u00a0of unit"])
def test_letter_case_and_blanks_make_no_other_level(level: str) -> None:
    assert check((ADA, BEN, CLEO, someone("Dov", level=level))) == []


def test_the_same_part_of_the_organisation_is_named_with_who_shares_it() -> None:
    pairs = (
        someone("Ada", unit="Sales"),
        someone("Ben", unit="IT"),
        someone("Cleo", unit="SALES"),
        someone("Dov", unit="it "),
    )
    sales, it = check(pairs)
    assert (sales.rule, sales.who) == ("different-units", ("ada", "cleo"))
    assert sales.sentence == "Ada and Cleo are from the same part of the organisation: Sales."
    assert it.who == ("ben", "dov")


@pytest.mark.parametrize("manager", ["Ada", "ADA ", "ada@example.org", "ada"])
def test_a_manager_is_known_by_name_address_or_id(manager: str) -> None:
    ada = someone("Ada", email="Ada@Example.org")
    ben = someone("Ben", reports_to=manager)
    (finding,) = check((ada, ben, CLEO, DOV))
    assert (finding.rule, finding.who) == ("not-with-own-manager", ("ben", "ada"))
    assert finding.sentence == "Ben reports to Ada."


def test_a_manager_elsewhere_breaks_no_rule() -> None:
    assert check((someone("Ada", reports_to="Zoe"), BEN, CLEO, DOV)) == []


def test_nobody_is_their_own_manager() -> None:
    assert check((someone("Ada", reports_to="Ada"), BEN, CLEO, DOV)) == []


def test_of_two_with_one_name_the_other_may_be_the_manager() -> None:
    twin = someone("Ada", id="ada-2", unit="elsewhere", reports_to="Ada")
    (finding,) = check((ADA, twin, BEN, CLEO))
    assert finding.who == ("ada-2", "ada")


def test_an_accent_written_in_another_way_is_the_same_letter() -> None:
    assert folded("Zoe\u0301  BROOK") == folded("Zo\u00e9 Brook")


def test_names_are_listed_as_in_a_sentence() -> None:
    lists = [listed(["Ada", "Ben", "Cleo"][:count]) for count in range(4)]
    assert lists == ["", "Ada", "Ada and Ben", "Ada, Ben and Cleo"]


SHARED = (someone("Ada", unit="Sales"), someone("Ben", unit="Sales"), CLEO, DOV)


def test_a_reason_for_the_same_people_meets_the_finding() -> None:
    assert [finding.rule for finding in unmet(SHARED)] == ["different-units"]
    assert unmet(SHARED, [excused("different-units", "ben", "ada")]) == []


def test_a_reason_for_other_people_or_another_rule_does_not() -> None:
    reasons = [excused("different-units", "ada", "cleo"), excused("same-level", "ada", "ben")]
    assert len(unmet(SHARED, reasons)) == 1


def test_a_reason_that_names_nobody_holds_for_the_cohort() -> None:
    assert unmet(SHARED, [excused("different-units")]) == []


def test_one_more_from_the_same_unit_needs_a_new_reason() -> None:
    reason = excused("different-units", "ada", "ben")
    assert len(unmet((*SHARED, someone("Eve", unit="Sales")), [reason])) == 1


def test_a_reason_for_three_still_holds_for_two_of_them() -> None:
    assert unmet(SHARED, [excused("different-units", "ada", "ben", "eve")]) == []


def test_a_cohort_brings_its_own_reasons() -> None:
    cohort = Cohort(
        format=1, id="c", name="C", theme="T", formed=DAY, members=SHARED,
        overrides=(excused("different-units", "ada", "ben"),),
    )  # fmt: skip
    assert unmet(cohort) == []
    assert len(unmet(cohort, [])) == 1


def test_size_never_needs_a_reason() -> None:
    assert unmet((ADA, BEN)) == []
    assert unmet((ADA,)) == []


def test_a_reason_for_a_level_holds_when_the_usual_level_turns_round() -> None:
    dov = someone("Dov", level="team lead")
    reason = excused("same-level", "dov")
    assert unmet((ADA, BEN, dov), [reason]) == []
    assert unmet((dov, ADA), [reason]) == []


def test_a_third_level_needs_a_new_reason() -> None:
    dov, eve = someone("Dov", level="team lead"), someone("Eve", level="director")
    (finding,) = unmet((ADA, BEN, dov, eve), [excused("same-level", "dov")])
    assert finding.who == ("dov", "eve")


def test_reasons_out_of_use_are_told_from_those_in_use() -> None:
    used = excused("different-units", "ada", "ben")
    reasons = (excused("same-level", "ada"), used, excused("different-units", "ada", "ben"))
    assert len(in_use(SHARED, reasons)) == 1
    assert in_use(FOUR, reasons) == ()


def test_a_finding_becomes_the_record_of_its_reason() -> None:
    (finding,) = unmet(SHARED)
    override = overridden(finding, "line\r\nend", DAY)
    assert (override.rule, override.who) == ("different-units", ("ada", "ben"))
    assert (override.reason, override.on) == ("line\nend", DAY)


def test_no_reason_makes_up_for_the_size() -> None:
    with pytest.raises(ValueError, match="size"):
        overridden(Finding("size", "refused", (), "…"), "please", DAY)


def test_the_rules_hold_for_any_order_of_members() -> None:
    members: list[Member] = list(SHARED)
    assert {finding.rule for finding in check(members[::-1])} == {"different-units"}
