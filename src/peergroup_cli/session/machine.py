"""The meeting as a state machine: `step(session, event)` gives the session after it.

A session is a context and a meeting; everything that must survive is in the meeting, the
question that is asked next among it. One table names the legal moves; an illegal one raises
and changes nothing. (The idea of one table: h11.)
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from peergroup_cli.errors import IllegalMove
from peergroup_cli.model.agenda import Agenda, Segment
from peergroup_cli.model.disclosure import Disclosure, is_wider
from peergroup_cli.model.file_format import FORMAT
from peergroup_cli.model.meeting import (
    Attendance,
    Handover,
    LastTurn,
    Meeting,
    Parked,
    Position,
    PrivateNote,
    State,
    Turn,
)
from peergroup_cli.model.module import Module
from peergroup_cli.model.record import clean_text
from peergroup_cli.model.stages import Captured, Lesson
from peergroup_cli.model.timing import Planned
from peergroup_cli.session import events
from peergroup_cli.session.budget import shortened, timing, with_time
from peergroup_cli.session.forms import FORMS
from peergroup_cli.session.forms.opening import taken_up
from peergroup_cli.session.forms.removing import as_answer, without_line
from peergroup_cli.session.question import Question
from peergroup_cli.session.scene import Context, Scene
from peergroup_cli.session.walk import (
    Session,
    at,
    at_a_question,
    first_question,
    go_on,
    onwards,
    question_at,
    questions,
)


def begin(
    context: Context, agenda: Agenda, number: int, held_on: date, module: Module | None = None
) -> Session:
    """A new meeting at its first question; everybody counts as present until it is said.

    What was reported on experiments since the last meeting stands in it already.

    Args:
        context: what the meeting starts from.
        agenda: the agenda that the meeting will carry.
        number: 1 for the cohort's first meeting.
        held_on: its day.
        module: the topic module whose strategies are shown as material, where the agenda has a
            place for them; the meeting carries its own copy.
    """
    shown = any(agenda.shows_material(segment) for segment in agenda.segments)
    meeting = Meeting(
        format=FORMAT,
        cohort=context.cohort.id,
        number=number,
        held_on=held_on,
        module=module.key if module else None,
        attendance=tuple(
            Attendance(member=member.id, presence="present")
            for member in context.cohort.present_members
        ),
        material=module.strategies if module and shown else (),
        agenda=agenda,
    )
    meeting = taken_up(Scene(context, meeting, agenda.segments[0]))
    session = Session(context, meeting)
    return at(session, first_question(session, agenda.segments))


def step(session: Session, event: events.Event) -> Session:
    """The session after an event.

    Args:
        session: the session before it; it stays as it is.
        event: what happens, and when.

    Raises:
        IllegalMove: the event is not allowed now.
        ValueError: the answer is not understood; the message says what would be.
    """
    move = MOVES.get((session.meeting.state, type(event)))
    if move is None:
        raise IllegalMove(
            f"The meeting is {session.meeting.state.replace('-', ' ')}; this is not possible now.",
            "Start the next meeting with: peergroup run-session",
        )
    resumes = isinstance(event, events.Resume) and not event.no_pause
    session = _at_instant(at_a_question(session), event.at, fresh=resumes)
    after = _at_instant(move(session, event), event.at)
    is_over = after.meeting.state != "open"
    return _with_timing(after) if is_over else after


def _with_timing(session: Session) -> Session:
    meeting = session.meeting
    return replace(session, meeting=meeting.changed(timing=timing(meeting)))


def _as_it_was(session: Session, _event: events.Event) -> Session:
    """Only time went by."""
    return session


def _answer(session: Session, event: events.Answer) -> Session:
    question, segment = _asked(session)
    text = clean_text(event.text)
    if not text.strip() or text == question.earlier:
        if not question.earlier and question.default:
            text = question.default
        elif not question.earlier and _begins_a_turn(session, question):
            return _pass(session, events.Pass(event.at))
        else:
            return onwards(session, session, question, segment, noted=False)
    meeting = _without_pass(session.meeting, question)
    meeting = FORMS[segment.capture].note(Scene(session.context, meeting, segment), question, text)
    noted = _changed_record(session.meeting, meeting)
    after = replace(session, meeting=meeting, last_noted=noted)
    return onwards(session, after, question, segment, noted=True)


def _pass(session: Session, _event: events.Pass) -> Session:
    question, segment = _asked(session)
    asked = questions(session, segment)
    after = session
    if question.member and _begins_a_turn(session, question):
        turn = Turn(segment=segment.key, member=question.member, outcome="passed")
        after = replace(session, meeting=session.meeting.with_turn(turn))
    if _ahead(session):
        return onwards(session, after, question, segment, noted=False)
    position = [q.ref for q in asked].index(question.ref)
    later = [q for q in asked[position + 1 :] if q.turn != question.turn or not q.turn]
    return go_on(after, later, segment)


def _ahead(session: Session) -> bool:
    """Whether one went back, and the question still exists from which one did."""
    return bool(session.ahead and question_at(session, session.ahead))


def _back(session: Session, _event: events.Back) -> Session:
    question, segment = _asked(session)
    segments = list(session.meeting.agenda.segments)
    earlier = [q for one in segments[: segments.index(segment)] for q in questions(session, one)]
    asked = questions(session, segment)
    here = [q.ref for q in asked].index(question.ref)
    heard = _heard(session.meeting, [*earlier, *asked[:here]])
    if not heard:
        raise IllegalMove("This is the first question of the meeting.")
    target = _last_heard(session.meeting, heard, question).ref
    ahead = session.ahead or question.ref
    position = Position(question=target, ahead=ahead, waiting=session.waiting)
    return replace(session, meeting=session.meeting.changed(position=position))


def _heard(meeting: Meeting, asked: list[Question]) -> list[Question]:
    """Those of the questions that were asked: of a turn that was passed, only the first."""
    passed = _passed(meeting)
    first = {(q.segment, q.turn): q.ref for q in reversed(asked) if not q.settled}
    return [
        q
        for q in asked
        if (q.segment, q.member) not in passed
        or q.earlier
        or first.get((q.segment, q.turn)) == q.ref
    ]


def _last_heard(meeting: Meeting, heard: list[Question], now: Question) -> Question:
    """The question that was heard last: the turn that was passed before this one comes back.

    What is settled of the turn that is on now was not heard in between.
    """
    before = [q for q in heard if not (q.settled and q.turn and q.turn == now.turn)]
    if before and (before[-1].segment, before[-1].member) in _passed(meeting):
        return before[-1]
    return heard[-1]


def _passed(meeting: Meeting) -> set[tuple[str, str]]:
    return {(t.segment, t.member) for t in meeting.turns if t.outcome == "passed"}


def _remove(session: Session, event: events.Remove) -> Session:
    question, segment = _asked(session)
    try:
        if text := as_answer(question, event.number):
            return _answer(session, events.Answer(event.at, text))
        meeting = without_line(session.scene(segment), question, event.number)
    except ValueError as error:
        raise IllegalMove(str(error)) from None
    after = replace(session, meeting=meeting)
    # the lines behind it have moved up: on to the open end of the list
    asked, place = questions(after, segment), (question.member, question.field)
    end = [q for q in asked if (q.member, q.field) == place or q == asked[0]][-1]
    in_the_list = session.ahead.split("/")[::2] == [segment.key, question.field]
    return at(after, end, "" if in_the_list else session.ahead, session.waiting)


def _skip(session: Session, _event: events.Skip) -> Session:
    _, segment = _asked(session)
    return go_on(session, [], segment)


def _park(session: Session, event: events.Park) -> Session:
    question, segment = _asked(session)
    scene = session.scene(segment)
    member, words = scene.speaker(clean_text(event.text))
    wide = segment.disclosure if segment.disclosure in ("room", "member") else "group"
    parked = scene.draft(Parked, text=words, member=member or question.member or None)
    meeting = session.meeting.with_record(parked.changed(disclosure=wide))
    return replace(session, meeting=meeting, last_noted=parked.id)


def _note(session: Session, event: events.Note) -> Session:
    _, segment = _asked(session)
    note = PrivateNote(segment=segment.key, at=event.at, text=clean_text(event.text))
    notes = (*session.meeting.private_notes, note)
    return replace(session, meeting=session.meeting.changed(private_notes=notes))


def _attend(session: Session, event: events.Attend) -> Session:
    question, segment = _asked(session)
    if event.presence == "late" and event.member in session.meeting.taking_part:
        return session
    refs = [q.ref for q in questions(session, segment)]
    before = {row.member: row.presence for row in session.meeting.attendance}
    # who was here and comes back is not late
    came_back = event.presence == "late" and before.get(event.member) == "left"
    presence = "present" if came_back else event.presence
    meeting = session.meeting.with_presence(event.member, presence)
    if not meeting.taking_part:
        raise IllegalMove("Somebody must be here, or there is no meeting.", "To stop: /stop")
    after = _with_last_turn(replace(session, meeting=meeting), event.member, segment)
    still = {q.ref: q for q in questions(after, segment)}
    if question.ref in still:
        return after
    later = [still[ref] for ref in refs[refs.index(question.ref) :] if ref in still]
    return go_on(after, later, segment)


def _with_last_turn(session: Session, member: str, segment: Segment) -> Session:
    """Let a member speak last whose place in the running round is behind us, unheard."""
    asked, position = questions(session, segment), session.meeting.position
    refs = [q.ref for q in asked]
    now = position.ahead if position and position.ahead in refs else ""
    now = now or (position.question if position else "")
    mine = [number for number, q in enumerate(asked) if q.member == member]
    if now not in refs or not mine or mine[0] >= refs.index(now):
        return session
    passed = any((t.segment, t.member) == (segment.key, member) for t in session.meeting.turns)
    if passed or any(asked[number].earlier for number in mine):
        return session
    last = LastTurn(segment=segment.key, member=member)
    rows = tuple(row for row in session.meeting.last_turns if row != last)
    return replace(session, meeting=session.meeting.changed(last_turns=(*rows, last)))


def _classify(session: Session, event: events.Classify) -> Session:
    record = session.meeting.record(session.last_noted)
    if record is None:
        raise IllegalMove("The last thing that was noted is no entry whose class could change.")
    refuse_release(record, event.disclosure)
    if is_wider(event.disclosure, record.open_to) and not event.owner_says_yes:
        raise IllegalMove("A wider class needs the owner's yes.")
    opened = record.opened_to(event.disclosure, session.meeting.held_on)
    return replace(session, meeting=session.meeting.with_record(opened))


def refuse_release(record: Captured | None, disclosure: Disclosure) -> None:
    """Refuse to release anything but a lesson; also before its owner is asked.

    Raises:
        IllegalMove: the class is that of the organisation, and this is no lesson.
    """
    if disclosure == "organisation" and not isinstance(record, Lesson):
        raise IllegalMove("Only a lesson can be released, with the dated yes of its owner.")


def _hand_over(session: Session, event: events.HandOver) -> Session:
    _, segment = _asked(session)
    before = session.meeting.facilitator
    if event.member == before:
        raise IllegalMove("This member facilitates already.")
    if event.member not in session.meeting.taking_part:
        raise IllegalMove("Who facilitates has to be here.", "Somebody arrives: /here NAME")
    meeting = session.meeting.changed(facilitator=event.member)
    if before:
        row = Handover(before=before, segment=segment.key, at=event.at)
        meeting = meeting.changed(handovers=(*meeting.handovers, row))
    return replace(session, meeting=meeting)


def _give_minutes(session: Session, event: events.GiveMinutes) -> Session:
    _, segment = _asked(session)
    minutes = session.meeting.minutes_of(segment) + event.minutes
    if not 1 <= minutes <= _MOST_MINUTES:
        raise IllegalMove(f"A segment has between 1 and {_MOST_MINUTES} minutes.")
    planned = Planned(segment=segment.key, minutes=minutes)
    return replace(session, meeting=session.meeting.with_plan(planned))


def _shorten(session: Session, event: events.Shorten) -> Session:
    _, segment = _asked(session)
    meeting = session.meeting
    rows = shortened(meeting, segment, event.at, all_stages=event.all_stages)
    if not rows:
        raise IllegalMove("There is nothing to shorten now.")
    for row in rows:
        meeting = meeting.with_plan(row)
    return replace(session, meeting=meeting)


def _offer(session: Session, event: events.Offer) -> Session:
    return replace(session, meeting=session.meeting.changed(offered=event.offered))


def _end(session: Session, _event: events.End) -> Session:
    meeting = session.meeting.changed(state="cut-short", position=None)
    return replace(session, meeting=meeting)


_MOST_MINUTES = 600

Move = Callable[[Session, Any], Session]

MOVES: dict[tuple[State, type[events.Event]], Move] = {
    ("open", events.Resume): _as_it_was,
    ("open", events.Pause): _as_it_was,
    ("open", events.Answer): _answer,
    ("open", events.Pass): _pass,
    ("open", events.Back): _back,
    ("open", events.Remove): _remove,
    ("open", events.Skip): _skip,
    ("open", events.Park): _park,
    ("open", events.Note): _note,
    ("open", events.Attend): _attend,
    ("open", events.HandOver): _hand_over,
    ("open", events.GiveMinutes): _give_minutes,
    ("open", events.Shorten): _shorten,
    ("open", events.Offer): _offer,
    ("open", events.Classify): _classify,
    ("open", events.End): _end,
}
"""The legal moves: what can happen in which state. What is not here is illegal."""


def _at_instant(session: Session, at: datetime, *, fresh: bool = False) -> Session:
    if session.segment is None:
        return session
    member = session.question.member if session.question else ""
    meeting = with_time(session.meeting, session.segment.key, member, at, fresh=fresh)
    return replace(session, meeting=meeting)


def _asked(session: Session) -> tuple[Question, Segment]:
    question, segment = session.question, session.segment
    if question is None or segment is None:
        raise IllegalMove("No question is open.")
    return question, segment


def _begins_a_turn(session: Session, question: Question) -> bool:
    _, segment = _asked(session)
    # of a turn that was told before the meeting, all may be settled
    asked = (q for q in questions(session, segment) if q.turn == question.turn and not q.settled)
    first = next(asked, question)
    return bool(question.turn) and first.ref == question.ref


def _without_pass(meeting: Meeting, question: Question) -> Meeting:
    place = (question.segment, question.member, "passed")
    turns = tuple(t for t in meeting.turns if (t.segment, t.member, t.outcome) != place)
    return meeting if len(turns) == len(meeting.turns) else meeting.changed(turns=turns)


def _changed_record(before: Meeting, after: Meeting) -> str:
    known = {record.id: record for record in before.captured}
    changed = [record.id for record in after.captured if known.get(record.id) != record]
    return changed[-1] if changed else ""
