"""`show-pulse`: how the group's pulse moves, for a person and for another program."""

import json

import pytest

from peergroup_cli.model.meeting import PulseCounts
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup


def count(peergroup: Peergroup, *counts: int) -> str:
    """Hold a meeting, put these counts into its file, and give the statement's words."""
    peergroup.hold("", "/end")
    workspace = Workspace(peergroup.folder)
    stored = workspace.meetings("north")[-1]
    asked = next(s for s in stored.record.agenda.segments if s.capture == "pulse").questions[0]
    row = PulseCounts.model_validate({"statement": asked.key, "counts": counts})
    workspace.save_meeting(stored, stored.record.changed(pulse=(row,)))
    return asked.label


def test_without_a_pulse_it_says_when_there_is_one(formed: Peergroup) -> None:
    formed.hold("", "/end")
    assert "No pulse has been counted yet" in formed.done("show-pulse")
    assert json.loads(formed.done("show-pulse", "--json")) == []


def test_a_person_sees_means_and_the_last_change(formed: Peergroup) -> None:
    count(formed, 0, 0, 6, 0, 0)
    words = count(formed, 0, 0, 0, 4, 1)
    result = formed("show-pulse", "north")
    shown = " ".join(result.stdout.split())
    assert words.split()[0] in shown
    assert "3.0 → 4.2" in shown
    assert "+1.2 5" in shown
    assert "No validated scale" in result.stderr


def test_another_program_gets_the_counts(formed: Peergroup) -> None:
    words = count(formed, 1, 0, 0, 4, 1)
    (trend,) = json.loads(formed.done("show-pulse", "--json"))
    assert trend["statement"] == words
    assert trend["readings"] == [
        {"meeting": 1, "date": "2026-12-03", "counts": [1, 0, 0, 4, 1], "slips": 6, "mean": 3.67}
    ]


def test_few_slips_that_were_typed_into_the_file_are_not_shown(formed: Peergroup) -> None:
    count(formed, 0, 0, 0, 0, 4)
    assert json.loads(formed.done("show-pulse", "--json")) == []


@pytest.mark.parametrize("arguments", [("nobody",), ("--workspace", "nowhere")])
def test_what_is_not_there_is_told(formed: Peergroup, arguments: tuple[str, ...]) -> None:
    assert formed("show-pulse", *arguments).exit_code in (10, 12)
