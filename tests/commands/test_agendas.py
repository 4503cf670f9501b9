"""`show-agenda` and `check-pack`: an agenda as a run sheet, and what is wrong with one's own."""

import re
from pathlib import Path

import pytest

from peergroup_cli.content.library import shipped_agendas
from peergroup_cli.storage.workspace import Workspace
from tests.commands.cohorts import run
from tests.commands.folders import changed, files
from tests.commands.peergroup import Peergroup

PACK = """\
format = 1
kind = "agenda"
key = "check-in"
title = "Check-in"
purpose = "To see how everybody is."
minutes = 10
rail = [{ key = "talk", title = "Talk" }]

[[segments]]
key = "talk"
stage = "talk"
title = "Talk"
minutes = 10
aim = "Everybody has been heard."
do = "Call each in turn."
capture = "silence"
disclosure = "room"

[[segments.prompts]]
say = "How are you?"
rescue = "Wait."
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The file of an agenda of one's own."""
    path = tmp_path / "check-in.toml"
    path.write_text(PACK, encoding="utf-8")
    return path


def test_agendas_are_listed_with_and_without_a_workspace(here: Path) -> None:
    listed = run("show-agenda")
    assert listed.exit_code == 0
    assert all(key in listed.stdout for key in shipped_agendas())
    workspace = Workspace.create(here, None)
    (workspace.folder / "packs" / "check-in.toml").write_text(PACK, encoding="utf-8")
    (row,) = [line for line in run("show-agenda").stdout.splitlines() if "check-in" in line]
    assert row.split() == ["check-in", "Check-in", "10", "1", "this", "workspace"]


def test_an_agenda_is_shown_in_three_ways_and_nothing_is_written(here: Path) -> None:
    before = files(here)
    full = run("show-agenda", "explore").stdout
    overview = run("show-agenda", "explore", "--overview").stdout
    paper = run("show-agenda", "explore", "--markdown").stdout
    assert "      Say    " in full
    assert "      Say    " not in overview
    assert overview.startswith("Explore · 90 min\n")
    assert paper.startswith("# Explore · 90 min\n\n")
    assert changed(before, here) == set()


def test_the_overview_is_a_page_to_be_printed_as_well(here: Path) -> None:
    page = run("show-agenda", "explore", "--overview", "--markdown").stdout
    assert page.startswith("# Explore · 90 min\n\n")
    assert "**Say.**" not in page
    assert len(page.splitlines()) < 30
    assert here.exists()


def test_each_variant_has_other_words_and_after_the_last_comes_the_first(here: Path) -> None:
    sheets = [run("show-agenda", "explore", "--variant", str(n)).stdout for n in (1, 2, 3, 4)]
    assert len(set(sheets)) == 3
    assert sheets[3] == sheets[0]
    assert run("show-agenda", "explore", "--variant", "0").exit_code == 2
    assert here.exists()


def test_a_narrow_terminal_gets_narrow_lines(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, run("show-agenda", "explore").stdout.splitlines())) <= 40
    monkeypatch.setenv("COLUMNS", "400")
    assert max(map(len, run("show-agenda", "explore").stdout.splitlines())) <= 100
    assert here.exists()


def test_an_unknown_agenda_suggests_a_near_one(here: Path) -> None:
    result = run("show-agenda", "explor")
    assert (result.exit_code, "explore" in result.stderr) == (12, True)
    assert here.exists()


# --- check-pack


def test_a_pack_that_can_be_used_is_told_so_and_what_could_be_better(pack: Path) -> None:
    result = run("check-pack", str(pack))
    assert result.exit_code == 0
    told = result.stdout
    assert "“check-in” can be used: 1 segment, 10 min." in told
    assert "segment talk has 1 wording; with three it stays fresh." in told
    assert "no segment opens the meeting" in told
    assert "no segment settles the next facilitator" in told
    assert "takes the place" not in told


def test_the_agendas_of_the_toolkit_leave_nothing_to_wish(tmp_path: Path) -> None:
    from importlib import resources

    for key in shipped_agendas():
        text = (resources.files("peergroup_cli.content") / f"agendas/{key}.toml").read_text("utf-8")
        path = tmp_path / f"{key}.toml"
        path.write_text(text, encoding="utf-8")
        told = run("check-pack", str(path)).stdout
        assert "Could be better" not in told
        assert f"takes the place of the toolkit's own “{key}”" in told


def test_all_that_is_wrong_is_told_at_once_each_with_its_line(pack: Path) -> None:
    wrong = PACK.replace("minutes = 10\naim", 'minutes = "ten"\naim').replace(
        'capture = "silence"', 'capture = "chat"\ncolour = "red"'
    )
    pack.write_text(wrong, encoding="utf-8")
    result = run("check-pack", str(pack))
    assert result.exit_code == 11
    lines = {name: number for number, name in enumerate(wrong.splitlines(), start=1)}
    for name in ('minutes = "ten"', 'capture = "chat"', 'colour = "red"'):
        assert re.search(rf"\bline {lines[name]}\b", result.stderr), name


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes = 10\nrail", "minutes = 11\nrail", "the segments take 10 minutes"),
        ('stage = "talk"', 'stage = "walk"', "in this order: talk"),
        ('capture = "silence"', 'capture = "round"', "needs at least one question"),
    ],
)
def test_what_does_not_hang_together_is_told(pack: Path, old: str, new: str, told: str) -> None:
    pack.write_text(PACK.replace(old, new), encoding="utf-8")
    result = run("check-pack", str(pack))
    assert result.exit_code == 11
    assert told in " ".join(result.stderr.split())


def test_advice_is_no_error(pack: Path) -> None:
    head, _, talk = PACK.partition("[[segments]]")
    empty = talk.replace('key = "talk"', 'key = "more"', 1).replace("= 10", "= 0")
    long = talk.replace("How are you?", "How are you? " * 40)
    pack.write_text(f"{head}[[segments]]{long}\n[[segments]]{empty}", encoding="utf-8")
    result = run("check-pack", str(pack))
    assert result.exit_code == 0
    assert "segment talk says more than one can listen to" in result.stdout
    assert "segment more has no minutes and is not optional" in result.stdout


def test_a_file_that_is_missing_is_told_so(tmp_path: Path) -> None:
    assert run("check-pack", str(tmp_path / "none.toml")).exit_code == 12
    assert run("check-pack", str(tmp_path)).exit_code == 11


def test_a_pack_that_was_checked_can_be_held(formed: Peergroup, pack: Path) -> None:
    assert formed("check-pack", str(pack)).exit_code == 0
    (formed.folder / "packs" / pack.name).write_bytes(pack.read_bytes())
    assert "Check-in · 10 min" in formed.done("show-agenda", "check-in")
    assert formed.hold("", agenda="check-in").exit_code == 0
    assert formed.meetings[0].state == "finished"
