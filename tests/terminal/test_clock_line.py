"""The clock line: what it says in colour it says in words, and it fits every screen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from peergroup_cli.model.agenda import Question, Step
from peergroup_cli.session import events
from peergroup_cli.session.clock import Clock, Turn, clock_of
from peergroup_cli.terminal.ask import Pieces
from peergroup_cli.terminal.clock_line import as_clock, clock_line, spoken_clock
from peergroup_cli.terminal.names import Names
from tests.session.table import Table, agenda, cohort, segment, shipped

EXPLORE = shipped("explore").with_variant(0)
CASES = next(one for one in EXPLORE.segments if one.key == "cases")
NAMES = Names(cohort(6))
EVERYBODY = tuple(member.id for member in cohort(6).members)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def clock(used: float, *, planned: float = 20, behind: float = 0, **fields: object) -> Clock:
    made = Clock(CASES, minutes(used), minutes(planned), minutes(behind))
    return replace(made, **fields)  # type: ignore[arg-type]


def lines(pieces: Pieces) -> list[str]:
    return "".join(text for _, text in pieces).split("\n")


def shown(at: Clock, width: int = 80) -> list[str]:
    return lines(clock_line(at, EXPLORE, NAMES, width))


def style_of_the_time(at: Clock) -> str:
    pieces = clock_line(at, EXPLORE, NAMES, 120)
    return next(style for style, text in pieces if " of 20:00" in text)


@pytest.mark.parametrize(
    ("used", "said", "style"),
    [
        (0, "0:00 of 20:00", ""),
        (15.98, "15:58 of 20:00", ""),
        (16, "16:00 of 20:00, 4:00 left", "class:near"),
        (20, "20:00 of 20:00, 0:00 left", "class:near"),
        (20 + 1 / 60, "20:01 of 20:00, 0:01 over", "class:over"),
        (95, "95:00 of 20:00, 75:00 over", "class:over"),
    ],
)
def test_from_80_percent_on_it_counts_what_is_left_and_then_what_is_over(
    used: float, said: str, style: str
) -> None:
    assert shown(clock(used))[0].endswith(f"  {said}")
    assert style_of_the_time(clock(used)) == style
    assert f": {said};" in spoken_clock(clock(used), NAMES)


def test_a_segment_without_minutes_of_its_own_is_never_over() -> None:
    (where, *_) = shown(clock(90, planned=0))
    assert where.endswith("  90:00")
    assert "over" not in spoken_clock(clock(90, planned=0), NAMES)


def test_the_rail_shows_the_stage_and_what_is_behind_us() -> None:
    later = next(one for one in EXPLORE.segments if one.stage == EXPLORE.steps[2].key)
    opening = EXPLORE.segments[0]
    assert shown(clock(1))[0].startswith("[1 Discuss] 2 3 4 5  ")
    assert shown(clock(1, segment=later))[0].startswith("✓ ✓ [3 Gain] 4 5  ")
    assert shown(clock(1, segment=opening))[0].startswith("[-] 1 2 3 4 5  ")
    ascii_only = clock_line(clock(1, segment=later), EXPLORE, NAMES, 80, ascii_only=True)
    assert lines(ascii_only)[0].startswith("+ + [3 Gain] 4 5  ")


@pytest.mark.parametrize(("size", "slice_"), [(6, "3:20"), (5, "4:00"), (4, "5:00")])
def test_a_speaker_has_the_segments_minutes_through_those_present(size: int, slice_: str) -> None:
    told = segment("round", questions=(Question(key="q", label="Q"),))
    table = Table.with_forms(told, size=size)
    table.happens(events.GiveMinutes, minutes=10)
    table.wait(1)
    at = clock_of(table.session, table.clock)
    assert at is not None
    assert lines(clock_line(at, table.meeting.agenda, NAMES, 80))[1].startswith(
        f"Ada 1:00 of {slice_}"
    )


def test_a_turn_that_is_nearly_over_or_over_is_coloured_like_a_segment() -> None:
    def style(used: float) -> str:
        turn = Turn("ada-brook", minutes(used), minutes(5))
        pieces = clock_line(clock(1, turn=turn), EXPLORE, NAMES, 80)
        return next(style for style, text in pieces if text.endswith("of 5:00"))

    assert [style(used) for used in (3.9, 4, 5, 5.1)] == [
        "",
        "class:near",
        "class:near",
        "class:over",
    ]


def test_a_turn_without_a_slice_shows_the_time_alone() -> None:
    turn = Turn("ada-brook", minutes(2), timedelta(0))
    assert shown(clock(1, planned=0, turn=turn))[1] == "Ada 2:00"


def test_who_was_heard_who_is_next_and_how_late_it_is_stand_in_the_second_line() -> None:
    turn = Turn("bo-lind", minutes(1), minutes(5))
    at = clock(6, behind=3.4, turn=turn, heard=("ada-brook",), waiting=("cleo-hart", "dov-marsh"))
    assert shown(at)[1] == "Bo 1:00 of 5:00 · next Cleo · then Dov · heard Ada · 3 min behind"
    assert spoken_clock(at, NAMES) == (
        f"{CASES.title}: 6:00 of 20:00; Bo: 1:00 of 5:00; next Cleo; then Dov; heard Ada; "
        "3 min behind."
    )


@pytest.mark.parametrize(
    ("behind", "said", "spoken"),
    [(0.4, "", "on time"), (-4, "4 min ahead", "4 min ahead"), (1, "1 min behind", "1 min behind")],
)
def test_ahead_and_behind_are_said_in_whole_minutes(behind: float, said: str, spoken: str) -> None:
    second = shown(clock(1, behind=behind))[1]
    assert second == said or (not said and second.startswith("Alt"))
    assert spoken_clock(clock(1, behind=behind), NAMES).endswith(f"; {spoken}.")


def test_in_a_list_those_who_were_not_heard_are_named() -> None:
    assert shown(clock(1, silent=("bo-lind", "eli-stone")))[1] == "not heard here Bo, Eli"


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("used", [1, 18, 130])
def test_no_line_is_wider_than_the_screen_and_there_are_three_of_them(
    width: int, used: int
) -> None:
    turn = Turn("ada-brook", minutes(used), minutes(3.3))
    full = clock(used, behind=44, turn=turn, heard=EVERYBODY[1:3], waiting=EVERYBODY[3:])
    wide = replace(full, segment=full.segment.changed(title="漢字かな交じり文" * 6))
    for at in (full, wide, clock(used, silent=EVERYBODY)):
        made = shown(at, width)
        assert len(made) == 3
        assert max(map(cell_len, made)) <= width


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_times_stay_where_titles_and_names_are_long(width: int) -> None:
    held = agenda(segment("silence"))
    held = held.changed(rail=(Step(key="step", title="A stage with a name " * 5),))
    at = clock(18, turn=Turn("ada-brook", minutes(3), minutes(3.4)), behind=5, waiting=EVERYBODY)
    at = replace(at, segment=held.segments[1].changed(title="A segment with a name " * 5))
    first, second, _ = lines(clock_line(at, held, NAMES, width))
    assert first.endswith("18:00 of 20:00, 2:00 left")
    assert second.startswith("Ada 3:00 of 3:24")
    assert second.endswith("5 min behind")


@pytest.mark.parametrize(
    ("width", "last"), [(20, "? all"), (60, "? all"), (120, "z pause · ? all")]
)
def test_the_keys_end_with_the_one_that_shows_them_all(width: int, last: str) -> None:
    assert shown(clock(1), width)[-1].startswith("Alt or Esc, then: "[:width])
    if width > 20:
        assert shown(clock(1), width)[-1].endswith(last)


def test_a_length_of_time_is_never_negative() -> None:
    assert [as_clock(timedelta(seconds=s)) for s in (-5, 0, 59.9, 60, 7265)] == [
        "0:00",
        "0:00",
        "0:59",
        "1:00",
        "121:05",
    ]


def test_two_who_share_a_first_name_are_called_by_their_whole_names() -> None:
    group = cohort(3)
    twin = group.members[1].changed(name="Ada Lind")
    names = Names(group.changed(members=(group.members[0], twin, group.members[2])))
    assert [names(one) for one in ("ada-brook", "bo-lind", "cleo-hart", "somebody")] == [
        "Ada Brook",
        "Ada Lind",
        "Cleo",
        "somebody",
    ]
