"""`run-session --rehearse`: the real meeting, and nothing that is kept."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from peergroup_cli.main import app
from tests.commands.cohorts import run
from tests.commands.folders import changed, files
from tests.commands.peergroup import Peergroup

OPENING = ("", "", "", "")


def rehearse(*answers: str, options: tuple[str, ...] = ()) -> Result:
    """Rehearse in the current folder with these lines on standard input."""
    typed = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(app, ["run-session", "--rehearse", *options], input=typed)


def test_before_there_is_anything_an_invented_group_rehearses(here: Path) -> None:
    result = rehearse("", "", "", "", "/end")
    assert result.exit_code == 0
    assert "A rehearsal of Learning Together with Rehearsal: nothing is stored." in result.stderr
    assert "That was a rehearsal: nothing was stored." in result.stdout
    assert files(here) == {}
    assert list(here.iterdir()) == []


def test_a_rehearsal_of_ones_own_group_changes_no_file(formed: Peergroup) -> None:
    formed.hold(*OPENING, "A challenge", "", "/end")
    before = files(formed.folder)
    typed = "\n\n\n\nOurs\nThe case\n\n/park later\n/note mine\n/end\n"
    result = formed("run-session", "--rehearse", "--agenda", "explore", typed=typed)
    assert result.exit_code == 0
    assert "A rehearsal of Explore with North" in result.stderr
    assert "Bo Lind · the challenge in a few words" in result.stderr
    assert changed(before, formed.folder) == set()
    assert len(formed.meetings) == 1


def test_an_unfinished_meeting_stays_as_it_is(formed: Peergroup) -> None:
    formed.hold(*OPENING, "A challenge")
    before = files(formed.folder)
    assert formed("run-session", "--rehearse", typed="\n/end\n").exit_code == 0
    assert changed(before, formed.folder) == set()
    assert formed.meetings[0].state == "open"


def test_a_rehearsal_that_is_stopped_says_that_nothing_was_stored(formed: Peergroup) -> None:
    before = files(formed.folder)
    result = formed("run-session", "--rehearse", typed="\n/stop\n")
    assert result.exit_code == 1
    assert "Nothing was stored" in result.stderr
    assert changed(before, formed.folder) == set()


def test_with_several_groups_one_is_named_or_invented(formed: Peergroup) -> None:
    formed.form("South")
    assert "with Rehearsal" in formed("run-session", "--rehearse", typed="/end\n").stderr
    assert "with South" in formed("run-session", "South", "--rehearse", typed="/end\n").stderr


def test_a_pack_can_be_rehearsed_before_a_group_sits_in_front_of_it(formed: Peergroup) -> None:
    text = 'format = 1\nkind = "agenda"\nkey = "mine"\ntitle = "Mine"\npurpose = "p"\nminutes = 5\n'
    text += (
        'rail = [{ key = "talk", title = "Talk" }]\n[[segments]]\nkey = "talk"\nstage = "talk"\n'
    )
    text += 'title = "Talk"\nminutes = 5\naim = "a"\ndo = "d"\ncapture = "silence"\n'
    text += 'disclosure = "room"\n[[segments.prompts]]\nsay = "Say."\nrescue = "Wait."\n'
    (formed.folder / "packs" / "mine.toml").write_text(text, encoding="utf-8")
    result = formed("run-session", "--rehearse", "--agenda", "mine", typed="\n")
    assert result.exit_code == 0
    assert "A rehearsal of Mine with North" in result.stderr


@pytest.mark.parametrize(
    ("options", "code"),
    [(("--agenda", "explor"), 12), (("nobody",), 10), (("--workspace", "nowhere"), 10)],
)
def test_what_is_not_there_is_told(here: Path, options: tuple[str, ...], code: int) -> None:
    assert rehearse("/end", options=options).exit_code == code
    assert run("show-agenda").exit_code == 0
    assert list(here.iterdir()) == []
