# ruff: noqa: T201 - a table on standard output is what it is for
"""How long the toolkit takes to answer, as ratios to `python -c pass` in the same run.

`make bench` runs it: workspaces of 1 to 10,000 sessions are made in build/bench (once; the large
one takes minutes), each case is run in 15 rounds, in turns, so that what else the computer does
meets all alike (the slow ones in every third), and the medians are written to docs/performance.md.
Processor time is what counts, for the wall clock measures the neighbours as well; only a save is
measured by the clock, because it waits for the disk.

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

from benchmarks.exporting import journal, memory
from benchmarks.workspaces import build
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.storage.toml_file import Stored, content_of, read_record, write_record

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "performance.md"
ROUNDS = 15
SLOW_ROUNDS = 3
"""The slow ones are run in each third round only."""

SIZES = {1: (1, 1), 25: (1, 25), 100: (4, 25), 1_000: (1, 1_000), 10_000: (200, 50)}
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
        slow: whether it takes seconds.
        home: the home folder of another program, with its settings.
    """

    name: str
    command: list[str]
    folder: Path = ROOT
    target: float | None = None
    slow: bool = False
    home: Path | None = None
    times: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run it once more, and note the processor time."""
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        if self.home:
            environment |= {"HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config")}
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
        Case("25 meetings to Markdown", _export("md"), here[25], 18),
        Case("25 meetings to HTML", _export("html"), here[25], 18),
        Case("1,000 meetings to Markdown", _export("md"), here[1_000], slow=True),
        *journals(here[1_000]),
    ]


def _export(form: str) -> list[str]:
    return [*program(), "export-notes", "--force", "--output", str(BENCH / f"notes.{form}")]


def journals(workspace: Path) -> Iterable[Case]:
    """A journal with the text of all these meetings, where its program is installed."""
    script = ROOT / "build" / "peers" / "jrnl" / "bin" / "jrnl"
    if not script.exists():
        return
    home = BENCH / "journal"
    if not home.exists():
        home.mkdir()
        journal(workspace, home)
    command = [str(script), "--export", "markdown", "--file", str(home / "journal.md")]
    yield Case("jrnl, the same text to Markdown", command, slow=True, home=home)


def peers(large: Path) -> Iterable[Case]:
    """Other programs, where they are installed."""
    if rg := shutil.which("rg"):
        yield Case("`rg -il` of the same word", [rg, "-il", RARE, "."], large)
    for name in ("watson", "jrnl"):
        script = ROOT / "build" / "peers" / name / "bin" / name
        if script.exists():
            yield Case(f"{name} `--help`", [str(script), "--help"])


@dataclass(frozen=True)
class Saved:
    """What one answer takes, in seconds: a bare flush of the same bytes, and the whole save."""

    size: int
    bare: float
    whole: float


def saves(least: int) -> Saved:
    """One answer saved in a meeting whose file has so many bytes at least, again and again."""
    source = next(iter(sorted((BENCH / "100").glob("cohorts/*/meetings/*.toml"))))
    bare, whole = [], []
    with tempfile.TemporaryDirectory(dir=BENCH) as name:
        folder = Path(name)
        path = folder / source.name
        meeting = _grown(read_record(source, Meeting).record, least)
        stored: Stored[Meeting] = write_record(path, meeting, replaces=None)
        size = path.stat().st_size
        for number in range(40):
            bare.append(_timed(lambda: _bare_flush(folder / "bare", size)))
            answered = _answered(stored.record, number)
            begun = time.perf_counter()
            stored = write_record(path, answered, replaces=stored.version)
            whole.append(time.perf_counter() - begun)
    return Saved(size, statistics.median(bare), statistics.median(whole))


def _grown(meeting: Meeting, least: int) -> Meeting:
    """The meeting with further thoughts, until its file is large enough."""
    first, rows = meeting.thoughts[0], list(meeting.thoughts)
    missing = least - len(content_of(meeting))
    each = len(content_of(meeting.changed(thoughts=(*rows, first.changed(id="m1-thought-100")))))
    each -= len(content_of(meeting))
    rows += [first.changed(id=f"m1-thought-{100 + n}") for n in range(1 + missing // each)]
    return meeting.changed(thoughts=tuple(rows)) if missing > 0 else meeting


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


def figures(measured: list[Case], saved: list[Saved], most: dict[str, list[int]]) -> str:
    """The table, the saves, the memory and the machine, as they stand in the page."""
    floor = measured[0].median
    rows = []
    for one in measured:
        ratio = one.median / floor
        target = f"≤ {one.target:g}" if one.target else ""
        time_used = f"{one.median * 1000:,.0f} ms"
        rows.append(f"| {one.name} | {time_used} | {ratio:.1f} | {target} |")
    usual, large = saved
    return _FIGURES.format(
        rows="\n".join(rows),
        size=round(usual.size / 1024),
        bare=usual.bare * 1000,
        whole=usual.whole * 1000,
        ratio=usual.whole / usual.bare,
        large=round(large.size / 1024),
        long=large.whole * 1000,
        times=large.whole / large.bare,
        flush=large.bare * 1000,
        first=large.whole / usual.bare,
        memory="\n".join(
            f"| {form} | {few} MB | {many} MB |" for form, (few, many) in most.items()
        ),
        rounds=ROUNDS,
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        python=platform.python_version(),
        typer=version("typer"),
        day=datetime.now().astimezone().date().isoformat(),
    )


def most_memory() -> dict[str, list[int]]:
    """The most memory that an export takes, in MB: with 25 meetings and with 1,000."""
    found = {}
    for form in ("md", "html", "json", "csv"):
        command = _export(form)
        sizes = (str(BENCH / "25"), str(BENCH / "1000"))
        found[form] = [memory([*command, "--workspace", one]) for one in sizes]
    return found


_FIGURES = """\
| what | processor time | ratio | should be |
|---|---|---|---|
{rows}

One answer saved in a meeting of {size} KB, durably: {whole:.1f} ms, which is {ratio:.1f} times a
bare flush of the same bytes ({bare:.1f} ms). In a meeting of {large} KB it is {long:.1f} ms:
{times:.1f} times its own bare flush ({flush:.1f} ms), {first:.1f} times that of the usual meeting.

| most memory of an export | 25 meetings | 1,000 meetings |
|---|---|---|
{memory}

Medians of {rounds} rounds in turns, {day}; {machine}, Python {python}, Typer {typer}.
"""
BEGIN, END = "<!-- what `make bench` measured -->\n", "<!-- end of it -->\n"


def main() -> None:
    """Measure, print the table, and write the page."""
    measured = cases()
    for number in range(ROUNDS):
        for one in measured:
            if not one.slow or number % SLOW_ROUNDS == 0:
                one.run()
        print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)
    saved = [saves(20_000), saves(100_000)]
    text = figures(measured, saved, most_memory())
    head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}{text}{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
