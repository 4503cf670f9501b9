"""Keeps the answers to a form that was left, so that it can be gone on with."""

from pathlib import Path

from peergroup_cli.errors import NotFound
from peergroup_cli.model.cohort_draft import CohortDraft
from peergroup_cli.storage.durable import refusals_named
from peergroup_cli.storage.toml_file import Stored, read_record, write_record

DRAFT = "cohort-draft.toml"


class DraftFile:
    """The draft of a cohort in a workspace.

    Args:
        folder: the workspace's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / DRAFT
        self._stored: Stored[CohortDraft] | None = None

    def read(self) -> CohortDraft | None:
        """The draft that was left here, if there is one.

        Raises:
            UnreadableFile: it is damaged.
        """
        try:
            self._stored = read_record(self.path, CohortDraft)
        except NotFound:
            return None
        return self._stored.record

    def keep(self, draft: CohortDraft) -> None:
        """Keep the draft in place of the one that was read or kept before.

        Raises:
            ChangedOnDisk: somebody else is filling in a form here.
        """
        replaces = self._stored.version if self._stored else None
        self._stored = write_record(self.path, draft, replaces=replaces)

    def drop(self) -> None:
        """Take the draft away; it is no error where there is none."""
        with refusals_named(self.path):
            self.path.unlink(missing_ok=True)
        self._stored = None
