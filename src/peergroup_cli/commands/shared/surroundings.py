"""A word about where the workspace lies: what else takes its files elsewhere."""

from pathlib import Path


def warn_of_surroundings(folder: Path) -> None:
    """Say on the screen that the folder syncs to a cloud, or is in a git repository with a remote.

    It is said when a workspace is made, when a cohort is, and with its status.
    """
    from peergroup_cli.storage.surroundings import leaks_of
    from peergroup_cli.terminal.show import tell

    for leak in leaks_of(folder):
        tell(f"Careful: {leak}", "yellow")
