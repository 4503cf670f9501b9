"""Pictures are drawn from what a release holds, and from nothing else."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from peergroup_cli.exports.audience import Audience, Notes, Release, release
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
            for one, minutes in (("ada", 1), ("bo", 3))
        ),
        pulse=(
            PulseCounts(statement="heard", counts=(0, 0, 0, 2, 3)),
            PulseCounts(statement="few", counts=(0, 0, 0, 0, 4)),
        ),
    )


def carrying(*read: Meeting) -> Release:
    """A release that carries all of these meetings, as one for somebody else might."""
    out = release(read, Audience())
    return replace(out, notes=tuple(Notes(one) for one in read))


def titles(out: Release) -> list[str]:
    return [picture.title for picture in pictures(out)]


def test_the_minutes_hold_the_experiments_and_neither_times_nor_the_pulse() -> None:
    out = release([timed(one) for one in meetings()], Audience())
    assert titles(out) == ["Experiments, and what came of them, from meeting to meeting"]


def test_without_anything_to_draw_there_is_no_section_of_pictures() -> None:
    page = render(cohort(), release([learning_together()], Audience()))
    assert "In pictures" not in page
    assert "<svg" not in page


def test_what_a_release_carries_is_drawn() -> None:
    drawn = pictures(carrying(timed(learning_together())))
    assert {picture.title: picture.words for picture in drawn} == {
        "Pulse: heard": "Meeting 1: 4.6 of 5, 5 slips.",
        "Meeting 1: minutes taken, of those planned": "Opening *all*: 12 of 10 min.",
        "Meeting 1: shares of the time in rounds, the longest first": "75 %; 25 %.",
    }


def test_shares_of_the_time_are_without_names() -> None:
    (shares,) = (one for one in pictures(carrying(timed(explore()))) if "shares" in one.title)
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
    page = Page(render(cohort(), carrying(*map(timed, meetings()))))
    said = [value for key, value in page.attributes if key == "aria-label"]
    assert said == [picture.words for picture in pictures(carrying(*map(timed, meetings())))]
    assert page.tags.count("svg") == len(said) == page.tags.count("figure")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_builds_the_page_as_it_was_written(tmp_path: Path) -> None:
    page = tmp_path / "notes.html"
    page.write_text(render(cohort(), carrying(*map(timed, meetings()))), encoding="utf-8")
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
