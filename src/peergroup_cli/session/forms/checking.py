"""The guidelines at a later meeting: are they still right?"""

from peergroup_cli.model.meeting import Guidelines, Meeting
from peergroup_cli.session.forms.agreeing import as_lines, as_they_stand
from peergroup_cli.session.forms.rewording import revised
from peergroup_cli.session.question import YES_NO, Question, one_of
from peergroup_cli.session.scene import Scene


class CheckGuidelines:
    """Are the guidelines still right? What changes makes a new version, which needs consent."""

    def questions(self, scene: Scene) -> list[Question]:
        """One question, with the guidelines above it; a second one if they were changed."""
        now = scene.guidelines
        revision = Question(
            field="revision",
            label="Are they still right?",
            segment=scene.segment.key,
            subject="all",
            hint="Enter: yes. Or 2: new wording; or a new line; - 2 takes one out",
            long=True,
            about=as_lines(now) if now and now.lines else ("There are no guidelines yet.",),
        )
        changed = scene.meeting.guidelines
        if changed is None:
            return [revision]
        consent = Question(
            field="consent",
            label="Can everybody here live with these?",
            segment=scene.segment.key,
            subject="all",
            choices=YES_NO,
            earlier="yes" if changed.agreed else "no" if changed.refused else "",
            default="yes",
            about=as_lines(changed),
        )
        return [revision, consent]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the changes, one a line, or that everybody can live with them."""
        now = as_they_stand(scene)
        if question.field == "consent":
            if one_of(text, YES_NO) == "yes":
                agreed = now.changed(agreed=scene.today, refused=False)
                return scene.meeting.changed(guidelines=agreed)
            return scene.meeting.changed(guidelines=_as_before(scene, now))
        if text.strip().casefold() in ("y", "yes"):
            return scene.meeting
        if text.strip().casefold() in ("n", "no"):
            raise ValueError("What shall change? 2: new words, + a new line, or - 2.")
        for line in text.splitlines():
            now = revised(now, line) if line.strip() else now
        return scene.meeting.changed(guidelines=now.changed(agreed=None, refused=False, voices=()))


def _as_before(scene: Scene, now: Guidelines) -> Guidelines:
    """The words that held before: what not everybody can live with does not take their place."""
    before = scene.context.guidelines
    if before is None:
        return now.changed(agreed=None, refused=True)
    return before.changed(segment=scene.segment.key, refused=True, voices=())
