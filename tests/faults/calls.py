"""The calls to the system that touch a folder, one after the other: to count, refuse or record."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = (
    *("open", "write", "close", "fsync", "fdatasync", "ftruncate", "fchmod", "fchown"),
    *("replace", "rename", "unlink", "mkdir", "rmdir", "listdir"),
)
"""What is watched of `os`; `flock` comes to it. Whatever changes a file goes through these."""


@dataclass(frozen=True)
class Call:
    """One call.

    Args:
        name: as in `os`.
        paths: what it touches; two where something gets another name.
        arguments: as they were given.
        result: what came of it; None before it was made.
    """

    name: str
    paths: tuple[str, ...]
    arguments: tuple[Any, ...]
    result: Any = None


def nothing(_call: Call) -> None:
    """Watches, and does nothing."""


@dataclass
class Calls:
    """The calls that touch a folder.

    Args:
        folder: the folder; all that lies elsewhere is left alone.
        before: is told of each call; what it raises is what the call raises, and it is not made.
        after: is told of each call that was made.
        flushed: whether a flush really goes to the disk; it costs milliseconds.
    """

    folder: Path
    before: Callable[[Call], None] = nothing
    after: Callable[[Call], None] = nothing
    flushed: bool = False
    _open: dict[int, str] = field(default_factory=dict)

    @contextmanager
    def watched(self) -> Iterator["Calls"]:
        """Watch, as long as the block lasts."""
        import fcntl

        true = {name: getattr(os, name) for name in NAMES if hasattr(os, name)}
        flock = fcntl.flock
        try:
            for name, call in true.items():
                setattr(os, name, self._instead_of(name, call))
            fcntl.flock = self._instead_of("flock", flock)
            yield self
        finally:
            fcntl.flock = flock
            for name, call in true.items():
                setattr(os, name, call)

    def _instead_of(self, name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def made(*arguments: Any, **options: Any) -> Any:
            paths = self._touched(name, arguments, options)
            if not paths:
                return make(*arguments, **options)
            call = Call(name, paths, arguments)
            if name == "close":
                # the number may be given out again at once; and it is closed also if that fails
                self._open.pop(arguments[0], None)
                make(*arguments)
            self.before(call)
            if name == "close" or (name in ("fsync", "fdatasync") and not self.flushed):
                result = None
            else:
                result = make(*arguments, **options)
            if name == "open" and result is not None:
                self._open[result] = paths[0]
            self.after(Call(name, paths, arguments, result))
            return result

        return made

    def _touched(
        self, name: str, arguments: tuple[Any, ...], options: Mapping[str, Any]
    ) -> tuple[str, ...]:
        """The paths in the folder that a call touches; none where it is no business of ours."""
        some = arguments[:2] if name in ("replace", "rename") else arguments[:1]
        above = self._open.get(options.get("dir_fd", -1), "") if options else ""
        found = []
        for one in some:
            path = self._open.get(one, "") if isinstance(one, int) else str(Path(above, one))
            if path and Path(path).is_relative_to(self.folder):
                found.append(path)
        return tuple(found)


def files_in(folder: Path) -> dict[str, bytes]:
    """All files in a folder and the folders in it, by their paths."""
    found = {}
    for path in sorted(folder.rglob("*")):
        with suppress(OSError):
            if path.is_file():
                found[str(path.relative_to(folder))] = path.read_bytes()
    return found


POSIX = sys.platform != "win32"
