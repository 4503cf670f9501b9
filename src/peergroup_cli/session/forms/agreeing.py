"""Guidelines: observable lines, then consent - can you live with it? - and not a majority."""

from contextlib import suppress
from datetime import timedelta

from peergroup_cli.model.meeting import Guidelines, Meeting, Voice
from peergroup_cli.session.forms.form import in_turn, turn_of
from peergroup_cli.session.forms.rewording import (
    change_in,
    free_key,
    refuse_number_alone,
    revised,
    set_back,
    worked_in,
)
from peergroup_cli.session.question import YES_NO, Question, day, one_of
from peergroup_cli.session.scene import Scene

_WEEKS_TO_REVIEW = 26
_YES_OR_WHY = "Enter: yes. n: not yet. Or what stands in the way, in words"


class AgreeGuidelines:
    """The lines that the agenda asks for, free ones, a review date, and everybody's consent."""

    def questions(self, scene: Scene) -> list[Question]:
        """The lines, the date, then one question a member, and more where there is an objection."""
        now = as_they_stand(scene)
        lines = self._lines(scene, now)
        if not now.lines:
            return lines
        members = in_turn(scene)
        voices = (q for member in members for q in self._voice(scene, now, member))
        once_more = (
            q
            for member in _last_changed_first(now, members)
            for q in self._once_more(scene, now, member)
        )
        return [*lines, self._review(scene, now), *voices, *once_more]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note a line, the date, or what a member says to the whole."""
        now = as_they_stand(scene)
        if question.field == "line":
            refuse_number_alone(text)
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
        labels = wanted | dict.fromkeys((*free, free_key(now)), "A further line")
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
        earlier = voice.objection or ("yes" if voice.consents else "") if voice else ""
        consent = Question(
            "consent",
            "can you live with these?",
            hint="Enter: yes. Or what stands in the way, in words",
            earlier=earlier,
            default="yes",
            about=as_lines(now),
        )
        objected = voice and voice.objection and not voice.again
        asked = (consent, *_working_in(now, voice)) if voice and objected else (consent,)
        return list(turn_of(scene, member, *asked))

    def _once_more(self, scene: Scene, now: Guidelines, member: str) -> list[Question]:
        """Ask those again who were heard before the words were changed for somebody else."""
        voice = now.voice_of(member)
        if not voice or not (voice.again or voice.wording != now.wording):
            return []
        answer = "yes" if voice.consents else "no"
        label = "still yes?" if voice.consents else "can you live with these now?"
        is_heard = voice.wording == now.wording
        asked = Question(
            "once-more",
            f"the words have changed: {label}",
            hint=_YES_OR_WHY,
            earlier=answer if is_heard else "",
            default="yes",
            settled=is_heard and voice.consents,
            about=("As the words are now:", *as_lines(now)),
        )
        objected = voice.again and (voice.refused or voice.worked_in)
        return list(turn_of(scene, member, asked, *(_working_in(now, voice) if objected else ())))

    def _with_voice(self, now: Guidelines, question: Question, text: str) -> Guidelines:
        voice = now.voice_of(question.member) or Voice(member=question.member, consents=False)
        if question.field == "consent":
            return _at_first(now, voice, text)
        if question.field != "worked-in":
            return _once_more(now, voice, question, text)
        change = change_in(now, text)
        if change is None:
            # a reason is none of the words that all are to keep to
            return now.with_voice(_objecting(voice, text))
        return worked_in(now, voice, change, text)


def _working_in(now: Guidelines, voice: Voice) -> tuple[Question, ...]:
    """What follows an objection; what came of it is settled once its member can live with it."""
    settled = voice.again and voice.consents
    work_in = Question(
        "worked-in",
        "which words instead? (2: …, + …, Enter: open)",
        hint="2: and other words for line 2 · + and a new line · Enter leaves it open\n"
        "/remove 2 takes a line out. Words alone are noted as what stands in the way",
        earlier=voice.worked_in,
        settled=settled,
        about=as_lines(now),
        stays=True,
    )
    again = Question(
        "again",
        "can you live with these now?",
        hint=_YES_OR_WHY,
        earlier="yes" if voice.consents else "no" if voice.refused else "",
        default="yes",
        settled=settled,
        about=as_lines(now),
    )
    return (work_in, again) if voice.worked_in else (work_in,)


def _at_first(now: Guidelines, voice: Voice, text: str) -> Guidelines:
    if _yes_or_no(text) != "yes" and voice.objection:
        # only its words are corrected: what came of it stays
        return now.with_voice(voice.changed(objection=text))
    left = _set_back(now, voice)
    yes = _yes_or_no(text) == "yes"
    voice = Voice(member=voice.member, consents=yes, objection="" if yes else text)
    return left.with_voice(voice.changed(wording=left.wording))


def _once_more(now: Guidelines, voice: Voice, question: Question, text: str) -> Guidelines:
    """An answer to words that have changed: a yes, a no, or what stands in the way."""
    said = _yes_or_no(text)
    if said == "yes" and question.earlier == "no":
        now = _set_back(now, voice) if question.field == "once-more" else now
    if said != "yes" and question.field == "once-more":
        # it is asked anew which words would do
        voice = voice.changed(again=True, worked_in="", line=None, line_before="")
    voice = voice if said else _objecting(voice, text)
    again = voice.again or question.field == "once-more"
    voice = voice.changed(consents=said == "yes", refused=said != "yes", again=again)
    return now.with_voice(voice.changed(wording=now.wording))


def _set_back(now: Guidelines, voice: Voice) -> Guidelines:
    left = set_back(now, voice)
    return left if left == now else left.changed(wording=now.wording + 1)


def _objecting(voice: Voice, reason: str) -> Voice:
    """The voice with one more reason: none that was said before is lost."""
    before = "" if _yes_or_no(voice.objection) else voice.objection
    known = reason.strip() in before.splitlines()
    return voice if known else voice.changed(objection=f"{before}\n{reason.strip()}".strip())


def _yes_or_no(text: str) -> str:
    with suppress(ValueError):
        return one_of(text.strip(" .!"), YES_NO)
    return ""


def _last_changed_first(now: Guidelines, members: tuple[str, ...]) -> tuple[str, ...]:
    """The round that hears changed words: it begins with the one for whom they were changed."""
    changed = (v.member for v in now.voices if v.worked_in and v.wording == now.wording)
    first = next(changed, "")
    start = members.index(first) if first in members else 0
    return (*members[start:], *members[:start])


def taken_out(scene: Scene, question: Question, number: int | None) -> Meeting:
    """The meeting without a line of the guidelines that are being made.

    Args:
        scene: where it is said.
        question: that for a line; without a number, an existing one is the line that is meant.
        number: that of the line, from 1; None for this one or else the last.

    Raises:
        ValueError: there is no such line, or none is named where no line is asked for.
    """
    if number is None and question.field != "line":
        raise ValueError("Give the number of the line, as in /remove 2.")
    now = as_they_stand(scene)
    keys = [line.key for line in now.lines]
    here = keys.index(question.subject) + 1 if question.subject in keys else len(keys)
    left = revised(now, f"- {here if number is None else number}")
    left = left.changed(wording=now.wording + bool(now.voices))
    return scene.meeting.changed(guidelines=_agreed_if_all_consent(scene, left))


def as_they_stand(scene: Scene) -> Guidelines:
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


def as_lines(now: Guidelines) -> tuple[str, ...]:
    """The lines with their numbers, as they are shown."""
    return tuple(f"{number}  {line.text}" for number, line in enumerate(now.lines, start=1))


def _agreed_if_all_consent(scene: Scene, now: Guidelines) -> Guidelines:
    voices = [now.voice_of(member) for member in in_turn(scene)]
    everybody = all(v and v.consents and v.wording == now.wording for v in voices)
    return now.changed(agreed=scene.today if everybody else None)
