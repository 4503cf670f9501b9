"""What is open, what a lesson grew from, and what is next."""

import pytest

from peergroup_cli.ledger.following import not_held, open_experiments, roots
from peergroup_cli.model.cohort import Override
from peergroup_cli.model.meeting import Guidelines, Meeting
from peergroup_cli.model.practice import NO_PRACTICE
from peergroup_cli.model.stages import PracticeReport
from peergroup_cli.session import events
from peergroup_cli.session.proposal import propose
from tests.session.table import FIRST_DAY, Table, agenda, cohort, segment, shipped
from tests.session.test_forms import explored, reflecting


def reported(outcome: str, verdict: str | None) -> Meeting:
    """A meeting with one practice report on Ada's experiment."""
    made = PracticeReport.model_validate(
        {
            "id": "m2-report-1",
            "segment": "reports",
            "grew_from": ("m1-experiment-1",),
            "disclosure": "group",
            "member": "ada-brook",
            "outcome": outcome,
            "verdict": verdict,
        }
    )
    return Table.with_agenda(agenda()).meeting.with_record(made).changed(number=2)


@pytest.mark.parametrize(
    ("outcome", "verdict", "is_open"),
    [
        ("tried", None, True),
        ("tried", "keep", False),
        ("partly", "unclear", False),
        ("not", "keep", True),
        ("not", "unclear", True),
        ("no-occasion", None, True),
        ("not", "drop", False),
        ("not", "adapt", False),
    ],
)
def test_an_experiment_is_open_until_its_test_has_a_verdict(
    outcome: str, verdict: str | None, is_open: bool
) -> None:
    meetings = [explored(), reported(outcome, verdict)]
    still = [experiment.id for experiment in open_experiments(cohort(), meetings, NO_PRACTICE)]
    assert ("m1-experiment-1" in still) is is_open
    assert "m1-experiment-2" in still


def test_the_experiment_of_a_member_who_left_is_not_open() -> None:
    group = cohort()
    left = group.with_member(group.members[0].changed(left=FIRST_DAY))
    assert [e.member for e in open_experiments(left, [explored()], NO_PRACTICE)] == ["bo-lind"]


def test_a_lesson_can_be_followed_back_to_the_challenge_it_grew_from() -> None:
    table = reflecting()
    table.say("k", "k", "Asking first helps", "", "")
    lesson = table.meeting.lessons[0]
    chain = [record.id for record in roots(lesson, [explored(), table.meeting])]
    assert chain == [
        lesson.grew_from[0],
        "m1-experiment-1",
        "m1-strategy-1",
        "m1-thought-1",
        "m1-challenge-1",
    ]


def test_a_link_to_nothing_or_in_a_circle_ends() -> None:
    meeting = explored()
    thought = meeting.thoughts[0].changed(grew_from=("m1-strategy-1", "m9-lost-1"))
    meeting = meeting.with_record(thought)
    assert [r.id for r in roots(meeting.strategies[0], [meeting])] == ["m1-thought-1"]


def test_what_a_meeting_cut_short_did_not_reach_is_known() -> None:
    table = Table.with_forms(segment("challenges"), segment("thoughts"), segment("closing"))
    table.say("", "", "")
    table.happens(events.End)
    assert [one.key for one in not_held(table.meeting)] == ["closing"]


def test_learning_together_comes_first() -> None:
    assert propose(cohort(), [], []).agenda == "learning-together"


def test_learning_together_that_was_cut_short_comes_again() -> None:
    table = Table.with_agenda(shipped("learning-together"))
    table.happens(events.End)
    assert propose(cohort(), [table.meeting], []).agenda == "learning-together"
    agreed = table.meeting.changed(
        guidelines=Guidelines(version=1, segment="guidelines", agreed=FIRST_DAY)
    )
    assert propose(cohort(), [agreed], []).agenda == "explore"


def test_learning_together_can_be_overridden_with_a_reason() -> None:
    row = Override(rule="learning-together-first", reason="They know each other", on=FIRST_DAY)
    assert propose(cohort().with_overrides((row,)), [], []).agenda == "explore"


def test_open_experiments_propose_a_reflect_meeting_and_none_an_explore_meeting() -> None:
    held = Table.with_agenda(shipped("learning-together")).finish()
    experiments = explored().experiments
    assert propose(cohort(), [held], experiments).agenda == "reflect"
    assert "1 experiment is open" in propose(cohort(), [held], experiments[:1]).reason
    assert propose(cohort(), [held], []).agenda == "explore"
