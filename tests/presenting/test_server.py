"""The server behind the participants' view: one page, for who knows its address, and no more."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from peergroup_cli.errors import UsageProblem
from peergroup_cli.presenting import server
from peergroup_cli.presenting.server import ParticipantsView, require_server
from tests.presenting.browsing import PATIENCE, ask, port_of, stream

pytest.importorskip("uvicorn", reason="Uvicorn is not installed (extra “present”)")
pytest.importorskip("starlette", reason="Starlette is not installed (extra “present”)")


@dataclass
class Seconds:
    """A clock that only the test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def view(seconds: Seconds) -> Iterator[ParticipantsView]:
    with ParticipantsView(seconds) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared() -> Iterator[ParticipantsView]:
    """A view that shows one thing, for all who only knock."""
    with ParticipantsView() as opened:
        opened.show({"say": "a secret"})
        yield opened


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_who_knows_the_address_gets_the_page(shared: ParticipantsView, name: str) -> None:
    answer = ask(shared, host=f"{name}:{port_of(shared)}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b"new EventSource" in answer.body


def test_the_page_runs_its_own_script_and_nothing_else(shared: ParticipantsView) -> None:
    first, second = ask(shared), ask(shared)
    policy = first.headers["content-security-policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    nonces = set(re.findall(r"nonce-([\w-]{16})'", policy))
    assert set(re.findall(rb'nonce="([\w-]+)"', first.body)) == {one.encode() for one in nonces}
    assert len(nonces) == 1
    assert second.headers["content-security-policy"] != policy
    assert not re.search(rb"https?://|//\w", re.sub(rb"// [^\n]*", b"", first.body))


@pytest.mark.parametrize("path", ["", "events", "nothing"])
def test_every_answer_is_kept_out_of_caches_and_histories(
    shared: ParticipantsView, path: str
) -> None:
    with ExitStack() as stack:
        if path == "events":
            opened = stack.enter_context(stream(shared))
            headers = {name.lower(): text for name, text in opened.response.getheaders()}
        else:
            headers = ask(shared, f"/{shared.token}/{path}").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "127.0.0.1.evil.org",
        "127.0.0.1.evil.org:{port}",
        "evil.org:{port}",
        "localhost.evil.org:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}@evil.org",
        "evil.org@127.0.0.1:{port}",
        "127.0.0.1:{port}0",
        "127.0.0.1:0{port}",
    ],
)
@pytest.mark.parametrize("path", ["", "events"])
def test_a_page_of_another_host_cannot_ask_for_it(
    shared: ParticipantsView, host: str, path: str
) -> None:
    answer = ask(shared, f"/{shared.token}/{path}", host=host.format(port=port_of(shared)))
    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "//",
        "/events",
        "/{half}/",
        "/{token}x/",
        "/{token}",
        "/{token}/events/",
        "/{token}/page.html",
        "/{token}/../events",
        "/%20{token}/",
        "/%ff%00/",
        "/%C3%A9/events",
        "/{token}%2Fevents%2F",
        "/static/page.html",
        "/docs",
        "*",
    ],
)
def test_who_does_not_know_the_address_gets_nothing(shared: ParticipantsView, path: str) -> None:
    answer = ask(shared, path.format(token=shared.token, half=shared.token[:16]))
    assert (answer.status, answer.body) == (404, b"")
    assert "location" not in answer.headers


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "FOO"])
@pytest.mark.parametrize("path", ["", "events", "nothing"])
def test_nothing_can_be_sent_to_it(shared: ParticipantsView, method: str, path: str) -> None:
    answer = ask(shared, f"/{shared.token}/{path}", method=method)
    assert (answer.status, answer.body) == (404, b"")


def test_two_meetings_have_two_addresses() -> None:
    addresses = {ParticipantsView().token for _ in range(50)}
    assert len(addresses) == 50
    assert min(map(len, addresses)) >= 32


@pytest.mark.parametrize("address", ["127.0.0.2", "::1"])
def test_only_this_computer_can_reach_it(shared: ParticipantsView, address: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - refused here, unknown or unreachable elsewhere
        socket.create_connection((address, port_of(shared)), timeout=PATIENCE)


def test_rubbish_is_no_request_and_no_log_disturbs_the_screen(
    shared: ParticipantsView, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection(("127.0.0.1", port_of(shared)), timeout=PATIENCE) as line:
        line.sendall(b"\x16\x03\x01 rubbish\r\n\r\n")
        while line.recv(4096):
            pass
    assert ask(shared).status == 200
    assert caplog.records == []


# --- the events


def test_who_comes_later_gets_the_present_view_at_once(view: ParticipantsView) -> None:
    view.show({"say": "one"})
    view.show({"say": "two"})
    for _ in range(2):
        with stream(view) as opened:
            assert opened.view() == {"say": "two", "age": 0.0}


def test_who_comes_before_the_first_view_waits_for_it(view: ParticipantsView) -> None:
    with stream(view) as opened:
        view.show({"say": "one"})
        assert opened.view() == {"say": "one", "age": 0.0}


def test_a_change_is_sent_to_all_who_watch(view: ParticipantsView) -> None:
    view.show({"say": "one"})
    with ExitStack() as stack:
        watching = [stack.enter_context(stream(view)) for _ in range(3)]
        assert all(one.until(say="one") for one in watching)
        for word in ("two", "three"):
            view.show({"say": word})
            assert all(one.until(say=word) for one in watching)


def test_a_page_that_is_loaded_again_knows_how_old_the_view_is(
    view: ParticipantsView, seconds: Seconds
) -> None:
    view.show({"used": 60})
    seconds.now += 300
    with stream(view) as opened:
        assert opened.view() == {"used": 60, "age": 300.0}


@pytest.mark.parametrize("said", ["a\n\ndata: b", "\r\nevent: x", "\u2028", "אורי 🚀", "</script>"])
def test_any_text_arrives_as_it_was(view: ParticipantsView, said: str) -> None:
    view.show({"pooled": [said]})
    with stream(view) as opened:
        assert opened.view() == {"pooled": [said], "age": 0.0}


def test_while_nothing_changes_there_is_a_sign_of_life(
    view: ParticipantsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_SECONDS_BETWEEN_SIGNS_OF_LIFE", 0.001)
    with stream(view) as opened:
        assert opened.response.readline() == b":\n"
        view.show({"say": "one"})
        assert opened.until(say="one")


# --- the end


def test_the_end_sends_the_last_view_and_ends_all_streams() -> None:
    with ExitStack() as stack, ParticipantsView() as view:
        view.show({"over": False})
        watching = [stack.enter_context(stream(view)) for _ in range(3)]
        assert all(one.until(over=False) for one in watching)
        view.show({"over": True})
        view.__exit__()
        assert not view._thread.is_alive()
        for one in watching:
            assert one.until(over=True)
            assert one.view() is None


def test_after_the_end_nothing_listens() -> None:
    with ParticipantsView() as view:
        view.show({})
        assert ask(view).status == 200
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port_of(view)), timeout=PATIENCE)
    view.show({"over": True})  # nobody is there any more, and that is no error


def test_who_stops_at_once_leaves_nothing_behind() -> None:
    for _ in range(5):
        with ParticipantsView() as view:
            pass
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port_of(view)), timeout=PATIENCE)


def test_without_what_serves_the_page_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require_server()
    monkeypatch.setattr(
        "peergroup_cli.extras.find_spec", lambda name: None if name == "uvicorn" else object()
    )
    with pytest.raises(UsageProblem) as told:
        require_server()
    assert "pipx inject" in (told.value.hint or "")
