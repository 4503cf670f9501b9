"""Ctrl-C while the program is loading."""

import subprocess
import sys
from pathlib import Path

import pytest

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
