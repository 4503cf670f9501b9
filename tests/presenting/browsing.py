"""Somebody who asks the participants' view for something, as a browser or a stranger would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any

from peergroup_cli.presenting.server import ParticipantsView

PATIENCE = 20.0
"""Seconds until a test gives up: far more than any answer takes."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def port_of(view: ParticipantsView) -> int:
    return int(view.address.split(":")[2].split("/")[0])


def ask(
    view: ParticipantsView, path: str | None = None, *, method: str = "GET", host: str | None = None
) -> Answer:
    """Ask for a path, by default the page; under the name of a host, by default the right one."""
    with _sent(view, f"/{view.token}/" if path is None else path, method, host) as response:
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read())


@contextmanager
def stream(view: ParticipantsView) -> Iterator["Stream"]:
    """An open stream of events."""
    with _sent(view, f"/{view.token}/events", "GET", None) as response:
        assert response.status == 200
        yield Stream(response)


@dataclass
class Stream:
    """The events as they come."""

    response: HTTPResponse

    def view(self) -> dict[str, Any] | None:
        """The next view; None when the stream has ended."""
        for line in iter(self.response.readline, b""):
            if line.startswith(b"data: "):
                found: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return found
        return None

    def until(self, **wanted: object) -> dict[str, Any] | None:
        """The next view that holds this; None when the stream ended without it."""
        while (view := self.view()) is not None:
            if wanted.items() <= view.items():
                return view
        return None


@contextmanager
def _sent(
    view: ParticipantsView, path: str, method: str, host: str | None
) -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", port_of(view), timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", f"127.0.0.1:{port_of(view)}" if host is None else host)
        connection.endheaders()
        with connection.getresponse() as response:
            yield response
    finally:
        connection.close()
