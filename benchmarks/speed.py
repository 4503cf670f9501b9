# ruff: noqa: T201 - a table on standard output is what it is for
"""How long the toolkit takes to answer, as ratios to `python -c pass` in the same run.

`make bench` runs it: workspaces of 1, 100 and 10,000 sessions are made in build/bench (once; the
large one takes minutes), each case is run in 15 rounds, in turns, so that what else the computer
does meets all alike, and the medians are written to docs/performance.md. Processor time is what
counts, for the wall clock measures the neighbours as well; only a save is measured by the clock,
because it waits for the disk.

Peers stand beside it where they are installed: `rg`, and in build/peers an environment each for
watson (td-watson) and jrnl: `python -m venv build/peers/watson`, then its pip.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.workspaces import build
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.storage.toml_file import Stored, read_record, write_record

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "performance.md"
ROUNDS = 15
SIZES = {1: (1, 1), 100: (4, 25), 10_000: (200, 50)}
"""Sessions: cohorts, and meetings of each."""

RARE = "zebrafinch"
"""A word that stands in one lesson."""


@dataclass
class Case:
    """Something that is run again and again.

    Args:
        name: as the table calls it.
        command: the command line.
        folder: where it is run.
        target: the most that its ratio may be, or None where it is only compared.
    """

    name: str
    command: list[str]
    folder: Path = ROOT
    target: float | None = None
    times: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run it once more, and note the processor time."""
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(  # noqa: S603 - commands of this file
            self.command,
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        self.times.append(used.ru_utime + used.ru_stime)

    @property
    def median(self) -> float:
        """The processor time that it takes, in seconds."""
        return statistics.median(self.times)


def workspace(sessions: int) -> Path:
    """A workspace with so many sessions, made where it is missing, and looked at once."""
    folder = BENCH / str(sessions)
    if not folder.exists():
        print(f"Making a workspace of {sessions:,} sessions …", file=sys.stderr)
        build(folder, *SIZES[sessions])
        _plant(folder)
    for words in (["status"], ["search-knowledge", RARE]):
        subprocess.run([*program(), *words], cwd=folder, capture_output=True, check=True)  # noqa: S603
    return folder


def _plant(folder: Path) -> None:
    """Put the rare word into one lesson that others may read."""
    for path in sorted(folder.glob("cohorts/*/meetings/*.toml")):
        stored = read_record(path, Meeting)
        released = [one for one in stored.record.lessons if one.consent]
        if released:
            text = path.read_text("utf-8")
            insight = released[0].insight
            path.write_text(text.replace(insight, f"{RARE} {insight}"), "utf-8")
            return


def program() -> list[str]:
    """The console script of this environment."""
    return [str(Path(sys.executable).with_name("peergroup"))]


def cases() -> list[Case]:
    """What is measured, in the order of the table."""
    here = {sessions: workspace(sessions) for sessions in SIZES}
    mine = program()
    return [
        Case("`python -c pass`, the floor", [sys.executable, "-c", "pass"]),
        Case("`import typer` alone", [sys.executable, "-c", "import typer"]),
        Case("`--version`", [*mine, "--version"], target=1.6),
        Case("`--help`", [*mine, "--help"], target=6.5),
        Case("`status --help`", [*mine, "status", "--help"], target=6.5),
        Case("`status`, 1 session", [*mine, "status"], here[1], 6.8),
        Case("`status`, 100 sessions", [*mine, "status"], here[100], 6.8),
        Case("`status`, 10,000 sessions", [*mine, "status"], here[10_000], 12),
        Case(
            "`search-knowledge`, 10,000 sessions", [*mine, "search-knowledge", RARE], here[10_000]
        ),
        *peers(here[10_000]),
    ]


def peers(large: Path) -> Iterable[Case]:
    """Other programs, where they are installed."""
    if rg := shutil.which("rg"):
        yield Case("`rg -il` of the same word", [rg, "-il", RARE, "."], large)
    for name in ("watson", "jrnl"):
        script = ROOT / "build" / "peers" / name / "bin" / name
        if script.exists():
            yield Case(f"{name} `--help`", [str(script), "--help"])


def saves() -> tuple[float, float, int]:
    """Seconds of a bare flush and of one answer saved, and the bytes of the meeting."""
    source = next(iter(sorted((BENCH / "100").glob("cohorts/*/meetings/*.toml"))))
    bare, whole = [], []
    with tempfile.TemporaryDirectory(dir=BENCH) as name:
        folder = Path(name)
        path = folder / source.name
        shutil.copy(source, path)
        stored: Stored[Meeting] = read_record(path, Meeting)
        size = path.stat().st_size
        for number in range(40):
            bare.append(_timed(lambda: _bare_flush(folder / "bare", size)))
            answered = _answered(stored.record, number)
            begun = time.perf_counter()
            stored = write_record(path, answered, replaces=stored.version)
            whole.append(time.perf_counter() - begun)
    return statistics.median(bare), statistics.median(whole), size


def _answered(meeting: Meeting, number: int) -> Meeting:
    """The meeting with one more thought, in place of the one before."""
    kept = tuple(one for one in meeting.thoughts if one.id != "m1-thought-99")
    thought = meeting.thoughts[0].changed(id="m1-thought-99", text=f"A thought {number}")
    return meeting.changed(thoughts=(*kept, thought))


def _bare_flush(path: Path, size: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        os.write(handle, b"x" * size)
        os.fdatasync(handle)
    finally:
        os.close(handle)


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def figures(measured: list[Case], saved: tuple[float, float, int]) -> str:
    """The table, the saves and the machine, as they stand in the page."""
    floor = measured[0].median
    rows = []
    for one in measured:
        ratio = one.median / floor
        target = f"≤ {one.target:g}" if one.target else ""
        time_used = f"{one.median * 1000:.0f} ms"
        rows.append(f"| {one.name} | {time_used} | {ratio:.1f} | {target} |")
    bare, whole, size = saved
    return _FIGURES.format(
        rows="\n".join(rows),
        size=round(size / 1024),
        bare=bare * 1000,
        whole=whole * 1000,
        ratio=whole / bare,
        rounds=ROUNDS,
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        python=platform.python_version(),
        typer=version("typer"),
        day=datetime.now().astimezone().date().isoformat(),
    )


_FIGURES = """\
| what | processor time | ratio | should be |
|---|---|---|---|
{rows}

One answer saved in a meeting of {size} KB, durably: {whole:.1f} ms, which is {ratio:.1f} times a
bare flush of the same bytes ({bare:.1f} ms).

Medians of {rounds} rounds in turns, {day}; {machine}, Python {python}, Typer {typer}.
"""
BEGIN, END = "<!-- what `make bench` measured -->\n", "<!-- end of it -->\n"


def main() -> None:
    """Measure, print the table, and write the page."""
    measured = cases()
    for number in range(ROUNDS):
        for one in measured:
            one.run()
        print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)
    text = figures(measured, saves())
    head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}{text}{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
