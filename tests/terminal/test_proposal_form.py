"""Six of a longer list are proposed, and the facilitator swaps whom they like."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from peergroup_cli.errors import StoppedByPerson
from peergroup_cli.formation.person import Person
from peergroup_cli.terminal.proposal_form import ProposalForm, ask_level
from tests.terminal.interrupting import in_memory, written
from tests.terminal.persons import person, some
from tests.terminal.script import Script

TAKE = "Take this group?"
COMES = "Who comes?"


class Proposal:
    """A form that is filled in with these answers, all of which are needed."""

    def __init__(self, people: Sequence[Person], *answers: str) -> None:
        self.console = console = in_memory(terminal=False)
        self.script = Script(answers)
        self.group = ProposalForm(self.script, console, people, people[:6]).fill_in()
        self.screen = " ".join(written(console).split())
        assert self.script.done

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.group]


def test_enter_takes_the_group_that_is_shown() -> None:
    filled = Proposal(some(), "")
    assert filled.names == ["Ada", "Bo", "Cleo", "Dov", "Eve", "Fay"]
    assert "1 Ada head Ada's" in filled.screen
    assert "6 Fay head Fay's" in filled.screen
    assert "Gil" not in filled.screen
    assert "Nobody from the same part of the organisation as another." in filled.screen
    assert filled.script.asked[0].default == "yes"


def test_facts_tell_what_they_share_and_what_not() -> None:
    people = [
        replace(one, slots=frozenset({"Mon AM"}), topics=frozenset(one.name), site=site)
        for one, site in zip(some(), "LLLMNOPQ", strict=True)
    ]
    people[1] = replace(people[1], past_groups=frozenset({"North"}), unit=people[0].unit)
    people[2] = replace(people[2], past_groups=frozenset({"North"}))
    screen = Proposal(people, "y").screen
    for fact in (
        "Common meeting slot: Mon AM.",
        "No common challenge topic.",
        "2 from Ada's.",
        "In a group before: Bo with Cleo.",
        "3 from L.",
    ):
        assert fact in screen


def test_a_swap_says_what_gets_better_and_worse() -> None:
    people = some()
    people[1] = replace(people[1], unit="Ada's")
    people[6] = replace(people[6], unit="Cleo's")
    filled = Proposal(people, "2=Hal", "3=Gil", "4=Bo", "yes")
    assert filled.names == ["Ada", "Hal", "Gil", "Bo", "Eve", "Fay"]
    better = "better: nobody from the same part of the organisation as another"
    assert f"Bo goes, Hal (Hal's) comes; {better}" in filled.screen
    assert "Cleo goes, Gil (Cleo's) comes; nothing gets better or worse" in filled.screen
    assert "Dov goes, Bo (Ada's) comes; worse: 2 from Ada's" in filled.screen


def test_a_number_alone_shows_the_best_five_and_one_is_chosen() -> None:
    people = some(10)
    people[6] = replace(people[6], unit="Ada's")
    filled = Proposal(people, "2", "1", "")
    assert filled.names[1] == "Hal"
    assert filled.script.labels == [TAKE, COMES, TAKE]
    assert "Who comes for Bo? 1 Hal (Hal's) comes" in filled.screen
    # who makes it worse comes last
    assert "4 Gil (Ada's) comes; worse: 2 from Ada's" in filled.screen


def test_instead_of_the_best_anybody_can_be_named() -> None:
    people = some(10)
    assert Proposal(people, "2", "jo", "").names[1] == "Jo"
    assert Proposal(people, "2", "", "").names[1] == "Bo"


def test_what_is_no_number_or_name_there_is_asked_again() -> None:
    filled = Proposal(some(8), "2", "9", "3", "gil", "")
    assert filled.names[1] == "Gil"
    assert "“9” names nobody" in filled.script.asked[2].hint


def test_back_takes_back_the_last_swap_and_no_more_than_there_was() -> None:
    filled = Proposal(some(), "1=Gil", "2=Hal", "/back", "")
    assert filled.names[:2] == ["Gil", "Bo"]
    assert Proposal(some(), "1=Gil", "/back", "/back", "").names[0] == "Ada"


def test_back_from_the_choice_leaves_earlier_swaps_alone() -> None:
    filled = Proposal(some(), "1=Gil", "2", "/back", "")
    assert filled.names[:2] == ["Gil", "Bo"]


def test_who_is_meant_may_be_said_by_id_e_mail_or_the_start_of_the_name() -> None:
    people = some(7)
    people[6] = replace(people[6], id="E07", name="Gil Ray", email="gil@example.org")
    for word in ("e07", "GIL@example.org", " gil  ray ", "gi"):
        assert Proposal(people, f"1 = {word}", "").names[0] == "Gil Ray"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("7", "Enter: yes.  3: swap number 3."),
        ("0=Gil", "Enter: yes.  3: swap number 3."),
        ("²", "Enter: yes.  3: swap number 3."),
        ("perhaps", "Enter: yes.  3: swap number 3."),
        ("1=Zed", "“Zed” names nobody."),
        ("1=H", "“H” names 2 people; give the id, such as hal, hew."),
        ("1=Bo", "Bo is in the group already"),
        ("1=Max", "Not possible: Max has another level: chief"),
        ("1=Ira", "Not possible: Ira reports to Bo"),
        ("1=Una", "Not possible: Cleo reports to Una"),
    ],
)
def test_a_swap_that_cannot_be_is_refused_with_the_reason_and_asked_again(
    answer: str, problem: str
) -> None:
    people = some()
    people[2] = replace(people[2], reports_to="una")
    people += [
        person("Hew"),
        person("Max", level="chief"),
        person("Ira", reports_to="bo"),
        person("Una"),
    ]
    filled = Proposal(people, answer, "")
    assert filled.names == ["Ada", "Bo", "Cleo", "Dov", "Eve", "Fay"]
    assert problem in filled.script.asked[1].hint


def test_the_own_manager_may_come_for_whom_they_manage() -> None:
    people = [*some(6), person("Una")]
    people[2] = replace(people[2], reports_to="una")
    assert Proposal(people, "3=Una", "").names[2] == "Una"


def test_where_nobody_else_can_come_it_says_so() -> None:
    people = [*some(6), person("Max", level="chief")]
    filled = Proposal(people, "1", "")
    assert filled.script.labels == [TAKE, TAKE]
    assert "Nobody else of the list can sit with the others" in filled.screen


@pytest.mark.parametrize("answers", [("/cancel",), ("1=Gil", "2", "/cancel"), ("1",)])
def test_the_form_can_be_left_at_every_question(answers: tuple[str, ...]) -> None:
    with pytest.raises(StoppedByPerson, match="nothing was changed"):
        Proposal(some(), *answers)


def test_names_stay_text_and_long_ones_are_cut() -> None:
    people = some()
    people[0] = person("[red]A[/]", unit="=1+1", site="\x1b[2J")
    people[6] = person("[b]Gil", unit="\u202enimda")
    people[1] = replace(people[1], name="x" * 200)
    screen = Proposal(people, "2=[b]Gil", "").screen
    assert "1 [red]A[/] head =1+1 \\x1b[2J" in screen
    assert "[b]Gil (\\u202enimda) comes" in screen
    assert "x" * 61 not in screen.replace(" ", "")


def test_the_further_lines_of_a_candidate_begin_below_the_first() -> None:
    people = some()
    people[6] = replace(people[6], unit="Law and order " * 4)
    lines = written(Proposal(people, "1", "", "").console).splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("1  ") and "comes" in line)
    assert lines[at + 1].startswith("   ")
    assert lines[at + 1].strip()


# the level


def level(*answers: str, people: Sequence[Person] | None = None) -> tuple[str, Script, str]:
    console, script = in_memory(terminal=False), Script(answers)
    several = [*some(3), person("Max", level="Chief"), person("Mia", level="Chief")]
    found = ask_level(script, console, people if people is not None else several)
    assert script.done
    return found, script, written(console)


def test_one_level_is_not_asked_for() -> None:
    assert level(people=some(8))[0] == "head"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [("", "head"), ("1", "head"), ("2", "Chief"), ("chief", "Chief"), ("HEAD", "head")],
)
def test_of_several_levels_one_is_chosen_by_number_or_name(answer: str, wanted: str) -> None:
    found, _, screen = level(answer)
    assert found == wanted
    assert "1  head: 3\n2  Chief: 2\n" in screen


@pytest.mark.parametrize("wrong", ["3", "0", "boss"])
def test_another_level_is_asked_for_again(wrong: str) -> None:
    found, script, _ = level(wrong, "/back", "2")
    assert found == "Chief"
    assert script.asked[1].hint == "Write a number from 1 to 2"


def test_the_choice_of_the_level_can_be_left() -> None:
    with pytest.raises(StoppedByPerson):
        level("/cancel")


def test_somebody_is_found_without_accents_and_with_another_apostrophe() -> None:
    people = [*some(), person("Jörg d\u2019Arcy")]
    assert Proposal(people, "2=jorg d'arcy", "").names[1] == "Jörg d\u2019Arcy"
