"""What HTML, DOCX and PDF lay out: the same words as in the Markdown, and the same in each."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.chain import chain, gist
from peergroup_cli.exports.document import Grid, Heading, Run, runs_right_to_left, shown
from peergroup_cli.exports.document_notes import document_of
from peergroup_cli.exports.document_records import _ITEMS
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.model.meeting import KINDS
from peergroup_cli.model.practice import NO_PRACTICE
from tests.exports.reading import Page, words_of
from tests.exports.sample import (
    all_for_the_group,
    cohort,
    explore,
    learning_together,
    meetings,
    reflect,
)

HEBREW = "שלום"


def test_every_kind_of_record_has_its_way_to_read_in_a_document() -> None:
    assert set(_ITEMS) == set(KINDS)


def test_a_document_says_what_the_markdown_says() -> None:
    out = release(all_for_the_group(), Audience(), practice=NO_PRACTICE)
    pages = []
    for name in ("markdown", "html"):
        text = FORMATS[name].render(cohort(), out).decode()
        if name == "markdown":
            text = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
        # without the table of contents, the pictures and the style
        text = re.sub(r"<(style|nav|figure|title)\b.*?</\1>", "", text, flags=re.DOTALL)
        # a cell ends a word
        text = re.sub(r"(</t[dh]>)", r"\1 ", text.replace("<br />", "<br>"))
        pages.append(sorted(re.findall(r"\w+", Page(text).text)))
    markdown, html = pages
    assert html == sorted([*markdown, "In", "pictures"])


def test_private_notes_are_where_a_release_carries_them_and_nowhere_else() -> None:
    read = learning_together()
    minutes = release([read], Audience())
    carried = replace(minutes, notes=(replace(minutes.notes[0], meeting=read),))
    for name, one in FORMATS.items():
        assert "Bo was upset" not in words_of(name, one.render(cohort(), minutes))
        if name != "markdown":
            assert "Bo was upset for long" in words_of(name, one.render(cohort(), carried))


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
def test_a_document_for_the_facilitator_says_so_in_its_head(name: str) -> None:
    pytest.importorskip({"docx": "docx", "pdf": "typst"}.get(name, "html"))
    out = release(meetings(), Audience("facilitator"))
    assert "For the facilitator alone" in words_of(name, FORMATS[name].render(cohort(), out))


def test_headings_have_anchors_down_to_the_stages() -> None:
    document = document_of(cohort(), release(meetings(), Audience()))
    blocks = [*document.head, *document.blocks]
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert all(bool(one.anchor) == (one.level in (2, 3)) for one in headings)
    assert len([block for block in blocks if isinstance(block, Grid)]) == 1


def test_our_own_words_decide_where_a_line_begins() -> None:
    name = Run(HEBREW, "name")
    assert runs_right_to_left((name,))
    assert runs_right_to_left((Run("1 "), name, Run("Ada", "said")))
    assert not runs_right_to_left((name, Run(" left")))
    assert not runs_right_to_left((Run("12"),), ())


def test_a_text_is_shown_without_gaps_and_without_what_is_no_character() -> None:
    assert shown("  a \n\n\n\n\tb\ufffe\x00 ") == "a\n\nb\\ufffe\\x00"


def test_a_lesson_is_followed_to_its_case_and_no_further_than_may_be_read() -> None:
    out = release([reflect()], Audience(), meetings())
    lesson = out.notes[0].meeting.lessons[0]
    links = chain(out, lesson)
    assert [[one.id for one in link] for link in links] == [
        ["m2-challenge-1", "m2-challenge-2"],
        ["m2-thought-1"],
        ["m2-strategy-1"],
        ["m2-experiment-1"],
    ]
    assert gist(links[0][0]).startswith("The call that")
    hidden = explore().with_record(explore().strategies[0].changed(disclosure="room"))
    short = chain(release([reflect()], Audience(), [hidden]), lesson)
    assert [one.id for link in short for one in link] == ["m2-experiment-1"]
