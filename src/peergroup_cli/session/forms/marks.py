"""Marks: each member gives a few, to find what the group wants to work on."""

from peergroup_cli.model.meeting import Marks, Meeting
from peergroup_cli.model.stages import Strategy, Thought
from peergroup_cli.session.forms.form import in_turn, turn_of
from peergroup_cli.session.forms.lists import by_number, numbered_lines
from peergroup_cli.session.question import Question, some_of
from peergroup_cli.session.scene import Scene


class GiveMarks:
    """Each member's marks, by the numbers of what they go to; a number may stand twice."""

    def questions(self, scene: Scene) -> list[Question]:
        """One question a member, if there are at least two things to choose between."""
        if len(_candidates(scene)) < 2:
            return []
        return [q for member in in_turn(scene) for q in self._turn(scene, member)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note a member's marks."""
        to = some_of(text, question.choices)
        if len(to) > scene.segment.votes:
            raise ValueError(f"There are {scene.segment.votes} marks each.")
        marks = Marks(segment=scene.segment.key, member=question.member, to=to)
        return scene.meeting.with_marks(marks)

    def _turn(self, scene: Scene, member: str) -> list[Question]:
        candidates = _candidates(scene)
        choices = by_number(candidates)
        numbers = {choice.value: choice.key for choice in choices}
        given = [m for m in scene.meeting.marks if m.segment == scene.segment.key]
        mine = next((m.to for m in given if m.member == member), ())
        marks = Question(
            field="marks",
            label=f"{scene.segment.votes} marks",
            hint=f"{scene.segment.votes} numbers, such as 1 3",
            choices=choices,
            earlier=" ".join(numbers.get(record, "?") for record in mine),
            about=numbered_lines(scene, candidates),
        )
        return list(turn_of(scene, member, marks))


def _candidates(scene: Scene) -> tuple[Thought | Strategy, ...]:
    return scene.meeting.thoughts if scene.segment.on == "thoughts" else scene.meeting.strategies
