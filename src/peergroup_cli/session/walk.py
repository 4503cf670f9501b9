"""Where a session stands, and where it goes from there. Nothing here notes anything."""

from dataclasses import dataclass, replace
from functools import cached_property

from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.meeting import Meeting, Position
from peergroup_cli.session.forms import FORMS
from peergroup_cli.session.question import Question
from peergroup_cli.session.scene import Context, Scene


@dataclass(frozen=True)
class Session:
    """A meeting that is being held.

    Args:
        context: what the meeting starts from.
        meeting: the meeting as it stands.
        last_noted: the id of the record that the last answer went into, if it went into one.
    """

    context: Context
    meeting: Meeting
    last_noted: str = ""

    @property
    def segment(self) -> Segment | None:
        """The segment that the meeting is in, or None when it is over."""
        if self.meeting.position is None:
            return None
        return self.meeting.agenda.segment(self.meeting.position.question.split("/")[0])

    @property
    def ahead(self) -> str:
        """The question at which the meeting was before it went back; empty where it did not."""
        return self.meeting.position.ahead if self.meeting.position else ""

    @property
    def waiting(self) -> tuple[str, ...]:
        """The questions that are to be asked before it goes on there."""
        return self.meeting.position.waiting if self.meeting.position else ()

    @cached_property
    def asked(self) -> "list[Question]":
        """All questions of the segment that the meeting is in; they are made once."""
        segment = self.segment
        return questions(self, segment) if segment else []

    @cached_property
    def question(self) -> Question | None:
        """The question that is asked next, or None when the meeting is over."""
        position = self.meeting.position
        if position is None:
            return None
        return next((one for one in self.asked if one.ref == position.question), None)

    def scene(self, segment: Segment) -> Scene:
        """What the form of a segment works with."""
        return Scene(self.context, self.meeting, segment)


def wants_offers(session: Session) -> bool:
    """Whether it is time to look for what groups here have tried on the causes of this meeting.

    That is when the causes are known and the next ideas are still the group's own: what is found
    is shown later, where the agenda looks outside.
    """
    meeting, segment = session.meeting, session.segment
    if meeting.offered is not None or segment is None or not meeting.thoughts:
        return False
    segments = list(meeting.agenda.segments)
    from_here = segments[segments.index(segment) :]
    ideas = segment.capture == "strategies"
    return ideas and any(meeting.agenda.shows_material(one) for one in from_here)


def questions(session: Session, segment: Segment) -> list[Question]:
    """All questions of a segment as they stand now."""
    return FORMS[segment.capture].questions(session.scene(segment))


def onwards(
    before: Session, after: Session, question: Question, segment: Segment, *, noted: bool
) -> Session:
    """On to the next question; after a correction, back to where the meeting was.

    Before that come the questions that the correction brings up, all of them.

    Args:
        before: the session in which the question was answered.
        after: the session with the answer in it.
        question: the question.
        segment: its segment.
        noted: whether there was an answer, so that it may bring up others.
    """
    old = {q.ref: q for q in questions(before, segment)}
    asked = questions(after, segment)
    ahead, waiting = before.ahead, before.waiting
    if noted and ahead:
        waiting = (*waiting, *_brought_up_later(before, after, segment, ahead))
    if noted and any(q.ref == question.ref and q.stays and not q.earlier for q in asked):
        return at(after, question, ahead, waiting)
    rest = _after(asked, list(old), question.ref)
    if not ahead:
        return go_on(after, rest, segment)
    reopened = [
        q.ref
        for q in rest
        if q.ref in waiting or (noted and _is_reopened(q, old.get(q.ref), question))
    ]
    here = {q.ref for q in asked}
    later = [ref for ref in waiting if ref not in here and question_at(after, ref)]
    wanted = [*reopened, *later]
    if wanted:
        # the one that is asked waits too: one may go back from it before it is answered
        return at(after, question_at(after, wanted[0]), ahead, tuple(wanted))
    target = question_at(after, ahead)
    return at(after, target) if target else go_on(after, rest, segment)


def has_questions(session: Session, segment: Segment) -> bool:
    """Whether a segment has anything to ask as the meeting stands."""
    return any(not question.settled for question in questions(session, segment))


def _brought_up_later(
    before: Session, after: Session, segment: Segment, ahead: str
) -> tuple[str, ...]:
    """What segments that had nothing to ask have to ask now, up to where the meeting was."""
    segments = list(after.meeting.agenda.segments)
    keys = [one.key for one in segments]
    end = ahead.split("/", maxsplit=1)[0]
    between = segments[keys.index(segment.key) + 1 : keys.index(end)] if end in keys else []
    return tuple(
        question.ref
        for one in between
        if not has_questions(before, one)
        for question in questions(after, one)
        if not question.settled
    )


def _is_reopened(question: Question, before: Question | None, answered: Question) -> bool:
    """Whether an answer that was given late brings a question up: new, emptied, or never heard."""
    if before is None or (before.earlier and not question.earlier):
        return True
    same_turn = bool(question.turn) and question.turn == answered.turn
    return same_turn and not answered.earlier and not question.earlier


def _after(asked: list[Question], known: list[str], ref: str) -> list[Question]:
    """The questions behind a ref; where it is gone, behind the nearest one before it."""
    refs = [question.ref for question in asked]
    before = [one for one in known[: known.index(ref) + 1] if one in refs]
    return asked[refs.index(before[-1]) + 1 :] if before else asked


def go_on(session: Session, rest: list[Question], segment: Segment) -> Session:
    """To the first of the questions that is not settled, or on to the segments that follow."""
    waiting = [question for question in rest if not question.settled]
    if waiting:
        return at(session, waiting[0])
    segments = session.meeting.agenda.segments
    return at(session, first_question(session, segments[segments.index(segment) + 1 :]))


def first_question(session: Session, segments: tuple[Segment, ...]) -> Question | None:
    """The first question of these segments that is not settled; None where there is none."""
    for segment in segments:
        for question in questions(session, segment):
            if not question.settled:
                return question
    return None


def at(
    session: Session, question: Question | None, ahead: str = "", waiting: tuple[str, ...] = ()
) -> Session:
    """The session at a question; without one it is finished.

    Args:
        session: the session.
        question: the question that is next.
        ahead: the ref of the one to go on at after a correction.
        waiting: the refs of those that come before that.
    """
    if question is None:
        meeting = session.meeting.changed(state="finished", position=None)
    else:
        position = Position(question=question.ref, ahead=ahead, waiting=waiting)
        meeting = session.meeting.changed(position=position)
    return replace(session, meeting=meeting)


def question_at(session: Session, ref: str) -> Question | None:
    """The question that a ref names, if it exists now."""
    segment = session.meeting.agenda.segment(ref.split("/", maxsplit=1)[0])
    asked = questions(session, segment) if segment else []
    return next((question for question in asked if question.ref == ref), None)


def at_a_question(session: Session) -> Session:
    """The session at a question that exists, also when the file was edited by hand meanwhile."""
    position = session.meeting.position
    if session.question is not None:
        return session
    keys = [segment.key for segment in session.meeting.agenda.segments]
    key = position.question.split("/")[0] if position else ""
    start = keys.index(key) if key in keys else 0
    rest = session.meeting.agenda.segments[start:]
    return at(session, first_question(session, rest))
