# ruff: noqa: T201, S603 - a table on standard output is what it is for; it starts its own sweeps
"""All that may go wrong while notes are kept, one after the other: `make faults`.

POSIX only, with the extra “dev”; about an hour on two cores. Each line names a sweep, how
much it tried, how long it took and how many faults it found; then the faults. `... power crowd`
for some of the sweeps. The same sweeps run in short in tests/faults, where savers with one thing
wrong show that they can fail.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.faults import power, refusing

from benchmarks import tracing

AGENDAS = ("learning-together", "explore", "reflect")
Result = tuple[str, list[str]]


def traced(folder: Path) -> Result:
    """The whole program, killed by strace before each system call."""
    if reason := tracing.why_not():
        return f"skipped: {reason}", []
    killed, faults = tracing.sweep(folder)
    kinds = ", ".join(f"{number} {name}" for name, number in killed.most_common())
    return f"killed before {killed.total()} system calls ({kinds})", faults


def killed(folder: Path) -> Result:
    """A meeting of the agenda explore, killed before each call of the storage."""
    command = [sys.executable, "-m", "tests.faults.killing", str(folder), "explore"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["shipped"]
    return f"killed before {found['calls']} calls", found["faults"]


def cut(folder: Path) -> Result:
    """A meeting of each agenda, on a disk that loses its power at any moment."""
    outcomes, faults = 0, []
    for agenda in AGENDAS:
        number, found = power.swept(folder / agenda, agenda)
        outcomes += number
        faults += found
    return f"{outcomes} outcomes of power cuts", faults


def refused(folder: Path) -> Result:
    """Each call refused for each reason, once and from there on."""
    places = (folder / f"{number}" for number in count())
    numbers = refusing.NUMBERS
    saves, faults = refusing.swept(
        lambda one: refusing.problems_of_a_save(next(places), one), lambda _: numbers
    )
    refusing.undisturbed(folder, "small")
    meetings, more = refusing.swept(
        lambda one: refusing.problems_of_a_meeting(folder, one), lambda _: numbers
    )
    left, most = refusing.swept(
        lambda one: refusing.problems_of_leaving(folder, one), lambda _: numbers
    )
    tried = f"{saves} saves and {meetings} meetings refused something; {left} kept elsewhere"
    return tried, [*faults, *more, *most]


def crowded(folder: Path) -> Result:
    """Eight that save 200 times each, beside readers and a meeting."""
    command = [sys.executable, "-m", "tests.faults.crowd", str(folder / "w"), "8", "200"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return "8 x 200 saves at once", [f"{name}: {n}" for name, n in found.items() if n]


def walked(_folder: Path) -> Result:
    """Commands in any order, 500 walks of them, beside a notebook in plain Python."""
    return "500 walks of up to 15 steps", _thorough("test_state_machine.py")


def read(_folder: Path) -> Result:
    """Files of each kind, bent and broken, to their readers."""
    return "300 files of each kind", _thorough("test_readers.py")


def _thorough(tests: str) -> list[str]:
    """The faults that property tests find which look as long as they can."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", _TESTS + tests]
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "thorough"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.stdout.splitlines() if done.returncode else []


_TESTS = f"{Path(__file__).parents[1] / 'tests' / 'faults'}{os.sep}"

SWEEPS: dict[str, Callable[[Path], Result]] = {
    "power": cut,
    "refusals": refused,
    "crowd": crowded,
    "kill": killed,
    "readers": read,
    "strace": traced,
    "commands": walked,
}


def main() -> None:
    """Run the sweeps, and end with 1 where one of them found a fault."""
    found = 0
    for name in sys.argv[1:] or SWEEPS:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            tried, faults = SWEEPS[name](Path(folder))
        seconds = time.monotonic() - begun
        print(f"{name:10}{tried}; {seconds:.0f} s; {len(faults)} faults", flush=True)
        print("".join(f"  {fault}\n" for fault in faults), end="")
        found += len(faults)
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
