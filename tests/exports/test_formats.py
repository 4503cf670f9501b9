"""All formats, with a hostile text in every field: no word is lost, and no structure changes."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.formats import FORMATS, format_of
from peergroup_cli.exports.notes_table import HEADS, without_formulas
from peergroup_cli.exports.rows import Row
from peergroup_cli.model.meeting import PrivateNote
from peergroup_cli.model.record import clean_text
from tests.exports.hard import HOSTILE, Hard, plainly
from tests.exports.reading import Page, cells_of, words_of
from tests.exports.sample import cohort, explore, meetings

GOLDEN = Path(__file__).parent / "golden"
TABLES = ("csv", "xlsx")
ANYTHING = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE)
POWER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""What steers a screen, or hides."""


def rendered(name: str, sample: Hard) -> bytes:
    out = release(sample.meetings, Audience(), practice=sample.practice)
    return FORMATS[name].render(sample.cohort, out)


@cache
def made(name: str) -> bytes:
    """The hard cohort in a format; made once, as a PDF takes its time."""
    return rendered(name, Hard())


@pytest.mark.parametrize("name", ["html", "csv", "json"])
def test_a_hard_cohort_is_the_golden_file_byte_for_byte(name: str) -> None:
    document = made(name)
    path = GOLDEN / f"hard{FORMATS[name].endings[0]}"
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        path.write_bytes(document)
    assert document == path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes_in_each_format(name: str) -> None:
    assert made(name) == rendered(name, Hard())


@pytest.mark.parametrize("name", FORMATS)
def test_no_word_is_lost_in_any_format(name: str) -> None:
    sample = Hard()
    found = words_of(name, made(name))
    lost = [mark for mark in sample.marks() if mark not in found]
    # a table has entries alone
    assert [mark for mark in lost if name not in TABLES or mark not in sample.titles] == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_nothing_that_a_reader_finds_steers_or_hides(name: str) -> None:
    assert POWER.findall(words_of(name, made(name))) == []


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.is_text])
def test_a_format_that_is_text_can_be_shown_on_a_screen(name: str) -> None:
    assert POWER.findall(made(name).decode()) == []


def test_the_ending_of_a_file_tells_its_format() -> None:
    assert [format_of(one) for one in (".HTML", ".csv", ".md", ".txt", "")] == [
        *("html", "csv", "markdown", "markdown", "markdown")
    ]
    endings = [ending for one in FORMATS.values() for ending in one.endings]
    assert len(endings) == len(set(endings))


def test_a_library_is_loaded_by_its_own_format_only() -> None:
    seen = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys, peergroup_cli.exports.formats; print(*sys.modules)",
        ],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout.decode()
    assert not {"docx", "xlsxwriter", "typst"} & set(seen.split())


# --- HTML


def without_breaks(page: Page) -> list[str]:
    return [tag for tag in page.tags if tag != "br"]


def test_no_text_changes_the_structure_of_the_page() -> None:
    hostile, plain = (Page(rendered("html", one).decode()) for one in (Hard(), Hard(plainly)))
    assert without_breaks(hostile) == without_breaks(plain)
    assert hostile.open == []


def test_the_page_runs_nothing_and_asks_nobody() -> None:
    page = Page(made("html").decode())
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(page.tags)
    keys = {key for key, _ in page.attributes}
    assert not {key for key in keys if key.startswith("on")} | keys & {"src", "style", "action"}
    targets = [value for key, value in page.attributes if key == "href"]
    ids = [value for key, value in page.attributes if key == "id"]
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_parts_of_a_meeting_come_in_the_same_order_in_markdown_and_on_the_page() -> None:
    noted = PrivateNote(segment="causes", at=datetime(2026, 2, 5, 9, tzinfo=UTC), text="Ask Cy")
    told = explore().changed(private_notes=(noted,))
    facilitator = Audience("facilitator")
    lines, page = (
        FORMATS[name].render(cohort(), release([told], facilitator)).decode()
        for name in ("markdown", "html")
    )
    heads = re.findall(r"(?m)^### (.+)$", lines)
    assert heads[-2:] == ["For later", "Private notes"]
    assert re.findall(r"<h3[^>]*>([^<]+)</h3>", page) == heads


def test_the_headings_of_the_page_leave_out_no_level() -> None:
    page = Page(made("html").decode())
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@given(text=ANYTHING)
def test_any_text_stands_in_the_page_as_text(text: str) -> None:
    meeting = explore()
    other = meeting.thoughts[0].changed(text=f"before{clean_text(text)}after")
    plain = meeting.with_record(other.changed(text="beforeafter"))
    pages = [
        Page(FORMATS["html"].render(cohort(), release([one], Audience())).decode())
        for one in (meeting.with_record(other), plain)
    ]
    assert without_breaks(pages[0]) == without_breaks(pages[1])
    typed = [word for word in re.split(r"\W+", text) if word.isascii() and word.isalnum()]
    assert [word for word in typed if word not in pages[0].text] == []


# --- CSV


def test_each_row_of_a_csv_has_all_columns_and_no_formula() -> None:
    rows = cells_of(made("csv"))
    assert rows[0] == list(HEADS)
    assert {len(row) for row in rows} == {len(HEADS)}
    plain = cells_of(rendered("csv", Hard(plainly)))
    ids = HEADS.index("id")
    assert [row[ids] for row in rows] == [row[ids] for row in plain]
    for row in rows[1:]:
        for cell in row:
            assert not re.match(r"\s*[=@+\uff1d]|\s*-(?!\d+$)", cell), "a formula"


@given(text=ANYTHING, separator=st.sampled_from(";\t\n"))
def test_no_text_becomes_a_formula_however_it_is_taken_apart(text: str, separator: str) -> None:
    for part in without_formulas(f"{text}{separator}{text}").split(separator):
        start = part.strip()
        assert not start.startswith(("=", "@", "+")) or re.fullmatch(r"\+\d+([.,]\d+)?", start)


def test_a_text_without_danger_is_left_as_it_is() -> None:
    for text in ("a - b", "well ;-) yes", "-5", "2 + 2 = 4", "a; b"):
        assert without_formulas(text) == text


def test_columns_are_known_by_their_descriptions() -> None:
    assert all(field.description for field in Row.model_fields.values())


def test_an_export_of_one_meeting_has_rows_of_this_meeting_alone() -> None:
    out = release([explore()], Audience(), earlier=meetings())
    rows = cells_of(FORMATS["csv"].render(cohort(), out))
    assert {row[0] for row in rows[1:]} == {"2"}
