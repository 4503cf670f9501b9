"""The closing, and silence: the two forms that ask the whole group for little or nothing."""

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.forms.experiments import strategies_to_pick
from peergroup_cli.session.forms.lists import numbered_lines
from peergroup_cli.session.question import Question, coming_day, one_of
from peergroup_cli.session.scene import Scene


class Closing:
    """Who facilitates next, and when."""

    def questions(self, scene: Scene) -> list[Question]:
        """Two questions, each with a proposal that Enter takes."""
        return [self._facilitator(scene), self._date(scene)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the next facilitator or the next date."""
        if question.field == "next-date":
            return scene.meeting.changed(next_date=coming_day(text, scene.today))
        return scene.meeting.changed(next_facilitator=one_of(text, question.choices))

    def _facilitator(self, scene: Scene) -> Question:
        members = [member.id for member in scene.context.cohort.present_members]
        chosen, proposed = scene.meeting.next_facilitator, scene.next_facilitator
        return Question(
            field="next-facilitator",
            label="Who facilitates next time?",
            segment=scene.segment.key,
            subject="everybody",
            hint="A number or a first name",
            choices=scene.people(members),
            earlier=scene.name(chosen) if chosen else "",
            default=scene.name(proposed) if proposed else "",
        )

    def _date(self, scene: Scene) -> Question:
        chosen = scene.meeting.next_date
        return Question(
            field="next-date",
            label="When do we meet again?",
            segment=scene.segment.key,
            subject="everybody",
            hint="A day such as 2026-12-24, or 3w",
            earlier=chosen.isoformat() if chosen else "",
            default=scene.next_date.isoformat(),
        )


class Silence:
    """Time to think and write, each alone. Nothing is noted.

    Before a round of plans the strategies to pick from stand there, with their marks.
    """

    def questions(self, scene: Scene) -> list[Question]:
        """One question, which waits."""
        return [
            Question(
                field="ready",
                label="Enter when the group is ready",
                segment=scene.segment.key,
                subject="everybody",
                about=self._to_look_at(scene),
            )
        ]

    def _to_look_at(self, scene: Scene) -> tuple[str, ...]:
        segments = scene.meeting.agenda.segments
        following = segments[segments.index(scene.segment) + 1 :]
        if not following or following[0].capture != "experiments":
            return ()
        return numbered_lines(scene, strategies_to_pick(scene), with_marks=True)

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:  # noqa: ARG002
        """Refuse a text, which would be lost here.

        Raises:
            ValueError: always.
        """
        raise ValueError("Nothing is noted here. /note and /park keep a text; Enter goes on.")
