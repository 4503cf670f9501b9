"""Guidelines: observable lines, then consent - can you live with it? - and not a majority."""

import re
from datetime import timedelta

from peergroup_cli.model.meeting import Guidelines, Meeting, Voice
from peergroup_cli.session.forms.form import in_turn, turn_of
from peergroup_cli.session.question import YES_NO, Question, day, one_of
from peergroup_cli.session.scene import Scene

_WEEKS_TO_REVIEW = 26


class AgreeGuidelines:
    """The lines that the agenda asks for, free ones, a review date, and everybody's consent."""

    def questions(self, scene: Scene) -> list[Question]:
        """The lines, the date, then one question a member, and more where there is an objection."""
        now = _as_they_stand(scene)
        lines = self._lines(scene, now)
        if not now.lines:
            return lines
        members = in_turn(scene)
        voices = (q for member in members for q in self._voice(scene, now, member))
        once_more = (q for member in members for q in self._once_more(scene, now, member))
        return [*lines, self._review(scene, now), *voices, *once_more]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note a line, the date, or what a member says to the whole."""
        now = _as_they_stand(scene)
        if question.field == "line":
            changes = bool(now.voices)
            now = now.with_line(question.subject, text).changed(wording=now.wording + changes)
        elif question.field == "review":
            now = now.changed(review=day(text, scene.today))
        else:
            now = self._with_voice(now, question, text)
        return scene.meeting.changed(guidelines=_agreed_if_all_consent(scene, now))

    def _lines(self, scene: Scene, now: Guidelines) -> list[Question]:
        wanted = {asked.key: asked.label for asked in scene.segment.questions}
        texts = {line.key: line.text for line in now.lines}
        free = [line.key for line in now.lines if line.key not in wanted]
        labels = wanted | dict.fromkeys((*free, _free_key(now)), "A further line")
        return [
            Question(
                field="line",
                label=label,
                segment=scene.segment.key,
                subject=key,
                turn=key,
                hint="" if key in wanted else "One that others could see us keep; Enter: no more",
                earlier=texts.get(key, ""),
                stays=key not in wanted,
            )
            for key, label in labels.items()
        ]

    def _review(self, scene: Scene, now: Guidelines) -> Question:
        return Question(
            field="review",
            label="When do we look at them again?",
            segment=scene.segment.key,
            subject="all",
            earlier=now.review.isoformat() if now.review else "",
            default=(scene.today + timedelta(weeks=_WEEKS_TO_REVIEW)).isoformat(),
        )

    def _voice(self, scene: Scene, now: Guidelines, member: str) -> list[Question]:
        voice = now.voice_of(member)
        objected = bool(voice and voice.objection)
        earlier = voice.objection or ("yes" if voice.consents else "") if voice else ""
        consent = Question(
            "consent",
            "can you live with these?",
            hint="Enter: yes. Or what stands in the way, in words",
            earlier=earlier,
            default="yes",
            about=_as_lines(now),
        )
        if not voice or not objected:
            return list(turn_of(scene, member, consent))
        work_in = Question(
            "worked-in",
            "what would have to change?",
            hint="2: new wording. Or a new line. Enter: it stays open",
            earlier=voice.worked_in,
            about=_as_lines(now),
        )
        again = Question(
            "again",
            "can you live with these now?",
            hint="Enter: yes. n: not yet",
            earlier="yes" if voice.consents else "no" if voice.refused else "",
            default="yes",
            about=_as_lines(now),
        )
        asked = (consent, work_in, again) if voice.worked_in else (consent, work_in)
        return list(turn_of(scene, member, *asked))

    def _once_more(self, scene: Scene, now: Guidelines, member: str) -> list[Question]:
        """Ask those again who said yes before the words were changed for somebody else."""
        voice = now.voice_of(member)
        is_outdated = bool(voice and voice.consents and voice.wording != now.wording)
        if not voice or not (voice.again or is_outdated):
            return []
        answer = "yes" if voice.consents else "no"
        asked = Question(
            "once-more",
            "the words have changed: still yes?",
            hint="Enter: yes. n: no",
            earlier="" if voice.wording != now.wording else answer,
            default="yes",
            about=_as_lines(now),
        )
        return list(turn_of(scene, member, asked))

    def _with_voice(self, now: Guidelines, question: Question, text: str) -> Guidelines:
        voice = now.voice_of(question.member) or Voice(member=question.member, consents=False)
        yes = text.strip().casefold() in ("y", "yes")
        if question.field == "consent":
            objection = "" if yes else text
            voice = Voice(member=question.member, consents=yes, objection=objection)
        elif question.field == "worked-in":
            now = revised(now, text).changed(wording=now.wording + 1)
            voice = voice.changed(worked_in=text, consents=False, refused=False)
        else:
            is_second = question.field == "once-more"
            voice = voice.changed(consents=yes, again=is_second, refused=not yes)
        return now.with_voice(voice.changed(wording=now.wording))


def taken_out(scene: Scene, question: Question, number: int | None) -> Meeting:
    """The meeting without a line of the guidelines that are being made.

    Args:
        scene: where it is said.
        question: that for a line; without a number, an existing one is the line that is meant.
        number: that of the line, from 1; None for this one or else the last.

    Raises:
        ValueError: there is no such line.
    """
    now = _as_they_stand(scene)
    keys = [line.key for line in now.lines]
    here = keys.index(question.subject) + 1 if question.subject in keys else len(keys)
    left = revised(now, f"- {here if number is None else number}")
    left = left.changed(wording=now.wording + bool(now.voices))
    return scene.meeting.changed(guidelines=_agreed_if_all_consent(scene, left))


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
            about=_as_lines(now) if now and now.lines else ("There are no guidelines yet.",),
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
            about=_as_lines(changed),
        )
        return [revision, consent]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the changes, one a line, or that everybody can live with them."""
        now = _as_they_stand(scene)
        if question.field == "consent":
            if one_of(text, YES_NO) == "yes":
                agreed = now.changed(agreed=scene.today, refused=False)
                return scene.meeting.changed(guidelines=agreed)
            return scene.meeting.changed(guidelines=_as_before(scene, now))
        if text.strip().casefold() in ("y", "yes"):
            return scene.meeting
        for line in text.splitlines():
            now = revised(now, line) if line.strip() else now
        return scene.meeting.changed(guidelines=now.changed(agreed=None, refused=False, voices=()))


def revised(now: Guidelines, text: str) -> Guidelines:
    """The guidelines after one change.

    Args:
        now: the guidelines.
        text: “2: other words” rewords the second line, “- 2” takes it out, else a new line.

    Raises:
        ValueError: there is no line with that number.
    """
    reworded = re.fullmatch(r"\s*(\d{1,2})\s*:\s*(.+)", text, re.DOTALL)
    taken_out = re.fullmatch(r"\s*-\s*(\d{1,2})\s*", text)
    if not reworded and not taken_out:
        return now.with_line(_free_key(now), text.strip())
    number = int((reworded or taken_out)[1])  # type: ignore[index]
    if not 1 <= number <= len(now.lines):
        lines = f"lines 1 to {len(now.lines)}" if now.lines else "no lines yet"
        raise ValueError(f"There are {lines}.")
    line = now.lines[number - 1]
    if reworded:
        return now.with_line(line.key, reworded[2].strip())
    return now.changed(lines=tuple(known for known in now.lines if known.key != line.key))


def _as_they_stand(scene: Scene) -> Guidelines:
    """This meeting's guidelines; at first those of before, as the next version."""
    if scene.meeting.guidelines:
        return scene.meeting.guidelines
    before = scene.context.guidelines
    if before is None:
        return Guidelines(version=1, segment=scene.segment.key)
    return Guidelines(
        version=before.version + 1,
        segment=scene.segment.key,
        review=before.review,
        lines=before.lines,
    )


def _as_before(scene: Scene, now: Guidelines) -> Guidelines:
    """The words that held before: what not everybody can live with does not take their place."""
    before = scene.context.guidelines
    if before is None:
        return now.changed(agreed=None, refused=True)
    return before.changed(segment=scene.segment.key, refused=True, voices=())


def _agreed_if_all_consent(scene: Scene, now: Guidelines) -> Guidelines:
    voices = [now.voice_of(member) for member in in_turn(scene)]
    everybody = all(v and v.consents and v.wording == now.wording for v in voices)
    return now.changed(agreed=scene.today if everybody else None)


def _free_key(now: Guidelines) -> str:
    known = {line.key for line in now.lines}
    return next(f"line-{n}" for n in range(1, len(known) + 2) if f"line-{n}" not in known)


def _as_lines(now: Guidelines) -> tuple[str, ...]:
    return tuple(f"{number}  {line.text}" for number, line in enumerate(now.lines, start=1))
