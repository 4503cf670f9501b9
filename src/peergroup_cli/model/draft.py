"""What was being typed when a meeting stopped: a hidden file beside the meeting's own."""

from typing import Literal

from peergroup_cli.model.record import Record, Text


class Draft(Record):
    """A text that was typed and not entered; `question` names where."""

    question: str
    text: Text


class Drafts(Record):
    """One file a meeting: `meetings/.NNN-<agenda>.draft.toml`, gone once nothing is half-typed."""

    format: Literal[1]
    drafts: tuple[Draft, ...] = ()
