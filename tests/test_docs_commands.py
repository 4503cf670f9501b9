"""Every command that a page shows as a line to be typed is typed here, page by page, in order.

Where a page begins, the invented group of `examples` has held its three meetings; some pages
begin earlier, and the README before the first. A pack that a page shows lies in the workspace.
"""

import re
import shlex
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from shutil import copytree

import pytest

from peergroup_cli.commands.shared import options
from peergroup_cli.formation.forming import form
from tests.examples import EXAMPLES, MEETINGS, hold, typed

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *EXAMPLES.glob("*.md")])
BEGINS = {
    "README.md": (0, date(2026, 11, 20)),
    "dates.md": (2, date(2026, 11, 20)),
    "tutorial.md": (0, date(2026, 11, 20)),
    "practice.md": (2, date(2026, 11, 20)),
}
"""Pages that begin earlier than after the third meeting: how many were held, and the day."""

ASKS = {1: "it ends where nobody answers", 16: "it asks, and nobody is there"}
ASKS |= {22: "it has looked, and there is something to see"}
"""Exit codes of a command that is well typed, but needs somebody at the terminal."""

MISSING = {
    "bring-back": "the other disk is not here",
    "link-strategy": "both strategies are those of other groups",
    "place": "nobody of the list is without a cohort",
}
"""Commands that are shown with names that no example has."""


def lines_of(page: Path) -> Iterator[str]:
    """The lines of a page's shell blocks, each as it is typed."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for block in blocks:
        for line in block.splitlines():
            if line.startswith(("peergroup ", "cd ")):
                yield line.partition(" > ")[0]


def packs_of(page: Path) -> list[str]:
    """The agendas and modules that a page shows whole."""
    shown = re.findall(r"^```toml\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [text for text in shown if re.search(r'^kind = "(agenda|module)"', text, re.MULTILINE)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_can_be_typed(
    page: Path, held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, today = BEGINS.get(page.name, (3, date(2026, 12, 11)))
    # a short search is enough to see that a line can be typed
    assert form.__kwdefaults__ is not None
    monkeypatch.setitem(form.__kwdefaults__, "evaluations", 10_000)
    begun = copytree(held / str(number), tmp_path / "begun")
    workspace = begun / "north"
    monkeypatch.setattr(options, "now", lambda: datetime.combine(today, time(9), UTC))
    monkeypatch.chdir(workspace if number else begun)
    if number:
        for name in ("people.csv", "next-year.csv"):
            (workspace / name).write_bytes((EXAMPLES / "people.csv").read_bytes())
        for nth, pack in enumerate(packs_of(page)):
            (workspace / "packs" / f"{nth}.toml").write_text(pack, "utf-8")
    waiting = list(MEETINGS[number:])
    for line in lines_of(page):
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            Path("members.csv").write_bytes((EXAMPLES / "members.csv").read_bytes())
        elif words == ["peergroup", "run-session"] and waiting:
            hold(*waiting.pop(0))
        else:
            done = typed(*words[1:])
            fits = done.exit_code in {0, *ASKS} or words[1] in MISSING
            assert fits, (line, done.exit_code, done.output)
