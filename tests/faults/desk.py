"""A workspace, the program, and a notebook in which the same is written by hand."""

import atexit
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from peergroup_cli.commands.shared import options
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup
from tests.faults.dying import Death
from tests.faults.notebook import Notebook, Table, is_left_by_a_crash, noted, place_in, strays_in

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2027, 1, 20)
GROUP = "north-quay"
HELD = {"learning-together": "2026-11-05", "explore": "2026-11-12", "reflect": "2026-12-10"}
CHECK_IN = """\
format = 1
kind = "agenda"
key = "check-in"
title = "Check-in"
purpose = "How is it going?"
minutes = 10

[[rail]]
key = "since"
title = "Since last time"

[[segments]]
key = "notes"
stage = "since"
title = "Notes"
minutes = 10
aim = "What has moved is noted."
do = "Note it."
capture = "list"
disclosure = "group"

[[segments.questions]]
key = "note"
label = "Note"

[[segments.prompts]]
say = "What has moved?"
rescue = "Wait."
"""
WORDS = st.sampled_from(
    [
        *("They moved a shift", "“Bad” news first", 'a "quoted" word', "it's # no comment"),
        *("'''", '"""', "\\", "\\u0041 C:\\temp", "= 1", "[[logs]]", "😀 שלום é", "{x = 1}"),
        *("[bold]loud[/]", ":smile:", "=SUM(A1)", "-", "x" * 200, "true"),
    ]
)
TEXTS = WORDS | st.just("a tab\tin it")
CALLS = st.none() | st.integers(0, 20)
"""The call at which the program dies, if it does; most commands have no more that change."""

Change = Callable[[Notebook], None]


@cache
def prepared() -> Path:
    """A workspace with the invented group after its three meetings; made once, never changed."""
    place = mkdtemp(prefix="peergroup-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    program = Peergroup(Path(place, "workspace"))
    Workspace.create(program.folder, None)
    (program.folder / "packs").mkdir(exist_ok=True)
    pack = program.folder / "packs" / "check-in.toml"
    pack.write_text(CHECK_IN)
    pack.chmod(0o600)
    members = str(EXAMPLES / "members.csv")
    program.done("new-cohort", "--name", "North Quay", "--theme", "Bad news", "--from", members)
    for agenda, day in HELD.items():
        answers = str(EXAMPLES / f"{agenda}.toml")
        program.done("run-session", "--date", day, "--answers", answers)
    return program.folder


class Desk(RuleBasedStateMachine):
    """Types commands, also such that die, and compares the files with the notebook."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(options, "today", lambda: TODAY)
        start = prepared()
        self.place = Path(mkdtemp(prefix="peergroup-"))
        self.peergroup = Peergroup(Path(shutil.copytree(start, self.place / "workspace")))
        self.notebook = Notebook.of(self.folder)
        self.others: dict[str, Table] = {}

    @property
    def folder(self) -> Path:
        return self.peergroup.folder / "cohorts" / GROUP

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.place)

    @invariant()
    def the_files_say_what_was_typed(self) -> None:
        found = Notebook.of(self.folder)
        assert found.tables == self.notebook.tables
        assert found.earlier == self.notebook.earlier

    @invariant()
    def other_cohorts_are_as_they_were(self) -> None:
        for name, table in self.others.items():
            path = self.peergroup.folder / "cohorts" / name / "cohort.toml"
            assert tomllib.loads(path.read_text("utf-8")) == table

    @invariant()
    def no_file_is_left_over(self) -> None:
        assert strays_in(self.folder) == set()

    def types(
        self, name: str, meeting: Table, said: list[str], *arguments: str, dies: int | None
    ) -> None:
        """Answer in a meeting; a crash leaves what was acknowledged, which is a first part."""
        states, typed = [self.notebook], []
        if name in self.notebook.tables:
            states.append(self.notebook.copy())
            states[-1].note_who_left(states[-1].tables[name])
        for text in said:
            after = states[-1].copy()
            table = after.tables.setdefault(name, {**meeting})
            if text == "/back" and place_in(table) == 1:
                continue
            noted(table, text)
            states.append(after)
            typed.append(f"{text}\n")
        command = ("run-session", GROUP, *arguments)
        self.becomes(states, *command, typed="".join([*typed, "/stop\n"]), exit_code=1, dies=dies)

    def does(
        self, *arguments: str, change: Change, typed: str = "", dies: int | None = None
    ) -> None:
        """A command that changes one file, or dies before or after it did."""
        after = self.notebook.copy()
        change(after)
        self.becomes([self.notebook, after], *arguments, typed=typed, exit_code=0, dies=dies)

    def becomes(
        self,
        states: list[Notebook],
        *arguments: str,
        typed: str,
        exit_code: int,
        dies: int | None,
    ) -> None:
        """A command that leads to the last of these states, or dies and leaves one of them."""
        before = {name: self.bytes_of(name) for name in self.notebook.tables}
        at = len(states) - 1
        if dies is None:
            done = self.peergroup(*arguments, typed=typed)
            assert done.exit_code == exit_code, (arguments, done.output)
        else:
            self.dies_in(dies, *arguments, typed=typed)
            at = [state.tables for state in states].index(Notebook.of(self.folder).tables)
            self.tidy()
        self.turn_over(states[at], before)
        if dies is not None:
            self.accept_what_is_kept_twice(before)

    def turn_over(self, after: Notebook, before: dict[str, bytes]) -> None:
        """Go on in another notebook; what has changed is kept, but dates and open meetings."""
        was, self.notebook = self.notebook, after.copy()
        for name, content in before.items():
            is_kept = name != "dates.toml" and "position" not in was.tables[name]
            if is_kept and self.bytes_of(name) != content:
                self.notebook.keep(name, content)

    def dies_in(self, calls: int, *arguments: str, typed: str = "") -> None:
        with Death(calls).awaited(self.folder):
            self.peergroup(*arguments, typed=typed)

    def tidy(self) -> None:
        """Only what is known to stay behind after a crash stays; a later start takes it away."""
        for path in strays_in(self.folder):
            assert is_left_by_a_crash(path)
            path.unlink()

    def accept_what_is_kept_twice(self, before: dict[str, bytes]) -> None:
        """A crash before the save leaves an earlier version that is as the file still is."""
        found = Notebook.of(self.folder).earlier
        if found != self.notebook.earlier:
            name, content = found[-1]
            assert before[name] == content
            since = len(self.notebook.earlier) - len(found) + 1
            assert found[:-1] == self.notebook.earlier[since:]
            self.notebook.earlier = found

    def refuses(self, exit_code: int, *arguments: str) -> None:
        """A command that changes nothing, and says so."""
        done = self.peergroup(*arguments)
        assert done.exit_code == exit_code, (arguments, done.output)

    def bytes_of(self, name: str) -> bytes:
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""
