"""`run-session --present`: the page is there while the meeting runs, and opens where it can."""

import re
import sys
import webbrowser
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from peergroup_cli.presenting.server import ParticipantsView
from tests.commands.folders import changed, files
from tests.commands.peergroup import Peergroup

pytest.importorskip("uvicorn", reason="Uvicorn is not installed (extra “present”)")
pytest.importorskip("starlette", reason="Starlette is not installed (extra “present”)")


@dataclass
class Desktop:
    """A desktop whose browser loads each page that it is told to open."""

    opened: list[tuple[str, int]] = field(default_factory=list)

    def open(self, address: str) -> bool:
        parts = urlsplit(address)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=20)
        try:
            connection.request("GET", parts.path)
            self.opened.append((address, connection.getresponse().status))
        finally:
            connection.close()
        return True


@dataclass
class Seen:
    """What a meeting showed, one view after the other."""

    views: list[dict[str, object]] = field(default_factory=list)


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    found = Desktop()
    monkeypatch.setattr(webbrowser, "open", found.open)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":7")
    return found


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    found = Seen()
    show = ParticipantsView.show

    def and_remember(view: ParticipantsView, shown: dict[str, object]) -> None:
        found.views.append(shown)
        show(view, shown)

    monkeypatch.setattr(ParticipantsView, "show", and_remember)
    return found


def test_the_page_opens_while_the_meeting_runs(formed: Peergroup, desktop: Desktop) -> None:
    result = formed("run-session", "--present", typed="\n/end\n")
    assert result.exit_code == 0
    ((address, status),) = desktop.opened
    assert status == 200
    assert address in result.stderr
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", address)
    with pytest.raises(ConnectionRefusedError):
        desktop.open(address)


def test_in_a_terminal_alone_the_address_has_to_do(
    formed: Peergroup, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    result = formed("run-session", "--present", typed="\n/end\n")
    assert desktop.opened == []
    assert "http://127.0.0.1:" in result.stderr


def test_the_page_follows_the_meeting_to_its_end(
    formed: Peergroup, desktop: Desktop, seen: Seen
) -> None:
    formed("run-session", "--present", typed="\n\n\n\n/skip\nAda: a cause\n/end\n")
    assert desktop.opened
    titles = list(dict.fromkeys(view.get("segment") for view in seen.views))
    assert titles[1:3] == ["A case from each of you", "What lies behind the cases"]
    assert seen.views[-1]["over"] is True
    assert "a cause" in str(seen.views[-1]["pooled"])


def test_a_rehearsal_can_be_shown_too_and_keeps_nothing(
    formed: Peergroup, desktop: Desktop, seen: Seen
) -> None:
    before = files(formed.folder)
    assert formed("run-session", "--rehearse", "--present", typed="\n/end\n").exit_code == 0
    assert [status for _, status in desktop.opened] == [200]
    assert seen.views[0]["cohort"] == "North"
    assert changed(before, formed.folder) == set()


def test_without_what_serves_the_page_no_meeting_is_begun_and_no_reason_kept(
    formed: Peergroup, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peergroup_cli.extras.find_spec", lambda _: None)
    before = files(formed.folder)
    result = formed("run-session", "--present", "--override", "Again", typed="\n/end\n")
    assert result.exit_code == 2
    assert "pip" in result.stderr
    assert desktop.opened == []
    assert changed(before, formed.folder) == set()


def test_without_being_asked_for_nothing_is_served(formed: Peergroup, desktop: Desktop) -> None:
    assert "http" not in formed("run-session", typed="\n/end\n").stderr
    assert desktop.opened == []
