"""The participants' view in a real browser; skipped where there is none."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from peergroup_cli.model.agenda import Prompt, Question
from peergroup_cli.presenting.server import ParticipantsView
from peergroup_cli.presenting.view import view_of
from peergroup_cli.session import events
from tests.presenting.browsing import PATIENCE
from tests.presenting.test_server import Seconds
from tests.session.table import Table, segment

webdriver = pytest.importorskip(
    "selenium.webdriver", reason="Selenium is not installed (extra “browser”)"
)
axe = pytest.importorskip(
    "axe_core_python.selenium", reason="axe-core is not installed (extra “browser”)"
)
pytest.importorskip("uvicorn", reason="Uvicorn is not installed (extra “present”)")

CHROMIUM, DRIVER = which("chromium"), which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed here"
)

LIST = segment("list", questions=(Question(key="cause", label="Cause"),))
ROUND = segment("round", questions=(Question(key="q", label="Q"),))
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OWN_CLOCK = "window.seconds = 0; performance.now = () => window.seconds * 1000;"
"""The page's clock stands still until the test moves it; each load begins at 0."""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    profile: Path = tmp_path_factory.mktemp("profile")
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
    found.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": OWN_CLOCK})
    yield found
    found.quit()


@dataclass
class Projector:
    """A browser that shows the page of a meeting that is played."""

    driver: Any
    view: ParticipantsView
    seconds: Seconds
    table: Table

    def show(self, *, paused: bool = False) -> None:
        """Send the meeting as it stands."""
        self.view.show(view_of(self.table.session, self.table.clock, paused=paused))

    def text(self, what: str) -> str:
        """What a part of the page says."""
        return str(self.driver.find_element("id", what).text)

    def waits_for(self, what: str, text: str) -> None:
        """Wait until a part of the page says this."""
        self.waits_until(f"document.getElementById('{what}').innerText === {json.dumps(text)}")

    def waits_until(self, condition: str) -> None:
        """Wait until this is so on the page."""
        from selenium.webdriver.support.wait import WebDriverWait

        def is_so(browser: Any) -> bool:
            return bool(browser.execute_script(f"return {condition}"))

        WebDriverWait(self.driver, PATIENCE, 0.02).until(is_so, f"It never was so: {condition}")

    def clock_at(self, seconds: float) -> tuple[str, str]:
        """The clock of the page, and how it is marked, so long after the view came."""
        self.driver.execute_script(f"window.seconds = {seconds}; tick();")
        return self.text("left"), self.driver.find_element("id", "left").get_attribute("class")

    def lines(self) -> list[str]:
        return [one.text for one in self.driver.find_elements("css selector", "#pooled li")]

    def complaints(self) -> list[str]:
        """What the browser complains about: what a policy blocked, what failed."""
        return [row["message"] for row in self.driver.get_log("browser")]


@pytest.fixture
def projector(driver: Any) -> Iterator[Projector]:
    seconds = Seconds()
    with ParticipantsView(seconds) as view:
        table = Table.with_forms(LIST, ROUND, segment("silence"))
        shown = Projector(driver, view, seconds, table)
        shown.show()
        driver.get_log("browser")
        driver.get(view.address)
        shown.waits_for("segment", "List")
        yield shown
    driver.get("about:blank")


def test_the_page_shows_where_the_meeting_stands(projector: Projector) -> None:
    table = projector.table
    table.say("a cause", "Bo: another", "")
    projector.show()
    projector.waits_for("segment", "Round")
    assert projector.text("rail") == "1 Step"
    assert projector.driver.find_element("css selector", "#rail [aria-current=step]")
    assert projector.text("say") == "Say it."
    assert projector.text("turn") == "Now: Bo Lind · next: Cleo Hart"
    assert projector.lines() == ["a cause", "another"]
    assert projector.driver.title == "North · Small"
    assert projector.complaints() == []


def test_a_change_appears_by_itself(projector: Projector) -> None:
    projector.table.say("a cause")
    projector.show()
    projector.waits_for("pooled", "List\na cause")
    projector.table.happens(events.Skip)
    projector.show()
    projector.waits_for("segment", "Round")
    assert projector.lines() == ["a cause"]


def test_the_time_left_is_counted_down_and_what_is_over_is_counted_up(
    projector: Projector,
) -> None:
    assert projector.clock_at(0) == ("10:00", "")
    assert projector.clock_at(61) == ("8:59", "")
    assert projector.clock_at(479) == ("2:01", "")
    assert projector.clock_at(480) == ("2:00", "near")
    assert projector.clock_at(600) == ("0:00", "near")
    assert projector.clock_at(605) == ("+0:05", "over")
    assert projector.clock_at(600 + 3661) == ("+61:01", "over")


def test_in_a_pause_the_clock_stands_still(projector: Projector) -> None:
    projector.table.wait(1)
    projector.table.happens(events.Pause)
    projector.show(paused=True)
    projector.waits_for("state", "A pause. The clock stands still.")
    assert projector.clock_at(300) == ("9:00", "")
    projector.table.happens(events.Resume)
    projector.show()
    projector.waits_for("state", "")
    assert projector.clock_at(330) == ("8:30", "")


def test_a_page_that_is_loaded_again_shows_the_same_and_the_right_time(
    projector: Projector,
) -> None:
    projector.table.say("a cause")
    projector.show()
    projector.seconds.now += 90
    projector.driver.refresh()
    projector.waits_for("pooled", "List\na cause")
    assert projector.clock_at(1) == ("8:29", "")
    assert projector.complaints() == []


def test_what_somebody_said_is_text_and_never_a_part_of_the_page(projector: Projector) -> None:
    said = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script></ol>&lt;b&gt;'
    projector.table.say(said)
    session = projector.table.session
    context = replace(session.context, cohort=session.context.cohort.changed(name=said))
    projector.table.session = replace(session, context=context)
    projector.show()
    projector.waits_for("pooled", f"List\n{said}")
    assert projector.driver.title.startswith(said)
    assert projector.driver.find_elements("css selector", "img, #pooled b") == []
    assert len(projector.driver.find_elements("css selector", "script")) == 1
    assert projector.driver.execute_script("return window.hacked") is None
    assert projector.complaints() == []


def test_the_end_of_the_meeting_leaves_its_last_view(projector: Projector) -> None:
    projector.table.say("a cause")
    projector.table.happens(events.End)
    projector.show()
    projector.view.__exit__()
    projector.waits_for("segment", "The meeting is over. Thank you.")
    assert (projector.text("left"), projector.text("say"), projector.text("turn")) == ("", "", "")
    assert projector.lines() == ["a cause"]
    assert projector.text("state") == ""


def test_a_meeting_that_is_stopped_leaves_its_last_view_and_says_so(projector: Projector) -> None:
    projector.table.say("a cause")
    projector.show(paused=True)
    projector.view.__exit__()
    projector.waits_for("state", "Not connected just now. What you see is the last that came.")
    assert projector.text("segment") == "List"
    assert projector.lines() == ["a cause"]
    assert projector.clock_at(500) == ("10:00", "")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(projector: Projector, scheme: str, width: int) -> None:
    for said in ("a cause", "w" * 300, "a long line " * 20):
        projector.table.say(said)
    projector.table.happens(events.Skip)
    projector.show()
    projector.waits_for("segment", "Round")
    with _screen(projector.driver, scheme, width):
        for seconds in (0, 500, 700):  # the clock has another colour in each
            projector.clock_at(seconds)
            assert _serious(projector.driver) == []
        too_wide = "return document.documentElement.scrollWidth > window.innerWidth"
        assert not projector.driver.execute_script(too_wide)
        projector.show(paused=True)
        projector.waits_for("state", "A pause. The clock stands still.")
        assert _serious(projector.driver) == []


def test_a_long_list_can_be_scrolled_with_the_keys(projector: Projector) -> None:
    for number in range(80):
        projector.table.say(f"cause {number}")
    projector.show()
    projector.waits_until("document.querySelectorAll('#pooled li').length === 80")
    body = projector.driver.find_element("tag name", "body")
    for key in ("\ue00f", "\ue010"):  # page down, and end
        before = projector.driver.execute_script("return window.scrollY")
        body.send_keys(key)
        projector.waits_until(f"window.scrollY > {before}")


def test_a_list_to_choose_from_is_in_sight_beside_the_words_with_the_numbers_to_type(
    projector: Projector,
) -> None:
    say = "Look at the list, all of it, and at what each of these ideas would ask of you. " * 4
    projector.table = Table.with_forms(
        segment("thoughts", title="Your own ideas"),
        segment("thoughts", key="outside", title="From outside"),
        segment(
            "marks", on="thoughts", votes=2, prompts=(Prompt(say=say.strip(), rescue="Rescue."),)
        ),
    )
    projector.table.say("we fear the blank look of experts", "beginners are not asked", "")
    projector.table.say("m", "m", "a third", "a fourth", "a fifth", "")
    while projector.table.question.field != "marks":
        projector.table.say("m")
    projector.show()
    projector.waits_for("segment", "Marks")
    with _screen(projector.driver, "light", 1280):
        items = projector.driver.find_elements("css selector", "#pooled li")
        numbers = [int(item.get_property("value")) for item in items]
        assert numbers == [int(c.key) for c in projector.table.question.choices]
        assert all(item.rect["y"] + item.rect["height"] < 720 for item in items)
        said = projector.driver.find_element("id", "say").rect
        assert items[0].rect["x"] >= said["x"] + said["width"]
        assert _serious(projector.driver) == []


@contextmanager
def _screen(driver: Any, scheme: str, width: int) -> Iterator[None]:
    """A screen of this width, in the light or the dark scheme."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    metrics = {"width": width, "height": 720, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        dark = "return matchMedia('(prefers-color-scheme: dark)').matches"
        assert driver.execute_script(dark) is (scheme == "dark")
        assert driver.execute_script("return window.innerWidth") == width
        yield
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def _serious(driver: Any) -> list[tuple[str, str]]:
    """What axe-core finds that keeps people from reading the page."""
    found = axe.Axe().run(driver)["violations"]
    return [
        (rule["id"], node["html"])
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
