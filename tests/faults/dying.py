"""A program that dies at one of its calls to the system: nothing comes after it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from peergroup_cli.storage import durable
from tests.faults.calls import Call, Calls


class Died(BaseException):
    """The program is gone; no handler of an error sees it."""


@dataclass
class Death:
    """Lets some calls pass and no others.

    Args:
        after: how many calls pass that change something.
    """

    after: int
    has_come: bool = False

    @contextmanager
    def awaited(self, folder: Path) -> Iterator["Death"]:
        """Die in this folder, as long as the block lasts; what a process remembers goes as well."""
        try:
            with Calls(folder, before=self).watched():
                yield self
        except Died:
            pass
        finally:
            if self.has_come:
                durable._UNFLUSHED.clear()

    def __call__(self, call: Call) -> None:
        """Die, or let it pass. What is closed and unlocked, the system does for the dead too."""
        if call.name in ("close", "flock"):
            return
        if self.has_come or (self.after == 0 and _changes(call)):
            self.has_come = True
            raise Died
        self.after -= _changes(call)


def _changes(call: Call) -> bool:
    """Whether a call changes something: to die at another one leaves what the next one leaves."""
    if call.name == "open":
        return bool(call.arguments[1] & (os.O_CREAT | os.O_TRUNC))
    return call.name != "listdir"
