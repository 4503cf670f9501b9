"""What the documentation says is so: commands, codes, keys, links, and examples that run."""

import re
import runpy
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from shutil import copytree
from typing import get_args

import pytest
from typer.testing import CliRunner, Result

import peergroup_cli.model
from peergroup_cli.command_list import COMMANDS
from peergroup_cli.content.library import shipped_modules
from peergroup_cli.content.starters import STARTERS
from peergroup_cli.errors import BUG, INTERRUPTED, PeergroupError
from peergroup_cli.exports import template_html
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.main import app
from peergroup_cli.model.agenda import Agenda, Capture
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.module import Module
from peergroup_cli.model.record import Record
from peergroup_cli.session.forms.lists import material_lines
from peergroup_cli.terminal.words import WORDS
from tests.examples import EXAMPLES, MEETINGS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *EXAMPLES.glob("*.md")])


def peergroup(workspace: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--workspace", str(workspace)], input=typed)


@pytest.fixture
def demo(held: Path) -> Path:
    """The workspace of the demo, after its three meetings; nobody may change it."""
    return held / "3" / "north"


def meeting_files(workspace: Path) -> list[Path]:
    return sorted((workspace / "cohorts" / "north-quay" / "meetings").glob("*.toml"))


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


def words_in_code(page: Path) -> set[str]:
    """The single words that a page shows as code, outside of its fenced blocks."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"\w+", code)}


def every_record() -> Iterator[type[Record]]:
    """Each kind of record that a file can hold."""
    for module in iter_modules(peergroup_cli.model.__path__, "peergroup_cli.model."):
        import_module(module.name)
    waiting = Record.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("peergroup_cli."):
            yield kind


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section(name: str) -> None:
    assert f"\n## {name}\n" in (DOCS / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_exit_codes(name: str) -> None:
    assert "Exit codes:" in CliRunner().invoke(app, [name, "--help"]).stdout


def test_the_page_of_commands_is_what_their_help_says(monkeypatch: pytest.MonkeyPatch) -> None:
    # as wide as no terminal is: the page must not depend on it
    monkeypatch.setenv("COLUMNS", "187")
    written = runpy.run_path(str(DOCS / "make_commands.py"))["commands_page"]()

    assert (DOCS / "commands.md").read_text("utf-8") == written, "bring it up to date: make docs"


def test_each_promise_names_a_test_that_is_there() -> None:
    page = DOCS / "guarantees.md"
    sections = page.read_text("utf-8").partition("## What is not promised")[0]
    rows = [
        line for line in sections.splitlines() if line.startswith("| ") and "promise |" not in line
    ]

    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"\]\(\.\./tests/[\w/]+\.py\)", row)] == []
    linked = {link for row in rows for link in re.findall(r"\((\.\./tests/[^)]+)\)", row)}
    assert [link for link in linked if not (page.parent / link).is_file()] == []


def test_the_manual_page_is_what_the_help_says() -> None:
    written = runpy.run_path(str(DOCS / "make_man.py"))["manual"]()

    assert (DOCS / "peergroup.1").read_text("utf-8") == written, "bring it up to date: make docs"


def test_the_schemas_are_those_of_the_models() -> None:
    made = runpy.run_path(str(DOCS / "make_schemas.py"))
    written = {path.name: path.read_text("utf-8") for path in made["FOLDER"].glob("*.json")}

    assert written == made["schemas"](), "bring them up to date: make docs"


def test_every_exit_code_is_explained_and_no_other() -> None:
    codes = {0, BUG, INTERRUPTED, *(kind.exit_code for kind in PeergroupError.__subclasses__())}
    rows = re.findall(
        r"^\| (\d+) \|", (DOCS / "exit-codes.md").read_text("utf-8"), flags=re.MULTILINE
    )

    assert [int(row) for row in rows] == sorted(codes)


def test_every_key_of_every_file_is_explained() -> None:
    pages = ("files.md", "your-own-agenda.md", "modules.md")
    explained = {word for page in pages for word in words_in_code(DOCS / page)}
    keys = {f"{kind.__name__}.{key}": key for kind in every_record() for key in kind.model_fields}

    assert [name for name, key in keys.items() if key not in explained] == []


def test_every_capture_is_explained() -> None:
    page = (DOCS / "your-own-agenda.md").read_text("utf-8")

    assert [name for name in get_args(Capture) if f"\n| `{name}` |" not in page] == []


def test_every_slash_word_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [word for word in WORDS if f"`/{word}" not in readme] == []


def test_every_format_of_notes_is_explained_with_its_ending() -> None:
    page = (DOCS / "exports.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(\.\w+)` \|", page, flags=re.MULTILINE)

    assert dict(rows) == {name: one.endings[0] for name, one in FORMATS.items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_exists(page: Path) -> None:
    shown = re.findall(r"(?:^|`)peergroup ([a-z][^`\n]*)", page.read_text("utf-8"), re.MULTILINE)
    wrong = []
    for line in shown:
        name, *rest = line.split()
        options = {word for word in rest if re.fullmatch(r"--[a-z-]+", word)}
        if name not in COMMANDS or not options <= options_of(name):
            wrong.append(line)

    assert wrong == []


def options_of(command: str) -> set[str]:
    return set(re.findall(r"--[a-z-]+", CliRunner().invoke(app, [command, "--help"]).stdout))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    broken = [link for link in links if "://" not in link and not leads_somewhere(page, link)]

    assert broken == []


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    titles = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}
    return not heading or heading in anchors


def test_the_example_meetings_run_to_their_end(demo: Path) -> None:
    held = [
        Meeting.model_validate(tomllib.loads(f.read_text("utf-8"))) for f in meeting_files(demo)
    ]

    assert [(m.agenda.key, str(m.held_on), m.state) for m in held] == [
        (name, day, "finished") for name, day in MEETINGS
    ]


def test_the_example_notes_are_the_minutes_of_the_example_meetings(demo: Path) -> None:
    exported = peergroup(demo, "export-notes")

    assert exported.stdout == (EXAMPLES / "notes.md").read_text("utf-8")


def test_the_lesson_that_is_followed_back_is_in_the_example_files(demo: Path) -> None:
    (shown,) = blocks(DOCS / "files.md", "toml")

    assert shown in meeting_files(demo)[-1].read_text("utf-8")


def test_the_example_module_can_be_used(demo: Path, tmp_path: Path) -> None:
    workspace = copytree(demo, tmp_path / "workspace")
    (written,) = blocks(DOCS / "modules.md", "toml")
    module = Module.model_validate(tomllib.loads(written))
    pack = workspace / "packs" / f"{module.key}.toml"
    pack.write_text(written, encoding="utf-8")

    checked = CliRunner().invoke(app, ["check-pack", str(pack)])
    shown = peergroup(workspace, "show-module", module.key)

    assert "Could be better" not in checked.stdout
    assert module.strategies[0].text in shown.stdout


def test_the_page_of_modules_names_those_that_ship_and_shows_one_as_it_is() -> None:
    page = (DOCS / "modules.md").read_text("utf-8")
    shown = blocks(DOCS / "modules.md", "text")[0].splitlines()
    delegation = shipped_modules()["delegation"]

    for module in shipped_modules().values():
        assert f"| `{module.key}` | {module.title} |" in page
    assert shown == list(material_lines(delegation.strategies)[:4])


def test_the_example_agenda_can_be_held(demo: Path, tmp_path: Path) -> None:
    workspace = copytree(demo, tmp_path / "workspace")
    (written,) = blocks(DOCS / "your-own-agenda.md", "toml")
    agenda = Agenda.model_validate(tomllib.loads(written))
    (workspace / "packs" / f"{agenda.key}.toml").write_text(written, encoding="utf-8")

    enough = "\n" * 60
    held = peergroup(workspace, "run-session", "--agenda", agenda.key, typed=enough)

    assert held.exit_code == 0, held.stderr
    assert f"Meeting 4 · {agenda.title} is complete." in held.stdout


@pytest.mark.parametrize(("language", "form"), [("html", "html"), ("markdown", "markdown")])
def test_the_example_templates_can_be_used(
    demo: Path, tmp_path: Path, language: str, form: str
) -> None:
    page = (DOCS / "exports.md").read_text("utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    workspace = tmp_path / "workspace"
    copytree(demo, workspace)
    (workspace / "templates").mkdir()
    (workspace / "templates" / STARTERS[form]).write_text(blocks[0], "utf-8")
    shown = peergroup(workspace, "export-notes", "--format", form)
    assert shown.exit_code == 0, shown.stderr
    assert "Questions?" in shown.stdout
    assert "Left out of these notes" in shown.stdout


def test_every_placeholder_is_explained_and_no_other() -> None:
    page = (DOCS / "exports.md").read_text("utf-8")
    told = set(re.findall(r"`\$([a-z_]+)`", page.split("| placeholder |")[1].split("\n\n")[0]))
    assert told == set(template_html.PLACES)
