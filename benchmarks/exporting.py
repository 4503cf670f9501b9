# ruff: noqa: T201 - a table on standard output is what it is for
"""How long `export-notes` takes, and how much memory, from 25 meetings to 1,000.

Run `python benchmarks/exporting.py` (POSIX only; some minutes): it makes workspaces of invented
meetings and exports them in turns with a bare `python -c pass`, so that what else the computer does
meets both alike. 25 meetings should take at most 18 times as long, and memory should hardly grow.
`python benchmarks/exporting.py --jrnl PATH` also lets that program export a journal of the same
size: 1,000 entries, each of them the text of one meeting's file. 1,000 meetings should take no
longer.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.workspaces import build

TARGET = 18
SIZES = (25, 250, 1000)
FORMATS = ("md", "html", "json", "csv")
_FIRST = datetime(2000, 1, 1, 9)  # noqa: DTZ001 - a journal knows no zones
_SETTINGS = """
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %r'
version: v4.6
"""

Took = tuple[float, float]
"""Seconds on the wall, and of the processor."""


def run(command: Sequence[str], home: Path) -> Took:
    """Run a command to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    env = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, capture_output=True, env=env, stdin=subprocess.DEVNULL)  # noqa: S603
    took = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def export(workspace: Path, out: Path) -> list[str]:
    """The command that exports a workspace."""
    program = [sys.executable, "-m", "peergroup_cli", "export-notes", "--force"]
    return [*program, "--workspace", str(workspace), "--output", str(out)]


def journal(workspace: Path, home: Path) -> None:
    """Write the meetings of a workspace as a journal, and the settings for it."""
    (home / ".config" / "jrnl").mkdir(parents=True, exist_ok=True)
    entries = []
    for number, path in enumerate(sorted(workspace.glob("cohorts/*/meetings/*.toml"))):
        at = _FIRST + timedelta(days=number)
        entries.append(f"[{at:%Y-%m-%d %I:%M:%S %p}] {path.stem}.\n{path.read_text('utf-8')}\n")
    (home / "journal.txt").write_text("\n".join(entries), encoding="utf-8")
    settings = _SETTINGS.format(journal=home / "journal.txt")
    (home / ".config" / "jrnl" / "jrnl.yaml").write_text(settings, encoding="utf-8")


def compare(commands: dict[str, list[str]], home: Path, runs: int) -> dict[str, Took]:
    """Run the commands in turns; the medians of each, after one run that does not count."""
    seen: dict[str, list[Took]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            took = run(command, home)
            if number:
                seen[name].append(took)
    return {
        name: (statistics.median(t[0] for t in all_), statistics.median(t[1] for t in all_))
        for name, all_ in seen.items()
    }


def show(medians: dict[str, Took], against: str, target: float) -> None:
    """Print how many times as long each took as one of them."""
    wall, processor = medians[against]
    print(f"\n{'':28}{'wall':>9}{'times':>7}{'processor':>11}{'times':>7}")
    for name, (one, other) in medians.items():
        mark = "" if name == against or one <= target * wall else f"  above {target}"
        print(f"{name:28}{one:8.3f}s{one / wall:7.2f}{other:10.3f}s{other / processor:7.2f}{mark}")


def memory(command: list[str]) -> int:
    """The most memory that a command had at one time, in MB."""
    asked = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
    asked += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    seen = subprocess.run(  # noqa: S603
        [sys.executable, "-c", asked, *command], check=True, capture_output=True
    )
    return int(seen.stdout) // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Make the workspaces, and print what their exports take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jrnl", default="", help="the program to compare 1,000 meetings with")
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for size in SIZES:
            build(home / str(size), 1, size)
        commands = {
            f"25 meetings, {one}": export(home / "25", home / f"n.{one}") for one in FORMATS
        }
        bare = {"python -c pass": [sys.executable, "-c", "pass"]}
        show(compare({**bare, **commands}, home, given.runs), "python -c pass", TARGET)
        print(f"\n{'most memory (MB)':28}" + "".join(f"{size:>9}" for size in SIZES))
        for one in FORMATS:
            sizes = [memory(export(home / str(size), home / f"m.{one}")) for size in SIZES]
            print(f"{one:28}" + "".join(f"{size:>9}" for size in sizes))
        if given.jrnl:
            journal(home / "1000", home)
            theirs = [given.jrnl, "--export", "markdown", "--file", str(home / "journal.md")]
            both = {"jrnl, 1000": theirs, "1000 meetings, md": export(home / "1000", home / "k.md")}
            show(compare(both, home, max(1, given.runs // 3)), "jrnl, 1000", 1)


if __name__ == "__main__":
    main()
