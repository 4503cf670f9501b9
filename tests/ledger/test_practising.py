"""How experiments stand on a day."""

from datetime import date, timedelta

import pytest

from peergroup_cli.ledger.practising import Standing, standings
from peergroup_cli.model.practice import NO_PRACTICE, Dropped, EarlyReport, Practice, PracticeLog
from tests.session.table import FIRST_DAY, Table, cohort, segment
from tests.session.test_forms import explored

LATER = FIRST_DAY + timedelta(days=10)


def ada(practice: Practice = NO_PRACTICE, day: date = LATER) -> Standing:
    """Ada's experiment, which has until 2026-11-20."""
    return standings(cohort(), (explored(),), practice, day)[0]


def logged(on: date) -> Practice:
    log = PracticeLog(experiment="m1-experiment-1", member="ada-brook", on=on, did="asked")
    return NO_PRACTICE.with_log(log)


def test_an_experiment_is_open_until_its_last_day_and_overdue_after_it() -> None:
    days = [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)]
    standing = [ada(day=day) for day in days]
    assert [one.state for one in standing] == ["open", "open", "overdue"]
    assert [one.is_due for one in standing] == [False, True, True]
    assert all(one.is_open for one in standing)


def test_a_report_that_waits_for_its_meeting_ends_the_reminders() -> None:
    early = EarlyReport(experiment="m1-experiment-1", member="ada-brook", on=LATER, outcome="not")
    standing = ada(NO_PRACTICE.with_report(early, ()), date(2026, 12, 24))
    assert (standing.state, standing.is_open) == ("reported", True)
    assert (standing.is_due, standing.log_is_missing) == (False, False)


def test_an_experiment_is_dropped_or_closed_and_not_open_any_more() -> None:
    row = Dropped(experiment="m1-experiment-1", member="ada-brook", on=LATER, reason="A new job")
    assert ada(NO_PRACTICE.with_dropped(row)).state == "dropped"
    table = Table.with_forms(segment("reports"), segment("verdicts"), earlier=(explored(),))
    table.turns(ada=["t", "I asked", "", ""], bo=["n", ""])
    table.turns(ada=["k"], bo=["k"])
    heard = standings(cohort(), (explored(), table.meeting), NO_PRACTICE, LATER)
    assert [one.state for one in heard] == ["closed", "open"]
    assert not heard[0].is_open


@pytest.mark.parametrize(("days", "missing"), [(13, False), (14, True)])
def test_a_log_is_missing_after_two_weeks_of_silence(days: int, missing: bool) -> None:
    assert ada(day=FIRST_DAY + timedelta(days=days)).log_is_missing == missing
    assert ada(logged(LATER), LATER + timedelta(days=days)).log_is_missing == missing


def test_partners_are_those_who_named_each_other() -> None:
    assert ada().partners == ("bo-lind",)
    assert [log.did for log in ada(logged(LATER)).logs] == ["asked"]
