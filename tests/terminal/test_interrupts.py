"""Ctrl-C, and the system's wish that this ends, where no question is asked just now."""

import subprocess
import sys
from pathlib import Path

import pytest

from peergroup_cli.commands.shared.rehearsal import rehearse
from peergroup_cli.errors import Interrupted
from peergroup_cli.terminal.steering import NobodyWatches
from tests.session.table import FIRST_DAY
from tests.terminal.sitting import Sitting, Torn

LOADING = """
import sys
from peergroup_cli.terminal.interrupts import listen

listen()
try:
    exec("import os, signal\\nos.kill(os.getpid(), signal.SIGINT)\\nfor _ in range(10_000): pass")
except KeyboardInterrupt:
    sys.exit(130)
"""
"""Ctrl-C comes while code runs that was made from text, as it is in each dataclass."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to itself")
def test_ctrl_c_while_loading_ends_with_its_exit_code_and_not_by_a_signal(tmp_path: Path) -> None:
    (tmp_path / "loading.py").write_text(LOADING, "utf-8")
    ended = subprocess.run([sys.executable, "-m", "loading"], cwd=tmp_path, check=False)
    assert ended.returncode == 130


ENDED = """
import os, signal, sys
from peergroup_cli.errors import Ended
from peergroup_cli.terminal.interrupts import listen

listen()
try:
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(10_000): pass
except Ended as error:
    os.kill(os.getpid(), signal.SIGTERM)
    sys.exit(error.exit_code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to itself")
def test_sigterm_between_two_questions_ends_with_its_exit_code_and_a_second_disturbs_nothing() -> (
    None
):
    ended = subprocess.run([sys.executable, "-c", ENDED], check=False)
    assert ended.returncode == 143


def test_a_rehearsal_that_is_interrupted_says_that_nothing_is_kept() -> None:
    person = Sitting([Torn(KeyboardInterrupt())])
    with pytest.raises(Interrupted, match="nothing is kept"):
        rehearse(person, None, None, None, FIRST_DAY, NobodyWatches())
