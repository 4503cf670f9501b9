"""Pictures are drawn from what a release holds, and from nothing else."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from peergroup_cli.exports.audience import Audience, Release, release
from peergroup_cli.exports.figures import NO_FIGURES
from peergroup_cli.exports.pictures import pictures
from peergroup_cli.model.meeting import Meeting, PulseCounts
from peergroup_cli.model.timing import Span, Timing
from tests.exports.parts import at
from tests.exports.reading import Page
from tests.exports.reading import page as render
from tests.exports.sample import cohort, explore, learning_together, meetings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def timed(meeting: Meeting) -> Meeting:
    """The meeting with times, and with a pulse."""
    begun = at(meeting.held_on, 9, 0)
    first = meeting.agenda.segments[0].key
    return meeting.changed(
        timing=(Timing(segment=first, planned=10, took=12),),
        spans=tuple(
            Span(segment=first, member=one, begun=begun, until=begun + timedelta(minutes=minutes))
            for one, minutes in (("ada", 1), ("bo", 5), ("cy", 4))
        ),
        pulse=(
            PulseCounts(statement="heard", counts=(0, 0, 0, 2, 3)),
            PulseCounts(statement="few", counts=(0, 0, 0, 0, 4)),
        ),
    )


PULSE = "Pulse: means of the slips, from 1 (not at all) to 5 (fully)"


def titles(out: Release) -> list[str]:
    return [picture.title for picture in pictures(out)]


def minutes(*read: Meeting) -> Release:
    return release(read, Audience())


def test_a_packet_holds_the_own_experiments_and_neither_times_nor_the_pulse() -> None:
    out = release([timed(one) for one in meetings()], Audience("member", "ada"))
    assert titles(out) == ["Experiments, and what came of them, from meeting to meeting"]
    assert out.figures == NO_FIGURES


def test_a_sponsor_is_given_no_numbers_of_a_meeting() -> None:
    read = [timed(one) for one in meetings()]
    assert release(read, Audience("sponsor"), cohort=cohort()).figures == NO_FIGURES


def test_the_notes_of_one_meeting_hold_its_own_numbers_and_no_others() -> None:
    read = [timed(one) for one in meetings()]
    out = minutes(*read)
    for place, meeting in enumerate(read):
        assert out.part(place).figures == minutes(meeting).figures


def test_without_anything_to_draw_there_is_no_section_of_pictures() -> None:
    page = render(cohort(), release([learning_together()], Audience()))
    assert "In pictures" not in page
    assert "<svg" not in page


def test_times_shares_and_a_pulse_of_five_slips_are_drawn_for_the_members() -> None:
    drawn = pictures(minutes(timed(learning_together())))
    assert {picture.title: picture.words for picture in drawn} == {
        PULSE: "heard: meeting 1: 4.6 (5 slips).",
        "Meeting 1: minutes taken, of those planned": "Opening *all*: 12 of 10 min.",
        "Meeting 1: shares of the time in rounds, the longest first": "50 %; 40 %; 10 %.",
    }


def test_between_two_people_no_shares_are_told() -> None:
    meeting = timed(learning_together())
    two = minutes(meeting.changed(spans=meeting.spans[:2]))
    assert [title for title in titles(two) if "shares" in title] == []


def test_a_meeting_that_is_not_over_and_took_no_time_has_no_pictures() -> None:
    assert titles(minutes(learning_together().changed(timing=(), spans=()))) == []


def test_the_table_of_a_picture_holds_each_of_its_rows() -> None:
    for picture in pictures(minutes(*map(timed, meetings()))):
        assert len(picture.table.rows) == len(picture.words.split("; "))
        assert {len(row) for row in picture.table.rows} == {len(picture.table.head)}


def test_shares_of_the_time_are_without_names() -> None:
    (shares,) = (one for one in pictures(minutes(timed(explore()))) if "shares" in one.title)
    for member in cohort().members:
        assert member.name not in shares.svg
        assert member.id not in re.findall(r"\w+", shares.svg)


def test_a_verdict_stands_at_the_meeting_of_its_report() -> None:
    (drawn,) = pictures(release(meetings(), Audience()))
    assert drawn.words == (
        "m2-experiment-1: made in meeting 2, keep in meeting 3; "
        "m2-experiment-2: made in meeting 2; m2-experiment-3: made in meeting 2."
    )
    assert ">keep<" in drawn.svg


def test_each_picture_says_in_words_what_it_shows() -> None:
    page = Page(render(cohort(), minutes(*map(timed, meetings()))))
    said = [value for key, value in page.attributes if key == "aria-label"]
    assert said == [picture.words for picture in pictures(minutes(*map(timed, meetings())))]
    assert page.tags.count("svg") == len(said) == page.tags.count("figure")
    assert page.tags.count("details") == len(said)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_builds_the_page_as_it_was_written(tmp_path: Path) -> None:
    page = tmp_path / "notes.html"
    page.write_text(render(cohort(), minutes(*map(timed, meetings()))), encoding="utf-8")
    done = subprocess.run(
        [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    built, written = Page(done.stdout.decode()), Page(page.read_text("utf-8"))
    assert built.text.split() == written.text.split()
    assert built.tags == written.tags
