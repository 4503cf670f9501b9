"""How a question reaches a person: one protocol, and an answer that is plain text.

Everything that asks is given an `Ask`. In a terminal that is `PromptAsk`; in a pipe `LineAsk`;
with `--answers` and in tests a script; and where nobody can answer, `NobodyToAsk`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TextIO

from peergroup_cli.errors import NeedsTerminal
from peergroup_cli.terminal.safe import safe


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
        status: a short text such as the time used, read when the question is shown.
    """

    label: str
    hint: str = ""
    long: bool = False
    prefill: str = ""
    default: str = ""
    option: str = ""
    status: Callable[[], str] | None = None


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
    """Reads answers from a pipe: a short answer is a line, a long one ends at an empty line."""

    source: TextIO
    interactive: bool = False

    def __call__(self, asking: Asking) -> str:
        """Read the next answer; nothing is asked twice."""
        line = self._line()
        if not asking.long or not line.strip() or line.startswith("/"):
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


def ask_until[T](ask: Ask, asking: Asking, understand: Callable[[str], T]) -> T:
    """Ask until the answer is understood; a text that is not stands in the input line again.

    Args:
        ask: who is asked.
        asking: the question.
        understand: gives the answer's meaning, or raises ValueError with what is wrong.

    Raises:
        ValueError: the answer is not understood and there is no person to ask again.
    """
    ...
