"""Notes as DOCX and XLSX: parts that hold together, and other programs that open them."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.errors import UsageProblem
from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.exports.notes_table import HEADS
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Guideline, Guidelines
from peergroup_cli.model.record import TEXT_LIMIT, clean_text
from tests.exports.hard import HOSTILE, Hard, plainly
from tests.exports.reading import WORD, sheet_of, tags_of, words_of
from tests.exports.sample import cohort, explore, learning_together, meetings

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PANDOC = shutil.which("pandoc")
BODY = "word/document.xml"
AS_TYPED = {f"{WORD}{name}" for name in ("t", "bidi", "rtl", "rPr")}
"""What may differ with the text: pieces between line breaks, and directions."""


def made(name: str, sample: Hard | None = None) -> bytes:
    sample = sample or Hard()
    out = release(sample.meetings, Audience(), practice=sample.practice)
    return FORMATS[name].render(sample.cohort, out)


def of_sample(name: str) -> bytes:
    return FORMATS[name].render(cohort(), release(meetings(), Audience()))


def part(document: bytes, path: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        return parts.read(path).decode()


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_there_is_no_clock_in_the_file(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(of_sample(name))) as parts:
        assert {one.date_time[:3] for one in parts.infolist()} == {(1980, 1, 1)}
        core = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-\d\d-\d\d)T", core)) == {"2027-01-07"}


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_the_file_asks_nobody_and_runs_nothing(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(name))) as parts:
        names = parts.namelist()
        links = "".join(parts.read(one).decode() for one in names if one.endswith(".rels"))
    assert 'TargetMode="External"' not in links
    assert not [one for one in names if "vba" in one.lower() or one.endswith(".bin")]


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_a_cohort_without_anything_is_a_file_too(name: str) -> None:
    bare = Cohort(
        format=1, id="new", name="New", theme="Change", formed=date(2026, 1, 1), members=()
    )
    assert words_of(name, FORMATS[name].render(bare, release((), Audience())))


@pytest.mark.parametrize(
    ("name", "package"), [("docx", "python-docx"), ("xlsx", "python-calamine xlsxwriter")]
)
def test_a_library_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setattr("peergroup_cli.extras.find_spec", lambda _: None)
    with pytest.raises(UsageProblem) as refused:
        of_sample(name)
    assert f"pipx inject peergroup-cli {package}. With uv" in refused.value.hint
    assert f"uv tool install '.[{name}]'" in refused.value.hint
    assert refused.value.hint.endswith(f"pip install {package}")


# --- DOCX


def test_no_text_changes_the_structure_of_a_docx() -> None:
    hostile, plain = (
        [tag for tag in tags_of(made("docx", one), BODY) if tag not in AS_TYPED]
        for one in (Hard(), Hard(plainly))
    )
    assert hostile == plain


def test_headings_lists_and_tables_are_real_ones() -> None:
    body = part(of_sample("docx"), BODY)
    for style in ("Heading1", "Heading2", "Heading3", "Heading4", "ListBullet", "ListNumber"):
        assert f'<w:pStyle w:val="{style}"/>' in body
    assert tags_of(of_sample("docx"), BODY).count(f"{WORD}tbl") == 1


def test_each_numbered_list_begins_at_one() -> None:
    second = Guidelines(version=2, segment="plans", lines=(Guideline(key="g", text="Hush"),))
    read = [learning_together(), explore().changed(guidelines=second)]
    document = FORMATS["docx"].render(cohort(), release(read, Audience()))
    body, numbering = part(document, BODY), part(document, "word/numbering.xml")
    assert numbering.count('<w:startOverride w:val="1"/>') == 2
    assert len({piece.split('"')[1] for piece in body.split("<w:numId ")[1:]}) == 2


def test_a_text_of_a_script_from_the_right_runs_from_the_right() -> None:
    tags = tags_of(of_sample("docx"), BODY)
    assert f"{WORD}bidi" in tags
    assert f"{WORD}rtl" in tags


@given(text=st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE))
def test_any_text_stands_in_a_docx_and_an_xlsx(text: str) -> None:
    thought = explore().thoughts[0].changed(text=f"before {clean_text(text)} after")
    out = release([explore().with_record(thought)], Audience())
    typed = [word for word in text.split() if word.isalnum()]
    for name in ("docx", "xlsx"):
        found = words_of(name, FORMATS[name].render(cohort(), out))
        assert [word for word in ["before", *typed, "after"] if word not in found] == []


# --- XLSX


def test_no_cell_of_a_sheet_is_a_formula_or_a_link() -> None:
    document = made("xlsx")
    tags = tags_of(document, "xl/worksheets/sheet1.xml")
    assert not [tag for tag in tags if tag.endswith(("}f", "}hyperlink", "}hyperlinks"))]
    rows = sheet_of(document)
    assert rows[0] == list(HEADS)
    assert len(rows) == len(sheet_of(made("xlsx", Hard(plainly))))


def test_a_text_that_no_cell_takes_goes_on_in_rows_below() -> None:
    long = "👩" * 20_000 + "word " * 30_000
    thought = explore().thoughts[0].changed(text=long[:TEXT_LIMIT])
    document = FORMATS["xlsx"].render(
        cohort(), release([explore().with_record(thought)], Audience())
    )
    place, text = HEADS.index("id"), HEADS.index("text")
    parts = [row[text] for row in sheet_of(document) if row[place] == thought.id]
    assert len(parts) > 1
    assert "".join(parts) == thought.text.strip()
    assert max(len(one.encode("utf-16-le")) // 2 for one in parts) <= 32_767


# --- other programs


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize(
    ("name", "to"),
    [("docx", "txt:Text (encoded):UTF8"), ("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")],
)
def test_libreoffice_opens_it(tmp_path: Path, name: str, to: str) -> None:
    path = tmp_path / f"notes.{name}"
    path.write_bytes(of_sample(name))
    subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", to, "--outdir", str(tmp_path), str(path)),
        ],
        check=True,
        timeout=180,
        capture_output=True,
    )
    found = next(one for one in tmp_path.glob("notes.*") if one != path).read_text("utf-8")
    assert "They <i>laughed</i>." in found


@pytest.mark.skipif(PANDOC is None, reason="no pandoc on this machine")
def test_pandoc_opens_the_docx(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    path.write_bytes(of_sample("docx"))
    plain, page = (
        subprocess.run(
            [str(PANDOC), "--to", to, str(path)], check=True, timeout=60, capture_output=True
        ).stdout.decode()
        for to in ("plain", "html")
    )
    assert "They <i>laughed</i>." in plain
    assert "<h2" in page
