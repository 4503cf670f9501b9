"""How a question reaches a person: one protocol, and an answer that is plain text.

Everything that asks is given an `Ask`. In a terminal that is the `PromptAsk` of `prompt_ask`; in
a pipe `LineAsk`; with `--answers` and in tests a script; where nobody can answer, `NobodyToAsk`.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TextIO, TypeVar

from peergroup_cli.errors import NeedsTerminal, UsageProblem
from peergroup_cli.terminal.words import looks_like_a_word

T = TypeVar("T")

Pieces = list[tuple[str, str]]
"""Text in pieces, each with its style."""


class NotThis(ValueError):
    """The answer is no slip that could be corrected: the input line is empty again."""


class Pressed(str):
    """A word that came by its key: what was being typed is not a part of it, and is kept."""

    __slots__ = ()


@dataclass(frozen=True)
class Asking:
    """One question.

    Args:
        label: stands before the cursor.
        hint: one quiet line above it.
        long: whether the answer may have many lines (ended by an empty one).
        prefill: text that already stands in the input line, to be corrected.
        default: what Enter alone means; it is shown, the asker applies it.
        option: the option that would have answered, named where nobody can be asked.
        place: the segment that it belongs to, in a meeting.
        status: the lines that stand below it, for a width; read each second.
        keep: is given what is being typed, a moment after it changes, so that it can be kept.
        beat: called each second; gives a word that ends the question as a key does, or nothing.
        steered: whether the keys that steer a meeting do so here.
    """

    label: str
    hint: str = ""
    long: bool = False
    prefill: str = ""
    default: str = ""
    option: str = ""
    place: str = ""
    status: Callable[[int], Pieces] | None = None
    keep: Callable[[str], None] | None = None
    beat: Callable[[], str] | None = None
    steered: bool = False

    @property
    def question(self) -> str:
        """The label, and what Enter alone would mean."""
        return f"{self.label} [{self.default}]" if self.default else self.label


class Ask(Protocol):
    """Asks one question and gives the answer's text, without its line end.

    Raises:
        EOFError: there is no more input (Ctrl-D, the end of a pipe or script).
        KeyboardInterrupt: Ctrl-C.
    """

    @property
    def interactive(self) -> bool:
        """Whether a wrong answer can be shown to a person and asked again."""
        ...

    def __call__(self, asking: Asking) -> str:
        """Ask the question."""
        ...


@dataclass(frozen=True)
class NobodyToAsk:
    """Stands where there is no terminal: every question is an error that names its option."""

    interactive: bool = False

    def __call__(self, asking: Asking) -> str:
        """Refuse to ask.

        Raises:
            NeedsTerminal: always.
        """
        hint = f"Give it as an option: {asking.option}" if asking.option else ""
        raise NeedsTerminal(
            f"An answer is needed and there is no terminal to ask in: {asking.label}", hint
        )


@dataclass
class LineAsk:
    """Reads answers from a pipe: a short answer is a line, a long one ends at an empty line.

    Args:
        source: where the lines come from.
        echo: shows what is asked, so that a log can be followed. What is answered is not shown.
    """

    source: TextIO
    echo: Callable[[str], None] = lambda _: None
    interactive: bool = False

    def __call__(self, asking: Asking) -> str:
        """Read the next answer; nothing is asked twice."""
        self.echo(f"{asking.question} ›")
        line = self._line()
        if not asking.long or not line.strip() or looks_like_a_word(line):
            return line
        lines = [line]
        while True:
            try:
                line = self._line()
            except EOFError:
                break
            if not line.strip():
                break
            lines.append(line)
        return "\n".join(lines)

    def _line(self) -> str:
        line = self.source.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")


@dataclass
class ScriptAsk:
    """Gives the answers of a script, segment by segment, and shows what is asked and answered.

    Args:
        answers: the answers of each segment, in the order of its questions.
        echo: shows a line.
    """

    answers: dict[str, list[str]]
    echo: Callable[[str], None]
    interactive: bool = False
    _place: str = ""

    @property
    def unused(self) -> list[str]:
        """The segments whose answers are not used up."""
        return [key for key, waiting in self.answers.items() if waiting]

    def __call__(self, asking: Asking) -> str:
        """Take the next answer of the question's segment.

        Raises:
            EOFError: the script has no (more) answers for this segment.
            UsageProblem: the meeting moved on, and answers of the last segment are left over.
        """
        left = self.answers.get(self._place, [])
        if asking.place != self._place and left:
            raise UsageProblem(
                f"The answers for “{self._place}” do not fit: {len(left)} were not asked for.",
                "Everything that was answered is saved.",
            )
        self._place = asking.place
        waiting = self.answers.get(asking.place, [])
        if not waiting:
            raise EOFError
        answer = waiting.pop(0)
        self.echo(f"{asking.question} › {answer}")
        return answer


def ask_until(ask: Ask, asking: Asking, understand: Callable[[str], T]) -> T:
    """Ask until the answer is understood; a text that is not stands in the input line again.

    Args:
        ask: who is asked.
        asking: the question.
        understand: gives the answer's meaning, or raises ValueError with what is wrong.

    Raises:
        UsageProblem: the answer is not understood and there is no person to ask again.
    """
    while True:
        text = ask(asking)
        try:
            return understand(text)
        except ValueError as error:
            if not ask.interactive:
                raise UsageProblem(f"“{asking.label}”: {error}") from None
            again = "" if isinstance(error, NotThis) else worth_correcting(text)
            asking = replace(asking, hint=str(error), prefill=again)


def worth_correcting(text: str) -> str:
    """What stands in the line again after a wrong answer: all but a slip of a key or two."""
    return text if len(text.strip()) > _SLIP else ""


_SLIP = 2

CLEARING = "Enter keeps what stands in the line; Ctrl-U empties it"
"""Said once where a text stands there to be corrected."""


def is_terminal() -> bool:
    """Whether a person sits at both ends: keys come in, and the screen is seen."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
