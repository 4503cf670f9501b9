"""Command lines that are answered without the parser say the same as they do with it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from benchmarks.workspaces import build

from peergroup_cli.commands.plain_calls import COMPLETION, plain_call

WITHOUT_PARSER = "from peergroup_cli.__main__ import run; run()"
WITH_PARSER = "from peergroup_cli.main import main; main()"
LINES = (
    "status",
    "status cohort-2",
    "status COHORT-2",
    "status nowhere",
    "status --json",
    "status cohort-1 --json",
    "status --workspace elsewhere",
    "status -w .. cohort-1",
    "search-knowledge",
    "search-knowledge delegate",
    "search-knowledge late warning",
    "search-knowledge nothing-like-it",
    "search-knowledge --json feedback",
    "search-knowledge feedback -w elsewhere",
    "export-notes",
    "export-notes cohort-1",
    "export-notes nobody",
    "export-notes cohort-1 -w elsewhere",
    "export-notes cohort-2 --force --output notes.html",
    "export-notes cohort-2 --force -o notes.unknown",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made") / "two", 2, 3).folder


@pytest.fixture
def two(made: Path, tmp_path: Path) -> Path:
    """Two cohorts with three meetings each."""
    return Path(shutil.copytree(made, tmp_path / "two"))


def answered(program: str, line: str, folder: Path, **variables: str) -> tuple[int, str, str]:
    """The exit code of a command line, and what it printed on both streams."""
    code = f"import sys; sys.argv = ['peergroup', *{line.split()!r}]; {program}"
    cache = {"XDG_CACHE_HOME": str(folder.parent / "cache"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **cache, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="on Windows the parser is always asked")
@pytest.mark.parametrize("line", LINES)
def test_the_answer_is_the_same_with_and_without_the_parser(line: str, two: Path) -> None:
    assert plain_call(line.split())
    folder = two / "cohorts" if ".." in line else two
    first = answered(WITHOUT_PARSER, line, folder)
    assert "Traceback" not in first[2]
    assert first == answered(WITH_PARSER, line, folder)
    # the second time it is what was remembered that is asked
    assert first == answered(WITHOUT_PARSER, line, folder)


@pytest.mark.parametrize("line", ["status", "status cohort-2", "search-knowledge delegate"])
def test_what_is_damaged_is_told_in_the_same_words(line: str, two: Path) -> None:
    (two / "cohorts" / "cohort-2" / "meetings" / "002-reflect.toml").write_text("format =", "utf-8")
    first = answered(WITHOUT_PARSER, line, two)
    assert first[0] == 11
    assert "002-reflect.toml" in first[2]
    assert first == answered(WITH_PARSER, line, two)


def test_without_a_workspace_it_is_told_what_to_do(tmp_path: Path) -> None:
    code, _, told = answered(WITHOUT_PARSER, "status", tmp_path, PEERGROUP_WORKSPACE="")
    assert code == 10
    assert "peergroup init" in told


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        ["status", "--help"],
        ["status", "-h"],
        ["status", "--week"],
        ["status", "--", "north"],
        ["status", "one", "two"],
        ["status", "--workspace"],
        ["status", "-w", "--json"],
        ["--json", "status"],
        ["search-knowledge", "--verdict", "drop"],
        ["search-knowledge", "--jso"],
        ["list-cohorts"],
        ["export-notes", "--json"],
        ["export-notes", "--for", "sponsor"],
    ],
)
def test_whatever_else_is_typed_is_for_the_parser(words: Sequence[str]) -> None:
    assert plain_call(words) is None


def test_a_shell_that_completes_asks_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETION, "complete_bash")
    assert plain_call(["status"]) is None


@pytest.mark.skipif(os.name == "nt", reason="on Windows the parser is always asked")
@pytest.mark.parametrize(
    ("line", "with_plans"), [("status", True), ("search-knowledge delegate", False)]
)
def test_once_it_is_remembered_only_plans_are_read_and_nothing_heavy_is_loaded(
    line: str, with_plans: bool, two: Path
) -> None:
    watched = (
        "import os, sys; opened = []; os._exit = sys.exit\n"
        "sys.addaudithook(lambda event, told: event == 'open' and opened.append(str(told[0])))\n"
        f"sys.argv = ['peergroup', *{line.split()!r}]\n"
        "try:\n    from peergroup_cli.__main__ import run; run()\n"
        "except SystemExit:\n    pass\n"
        "print(*(one for one in opened if one.endswith('.toml')), sep='\\n')\n"
        "print('loaded', *sys.modules)"
    )
    for one in ("status", line):
        answered(WITHOUT_PARSER, one, two)
    code, printed, _ = answered(f"exec({watched!r})", line, two)
    assert code == 0
    *lines, loaded = printed.splitlines()
    read = [one for one in lines if one.endswith(".toml")]
    assert bool(read) == with_plans
    assert all("/meetings/" in one for one in read)
    assert len(read) == len(set(read))
    heavy = {"typer", "pydantic_core", "rich", "prompt_toolkit", "filelock", "platformdirs"}
    heavy |= {"inspect", "hashlib", "peergroup_cli.storage.workspace", "peergroup_cli.main"}
    assert not heavy & set(loaded.split())
