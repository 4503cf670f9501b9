"""The program as other programs meet it: pipes, closed streams, encodings, no terminal."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from peergroup_cli import __version__
from peergroup_cli.command_list import COMMANDS
from peergroup_cli.storage.workspace import Workspace

PROGRAM = [sys.executable, "-m", "peergroup_cli"]
posix = pytest.mark.skipif(os.name == "nt", reason="the shell's redirections of POSIX")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    Workspace.create(tmp_path / "workspace", None)
    return {**os.environ, "PEERGROUP_WORKSPACE": str(tmp_path / "workspace")}


def shell(command: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    line = command.replace("peergroup", shlex.join(PROGRAM))
    return subprocess.run(
        ["sh", "-c", line],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=60,
    )


def test_the_version_is_printed() -> None:
    printed = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert printed.stdout == f"peergroup {__version__}\n"


@posix
@pytest.mark.parametrize(
    "command",
    [
        "peergroup list-cohorts >&-",
        "peergroup list-cohorts 2>&-",
        "peergroup list-cohorts >&- 2>&- <&-",
        "peergroup list-cohorts | head -n 0",
        "peergroup --help | head -n 1",
        "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 peergroup --help",
        "PYTHONIOENCODING=cp1252 peergroup run-session --help",
        "TERM=dumb NO_COLOR=1 peergroup status",
        "env -u TERM " + "peergroup status",
    ],
)
def test_closed_streams_and_old_encodings_are_no_error(
    command: str, environment: dict[str, str]
) -> None:
    result = shell(command, environment)
    assert "Traceback" not in result.stderr
    assert "Exception" not in result.stderr
    assert result.returncode == 0


@posix
@pytest.mark.parametrize("how", ["utf-8:strict", "ascii:strict"])
def test_answers_that_are_no_text_are_refused_in_words(
    environment: dict[str, str], how: str
) -> None:
    members = " ".join(f"--member 'M{n}; r; Manager; u{n}'" for n in range(4))
    assert shell(f"peergroup new-cohort --name N --theme t {members}", environment).returncode == 0
    hold = f"PYTHONIOENCODING={how} peergroup run-session --agenda explore --override x"
    refused = shell(f"printf '\\n\\n\\n\\ncaf\\351 \\377\\n' | {hold}", environment)
    assert refused.returncode == 2
    assert "not valid UTF-8" in refused.stderr


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_result_that_cannot_be_written_is_an_error_in_words(environment: dict[str, str]) -> None:
    result = shell("peergroup list-cohorts > /dev/full", environment)
    assert result.returncode == 18
    assert "not saved" in result.stderr
    assert "Traceback" not in result.stderr
    assert shell("peergroup show-cohort none 2> /dev/full", environment).returncode == 12


def test_a_question_without_a_terminal_names_its_option(environment: dict[str, str]) -> None:
    result = subprocess.run(
        [*PROGRAM, "new-cohort"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 16
    assert "--name" in result.stderr
    assert result.stdout == ""


HEAVY = {"pydantic_core", "prompt_toolkit", "rich", "filelock", "tomli_w", "sqlite3"}


def loaded_by(*words: str) -> set[str]:
    """The modules that a fresh interpreter has loaded when the program is done."""
    program = (
        f"import os, sys; sys.argv = {['peergroup', *words]!r}; os._exit = sys.exit\n"
        "try:\n    import peergroup_cli.__main__ as m; m.run()\n"
        "except SystemExit:\n    pass\n"
        "print(*sys.modules)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(printed.stdout.splitlines()[-1].split())


def test_the_version_loads_nothing_at_all() -> None:
    assert not {"typer", "peergroup_cli.main", *HEAVY} & loaded_by("--version")


def test_the_help_loads_no_command() -> None:
    loaded = loaded_by("--help")
    assert not HEAVY & loaded
    commands = {f"peergroup_cli.commands.{name.replace('-', '_')}" for name in COMMANDS}
    assert not commands & loaded


@pytest.mark.parametrize("command", ["status", "run-session", "export-notes", "form-cohorts"])
def test_the_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    assert not HEAVY & loaded_by(command, "--help")
