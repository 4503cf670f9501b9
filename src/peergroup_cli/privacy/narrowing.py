"""An earlier version of a meeting, brought back without opening what was closed since."""

from datetime import date
from typing import Any

from peergroup_cli.model.disclosure import is_wider
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import Captured, Challenge, Lesson


def still_closed(then: Meeting, now: Meeting, today: date) -> Meeting:
    """The earlier version, in which nothing is read by more people than it is now.

    A lesson that its owner took back stays taken back: a new yes is the owner's to give.

    Args:
        then: the meeting as it was.
        now: the meeting as it is.
        today: the day on which it is brought back.
    """
    for record in then.captured:
        known = now.record(record.id)
        same = known if type(known) is type(record) else None
        then = then.with_record(_narrowed(record, same) if same else _unreleased(record, today))
    return then


def none_released(then: Meeting, today: date) -> Meeting:
    """The earlier version of a meeting that cannot be read now, with no lesson released.

    Whether its owner took one back since, nobody can see any more.

    Args:
        then: the meeting as it was.
        today: the day on which it is brought back.
    """
    for lesson in then.lessons:
        then = then.with_record(_unreleased(lesson, today))
    return then


def _unreleased(record: Captured, today: date) -> Captured:
    is_released = record.disclosure == "organisation"
    return record.opened_to("group", today) if is_released else record


def _narrowed(then: Captured, now: Captured) -> Captured:
    fields: dict[str, Any] = {}
    if is_wider(then.disclosure, now.disclosure):
        fields["disclosure"] = now.disclosure
        if isinstance(now, Lesson):
            # the words that were released with it go along
            return now
    if (
        isinstance(then, Challenge)
        and isinstance(now, Challenge)
        and is_wider(then.case_disclosure, now.case_disclosure)
    ):
        fields["case_disclosure"] = now.case_disclosure
    return then.changed(**fields) if fields else then
