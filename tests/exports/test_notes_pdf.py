"""Notes as PDF: no text is markup, and other programs read it."""

import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from peergroup_cli.errors import UsageProblem
from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.notes_pdf import render
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.record import clean_text
from tests.exports.hard import HOSTILE, Hard, plainly
from tests.exports.parts import FIRST
from tests.exports.reading import pdf_tags, words_of
from tests.exports.sample import cohort, explore, meetings

PDFTOTEXT = shutil.which("pdftotext")


def made(*read: Meeting) -> bytes:
    return render(cohort(), release(read, Audience()))


def test_no_text_changes_the_structure_of_a_pdf() -> None:
    hostile, plain = (
        pdf_tags(render(one.cohort, release(one.meetings, Audience(), practice=one.practice)))
        for one in (Hard(), Hard(plainly))
    )
    assert hostile == plain


def test_headings_lists_and_tables_are_told_to_a_screen_reader() -> None:
    tags = Counter(pdf_tags(made(*meetings())))
    assert tags["/H2"] == 3
    for tag in ("/H1", "/H3", "/H4", "/L", "/LI", "/Table", "/TH"):
        assert tags[tag]


def test_a_pdf_has_bookmarks_and_neither_a_clock_nor_links_nor_scripts() -> None:
    book = PdfReader(io.BytesIO(made(*meetings())))
    assert len(book.outline) == 2
    assert book.metadata is not None
    assert "/CreationDate" not in book.metadata
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(book.root_object)
    assert not any("/Annots" in page for page in book.pages)


def test_a_word_that_is_longer_than_a_line_stays_on_the_page() -> None:
    thought = explore().thoughts[0].changed(text="x" * 2_000)
    document = made(explore().with_record(thought))
    assert words_of("pdf", document).count("x") >= 2_000
    rows = [
        row
        for page in PdfReader(io.BytesIO(document)).pages
        for row in page.extract_text().splitlines()
    ]
    assert max(row.count("x") for row in rows) < 200


@given(text=st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE))
def test_any_text_stands_in_a_pdf_as_text(text: str) -> None:
    thought = explore().thoughts[0].changed(text=f"before {clean_text(text)} after")
    plain = explore().with_record(thought.changed(text="before after"))
    document = made(explore().with_record(thought))
    assert pdf_tags(document) == pdf_tags(made(plain))
    typed = [word for word in text.split() if word.isascii() and word.isalnum()]
    found = "".join(words_of("pdf", document).split())
    assert [word for word in typed if word not in found] == []


def test_a_cohort_without_anything_is_a_pdf_too() -> None:
    bare = Cohort(format=1, id="new", name="New", theme="Change", formed=FIRST, members=())
    assert "Nothing was left out." in words_of("pdf", render(bare, release((), Audience())))


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peergroup_cli.extras.find_spec", lambda _: None)
    with pytest.raises(UsageProblem) as refused:
        made()
    assert "pipx inject peergroup-cli typst" in refused.value.hint


@pytest.mark.skipif(PDFTOTEXT is None, reason="no pdftotext on this machine")
def test_pdftotext_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_bytes(made(*meetings()))
    done = subprocess.run(
        [str(PDFTOTEXT), str(path), "-"], check=True, timeout=60, capture_output=True
    )
    assert "They <i>laughed</i>." in done.stdout.decode()
