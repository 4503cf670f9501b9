"""Half-typed answers of a meeting, as the commands see them: not at all, but for run-session."""

import errno
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from peergroup_cli.commands.shared import desk
from peergroup_cli.errors import Ended
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal.ask import Ask, Asking
from tests.commands.peergroup import Peergroup
from tests.storage.sample import refuse
from tests.terminal.sitting import Torn

OPENING = ("", "", "", "")
HALF = "half a confidential sentence"


@dataclass
class Hand:
    """A person at a terminal: gives answers, and is torn away in the middle of one."""

    acts: list[str | Torn]
    interactive: bool = True
    asked: list[Asking] = field(default_factory=list)

    def __call__(self, asking: Asking) -> str:
        """Enter the next answer."""
        self.asked.append(asking)
        if not self.acts:
            raise EOFError
        act = self.acts.pop(0)
        if isinstance(act, Torn):
            assert asking.keep
            asking.keep(act.half or "")
            raise act.error
        return act


@pytest.fixture
def torn(formed: Peergroup, monkeypatch: pytest.MonkeyPatch) -> Peergroup:
    """A workspace whose meeting was torn away in the middle of a case."""
    hand = Hand([*OPENING, "A title", Torn(Ended(1), HALF)])
    assert held_by(hand, formed, monkeypatch, "--agenda", "explore") == 129
    return formed


def held_by(
    hand: Hand, peergroup: Peergroup, monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> int:
    """Hold a meeting with somebody at the terminal, and give the exit code."""

    def who_answers(answers: Path | None, *, plain_lines: bool = False) -> Ask:
        assert answers is None
        assert not plain_lines
        return hand

    with monkeypatch.context() as patched:
        patched.setattr(desk, "who_answers", who_answers)
        return peergroup("run-session", *arguments).exit_code


def draft_in(peergroup: Peergroup) -> Path:
    (draft,) = (peergroup.folder / "cohorts" / "north" / "meetings").glob(".*.draft.toml")
    return draft


def test_no_export_and_no_list_holds_what_is_half_typed(torn: Peergroup) -> None:
    assert HALF in draft_in(torn).read_text()
    for command in (
        ("export-notes",),
        ("export-notes", "--for", "Ada Brook"),
        ("list-sessions",),
        ("list-sessions", "--json"),
        ("status",),
        ("show-cohort",),
    ):
        result = torn(*command)
        assert result.exit_code == 0, result.output
        assert HALF not in result.output


def test_a_damaged_draft_stops_no_command(torn: Peergroup, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_in(torn).write_bytes(b"\0 damaged")
    for command in (("export-notes",), ("list-sessions",), ("status",)):
        assert torn(*command).exit_code == 0
    hand = Hand(["The case", "/stop"])
    assert held_by(hand, torn, monkeypatch) == 1
    assert hand.asked[0].prefill == ""
    assert torn.meetings[0].challenges[0].case == "The case"


def test_the_sentence_is_gone_on_with_and_its_file_is_gone_with_the_answer(
    torn: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = draft_in(torn)
    hand = Hand([f"{HALF}.", "/stop"])
    assert held_by(hand, torn, monkeypatch) == 1
    assert hand.asked[0].prefill == HALF
    assert torn.meetings[0].challenges[0].case == f"{HALF}."
    assert not draft.exists()


def test_what_was_never_entered_is_named_at_the_end_and_not_shown(torn: Peergroup) -> None:
    ended = torn("run-session", typed="/next\n/end\n")
    assert ended.exit_code == 0
    assert "half-typed and not entered is kept in" in ended.stderr
    assert HALF not in ended.output
    assert draft_in(torn).exists()


def test_a_meeting_that_was_torn_away_before_its_first_answer_keeps_the_sentence(
    formed: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand([Torn(KeyboardInterrupt(), "Cle")])
    assert held_by(hand, formed, monkeypatch, "--agenda", "explore") == 130
    assert formed.meetings == []
    again = Hand([])
    held_by(again, formed, monkeypatch, "--agenda", "explore")
    assert again.asked[0].prefill == "Cle"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_a_folder_that_is_full_or_closed_stops_only_the_keeping(
    torn: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FillsTheDisk(Hand):
        def __call__(self, asking: Asking) -> str:
            # not before: a disk that is full at the start is found there
            monkeypatch.setattr("peergroup_cli.storage.durable.os.write", refuse(errno.ENOSPC))
            return super().__call__(asking)

    hand = FillsTheDisk([Torn(KeyboardInterrupt(), f"{HALF} and more")])
    assert held_by(hand, torn, monkeypatch) == 130
    monkeypatch.undo()
    assert Workspace(torn.folder).drafts(torn.meetings[0]).text("cases/ada-brook/case") == HALF


def test_a_rehearsal_of_a_cohort_keeps_nothing_in_its_folder(
    formed: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(formed.folder.rglob("*"))
    hand = Hand([*OPENING, Torn(KeyboardInterrupt(), HALF)])
    assert held_by(hand, formed, monkeypatch, "--rehearse", "--agenda", "explore") == 130
    assert sorted(formed.folder.rglob("*")) == before


def test_a_rehearsal_that_is_stopped_is_no_meeting(
    formed: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand([*OPENING, "A title", "/stop"])
    assert held_by(hand, formed, monkeypatch, "--rehearse", "--agenda", "explore") == 1
    assert formed.meetings == []
