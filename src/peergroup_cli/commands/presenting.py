"""Joins a meeting in the terminal with the participants' view in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from peergroup_cli.commands.options import now, screen

if TYPE_CHECKING:
    from peergroup_cli.session.walk import Session
    from peergroup_cli.terminal.steering import Present


@contextmanager
def participants_view(*, wanted: bool) -> "Iterator[Present]":
    """What is told where the meeting stands: a page in the browser, or nobody."""
    from peergroup_cli.terminal.steering import nobody_watches

    if not wanted:
        yield nobody_watches
        return
    from peergroup_cli.presenting.server import ParticipantsView
    from peergroup_cli.presenting.view import view_of
    from peergroup_cli.terminal.show import plain

    with ParticipantsView() as view:

        def present(session: "Session", *, paused: bool = False) -> None:
            view.show(view_of(session, now(), paused=paused))

        line = "For the projector or the shared window, on this computer only: "
        screen().print(plain(line + view.address), soft_wrap=True)
        _open(view.address)
        yield present


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
