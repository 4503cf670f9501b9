"""A cohort for the tests of commands, and how they are run."""

from datetime import date

from typer.testing import CliRunner, Result

from peergroup_cli.main import app
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.storage.workspace import Workspace

DAY = date(2026, 11, 24)
ADA = "Ada Brook; claims; head of unit; Claims; ada@example.org"
BEN = "Ben Stone; sales; head of unit; Sales"
CLEO = "Cleo Park; IT; head of unit; IT"
DOV = "Dov Reed; law; head of unit; Law"
FOUR = [part for line in (ADA, BEN, CLEO, DOV) for part in ("--member", line)]
NAMED = ["--name", "Harbour", "--theme", "Leading without rank"]
HARBOUR = [*NAMED, *FOUR]


def run(*args: str, typed: str = "") -> Result:
    """What the command line gives for these arguments."""
    return CliRunner().invoke(app, args, input=typed)


def cohort(notes: Workspace, name: str = "harbour") -> Cohort:
    """The cohort as it is kept now."""
    return notes.cohort(name).record


def flat(text: str) -> str:
    """A text of the screen, whatever its lines."""
    return " ".join(text.split())
