import os
from datetime import date
from pathlib import Path

import pytest

from peergroup_cli.exports import markdown_records
from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.wording import BRIEF, brief, day, plan
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import KINDS, Entry, Guideline, Guidelines, Meeting
from peergroup_cli.model.practice import NO_PRACTICE, PracticeLog
from peergroup_cli.model.stages import Thought
from tests.exports.parts import FIRST, agenda, segment
from tests.exports.reading import markdown as render
from tests.exports.sample import (
    all_for_the_group,
    cohort,
    explore,
    learning_together,
    meetings,
    reflect,
)

GOLDEN = Path(__file__).parent / "golden" / "notes.md"
MINUTES = Audience()


# --- the document as a whole


def test_the_minutes_are_the_golden_file_byte_for_byte() -> None:
    document = _minutes(*meetings()).encode()
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        GOLDEN.write_bytes(document)
    assert document == GOLDEN.read_bytes()


def test_the_same_records_give_the_same_bytes() -> None:
    assert _minutes(*meetings()) == _minutes(*meetings())


def test_what_the_cohort_file_alone_knows_is_in_no_document() -> None:
    document = _minutes(*meetings())
    for secret in ("ada@", "the boss of Bo", "for the file alone", "meeting without Ori", "Band 4"):
        assert secret not in document


def test_a_cohort_without_members_organisation_or_meetings_is_a_document_too() -> None:
    bare = Cohort(format=1, id="new", name="New", theme="Change", formed=FIRST, members=())
    assert render(bare, release((), MINUTES)) == (
        "# New\n\n**Theme**: Change\n\n*Nothing was left out.*\n"
    )


def test_a_packet_says_whose_it_is() -> None:
    packet = render(cohort(), release(meetings(), Audience("member", "ada")))
    assert "**For**: Ada Okafor alone\n" in packet
    assert "**For**" not in _minutes(*meetings())


def test_a_meeting_with_nothing_in_it_is_a_heading_and_its_stages() -> None:
    walk = ("discuss", "articulate", "gain", "practice", "reflect")
    bare = Meeting(
        format=1,
        cohort="north",
        number=4,
        held_on=FIRST,
        state="finished",
        agenda=agenda("bare", "Bare", tuple(segment(key, key, "silence") for key in walk)),
    )
    headings = [f"### {key.capitalize()}\n\n*Nothing in these notes.*" for key in walk]
    assert "\n\n".join(["## Meeting 4 · Bare · 5 November 2026", *headings]) in _minutes(bare)


def test_a_lesson_is_followed_back_into_an_earlier_meeting() -> None:
    alone = _minutes(reflect())
    followed = render(cohort(), release([reflect()], MINUTES, meetings()))
    assert "*Grew from:*" not in alone
    line = next(line for line in followed.splitlines() if "*Grew from:*" in line)
    ids = [word.strip("`") for word in line.split() if word.startswith("`m2")]
    assert [one.rsplit("-", 1)[0] for one in ids] == [
        *("m2-challenge", "m2-challenge", "m2-thought", "m2-strategy", "m2-experiment")
    ]


def test_a_chain_ends_where_a_link_may_not_be_read() -> None:
    hidden = explore().strategies[0].changed(disclosure="room")
    followed = render(cohort(), release([reflect()], MINUTES, [explore().with_record(hidden)]))
    line = next(line for line in followed.splitlines() if "*Grew from:*" in line)
    assert "m2-experiment-1" in line
    assert "←" not in line


def test_a_chain_leads_towards_the_first_stage_only() -> None:
    # the thought came up over another report, whose experiment is not this lesson's
    over = reflect().reports[1].changed(grew_from=("m2-experiment-2",))
    thought = explore().thoughts[0].changed(grew_from=(over.id,))
    read = [explore().with_record(thought), reflect().with_record(over)]
    line = next(line for line in _minutes(*read).splitlines() if "*Grew from:*" in line)
    assert "m2-thought-1" in line
    assert "m2-experiment-2" not in line


def test_links_in_a_circle_or_out_of_order_have_an_end() -> None:
    lesson = reflect().lessons[0].changed(grew_from=("m3-lesson-1", "m3-lesson-2", "e", "e"))
    entry = Entry(id="e", segment="x", question="q", disclosure="group", text="E", grew_from=("e",))
    document = _minutes(reflect().with_record(lesson).with_record(entry))
    assert "*Grew from:*" not in document


# --- sections


def test_notes_of_a_segment_that_the_agenda_does_not_know_are_kept() -> None:
    guidelines = Guidelines(version=2, segment="renamed", lines=(Guideline(key="g", text="Hush"),))
    lost = Thought(id="t", segment="also-renamed", disclosure="group", text="Found again")
    document = _minutes(explore().with_record(lost).changed(guidelines=guidelines))
    also = document.split("### Also noted")[1]
    assert "Found again" in also
    assert "1. Hush" in also


def test_two_segments_with_the_same_title_both_keep_their_notes() -> None:
    same = tuple(one.changed(title="Ideas") for one in explore().agenda.segments)
    twin = explore().strategies[0].changed(id="m2-strategy-9", segment="more-ideas", text="Twin")
    meeting = explore().changed(agenda=explore().agenda.changed(segments=same)).with_record(twin)
    assert _minutes(meeting).count("#### Ideas") == 2
    assert "Twin" in _minutes(meeting)


def test_a_segment_has_a_heading_only_beside_another_one() -> None:
    document = _minutes(explore())
    assert "####" not in document
    assert "### Gain\n\n- Say" in document


def test_the_course_of_a_meeting_is_told() -> None:
    assert "**The meeting was cut short.**\\\n**Not held**: More ideas" in _minutes(explore())
    assert "**The meeting is not over yet.**\n" in _minutes(reflect())
    finished = _minutes(learning_together())
    assert "**The meeting" not in finished
    assert "**Not held**" not in finished


@pytest.mark.parametrize(
    ("objecting", "sentence"), [("cy", "2 of 3 can live with it."), ("", "All 3 can live with it.")]
)
def test_consent_is_told_as_a_number(objecting: str, sentence: str) -> None:
    meeting = learning_together()
    assert meeting.guidelines is not None
    voices = tuple(v.changed(consents=v.member != objecting) for v in meeting.guidelines.voices)
    document = _minutes(meeting.changed(guidelines=meeting.guidelines.changed(voices=voices)))
    assert sentence in document
    assert "boss" not in document.split("### # Agree")[0].split("### Trust")[0]


def test_guidelines_that_nobody_was_asked_about_are_only_listed() -> None:
    early = Guidelines(version=1, segment="plans", lines=(Guideline(key="g", text=" "),))
    document = _minutes(explore().changed(guidelines=early))
    assert "**Operating guidelines**, version 1\n\n1. …\n" in document
    assert "can live" not in document
    none = _minutes(explore().changed(guidelines=early.changed(lines=())))
    assert "**Operating guidelines**, version 1\n\n### Reflect" in none


# --- records


def test_every_kind_of_record_has_its_way_to_read() -> None:
    assert set(markdown_records._ITEMS) == set(KINDS)


def test_every_record_shows_its_id() -> None:
    document = _minutes(*all_for_the_group())
    for meeting in meetings():
        for record in meeting.captured:
            assert f"`{record.id}`" in document


def test_a_text_that_is_empty_leaves_its_record_in_place() -> None:
    blank = explore().thoughts[0].changed(text=" \n ", control=None)
    document = _minutes(explore().with_record(blank))
    assert "- … (2 marks) `m2-thought-1` seen in `m2-challenge-1`" in document


def test_logs_stand_with_their_experiment_each_with_its_day() -> None:
    first = PracticeLog(
        experiment="m2-experiment-1",
        member="ada",
        on=date(2026, 12, 12),
        did="Named *five*\nand left",
        learned="- it works",
    )
    later = first.changed(on=date(2026, 12, 19), did=" ", happened="<b>", learned="")
    practice = NO_PRACTICE.changed(logs=(later, first))
    document = render(cohort(), release([explore()], MINUTES, practice=practice))
    assert (
        "  *Practice partner:* Bo &lt;b>Lind&lt;/b>\\\n"
        "  *12 December 2026, did:* Named \\*five\\*\\\n"
        "  and left\\\n"
        "  *Learned:* - it works\\\n"
        "  *19 December 2026, happened:* &lt;b>\n"
    ) in document


def test_a_link_that_is_no_id_is_not_written() -> None:
    assert "no [id]" not in _minutes(explore())


@pytest.mark.parametrize(
    ("situation", "action", "sentence"),
    [
        ("it is late", "go", "If it is late, then I will go"),
        ("it is late.", "go", "If it is late. Then I will go"),
        ("it is late,", "go", "If it is late, then I will go"),
        ("it is late", "", "If it is late, then I will …"),
        (" ", "go", "I will go"),
        ("", "\n", ""),
    ],
)
def test_a_plan_is_said_aloud(situation: str, action: str, sentence: str) -> None:
    experiment = explore().experiments[0]
    assert plan(experiment.changed(situation=situation, action=action)) == sentence


def test_a_long_text_is_cut_between_words_where_it_can_be() -> None:
    assert brief("a  b\n\nc") == "a b c"
    assert brief("word " * 40) == "word " * 15 + "word…"
    assert brief("長" * 200) == "長" * BRIEF + "…"


def test_a_date_needs_no_locale() -> None:
    assert day(FIRST) == "5 November 2026"


def _minutes(*read: Meeting) -> str:
    return render(cohort(), release(read, MINUTES))
