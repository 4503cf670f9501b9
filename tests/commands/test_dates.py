"""The dates of a cohort as commands: planned, moved, shown, and written for calendars."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import Result

from peergroup_cli.commands.shared import options
from peergroup_cli.model.calendar import SessionDates
from peergroup_cli.storage import machine_zone
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import MEMBERS, Peergroup
from tests.exports.planned import Entry, by_ical, by_icalendar
from tests.terminal.script import Script

START = ("--start", "2026-12-10T14:00", "--tz", "Europe/Paris")
FOUR = (*START, "--every", "4w", "--count", "4")
PLAN = ("1", "it is late", "I will call", "", "", "2026-12-08", "Bo")
SECRETS = ("it is late", "call", "Bad news", "North", "Ada", "Bo", "Call at once")


class Clock:
    """An hour goes by between two looks at it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(options, "now", made)
    return made


@pytest.fixture
def north(peergroup: Peergroup) -> Peergroup:
    """A cohort that has not met yet."""
    peergroup.form()
    return peergroup


@pytest.fixture(scope="module")
def explored_here(formed_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace like that of `explored`; made once, and never changed."""
    folder = Path(copytree(formed_once, tmp_path_factory.mktemp("dates") / "workspace"))
    opened = ("", "", "", "", "/skip", "/skip", "Call at once", "", "/skip", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "now", Clock())
        Peergroup(folder).hold(*opened, *PLAN, "/end")
    return folder


@pytest.fixture
def explored(explored_here: Path, tmp_path: Path) -> Peergroup:
    """A cohort after an explore meeting with one experiment of Ada, with Bo as partner."""
    return Peergroup(Path(copytree(explored_here, tmp_path / "workspace")))


def dates(peergroup: Peergroup) -> SessionDates:
    stored = Workspace(peergroup.folder).dates("north")
    assert stored is not None
    return stored.record


def plan(peergroup: Peergroup, *words: str) -> Result:
    return peergroup("plan-sessions", *words)


def entries(peergroup: Peergroup, *words: str) -> list[Entry]:
    """The entries of the exported calendar; both parsers say the same."""
    result = peergroup("export-calendar", *words)
    assert result.exit_code == 0, result.output
    found = by_icalendar(result.stdout_bytes)
    assert by_ical(result.stdout_bytes) == found
    return found


# --- plan-sessions


def test_dates_are_planned_over_summer_time_and_printed_with_their_weekdays(
    north: Peergroup,
) -> None:
    printed = north.done("plan-sessions", *FOUR, "--minutes", "60")

    assert printed.splitlines() == [
        "Meeting 1  Thu 10 December 2026, 14:00–15:00 (Europe/Paris)",
        "Meeting 2  Thu 7 January 2027, 14:00–15:00 (Europe/Paris)",
        "Meeting 3  Thu 4 February 2027, 14:00–15:00 (Europe/Paris)",
        "Meeting 4  Thu 4 March 2027, 14:00–15:00 (Europe/Paris)",
    ]
    assert [one.sequence for one in dates(north).sessions] == [0] * 4
    assert len({one.uid for one in dates(north).sessions}) == 4


def test_members_elsewhere_see_their_own_time(peergroup: Peergroup) -> None:
    there = "Eli Stone; Lead; Manager; Law; ; ; ; "
    peergroup.form(members=[*MEMBERS[:2], f"{there}Asia/Kolkata", MEMBERS[2]])
    peergroup.done("add-member", "Fay Reed; Lead; Manager; IT; ; ; ; Pacific/Auckland")
    printed = peergroup.done("plan-sessions", *START, "--count", "1").splitlines()

    assert printed[1:] == [
        "           18:30 for Eli Stone (Asia/Kolkata)",
        "           Fri 11 December 2026, 02:00 for Fay Reed (Pacific/Auckland)",
    ]


def test_meetings_are_numbered_on_from_those_held(explored: Peergroup) -> None:
    assert "Meeting 2  Thu 10 December" in explored.done("plan-sessions", *FOUR)


def test_without_a_terminal_only_the_start_is_needed(north: Peergroup) -> None:
    printed = north.done("plan-sessions", *START)
    assert len(printed.splitlines()) == 6
    assert "Thu 7 January 2027" in printed

    missing = plan(Peergroup(north.folder), "--tz", "Europe/Paris", "--again")
    assert missing.exit_code == 16
    assert "--start" in missing.stderr


def test_in_a_terminal_what_is_missing_is_asked(
    north: Peergroup, answers: Callable[..., Script]
) -> None:
    person = answers("3 December", "2026-12-10 14:00", "fortnightly", "2w", "0", "3")
    printed = north.done("plan-sessions", "--tz", "europe/paris")

    assert person.labels == [
        *["When is the first meeting"] * 2,
        *["From one meeting to the next"] * 2,
        *["How many meetings"] * 2,
    ]
    assert person.asked[3].hint == "Please give it as 4w for four weeks, or as 10d for ten days."
    assert printed.splitlines()[-1] == "Meeting 3  Thu 7 January 2027, 14:00–15:30 (Europe/Paris)"


def test_enter_takes_what_is_proposed(north: Peergroup, answers: Callable[..., Script]) -> None:
    person = answers("2026-12-10T14:00", "", "")
    assert len(north.done("plan-sessions", "--tz", "UTC").splitlines()) == 6
    assert [one.default for one in person.asked] == ["", "4w", "6"]


def test_the_day_that_the_group_agreed_on_is_named(
    practising: Peergroup, answers: Callable[..., Script]
) -> None:
    (meeting,) = practising.folder.glob("cohorts/*/meetings/*.toml")
    text = meeting.read_text(encoding="utf-8")
    meeting.write_text(f"next_date = 2027-01-07\n{text}", encoding="utf-8")
    person = answers("2027-01-07T14:00", "", "")
    practising.done("plan-sessions", "--tz", "UTC")
    assert person.asked[0].hint == "The group agreed on 2027-01-07: such as 2027-01-07T14:00"


def test_the_zone_is_the_members_own_and_said(peergroup: Peergroup) -> None:
    peergroup.form(members=[f"{line}; ; ; ; Asia/Kolkata" for line in MEMBERS])
    result = plan(peergroup, "--start", "2026-12-10T14:00")

    assert "Asia/Kolkata, as the members have it" in result.stderr
    assert dates(peergroup).time_zone == "Asia/Kolkata"


def test_the_zone_of_one_member_alone_is_not_that_of_the_group(
    peergroup: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Madrid")
    peergroup.form(members=[f"{MEMBERS[0]}; ; ; ; Asia/Kolkata", *MEMBERS[1:]])
    result = plan(peergroup, "--start", "2026-12-10T14:00")

    assert "Europe/Madrid, this machine's" in result.stderr
    assert dates(peergroup).time_zone == "Europe/Madrid"


def test_a_machine_that_has_no_zone_either_asks_for_one(
    north: Peergroup, monkeypatch: pytest.MonkeyPatch, answers: Callable[..., Script]
) -> None:
    monkeypatch.setattr(machine_zone, "available_timezones", set)
    refused = plan(north, "--start", "2026-12-10T14:00")
    assert (refused.exit_code, "--tz" in refused.stderr) == (16, True)

    answers("Europe/Paris", "", "")
    north.done("plan-sessions", "--start", "2026-12-10T14:00")
    assert dates(north).time_zone == "Europe/Paris"


def test_a_zone_that_does_not_exist_gets_near_names(north: Peergroup) -> None:
    result = plan(north, "--start", "2026-12-10T14:00", "--tz", "Paris")

    assert result.exit_code == 12
    assert "Did you mean Europe/Paris?" in result.stderr
    assert plan(north, *START[:2], "--tz", "localtime").exit_code == 12
    assert "such as Europe/Paris" in plan(north, *START[:2], "--tz", "zzzz").stderr


def test_times_that_summer_time_skips_or_repeats_are_said(north: Peergroup) -> None:
    skipped = plan(north, "--start", "2027-03-28T02:30", "--tz", "Europe/Paris", "--count", "1")
    assert "Sun 28 March 2027, 02:30 does not exist" in skipped.stderr
    assert "03:30–05:00" in skipped.stdout

    words = ("--start", "2027-10-31T02:30", "--tz", "Europe/Paris", "--count", "1", "--again")
    twice = plan(north, *words)
    assert "comes twice" in twice.stderr
    assert "02:30–03:00" in twice.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--start", "2026-12-10"),
        ("--start", "tomorrow"),
        ("--start", "2026-12-10T14:00+01:00"),
        ("--start", "2026-12-10T14:00:30"),
        ("--start", "0926-12-10T14:00"),
        (*START, "--every", "0w"),
        (*START, "--every", "monthly"),
        (*START, "--count", "0"),
        (*START, "--minutes", "0"),
        ("--start", "2199-12-10T14:00", "--every", "52w"),
    ],
)
def test_what_is_no_date_is_refused_and_nothing_is_planned(
    north: Peergroup, words: tuple[str, ...]
) -> None:
    result = plan(north, *words)

    assert result.exit_code == 2
    assert Workspace(north.folder).dates("north") is None


def test_dates_in_the_past_are_said(north: Peergroup) -> None:
    words = ("--start", "2025-12-10T14:00", "--tz", "UTC")
    assert "has passed already" in plan(north, *words, "--yes").stderr


def test_dates_that_are_there_are_replaced_only_when_that_is_wanted(explored: Peergroup) -> None:
    explored.done("plan-sessions", *FOUR)
    before = dates(explored)
    refused = plan(explored, *FOUR)
    assert refused.exit_code == 13
    assert "Thu 10 December 2026, 14:00" in refused.stderr
    assert "--again" in refused.stderr
    assert dates(explored) == before

    words = ("--start", "2026-12-11T09:00", "--tz", "Asia/Kolkata", "--count", "2", "--again")
    again = plan(explored, *words)
    assert "next export: 4." in again.stderr
    found = {entry.uid: entry for entry in entries(explored)}
    for old in before.sessions:
        assert (found[old.uid].gone, found[old.uid].sequence) == (True, 1)
        assert found[old.uid].begin == before.instant(old)
    new = [entry for entry in found.values() if not entry.gone and not entry.rule]
    assert next(entry.begin for entry in new) == datetime(2026, 12, 11, 3, 30, tzinfo=UTC)
    assert [one.number for one in dates(explored).planned()] == [2, 3]


def test_when_all_that_was_planned_is_held_more_is_planned_without_asking(
    explored: Peergroup,
) -> None:
    explored.done("plan-sessions", *START, "--count", "1")
    explored.hold("", "", "", "", "/end")
    printed = explored.done("plan-sessions", "--start", "2027-01-07T14:00", "--tz", "UTC")

    assert "Meeting 3  Thu 7 January" in printed
    assert [one.cancelled for one in dates(explored).sessions] == [False] * 7


def test_talks_that_were_told_stay_where_they_were_when_another_zone_is_planned_in(
    explored: Peergroup, clock: Clock
) -> None:
    explored.done("plan-sessions", *START, "--start", "2026-12-31T14:00", "--count", "1")
    told = next(one for one in entries(explored) if one.rule)
    clock.at += timedelta(days=28)
    explored.hold("", "", "", "", "/end")
    explored.done("plan-sessions", "--start", "2027-01-14T14:00", "--tz", "Asia/Tokyo", "--again")
    after = entries(explored)

    assert told == next(one for one in after if one.uid == told.uid)
    assert told.begin == datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
    calendar = explored.done("export-calendar")
    assert {f"TZID:{zone}" in calendar for zone in ("Europe/Paris", "Asia/Tokyo")} == {True}


# --- reschedule


def test_a_meeting_is_moved(north: Peergroup) -> None:
    north.done("plan-sessions", *FOUR)
    before = dates(north)
    result = north("reschedule", "2", "2027-01-08T15:00")

    assert result.exit_code == 0
    assert "from Thu 7 January 2027, 14:00" in result.stderr
    assert "Meeting 2  Fri 8 January 2027, 15:00–16:30 (Europe/Paris)" in result.stdout
    moved = dates(north).sessions[1]
    assert (moved.uid, moved.sequence) == (before.sessions[1].uid, 1)
    assert moved.changed_at > before.sessions[1].changed_at
    assert dates(north).sessions[0] == before.sessions[0]


def test_a_day_alone_keeps_the_time(north: Peergroup) -> None:
    north.done("plan-sessions", *FOUR)
    assert "Fri 8 January 2027, 14:00" in north.done("reschedule", "north", "2", "2027-01-08")


def test_moving_to_the_same_time_changes_nothing(north: Peergroup) -> None:
    north.done("plan-sessions", *FOUR)
    before = dates(north)
    result = north("reschedule", "2", "2027-01-07T14:00")

    assert "already" in result.stderr
    assert dates(north) == before


def test_a_meeting_that_is_moved_past_another_changes_numbers_with_it(north: Peergroup) -> None:
    north.done("plan-sessions", *FOUR)
    result = north("reschedule", "2", "2027-02-05T14:00")

    assert "What was meeting 3 is meeting 2 now." in result.stderr
    assert "What was meeting 2 is meeting 3 now." in result.stderr
    assert "Meeting 3  Fri 5 February" in result.stdout


def test_a_meeting_is_cancelled_in_peoples_calendars(north: Peergroup) -> None:
    north.done("plan-sessions", *FOUR)
    gone = dates(north).sessions[1]
    for words in (("2",), ("north", "2")):
        result = north("reschedule", *words, "--cancel")
        assert result.exit_code == 0, result.output
    assert "is cancelled" in result.stderr
    found = next(entry for entry in entries(north) if entry.uid == gone.uid)

    assert (found.gone, found.sequence) == (True, 1)
    assert [one.number for one in dates(north).planned()] == [1, 2]
    for word in ("2", "1"):
        north.done("reschedule", word, "--cancel")
    assert north("reschedule", "1", "2027-02-02").exit_code == 14


def test_the_new_time_is_asked_in_a_terminal(
    north: Peergroup, answers: Callable[..., Script]
) -> None:
    north.done("plan-sessions", *FOUR)
    assert north("reschedule", "north", "2").exit_code == 16
    answers("soon", "2027-01-08T15:00")
    assert "Fri 8 January 2027, 15:00" in north.done("reschedule", "north", "2")
    answers("2027-01-11")
    assert "Mon 11 January 2027, 15:00" in north.done("reschedule", "2")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Give its number"),
        (("north", "two", "2027-01-08"), 2, "Give its number"),
        (("9", "2027-01-08"), 12, "Planned: 2, 3, 4, 5."),
        (("1", "2027-01-08"), 14, "has been held"),
        (("2", "soon"), 2, "as 2026-12-03T14:00"),
        (("9" * 5000, "2027-01-08"), 2, "Give its number"),
        (("north", "²", "2027-01-08"), 2, "Give its number"),
        (("2", "2027-01-07T14:00"), 2, "Meeting 3 is at that time."),
        (("north", "2", "2027-01-08", "--cancel"), 2, "takes no new time"),
        (("south", "2", "2027-01-08"), 12, "south"),
    ],
)
def test_a_move_that_is_none_changes_nothing(
    explored: Peergroup, words: tuple[str, ...], code: int, said: str
) -> None:
    explored.done("plan-sessions", *FOUR)
    before = dates(explored)
    result = explored("reschedule", *words)

    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr
    assert dates(explored) == before


def test_without_dates_there_is_nothing_to_move_or_to_export(north: Peergroup) -> None:
    for words in (("reschedule", "1", "2027-01-08"), ("export-calendar",)):
        result = north(*words)
        assert result.exit_code == 12
        assert "peergroup plan-sessions north" in result.stderr


# --- export-calendar


def test_the_calendar_of_the_group_says_nothing_of_anybody(explored: Peergroup) -> None:
    explored.done("plan-sessions", *FOUR)
    result = explored("export-calendar")

    text = result.stdout.replace("\r\n ", "").replace("\n ", "")
    assert [word for word in SECRETS if word in text] == []
    assert "Left out: names and the challenge" in result.stderr
    assert [entry.summary for entry in entries(explored)] == [
        "Peer learning: Reflect",
        *["Peer learning"] * 3,
    ]


def test_the_calendar_of_a_member_says_when_the_experiment_is_due(explored: Peergroup) -> None:
    owner = explored.meetings[0].experiments[0].member
    explored.done("plan-sessions", *FOUR)
    due = entries(explored, "--for", owner)[-1]
    asked = entries(explored, "--for", owner, "--with-challenge")[-1]

    assert (due.summary, due.description) == ("Your experiment is due", "")
    assert asked.description == "If it is late, then I will call"
    other = next(one for one in ("ada-brook", "bo-lind") if one != owner)
    assert "due" not in str(entries(explored, "--for", other, "--with-challenge"))


def test_partners_talk_each_week_until_the_next_meeting(explored: Peergroup) -> None:
    explored.done("plan-sessions", "--start", "2026-12-31T14:00", "--tz", "UTC")
    owner = explored.meetings[0].experiments[0].member
    partner = explored.meetings[0].experiments[0].partner
    assert partner
    talk = next(one for one in entries(explored, "--for", owner) if one.rule)
    assert talk.rule == "FREQ=WEEKLY;UNTIL=20261224T140000Z"
    assert talk.summary.startswith("Practice partner talk with ")
    explored.done("reschedule", "2", "2027-01-01")
    again = next(one for one in entries(explored) if one.rule)
    assert (again.uid, again.sequence, again.summary) == (talk.uid, 1, "Practice partner talk")


def test_a_dropped_experiment_goes_from_calendars_and_the_next_meeting_is_another(
    explored: Peergroup,
) -> None:
    owner = explored.meetings[0].experiments[0].member
    explored.done("plan-sessions", *FOUR)
    before = entries(explored, "--for", owner)
    due = next(entry for entry in before if "due" in entry.summary)
    assert before[0].summary == "Peer learning: Reflect"
    explored.done("drop-experiment", "m1-experiment-1", "--reason", "Another job")
    after = entries(explored, "--for", owner)
    gone = next(entry for entry in after if entry.uid == due.uid)

    assert (gone.gone, gone.sequence) == (True, due.sequence + 1)
    assert after[0].summary == "Peer learning: Explore"


def test_exporting_twice_gives_the_same_bytes_and_leaves_the_files_alone(
    explored: Peergroup,
) -> None:
    explored.done("plan-sessions", *FOUR)
    first = explored("export-calendar", "--for", "Ada")
    path = explored.folder / "cohorts" / "north" / "dates.toml"
    kept = path.read_bytes()

    assert explored("export-calendar", "--for", "Ada").stdout_bytes == first.stdout_bytes
    assert path.read_bytes() == kept


def test_a_file_is_written_whole_and_not_overwritten_unasked(
    explored: Peergroup, tmp_path: Path
) -> None:
    explored.done("plan-sessions", *FOUR)
    path = tmp_path / "meetings.ics"
    explored.done("export-calendar", "--output", str(path))
    before = path.read_bytes()
    assert before.endswith(b"END:VCALENDAR\r\n")
    named = ("export-calendar", "--with-names", "--output", str(path))
    assert explored(*named).exit_code == 13
    assert path.read_bytes() == before
    explored.done(*named, "--force")
    assert b"North" in path.read_bytes()


def test_who_left_gets_no_calendar(explored: Peergroup) -> None:
    explored.done("plan-sessions", *FOUR)
    explored.done("remove-member", "north", "Dov Marsh")
    assert explored("export-calendar", "--for", "Dov").exit_code == 2
    assert explored("export-calendar", "--for", "Zoe").exit_code == 12
    both = explored("export-calendar", "--with-names", "--with-challenge")
    assert "send it only to those who may read them" in both.stderr


def test_a_missing_library_is_named_before_anything_is_done(
    explored: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    explored.done("plan-sessions", *FOUR)
    before = dates(explored)
    monkeypatch.setattr("peergroup_cli.extras.find_spec", lambda _: None)
    result = explored("export-calendar")

    assert result.exit_code == 2
    assert "pipx inject peergroup-cli icalendar" in result.stderr
    assert dates(explored) == before


# --- the other commands


def test_status_says_the_day_and_the_time(explored: Peergroup) -> None:
    assert json.loads(explored.done("status", "--json"))[0]["next_session"] is None
    explored.done("plan-sessions", *FOUR)

    assert "The group meets on Thu 10 December 2026, 14:00–15:30 (Europe/Paris)." in explored.done(
        "status"
    )
    (row,) = json.loads(explored.done("status", "--json"))
    assert row["next_session"] == {
        "number": 2,
        "start": "2026-12-10T14:00",
        "time_zone": "Europe/Paris",
        "minutes": 90,
    }


def test_status_says_that_a_meeting_was_missed(north: Peergroup) -> None:
    north.done("plan-sessions", "--start", "2025-12-10T14:00", "--tz", "UTC", "--yes")
    assert "The group was to meet on Wed 10 December 2025, 14:00" in north.done("status")


def test_the_closing_question_proposes_what_is_planned(formed: Peergroup) -> None:
    formed.done("plan-sessions", *FOUR)
    formed.done("reschedule", "2", "2027-01-11T15:00")
    formed.hold("", "", "", "", *["/skip"] * 8, "Bo", "")

    assert str(formed.meetings[0].next_date) == "2027-01-11"
    printed = formed.done("status")
    assert "The group meets on Mon 11 January 2027, 15:00–16:30 (Europe/Paris), Bo" in printed
    assert "settled" not in printed


def test_status_says_how_to_move_the_meeting_where_the_group_settled_on_another_day(
    formed: Peergroup,
) -> None:
    formed.done("plan-sessions", *FOUR)
    formed.hold("", "", "", "", *["/skip"] * 8, "Bo", "2027-01-14")
    printed = formed.done("status")

    assert "In its last meeting it settled on 2027-01-14." in printed
    assert "peergroup reschedule north 2 2027-01-14T14:00" in printed


def test_after_a_move_that_was_meant_status_no_longer_names_what_was_settled(
    formed: Peergroup, clock: Clock
) -> None:
    formed.done("plan-sessions", *FOUR)
    formed.hold("", "", "", "", *["/skip"] * 8, "Bo", "2027-01-14")
    # the meeting has taken its own hours of this clock or of the wall
    clock.at = datetime(2090, 1, 1, tzinfo=UTC)
    formed.done("reschedule", "2", "2027-01-21", "--yes")
    assert "settled" not in formed.done("status")


# --- slips of a key


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-20", "has passed already"),
        ("2028-01-08", "more than a year away"),
        ("2026-12-01", "before meeting 1, which was held on Thu 3 December 2026"),
    ],
)
@pytest.mark.parametrize("command", ["reschedule", "plan-sessions"])
def test_a_date_that_may_be_a_slip_is_asked_about(
    explored: Peergroup, answers: Callable[..., Script], command: str, day: str, said: str
) -> None:
    explored.done("plan-sessions", *FOUR)
    words = {
        "reschedule": ("reschedule", "2", day),
        "plan-sessions": ("plan-sessions", "--start", f"{day}T14:00", "--again", "--tz", "UTC"),
    }[command]
    before = dates(explored)
    refused = explored(*words)
    assert (refused.exit_code, said in refused.stderr, "--yes" in refused.stderr) == (
        16,
        True,
        True,
    )
    more = ("--every", "4w", "--count", "1") if command == "plan-sessions" else ()
    script = answers("")
    assert explored(*words, *more).exit_code == 1
    assert [asking.question for asking in script.asked] == ["Is this date meant? [no]"]
    assert dates(explored) == before
    explored.done(*words, *more, "--yes")
    assert any(str(one.start)[:10] == day for one in dates(explored).planned(1))


def test_where_the_calendar_was_written_is_said(explored: Peergroup, tmp_path: Path) -> None:
    explored.done("plan-sessions", *FOUR)
    path = tmp_path / "meetings.ics"
    assert f"Saved in {path}" in explored("export-calendar", "--output", str(path)).stderr


def test_how_many_is_asked_with_the_right_words(
    north: Peergroup, answers: Callable[..., Script]
) -> None:
    script = answers("")
    plan(north, *START, "--every", "4w")
    assert script.asked[0].hint == "A number from 1 to 60"
