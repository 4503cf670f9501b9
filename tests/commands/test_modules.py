"""Modules as they are typed: looked at, named for a cohort or a meeting, and one's own."""

import html
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peergroup_cli.content.library import shipped_modules
from peergroup_cli.main import app
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import MEMBERS, Peergroup

GOLDEN = Path(__file__).parent.parent / "exports" / "golden" / "module.md"
FRAME = "What others have found, as material, not as answers"
TO_OWN_IDEAS = ("", "", "", "", "/skip", "/skip")
TEXTS = [strategy.text for strategy in shipped_modules()["delegation"].strategies]

TWO_MEMBERS = ("--member", MEMBERS[0], "--member", MEMBERS[1])

OWN = """\
format = 1
kind = "module"
key = "delegation"
title = "Handing on"
purpose = "Ours."
questions = ["What?"]
tips = ["a", "b", "c", "d"]
causes = [{ key = "one", text = "Only one" }, { key = "two", text = "Another" }]
strategies = [
  { key = "s", causes = ["one"], text = "Ask the night shift", fits = "when x", fails = "when y" },
  { key = "t", causes = ["one"], text = "Ask the day shift", fits = "when x", fails = "when y" },
]
"""


@pytest.fixture
def topical(peergroup: Peergroup) -> Peergroup:
    """A workspace with one cohort, whose module is delegation."""
    lines = [word for line in MEMBERS for word in ("--member", line)]
    named = ("--name", "North", "--theme", "Letting go", "--module", "delegation")
    peergroup.done("new-cohort", *named, *lines)
    peergroup("run-session", "--agenda", "explore", "--override", "They have held it")
    return peergroup


def own_pack(program: Peergroup, text: str = OWN) -> Path:
    path = program.folder / "packs" / "handing-on.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("here")
def test_modules_can_be_looked_at_without_a_workspace() -> None:
    listed = CliRunner().invoke(app, ["list-modules"], env={"COLUMNS": "120"})
    assert listed.exit_code == 0
    for key, module in shipped_modules().items():
        assert key in listed.stdout
        assert module.title in listed.stdout
    assert CliRunner().invoke(app, ["show-module", "delegation"]).exit_code == 0


def test_modules_are_json_for_other_programs(peergroup: Peergroup) -> None:
    rows = json.loads(peergroup.done("list-modules", "--json"))
    assert rows[0] == {
        "module": "delegation",
        "title": "Delegation",
        "causes": 5,
        "strategies": 6,
        "from": "the toolkit",
        "tags": ["delegation", "trust", "workload"],
    }
    assert [row["module"] for row in rows] == list(shipped_modules())


def test_a_module_is_shown_with_all_that_it_holds(peergroup: Peergroup) -> None:
    shown = " ".join(peergroup.done("show-module", "delegation").split())
    module = shipped_modules()["delegation"]
    for text in (*module.questions, *module.tips, *module.tags, *TEXTS):
        assert text in shown
    for strategy in module.strategies:
        assert f"fits {strategy.fits}" in shown
        assert f"fails {strategy.fails}" in shown
        assert strategy.source is None or strategy.source in shown
    assert FRAME in shown


def test_a_module_as_markdown_is_the_golden_file_byte_for_byte(peergroup: Peergroup) -> None:
    written = peergroup.done("show-module", "delegation", "--markdown")
    assert written.encode() == GOLDEN.read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        ["show-module"],
        ["show-agenda", "explore", "--module"],
        ["run-session", "--agenda", "explore", "--module"],
        ["run-session", "--rehearse", "--module"],
        ["new-cohort", "--name", "South", "--theme", "T", *TWO_MEMBERS, "--module"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_an_unknown_module_is_answered_with_near_names(
    formed: Peergroup, command: list[str]
) -> None:
    refused = formed(*command, "delegatoin")
    assert refused.exit_code == 12
    assert "There is no module called “delegatoin”" in refused.stderr
    assert "Did you mean delegation?" in refused.stderr
    assert formed.meetings == []
    assert Workspace(formed.folder).cohort_ids() == ["north"]


def test_an_unknown_module_makes_no_workspace(here: Path) -> None:
    members = [word for line in MEMBERS for word in ("--member", line)]
    words = ["new-cohort", "--yes", "--name", "N", "--theme", "T", *members, "--module", "x"]
    assert CliRunner().invoke(app, words).exit_code == 12
    assert list(here.iterdir()) == []


def test_a_cohort_keeps_its_module(topical: Peergroup) -> None:
    assert "Module: delegation" in topical.done("show-cohort")
    assert json.loads(topical.done("show-cohort", "--json"))["module"] == "delegation"


def test_the_material_of_the_cohorts_module_comes_after_the_groups_own_ideas(
    topical: Peergroup,
) -> None:
    held = topical.hold(*TO_OWN_IDEAS, "Our own idea", "", "2", "Something read", "", "/end")
    assert held.exit_code == 0, held.stderr
    assert "Module: Delegation. Its strategies come after" in held.stderr
    before, after = held.stderr.split(FRAME)
    assert TEXTS[0] not in before
    assert "Your own ideas" in before
    assert f"1  {TEXTS[0]}" in after
    noted = [(s.text, s.source) for s in topical.meetings[0].strategies]
    assert noted == [
        ("Our own idea", "own"),
        (TEXTS[1], "material"),
        ("Something read", "material"),
    ]
    assert topical.meetings[0].module == "delegation"


def test_a_meeting_takes_another_module_than_its_cohort(topical: Peergroup) -> None:
    topical("run-session", "--agenda", "explore", "--module", "feedback-upwards", typed="\n/end\n")
    (meeting,) = topical.meetings
    assert meeting.module == "feedback-upwards"
    assert meeting.material == shipped_modules()["feedback-upwards"].strategies


def test_an_unfinished_meeting_keeps_the_material_that_it_began_with(topical: Peergroup) -> None:
    topical.hold(*TO_OWN_IDEAS, "Our own idea", "/stop")
    own_pack(topical)
    refused = topical("run-session", "--module", "feedback-upwards", typed="")
    assert refused.exit_code == 14
    gone_on = topical("run-session", typed="\n1\n\n/end\n")
    assert TEXTS[0] in gone_on.stderr
    assert topical.meetings[0].strategies[-1].text == TEXTS[0]


def test_an_agenda_that_shows_no_material_says_so(topical: Peergroup) -> None:
    held = topical.hold("", "/end", agenda="learning-together")
    assert "This meeting has no place where its strategies are shown" in held.stderr
    assert topical.meetings[0].material == ()


def test_a_module_that_is_gone_does_not_send_the_group_home(topical: Peergroup) -> None:
    file = topical.folder / "cohorts" / "north" / "cohort.toml"
    file.write_text(file.read_text("utf-8").replace('"delegation"', '"gone"'), "utf-8")
    held = topical.hold("", "/end")
    assert held.exit_code == 0
    assert "There is no module “gone” any more" in held.stderr
    assert topical.meetings[0].module is None
    rehearsed = topical("run-session", "--rehearse", "--agenda", "explore", typed="\n/end\n")
    assert "There is no module “gone” any more" in rehearsed.stderr


def test_a_rehearsal_shows_the_material_and_keeps_nothing(topical: Peergroup) -> None:
    typed = "\n".join((*TO_OWN_IDEAS, "Our own idea", "", "1", "", "/end", ""))
    walked = topical("run-session", "--rehearse", "--agenda", "explore", typed=typed)
    assert walked.exit_code == 0, walked.stderr
    assert FRAME in walked.stderr
    assert topical.meetings == []


def test_minutes_hold_what_was_taken_over_and_nothing_else_of_the_module(
    topical: Peergroup,
) -> None:
    topical.hold(*TO_OWN_IDEAS, "Our own idea", "", "2", "", "/end")
    minutes = topical.done("export-notes")
    assert TEXTS[1] in minutes
    assert TEXTS[0] not in minutes


def test_the_run_sheet_has_the_questions_first_and_the_material_in_its_place(
    peergroup: Peergroup,
) -> None:
    module = shipped_modules()["delegation"]
    sheet = peergroup.done("show-agenda", "explore", "--module", "delegation")
    assert [line for line in sheet.splitlines() if len(line) > 100] == []
    for shown in (
        sheet,
        peergroup.done("show-agenda", "explore", "--module", "delegation", "--markdown"),
    ):
        words = " ".join(shown.split())
        places = [
            words.index(module.questions[0]),
            words.index("A case from each of you"),
            words.index("Your own ideas"),
            words.index("From outside"),
            words.index(TEXTS[0]),
            words.index("Two marks each"),
        ]
        assert places == sorted(places)
    overview = peergroup.done("show-agenda", "explore", "--overview", "--module", "delegation")
    assert "Module: Delegation" in overview
    assert TEXTS[0] not in overview
    assert "Module" not in peergroup.done("show-agenda", "explore")


def test_a_module_of_the_workspace_takes_the_place_of_a_shipped_one(topical: Peergroup) -> None:
    pack = own_pack(topical)
    assert "Handing on" in topical.done("show-module", "delegation")
    rows = {row["module"]: row for row in json.loads(topical.done("list-modules", "--json"))}
    assert rows["delegation"]["from"] == "this workspace"
    assert rows["feedback-upwards"]["from"] == "the toolkit"
    checked = topical.done("check-pack", str(pack))
    assert "“delegation” can be used: 2 causes, 2 strategies." in checked
    assert "takes the place of the toolkit's own “delegation”" in checked
    assert "Could be better: no strategy acts on the cause two." in checked
    topical.hold("", "/end")
    assert [one.key for one in topical.meetings[0].material] == ["s", "t"]


def test_what_could_be_better_in_a_module_is_said(peergroup: Peergroup) -> None:
    pack = own_pack(peergroup, OWN.replace("Ask the night shift", "Ask " + "very " * 20 + "much"))
    assert "the strategy s is longer than 70 letters" in peergroup.done("check-pack", str(pack))


def test_a_broken_module_is_named_with_key_and_reason_and_the_others_are_there(
    formed: Peergroup,
) -> None:
    pack = own_pack(formed, OWN.replace("purpose", "purpos"))
    for command, there in (
        (["list-modules"], "delegation"),
        (["show-agenda"], "explore"),
        (["check-pack", str(pack)], ""),
    ):
        refused = formed(*command)
        assert refused.exit_code == 11
        assert there in refused.stdout
        assert "handing-on.toml" in refused.stderr
        assert "line 5: purpos: is not a known key, did you mean purpose?" in refused.stderr


def test_a_pack_of_another_kind_is_refused(formed: Peergroup) -> None:
    pack = own_pack(formed, OWN.replace('"module"', '"modul"'))
    for command in (["list-modules"], ["check-pack", str(pack)]):
        refused = formed(*command)
        assert refused.exit_code == 11
        assert "line 2: kind: must be “agenda” or “module”" in refused.stderr


def test_the_tips_of_the_module_stand_on_the_worksheets_and_come_back_unnoticed(
    practising: Peergroup, tmp_path: Path
) -> None:
    workspace = Workspace(practising.folder)
    stored = workspace.cohort("north")
    workspace.save_cohort(stored, stored.record.changed(module="delegation"))
    practising.done("export-worksheets", "--member", "Ada", "--toml", "-o", str(tmp_path / "out"))
    tips = shipped_modules()["delegation"].tips
    text = (tmp_path / "out" / "ada-brook.md").read_text("utf-8")
    weeks = text.split("## Week ")[1:]
    assert all(f"Tip: {tip}" in week for tip, week in zip(tips, weeks, strict=True))
    assert tips[3] in html.unescape((tmp_path / "out" / "ada-brook.html").read_text("utf-8"))
    path = tmp_path / "ada.md"
    path.write_text(text.replace("What I did:", "What I did: Rang", 1), "utf-8")
    stored = workspace.cohort("north")
    workspace.save_cohort(stored, stored.record.changed(module="meetings-that-decide"))
    done = practising("import-worksheet", str(path), "--yes")
    assert "not understood" not in done.output.lower()
    practising.done("import-worksheet", str(tmp_path / "out" / "ada-brook.toml"), "--yes")
