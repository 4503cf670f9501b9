"""The tour as somebody takes it: each command waits for Enter, and `q` goes home."""

import os
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

from tests.terminal.terminal import Terminal


def test_each_step_waits_and_whoever_has_seen_enough_ends_it(tmp_path: Path) -> None:
    with Terminal("tour", cwd=tmp_path, TMPDIR=str(tmp_path)) as terminal:
        terminal.wait_for("$ peergroup init")
        terminal.wait_for("q ends the tour")
        made = list(tmp_path.glob("peergroup-tour-*"))
        assert not any((folder / "peergroup.toml").exists() for folder in made)
        terminal.type("", waiting_for="$ peergroup new-cohort")
        assert (made[0] / "peergroup.toml").exists()
        terminal.wait_for("2 of 9")
        terminal.child.send("q\r")
        assert terminal.ended() == 0
    assert not list(tmp_path.iterdir())
