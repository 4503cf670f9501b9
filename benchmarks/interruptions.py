# ruff: noqa: T201 - a table on standard output is what it is for
"""Whole meetings in which every question is torn away in mid-sentence.

Run `python benchmarks/interruptions.py` (POSIX only, with the extra “dev”; some minutes): in a
terminal a meeting of each agenda is held, and at every question half a sentence is typed before
the program is ended: by Ctrl-C, SIGTERM, a closed terminal and SIGKILL in turns, at every fifth
question inside /note or /park. Then it is started anew, which must show the half sentence in the
line; it is answered there, and the next question is torn away. `... explore` for one agenda.

kept: half sentences that were on the disk afterwards; back: those that stood in the line again;
codes: exit codes as documented; sane: terminals that echo again. whole: whether the meeting is, but
for its times, the one that it is when nobody disturbs it: no answer lost, none asked for twice.
"""

import os
import signal
import sys
import tempfile
import termios
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.session.table import FIRST_DAY, cohort, shipped
from tests.session.test_forms import explored
from tests.terminal.terminal import Terminal
from tests.terminal.test_interruptions import Talker, held

from peergroup_cli.ledger.following import open_experiments
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session.machine import begin
from peergroup_cli.session.question import Question
from peergroup_cli.session.scene import Context
from peergroup_cli.session.walk import Session
from peergroup_cli.storage.workspace import Workspace
from peergroup_cli.terminal.ask import Asking

AGENDAS = ("learning-together", "explore", "reflect")
CODES = {"Ctrl-C": 130, "SIGTERM": 143, "closed": 129, "SIGKILL": -9}
PROMPT = "\x1b[?2004h"
"""What a question writes once it listens to keys."""


@dataclass
class Sweep:
    """One meeting, torn away at every question.

    Args:
        folder: where its workspace is made.
        agenda: the key of its agenda.
    """

    folder: Path
    agenda: str
    counts: Counter[str] = field(default_factory=Counter)
    half: str = ""
    inside: str = ""

    def __post_init__(self) -> None:
        self.workspace = Workspace.create(self.folder, None)
        self.workspace.add_cohort(cohort(4))
        earlier = (self.workspace.add_meeting(explored().changed(state="finished")).record,)
        self.context = Context(cohort(4), earlier, open_experiments(cohort(4), earlier))
        self.talker = Talker(-1, KeyboardInterrupt)

    def run(self) -> None:
        """Hold the meeting to its end."""
        number = 0
        while True:
            with self._started() as terminal:
                if self.half:
                    self._answer(terminal)
                if self._meeting().state != "open":
                    terminal.ended()
                    return
                self._tear(terminal, list(CODES)[number % 4], number)
            number += 1

    def _started(self) -> Terminal:
        new = ("--agenda", self.agenda, "--override", "A sweep", "--date", FIRST_DAY.isoformat())
        first = not self._has_file()
        terminal = Terminal("run-session", *(new if first else ()), cwd=self.folder, columns=160)
        terminal.wait_until(lambda: PROMPT in terminal.everything)
        return terminal

    def _answer(self, terminal: Terminal) -> None:
        """See whether the half sentence stands in the line, then answer in its place."""
        if self.inside:
            self._press(terminal, self.inside)
        terminal.wait_until(lambda: f"› {self.half}" in terminal.shown)
        self.counts["back"] += f"› {self.half}" in terminal.shown
        if self.inside:
            self._enter(terminal, "")
        position = self._session().meeting.position
        self._enter(terminal, self.talker(self._asking()))
        terminal.wait_until(lambda: self._session().meeting.position != position)

    def _press(self, terminal: Terminal, key: str) -> None:
        before = terminal.everything.count(PROMPT)
        terminal.child.send(key)
        terminal.wait_until(lambda: terminal.everything.count(PROMPT) > before)

    def _enter(self, terminal: Terminal, text: str) -> None:
        # Ctrl-U takes away what stands there, Alt-Enter ends a short answer and a long one
        before = terminal.everything.count(PROMPT)
        terminal.child.send(f"\x15{text}\x1b\r")
        terminal.wait_until(
            lambda: terminal.everything.count(PROMPT) > before or not terminal.child.isalive()
        )

    def _tear(self, terminal: Terminal, how: str, number: int) -> None:
        self.half, self.inside = f"half {number} a sent", ""
        if number % 5 == 4:
            self.inside = "\x1bo" if number % 2 else "\x1bk"
            self._press(terminal, self.inside)
            self.counts["inside"] += 1
        terminal.child.send(self.half)
        terminal.wait_until(lambda: self.half in terminal.shown)
        self.counts[how] += 1
        if how == "SIGKILL":
            # what may be lost is the last half second
            terminal.wait_until(self._is_kept)
        code = self._end(terminal, how)
        self.counts["codes"] += code == CODES[how]
        self.counts["kept"] += self._is_kept()

    def _end(self, terminal: Terminal, how: str) -> int:
        if how == "closed":
            return terminal.hang_up()
        if how == "Ctrl-C":
            terminal.child.send("\x03")
        else:
            os.kill(terminal.child.pid, getattr(signal, how))
        if how != "SIGKILL":
            terminal.wait_until(lambda: "Go on with" in terminal.shown)
            local = termios.tcgetattr(terminal.child.child_fd)[3]
            self.counts["sane"] += bool(local & termios.ECHO and local & termios.ICANON)
        return terminal.ended()

    def _is_kept(self) -> bool:
        return any(self.half in one.read_text() for one in self.drafts)

    @property
    def drafts(self) -> list[Path]:
        """The files with half sentences; none, when all are answered."""
        return list(self.folder.glob("cohorts/north/meetings/.*.draft.toml"))

    def _has_file(self) -> bool:
        return len(self.workspace.meetings("north")) > 1

    def _meeting(self) -> Meeting:
        return self._session().meeting

    def _session(self) -> Session:
        if not self._has_file():
            return begin(self.context, shipped(self.agenda).with_variant(0), 2, FIRST_DAY)
        return Session(self.context, self.workspace.meetings("north")[1].record)

    def _asking(self) -> Asking:
        question = self._session().question
        if question is None:
            raise EOFError
        who = f"{self.context.cohort.name_of(question.member)} · " if question.member else ""
        long = " (empty line ends it)" if question.long else ""
        return Asking(
            label=f"{who}{question.label}{long}",
            hint=_hint(question),
            default=question.default,
        )

    def is_whole(self, folder: Path) -> bool:
        """Whether the meeting is what it is without any interruption."""
        made = self._meeting().changed(spans=(), timing=())
        return made == held(folder, self.agenda, -1, EOFError)


def _hint(question: Question) -> str:
    choices = " · ".join(f"{c.key} {c.label}" for c in question.choices if c.label)
    return "\n".join(part for part in (choices, question.hint) if part)


def main() -> None:
    """Hold a meeting of each agenda, and print what came of it."""
    columns = (*CODES, "inside", "codes", "sane", "kept", "back")
    print(f"{'agenda':18}{'questions':>10}" + "".join(f"{name:>9}" for name in columns) + "  whole")
    for agenda in sys.argv[1:] or AGENDAS:
        with tempfile.TemporaryDirectory() as folder:
            sweep = Sweep(Path(folder) / "torn", agenda)
            sweep.run()
            whole = sweep.is_whole(Path(folder) / "undisturbed") and not sweep.drafts
        asked = sum(sweep.counts[how] for how in CODES)
        numbers = "".join(f"{sweep.counts[name]:9}" for name in columns)
        print(f"{agenda:18}{asked:10}{numbers}  {'yes' if whole else 'NO'}", flush=True)


if __name__ == "__main__":
    main()
