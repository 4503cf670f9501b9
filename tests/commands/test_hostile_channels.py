"""Whatever comes in, and wherever it came in: it steers no screen, and nothing of it is lost."""

import unicodedata
from pathlib import Path

import pytest

from peergroup_cli.errors import BUG
from peergroup_cli.model.plain_text import spelled_out
from peergroup_cli.storage.workspace import Workspace
from tests.commands.channels import CHANNELS, Sweep
from tests.commands.peergroup import Peergroup
from tests.hostile import HARMLESS, STEERING, SURROGATES


def test_there_are_enough_hostile_texts_and_each_of_them_is_one() -> None:
    assert len({*STEERING, *SURROGATES}) >= 800
    assert all(spelled_out(text) == text for text in HARMLESS)
    shown = [spelled_out(text) for text in (*STEERING, *SURROGATES)]
    assert [text for text in shown if any(map(_hides, text))] == []
    assert len(set(shown)) == len({*STEERING, *SURROGATES})


def _hides(sign: str) -> bool:
    """Whether Unicode calls it a control, a format or half a sign, but for those of scripts."""
    by_script = "\n\t\u200c\u200d\u200e\u200f"
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in by_script


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_comes_in_steers_no_screen_and_is_not_swallowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: str
) -> None:
    # a line that is wide enough is broken nowhere
    monkeypatch.setenv("COLUMNS", "6000")
    Workspace.create(tmp_path / "workspace", None)
    program = Peergroup(tmp_path / "workspace")
    program.form()
    sweep = Sweep(program, tmp_path)
    expected = CHANNELS[channel](sweep)
    for command, result in sweep.results:
        steering = sorted({sign for sign in result.output if spelled_out(sign) != sign})
        assert result.output == spelled_out(result.output), (command, steering)
        assert result.exit_code != BUG, (command, result.output[-300:])
    shown = _squeezed("".join(result.output for _, result in sweep.results))
    assert [text for text in expected if _squeezed(spelled_out(text)) not in shown] == []


def _squeezed(text: str) -> str:
    return "".join(text.split())
