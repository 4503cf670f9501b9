"""Marks: each member gives a few, to find what the group wants to work on."""

from collections import Counter

from peergroup_cli.model.meeting import Decided, Marks, Meeting
from peergroup_cli.model.stages import Strategy, Thought
from peergroup_cli.session.forms.form import in_turn, turn_of
from peergroup_cli.session.forms.lists import by_number, numbered_lines
from peergroup_cli.session.question import Question, one_of, some_of
from peergroup_cli.session.scene import Scene


class GiveMarks:
    """Each member's marks, by the numbers of what they go to; a number may stand twice.

    A tie at the top is shown as one. Which of them goes first is settled by the facilitator, with
    the group, or left open.
    """

    def questions(self, scene: Scene) -> list[Question]:
        """One question a member, if there are at least two things to choose between; then ties."""
        if len(_candidates(scene)) < 2:
            return []
        asked = [q for member in in_turn(scene) for q in self._turn(scene, member)]
        return [*asked, *self._tie(scene)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note a member's marks, or which of those with the most goes first."""
        if question.field == "first":
            chosen = Decided(segment=scene.segment.key, record=one_of(text, question.choices))
            others = (row for row in scene.meeting.decided if row.segment != chosen.segment)
            return scene.meeting.changed(decided=(*others, chosen))
        to = some_of(text, question.choices)
        if len(to) > scene.segment.votes:
            raise ValueError(f"There are {scene.segment.votes} marks each.")
        marks = Marks(segment=scene.segment.key, member=question.member, to=to)
        return _without_a_tie_that_is_gone(scene, scene.meeting.with_marks(marks))

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

    def _tie(self, scene: Scene) -> list[Question]:
        candidates = _candidates(scene)
        tied, most = _tied(scene, scene.meeting)
        if len(tied) < 2:
            return []
        choices = tuple(choice for choice in by_number(candidates) if choice.value in tied)
        here = (row for row in scene.meeting.decided if row.segment == scene.segment.key)
        first = next((row.record for row in here), "")
        numbers = ", ".join(choice.key for choice in choices)
        each = "1 mark each" if most == 1 else f"{most} marks each"
        return [
            Question(
                field="first",
                label=f"a tie: {numbers} have {each}; which goes first?",
                segment=scene.segment.key,
                subject="everybody",
                hint="Ask the group, then give a number; Enter leaves the tie as it is",
                choices=choices,
                earlier=next((choice.key for choice in choices if choice.value == first), ""),
                about=numbered_lines(scene, candidates, with_marks=True),
            )
        ]


def marks_given(scene: Scene) -> list[tuple[str, int]]:
    """What was given marks in this segment, with how many, the most first; each in a line."""
    candidates = _candidates(scene)
    rows = (row for row in scene.meeting.marks if row.segment == scene.segment.key)
    given = Counter(record for row in rows for record in row.to)
    lines = zip(numbered_lines(scene, candidates), candidates, strict=True)
    counted = [(line, given[record.id]) for line, record in lines if given[record.id]]
    return sorted(counted, key=lambda pair: -pair[1])


def _tied(scene: Scene, meeting: Meeting) -> tuple[set[str], int]:
    """The ids of those with the most marks of this segment, and how many marks that is."""
    rows = (row for row in meeting.marks if row.segment == scene.segment.key)
    known = {record.id for record in _candidates(scene)}
    given = Counter(record for row in rows for record in row.to if record in known)
    most = max(given.values(), default=0)
    return {record for record, number in given.items() if number == most}, most


def _without_a_tie_that_is_gone(scene: Scene, meeting: Meeting) -> Meeting:
    """The meeting after other marks: what was settled for a tie does not outlive it."""
    tied, _ = _tied(scene, meeting)
    rows = tuple(
        row
        for row in meeting.decided
        if row.segment != scene.segment.key or (len(tied) > 1 and row.record in tied)
    )
    return meeting if rows == meeting.decided else meeting.changed(decided=rows)


def _candidates(scene: Scene) -> tuple[Thought | Strategy, ...]:
    return scene.meeting.thoughts if scene.segment.on == "thoughts" else scene.meeting.strategies
