"""The practice worksheet: one member's own plan, and nothing that could be anything else."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from peergroup_cli.errors import UsageProblem
from peergroup_cli.exports import worksheet_docx, worksheet_html, worksheet_markdown
from peergroup_cli.exports.worksheet import NOT_WRITTEN, worksheet, worksheet_table
from peergroup_cli.model.disclosure import WIDENING, Disclosure
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.record import clean_text
from peergroup_cli.model.worksheet import Worksheet
from peergroup_cli.storage.toml_file import render as toml
from tests.exports.reading import WORD, tags_of, words_of
from tests.exports.sample import cohort, explore
from tests.exports.test_markdown_text import TEXTS

GOLDEN = Path(__file__).parent / "golden"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def sheet(meeting: Meeting | None = None, number: int = 0) -> Worksheet:
    meeting = meeting or explore()
    return worksheet(cohort(), meeting, meeting.experiments[number])


def forms(one: Worksheet) -> dict[str, str]:
    return {
        "md": worksheet_markdown.render(one),
        "html": worksheet_html.render(one),
        "toml": toml(worksheet_table(one)),
    }


def all_forms(one: Worksheet) -> dict[str, str]:
    return {**forms(one), "docx.txt": words_of("docx", worksheet_docx.render(one))}


@pytest.mark.parametrize("ending", ["md", "html", "toml", "docx.txt"])
def test_a_worksheet_is_the_golden_file_byte_for_byte(ending: str) -> None:
    document = all_forms(sheet())[ending].encode()
    path = GOLDEN / f"worksheet.{ending}"
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        path.write_bytes(document)
    assert document == path.read_bytes()


def test_of_others_a_sheet_holds_the_partners_name_and_nothing_more() -> None:
    meeting = explore()
    for document in all_forms(sheet()).values():
        for record in meeting.captured:
            if record.id != "m2-experiment-1":
                for text in ("text", "title", "case", "situation"):
                    said = getattr(record, text, "")
                    assert not said or said not in document
        for name in ("Cy_Cy", "אורי", "ada@", "Band 4"):
            assert name not in document
    assert sheet().partners == ("Bo <b>Lind</b>",)
    assert sheet(number=2).partners == ("Ada Okafor",)
    assert sheet(number=1).partners == ()


@pytest.mark.parametrize(
    ("disclosure", "written"), [("room", False), ("member", True), ("group", True)]
)
def test_a_plan_that_stays_in_the_room_is_not_written_down(
    disclosure: Disclosure, written: bool
) -> None:
    plan = explore().experiments[0].changed(disclosure=disclosure)
    own = sheet(explore().with_record(plan))
    assert (own.plan != NOT_WRITTEN, bool(own.obstacle), bool(own.sign)) == (written,) * 3
    for document in all_forms(own).values():
        assert ("name the time" in document) == written
        assert "m2-experiment-1" in document


@pytest.mark.parametrize("disclosure", WIDENING)
def test_a_sheet_tells_its_member_who_will_read_it(disclosure: Disclosure) -> None:
    plan = explore().experiments[0].changed(disclosure=disclosure)
    own = sheet(explore().with_record(plan))
    shared = disclosure in ("group", "organisation")
    written = all_forms(own)
    assert "disclosure" not in written.pop("toml")
    for document in written.values():
        words = " ".join(unescape(document).split())
        assert "send the sheet to whoever facilitates. Write" in words
        assert ("read out there, and stand in the group's minutes" in words) == shared
        assert ("are not read out" in words) != shared
        assert ("stand in your own notes alone" in words) == (disclosure == "member")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _page(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    return page


@given(text=TEXTS, field=st.sampled_from(["situation", "action", "obstacle", "sign"]))
def test_no_text_becomes_html_or_markdown(text: str, field: str) -> None:
    def with_text(words: str) -> dict[str, str]:
        full = dict.fromkeys(("situation", "action", "obstacle", "sign"), "word")
        plan = explore().experiments[0].changed(**{**full, field: words})
        return forms(sheet(explore().with_record(plan)))

    hostile, tame = with_text(clean_text(f"a {text} z")), with_text("word")
    assert _page(hostile["html"]).tags == _page(tame["html"]).tags
    assert _kinds(hostile["md"]) == _kinds(tame["md"])


def test_a_docx_has_headings_and_a_row_for_each_week_whatever_the_texts_are() -> None:
    plan = explore().experiments[0].changed(situation="</w:t><w:tbl>\x0b", action="=1+1 &amp;")
    hostile = worksheet_docx.render(sheet(explore().with_record(plan)))
    tame = explore().with_record(plan.changed(situation="it is late", action="call"))
    body = "word/document.xml"
    tags = tags_of(hostile, body)
    assert tags == tags_of(worksheet_docx.render(sheet(tame)), body)
    counted = [tags.count(f"{WORD}{name}") for name in ("tbl", "tr", "tc")]
    assert counted == [1, 4, 16]
    with zipfile.ZipFile(io.BytesIO(hostile)) as parts:
        text = parts.read(body).decode()
    assert re.findall(r'<w:pStyle w:val="(Heading\d)"/>', text) == [
        "Heading1",
        "Heading2",
        "Heading2",
    ]


def test_a_docx_has_the_tips_of_the_module_and_the_same_bytes_each_time() -> None:
    meeting = explore()
    tipped = worksheet(cohort(), meeting, meeting.experiments[0], ("Say <b>it</b> early",))
    document = worksheet_docx.render(tipped)
    assert "Tip: Say <b>it</b> early" in words_of("docx", document)
    assert document == worksheet_docx.render(tipped)


def test_without_the_extra_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peergroup_cli.extras.find_spec", lambda _: None)
    with pytest.raises(UsageProblem) as refused:
        worksheet_docx.render(sheet())
    assert "pipx inject peergroup-cli python-docx" in refused.value.hint


def _kinds(document: str) -> list[str]:
    """The kinds of blocks outside of paragraphs, and what is set in emphasis or linked."""
    found = []
    for token in MarkdownIt("commonmark").parse(document):
        if token.type not in ("paragraph_open", "paragraph_close", "inline"):
            found.append(token.type)
        found += [
            child.type
            for child in token.children or ()
            if child.type not in ("text", "softbreak", "hardbreak")
        ]
    return found


def test_the_page_stands_alone() -> None:
    page = forms(sheet())["html"]
    tags = {tag for tag, _ in _page(page).tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not re.search(r"https?:|//|@import|url\(|\bon\w+=", page.replace("<!doctype", ""))
    assert len(page.encode()) < 6000


LONG = "word " * 2000
WIDE = "長" * 3000
UNBROKEN = "x" * 5000


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here to print a page with")
@pytest.mark.parametrize("text", ["", LONG, WIDE, UNBROKEN], ids=["as-is", "long", "wide", "one"])
def test_the_page_is_printed_on_one_sheet_of_a4(tmp_path: Path, text: str) -> None:
    plan = explore().experiments[0]
    if text:
        fields = dict.fromkeys(("situation", "action", "obstacle", "sign"), text)
        plan = plan.changed(**fields)
    page, printed = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    page.write_text(forms(sheet(explore().with_record(plan)))["html"], encoding="utf-8")
    assert CHROMIUM is not None
    subprocess.run(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer"),
            *(f"--print-to-pdf={printed}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    content = printed.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == 1
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert box
    assert [round(float(side)) for side in box.groups()] == [595, 842]
