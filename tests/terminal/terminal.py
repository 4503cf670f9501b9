"""A terminal to test in: a pseudo-terminal whose screen is read through an emulator."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.storage.toml_file import read_record


def meeting_in(workspace: Path) -> Meeting:
    """The first meeting of the cohort North, as it is on disk."""
    path = workspace / "cohorts" / "north" / "meetings" / "001-explore.toml"
    return read_record(path, Meeting).record


class Screen(pyte.Screen):
    """A screen that answers what a program asks of its terminal."""

    child: "pexpect.spawn[bytes]"

    def write_process_input(self, data: str) -> None:
        """Answer the program, as a real terminal does."""
        self.child.send(data)


class Terminal:
    """The program in a terminal: type into it, wait for words, look at the screen."""

    def __init__(
        self, *arguments: str, cwd: Path, columns: int = 80, lines: int = 24, **variables: str
    ) -> None:
        environment = {
            key: value
            for key, value in os.environ.items()
            if key
            not in (
                "NO_COLOR",
                "COLUMNS",
                "LINES",
                "PEERGROUP_WORKSPACE",
                "PYTHONUNBUFFERED",
                "PEERGROUP_PLAIN",
                # what it covers is seen in the same process by other tests, in a tenth of the time
                "COVERAGE_PROCESS_CONFIG",
            )
        }
        self.cwd = cwd
        self.screen = Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.everything = ""
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "peergroup_cli", *arguments],
            cwd=str(cwd),
            dimensions=(lines, columns),
            env={**environment, "TERM": "xterm-256color", "PYTHONUTF8": "1", **variables},
            timeout=30,
        )
        self.screen.child = self.child
        # pexpect sleeps that long when it closes a terminal
        self.child.ptyproc.delayafterclose = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.close()

    @property
    def shown(self) -> str:
        """What the screen shows now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, words: str) -> str:
        """Read until the screen shows these words.

        Raises:
            AssertionError: the program ended or fell silent before it did.
        """
        self.wait_until(lambda: words in self.shown)
        assert words in self.shown, f"“{words}” never came:\n{self.shown}"
        return self.shown

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Read until something is so, for half a minute at most."""
        # the clock line goes on writing, so that silence alone would never end the waiting
        deadline = time.monotonic() + 30
        while not is_so() and time.monotonic() < deadline:
            try:
                self._feed(self.child.read_nonblocking(4096, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break

    def type(self, text: str, *, waiting_for: str) -> str:
        """Type a text and Enter, and wait for what comes."""
        self.child.send(f"{text}\r")
        return self.wait_for(waiting_for)

    def ended(self) -> int:
        """Read to the end, and give the exit code; a signal counts as its negative number."""
        while True:
            try:
                self._feed(self.child.read_nonblocking(4096, timeout=20))
            except pexpect.EOF:
                break
        self.child.wait()
        self.child.close()
        return -(self.child.signalstatus or 0) or int(self.child.exitstatus or 0)

    def hang_up(self) -> int:
        """Close the terminal, as somebody does with its window, and give the exit code."""
        process = self.child.ptyproc
        process.fileobj.close()
        _, status = os.waitpid(process.pid, 0)
        process.closed = process.terminated = True
        return os.waitstatus_to_exitcode(status)

    def _feed(self, data: bytes) -> None:
        self.everything += data.decode("utf-8", "replace")
        self.stream.feed(data)
