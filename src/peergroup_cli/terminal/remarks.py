"""Quiet lines that say what has just become of an answer, and what was noted before."""

import re
from collections.abc import Iterator

from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.session.forms.lists import lines_of
from peergroup_cli.session.forms.marks import marks_given
from peergroup_cli.session.question import folded
from peergroup_cli.session.scene import Scene
from peergroup_cli.session.walk import Session, has_questions, questions

_NOTED_LINES = 8
_MOST_MARKED = 5


def what_was_taken(before: Session, after: Session, typed: str) -> Iterator[str]:
    """Which strategy a number has taken over, or is linked with."""
    known = {one.id: one for one in before.meeting.strategies}
    for one in after.meeting.strategies:
        earlier = known.get(one.id)
        words = one_line(one.text)
        is_new = one.text not in (earlier.text if earlier else "", "")
        if is_new and one.source != "own" and one.text not in typed:
            yield f"Taken over: {words}" + (f" ({one.same_as})" if one.same_as else "")
        elif earlier and one.same_as and one.same_as != earlier.same_as:
            yield f"On the list already, and now linked with {one.same_as}: {words}"


def what_was_a_reason(before: Session, after: Session) -> Iterator[str]:
    """That an answer changed no line, where one asks what shall become of the lines."""
    asked, now = before.question, after.question
    if asked and now and asked.field == "worked-in" and asked.ref == now.ref:
        yield "Noted as what stands in the way; no line has changed. A new line begins with +"


def what_is_odd(before: Session, after: Session, typed: str) -> Iterator[str]:
    """What looks like a slip in a line of a list: said twice, or a name that is nobody's here."""
    segment, asked = before.segment, before.question
    if segment is None or asked is None or after.segment != segment:
        return
    scene = after.scene(segment)
    lines = lines_of(scene, asked)
    mine = next((one for one in lines if one.id == after.last_noted), None)
    if mine is None:
        return
    same = [n for n, one in enumerate(lines, start=1) if folded(one.text) == folded(mine.text)]
    if len(same) > 1:
        yield f"That stands there already, as line {same[0]}. /remove takes it out here."
    head = typed.partition(":")[0].strip()
    alike = [one for one in lines if one.text.startswith(f"{head}:")]
    is_new = _looks_like_a_name(head) and len(alike) == 1
    if mine.member is None and mine in alike and (is_new or _means_members(scene, head)):
        yield f"“{head}” is nobody's name here, so it stands in the words. /back to correct it."


def _looks_like_a_name(head: str) -> bool:
    """Whether it is one word with one capital; it may still be none, as in “Rule: …”."""
    return head.isalpha() and head[:1].isupper() and head[1:].islower()


def _means_members(scene: Scene, head: str) -> bool:
    """Whether words before a colon are names with a slip, or of more than one member."""
    # it costs time to load, and a list is typed into by a person
    from difflib import get_close_matches

    here = [m for m in scene.context.cohort.members if m.id in scene.meeting.taking_part]
    names = [folded(name) for m in here for name in (m.name, m.first_name)]
    parts = [folded(part) for part in re.split(r",|&|/|\band\b", head) if part.strip()]
    return bool(parts) and all(get_close_matches(part, names, 1, _NEAR) for part in parts)


_NEAR = 0.74


def what_enter_did(before: Session, after: Session) -> Iterator[str]:
    """What Enter alone has done, where one may not see it."""
    asked = before.question
    if asked is None:
        return
    passed = [turn for turn in after.meeting.turns if turn not in before.meeting.turns]
    if passed and passed[0].outcome == "passed":
        name = before.context.cohort.name_of(passed[0].member)
        yield f"{name} passes. /back brings the turn back."
    elif asked.turn.endswith(" 1") and not asked.earlier:
        yield "Nothing in this list. /back opens it again."
    elif asked.field == "line" and not asked.earlier and not asked.hint:
        # of a line that the agenda gives; at a free one stands already what Enter does
        yield "That line is left out. /back brings it back."
    elif asked.earlier and not asked.choices:
        yield "Nothing is deleted: it stays as it was."


def what_a_no_leaves(before: Session, after: Session) -> Iterator[str]:
    """That the guidelines are the old ones, where somebody could not live with the new words."""
    guidelines = after.meeting.guidelines
    if guidelines and guidelines.refused and guidelines != before.meeting.guidelines:
        yield "Then the words stay as they were. /back twice, to word them otherwise."


def what_the_marks_say(before: Session, after: Session) -> Iterator[str]:
    """How the marks fell, once the last of a segment is given."""
    segment = before.segment
    if segment is None or segment.capture != "marks" or after.segment == segment:
        return
    given = marks_given(after.scene(segment))
    if given:
        yield "How the marks fell:"
    for line, count in given[:_MOST_MARKED]:
        yield f"  {line}: {count} mark{'' if count == 1 else 's'}"


def what_was_stepped_over(session: Session, key: str, now: Segment) -> Iterator[str]:
    """The segments without a question between the one with a key, if it is one, and this one."""
    segments = session.meeting.agenda.segments
    keys = [segment.key for segment in segments]
    between = segments[keys.index(key) + 1 : keys.index(now.key)] if key in keys else ()
    for segment in between:
        if not has_questions(session, segment):
            yield f"{segment.title}: nothing to ask here, so it is left out."


def what_was_noted(session: Session) -> Iterator[str]:
    """What this segment has so far, for those who come back to it."""
    segment, now = session.segment, session.question
    asked = questions(session, segment) if segment else []
    here = [one.ref for one in asked].index(now.ref) if now else 0
    for question in [one for one in asked[:here] if one.earlier][-_NOTED_LINES:]:
        who = session.context.cohort.name_of(question.member) if question.member else ""
        line = one_line(question.earlier)
        label = question.label if question.label.endswith("?") else f"{question.label}:"
        yield f"{who + ' · ' if who else ''}{label} {line[:70]}"
