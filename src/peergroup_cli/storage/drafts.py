"""Half-typed answers of a meeting, kept beside its file until they are entered."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import AlreadyExists, ChangedOnDisk, PeergroupError
from peergroup_cli.model.file_format import FORMAT
from peergroup_cli.storage.durable import refusals_named
from peergroup_cli.storage.toml_file import read_record, write_record

if TYPE_CHECKING:
    from peergroup_cli.model.meeting import Meeting

_SLIP = 2


class DraftFile:
    """The half-typed answers of one meeting.

    A draft that cannot be kept, or cannot be read, stops nobody: it is no note yet.

    Args:
        path: the file; it is there only while something is half-typed.
    """

    def __init__(self, path: Path) -> None:
        from peergroup_cli.model.draft import Drafts

        self.path = path
        self._version: str | None = None
        self._texts: dict[str, str] = {}
        try:
            stored = read_record(path, Drafts)
        except PeergroupError:
            return
        self._version = stored.version
        self._texts = {draft.question: draft.text for draft in stored.record.drafts}

    @property
    def questions(self) -> list[str]:
        """The questions at which something is half-typed."""
        return list(self._texts)

    def text(self, question: str) -> str:
        """What is half-typed at a question."""
        return self._texts.get(question, "")

    def keep(self, question: str, text: str) -> None:
        """Keep what is being typed at a question; an empty text keeps nothing."""
        if self._texts.get(question, "") == text:
            return
        self._texts = {key: old for key, old in self._texts.items() if key != question}
        if text:
            self._texts[question] = text
        try:
            self._save()
        except (PeergroupError, ValueError):
            # the disk is full, or the text is none that can be stored; what is there stays
            return

    def forget_entered(self, meeting: "Meeting") -> None:
        """Forget what was entered: the program may have ended between the note and its draft.

        That is a text, not at the question that is next, with which something noted begins; and
        one of a key or two.
        """
        if not self._texts:
            return
        noted = list(_texts_in(meeting.model_dump(exclude={"agenda", "material"})))
        here = meeting.position.question if meeting.position else ""
        for question, text in list(self._texts.items()):
            new = text.strip()
            is_noted = len(new) <= _SLIP or any(one.startswith(new) for one in noted)
            if question != here and is_noted:
                self.keep(question, "")

    def _save(self) -> None:
        if not self._texts:
            with refusals_named(self.path):
                self.path.unlink(missing_ok=True)
            self._version = None
            return
        from peergroup_cli.model.draft import Draft, Drafts

        rows = tuple(Draft(question=key, text=text) for key, text in self._texts.items())
        record = Drafts(format=FORMAT, drafts=rows)
        try:
            self._version = write_record(self.path, record, replaces=self._version).version
        except (AlreadyExists, ChangedOnDisk):
            # a damaged one, or one of another window: what is typed here is newer
            with refusals_named(self.path):
                self.path.unlink(missing_ok=True)
            self._version = write_record(self.path, record, replaces=None).version


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts_in(one)
