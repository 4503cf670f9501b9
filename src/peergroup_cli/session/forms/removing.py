"""A line that is taken out of a list again: of the forms that make lists, each in its own way."""

from peergroup_cli.errors import IllegalMove
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.forms.agreeing import taken_out
from peergroup_cli.session.forms.lists import lines_of
from peergroup_cli.session.question import Question
from peergroup_cli.session.scene import Scene


def without_line(scene: Scene, question: Question, number: int | None) -> Meeting:
    """The meeting without a line of the list that a question belongs to.

    Args:
        scene: where it is said.
        question: the question that is asked now.
        number: that of the line, from 1; None for the line that is asked for, or else the last.

    Raises:
        IllegalMove: there is no list here, or it has no such line.
        ValueError: something grew from the line, or the guidelines have no such line.
    """
    if scene.segment.capture in ("guidelines", "guidelines-check"):
        return taken_out(scene, question, number)
    lines = lines_of(scene, question)
    if not lines:
        raise IllegalMove("There is no line of a list here that could be taken out.")
    wanted = min(int(question.subject), len(lines)) if number is None else number
    if not 1 <= wanted <= len(lines):
        raise IllegalMove(f"The list has the lines 1 to {len(lines)}.")
    return scene.meeting.without_line(lines[wanted - 1])


def as_answer(question: Question, number: int | None) -> str:
    """The answer that says the same, where one asks what shall become of lines; else none."""
    asks = question.field in ("worked-in", "revision")
    return f"- {number}" if asks and number is not None else ""
