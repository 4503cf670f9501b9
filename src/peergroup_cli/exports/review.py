"""A cohort's time together as a story for its last meeting: met, tried, learned.

It is told from a release for the members, so that it holds what all of them may read.
"""

from collections.abc import Iterator, Sequence

from peergroup_cli.exports.audience import Release, withheld_sentence
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
    said,
    shown,
)
from peergroup_cli.exports.document_notes import newest_day
from peergroup_cli.exports.document_records import Sheet
from peergroup_cli.exports.review_tries import tried, untried
from peergroup_cli.exports.wording import day, in_a_row, in_words, times
from peergroup_cli.exports.year_pictures import year_pictures
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Entry, Guidelines, Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.stages import Challenge, Control, Lesson, Thought

_CONTROLS: dict[Control | None, str] = {
    "mine": "Yours to change",
    "influence": "What you can influence",
    "outside": "Outside your control",
    None: "Not sorted",
}

_QUESTIONS = (
    "Which of these lessons do you live by today, without having to think of it?",
    "What did you believe in your first meeting that you see otherwise now?",
    "What would you tell a group that begins with the same challenge?",
    "Which lesson should others in the organisation read? That takes its owner's yes.",
)


def review(cohort: Cohort, release: Release) -> Document:
    """The story of a cohort, as far as this release holds it.

    Args:
        cohort: the cohort as its members may know it.
        release: all meetings of it, for the members.
    """
    sheet = Sheet(cohort, release)
    return Document(
        title=f"{shown(cohort.name)}: looking back",
        head=tuple(_head(sheet)),
        blocks=tuple(_story(sheet) if release.notes else _nothing_yet()),
        left_out=withheld_sentence(release.withheld, "this story"),
        on=newest_day(release),
    )


def _head(sheet: Sheet) -> Iterator[Block]:
    cohort = sheet.cohort
    yield Heading(1, f"{shown(cohort.name)}: looking back")
    lines = [fact("The challenge that you share", said(cohort.theme))]
    if cohort.organisation:
        lines.append(fact("Organisation", said(cohort.organisation)))
    lines.append(fact("For", Run("the members of this group")))
    yield Lines(tuple(lines))


def _nothing_yet() -> Iterator[Block]:
    yield _says("You have not met yet, so that there is nothing to look back on.")


def _story(sheet: Sheet) -> Iterator[Block]:
    meetings = [notes.meeting for notes in sheet.release.notes]
    yield from _course(sheet, meetings)
    yield from _agreed(sheet, meetings)
    yield from _cases(sheet, meetings)
    yield from _causes([one for meeting in meetings for one in meeting.thoughts], sheet)
    yield from _tries(sheet, meetings)
    yield from _lessons(sheet, [one for meeting in meetings for one in meeting.lessons])
    yield from _last_words(sheet, meetings)
    yield from _pictures(sheet)
    yield Heading(2, "To talk about in your last meeting", "questions")
    yield Items(tuple(((Run(question),),) for question in _QUESTIONS), ordered=True)


def _course(sheet: Sheet, meetings: Sequence[Meeting]) -> Iterator[Block]:
    yield Heading(2, "Your way so far", "course")
    yield _says(f"{_when(meetings)} {_what_was_made(meetings)}")
    if sheet.cohort.members:
        yield Grid(("Name", "Role", "Unit"), tuple(map(_member, sheet.cohort.members)))
    yield Items(tuple((_held(sheet, meeting),) for meeting in meetings))


def _when(meetings: Sequence[Meeting]) -> str:
    days = [meeting.held_on for meeting in meetings]
    if len(days) == 1:
        met = f"You met once, on {day(days[0])}."
    else:
        met = f"You met {times(len(days))}, from {day(min(days))} to {day(max(days))}."
    return f"{met} The last meeting is not over yet." if meetings[-1].state == "open" else met


def _what_was_made(meetings: Sequence[Meeting]) -> str:
    """What came of the meetings in a sentence or two, with what is not there yet."""
    made = (
        (len(_first_told(meetings)), "case", ""),
        (sum(len(one.thoughts) for one in meetings), "cause", ""),
        (sum(len(one.strategies) for one in meetings), "strategy", "strategies"),
    )
    found = [in_words(number, one, many) for number, one, many in made if number]
    told = f"You worked with {in_a_row(found)}." if found else ""
    planned = sum(one.is_planned for meeting in meetings for one in meeting.experiments)
    if not planned:
        return f"{told} No experiment has been planned yet.".lstrip()
    lessons = sum(len(one.lessons) for one in meetings)
    learned = in_words(lessons, "lesson") if lessons else "no lesson yet"
    return (
        f"{told} You planned {in_words(planned, 'experiment')}, and wrote down {learned}.".lstrip()
    )


def _member(member: Member) -> tuple[Line, ...]:
    left = (Run(f" (left on {day(member.left)})"),) if member.left else ()
    return (said(member.name), *left), (said(member.role),), (said(member.unit),)


def _held(sheet: Sheet, meeting: Meeting) -> Line:
    seat = (
        (Run(", facilitated by "), sheet.name(meeting.facilitator)) if meeting.facilitator else ()
    )
    title = said(one_line(meeting.agenda.title))
    cut = (Run(", cut short"),) if meeting.state == "cut-short" else ()
    return (Run(f"Meeting {meeting.number}, {day(meeting.held_on)}: "), title, *seat, *cut)


def _agreed(sheet: Sheet, meetings: Sequence[Meeting]) -> Iterator[Block]:
    """The guidelines as they stand now, and what each of them promised to show."""
    guidelines = next((m.guidelines for m in reversed(meetings) if _has_lines(m)), None)
    commitments = [one for meeting in meetings for one in meeting.commitments]
    if not guidelines and not commitments:
        return
    yield Heading(2, "What you agreed on", "agreed")
    if guidelines:
        yield _says("This is how you wanted to work together, as the lines stand now.")
        yield Items(tuple(((said(line.text),),) for line in guidelines.lines), ordered=True)
    if commitments:
        yield _says("And this is what each of you wanted to show the others. Did you see it?")
        lines = ((sheet.name(one.member), Run(": "), said(one.behaviour)) for one in commitments)
        yield Items(tuple((line,) for line in lines))


def _has_lines(meeting: Meeting) -> bool:
    guidelines: Guidelines | None = meeting.guidelines
    return bool(guidelines and guidelines.lines)


def _cases(sheet: Sheet, meetings: Sequence[Meeting]) -> Iterator[Block]:
    first = _first_told(meetings)
    if not first:
        return
    yield Heading(2, "The cases that you brought", "cases")
    yield _says("It began with what happened at work. These are your cases, by their names.")
    yield Items(tuple(tuple(_case(sheet, one, meetings)) for one in first))


def _first_told(meetings: Sequence[Meeting]) -> list[Challenge]:
    """The challenges that are no restatement of an earlier one in these notes."""
    cases = [one for meeting in meetings for one in meeting.challenges]
    ids = {one.id for one in cases}
    return [one for one in cases if not ids & set(one.grew_from)]


def _case(sheet: Sheet, case: Challenge, meetings: Sequence[Meeting]) -> Iterator[Line]:
    """A case, and how its owner named it later."""
    yield (sheet.name(case.member), Run(": "), said(case.title), Run(" "), Run(case.id, "id"))
    if shown(case.case):
        yield (said(case.case),)
    names, told = {case.id}, case.title
    for meeting in meetings:
        for later in meeting.challenges:
            if names & set(later.grew_from) and later.id not in names:
                names.add(later.id)
                if later.title != told:
                    yield fact(f"On {day(meeting.held_on)}", said(later.title))
                told = later.title


def _causes(thoughts: Sequence[Thought], sheet: Sheet) -> Iterator[Block]:
    if not thoughts:
        return
    yield Heading(2, "What you saw behind them", "causes")
    yield _says("Then you asked what the cases have in common, and what of it is yours to change.")
    for control, title in _CONTROLS.items():
        if found := [one for one in thoughts if one.control == control]:
            yield Lines(((Run(title, "strong"),),))
            yield Items(tuple((_thought(sheet, one),) for one in found))


def _thought(sheet: Sheet, thought: Thought) -> Line:
    speaker = (sheet.name(thought.member), Run(": ")) if thought.member else ()
    return (*speaker, said(thought.text), Run(" "), Run(thought.id, "id"))


def _tries(sheet: Sheet, meetings: Sequence[Meeting]) -> Iterator[Block]:
    yield Heading(2, "What you tried", "tried")
    if any(meeting.experiments or meeting.reports for meeting in meetings):
        yield _says("From each idea to what came of it: what did not work is told as well.")
        yield from tried(sheet)
    else:
        yield _says("Nothing has gone to work yet. Your first experiment is still before you.")
    if ideas := untried(sheet.release):
        yield Heading(3, "Ideas that still wait")
        yield Items(tuple(((said(one.text), Run(" "), Run(one.id, "id")),) for one in ideas))


def _lessons(sheet: Sheet, lessons: Sequence[Lesson]) -> Iterator[Block]:
    yield Heading(2, "What you know now", "lessons")
    if not lessons:
        yield _says("No lesson is written down yet. It comes with what you hear of practice.")
        return
    yield _says("Nobody could have told you this: you found it out, each where you work.")
    yield Items(tuple(tuple(_lesson(sheet, one)) for one in lessons))


def _lesson(sheet: Sheet, lesson: Lesson) -> Iterator[Line]:
    verdict = f" ({lesson.verdict}) " if lesson.verdict else " "
    insight = (said(lesson.insight), Run(verdict), Run(lesson.id, "id"))
    yield (sheet.name(lesson.member), Run(": "), *insight)
    if shown(lesson.conditions):
        yield fact("Conditions", said(lesson.conditions))
    if lesson.disclosure == "organisation" and lesson.consent:
        yield fact("Others may read it", Run(f"since {day(lesson.consent)}"))


def _last_words(sheet: Sheet, meetings: Sequence[Meeting]) -> Iterator[Block]:
    """What was said in the last round of takeaways, and what was put aside all the time."""
    for meeting in reversed(meetings):
        if taken := [one for one in meeting.entries if one.question == "takeaway"]:
            yield Heading(2, "What you took along", "takeaways")
            yield _says(f"From your last round, on {day(meeting.held_on)}:")
            yield Items(tuple((_saying(sheet, one),) for one in taken))
            break
    if parked := [one for meeting in meetings for one in meeting.parked]:
        yield Heading(2, "What you put aside", "aside")
        yield _says("There was no time for these. Which of them is still worth an hour?")
        yield Items(tuple(((said(one.text), Run(" "), Run(one.id, "id")),) for one in parked))


def _saying(sheet: Sheet, entry: Entry) -> Line:
    return (*((sheet.name(entry.member), Run(": ")) if entry.member else ()), said(entry.text))


def _pictures(sheet: Sheet) -> Iterator[Block]:
    if drawn := year_pictures(sheet.release):
        yield Heading(2, "In pictures", "pictures")
        yield _says("These are for talking about how you worked, and no marks for anybody.")
        yield from drawn


def _says(text: str) -> Lines:
    """A sentence of our own, which leads on."""
    return Lines(((Run(text),),))
