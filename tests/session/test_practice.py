"""What was told between the meetings stands ready in the next one that hears reports."""

from datetime import date

import pytest

from peergroup_cli.model.days import day_this_year
from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.practice import NO_PRACTICE, Dropped, EarlyReport, Practice, PracticeLog
from peergroup_cli.session import events
from tests.session.table import Table, agenda, segment, shipped
from tests.session.test_forms import explored

DAY = date(2026, 12, 3)
ADAS, BOS = "m1-experiment-1", "m1-experiment-2"
TELLING = (segment("reports"), segment("verdicts"), segment("lessons"))


def logged(*days: int, disclosure: Disclosure = "group") -> Practice:
    """Ada logged on these days of November."""
    logs = tuple(
        PracticeLog(
            experiment=ADAS,
            member="ada-brook",
            on=date(2026, 11, day),
            did=f"asked\non the {day}th",
            learned="asking helps",
            disclosure=disclosure,
        )
        for day in days
    )
    return NO_PRACTICE.changed(logs=logs)


def reported(disclosure: Disclosure = "group", on: date = date(2026, 12, 1)) -> Practice:
    """Ada reported before the meeting, twice: the second report is the one that counts."""
    first = EarlyReport(experiment=ADAS, member="ada-brook", on=on, outcome="not")
    told = EarlyReport(
        experiment=ADAS,
        member="ada-brook",
        on=on,
        outcome="tried",
        did="I asked",
        happened="They laughed",
        disclosure=disclosure,
    )
    return NO_PRACTICE.with_report(first, ()).with_report(told, ())


def reflecting(practice: Practice, **fields: object) -> Table:
    held = agenda(segment("reports", **fields), *TELLING[1:])
    return Table.with_agenda(held, earlier=(explored(),), practice=practice, day=DAY)


def test_an_early_report_is_taken_up_when_the_meeting_begins_and_settles_the_opening() -> None:
    table = reflecting(reported())
    (report,) = table.meeting.reports
    assert (report.segment, report.grew_from, report.outcome) == ("reports", (ADAS,), "tried")
    assert (report.did, report.happened, report.disclosure) == ("I asked", "They laughed", "group")
    table.say("", "", "", "")
    assert table.question.subject == BOS


def test_what_was_reported_early_is_the_earlier_answer_and_enter_keeps_it() -> None:
    table = reflecting(reported())
    table.say("", "", "", "", "")
    asked = {}
    while table.question.segment == "reports":
        asked[table.question.subject, table.question.field] = table.question.earlier
        table.say("")
    assert asked[ADAS, "did"] == "I asked"
    assert asked[ADAS, "happened"] == "They laughed"
    assert (ADAS, "outcome") not in asked
    assert table.meeting.reports[0].did == "I asked"


def test_what_was_reported_early_can_be_told_otherwise_at_the_table() -> None:
    table = reflecting(reported())
    table.say("", "", "", "", "")
    while (table.question.subject, table.question.field) != (ADAS, "did"):
        table.say("")
    table.say("I nearly asked")
    assert table.meeting.reports[0].did == "I nearly asked"


@pytest.mark.parametrize("disclosure", ["member", "room"])
def test_a_report_that_is_not_the_groups_is_put_before_it_in_no_segment(
    disclosure: Disclosure,
) -> None:
    words = "I asked", "They laughed"
    classes: tuple[Disclosure, ...] = ("group", disclosure)
    for told in classes:
        table = Table.with_agenda(
            shipped("reflect"), earlier=(explored(),), practice=reported(told), day=DAY
        )
        assert table.meeting.reports[0].disclosure == told
        shown = []
        while table.session.question is not None:
            asked = table.question
            shown += [asked.earlier, *asked.about]
            # a verdict and a lesson, so that all that is said of a report is said
            table.say({"verdict": "k", "insight": "Ask first"}.get(asked.field, ""))
        assert {"compare", "lessons"} <= {line.segment for line in table.meeting.spans}
        assert any(w in line for w in words for line in shown) == (told == "group")


def test_one_who_goes_back_to_a_report_that_is_settled_can_pass_on_it() -> None:
    table = reflecting(reported("member").changed(logs=logged(12).logs))
    report = table.meeting.reports[0].changed(surprise="Me")
    table.session = type(table.session)(
        table.session.context, table.meeting.with_record(report), ""
    )
    while table.question.segment != "verdicts":
        table.say("")
    while table.question.subject != ADAS:
        table.happens(events.Back)
    table.happens(events.Pass)
    assert table.question.segment == "verdicts"


def test_the_class_of_the_segment_holds_where_it_is_stricter() -> None:
    assert reflecting(reported(), disclosure="room").meeting.reports[0].disclosure == "room"


def test_a_meeting_that_hears_no_reports_leaves_them_for_the_next_one() -> None:
    held = agenda(segment("silence"))
    table = Table.with_agenda(held, earlier=(explored(),), practice=reported(), day=DAY)
    table.say("", "", "", "")
    assert table.question.subject == BOS
    meeting = table.finish()
    assert [r for r in meeting.reports if ADAS in r.grew_from] == []
    later = Table.with_agenda(
        agenda(*TELLING), earlier=(explored(), meeting), practice=reported(), day=DAY
    )
    assert later.meeting.reports[0].did == "I asked"


def test_what_one_meeting_has_taken_up_the_next_does_not_take_up_again() -> None:
    heard = reflecting(reported()).finish()
    later = Table.with_agenda(
        agenda(*TELLING), earlier=(explored(), heard), practice=reported(), day=DAY
    )
    assert later.meeting.reports == ()
    again = reported(on=date(2026, 12, 20))
    anew = Table.with_agenda(
        agenda(*TELLING), earlier=(explored(), heard), practice=again, day=date(2027, 1, 7)
    )
    assert anew.meeting.reports[0].did == "I asked"


def test_what_one_told_who_could_not_come_is_noted_and_stands_ready_again() -> None:
    missed = reflecting(reported())
    missed.say("Ada")
    meeting = missed.finish()
    assert [r.did for r in meeting.reports if r.member == "ada-brook"] == ["I asked"]
    later = Table.with_agenda(
        agenda(*TELLING), earlier=(explored(), meeting), practice=reported(), day=DAY
    )
    assert later.meeting.reports[0].did == "I asked"


def test_what_was_told_after_the_day_of_the_meeting_waits() -> None:
    assert reflecting(reported(on=date(2026, 12, 4))).meeting.reports == ()


def test_logs_are_read_out_before_the_reports_questions() -> None:
    table = reflecting(logged(12, 19))
    table.say("", "", "", "", "t", "n")
    while table.question.subject != ADAS:
        table.say("")
    assert table.question.about[1:] == (
        "Logged 12 November: did: asked on the 12th · learned: asking helps",
        "Logged 19 November: did: asked on the 19th · learned: asking helps",
        "Noted: tried",
    )


@pytest.mark.parametrize("disclosure", ["member", "room"])
def test_logs_that_are_not_the_groups_are_counted_and_not_read_out(disclosure: Disclosure) -> None:
    kept = logged(12, 19, disclosure=disclosure)
    table = reflecting(kept.with_log(logged(20, disclosure="group").logs[0]))
    shown: list[str] = []
    while table.session.question is not None:
        shown += table.question.about
        table.say("")
    assert "2 entries of the log are not the group's." in shown
    assert any("20th" in line for line in shown)
    assert not any("19th" in line or "12th" in line for line in shown)
    alone = reflecting(logged(12, disclosure=disclosure))
    alone.say("", "", "", "", "t", "n")
    while alone.question.subject != ADAS:
        alone.say("")
    assert "1 entry of the log is not the group's." in alone.question.about


def test_only_logs_since_the_last_report_are_read_out() -> None:
    heard = reflecting(logged(12)).finish()
    assert [r.outcome for r in heard.reports] == []
    told = reflecting(reported(on=date(2026, 11, 12))).finish().changed(held_on=date(2026, 11, 13))
    table = Table.with_forms(
        segment("reports"), earlier=(explored(), told), practice=logged(13, 14), day=DAY
    )
    while table.question.subject != ADAS:
        table.say("")
    assert [line for line in table.question.about if "Logged" in line] == [
        "Logged 14 November: did: asked on the 14th · learned: asking helps"
    ]


def test_an_experiment_that_was_dropped_is_asked_about_nowhere() -> None:
    dropped = Dropped(experiment=ADAS, member="ada-brook", on=DAY, reason="Another job")
    table = reflecting(reported().with_dropped(dropped))
    assert table.meeting.reports == ()
    table.say("", "", "", "")
    assert table.question.subject == BOS


def test_a_day_of_another_year_is_shown_with_its_year() -> None:
    assert day_this_year(date(2025, 12, 24), date(2026, 1, 7)) == "24 December 2025"
    assert day_this_year(date(2026, 1, 2), date(2026, 1, 7)) == "2 January"


def test_the_turn_that_was_passed_comes_back_with_one_back_also_behind_settled_questions() -> None:
    table = reflecting(NO_PRACTICE)
    table.say("", "", "", "")
    while table.question.segment == "opening":
        table.say("n")
    assert table.question.field == "hindered"
    first = table.ref
    table.say("")
    assert table.question.field == "hindered"
    table.happens(events.Back)
    assert table.ref == first
    table.say("No time for it")
    (told,) = (r for r in table.meeting.reports if r.hindered)
    assert told.hindered == "No time for it"
    assert table.meeting.turns == ()
    assert table.ref.endswith("/hindered")
    assert table.ref != first


def test_what_a_meeting_without_reports_noted_is_proposed_in_the_next_one() -> None:
    between = Table.with_agenda(agenda(segment("silence")), earlier=(explored(),), day=DAY)
    between.say("", "", "", "", "t", "n")
    meeting = between.finish()
    table = Table.with_agenda(agenda(*TELLING), earlier=(explored(), meeting), day=DAY)
    table.say("", "", "", "")
    assert table.question.default == "tried"
    assert "Said last time: tried" in table.question.about
    table.say("")
    assert table.question.default == ""
    assert "Said last time: not tried" in table.question.about
    assert [report.outcome for report in table.meeting.reports] == ["tried"]
