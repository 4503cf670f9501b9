"""A meeting that is killed: every file whole, every acknowledged answer there, no hand needed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.calls import POSIX

if not POSIX:
    pytest.skip("SIGKILL and fork are POSIX", allow_module_level=True)


WRONG = {
    "in place": "is damaged",
    "acknowledged too early": "what was acknowledged",
    "a copy in the way": "file left for good",
    "a lock that stays": "another one in the end",
}
"""What is wrong with a saver, and what a sweep says of it."""


def swept(folder: Path, *wrong: str) -> dict[str, Any]:
    """What was found: by saver, before how many calls a meeting was killed, and the faults."""
    command = [sys.executable, "-m", "tests.faults.killing", str(folder), "small", *wrong]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_kill_before_any_call_loses_nothing_and_the_next_start_needs_no_hand(
    tmp_path: Path,
) -> None:
    found = swept(tmp_path)["shipped"]
    assert found["calls"] > 80
    assert found["faults"] == []


def test_the_sweep_finds_what_is_wrong_with_a_saver(tmp_path: Path) -> None:
    found = swept(tmp_path, *WRONG)
    for wrong, fault in WRONG.items():
        assert any(fault in one for one in found[wrong]["faults"]), wrong
