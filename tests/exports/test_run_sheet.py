"""An agenda on paper: when each segment begins, and the words for it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from peergroup_cli.content.library import shipped_agendas
from peergroup_cli.exports.run_sheet import (
    run_sheet,
    run_sheet_markdown,
    run_sheet_overview,
    run_sheet_overview_markdown,
)
from peergroup_cli.model.agenda import Agenda, Prompt
from tests.exports.parts import agenda, segment

GOLDEN = Path(__file__).parent / "golden"
SHEETS: dict[str, Callable[[Agenda], str]] = {
    "run_sheet.txt": run_sheet,
    "run_sheet_overview.txt": run_sheet_overview,
    "run_sheet.md": run_sheet_markdown,
    "run_sheet_overview.md": run_sheet_overview_markdown,
}


def hard() -> Agenda:
    """An agenda of a pack, with what is hard on paper: markup, long words, hidden characters."""
    say = "Welcome *all*, <b>of you</b>.\n\nWhat did you do? And " + "so on, " * 20 + "until now."
    welcome = segment("welcome", "opening", "opening").changed(
        minutes=5, prompts=(Prompt(say=say, rescue="Nobody\u202e speaks? \x1b[31mWait."),)
    )
    talk = segment("talk", "talk", "list", {"cause": "What lies *behind* it?", "more": "# What?"})
    last = segment("last", "end", "silence").changed(
        minutes=0, optional=True, title="Rest", do="Breathe. " + "x" * 90
    )
    rail = {"talk": "Talk | listen", "end": "1. End"}
    middle = talk.changed(minutes=70, aim="To see [it](x).")
    made = agenda("hard", "Hard # times", (welcome, middle, last), rail)
    return made.changed(purpose="1. To talk.")


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_its_golden_file_byte_for_byte(name: str) -> None:
    sheet = SHEETS[name](hard()).encode()
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        (GOLDEN / name).write_bytes(sheet)
    assert sheet == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("key", shipped_agendas())
def test_every_agenda_of_the_toolkit_is_a_sheet_with_all_its_segments(key: str, name: str) -> None:
    shown = shipped_agendas()[key]
    sheet = " ".join(SHEETS[name](shown).split())
    assert all(one.title in sheet for one in shown.segments)
    if "overview" not in name:
        for one in shown.segments:
            words = (one.prompts[0].say, one.do, *(question.label for question in one.questions))
            assert all(" ".join(text.split()) in sheet for text in words)


@given(width=st.integers(20, 120), key=st.sampled_from(sorted(shipped_agendas())))
def test_no_line_is_longer_than_the_paper(width: int, key: str) -> None:
    for sheet in (run_sheet, run_sheet_overview):
        assert max(map(len, sheet(shipped_agendas()[key], width).splitlines())) <= width


def test_markdown_reads_as_it_was_written_and_holds_no_markup_of_a_pack() -> None:
    html = MarkdownIt().render(run_sheet_markdown(hard()))
    assert "<h1>Hard # times · 75 min</h1>" in html
    assert "&lt;b&gt;of you&lt;/b&gt;" in html
    assert "<li>What lies *behind* it?</li>" in html
    assert "<li># What?</li>" in html
    assert "<p>1. To talk.</p>" in html
    assert "<a " not in html
    assert html.count("<h2>") == 3


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u202e", "\x9b31m", "\x07"])
def test_no_hidden_character_of_a_pack_reaches_a_terminal(name: str, hidden: str) -> None:
    text = f"before {hidden} after"
    talk = segment("talk", "talk", "list", {"q": "before \u202e after"}).changed(
        aim=text, do=text, prompts=(Prompt(say=text, rescue=text),)
    )
    shown = agenda("a", "before \u202e after", (talk,), {"talk": "Talk \u202e"})
    assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(SHEETS[name](shown.changed(purpose=text)))
