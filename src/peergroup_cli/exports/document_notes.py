"""The notes of a release as a document, meeting by meeting; the walk is that of the Markdown."""

from collections.abc import Iterator
from datetime import date

from peergroup_cli.exports.audience import Notes, Release, withheld_sentence
from peergroup_cli.exports.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Run,
    fact,
    joined,
    name,
    said,
    shown,
)
from peergroup_cli.exports.document_records import Sheet, item
from peergroup_cli.exports.wording import PRESENCE, day
from peergroup_cli.model.agenda import OPENING, Question, Segment
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Entry, Guidelines, Meeting, Parked
from peergroup_cli.model.people import Member
from peergroup_cli.model.plain_text import one_line


def document_of(cohort: Cohort, release: Release) -> Document:
    """What a release holds, ready to be laid out."""
    sheet = Sheet(cohort, release)
    return Document(
        title=shown(cohort.name),
        head=tuple(_head(sheet)),
        blocks=_body(sheet),
        left_out=withheld_sentence(release.withheld),
    )


def newest_day(release: Release) -> date | None:
    """The day of the newest meeting, for formats that want a date in the file."""
    return max((notes.meeting.held_on for notes in release.notes), default=None)


def member_grid(cohort: Cohort) -> Iterator[Grid]:
    """The table of the members, where there are any."""
    if cohort.members:
        yield Grid(("Name", "Role", "Unit"), tuple(map(_member_row, cohort.members)))


def _body(sheet: Sheet) -> Iterator[Block]:
    if sheet.release.sheet:
        from peergroup_cli.exports.document_sponsor import sponsor_body

        yield from sponsor_body(sheet.release.sheet)
        return
    for notes in sheet.release.notes:
        yield from _meeting(sheet, notes)
    if sheet.release.worksheets:
        from peergroup_cli.exports.document_worksheet import worksheet_blocks
    for worksheet in sheet.release.worksheets:
        yield from worksheet_blocks(worksheet)


def anchor_of(meeting: Meeting) -> str:
    """Where a link to a meeting leads."""
    return f"meeting-{meeting.number}"


def _head(sheet: Sheet) -> Iterator[Block]:
    cohort = sheet.cohort
    if sheet.release.sheet:
        from peergroup_cli.exports.document_sponsor import sponsor_head

        yield from sponsor_head(cohort)
        return
    yield Heading(1, shown(cohort.name))
    lines = [fact("Theme", said(cohort.theme))]
    if cohort.organisation:
        lines.append(fact("Organisation", said(cohort.organisation)))
    if member := sheet.release.audience.member:
        lines.append(fact("For", sheet.name(member), Run(" alone")))
    if sheet.release.audience.kind == "facilitator":
        lines.append(fact("For the facilitator alone", Run("private notes are in it")))
    yield Lines(tuple(lines))
    yield from member_grid(cohort)


def _member_row(member: Member) -> tuple[Line, ...]:
    left = (Run(f" (left on {day(member.left)})"),) if member.left else ()
    return (said(member.name), *left), (said(member.role),), (said(member.unit),)


def _meeting(sheet: Sheet, notes: Notes) -> Iterator[Block]:
    meeting = notes.meeting
    title = shown(one_line(meeting.agenda.title))
    anchor = anchor_of(meeting)
    yield Heading(2, f"Meeting {meeting.number} · {title} · {day(meeting.held_on)}", anchor)
    yield from _lines(*_who_was_there(sheet, meeting))
    yield from _lines(*_course(notes))
    yield from _stages(sheet, notes)
    yield from _also_noted(sheet, notes)
    if meeting.parked:
        yield Heading(3, "For later", f"{anchor}-later")
        yield Items(tuple(item(sheet, thought) for thought in meeting.parked))
    if meeting.private_notes:
        yield Heading(3, "Private notes", f"{anchor}-private")
        yield Items(tuple(((said(note.text),),) for note in meeting.private_notes))
    yield from _lines(*_what_comes_next(sheet, meeting))


def _lines(*lines: Line) -> Iterator[Lines]:
    if lines:
        yield Lines(lines)


def _who_was_there(sheet: Sheet, meeting: Meeting) -> Iterator[Line]:
    for presence, word in PRESENCE.items():
        members = [row.member for row in meeting.attendance if row.presence == presence]
        if members:
            yield fact(word, *sheet.names(members))
    if meeting.facilitator:
        yield fact("Facilitator", sheet.name(meeting.facilitator))
    if meeting.scribe:
        yield fact("Scribe", sheet.name(meeting.scribe))


def _course(notes: Notes) -> Iterator[Line]:
    """Whether the meeting went its whole way, and what of the agenda was not held."""
    if notes.meeting.state == "open":
        yield (Run("The meeting is not over yet.", "strong"),)
    if notes.meeting.state == "cut-short":
        yield (Run("The meeting was cut short.", "strong"),)
    if notes.not_held:
        yield fact("Not held", *joined(name(segment.title) for segment in notes.not_held))


def _stages(sheet: Sheet, notes: Notes) -> Iterator[Block]:
    """A section for each stop on the rail of the meeting's own agenda, and for its opening."""
    agenda, anchor = notes.meeting.agenda, anchor_of(notes.meeting)
    opening = [segment for segment in agenda.segments if segment.stage == OPENING]
    noted = _noted(sheet, notes, opening)
    if any(blocks for _, blocks in noted):
        yield Heading(3, "Opening", f"{anchor}-opening")
        yield from _stage(noted)
    for number, step in enumerate(agenda.steps, start=1):
        yield Heading(3, shown(step.title), f"{anchor}-{number}")
        segments = [segment for segment in agenda.segments if segment.stage == step.key]
        yield from _stage(_noted(sheet, notes, segments))


Noted = list[tuple[str, tuple[Block, ...]]]
"""By the title of a segment the blocks of what was noted in it."""


def _noted(sheet: Sheet, notes: Notes, segments: list[Segment]) -> Noted:
    return [(one.title, _blocks(sheet, notes, one.key, one.questions)) for one in segments]


def _stage(noted: Noted) -> Iterator[Block]:
    filled = [(heading, blocks) for heading, blocks in noted if blocks]
    for heading, blocks in filled:
        if len(filled) > 1:
            yield Heading(4, shown(heading))
        yield from blocks
    if not filled:
        yield Lines(((Run("Nothing in these notes.", "label"),),))


def _also_noted(sheet: Sheet, notes: Notes) -> Iterator[Block]:
    """What belongs to no segment of the agenda, as after an edit by hand: it is never lost."""
    meeting = notes.meeting
    known = {segment.key for segment in meeting.agenda.segments}
    noted = [r.segment for r in meeting.captured if not isinstance(r, Parked)]
    if meeting.guidelines:
        noted.append(meeting.guidelines.segment)
    strange = [key for key in dict.fromkeys(noted) if key not in known]
    if strange:
        yield Heading(3, "Also noted", f"{anchor_of(meeting)}-also")
    for key in strange:
        yield from _blocks(sheet, notes, key, ())


def _blocks(
    sheet: Sheet, notes: Notes, key: str, questions: tuple[Question, ...]
) -> tuple[Block, ...]:
    """All that was noted in one segment: records, answers under their questions, guidelines."""
    meeting = notes.meeting
    here = notes.noted_in(key)
    blocks: list[Block] = []
    if records := [record for record in here if not isinstance(record, Entry)]:
        blocks.append(Items(tuple(item(sheet, record) for record in records)))
    labels = {question.key: question.label for question in questions}
    entries = [record for record in here if isinstance(record, Entry)]
    for asked in dict.fromkeys([*labels, *(entry.question for entry in entries)]):
        if answers := [entry for entry in entries if entry.question == asked]:
            blocks.append(Lines(((Run(shown(labels.get(asked, asked)), "strong"),),)))
            blocks.append(Items(tuple(item(sheet, answer) for answer in answers)))
    if meeting.guidelines and meeting.guidelines.segment == key:
        blocks += _guidelines(notes, meeting.guidelines)
    return tuple(blocks)


def _guidelines(notes: Notes, guidelines: Guidelines) -> Iterator[Block]:
    facts = [f", version {guidelines.version}"]
    if guidelines.agreed:
        facts.append(f"agreed on {day(guidelines.agreed)}")
    if guidelines.review:
        facts.append(f"to be reviewed on {day(guidelines.review)}")
    yield Lines(((Run("Operating guidelines", "strong"), Run(" · ".join(facts))),))
    if guidelines.lines:
        yield Items(tuple(((said(line.text),),) for line in guidelines.lines), ordered=True)
    if notes.asked:
        everybody = notes.consenting == notes.asked
        voices = f"All {notes.asked}" if everybody else f"{notes.consenting} of {notes.asked}"
        yield Lines(((Run(f"{voices} can live with it."),),))


def _what_comes_next(sheet: Sheet, meeting: Meeting) -> Iterator[Line]:
    if meeting.next_facilitator:
        yield fact("Next facilitator", sheet.name(meeting.next_facilitator))
    if meeting.next_date:
        yield fact("Next meeting", Run(day(meeting.next_date)))
