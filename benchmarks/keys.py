# ruff: noqa: T201 - a table on standard output is what it is for
"""How fast a key is echoed in a running meeting, and what it costs to wait for one.

Run `python benchmarks/keys.py` (Linux only, with the extra “dev”): it opens a meeting in a
terminal and, in another one, a bare prompt of prompt_toolkit with a toolbar of three lines that is
drawn anew each second. The same 200 keys are typed into both in turns, so that what else the
computer does meets both alike; then they are left alone for ten seconds. The ratios should be at
most 1.5. `python benchmarks/keys.py 1000 60` for other numbers.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

TARGET = 1.5
BARE = """
import sys, time
from prompt_toolkit import PromptSession
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.output import create_output
PromptSession(history=DummyHistory(), output=create_output(stdout=sys.stderr)).prompt(
    'Bare \\u203a ', multiline=True, refresh_interval=1.0,
    bottom_toolbar=lambda: time.strftime('%H:%M:%S') + TOOLBAR)
""".replace("TOOLBAR", repr(f"{'a' * 50}\n{'b' * 70}\n{'c' * 78}"))
MEMBERS = ("Ada Brook", "Bo Lind", "Cleo Hart", "Dov Marsh", "Eli Stone", "Fay Reed")


class Prompt:
    """A program in a terminal that waits for keys.

    Args:
        arguments: of Python.
        cwd: where it runs.
        ready: what it shows when it is ready.
        enters: what it shows before each Enter that leads there.
    """

    def __init__(
        self, *arguments: str, cwd: Path, ready: str, enters: tuple[str, ...] = ()
    ) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            list(arguments),
            cwd=str(cwd),
            dimensions=(24, 80),
            env={**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"},
            timeout=30,
        )
        # else each key would be held back for 50 ms
        self.child.delaybeforesend = None
        for words in (*enters, ready):
            if words != (*enters, ready)[0]:
                self.child.send("\r")
            # it asks where the cursor is, as each prompt does
            self.child.expect_exact("\x1b[6n")
            self.child.send("\x1b[24;1R")
            self.child.expect_exact(words)
        self.settle()

    def settle(self) -> None:
        """Read what still comes, until nothing does for a moment."""
        while True:
            try:
                self.child.read_nonblocking(65536, timeout=0.3)
            except pexpect.TIMEOUT:
                return

    def echo(self, key: str) -> float:
        """The seconds from a key to the first sign of it."""
        begun = time.perf_counter()
        self.child.send(key)
        seen = b""
        while key.encode() not in seen:
            seen += self.child.read_nonblocking(65536, timeout=10)
        return time.perf_counter() - begun

    def processor_time(self) -> float:
        """The processor time that the program has taken so far, in seconds."""
        threads = Path(f"/proc/{self.child.pid}/task").iterdir()
        return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e9


def main() -> None:
    """Type into both, wait with both, and print what that took."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        prompts = [_meeting(Path(folder)), _bare(Path(folder))]
        echoes: dict[Prompt, list[float]] = {prompt: [] for prompt in prompts}
        for number in range(keys):
            for prompt, times in echoes.items():
                # letters that stand in no line below
                times.append(prompt.echo("QXZ"[number % 3]))
                time.sleep(0.03)
        for prompt in prompts:
            prompt.settle()
        before = {prompt: prompt.processor_time() for prompt in echoes}
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for prompt in prompts:
                prompt.settle()
        idle = [(p.processor_time() - before[p]) / seconds * 1000 for p in prompts]
        _print(keys, seconds, list(echoes.values()), idle)
        for prompt in prompts:
            prompt.child.close(force=True)


def _meeting(folder: Path) -> Prompt:
    program = [sys.executable, "-m", "peergroup_cli"]
    members = [w for m in MEMBERS for w in ("--member", f"{m}; Lead; Manager; {m}'s unit")]
    for command in (["init", "."], ["new-cohort", "--name", "North", "--theme", "News", *members]):
        subprocess.run([*program, *command], cwd=folder, check=True, capture_output=True)  # noqa: S603
    enters = ("Who is missing", "Who joins later", "Who facilitates", "Who writes")
    arguments = ("run-session", "--agenda", "explore", "--override", "a measurement")
    return Prompt(
        "-m", "peergroup_cli", *arguments, cwd=folder, enters=enters, ready="the challenge in a few"
    )


def _bare(folder: Path) -> Prompt:
    return Prompt("-c", BARE, cwd=folder, ready="Bare")


def _print(keys: int, seconds: float, echoes: list[list[float]], idle: list[float]) -> None:
    print(f"{keys} keys, then {seconds:g} s of waiting; load {os.getloadavg()[0]:.1f}\n")
    print(f"{'':20}{'meeting':>9}{'bare':>9}{'ratio':>7}")
    medians = [statistics.median(times) * 1000 for times in echoes]
    late = [statistics.quantiles(times, n=20)[-1] * 1000 for times in echoes]
    rows = {"echo, median (ms)": medians, "echo, p95 (ms)": late, "idle (ms of each s)": idle}
    for name, (meeting, bare) in rows.items():
        mark = "" if meeting <= TARGET * bare else f"  above {TARGET}"
        print(f"{name:20}{meeting:9.2f}{bare:9.2f}{meeting / bare:7.2f}{mark}")


if __name__ == "__main__":
    main()
