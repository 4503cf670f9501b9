"""Notes as Markdown: one document for one or several meetings, the same bytes every time."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from peergroup_cli.exports.audience import Notes, Release, withheld_sentence
from peergroup_cli.exports.markdown_records import NOTHING, Page, item
from peergroup_cli.exports.markdown_text import bullets, escape, in_line, laid_out, numbered, table
from peergroup_cli.exports.wording import PRESENCE, day
from peergroup_cli.model.agenda import OPENING, Question, Segment
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Entry, Guidelines, Meeting, Parked
from peergroup_cli.model.people import Member

if TYPE_CHECKING:
    from peergroup_cli.exports.template import Look


def pieces(cohort: Cohort, release: Release, look: "Look | None" = None) -> Iterator[str]:
    """The notes of a release as one Markdown document, piece by piece.

    Its last line says what was left out, by class; in a template of one's own its place is told.
    """
    page = Page(cohort, release)
    if look and look.template:
        from peergroup_cli.exports.template import filled

        yield from filled(look.template, _values(page))
        return
    yield from _apart(chain(_head(page), _body(page), [_left_out(page)]))
    yield "\n"


def _apart(blocks: Iterable[str]) -> Iterator[str]:
    for number, block in enumerate(blocks):
        yield f"\n\n{block}" if number else block


def _values(page: Page) -> dict[str, str | Iterable[str]]:
    """What stands in the places of a template."""
    from peergroup_cli.exports.reader import reader_sentence

    cohort, sheet = page.cohort, page.release.sheet
    return {
        "title": _in_template(cohort.name),
        "theme": _in_template(cohort.theme),
        "organisation": _in_template(cohort.organisation or ""),
        "members": "" if sheet else "".join(_members(cohort)),
        "reader": f"**{escape(reader_sentence(cohort, page.release))}**",
        "notes": _apart(_body(page)),
        "left_out": _left_out(page),
    }


def _in_template(text: str) -> str:
    """A text that is powerless wherever it stands in somebody else's Markdown."""
    return escape(text).replace("]", "\\]").replace("(", "\\(")


def _body(page: Page) -> Iterator[str]:
    if page.release.sheet:
        from peergroup_cli.exports.markdown_sponsor import sponsor_body

        yield from sponsor_body(page.release.sheet)
    else:
        for notes in page.release.notes:
            yield "\n\n".join(_meeting(page, notes))
        yield from _worksheets(page.release)


def _left_out(page: Page) -> str:
    return f"*{withheld_sentence(page.release.withheld)}*"


def _worksheets(release: Release) -> Iterator[str]:
    if release.worksheets:
        from peergroup_cli.exports import worksheet_markdown as worksheet
    for sheet in release.worksheets:
        # one level down: the packet has its own title
        yield re.sub("^#", "##", worksheet.render(sheet).rstrip("\n"), flags=re.MULTILINE)


def _head(page: Page) -> Iterator[str]:
    cohort = page.cohort
    if page.release.sheet:
        from peergroup_cli.exports.markdown_sponsor import sponsor_head

        yield from sponsor_head(cohort)
        return
    yield f"# {escape(cohort.name)}"
    lines = [f"**Theme**: {in_line(cohort.theme)}"]
    if cohort.organisation:
        lines.append(f"**Organisation**: {in_line(cohort.organisation)}")
    if page.release.audience.member:
        lines.append(f"**For**: {page.name(page.release.audience.member)} alone")
    if page.release.audience.kind == "facilitator":
        lines.append("**For the facilitator alone**: private notes are in it")
    yield laid_out("\n".join(lines))
    yield from _members(cohort)


def _members(cohort: Cohort) -> Iterator[str]:
    if cohort.members:
        yield table(("Name", "Role", "Unit"), (_member_row(member) for member in cohort.members))


def _member_row(member: Member) -> tuple[str, str, str]:
    left = f" (left on {day(member.left)})" if member.left else ""
    return in_line(member.name) + left, in_line(member.role), in_line(member.unit)


def _meeting(page: Page, notes: Notes) -> Iterator[str]:
    meeting = notes.meeting
    title = in_line(meeting.agenda.title)
    yield f"## Meeting {meeting.number} · {title} · {day(meeting.held_on)}"
    if who := _who_was_there(page, meeting):
        yield who
    if course := _course(notes):
        yield course
    yield from _stages(page, notes)
    yield from _also_noted(page, notes)
    if meeting.parked:
        yield "### For later"
        yield bullets(item(page, thought) for thought in meeting.parked)
    if meeting.private_notes:
        yield "### Private notes"
        yield bullets(escape(note.text) or NOTHING for note in meeting.private_notes)
    if ahead := _what_comes_next(page, meeting):
        yield ahead


def _who_was_there(page: Page, meeting: Meeting) -> str:
    lines = []
    for presence, word in PRESENCE.items():
        members = [row.member for row in meeting.attendance if row.presence == presence]
        if members:
            lines.append(f"**{word}**: {page.names(members)}")
    if meeting.facilitator:
        lines.append(f"**Facilitator**: {page.name(meeting.facilitator)}")
    if meeting.scribe:
        lines.append(f"**Scribe**: {page.name(meeting.scribe)}")
    return laid_out("\n".join(lines))


def _course(notes: Notes) -> str:
    """Whether the meeting went its whole way, and what of the agenda was not held."""
    state = {
        "open": "**The meeting is not over yet.**",
        "cut-short": "**The meeting was cut short.**",
        "finished": "",
    }[notes.meeting.state]
    titles = ", ".join(in_line(segment.title) for segment in notes.not_held)
    lines = [line for line in (state, f"**Not held**: {titles}" if titles else "") if line]
    return laid_out("\n".join(lines))


def _stages(page: Page, notes: Notes) -> Iterator[str]:
    """A section for each stop on the rail of the meeting's own agenda, and for its opening."""
    agenda = notes.meeting.agenda
    opening = [segment for segment in agenda.segments if segment.stage == OPENING]
    noted = _noted(page, notes, opening)
    if any(blocks for _, blocks in noted):
        yield from _stage("Opening", noted)
    for step in agenda.steps:
        segments = [segment for segment in agenda.segments if segment.stage == step.key]
        yield from _stage(step.title, _noted(page, notes, segments))


Noted = list[tuple[str, list[str]]]
"""By the title of a segment the blocks of what was noted in it."""


def _noted(page: Page, notes: Notes, segments: list[Segment]) -> Noted:
    return [(one.title, _blocks(page, notes, one.key, one.questions)) for one in segments]


def _stage(title: str, noted: Noted) -> Iterator[str]:
    filled = [(heading, blocks) for heading, blocks in noted if blocks]
    yield f"### {escape(title)}"
    for heading, blocks in filled:
        if len(filled) > 1:
            yield f"#### {escape(heading)}"
        yield from blocks
    if not filled:
        yield "*Nothing in these notes.*"


def _also_noted(page: Page, notes: Notes) -> Iterator[str]:
    """What belongs to no segment of the agenda, as after an edit by hand: it is never lost."""
    meeting = notes.meeting
    known = {segment.key for segment in meeting.agenda.segments}
    noted = [r.segment for r in meeting.captured if not isinstance(r, Parked)]
    if meeting.guidelines:
        noted.append(meeting.guidelines.segment)
    strange = [key for key in dict.fromkeys(noted) if key not in known]
    if strange:
        yield "### Also noted"
    for key in strange:
        yield from _blocks(page, notes, key, ())


def _blocks(page: Page, notes: Notes, key: str, questions: tuple[Question, ...]) -> list[str]:
    """All that was noted in one segment: records, answers under their questions, guidelines."""
    meeting = notes.meeting
    here = notes.noted_in(key)
    records = [record for record in here if not isinstance(record, Entry)]
    blocks = [bullets(item(page, record) for record in records)] if records else []
    labels = {question.key: question.label for question in questions}
    entries = [record for record in here if isinstance(record, Entry)]
    for asked in dict.fromkeys([*labels, *(entry.question for entry in entries)]):
        answers = [entry for entry in entries if entry.question == asked]
        if answers:
            blocks.append(f"**{in_line(labels.get(asked, asked))}**")
            blocks.append(bullets(item(page, answer) for answer in answers))
    if meeting.guidelines and meeting.guidelines.segment == key:
        blocks.extend(_guidelines(notes, meeting.guidelines))
    return blocks


def _guidelines(notes: Notes, guidelines: Guidelines) -> Iterator[str]:
    facts = [f"**Operating guidelines**, version {guidelines.version}"]
    if guidelines.agreed:
        facts.append(f"agreed on {day(guidelines.agreed)}")
    if guidelines.review:
        facts.append(f"to be reviewed on {day(guidelines.review)}")
    yield " · ".join(facts)
    if guidelines.lines:
        yield numbered(escape(line.text) or NOTHING for line in guidelines.lines)
    if notes.asked:
        everybody = notes.consenting == notes.asked
        voices = f"All {notes.asked}" if everybody else f"{notes.consenting} of {notes.asked}"
        yield f"{voices} can live with it."


def _what_comes_next(page: Page, meeting: Meeting) -> str:
    lines = []
    if meeting.next_facilitator:
        lines.append(f"**Next facilitator**: {page.name(meeting.next_facilitator)}")
    if meeting.next_date:
        lines.append(f"**Next meeting**: {day(meeting.next_date)}")
    return laid_out("\n".join(lines))
