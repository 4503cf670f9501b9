"""Command lines that are answered without the parser say the same as they do with it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from benchmarks.workspaces import build

from peergroup_cli.commands.shared.plain_calls import COMPLETION, plain_call

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
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **_cache_in(folder), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


ALL_LINES = """
import os, sys
# loaded once for all children
import typer, peergroup_cli.main, peergroup_cli.storage.workspace
import peergroup_cli.exports.audience, peergroup_cli.exports.markdown
for number, (folder, words) in enumerate({lines!r}):
    if os.fork() == 0:
        os.chdir(folder)
        for stream in (1, 2):
            os.dup2(os.open(f"{out}/{{number}}.{{stream}}", os.O_WRONLY | os.O_CREAT), stream)
        sys.argv = ["peergroup", *words]
        {program}
        sys.exit(0)
    with open(f"{out}/{{number}}.0", "w") as file:
        file.write(str(os.waitstatus_to_exitcode(os.wait()[1])))
"""
"""A program that answers many lines, each in a child of its own."""


def all_answered(program: str, two: Path, out: Path) -> list[tuple[int, str, str]]:
    """What each of the lines gives: exit code, and what it printed on both streams."""
    out.mkdir()
    lines = [(str(two / "cohorts" if ".." in line else two), line.split()) for line in LINES]
    code = ALL_LINES.format(lines=lines, out=out, program=program)
    subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **_cache_in(two)}, check=True, timeout=120
    )
    return [
        (
            int((out / f"{number}.0").read_text()),
            (out / f"{number}.1").read_text("utf-8"),
            (out / f"{number}.2").read_text("utf-8"),
        )
        for number in range(len(LINES))
    ]


def _cache_in(folder: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(folder.parent / "cache"), "PYTHONIOENCODING": "utf-8"}


@pytest.mark.skipif(os.name == "nt", reason="on Windows the parser is always asked")
def test_the_answer_is_the_same_with_and_without_the_parser(two: Path, tmp_path: Path) -> None:
    assert all(plain_call(line.split()) for line in LINES)
    first = all_answered(WITHOUT_PARSER, two, tmp_path / "first")
    assert not any("Traceback" in errors for _, _, errors in first)
    assert {code for code, _, _ in first} == {0, 2, 10, 12}
    with_parser = all_answered(WITH_PARSER, two, tmp_path / "parsed")
    # the second time it is what was remembered that is asked
    again = all_answered(WITHOUT_PARSER, two, tmp_path / "again")
    for line, *answers in zip(LINES, first, with_parser, again, strict=True):
        assert answers[0] == answers[1] == answers[2], line


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
