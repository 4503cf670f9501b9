"""A year of three cohorts: after each export its bytes are searched for what must not be there."""

from pathlib import Path

import pytest

from peergroup_cli.content.starters import STARTERS, starter
from tests.commands.marked_year import COHORTS, MARK, MEMBERS, Told, Year, copied, marked_year
from tests.commands.peergroup import Peergroup
from tests.exports.reading import words_of

MINUTES = {"group", "organisation", "released", "theme", "guideline"}
READERS = ("members", "facilitator", "sponsor", *MEMBERS)


@pytest.fixture(scope="module", params=[1])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Year:
    return marked_year(tmp_path_factory.mktemp("year") / "workspace", request.param)


def may_be_there(mark: str, cohort: str, reader: str) -> bool:
    """Whether this reader's export of this cohort may hold the mark."""
    told = Told.by(mark)
    if told.cohort != cohort:
        return False
    if reader == "members":
        return told.kind_of_class in MINUTES
    if reader == "facilitator":
        return told.kind_of_class in MINUTES | {"private"}
    if reader == "sponsor":
        return told.kind_of_class == "released"
    own = told.owner == reader and told.kind_of_class in MINUTES | {"member"}
    return own or told.kind_of_class in ("theme", "guideline")


def exported(year: Year, cohort: str, reader: str, out: Path) -> bytes:
    program = Peergroup(year.workspace.folder)
    who = f"{reader}-{cohort}" if reader in MEMBERS else reader
    program.done("export-notes", cohort, "--for", who, "--output", str(out))
    return out.read_bytes()


@pytest.mark.parametrize("cohort", COHORTS)
@pytest.mark.parametrize("reader", READERS)
def test_no_export_holds_a_mark_that_it_should_not_and_each_holds_all_that_it_should(
    year: Year, cohort: str, reader: str, tmp_path: Path
) -> None:
    found = {mark.decode() for mark in MARK.findall(exported(year, cohort, reader, tmp_path / "n"))}
    may = {mark for mark in year.marks if may_be_there(mark, cohort, reader)}
    # the words that were released with a lesson stand in the group's minutes as what they are
    elsewhere = {mark for mark in may if Told.by(mark).kind == "words" and reader != "sponsor"}
    assert found == may - elsewhere


QUICK = [(reader, one) for reader in READERS[:2] for one in ("html", "json", "csv", "xlsx")]
"""What is written of a whole year in a moment; all formats are given the same release."""


@pytest.mark.parametrize(
    ("reader", "ending"),
    [*QUICK, *((MEMBERS[0], one) for one in ("html", "json", "csv", "xlsx", "docx", "pdf"))],
)
def test_no_other_format_holds_a_mark_that_it_should_not(
    year: Year, reader: str, ending: str, tmp_path: Path
) -> None:
    content = exported(year, "north", reader, tmp_path / f"n.{ending}")
    found = {mark.decode() for mark in MARK.findall(words_of(ending, content).encode())}
    assert found
    assert found <= {mark for mark in year.marks if may_be_there(mark, "north", reader)}


def test_a_story_holds_what_all_members_may_read_and_nothing_else(
    year: Year, tmp_path: Path
) -> None:
    out = tmp_path / "story.html"
    shown = Peergroup(year.workspace.folder)("export-review", "north", "--output", str(out))
    assert shown.exit_code == 0
    assert not MARK.findall(shown.output.encode())
    found = {mark.decode() for mark in MARK.findall(out.read_bytes())}
    may = {mark for mark in year.marks if may_be_there(mark, "north", "members")}
    assert found <= may
    kinds = {"cohort", "challenges", "thoughts", "strategies", "experiments", "reports", "lessons"}
    assert {Told.by(mark).kind for mark in found} >= kinds
    # a lesson is told whole, whoever's it is
    assert {mark for mark in may if Told.by(mark).kind == "lessons"} <= found


def test_the_programme_holds_what_was_released_in_all_cohorts_and_nothing_else(
    year: Year, tmp_path: Path
) -> None:
    out = tmp_path / "programme.html"
    shown = Peergroup(year.workspace.folder)("export-programme", "--output", str(out))
    assert shown.exit_code == 0
    assert not MARK.findall(shown.output.encode())
    found = {mark.decode() for mark in MARK.findall(out.read_bytes())}
    assert found == {mark for mark in year.marks if Told.by(mark).kind_of_class == "released"}
    document = out.read_text("utf-8")
    for one in MEMBERS:
        assert f"{one.capitalize()} " not in document
        assert f"{one}-" not in document


@pytest.mark.parametrize("ending", ["html", "json", "docx", "csv", "xlsx"])
def test_the_sheet_of_a_sponsor_holds_the_same_in_each_format(
    year: Year, ending: str, tmp_path: Path
) -> None:
    content = exported(year, "north", "sponsor", tmp_path / f"n.{ending}")
    words = words_of(ending, content)
    found = {mark.decode() for mark in MARK.findall(words.encode())}
    assert found == {mark for mark in year.marks if may_be_there(mark, "north", "sponsor")}
    for one in MEMBERS:
        assert f"{one.capitalize()} " not in words
        assert f"{one}-north" not in words


def test_the_sheet_of_a_sponsor_as_pdf_holds_no_mark_that_it_should_not(
    year: Year, tmp_path: Path
) -> None:
    words = words_of("pdf", exported(year, "north", "sponsor", tmp_path / "n.pdf"))
    found = {mark.decode() for mark in MARK.findall(words.encode())}
    assert found
    assert found <= {mark for mark in year.marks if may_be_there(mark, "north", "sponsor")}


@pytest.mark.parametrize("reader", ["members", "facilitator", "sponsor", MEMBERS[0]])
@pytest.mark.parametrize("form", STARTERS)
def test_a_template_lets_nothing_through_that_would_not_leave_without_it(
    year: Year, reader: str, form: str, tmp_path: Path
) -> None:
    own = copied(year, tmp_path / "own")
    (own.workspace.folder / "templates").mkdir()
    (own.workspace.folder / "templates" / STARTERS[form]).write_text(starter(form), "utf-8")
    ending = STARTERS[form].rpartition(".")[2]
    plain = exported(year, "north", reader, tmp_path / f"plain.{ending}")
    looked = exported(own, "north", reader, tmp_path / f"looked.{ending}")
    assert set(MARK.findall(looked)) <= set(MARK.findall(plain))
    assert looked != plain
    assert b"Left out of these notes" in looked


def test_a_sponsor_gets_one_sheet(year: Year, tmp_path: Path) -> None:
    program = Peergroup(year.workspace.folder)
    split = ("--split", "--output", str(tmp_path / "n.md"))
    refused = program("export-notes", "north", "--for", "sponsor", *split)
    assert refused.exit_code == 2
    assert not MARK.findall(refused.output.encode())


@pytest.mark.parametrize("reader", READERS)
def test_a_preview_holds_no_mark_at_all(year: Year, reader: str) -> None:
    who = f"{reader}-north" if reader in MEMBERS else reader
    shown = Peergroup(year.workspace.folder)("export-notes", "north", "--for", who, "--preview")
    assert shown.exit_code == 0
    assert not MARK.findall(shown.output.encode())
    assert "of class “room”" in shown.stdout


def test_the_sponsor_reads_no_name_no_id_and_no_address(year: Year, tmp_path: Path) -> None:
    sheet = exported(year, "north", "sponsor", tmp_path / "sheet.md").decode()
    for one in MEMBERS:
        assert f"{one.capitalize()} " not in sheet
        assert f"{one}-north" not in sheet
    assert "example.org" not in sheet


def test_nothing_that_is_on_the_screen_holds_a_mark(year: Year, tmp_path: Path) -> None:
    program = Peergroup(year.workspace.folder)
    for reader in ("members", "sponsor", "facilitator", "ada-north"):
        out = str(tmp_path / reader)
        shown = program("export-notes", "north", "--for", reader, "--output", out)
        assert not MARK.findall(shown.output.encode())
