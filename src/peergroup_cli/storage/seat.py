"""One meeting of a cohort is held in one window at a time.

A lock says that the seat is taken, a file beside it by whom. The system gives the lock back when
the window ends, however it ends; a file that was left behind then says nothing any more.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import IllegalMove, PeergroupError
from peergroup_cli.model.file_format import FORMAT
from peergroup_cli.storage.durable import refusals_named, refuse_full_or_closed, write_out
from peergroup_cli.storage.flushing import make_folder
from peergroup_cli.storage.toml_file import read_record, render

if TYPE_CHECKING:
    from peergroup_cli.model.seat import Seat

LOCK, SEAT = ".session.lock", ".session.toml"


@contextmanager
def seat_taken(folder: Path, now: datetime) -> Iterator[None]:
    """Hold the seat at a cohort's meeting, as long as the block lasts.

    Args:
        folder: the cohort's folder.
        now: this instant.

    Raises:
        IllegalMove: another window holds it.
        NotSaved: the system refuses to keep anything here; it is tried before the first question.
    """
    from filelock import FileLock, Timeout

    meetings = folder / "meetings"
    lock = FileLock(folder / LOCK, timeout=0, mode=0o600)
    with refusals_named(folder):
        try:
            lock.acquire()
        except Timeout:
            raise _taken(folder, now) from None
    try:
        with refusals_named(meetings):
            make_folder(meetings)
        refuse_full_or_closed(meetings)
        write_out(folder / SEAT, _mine(now), overwrite=True)
        yield
    finally:
        # what cannot be taken away says nothing without the lock
        with suppress(OSError):
            (folder / SEAT).unlink(missing_ok=True)
        with suppress(OSError):
            lock.release()


def _mine(now: datetime) -> bytes:
    from getpass import getuser
    from platform import node

    from peergroup_cli.model.seat import Seat

    try:
        who = getuser()
    except (OSError, KeyError):
        # an account without a name, as in some containers
        who = ""
    seat = Seat(format=FORMAT, who=who, computer=node(), process=os.getpid(), since=now)
    return render(seat.model_dump()).encode("utf-8", "replace")


def _taken(folder: Path, now: datetime) -> IllegalMove:
    from peergroup_cli.model.seat import Seat

    try:
        by = _words(read_record(folder / SEAT, Seat).record, now)
    except PeergroupError:
        by = "another window"
    return IllegalMove(
        f"A meeting of {folder.name} is being held already: by {by}.",
        "Only one window takes the notes. To look at what is noted so far: "
        f"peergroup export-notes {folder.name} --for facilitator",
    )


def _words(seat: "Seat", now: datetime) -> str:
    since = seat.since.astimezone(now.tzinfo)
    day = "" if since.date() == now.date() else f"{since.date().isoformat()} "
    return (
        f"{seat.who or 'somebody'} on {seat.computer or 'another computer'}, "
        f"since {day}{since:%H:%M} (process {seat.process})"
    )
