"""What every form can do: say its questions as they stand, and note an answer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.question import Question
from peergroup_cli.session.rounds import speaking_order
from peergroup_cli.session.scene import Scene


class Form(Protocol):
    """How a kind of segment notes what is said.

    A form has no state: what is asked follows from what was noted. A question keeps its `ref`
    when it is answered; an answer may make further questions appear.
    """

    def questions(self, scene: Scene) -> list[Question]:
        """All questions of the segment in their order, answered ones among them."""
        ...

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """The meeting with an answer noted.

        Args:
            scene: where it was asked.
            question: one of the questions.
            text: the answer: not blank, line ends as LF.

        Raises:
            ValueError: the answer is not understood; the message says what would be.
        """
        ...


def in_turn(scene: Scene) -> tuple[str, ...]:
    """The members of this segment's round, the first speaker first."""
    return speaking_order(scene.meeting, scene.segment.key)


def turn_of(
    scene: Scene, member: str, *questions: Question, subject: str = ""
) -> Iterator[Question]:
    """The questions of one member's turn, about the member or about a record of theirs."""
    about = subject or member
    for question in questions:
        yield replace(question, segment=scene.segment.key, subject=about, turn=about, member=member)
