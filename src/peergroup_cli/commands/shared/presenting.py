"""Joins a meeting in the terminal with the participants' view in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.options import now, screen

if TYPE_CHECKING:
    from peergroup_cli.presenting.server import ParticipantsView
    from peergroup_cli.session.walk import Session
    from peergroup_cli.terminal.steering import Present


@dataclass(frozen=True)
class _Projector:
    view: "ParticipantsView"

    @property
    def address(self) -> str:
        return self.view.address

    def __call__(self, session: "Session", *, paused: bool = False) -> None:
        from peergroup_cli.presenting.view import view_of

        self.view.show(view_of(session, now(), paused=paused))


@contextmanager
def participants_view(*, wanted: bool) -> "Iterator[Present]":
    """What is told where the meeting stands: a page in the browser, or nobody."""
    from peergroup_cli.terminal.steering import NobodyWatches

    if not wanted:
        yield NobodyWatches()
        return
    from peergroup_cli.presenting.server import ParticipantsView
    from peergroup_cli.terminal.show import say

    with ParticipantsView() as view:
        say(screen(), "For the projector or the shared window, on this computer only:")
        say(screen(), view.address)
        _open(view.address)
        yield _Projector(view)


def _open(address: str) -> None:
    """Open the page where there is a desktop; in a terminal alone the address has to do."""
    import os
    import sys
    import webbrowser

    has_desktop = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_desktop:
        webbrowser.open(address)
