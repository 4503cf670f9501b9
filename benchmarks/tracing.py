# ruff: noqa: S603, S607 - it starts this very program, under strace
"""The whole program killed by strace before each system call on its workspace or its terminal.

Linux only, and only where strace is installed; `python benchmarks/faults.py` runs it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.calls import files_in
from tests.faults.killing import is_toml
from tests.faults.meeting import FILE, small
from tests.session.table import cohort

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.storage.toml_file import read_record, render
from peergroup_cli.storage.workspace import Workspace

ANSWERS = ("", "", "", "", "Said by the first", "Said by the second", "Said by the third")
KEPT = ("presence =", "presence =", "facilitator =", "scribe =", *ANSWERS[4:])
"""What stands in the file once each answer is kept."""

QUESTION = "›"
OVERRIDE = ("--agenda", "small", "--override", "A sweep", "--date", "2026-11-05")
_CALL = re.compile(r"(\w+)\((.*)")
_HERE = re.compile(r"AT_FDCWD<[^>]*>")
_TERMINAL = re.compile(r"write\([12]<")


def why_not() -> str:
    """Why there is no tracing here, or nothing."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here"


@dataclass
class Traced:
    """A meeting of seven answers, from its first question to its end, killed at each call.

    Args:
        folder: an empty folder to work in.
    """

    folder: Path
    killed: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.start = self.folder / "start"
        workspace = Workspace.create(self.start, None)
        workspace.add_cohort(cohort(3))
        pack = render(small().model_dump(exclude_defaults=True, exclude_none=True))
        (self.start / "packs" / "small.toml").write_text(pack, encoding="utf-8")

    def run(self) -> list[str]:
        """Kill it at each call, one after the other; gives the faults that were found."""
        whole = self._copy("whole")
        log = self.folder / "log"
        self._program(whole, ANSWERS, "strace", "-y", "-o", str(log))
        self.names = set(files_in(whole))
        calls = list(_calls_on(str(whole), log.read_text(errors="replace")))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(self._killed_at, range(len(calls)), calls)
            return [fault for faults in found for fault in faults]

    def _killed_at(self, number: int, call: tuple[str, int]) -> list[str]:
        name, nth = call
        place, log = self._copy(f"{number}"), self.folder / f"{number}.log"
        inject = f"inject={name}:signal=SIGKILL:when={nth}"
        strace = ("strace", "-y", "-o", str(log), "-e", f"trace={name}", "-e", inject)
        shown = self._program(place, ANSWERS, *strace).stderr
        last = log.read_text(errors="replace").splitlines()[-2:]
        where = f"{name} {nth}"
        if len(last) < 2 or "killed by SIGKILL" not in last[1]:
            return [f"{where}: was not killed"]
        self.killed[name if _is_ours(str(place), last[0]) else "elsewhere"] += 1
        faults = [*self._damaged(place), *_gone(place, shown.count(QUESTION) - 1)]
        faults += self._next_start(place)
        shutil.rmtree(place)
        return [f"{where}: {fault}" for fault in faults]

    def _damaged(self, place: Path) -> list[str]:
        tomls = {name: text for name, text in files_in(place).items() if name.endswith(".toml")}
        return [f"{name} is damaged" for name, text in tomls.items() if not is_toml(text)]

    def _next_start(self, place: Path) -> list[str]:
        for path in place.rglob(".*.tmp"):
            # what a crash leaves is taken away after an hour
            os.utime(path, (0, 0))
        done = self._program(place, ANSWERS[_answered(place) :])
        if _is_finished(place) and done.returncode in (0, 1, 14, 16):
            left = set(files_in(place)) - self.names
            return [f"{name} is left for good" for name in sorted(left)]
        return [f"the next start ends with {done.returncode}"]

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.start, self.folder / name))

    def _program(
        self, place: Path, answers: tuple[str, ...], *before: str
    ) -> "subprocess.CompletedProcess[str]":
        begun = (place / FILE.format(agenda="small")).exists()
        if _is_finished(place):
            answers = ()
        command = [*before, sys.executable, "-m", "peergroup_cli", "run-session"]
        return subprocess.run(
            [*command, *(() if begun else OVERRIDE)],
            input="".join(f"{answer}\n" for answer in answers),
            env={**os.environ, **_SAME_EACH_TIME, "PEERGROUP_WORKSPACE": str(place)},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )


_SAME_EACH_TIME = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def _calls_on(place: str, log: str) -> "list[tuple[str, int]]":
    counts: Counter[str] = Counter()
    found = []
    for line in log.splitlines():
        if match := _CALL.match(line):
            counts[match[1]] += 1
            if _is_ours(place, line):
                found.append((match[1], counts[match[1]]))
    return found


def _is_ours(place: str, line: str) -> bool:
    """Whether a call touches the workspace, or writes on the terminal."""
    return place in _HERE.sub("", line) or bool(_TERMINAL.match(line))


def _meeting(place: Path) -> Meeting | None:
    file = place / FILE.format(agenda="small")
    return read_record(file, Meeting).record if file.exists() else None


def _is_finished(place: Path) -> bool:
    meeting = _meeting(place)
    return meeting is not None and meeting.state == "finished"


def _answered(place: Path) -> int:
    """How many answers are in the file."""
    meeting = _meeting(place)
    if meeting is None:
        return 0
    here = meeting.position.question if meeting.position else ""
    if not here.startswith("opening/"):
        return 4 + len(meeting.entries)
    return ("absent", "late", "facilitator", "scribe").index(here.split("/")[-1])


def _gone(place: Path, acknowledged: int) -> list[str]:
    file = place / FILE.format(agenda="small")
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    missing = [word for word in KEPT[: max(0, acknowledged)] if word not in text]
    return [f"“{word}” was acknowledged and is gone" for word in missing]


def sweep(folder: Path) -> tuple[Counter[str], list[str]]:
    """Kill the program at each call.

    Returns:
        how often it was killed, by the name of the call; and the faults that were found.
    """
    traced = Traced(folder)
    faults = traced.run()
    return traced.killed, faults
