"""The example that the pages tell of: its meetings, and a workspace that has held some of them."""

from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner, Result

from peergroup_cli.main import app

EXAMPLES = Path(__file__).parent.parent / "examples"
MEETINGS = (
    ("learning-together", "2026-11-05"),
    ("explore", "2026-11-12"),
    ("reflect", "2026-12-10"),
)


def typed(*words: str) -> Result:
    """What a command line gives, where nobody answers."""
    return CliRunner().invoke(app, words, input="")


def hold(agenda: str, day: str) -> None:
    """Hold a meeting from the examples' file of answers, in the workspace of the current folder."""
    answers = str(EXAMPLES / f"{agenda}.toml")
    held = typed("run-session", "--date", day, "--answers", answers)
    assert held.exit_code == 0, held.stderr


def build(folder: Path) -> None:
    """Make a folder for each number of meetings, with the examples and a workspace `north`."""
    for number in range(len(MEETINGS) + 1):
        copytree(EXAMPLES, folder / str(number) / "examples")
    growing = folder / "growing"
    with pytest.MonkeyPatch.context() as patch:
        typed("init", str(growing), "--organisation", "Blue Harbour")
        patch.chdir(growing)
        theme = "Telling people early what they do not want to hear"
        people = str(EXAMPLES / "members.csv")
        formed = typed("new-cohort", "--name", "North Quay", "--theme", theme, "--from", people)
        assert formed.exit_code == 0, formed.stderr
        for number, (agenda, day) in enumerate(MEETINGS, start=1):
            hold(agenda, day)
            copytree(growing, folder / str(number) / "north")
