"""A disk that loses its power: all that it may hold afterwards, by what was flushed and what not.

Names and contents are kept apart. A flush of a file makes its content last, a flush of a folder
the names in it, and nothing else does. What was not flushed may be there or not, in any order: a
name without its content, a content of NUL bytes, half of it, the old and the new one in blocks.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from pathlib import Path

from tests.faults.calls import Call, Calls, nothing

_MOST = 6
"""So many names that may be lost are tried in all combinations; of more, all that lie together."""

ROOT = 0


@dataclass(frozen=True)
class Named:
    """Names given, taken away or changed, all at once: (folder, name) and what it then means."""

    names: tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True)
class Content:
    """What is in a file from here on."""

    file: int
    content: bytes


@dataclass(frozen=True)
class Flushed:
    """A file's content, or the names in a folder, last from here on."""

    thing: int


@dataclass(frozen=True)
class Said:
    """Something was acknowledged to the person."""

    word: str


Event = Named | Content | Flushed | Said
Files = dict[str, bytes]


@dataclass
class Disk:
    """Records what is done in a folder.

    Args:
        folder: the folder, with what is in it already: all of that lasts.
    """

    folder: Path
    events: list[Event] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))
    _things: dict[str, int] = field(default_factory=dict)
    _handles: dict[int, tuple[int, int]] = field(default_factory=dict)
    _contents: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._things[str(self.folder)] = ROOT
        for path in sorted(self.folder.rglob("*")):
            self._give_name(str(path))
            if path.is_file():
                self._put(self._things[str(path)], path.read_bytes())
        for thing in list(self._things.values()):
            self.events.append(Flushed(thing))
        self._begun = len(self.events)

    def calls(self, before: Callable[[Call], None] = nothing) -> Calls:
        """Watches the folder for this disk; what `before` raises is what a call raises."""
        return Calls(self.folder, before=before, after=self._made)

    def forget(self) -> None:
        """Look from here on only at power cuts that come now or later."""
        self._begun = len(self.events)

    def says(self, word: str) -> None:
        """Note that something was acknowledged."""
        self.events.append(Said(word))

    def _made(self, call: Call) -> None:
        do = getattr(self, f"_{call.name}", None)
        if do is not None:
            do(call)

    def _open(self, call: Call) -> None:
        path, flags = call.paths[0], call.arguments[1]
        is_new = path not in self._things
        if is_new:
            self._give_name(path)
        thing = self._things[path]
        if is_new or flags & os.O_TRUNC:
            self._put(thing, b"")
        self._handles[call.result] = (thing, 0)

    def _close(self, call: Call) -> None:
        self._handles.pop(call.arguments[0], None)

    def _write(self, call: Call) -> None:
        thing, at = self._handles[call.arguments[0]]
        before = self._contents.get(thing, b"").ljust(at, b"\0")
        written = bytes(call.arguments[1])[: call.result]
        self._put(thing, before[:at] + written + before[at + len(written) :])
        self._handles[call.arguments[0]] = (thing, at + len(written))

    def _ftruncate(self, call: Call) -> None:
        thing, size = self._handles[call.arguments[0]][0], call.arguments[1]
        self._put(thing, self._contents.get(thing, b"")[:size].ljust(size, b"\0"))

    def _fsync(self, call: Call) -> None:
        self.events.append(Flushed(self._handles[call.arguments[0]][0]))

    _fdatasync = _fsync

    def _mkdir(self, call: Call) -> None:
        self._give_name(call.paths[0])

    def _unlink(self, call: Call) -> None:
        path = call.paths[0]
        del self._things[path]
        self.events.append(Named(((*self._place(path), None),)))

    _rmdir = _unlink

    def _replace(self, call: Call) -> None:
        old, new = call.paths
        thing = self._things[old]
        for path in [one for one in self._things if one == old or one.startswith(f"{old}/")]:
            self._things[new + path.removeprefix(old)] = self._things.pop(path)
        self.events.append(Named(((*self._place(old), None), (*self._place(new), thing))))

    _rename = _replace

    def _give_name(self, path: str) -> None:
        self._things[path] = thing = next(self._numbers)
        self.events.append(Named(((*self._place(path), thing),)))

    def _place(self, path: str) -> tuple[int, str]:
        return self._things[str(Path(path).parent)], Path(path).name

    def _put(self, thing: int, content: bytes) -> None:
        self._contents[thing] = content
        self.events.append(Content(thing, content))

    def after_a_power_cut(self) -> Iterator[tuple[int, frozenset[str], Files]]:
        """All that the folder may hold after a power cut at any moment.

        Yields:
            after how many events it came, what had been acknowledged by then, and the files.
        """
        for cut in range(self._begun, len(self.events) + 1):
            past = self.events[:cut]
            said = frozenset(event.word for event in past if isinstance(event, Said))
            seen = set()
            for files in _possible(past):
                key = frozenset(files.items())
                if key not in seen:
                    seen.add(key)
                    yield cut, said, files

    def untouched(self) -> Files:
        """What the folder holds when nothing is lost."""
        *_, files = _possible(self.events, losses=False)
        return files


def _possible(past: list[Event], *, losses: bool = True) -> Iterator[Files]:
    named = [(at, event) for at, event in enumerate(past) if isinstance(event, Named)]
    flushed = {event.thing: at for at, event in enumerate(past) if isinstance(event, Flushed)}
    # a change of names in two folders is one step of the file system: either flush keeps it
    loose = [at for at, event in named if at > max(flushed.get(f, -1) for f, _, _ in event.names)]
    contents = _contents(past, flushed)
    for lost in _losses(loose) if losses else [()]:
        names: dict[int, dict[str, int]] = {}
        for at, event in named:
            if at not in lost:
                _give(names, event)
        reached = dict(_walk(names, ROOT, ""))
        files = {path: thing for path, thing in reached.items() if thing in contents}
        choices = [contents[thing] if losses else contents[thing][-1:] for thing in files.values()]
        for chosen in product(*choices):
            yield dict(zip(files, chosen, strict=True))


def _give(names: dict[int, dict[str, int]], event: Named) -> None:
    for folder, name, thing in event.names:
        if thing is None:
            names.setdefault(folder, {}).pop(name, None)
        else:
            names.setdefault(folder, {})[name] = thing


def _walk(names: dict[int, dict[str, int]], folder: int, above: str) -> Iterator[tuple[str, int]]:
    for name, thing in names.get(folder, {}).items():
        yield above + name, thing
        yield from _walk(names, thing, f"{above}{name}/")


def _losses(loose: list[int]) -> Iterator[tuple[int, ...]]:
    if len(loose) <= _MOST:
        yield from chain.from_iterable(combinations(loose, n) for n in range(len(loose) + 1))
        return
    for first in range(len(loose) + 1):
        for last in range(first, len(loose) + 1):
            yield tuple(loose[first:last])


def _contents(past: list[Event], flushed: dict[int, int]) -> dict[int, list[bytes]]:
    """What each file may hold; the last of them is what it holds when nothing is lost."""
    written: dict[int, list[tuple[int, bytes]]] = {}
    for at, event in enumerate(past):
        if isinstance(event, Content):
            written.setdefault(event.file, []).append((at, event.content))
    found = {}
    for thing, versions in written.items():
        lasting = [c for at, c in versions if at < flushed.get(thing, -1)]
        loose = [c for at, c in versions if at > flushed.get(thing, -1)]
        base = lasting[-1] if lasting else b""
        torn = [one for version in loose for one in _torn(base, version)]
        found[thing] = list(dict.fromkeys([base, *torn, *loose[:-1]])) if loose else [base]
        if loose:
            found[thing] = [*(c for c in found[thing] if c != loose[-1]), loose[-1]]
    return found


def _torn(old: bytes, new: bytes) -> tuple[bytes, ...]:
    half = len(new) // 2
    return (
        *(b"", b"\0" * len(new), new[:half], new[:half] + b"\0" * (len(new) - half)),
        *(b"\0" * half + new[half:], new[:half] + old[half:], old[:half] + new[half:]),
    )
