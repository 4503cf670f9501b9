import pytest

from peergroup_cli.errors import StoppedByPerson, UsageProblem

from .forms import ADA, BEN, CLEO, DAY, DOV, SHARED, SIX, START, fill, form
from .script import CTRL_C, SAME


def test_back_corrects_the_answer_before() -> None:
    filled = fill("Harbor", "/back", "Harbour", "A theme", ADA, BEN, "", "")
    assert filled.draft.name == "Harbour"
    assert filled.script.asked[2].prefill == "Harbor"


def test_back_at_the_first_question_asks_it_again() -> None:
    assert fill("/back", *START, ADA, BEN, "", "").draft.name == "Harbour"


def test_back_from_the_first_member_leads_to_the_theme() -> None:
    filled = fill("Harbour", "Wrong", "/back", "Right", ADA, BEN, "", "")
    assert filled.draft.theme == "Right"


def test_back_within_a_member_keeps_what_was_answered_since() -> None:
    answers = ("Ada", "r", "l", *("/back",) * 3, "Ada Brook", "role", SAME, "u", "")
    filled = fill(*START, *answers, BEN, "", "", "why")
    ada = filled.draft.members[0]
    assert (ada.name, ada.role, ada.level, ada.unit) == ("Ada Brook", "role", "l", "u")


def test_back_from_a_name_opens_the_member_before() -> None:
    filled = fill(*START, ADA, "/back", "ada@example.org", BEN, "", "")
    assert filled.names == ["Ada Brook", "Ben Stone"]
    assert filled.draft.members[0].email == "ada@example.org"


def test_back_all_the_way_from_a_member_asks_for_the_name_again() -> None:
    back = ("/back",) * 5
    filled = fill(*START, ADA, *back, "Ada Stone", SAME, SAME, SAME, SAME, BEN, "", "")
    assert filled.names == ["Ada Stone", "Ben Stone"]


def test_back_from_the_review_asks_for_one_more() -> None:
    filled = fill(*START, ADA, BEN, "", "/back", CLEO, "", "")
    assert len(filled.names) == 3


def test_back_from_the_review_of_six_opens_the_sixth() -> None:
    filled = fill(*START, *SIX, "/back", "f@example.org", "")
    assert filled.draft.members[5].email == "f@example.org"


def test_in_the_review_a_number_changes_that_member() -> None:
    filled = fill(*START, ADA, BEN, "", "2", "Ben Hill", SAME, SAME, "Finance", "", "")
    ben = filled.draft.members[1]
    assert (ben.name, ben.id, ben.role, ben.unit) == ("Ben Hill", "ben-hill", "sales", "Finance")


def test_a_change_can_be_left_again() -> None:
    filled = fill(*START, ADA, BEN, "", "2", "Ben Hill", "/back", "/back", "")
    assert filled.names == ["Ada Brook", "Ben Stone"]


def test_in_the_review_a_minus_takes_a_member_out_and_a_plus_adds_one() -> None:
    filled = fill(*START, ADA, BEN, "", "-1", "", "+", CLEO, "", "yes")
    assert filled.names == ["Ben Stone", "Cleo Park"]
    assert "Not possible: A cohort needs at least 2 members." in filled.screen


def test_in_the_review_name_and_theme_can_be_changed() -> None:
    filled = fill(*START, ADA, BEN, "", "name", "Bay", "theme", "Trust", "")
    assert (filled.draft.name, filled.draft.theme) == ("Bay", "Trust")


@pytest.mark.parametrize("choice", ["0", "3", "-3", "x", "9" * 5000, "²"])
def test_a_choice_that_is_none_is_asked_for_again(choice: str) -> None:
    assert len(fill(*START, ADA, BEN, "", choice, "").names) == 2


def test_a_seventh_member_is_refused_in_the_review() -> None:
    filled = fill(*START, *SIX, "+", "")
    assert filled.script.asked[-1].hint == "A cohort has at most 6 members"


def test_the_review_shows_what_else_is_known() -> None:
    filled = fill(*START, f"{ADA}; a@b.org; Zoe; Lyon", BEN, "", "")
    assert "1 Ada Brook: a@b.org · reports to Zoe · Lyon" in filled.screen


def test_a_rule_that_is_not_kept_needs_a_written_reason() -> None:
    filled = fill(*START, *SHARED, "", "", "Two sites that never meet")
    (override,) = filled.form.overrides
    assert (override.rule, override.who) == ("different-units", ("ada-brook", "ben"))
    assert (override.reason, override.on) == ("Two sites that never meet", DAY)


def test_without_a_reason_the_members_are_changed_instead() -> None:
    filled = fill(*START, *SHARED, "", "", " ", "2", SAME, SAME, SAME, "Sales", "", "")
    assert filled.rules == []
    assert filled.draft.members[1].unit == "Sales"


def test_a_reason_can_be_corrected() -> None:
    manager = f"{CLEO}; ; Ada Brook"
    answers = ("", "", "Two sights", "/back", "Two sites", "Both agreed")
    filled = fill(*START, ADA, SHARED[1], manager, DOV, *answers)
    assert filled.rules == [
        ("different-units", "Two sites"),
        ("not-with-own-manager", "Both agreed"),
    ]


def test_back_from_the_first_reason_leads_to_the_review() -> None:
    filled = fill(*START, *SHARED, "", "", "/back", "-2", "")
    assert filled.rules == []
    assert filled.names == ["Ada Brook", "Cleo Park", "Dov Reed"]


def test_a_reason_that_is_no_longer_needed_is_not_kept() -> None:
    answers = ("", "", "two sites", "", "-2", "-2", "+", BEN, "", "")
    filled = fill(*START, ADA, SHARED[1], f"{CLEO}; ; Ada Brook", DOV, *answers)
    assert filled.names == ["Ada Brook", "Dov Reed", "Ben Stone"]
    assert filled.rules == []


def test_one_reason_given_beforehand_covers_every_rule() -> None:
    filled = form(*START, ADA, "Ben; b; team lead; Claims", "", "")
    filled.form.reason = "agreed by all"
    filled.form.fill_in()
    assert filled.rules == [("same-level", "agreed by all"), ("different-units", "agreed by all")]


def test_the_answers_are_kept_after_each_that_stands() -> None:
    filled = form(*START, ADA, "Ben", "sales", CTRL_C)
    with pytest.raises(KeyboardInterrupt):
        filled.form.fill_in()
    kept = [(bool(draft.name), bool(draft.theme), len(draft.members)) for draft in filled.kept]
    assert kept == [(True, False, 0), (True, True, 0), (True, True, 1)]


def test_a_member_that_is_corrected_is_kept_until_it_is() -> None:
    filled = form(*START, ADA, "/back", CTRL_C)
    with pytest.raises(KeyboardInterrupt):
        filled.form.fill_in()
    assert len(filled.kept[-1].members) == 1


@pytest.mark.parametrize("end", [(), ("/cancel",), (" /CANCEL ",)])
@pytest.mark.parametrize("before", [(), START, (*START, ADA, "Ben"), (*START, *SHARED, "", "")])
def test_the_form_can_be_left_at_every_question(
    before: tuple[str, ...], end: tuple[str, ...]
) -> None:
    filled = form(*before, *end)
    with pytest.raises(StoppedByPerson):
        filled.form.fill_in()


def test_a_form_goes_on_from_a_draft() -> None:
    first = form(*START, ADA, BEN, CTRL_C)
    with pytest.raises(KeyboardInterrupt):
        first.form.fill_in()
    filled = fill(CLEO, DOV, "", "", draft=first.kept[-1])
    assert filled.names == ["Ada Brook", "Ben Stone", "Cleo Park", "Dov Reed"]
    assert "Ada Brook" in filled.screen


def test_a_draft_of_six_goes_on_with_the_review() -> None:
    draft = fill(*START, *SIX, "").draft
    assert fill("", draft=draft).script.labels == ["Form this cohort?"]


def test_a_draft_without_a_theme_goes_on_with_the_theme() -> None:
    draft = fill(*START, ADA, BEN, "", "").draft.changed(theme=None)
    filled = fill("Another theme", "", "", draft=draft)
    assert filled.draft.theme == "Another theme"


def test_what_is_given_is_not_asked() -> None:
    draft = fill(*START, ADA, BEN, "", "").draft
    filled = form(draft=draft)
    filled.form.fill_in({"name", "theme", "members"})
    assert filled.script.asked == []
    assert filled.screen == ""


def test_of_members_that_are_given_only_the_reasons_are_asked() -> None:
    draft = fill(*START, *SHARED, "", "", "why").draft
    filled = form("", "2", "/back", "", "because", draft=draft)
    filled.form.fill_in({"name", "theme", "members"})
    assert filled.rules == [("different-units", "because")]
    assert filled.form.reviewed


def test_answers_from_a_script_are_not_asked_twice() -> None:
    filled = form("")
    filled.script.interactive = False
    with pytest.raises(UsageProblem, match="The name is empty"):
        filled.form.fill_in()


def test_the_questions_name_their_options() -> None:
    filled = fill(*START, *SHARED, "", "", "why")
    options = [asking.option for asking in filled.script.asked if asking.option]
    assert options[:3] == ["--name", "--theme", "--member or --from"]
    assert options[-1] == "--override"
