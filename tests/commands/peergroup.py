"""Commands as they are typed, in a workspace of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner, Result

from peergroup_cli.main import app
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.storage.workspace import Workspace

MEMBERS = (
    "Ada Brook; Lead; Manager; Service",
    "Bo Lind; Lead; Manager; Production",
    "Cleo Hart; Lead; Manager; Finance",
    "Dov Marsh; Lead; Manager; Sales",
)


@dataclass(frozen=True)
class Peergroup:
    """The program, and the workspace that it works in."""

    folder: Path

    def __call__(self, *arguments: str, typed: str = "") -> Result:
        """Run a command. `typed` is what comes in on standard input."""
        return CliRunner().invoke(
            app, list(arguments), input=typed, env={"PEERGROUP_WORKSPACE": str(self.folder)}
        )

    def done(self, *arguments: str, typed: str = "") -> str:
        """Run a command that must succeed, and give what it printed."""
        result = self(*arguments, typed=typed)
        assert result.exit_code == 0, result.output
        return result.stdout

    def form(self, name: str = "North", members: Iterable[str] = MEMBERS) -> str:
        """Form a cohort."""
        lines = [word for line in members for word in ("--member", line)]
        return self.done("new-cohort", "--name", name, "--theme", "Bad news", *lines)

    def hold(self, *answers: str, agenda: str = "explore") -> Result:
        """Hold a meeting with these lines on standard input."""
        typed = "".join(f"{answer}\n" for answer in answers)
        return self("run-session", "--agenda", agenda, "--date", "2026-12-03", typed=typed)

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings of the cohort North."""
        return [stored.record for stored in Workspace(self.folder).meetings("north")]
