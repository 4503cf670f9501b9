"""Rounds: each member in turn, the first speaker rotating; anyone may pass."""

import re

from peergroup_cli.model.disclosure import is_wider
from peergroup_cli.model.meeting import Commitment, Entry, Meeting, Turn
from peergroup_cli.model.stages import Challenge
from peergroup_cli.session.forms.form import in_turn, turn_of
from peergroup_cli.session.question import YES_NO, Choice, Question, one_of
from peergroup_cli.session.scene import Scene


class Challenges:
    """Stage 1: a title and the case itself. The case stays in the room."""

    def questions(self, scene: Scene) -> list[Question]:
        """Two questions a member."""
        return [q for member in in_turn(scene) for q in self._turn(scene, member)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the title or the case."""
        told = _challenge_here(scene, question.member)
        told = told or scene.draft(Challenge, member=question.member, title="")
        return scene.meeting.with_record(told.changed(**{question.field: text}))

    def _turn(self, scene: Scene, member: str) -> list[Question]:
        told = _challenge_here(scene, member)
        before = scene.context.challenge_of(member)
        title = Question(
            field="title",
            label="the challenge in a few words",
            earlier=told.title if told else "",
            about=(f"Last time: {before.title}",) if before else (),
        )
        case = Question(
            field="case",
            label="the case, for the room",
            long=True,
            earlier=told.case if told else "",
        )
        return list(turn_of(scene, member, title, case))


class Restate:
    """Stage 1 of a reflect meeting: how each challenge looks by now."""

    def questions(self, scene: Scene) -> list[Question]:
        """One question a member."""
        return [q for member in in_turn(scene) for q in self._turn(scene, member)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the challenge as it stands, pointing back at the one it grew from."""
        told = _challenge_here(scene, question.member)
        if not told:
            before = scene.context.challenge_of(question.member)
            told = scene.draft(
                Challenge, member=question.member, title="", **_heritage(scene, before)
            )
        return scene.meeting.with_record(told.changed(title=text))

    def _turn(self, scene: Scene, member: str) -> list[Question]:
        told = _challenge_here(scene, member)
        before = scene.context.challenge_of(member)
        today = Question(
            field="title",
            label="the challenge today",
            earlier=told.title if told else "",
            default=before.title if before else "",
        )
        return list(turn_of(scene, member, today))


class Presence:
    """A round of which no word is kept: only that a member shared, or passed."""

    _CHOICES = (Choice("s", "shared", "shared"), Choice("p", "passed", "passed"))

    def questions(self, scene: Scene) -> list[Question]:
        """One key a member."""
        return [q for member in in_turn(scene) for q in self._turn(scene, member)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note that the member shared or passed, and nothing else."""
        outcome = one_of(text, self._CHOICES)
        turn = Turn.model_validate(
            {"segment": scene.segment.key, "member": question.member, "outcome": outcome}
        )
        return scene.meeting.with_turn(turn)

    def _turn(self, scene: Scene, member: str) -> list[Question]:
        took = [t for t in scene.meeting.turns if t.segment == scene.segment.key]
        earlier = next((t.outcome for t in took if t.member == member), "")
        heard = Question(
            field="heard",
            label="has spoken; nothing is written",
            choices=self._CHOICES,
            earlier=earlier,
            default="shared",
        )
        return list(turn_of(scene, member, heard))


class Round:
    """The agenda's own questions, each member in turn; each answer belongs to that member."""

    def questions(self, scene: Scene) -> list[Question]:
        """The agenda's questions for each member."""
        return [q for member in in_turn(scene) for q in self._turn(scene, member)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note a member's answer."""
        said = self._entry(scene, question.member, question.field) or scene.draft(
            Entry, member=question.member, question=question.field, text=""
        )
        return scene.meeting.with_record(said.changed(text=text))

    def _turn(self, scene: Scene, member: str) -> list[Question]:
        made = []
        for asked in scene.segment.questions:
            said = self._entry(scene, member, asked.key)
            earlier = said.text if said else ""
            made.append(Question(asked.key, asked.label, long=asked.long, earlier=earlier))
        return list(turn_of(scene, member, *made))

    def _entry(self, scene: Scene, member: str, question: str) -> Entry | None:
        mine = [e for e in scene.here(scene.meeting.entries) if e.member == member]
        return next((entry for entry in mine if entry.question == question), None)


class Commitments:
    """One behaviour that each member will show, when it will be tested, and the sign-off."""

    def questions(self, scene: Scene) -> list[Question]:
        """Three questions a member; the last two once there is a behaviour."""
        return [q for member in in_turn(scene) for q in self._turn(scene, member)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the behaviour, when it is tested, or the signature."""
        promise = self._promise(scene, question.member)
        promise = promise or scene.draft(Commitment, member=question.member, behaviour="")
        if question.field == "signed":
            yes = one_of(text, YES_NO) == "yes"
            signed = promise.changed(signed=scene.today if yes else None, declined=not yes)
            return scene.meeting.with_record(signed)
        said = (
            re.sub(r"^\s*I(\s+will|'ll|’ll)\s+", "", text)
            if question.field == "behaviour"
            else text
        )
        return scene.meeting.with_record(promise.changed(**{question.field: said or text}))

    def _turn(self, scene: Scene, member: str) -> list[Question]:
        promise = self._promise(scene, member)
        if not promise:
            return list(turn_of(scene, member, Question("behaviour", "I will …")))
        behaviour = Question("behaviour", "I will …", earlier=promise.behaviour)
        tested = Question("tested", "when will it be tested?", earlier=promise.tested)
        is_signed = "yes" if promise.signed else "no" if promise.declined else ""
        signed = Question(
            "signed",
            "do you sign this commitment?",
            choices=YES_NO,
            earlier=is_signed,
            default="yes",
        )
        return list(turn_of(scene, member, behaviour, tested, signed))

    def _promise(self, scene: Scene, member: str) -> Commitment | None:
        promises = scene.here(scene.meeting.commitments)
        return next((promise for promise in promises if promise.member == member), None)


def _heritage(scene: Scene, before: Challenge | None) -> dict[str, object]:
    """What a restated challenge has of the one it grew from: its id, and a stricter class."""
    if before is None:
        return {}
    is_stricter = is_wider(scene.segment.disclosure, before.disclosure)
    kept = {"disclosure": before.disclosure} if is_stricter else {}
    return {"grew_from": (before.id,), **kept}


def _challenge_here(scene: Scene, member: str) -> Challenge | None:
    told = scene.here(scene.meeting.challenges)
    return next((challenge for challenge in told if challenge.member == member), None)
