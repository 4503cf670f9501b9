"""The calendar file: two parsers read the same in it, and what people said is not in it."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.errors import UsageProblem
from peergroup_cli.exports.calendar import Planned, Wish, render_calendar
from peergroup_cli.exports.companions import wanted
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import NO_PRACTICE
from tests.exports.marked import marked
from tests.exports.planned import (
    AT,
    DUE,
    LATER,
    NEXT,
    Entry,
    by_ical,
    by_icalendar,
    dates,
    meetings,
    planned,
)
from tests.exports.sample import cohort

GOLDEN = Path(__file__).parent / "golden" / "calendar.ics"
ADA = Wish("ada")
ALL = Wish("ada", names=True, challenge=True)
BOTH = (False, True)
WISHES = [Wish(who, names, what) for who in (None, "ada") for names in BOTH for what in BOTH]

NASTY = (
    "BEGIN:VEVENT",
    "\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT\r\n",
    "\nEND:VCALENDAR\n",
    "\r\n ATTENDEE:mailto:x@example.org",
    "\u2028DTSTART:20000101",
    "\x0bSUMMARY:x\x0c\x1c\x1d\x1e\x85",
    "a;b,c\\n\\;\"d\" 'e' :=^n^'",
    "👩🏽‍💻🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f" * 9,
    "\x00\x07\x1b[31m",
    "é" * 90,
    "אורי \u202e",
)


def read(made: Planned, wish: Wish = Wish()) -> list[Entry]:  # noqa: B008 - it is frozen
    """The entries, after both parsers were asked and said the same."""
    content = render_calendar(made, wish)
    entries = by_icalendar(content)
    assert by_ical(content) == entries
    return entries


def only(entries: list[Entry], word: str) -> Entry:
    (found,) = [entry for entry in entries if entry.summary.startswith(word)]
    return found


# --- the file as a whole


def test_the_calendar_is_the_golden_file_byte_for_byte() -> None:
    content = render_calendar(planned(), ALL)
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        GOLDEN.write_bytes(content)
    assert content == GOLDEN.read_bytes()


@pytest.mark.parametrize("wish", WISHES)
def test_two_parsers_read_the_same(wish: Wish) -> None:
    entries = read(planned(), wish)

    assert len({entry.uid for entry in entries}) == len(entries)
    assert [entry.uid for entry in entries][:4] == [f"meeting-{number}" for number in (2, 3, 4, 5)]


@pytest.mark.parametrize("wish", WISHES)
def test_each_line_ends_in_crlf_and_is_folded_at_75_octets(wish: Wish) -> None:
    long_name = cohort().changed(name="ü" * 150 + "👩🏽‍💻" * 9)
    content = render_calendar(planned(long_name), wish)

    *lines, last = content.split(b"\r\n")
    assert last == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines)


def test_a_cohort_without_notes_has_its_meetings_alone() -> None:
    entries = read(planned(held=[]), ALL)

    assert [entry.summary for entry in entries] == [
        "Peer learning, North # 1 *group* #: Explore",
        "Peer learning, North # 1 *group* #: Reflect",
        *["Peer learning, North # 1 *group* #"] * 2,
    ]


def test_without_its_library_the_export_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("peergroup_cli.extras.find_spec", lambda _: None)

    with pytest.raises(UsageProblem) as refused:
        render_calendar(planned(), Wish())
    assert "pipx inject peergroup-cli icalendar" in refused.value.hint
    assert "pip install icalendar" in refused.value.hint


# --- when it is


@pytest.mark.parametrize(
    "zone",
    [
        *("Europe/Paris", "UTC", "Etc/UTC", "Asia/Kolkata", "America/New_York"),
        *("Australia/Sydney", "Africa/Casablanca", "Pacific/Apia", "Europe/Dublin"),
    ],
)
def test_a_meeting_is_at_the_same_instant_for_everybody(zone: str) -> None:
    known = dates(zone)
    entries = read(planned(known=known))

    for session, entry in zip(known.sessions, entries, strict=False):
        assert entry.begin == known.instant(session).astimezone(UTC)
        assert isinstance(entry.begin, datetime)
        assert isinstance(entry.end, datetime)
        assert entry.end - entry.begin == timedelta(minutes=90)


def test_a_calendar_without_a_zone_database_finds_the_rules_in_the_file() -> None:
    content = render_calendar(planned(), Wish()).decode()

    assert "TZID:Europe/Paris" in content
    assert "RDATE:20270328T030000" in content
    assert "BEGIN:VTIMEZONE" not in render_calendar(planned(known=dates("UTC")), Wish()).decode()


def test_a_meeting_through_the_night_of_summer_time_lasts_as_long_as_any() -> None:
    known = dates()
    night = datetime.fromisoformat("2027-03-28T01:30")
    moved = known.with_sessions(2, [known.sessions[1].moved_on(AT, start=night)])
    entry = next(one for one in read(planned(known=moved, held=[])) if one.uid == "meeting-3")

    assert isinstance(entry.begin, datetime)
    assert isinstance(entry.end, datetime)
    assert entry.end - entry.begin == timedelta(minutes=90)


def test_meetings_have_alarms_and_cancelled_ones_have_none() -> None:
    entries = read(planned())[:4]

    assert [(entry.status, entry.alarms) for entry in entries] == [
        *[("CONFIRMED", 2)] * 3,
        ("CANCELLED", 0),
    ]
    content = render_calendar(planned(), Wish()).decode()
    assert "TRIGGER:-P1D" in content
    assert "TRIGGER:-PT15M" in content


# --- what moves


def test_a_meeting_that_is_rescheduled_is_the_same_entry_but_newer() -> None:
    known = dates()
    before = read(planned())
    session = known.sessions[1].moved_on(LATER, start=NEXT + timedelta(days=7, hours=1))
    after = read(planned(known=known.with_sessions(2, [session])))

    assert [entry.uid for entry in after] == [entry.uid for entry in before]
    changed = {new.uid: new for new, old in zip(after, before, strict=True) if new != old}
    assert changed["meeting-3"].sequence == 1
    assert changed["meeting-3"].begin == known.instant(session).astimezone(UTC)


def test_a_calendar_that_is_written_again_is_the_same() -> None:
    once = planned()
    again = planned(known=once.dates, at=LATER)

    assert render_calendar(again, ALL) == render_calendar(once, ALL)


def test_partner_talks_move_with_the_next_meeting() -> None:
    before = planned()
    moved = before.dates.sessions[1].moved_on(LATER, start=NEXT + timedelta(days=8))
    after = planned(known=before.dates.with_sessions(2, [moved]), at=LATER)
    old, new = (only(read(made), "Practice partner talk") for made in (before, after))

    assert (new.uid, new.sequence, old.sequence) == (old.uid, 1, 0)
    assert (old.begin, old.rule) == (
        datetime(2026, 12, 10, 13, 0, tzinfo=UTC),
        "FREQ=WEEKLY;UNTIL=20261224T130000Z",
    )
    assert (new.begin, new.rule) == (
        datetime(2026, 12, 11, 13, 0, tzinfo=UTC),
        "FREQ=WEEKLY;UNTIL=20270101T130000Z",
    )


def test_partner_talks_end_where_no_meeting_follows() -> None:
    before = planned()
    after = planned(known=before.dates.without_planned(2, LATER), at=LATER)
    talk = only(read(after), "Practice partner talk")

    assert (talk.gone, talk.sequence, talk.alarms) == (True, 1, 0)


@pytest.mark.parametrize(("days", "talks"), [(7, 0), (10, 0), (11, 1), (17, 1), (18, 2), (28, 3)])
def test_talks_lie_between_the_meetings(days: int, talks: int) -> None:
    held_on = meetings()[-1].held_on
    start = datetime.combine(held_on, NEXT.time()) + timedelta(days=days)
    known = dates()
    known = known.with_sessions(2, [known.sessions[1].changed(start=start)])
    span = wanted(cohort(), known, meetings(), NO_PRACTICE).get("talks-2")

    assert (span is None) == (talks == 0)
    if span:
        assert (span[1] - span[0]).days // 7 + 1 == talks
        assert (span[0].date() - held_on).days >= 4
        assert span[1] < start


def test_there_are_no_talks_without_partners() -> None:
    alone = tuple(one.changed(partner=None) for one in meetings()[-1].experiments)
    held = meetings(second=meetings()[-1].changed(experiments=alone))

    assert len(read(planned(held=held))) == 4


def test_the_due_day_that_is_mended_in_the_notes_moves() -> None:
    before = planned()
    plan = meetings()[-1].experiments[0].changed(by=DUE - timedelta(days=3))
    held = meetings(second=meetings()[-1].with_record(plan))
    after = planned(known=before.dates, held=held, at=LATER)
    old, new = (only(read(made, ADA), "Your experiment is due") for made in (before, after))

    assert (new.uid, new.sequence) == (old.uid, 1)
    assert (old.begin, new.begin) == (DUE, DUE - timedelta(days=3))


# --- who reads what


def test_nothing_that_was_said_and_no_name_is_in_it_unasked() -> None:
    content = render_calendar(planned(), Wish()).decode().replace("\r\n ", "")

    for word in ("Ada", "Bo", "Cy", "North", "Saying no", "sec-", "Müller", "due"):
        assert word not in content


def test_a_member_reads_of_the_own_partners_and_experiments() -> None:
    entries = read(planned(), ADA)

    assert [entry.summary for entry in entries][4:] == [
        "Practice partner talk with Bo <b>Lind</b> and Cy_Cy *de* Witt",
        "Your experiment is due",
    ]
    content = render_calendar(planned(), ADA).decode().replace("\r\n ", "")
    for word in ("North", "Saying no", "sec-"):
        assert word not in content


def test_names_and_the_challenge_come_where_they_are_asked_for() -> None:
    named = read(planned(), Wish(names=True))
    assert named[1].description.endswith("\nBo <b>Lind</b> facilitates")
    assert "Saying no" not in named[1].description
    assert "Ada Okafor and Bo <b>Lind</b>" in only(named, "Practice").description
    asked = read(planned(), Wish("bo", challenge=True))
    assert asked[1].description.startswith("Challenge: Saying no")
    assert asked[1].description.endswith("\nYou facilitate")
    assert only(asked, "Your").description == "If sec-bo, then I will …"


def test_three_who_are_each_others_partners_talk_as_a_trio() -> None:
    ada, bo, cy = meetings()[-1].experiments
    round_the_circle = (ada, bo.changed(partner="cy"), cy)
    held = meetings(second=meetings()[-1].changed(experiments=round_the_circle))
    named = only(read(planned(held=held), Wish(names=True)), "Practice")
    assert named.description == "Ada Okafor, Bo <b>Lind</b> and Cy_Cy *de* Witt"
    for who, others in (("bo", "Cy_Cy *de* Witt and Ada Okafor"), ("cy", "Ada")):
        summary = only(read(planned(held=held), Wish(who)), "Practice").summary
        assert summary.startswith(f"Practice partner talk with {others}")


def test_who_practises_with_two_who_do_not_is_in_two_pairs() -> None:
    named = only(read(planned(), Wish(names=True)), "Practice")
    assert named.description.split("\n") == [
        "Ada Okafor and Bo <b>Lind</b>",
        "Cy_Cy *de* Witt and Ada Okafor",
    ]


def test_who_has_left_is_nobodys_partner() -> None:
    gone = cohort().member("bo").changed(left=DUE)
    entries = read(planned(of=cohort().with_member(gone)), ADA)

    assert only(entries, "Practice").summary == "Practice partner talk with Cy_Cy *de* Witt"


@pytest.mark.parametrize("wish", WISHES)
def test_no_text_of_any_class_is_in_it_but_ones_own_plan(wish: Wish) -> None:
    made = marked()
    second = made.meetings[1]
    for number, plan in enumerate(second.experiments):
        dated = plan.changed(by=DUE + timedelta(days=number), partner="bo")
        second = second.with_record(dated if plan.member != "bo" else dated.changed(partner="cy"))
    content = render_calendar(planned(held=[made.meetings[0], second]), wish).decode()
    content = content.replace("\r\n ", "")

    own = {plan.situation for plan in second.experiments if plan.member == wish.member}
    own |= {plan.action for plan in second.experiments if plan.member == wish.member}
    for mark in made.marks:
        allowed = wish.challenge and mark.text in own and "room" not in mark.classes
        assert (mark.text in content) == bool(allowed), mark
    for text in made.never:
        assert text not in content


def test_an_experiment_that_stays_in_the_room_has_neither_talk_nor_due_day() -> None:
    plans = tuple(one.changed(disclosure="room") for one in meetings()[-1].experiments)
    held = meetings(second=meetings()[-1].changed(experiments=plans))

    for wish in WISHES:
        assert len(read(planned(held=held), wish)) == 4


# --- what people type


def with_texts(texts: list[str]) -> tuple[Cohort, list[Meeting]]:
    """A cohort and notes with these texts in all that a calendar can show."""
    members = tuple(
        member.model_copy(update={"name": text})
        for member, text in zip(cohort().members, texts, strict=False)
    )
    group = cohort().model_copy(update={"members": members, "name": texts[4], "theme": texts[5]})
    plans = tuple(
        plan.model_copy(update={"situation": texts[6], "action": texts[7]})
        for plan in meetings()[-1].experiments
    )
    return group, meetings(second=meetings()[-1].model_copy(update={"experiments": plans}))


typed = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text(max_size=40)).map(lambda text: text or "x"),
    min_size=9,
    max_size=9,
)


@given(typed, st.sampled_from(WISHES))
def test_no_text_breaks_a_line_or_puts_in_a_property(texts: list[str], wish: Wish) -> None:
    plain = planned()
    group, held = with_texts(texts)
    made = Planned(group, plain.dates, held, {2: texts[8], 3: texts[0]})
    content = render_calendar(made, wish)

    shape = [_without_text(entry) for entry in read(plain, wish)]
    assert [_without_text(entry) for entry in by_icalendar(content)] == shape
    assert [_without_text(entry) for entry in by_ical(content)] == shape
    assert _properties(content) <= _properties(render_calendar(plain, ALL))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])))
def test_a_name_is_read_back_as_it_was_typed(name: str) -> None:
    name = " ".join(name.split()) or "x"
    made = planned(of=cohort().model_copy(update={"name": name}))

    for reader in (by_icalendar, by_ical):
        entries = reader(render_calendar(made, Wish(names=True)))
        assert entries[1].summary == f"Peer learning, {name}: Reflect"


def _without_text(entry: Entry) -> tuple[object, ...]:
    return (entry.uid, entry.sequence, entry.begin, entry.end, entry.status, entry.rule)


def _properties(content: bytes) -> set[bytes]:
    """The names of all properties, read without any library."""
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    return {line.partition(b":")[0].partition(b";")[0] for line in lines}
