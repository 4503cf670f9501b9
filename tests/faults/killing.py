"""A meeting that is killed by SIGKILL before each call on its folder, once at every call.

Run as a program it sweeps in a process of its own, because it forks:
`python -m tests.faults.killing FOLDER [AGENDA [SAVER...]]`. It prints what it found as JSON.
"""

import json
import os
import re
import shutil
import signal
import sys
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from peergroup_cli.errors import PeergroupError
from tests.faults.calls import Calls, files_in
from tests.faults.meeting import Held, a_workspace, agenda_called, without_times
from tests.faults.savers import SHIPPED, WRONG, Saver, saving

HOURS_AGO = 0
_HEX = re.compile(r"\.[0-9a-f]{16}")


@dataclass
class Found:
    """What a sweep found.

    Args:
        calls: before how many calls the meeting was killed.
        faults: what was wrong afterwards, one sentence each.
    """

    calls: int = 0
    faults: list[str] = field(default_factory=list)


def swept(
    folder: Path, agenda: str, saver: Callable[[], Saver], *, all_faults: bool = True
) -> Found:
    """Kill the meeting before each call, and see what is left.

    Args:
        folder: an empty folder to work in.
        agenda: the agenda that is held.
        saver: makes what saves the records.
        all_faults: whether to go on after the first call that leaves a fault.
    """
    size = 1 if agenda == "small" else 3
    start = a_workspace(folder / "start", size)
    held = Held(Path(shutil.copytree(start, folder / "whole")), agenda_called(agenda))
    # with the saver that ships: a wrong one may not have its file yet when it says so
    end = without_times(held.run())
    names = set(files_in(held.folder))
    found = Found()
    # many calls leave the folder as the one before: from there the next start is the same
    begun: dict[frozenset[tuple[str, bytes]], list[str]] = {}
    for number in count():
        place = Path(shutil.copytree(start, folder / f"{number}"))
        acknowledged, was_killed = _killed(place, agenda, saver(), number)
        if not was_killed:
            return found
        found.calls += 1
        problems = list(_problems(place, held, acknowledged))
        state = frozenset((_HEX.sub("", name), text) for name, text in files_in(place).items())
        if state not in begun:
            with saving(saver()):
                begun[state] = _problems_of_the_next_start(place, agenda, end, names)
        problems += begun[state]
        found.faults += [f"killed before call {number}: {problem}" for problem in problems]
        shutil.rmtree(place)
        if problems and not all_faults:
            return found
    raise AssertionError


def _killed(place: Path, agenda: str, saver: Saver, number: int) -> tuple[int, bool]:
    """How many saves were acknowledged, and whether the kill came before the end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _hold_until(place, agenda, saver, number, writing)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return len(said) and said[-1], os.WIFSIGNALED(status)


def _hold_until(place: Path, agenda: str, saver: Saver, number: int, writing: int) -> None:
    left = iter(range(number))

    def die_in_time(_call: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def say(saves: int) -> None:
        os.write(writing, bytes([saves]))

    held = Held(place, agenda_called(agenda), asked=say)
    with saving(saver), Calls(place, before=die_in_time).watched():
        held.run()


def _problems(place: Path, whole: Held, acknowledged: int) -> list[str]:
    tomls = [path for path in place.rglob("*.toml") if not is_toml(path.read_bytes())]
    found = [f"{path.name} is damaged" for path in tomls]
    file = place / whole.file.relative_to(whole.folder)
    now = file.read_bytes() if file.exists() else None
    allowed = [*([None] if not acknowledged else []), *whole.saves[max(0, acknowledged - 1) :][:2]]
    if now not in allowed:
        found.append(f"what was acknowledged with save {acknowledged} is not there")
    return found


@cache
def is_toml(content: bytes) -> bool:
    """Whether two parsers that know nothing of each other read the same in it."""
    try:
        text = content.decode()
        return bool(text) and tomllib.loads(text) == tomlkit.parse(text).unwrap()
    except (ValueError, TOMLKitError):
        return False


def _problems_of_the_next_start(
    place: Path, agenda: str, end: object, names: set[str]
) -> list[str]:
    for path in place.rglob(".*.tmp"):
        # what a crash leaves beside the files is taken away after an hour
        os.utime(path, (HOURS_AGO, HOURS_AGO))
    try:
        finished = without_times(Held(place, agenda_called(agenda)).run())
    except (PeergroupError, AssertionError) as error:
        return [f"the next start ends with {type(error).__name__}"]
    found = [] if finished == end else ["the meeting is another one in the end"]
    left = sorted(set(files_in(place)) - names)
    return [*found, *(f"{Path(name).suffix} file left for good" for name in left)]


def main(folder: str, agenda: str = "small", *wrong: str) -> None:
    """Sweep with the saver that ships, or with wrong ones, each until its first fault."""
    savers = {name: WRONG[name] for name in wrong} or {"shipped": lambda: SHIPPED}
    found = {}
    for number, (name, saver) in enumerate(savers.items()):
        place = Path(folder, f"{number}")
        place.mkdir()
        found[name] = asdict(swept(place, agenda, saver, all_faults=not wrong))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
