"""What was held through a pipe, before a terminal goes on with it."""

from pathlib import Path

from typer.testing import CliRunner

from peergroup_cli.main import app
from peergroup_cli.storage.workspace import Workspace

OPENING = ("", "", "", "")
"""Who is missing, joins later, facilitates and writes: as proposed."""


def hold(workspace: Path, *lines: str) -> None:
    """Hold an explore meeting of the cohort North with these lines, to their end."""
    options = ["--agenda", "explore", "--override", "A test"]
    begun = bool(Workspace(workspace).meetings("north"))
    arguments = ["run-session", *([] if begun else options), "--workspace", str(workspace)]
    CliRunner().invoke(app, arguments, input="".join(f"{line}\n" for line in lines))
