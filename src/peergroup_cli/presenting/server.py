"""The small web server behind the participants' view: on this computer only, for one page.

Its address holds a token that cannot be guessed, and a request that names another host is
refused, so that no other page of the browser can read it (source of the attack that this stops:
DNS rebinding). It answers with nothing but the page and its events.
"""

import json
import socket
from asyncio import AbstractEventLoop, Event, get_running_loop, wait_for
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from importlib import resources
from secrets import compare_digest, token_urlsafe
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from peergroup_cli.extras import require

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HOST = "127.0.0.1"

_SECONDS_BETWEEN_SIGNS_OF_LIFE = 15.0
_SECONDS_TO_STOP = 2.0


def require_server() -> None:
    """See that what serves the page is there, before the meeting begins.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require("present", "The participants' view")


class ParticipantsView:
    """The page, as long as this object is open; a context manager.

    `show` is called from the terminal's thread; the page is served from another one.

    Args:
        seconds: a clock that is never set, for the age of what is shown.
    """

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self.token = token_urlsafe(24)
        self._seconds = seconds
        self._latest: tuple[dict[str, Any], float] = ({}, 0.0)
        self._version = 0
        self._changed: set[Event] = set()
        self._loop: AbstractEventLoop | None = None

    @property
    def address(self) -> str:
        """Where the page is, token and all."""
        return f"http://{HOST}:{self._port}/{self.token}/"

    def __enter__(self) -> "ParticipantsView":
        from uvicorn import Config, Server

        self._listening = socket.create_server((HOST, 0))
        self._port = int(self._listening.getsockname()[1])
        config = Config(
            self._app(),
            log_config=None,
            # a warning about a stranger's request would stand in the middle of the meeting
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = Server(config)
        self._thread = Thread(
            target=self._server.run, kwargs={"sockets": [self._listening]}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.should_exit = True
        self._tell()
        self._thread.join(_SECONDS_TO_STOP)
        # who stops at once stops before Uvicorn would close it
        self._listening.close()

    def show(self, view: dict[str, Any]) -> None:
        """Send what the page shows from now on."""
        self._latest = (view, self._seconds())
        self._version += 1
        self._tell()

    def _tell(self) -> None:
        loop = self._loop
        if loop is not None:
            # the loop may be gone already, at the very end
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._changed:
            event.set()

    def _app(self) -> "Starlette":
        from starlette.applications import Starlette
        from starlette.routing import Route

        app = Starlette(
            routes=[
                Route("/{token}/", self._page, methods=["GET"]),
                Route("/{token}/events", self._events, methods=["GET"]),
            ],
            exception_handlers={404: _nothing, 405: _nothing},
        )
        # a redirect would answer whoever asks, and with the host that they name
        app.router.redirect_slashes = False
        return app

    def _refused(self, request: "Request") -> bool:
        host = request.headers.get("host", "")
        known = (f"{HOST}:{self._port}", f"localhost:{self._port}")
        # compared in constant time, as bytes: a token may hold any letter
        token = str(request.path_params["token"]).encode()
        is_known = host in known and compare_digest(token, self.token.encode())
        # Starlette lets HEAD in wherever it lets GET in
        return request.method != "GET" or not is_known

    async def _page(self, request: "Request") -> "Response":
        from starlette.responses import HTMLResponse

        if self._refused(request):
            return await _nothing(request, None)
        nonce = token_urlsafe(12)
        page = resources.files("peergroup_cli.presenting") / "page.html"
        text = page.read_text(encoding="utf-8").replace("NONCE", nonce)
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return HTMLResponse(text, headers={**_HEADERS, "Content-Security-Policy": policy})

    async def _events(self, request: "Request") -> "Response":
        from starlette.responses import StreamingResponse

        if self._refused(request):
            return await _nothing(request, None)
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=_HEADERS)

    async def _stream(self) -> AsyncIterator[str]:
        """Each view as it comes, the present one first; and now and then a sign of life.

        `age` says how many seconds ago it was shown, so that a page that comes later goes on
        counting where the others are.
        """
        self._loop = get_running_loop()
        changed = Event()
        self._changed.add(changed)
        sent = 0
        try:
            while not self._server.should_exit or sent != self._version:
                changed.clear()
                if sent != self._version:
                    sent = self._version
                    view, shown = self._latest
                    aged = {**view, "age": max(0.0, self._seconds() - shown)}
                    yield f"data: {json.dumps(aged, ensure_ascii=False)}\n\n"
                    continue
                try:
                    await wait_for(changed.wait(), _SECONDS_BETWEEN_SIGNS_OF_LIFE)
                except TimeoutError:
                    yield ":\n\n"
        finally:
            self._changed.discard(changed)


_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def _nothing(_request: "Request", _error: Exception | None) -> "Response":
    from starlette.responses import Response

    return Response(status_code=404, headers=_HEADERS)
