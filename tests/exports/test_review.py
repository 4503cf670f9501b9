"""A cohort's time together as a story: whole, small, hostile, and with nothing that is not told."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.document import Document, Heading, Picture
from peergroup_cli.exports.layouts import LAYOUTS, layout_of
from peergroup_cli.exports.review import review
from peergroup_cli.model.meeting import KINDS, Meeting, PulseCounts
from peergroup_cli.model.practice import NO_PRACTICE, Practice, PracticeLog
from peergroup_cli.model.timing import Span, Timing
from tests.exports.hard import Hard, plainly
from tests.exports.parts import SECOND, at, entry, experiment
from tests.exports.reading import Page, words_of
from tests.exports.sample import (
    all_for_the_group,
    cohort,
    explore,
    learning_together,
    meetings,
    reflect,
)

GOLDEN = Path(__file__).parent / "golden"


def timed(meeting: Meeting) -> Meeting:
    """The meeting with the numbers that are drawn."""
    begun, first = at(meeting.held_on, 9, 0), meeting.agenda.segments[0].key
    turns = {"ada": 5, "bo": 4, "cy": meeting.number}
    return meeting.changed(
        timing=(Timing(segment=first, planned=10, took=9 + meeting.number),),
        spans=tuple(
            Span(segment=first, member=one, begun=begun, until=begun + timedelta(minutes=minutes))
            for one, minutes in turns.items()
        ),
        pulse=(PulseCounts(statement="heard", counts=(0, 0, 0, 2, 2 + meeting.number)),),
    )


def story(*read: Meeting, practice: Practice = NO_PRACTICE) -> Document:
    return review(cohort(), release(read, Audience(), practice=practice))


def told(*read: Meeting, practice: Practice = NO_PRACTICE) -> str:
    return LAYOUTS["markdown"].render(story(*read, practice=practice)).decode()


def titles(document: Document) -> list[str]:
    return [one.text for one in document.blocks if isinstance(one, Heading) and one.level == 2]


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_the_story_is_the_golden_file_byte_for_byte(name: str) -> None:
    made = LAYOUTS[name].render(story(*map(timed, meetings())))
    path = GOLDEN / f"review{LAYOUTS[name].endings[0]}"
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        path.write_bytes(made)
    assert made == path.read_bytes()


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_records_give_the_same_bytes_and_the_same_words_in_each_format(name: str) -> None:
    pytest.importorskip({"docx": "docx", "pdf": "typst"}.get(name, "html"))
    made, again = (LAYOUTS[name].render(story(*map(timed, meetings()))) for _ in range(2))
    assert made == again
    found = words_of(name, made)
    for words in ("Naming the", "What you know now", "Experiments and their verdicts", "50 %"):
        assert words in found


def test_the_chain_leads_from_the_case_to_the_lesson() -> None:
    told_of = told(*meetings())
    tried = told_of[told_of.index("## What you tried") : told_of.index("## What you know now")]
    places = [
        tried.index(words)
        for words in (
            "### Say \\*when\\*",
            "*It answers:* We never say no",
            "*Seen in:* The call that",
            "**Ada Okafor**: If the budget call",
            "On 7 January 2027: **tried**",
            "*Verdict:* keep",
            "*Lesson:* Naming the",
        )
    ]
    assert places == sorted(places)


def test_a_cohort_that_has_not_met_is_told_so() -> None:
    assert titles(story()) == []
    assert "You have not met yet" in told()


def test_a_cohort_with_one_meeting_has_no_experiments_and_no_lessons_and_is_told_so() -> None:
    text = told(learning_together().changed(spans=()))
    assert "You met once, on 5 November 2026. No experiment has been planned yet." in text
    assert "Nothing has gone to work yet." in text
    assert "No lesson is written down yet." in text
    assert "In pictures" not in text


def test_ideas_that_nobody_tried_are_told_as_ideas() -> None:
    text = told(explore().changed(experiments=()))
    assert "Nothing has gone to work yet." in text
    assert "### Ideas that still wait\n\n- Say \\*when\\*" in text


def test_an_experiment_that_no_meeting_heard_of_says_so() -> None:
    text = told(explore())
    assert text.count("No meeting has heard yet what came of it.") == len(explore().experiments)


def test_plans_without_a_strategy_and_reports_without_a_plan_are_not_lost() -> None:
    alone = experiment(9, "bo", action="try it alone")
    text = told(explore().changed(experiments=(alone,)), reflect())
    assert "### Plans that stand for themselves\n\n- **Bo" in text
    assert "### What else was told of practice" in text
    assert "A flu :smile:" in text


def test_what_was_learned_on_the_way_is_told_with_its_experiment() -> None:
    log = PracticeLog(experiment="m2-experiment-1", member="ada", on=SECOND, learned="Say it twice")
    text = told(*meetings(), practice=NO_PRACTICE.with_log(log))
    assert "*Learned on the way, 3 December 2026:* Say it twice" in text


def test_a_case_that_was_told_anew_stands_once_with_both_its_names() -> None:
    cases = told(*meetings()).split("## What you saw behind them")[0]
    assert cases.count("m2-challenge-1") == 1
    assert "m3-challenge-1" not in cases


def test_the_last_takeaways_are_told_and_those_before_are_in_the_minutes() -> None:
    said = [entry(n, "closing", "takeaway", f"Taken {n}", member="ada") for n in (1, 2)]
    first, last = (explore().changed(number=2 + n, entries=(one,)) for n, one in enumerate(said))
    text = told(first, last)
    assert "From your last round, on 3 December 2026:\n\n- **Ada Okafor**: Taken 2" in text
    assert "Taken 1" not in text


def test_what_was_agreed_is_told_as_far_as_it_was() -> None:
    met = learning_together()
    guidelines, commitments = met.changed(commitments=()), met.changed(guidelines=None)
    assert "This is how you wanted to work together" not in told(commitments)
    assert "And this is what each of you" not in told(guidelines)
    assert "## What you agreed on" not in told(met.changed(guidelines=None, commitments=()))


def test_a_long_strategy_is_whole_below_its_heading() -> None:
    long = explore().strategies[0].changed(text="Say it early, and " * 10 + "then again.")
    text = told(explore().with_record(long))
    assert "### Say it early, and Say it" in text
    assert "…\n\nSay it early, and Say it" in text
    assert "and then again." in text


def test_causes_that_nobody_named_are_no_section() -> None:
    assert "What you saw behind them" not in told(explore().changed(thoughts=()))


def test_a_meeting_that_is_not_over_is_told_as_that() -> None:
    text = told(learning_together(), explore().changed(state="open"))
    assert "You met twice, from 5 November 2026 to 3 December 2026." in text
    assert "The last meeting is not over yet." in text


def test_what_stays_in_the_room_or_with_a_member_is_not_in_the_story() -> None:
    for read in meetings():
        hidden = read
        for record in read.captured:
            hidden = hidden.with_record(record.changed(disclosure="room"))
        text = told(hidden)
        for record in read.captured:
            assert record.id not in text


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_no_hostile_text_changes_the_structure_of_the_story(name: str) -> None:
    pages = []
    for sample in (Hard(), Hard(plainly)):
        out = release(sample.meetings, Audience(), practice=sample.practice)
        made = LAYOUTS[name].render(review(sample.cohort, out)).decode()
        if name == "markdown":
            made = MarkdownIt("commonmark", {"html": False}).enable("table").render(made)
        page = Page(made.replace("<br />", "<br>"))
        assert page.open == []
        pages.append([tag for tag in page.tags if tag not in ("br", "p")])
    assert pages[0] == pages[1]


def test_the_story_in_markdown_says_what_the_page_says() -> None:
    document = story(*map(timed, all_for_the_group()))
    page = LAYOUTS["html"].render(document).decode()
    page = re.sub(r"<(style|nav|title|svg|summary)\b.*?</\1>", "", page, flags=re.DOTALL)
    markdown = LAYOUTS["markdown"].render(document).decode()
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    found = [
        sorted(re.findall(r"\w+", Page(re.sub(r"(</t[dh]>|<br />)", r"\1 ", one)).text))
        for one in (page, markdown)
    ]
    assert found[0] == found[1]


def test_each_picture_of_the_year_has_a_row_for_each_meeting_that_it_tells_of() -> None:
    pictures = {
        one.title: len(one.table.rows)
        for one in story(*map(timed, meetings())).blocks
        if isinstance(one, Picture)
    }
    assert pictures == {
        "Experiments and their verdicts": 2,
        "Minutes taken, of those planned": 3,
        "Shares of the time in rounds, the longest first, without names": 3,
        "Pulse: means of the slips, from 1 (not at all) to 5 (fully)": 1,
    }


def test_every_kind_of_record_is_told_or_is_left_to_the_minutes() -> None:
    told_of = {"challenges", "thoughts", "strategies", "experiments", "reports", "lessons"}
    # whoever adds a kind decides here whether the story tells it
    assert told_of | {"commitments", "entries", "parked"} == set(KINDS.values())


def test_the_ending_of_a_file_tells_the_layout() -> None:
    assert [layout_of(one) for one in (".HTML", ".pdf", ".docx", ".txt", "")] == [
        *("html", "pdf", "docx", "markdown", "markdown")
    ]
