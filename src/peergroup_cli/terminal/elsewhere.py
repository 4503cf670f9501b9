"""Where the workspace refuses a save: the whole meeting goes into a file at another place."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from peergroup_cli.errors import IllegalMove, KeptElsewhere, PeergroupError
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session import events
from peergroup_cli.session.machine import step
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import Ask, Asking
from peergroup_cli.terminal.words import looks_like_a_word, unsteered


class Elsewhere(Protocol):
    """Writes a meeting into a file outside of its workspace."""

    @property
    def given(self) -> str:
        """The place that was named beforehand, or nothing."""
        ...

    def suggested(self, meeting: Meeting) -> str:
        """A place that would do, or nothing."""
        ...

    def __call__(self, meeting: Meeting, place: str) -> str:
        """Write it there, and give the path of the file.

        Raises:
            PeergroupError: it cannot be written there; what is there is as it was.
        """
        ...


class NowhereElse:
    """Where nothing is kept at all, as in a rehearsal."""

    given = ""

    def suggested(self, meeting: Meeting) -> str:
        """Suggest nothing."""
        del meeting
        return ""

    def __call__(self, meeting: Meeting, place: str) -> str:
        """Refuse.

        Raises:
            IllegalMove: always.
        """
        del meeting, place
        raise IllegalMove("Nothing is kept here, here or elsewhere.")


@dataclass(frozen=True)
class Refused:
    """What the disk did not take.

    Args:
        session: the session after it.
        answer: the answer that led to it; None where a word did.
    """

    session: Session
    answer: str | None

    def with_what_waits(self, before: Session, typed: str, now: datetime) -> Session:
        """The session with what was refused, and with what stands in the line now.

        Args:
            before: the session before it, whose question is asked still.
            typed: what stands in the line: the answer, another one in its place, or nothing.
            now: this instant.

        Raises:
            ValueError: what stands in the line is no answer to the question.
        """
        if typed in ("", self.answer) or looks_like_a_word(typed):
            return self.session
        start = self.session if self.answer is None else before
        return step(start, events.Answer(now, unsteered(typed)))


def keep_elsewhere(
    ask: Ask, tell: Callable[[str], None], elsewhere: Elsewhere, meeting: Meeting, place: str
) -> None:
    """Write a meeting to another place, asking for it until it is written or given up.

    Args:
        ask: asks for the place.
        tell: shows why it was not written there.
        elsewhere: writes it.
        meeting: all of it, with what the workspace did not take.
        place: where, if that is known already.

    Raises:
        KeptElsewhere: it is written.
        PeergroupError: it is not, and nobody is there to name another place.
    """
    label = "To which file shall the whole meeting go? (empty: back to the question)"
    while True:
        if not place:
            suggested = elsewhere.given or elsewhere.suggested(meeting)
            place = ask(Asking(label, prefill=suggested)).strip()
        if not place:
            return
        try:
            path = elsewhere(meeting, place)
        except PeergroupError as error:
            if not ask.interactive:
                raise
            tell(f"{error} {error.hint}".strip())
            place = ""
            continue
        raise KeptElsewhere(
            f"Stopped. All of the meeting is in {path}",
            "The workspace lacks what was not saved. When it can be written again: "
            f"peergroup bring-back {shlex.quote(path)}",
        )
