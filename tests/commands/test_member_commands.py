from collections.abc import Callable
from datetime import date, timedelta

import pytest

from peergroup_cli.commands.shared import options
from peergroup_cli.model.cohort import Apart
from peergroup_cli.storage.workspace import Workspace

from ..terminal.script import SAME, Script
from .cohorts import DAY, cohort, flat, run

EVE = "Eve Hart; HR; head of unit; HR"


@pytest.mark.parametrize(
    "args",
    [
        ("harbour", EVE),
        ("Harbour", EVE),
        (EVE,),
        ("--name", "Eve Hart", "--role", "HR", "--level", "head of unit", "--unit", "HR"),
        ("harbour", "Eve Hart; HR; head of unit; IT", "--unit", "HR"),
    ],
)
def test_a_member_is_added(harbour: Workspace, args: tuple[str, ...]) -> None:
    done = run("add-member", *args)
    assert done.exit_code == 0, done.stderr
    eve = cohort(harbour).member("eve-hart")
    assert (eve.name, eve.role, eve.unit, eve.joined) == ("Eve Hart", "HR", "HR", DAY)
    assert "member  eve-hart   Eve Hart" in done.stdout
    assert "Eve Hart is in Harbour." in done.stderr


def test_a_seventh_member_is_not_added(harbour: Workspace) -> None:
    run("add-member", EVE)
    run("add-member", "Fay; f; head of unit; F")
    done = run("add-member", "Gil; g; head of unit; G")
    assert done.exit_code == 2
    assert "at most 6" in done.stderr
    assert len(cohort(harbour).members) == 6


def test_a_member_who_breaks_a_rule_is_added_with_a_reason_only(harbour: Workspace) -> None:
    line = "Eve; HR; team lead; HR"
    refused = run("add-member", line)
    assert refused.exit_code == 16
    assert "team lead: Eve" in refused.stderr
    assert len(cohort(harbour).members) == 4
    assert run("add-member", line, "--override", "agreed").exit_code == 0
    assert [one.who for one in cohort(harbour).overrides] == [("eve",)]


def keep_apart_from_ada(harbour: Workspace, name: str, email: str | None = None) -> None:
    stored = harbour.cohort("harbour")
    row = Apart(member="ada-brook", name=name, email=email)
    harbour.save_cohort(stored, stored.record.changed(apart=(row,)))


def test_who_is_to_be_apart_from_a_member_is_added_with_a_reason_only(harbour: Workspace) -> None:
    keep_apart_from_ada(harbour, "Eve HART", "eve@example.org")
    refused = run("add-member", EVE)
    assert refused.exit_code == 16
    assert "Ada Brook and Eve Hart are to be apart." in refused.stderr
    assert len(cohort(harbour).members) == 4
    assert run("add-member", EVE, "--override", "They made peace").exit_code == 0
    (reason,) = cohort(harbour).overrides
    assert (reason.rule, reason.who) == ("apart", ("ada-brook", "eve-hart"))
    assert run("check-cohorts").exit_code == 0


def test_who_has_another_address_than_the_one_to_be_apart_is_somebody_else(
    harbour: Workspace,
) -> None:
    keep_apart_from_ada(harbour, "Eve Hart", "eve@example.org")
    assert run("add-member", f"{EVE}; other@example.org").exit_code == 0
    edited = run("edit-member", "harbour", "eve-hart", "--email", "Eve@example.org")
    assert (edited.exit_code, "are to be apart" in edited.stderr) == (16, True)


def test_a_reason_that_no_rule_needs_is_not_kept(harbour: Workspace) -> None:
    done = run("add-member", EVE, "--override", "just in case")
    assert done.exit_code == 0
    assert "not needed and not kept" in flat(done.stderr)
    assert cohort(harbour).overrides == ()


def test_what_is_missing_of_a_new_member_is_named(harbour: Workspace) -> None:
    done = run("add-member", "harbour", "--name", "Eve", "--level", "head of unit")
    assert done.exit_code == 16
    assert "--role, --unit" in done.stderr
    assert run("add-member", "harbour", "Eve; HR").exit_code == 2
    assert run("add-member", "harbour", EVE, "--email", "nowhere").exit_code == 2
    assert run("add-member", "nobody", EVE).exit_code == 12
    assert len(cohort(harbour).members) == 4


def test_a_new_member_is_asked_for(harbour: Workspace, answers: Callable[..., Script]) -> None:
    script = answers("Eve Hart", "HR", "", "IT", "", "They asked for it")
    done = run("add-member")
    assert done.exit_code == 0, done.stderr
    assert script.asked[2].default == "head of unit"
    assert cohort(harbour).overrides[0].reason == "They asked for it"
    assert "Eve Hart" in done.stderr


@pytest.mark.parametrize("said", [("/back",), ("/cancel",), (), ("Eve", "r", "", "IT", "", "")])
def test_nobody_is_added_where_the_questions_are_left(
    harbour: Workspace, answers: Callable[..., Script], said: tuple[str, ...]
) -> None:
    answers(*said)
    assert run("add-member").exit_code == 1
    assert len(cohort(harbour).members) == 4


def test_a_member_is_changed_by_options(harbour: Workspace) -> None:
    done = run("edit-member", "harbour", "Ada Brook", "--name", "Ada Hill", "--email", "")
    assert done.exit_code == 0, done.stderr
    ada = cohort(harbour).member("ada-brook")
    assert (ada.name, ada.email, ada.unit) == ("Ada Hill", None, "Claims")
    assert "member  ada-brook  Ada Hill" in done.stdout


def test_a_member_is_changed_by_the_form(
    harbour: Workspace, answers: Callable[..., Script]
) -> None:
    script = answers(SAME, "head of claims", SAME, SAME, "; Zoe; Lyon")
    assert run("edit-member", "harbour", "ada-brook").exit_code == 0
    ada = cohort(harbour).member("ada-brook")
    assert (ada.role, ada.email, ada.reports_to) == ("head of claims", None, "Zoe")
    assert script.asked[0].prefill == "Ada Brook"
    assert script.asked[4].prefill == "ada@example.org"


def test_a_change_that_breaks_a_rule_needs_a_reason(harbour: Workspace) -> None:
    change = ("edit-member", "harbour", "ada-brook", "--unit", "SALES")
    assert run(*change).exit_code == 16
    assert cohort(harbour).member("ada-brook").unit == "Claims"
    assert run(*change, "--override", "two sites").exit_code == 0
    assert cohort(harbour).overrides[0].who == ("ada-brook", "ben-stone")


def test_a_rule_that_was_not_kept_before_needs_no_reason_now(harbour: Workspace) -> None:
    stored = harbour.cohort("harbour")
    ada = stored.record.member("ada-brook").changed(unit="Sales")
    harbour.save_cohort(stored, stored.record.with_member(ada))
    done = run("edit-member", "harbour", "dov-reed", "--site", "Lyon")
    assert done.exit_code == 0
    assert "Ada Brook and Ben Stone are from the same part" in flat(done.stderr)


@pytest.mark.usefixtures("harbour")
def test_what_cannot_be_changed_is_said(answers: Callable[..., Script]) -> None:
    assert run("edit-member", "harbour", "ada-brook").exit_code == 16
    wrong = run("edit-member", "harbour", "ada-brook", "--role", "", "--email", "x")
    assert wrong.exit_code == 2
    assert "the role is missing" in wrong.stderr
    unknown = run("edit-member", "harbour", "Ada Brok", "--role", "r")
    assert unknown.exit_code == 12
    assert "Did you mean Ada Brook?" in unknown.stderr
    answers("/back")
    assert run("edit-member", "harbour", "ada-brook").exit_code == 1


@pytest.mark.usefixtures("harbour")
def test_of_two_members_called_the_same_the_id_is_asked_for() -> None:
    run("add-member", "Ada Brook; r; head of unit; HR")
    done = run("edit-member", "harbour", "ada brook", "--site", "Lyon")
    assert done.exit_code == 2
    assert "ada-brook, ada-brook-2" in done.stderr
    assert run("edit-member", "harbour", "ada-brook-2", "--site", "Lyon").exit_code == 0
    known = run("edit-member", "harbour", "nobody at all", "--site", "Lyon")
    assert "ada-brook, Ben Stone, Cleo Park, Dov Reed, ada-brook-2" in known.stderr


@pytest.mark.parametrize("typed", ["Siobhan", "o briain", "SIOBHÁN Ó BRIAIN"])
def test_a_member_is_named_by_words_of_the_name_without_accents(
    harbour: Workspace, typed: str
) -> None:
    run("add-member", "Siobhán Ó Briain; r; head of unit; HR")
    done = run("edit-member", "harbour", typed, "--site", "Cork")
    assert done.exit_code == 0, done.stderr
    assert cohort(harbour).members[-1].site == "Cork"


def test_a_member_who_left_stays_in_the_history(harbour: Workspace) -> None:
    done = run("remove-member", "harbour", "Ben Stone")
    assert done.exit_code == 0, done.stderr
    ben = cohort(harbour).member("ben-stone")
    assert ben.left == DAY
    assert len(cohort(harbour).present_members) == 3
    assert f"member  ben-stone  Ben Stone (left {DAY})" in done.stdout
    assert "Note: 3 members are few" in done.stderr


def test_the_day_can_be_said(harbour: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda: DAY + timedelta(days=30))
    assert run("remove-member", "harbour", "ben-stone", "--on", "2026-12-01").exit_code == 0
    assert cohort(harbour).member("ben-stone").left == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("yesterday", "is not a date such as"),
        ("2026-11-23", "before Ben Stone joined"),
        ("2026-11-25", "is in the future"),
    ],
)
def test_a_day_that_cannot_be_is_refused(harbour: Workspace, day: str, problem: str) -> None:
    done = run("remove-member", "harbour", "ben-stone", "--on", day)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert cohort(harbour).member("ben-stone").left is None


@pytest.mark.usefixtures("harbour")
def test_nobody_leaves_twice_or_unknown() -> None:
    run("remove-member", "harbour", "ben-stone")
    assert run("remove-member", "harbour", "ben-stone").exit_code == 2
    assert run("remove-member", "harbour", "nobody").exit_code == 12


def test_a_slip_can_be_taken_back(harbour: Workspace) -> None:
    done = run("remove-member", "harbour", "ben-stone")
    assert "edit-member harbour ben-stone --back" in flat(done.stderr)
    assert run("edit-member", "harbour", "ben-stone", "--back").exit_code == 0
    assert cohort(harbour).member("ben-stone").left is None


@pytest.mark.usefixtures("harbour")
def test_somebody_comes_back_only_where_there_is_room() -> None:
    run("remove-member", "harbour", "ben-stone")
    for name in "EFG":
        assert run("add-member", f"{name}; r; head of unit; {name}").exit_code == 0
    done = run("edit-member", "harbour", "ben-stone", "--back")
    assert done.exit_code == 2
    assert "at most 6" in done.stderr


def test_a_place_that_was_left_can_be_taken(harbour: Workspace) -> None:
    run("remove-member", "harbour", "ben-stone")
    assert run("add-member", "Ben Stone; r; head of unit; Sales").exit_code == 0
    assert cohort(harbour).member("ben-stone-2").left is None


@pytest.mark.usefixtures("harbour")
def test_that_only_one_is_left_can_be_noted_and_mended() -> None:
    for name in ("ada-brook", "ben-stone", "cleo-park"):
        done = run("remove-member", "harbour", name)
        assert done.exit_code == 0
    assert "Note: A cohort needs at least 2 members." in done.stderr
    assert run("add-member", EVE).exit_code == 0


def test_a_first_name_is_enough_where_only_one_has_it(harbour: Workspace) -> None:
    assert run("edit-member", "harbour", "ada", "--role", "Lead").exit_code == 0
    assert cohort(harbour).member("ada-brook").role == "Lead"


def test_where_there_is_one_cohort_its_name_may_be_left_out(harbour: Workspace) -> None:
    assert run("edit-member", "Ben Stone", "--site", "Lyon").exit_code == 0
    assert cohort(harbour).member("ben-stone").site == "Lyon"
    assert run("remove-member", "ben-stone").exit_code == 0
    assert "ben-stone of Harbour" in run("erase-member", "ben-stone").stdout
    missing = run("remove-member")
    assert missing.exit_code == 2
    assert "The member is missing." in missing.stderr
