"""An earlier version that comes back opens nothing that was closed since."""

from datetime import date
from typing import Any

import pytest

from peergroup_cli.model.disclosure import WIDENING, Disclosure, is_wider
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.privacy.narrowing import none_released, still_closed
from tests.storage.sample import a_meeting

DAY = date(2026, 11, 27)
NOTED = {"segment": "talk", "grew_from": ()}


def meeting(seen: Disclosure, case: Disclosure = "room", told: str = "told") -> Meeting:
    """A meeting with a challenge, a thought and a lesson of this class."""
    lesson: dict[str, Any] = {"id": "m1-lesson-1", "member": "ada", "insight": told, **NOTED}
    if seen == "organisation":
        lesson |= {"consent": DAY, "strategy": "first the bad news", "cause": "we wait"}
    below: Disclosure = "group" if seen == "organisation" else seen
    challenge = {"id": "m1-challenge-1", "member": "ada", "title": told, "case": told, **NOTED}
    return Meeting.model_validate(
        {
            **dict(a_meeting()),
            "challenges": [{**challenge, "disclosure": below, "case_disclosure": case}],
            "thoughts": [{"id": "m1-thought-1", "text": told, "disclosure": below, **NOTED}],
            "lessons": [{**lesson, "disclosure": seen}],
        }
    )


@pytest.mark.parametrize("then", WIDENING)
@pytest.mark.parametrize("now", WIDENING)
def test_nothing_is_wider_than_it_is_now_and_the_words_come_back(
    then: Disclosure, now: Disclosure
) -> None:
    before, after = meeting(then, then, "then"), meeting(now, now, "now")
    back = still_closed(before, after, DAY)
    for record in back.captured:
        known = after.record(record.id)
        assert known
        assert not is_wider(record.disclosure, known.disclosure)
    assert not is_wider(back.challenges[0].case_disclosure, now)
    assert back.thoughts[0].text == back.challenges[0].title == "then"


def test_what_was_stricter_then_is_so_again() -> None:
    before, after = meeting("room"), meeting("organisation", "group")
    assert still_closed(before, after, DAY) == before


def test_a_released_lesson_that_was_taken_out_since_comes_back_for_the_group_only() -> None:
    before = meeting("organisation")
    back = still_closed(before, before.changed(lessons=()), DAY)
    (lesson,) = back.lessons
    assert (lesson.disclosure, lesson.consent, lesson.strategy) == ("group", None, "")
    assert still_closed(before, before, DAY) == before


def test_where_nobody_can_see_what_was_taken_back_nothing_is_released() -> None:
    (lesson,) = none_released(meeting("organisation"), DAY).lessons
    assert (lesson.disclosure, lesson.consent, lesson.insight) == ("group", None, "told")
    assert none_released(meeting("member"), DAY) == meeting("member")
