"""The form in which a person confirms what the columns of a list hold."""

from dataclasses import dataclass

import pytest

from peergroup_cli.errors import StoppedByPerson
from peergroup_cli.formation.columns import Columns, mapping
from peergroup_cli.terminal.columns_form import column_names, confirmed_columns
from tests.terminal.interrupting import in_memory, written
from tests.terminal.script import Script

HEADER = ("Name", "Level", "Dept", "Squad", "Office")


@dataclass
class Confirmed:
    columns: Columns
    script: Script
    screen: str

    def source(self, column: str) -> str:
        return self.columns.source(column)


def confirm(
    *answers: str, header: tuple[str, ...] = HEADER, given: dict[str, str] | None = None
) -> Confirmed:
    """The form after these answers; all of them were needed."""
    script, console = Script(answers), in_memory(terminal=False)
    columns = confirmed_columns(
        script, console, lambda said: mapping(header, said), given or {}, "list.csv: 9 rows"
    )
    assert script.done
    return Confirmed(columns, script, written(console))


def test_enter_says_that_the_columns_are_right() -> None:
    done = confirm("")
    assert (done.source("name"), done.source("unit")) == ("Name", "Dept")
    assert done.script.labels == ["Are the columns right?"]
    assert done.script.asked[0].default == "yes"


def test_what_is_recognised_and_what_is_not_used_is_shown() -> None:
    lines = [" ".join(line.split()) for line in confirm("yes").screen.splitlines()]
    assert "list.csv: 9 rows" in lines
    assert "unit part of the organisation Dept" in lines
    assert "Not used, and kept nowhere: Squad" in lines


def test_a_column_can_be_named_and_another_left_out() -> None:
    done = confirm("unit=Squad", "site = ", " Y ")
    assert done.source("unit") == "Squad"
    assert "site" not in done.columns.places
    assert done.columns.unused == ("Dept", "Office")


def test_what_map_says_is_where_the_form_begins_and_back_returns_there() -> None:
    done = confirm("unit=Dept", "/back", "", given={"unit": "Squad"})
    assert done.source("unit") == "Squad"


def test_columns_that_are_missing_cannot_be_confirmed() -> None:
    done = confirm("yes", "", "unit=Section", "", header=("Name", "Level", "Section"))
    assert done.source("unit") == "Section"
    assert "Not possible: the first row names the columns" in " ".join(done.screen.split())
    first, again = done.script.asked[:2]
    assert first.default == ""
    assert "unit is not among them" in again.hint
    assert "\nunit=Dept: take the unit" in again.hint


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("no", "“no” has no = in it; write unit=Dept"),
        ("taste=Dept", "There is no column taste; there is id, name"),
        ("x" * 300, "…” has no = in it"),
        ("/help", "Two words work here: /back and /cancel"),
    ],
)
def test_an_answer_that_is_not_understood_is_asked_for_again(answer: str, hint: str) -> None:
    again = confirm(answer, "").script.asked[1]
    assert hint in again.hint
    assert len(again.hint) < 200


def test_a_header_cell_that_is_not_there_is_named_and_can_be_corrected() -> None:
    done = confirm("unit=Sqad", "unit=Squad", "")
    assert "did you mean Squad?" in " ".join(done.screen.split())
    assert done.script.asked[1].default == ""
    assert done.source("unit") == "Squad"


@pytest.mark.parametrize("answers", [("/cancel",), ("unit=Squad", "/cancel"), ()])
def test_the_form_can_be_left(answers: tuple[str, ...]) -> None:
    with pytest.raises(StoppedByPerson):
        confirm(*answers)


def test_header_cells_stay_text_and_long_ones_are_cut() -> None:
    header = ("Name", "Level", "Dept", "[red]x[/]", "\x1b[2J", "y" * 300)
    screen = confirm("", header=header).screen
    assert "[red]x[/]" in screen
    assert "\\x1b[2J" in screen
    assert "y" * 61 not in "".join(screen.split())


def test_map_options_are_columns_by_name() -> None:
    pairs = ("unit=Dept", "Reports-To = Boss", "time zone=", "name=a=b")
    assert column_names(pairs) == {
        "unit": "Dept",
        "reports_to": "Boss",
        "time_zone": "",
        "name": "a=b",
    }
    with pytest.raises(ValueError, match="“unit” has no = in it"):
        column_names(["unit"])


def test_enter_is_offered_only_where_it_is_taken() -> None:
    done = confirm("", "unit=Squad", "", header=("Name", "Level", "Squad"))
    assert [asking.hint.splitlines()[-1][:10] for asking in done.script.asked] == [
        "unit=Dept:",
        "unit=Dept:",
        "Enter: yes",
    ]
