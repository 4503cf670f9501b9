"""A system that refuses: each call in turn, once or from there on, for every reason there is."""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from peergroup_cli.errors import KeptElsewhere, NotSaved, PeergroupError
from peergroup_cli.storage.durable import version_of
from peergroup_cli.terminal.ask import Asking
from tests.commands.peergroup import Peergroup
from tests.faults.calls import Call, Calls
from tests.faults.disk import Disk
from tests.faults.meeting import Held, a_workspace, agenda_called, without_times
from tests.faults.savers import SHIPPED, Saver

NUMBERS = tuple(
    getattr(errno, name)
    for name in ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EMFILE", "ENOLCK")
    if hasattr(errno, name)
)
OLD, NEW = b'old = "the old notes"\n', b'new = "the new notes"\n'


@dataclass
class Refusal:
    """Refuses one call, or all from it on until the system is well again.

    Args:
        at: the number of the call, counted from 0.
        number: why, as in `errno`.
        lasts: whether all later calls are refused as well.
    """

    at: int
    number: int
    lasts: bool = False
    calls: int = field(default=0, init=False)
    refused: list[str] = field(default_factory=list, init=False)
    well: bool = field(default=False, init=False)

    def __call__(self, call: Call) -> None:
        """Refuse it, if it is its turn."""
        here, self.calls = self.calls, self.calls + 1
        if not self.well and (here == self.at or (self.lasts and here > self.at)):
            if call.name == "flock" and self._means_something_else(call):
                return
            self.refused.append(call.name)
            raise OSError(self.number, os.strerror(self.number))

    def _means_something_else(self, call: Call) -> bool:
        """Giving a lock back needs nothing that could run out; EACCES says that it is held."""
        import fcntl

        return call.arguments[1] == fcntl.LOCK_UN or self.number == errno.EACCES


def problems_of_a_save(folder: Path, refusal: Refusal, saver: Saver = SHIPPED) -> Iterator[str]:
    """What is wrong after a save that the system refused, and after another try."""
    folder.mkdir()
    path = folder / "meeting.toml"
    path.write_bytes(OLD)
    (folder / ".lock").touch()
    disk = Disk(folder)
    with disk.calls(refusal).watched():
        for attempt in ("at first", "again"):
            for problem in _tried(path, refusal, saver, disk):
                yield f"{attempt}: {problem}"
            refusal.well = True
    half = [one for one in folder.iterdir() if one.suffix == ".tmp"]
    if half and not refusal.lasts and refusal.refused != ["unlink"]:
        yield "a half-written file is left"


def _tried(path: Path, refusal: Refusal, saver: Saver, disk: Disk) -> Iterator[str]:
    try:
        saver(path, NEW, replaces=version_of(OLD), lock_seconds=0)
    except NotSaved as error:
        if os.strerror(refusal.number) not in error.message:
            yield "does not say why"
        if refusal.well:
            yield "refused though the system is well"
    except (PeergroupError, OSError, NotImplementedError) as error:
        yield type(error).__name__
    else:
        disk.forget()
        if any(files.get(path.name) != NEW for _, _, files in disk.after_a_power_cut()):
            yield "called saved, and a power cut undoes it"
    if path.read_bytes() not in (OLD, NEW):
        yield "neither the old file nor the new one"


def problems_of_a_meeting(folder: Path, refusal: Refusal, agenda: str = "small") -> Iterator[str]:
    """What is wrong in a meeting at which the system refuses, and is well at the next question."""
    place = Path(shutil.copytree(folder / "start", folder / f"{refusal.at}-{refusal.lasts}"))
    found: list[str] = []

    def again(asking: Asking, typed: str) -> None:
        refusal.well = True
        if os.strerror(refusal.number) not in asking.hint:
            found.append("the person is not told why")
        if len(typed) > 2 and asking.prefill != typed:
            found.append("the answer is not in the line any more")

    begun: list[int] = []
    held = Held(place, agenda_called(agenda), again=again, asked=begun.append)
    try:
        with Calls(place, before=refusal).watched():
            meeting = held.run()
    except (PeergroupError, OSError, NotImplementedError) as error:
        # before the first question nobody has said anything yet
        if begun:
            yield f"the meeting ends with {type(error).__name__}"
        return
    finally:
        shutil.rmtree(place)
    yield from found
    if held.false_words:
        yield "called saved, and is not"
    if meeting.state != "finished" or without_times(meeting) != undisturbed(folder, agenda):
        yield "the meeting is another one in the end"


def problems_of_leaving(folder: Path, refusal: Refusal) -> Iterator[str]:
    """What is wrong where nothing is taken any more, the meeting is kept elsewhere, and comes back.

    A refusal that does not last is over before the answer could be tried again.
    """
    place = Path(shutil.copytree(folder / "start", folder / f"{refusal.at}-{refusal.lasts}"))
    copy = folder / f"{refusal.at}-{refusal.lasts}.toml"
    typed: list[str] = []
    held = Held(place, again=lambda _, text: typed.append(text), leaves_for=str(copy))
    try:
        with Calls(place, before=refusal).watched():
            held.run()
        if typed:
            yield "the meeting is not kept elsewhere"
    except KeptElsewhere as left:
        yield from _problems_of_a_copy(copy, left, typed[-1])
        back = Peergroup(place)("bring-back", str(copy))
        if back.exit_code:
            yield f"does not come back: {back.exit_code}"
        elif without_times(Held(place).run()) != undisturbed(folder, "small"):
            yield "the meeting is another one in the end"
    except (PeergroupError, OSError) as error:
        if typed:
            yield f"the meeting ends with {type(error).__name__}"
    finally:
        shutil.rmtree(place)
        copy.unlink(missing_ok=True)


def _problems_of_a_copy(copy: Path, left: KeptElsewhere, typed: str) -> Iterator[str]:
    if str(copy) not in left.message:
        yield "does not say where it is"
    if stat.S_IMODE(copy.stat().st_mode) != 0o600:
        yield "the copy is open to others"
    if len(typed) > 2 and typed not in copy.read_text("utf-8"):
        yield "the copy lacks what was not saved"


_UNDISTURBED: dict[Path, object] = {}


def undisturbed(folder: Path, agenda: str) -> object:
    """The meeting that it is when nothing is refused; the first call makes `folder/start`."""
    if folder not in _UNDISTURBED:
        start = a_workspace(folder / "start", 1 if agenda == "small" else 3)
        whole = Path(shutil.copytree(start, folder / "whole"))
        _UNDISTURBED[folder] = without_times(Held(whole, agenda_called(agenda)).run())
    return _UNDISTURBED[folder]


def swept(
    problems: Callable[[Refusal], Iterator[str]], numbers: Callable[[int], tuple[int, ...]]
) -> tuple[int, list[str]]:
    """Refuse each call in turn, once and from there on.

    Args:
        problems: gives what is wrong where it is refused.
        numbers: the reasons for a call with this number.
    """
    runs, found = 0, []
    for at in range(10_000):
        calls = 0
        for number in numbers(at):
            for lasts in (False, True):
                refusal = Refusal(at, number, lasts)
                runs += 1
                found += [
                    f"call {at} ({', '.join(refusal.refused[:1])}), {errno.errorcode[number]}"
                    f"{' and on' if lasts else ''}: {problem}"
                    for problem in problems(refusal)
                ]
                calls = max(calls, refusal.calls)
        if numbers(at) and calls <= at:
            return runs, found
    raise AssertionError
