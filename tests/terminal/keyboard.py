"""A keyboard to test with: keys go into a pipe, and the question reads them as a terminal's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from peergroup_cli.terminal.ask import Asking
from peergroup_cli.terminal.prompt_ask import PromptAsk

if TYPE_CHECKING:
    from prompt_toolkit.input import PipeInput

ENTER, ALT_ENTER = "\r", "\x1b\r"
CTRL_C, CTRL_D, CTRL_R, CTRL_S, CTRL_Z = "\x03", "\x04", "\x12", "\x13", "\x1a"
BACKSPACE, HOME = "\x7f", "\x01"


def alt(key: str) -> str:
    """Alt and a key: what a terminal sends is the same as Esc and then the key."""
    return f"\x1b{key}"


def paste(text: str) -> str:
    """A paste, as a terminal brackets it."""
    return f"\x1b[200~{text}\x1b[201~"


@dataclass
class Typist:
    """Asks on a screen whose keys are known; each question takes the next of them.

    Args:
        keys: what is typed at each question, one after the other; then the keyboard is closed.
        plain: whether the lines are plain ones.
        before: is called before each question, with its number.
    """

    keys: list[str]
    plain: bool = False
    before: Callable[[int], None] = lambda _: None
    asked: list[Asking] = field(default_factory=list)
    interactive: bool = True

    def __post_init__(self) -> None:
        self._ask = PromptAsk(plain=self.plain)

    def __call__(self, asking: Asking) -> str:
        """Type the keys of this question."""
        self.before(len(self.asked))
        self.asked.append(asking)
        if len(self.asked) > len(self.keys):
            raise EOFError
        with keyboard() as pipe:
            pipe.send_text(self.keys[len(self.asked) - 1])
            return self._ask(asking)


@contextmanager
def keyboard() -> "Iterator[PipeInput]":
    """A pipe that is the keyboard of every question inside."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe
