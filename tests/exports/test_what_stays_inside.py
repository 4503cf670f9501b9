"""Who spoke how long and who had the seat is in no export; numbers are in the pictures alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.model.meeting import Decided, Handover, Meeting, PulseCounts
from peergroup_cli.model.timing import Planned, Span, Timing
from tests.exports.parts import at
from tests.exports.reading import words_of
from tests.exports.sample import cohort, meetings

AUDIENCES = [Audience(), *(Audience("member", one.id) for one in cohort().members)]
MEMBERS = [one.id for one in cohort().members]


def timed(meeting: Meeting, minutes: int, member: str) -> Meeting:
    """The meeting with other times everywhere, in the same segments."""
    begun = at(meeting.held_on, 3, 7)
    keys = [segment.key for segment in meeting.agenda.segments]
    took = timedelta(minutes=minutes)
    return meeting.changed(
        spans=tuple(
            Span(segment=span.segment, member=member, begun=begun, until=begun + took)
            for span in meeting.spans
        ),
        plan=tuple(Planned(segment=key, minutes=minutes) for key in keys),
        timing=tuple(Timing(segment=key, planned=minutes, took=minutes + 1) for key in keys),
        handovers=(Handover(before=member, segment=keys[0], at=begun),),
        pulse=(PulseCounts(statement="safety", counts=(minutes, 0, 0, 0, 5)),),
        decided=tuple(Decided(segment=key, record="m2-thought-2") for key in keys),
    )


def exports(read: list[Meeting], name: str, audience: Audience) -> bytes:
    return FORMATS[name].render(cohort(), release(read, audience))


def draws(name: str, audience: Audience) -> bool:
    """Whether this export has pictures in which the numbers of the meetings are."""
    return name == "html" and audience.kind == "members"


# the others are slower, and made from the same release
TEXTS = [name for name, one in FORMATS.items() if one.is_text]
BOTH = [(name, one) for name in FORMATS for one in AUDIENCES if not draws(name, one)]


@pytest.mark.parametrize(("name", "audience"), [pair for pair in BOTH if pair[0] in TEXTS])
@given(minutes=st.integers(0, 600), member=st.sampled_from(MEMBERS))
def test_an_export_is_the_same_whoever_spoke_how_long_and_whatever_was_counted(
    name: str, audience: Audience, minutes: int, member: str
) -> None:
    plain = list(meetings())
    other = [timed(meeting, minutes, member) for meeting in plain]
    assert exports(other, name, audience) == exports(plain, name, audience)


def turns(meeting: Meeting, order: list[str]) -> Meeting:
    """The meeting with three turns of one, two and three minutes, in this order of members."""
    begun = at(meeting.held_on, 9, 0)
    key = meeting.agenda.segments[0].key
    taken = (
        Span(segment=key, member=one, begun=begun, until=begun + timedelta(minutes=minutes))
        for minutes, one in enumerate(order, start=1)
    )
    return meeting.changed(
        spans=tuple(taken), handovers=(Handover(before=order[0], segment=key, at=begun),)
    )


def test_the_pictures_are_the_same_whoever_spoke_how_long_and_had_the_seat() -> None:
    orders = (["ada", "bo", "cy"], ["cy", "ada", "bo"])
    first, second = (
        exports([turns(meeting, order) for meeting in meetings()], "html", Audience())
        for order in orders
    )
    assert first == second
    assert "50 %" in words_of("html", first)


@pytest.mark.parametrize(("name", "audience"), BOTH)
def test_not_even_the_words_for_it_are_in_an_export(name: str, audience: Audience) -> None:
    document = exports([timed(one, 7, "bo") for one in meetings()], name, audience)
    shown = words_of(name, document).lower()
    for word in ("pulse", "airtime", "handover", "03:07", "3:14", "safety"):
        assert word not in shown
