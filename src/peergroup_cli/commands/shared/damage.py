"""What is damaged blocks itself only: it is named on the screen, and the rest goes on."""

import sys
from typing import TYPE_CHECKING

from peergroup_cli.errors import PeergroupError, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.storage.workspace import Workspace


class Damage:
    """Hears of each file that is left out, and names it with its lines. No note's text."""

    def __init__(self) -> None:
        self.found = False

    def __call__(self, error: PeergroupError) -> None:
        """Name a file that cannot be read."""
        self.say(error.message)

    def say(self, what: str) -> None:
        """Name what is left out: a file, and what is wrong with it."""
        from peergroup_cli.terminal.show import tell

        self.found = True
        tell(f"Left out: {what}", "yellow")

    def leave(self) -> None:
        """End the command: with exit code 11 where something was left out.

        Raises:
            SystemExit: something was.
        """
        if self.found:
            from peergroup_cli.terminal.show import tell

            tell("All that is damaged, at once: peergroup check-workspace")
            sys.exit(UnreadableFile.exit_code)


def readable_cohorts(workspace: "Workspace") -> "Sequence[Stored[Cohort]]":
    """The cohorts that can be read; of the others it is said that they are left out."""
    return workspace.cohorts(Damage())


def readable_packs(workspace: "Workspace | None") -> "dict[str, Agenda]":
    """The workspace's own agendas; of one that cannot be read it is said that it is left out."""
    return workspace.packs(Damage()) if workspace else {}
