"""Asking in a terminal, with prompt_toolkit: a paste of any length and many lines is one answer.

Two ways to show it: a line with a live status below it, and a plain one that only ever writes
onwards, for screen readers and for terminals that cannot do more.
"""

import os
import signal
import sys
from asyncio import get_running_loop, sleep
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from errno import EIO
from functools import cached_property
from typing import TYPE_CHECKING, Any

from peergroup_cli.errors import Ended
from peergroup_cli.terminal.ask import Asking, Pieces, Pressed
from peergroup_cli.terminal.interrupts import ENDING, answered
from peergroup_cli.terminal.safe import safe, wrapped
from peergroup_cli.terminal.words import KEYS, is_a_word, looks_like_a_word

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.key_binding.key_processor import KeyPressEvent

_KEPT_AFTER = 0.2
"""Seconds from a change of the text to its keeping: typing on is not held up by the disk."""

# a paste of many lines comes as one, and its line ends are no Enter
_PASTES_ON, _PASTES_OFF = "\x1b[?2004h", "\x1b[?2004l"

PLAIN_VARIABLE = "PEERGROUP_PLAIN"
"""The environment variable by which somebody asks for plain lines everywhere."""

_BEAT = 1.0
"""Seconds between two looks at the clock."""

_HANG_UP: int = getattr(signal, "SIGHUP", 1)


@dataclass
class PromptAsk:
    """Asks on the screen; what is asked goes to standard error.

    Enter ends a short answer. In a long one Enter starts a new line, and Enter on an empty line
    ends it; Alt-Enter ends it at once.

    Args:
        plain: whether nothing on the screen may ever change: no line below, no colours.
    """

    plain: bool = False
    interactive: bool = True
    _keeper: ThreadPoolExecutor = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._keeper = ThreadPoolExecutor(max_workers=1)
        # its thread starts now: a Ctrl-C while it starts would leave it waiting for ever
        self._keeper.submit(int)

    def __call__(self, asking: Asking) -> str:
        """Ask on the screen.

        Raises:
            EOFError: Ctrl-D on an empty line.
            KeyboardInterrupt: Ctrl-C, or as `Ended`, the system ends this program.
        """
        if asking.hint:
            sys.stderr.write(wrapped(asking.hint) + "\n")
        ending = _Ending()
        with ending.named():
            asked = self._asked_plainly if self.plain else self._asked_live
            return asked(asking, ending)

    def _asked_live(self, asking: Asking, ending: "_Ending") -> str:
        from prompt_toolkit.formatted_text import FormattedText

        default = f" [{asking.default}]" if asking.default else ""
        label = FormattedText([("bold", safe(asking.label)), ("", safe(default)), ("", " › ")])
        prompt = self._session
        # what is None in a call of it would stay as it was at the last question
        prompt.bottom_toolbar = (
            (lambda: FormattedText(_status(prompt.app, asking))) if asking.status else None
        )
        with self._kept(asking, prompt.default_buffer):
            return prompt.prompt(
                label,
                default=asking.prefill,
                multiline=True,
                key_bindings=_keys(asking),
                prompt_continuation="  ",
                pre_run=lambda: _start(prompt.app, asking, ending),
            )

    def _asked_plainly(self, asking: Asking, ending: "_Ending") -> str:
        from prompt_toolkit.utils import is_dumb_terminal

        from peergroup_cli.terminal.plain_prompt import plain_prompt

        takes_pastes = not is_dumb_terminal()
        sys.stderr.write((_PASTES_ON if takes_pastes else "") + safe(asking.question) + " › ")
        sys.stderr.flush()
        # a change of the last line would be shown, and so the answer once more
        keys = _keys(asking, ends_are_cut=False)
        app, buffer = plain_prompt(asking.prefill, keys, sys.stderr)
        with self._kept(asking, buffer):
            try:
                typed = app.run(pre_run=lambda: _start(app, asking, ending))
                is_word = isinstance(typed, Pressed)
                return typed.rstrip("\n") if asking.long and not is_word else typed
            finally:
                with suppress(OSError):
                    sys.stderr.write("\n" + (_PASTES_OFF if takes_pastes else ""))
                    sys.stderr.flush()

    @contextmanager
    def _kept(self, asking: Asking, buffer: "Buffer") -> Iterator[None]:
        """Keep what is typed into the buffer, until the question is over."""
        if asking.keep is None:
            yield
            return
        keeping = _Keeping(buffer, asking.keep, self._keeper)
        buffer.on_text_changed += keeping.changed
        try:
            yield
        finally:
            buffer.on_text_changed -= keeping.changed
            keeping.finish()

    @cached_property
    def _session(self) -> "PromptSession[str]":
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import DummyHistory
        from prompt_toolkit.output import create_output
        from prompt_toolkit.styles import Style

        from peergroup_cli.terminal.spelled_line import SpelledLine

        style = {"bottom-toolbar": "noreverse", "near": "ansiyellow", "over": "ansired bold"}
        return PromptSession(
            history=DummyHistory(),
            style=Style.from_dict(style),
            enable_suspend=True,
            reserve_space_for_menu=0,
            output=create_output(stdout=sys.stderr),
            input_processors=[SpelledLine()],
        )


def plain_wanted() -> bool:
    """Whether plain lines are wanted: by the variable, or because the terminal can do no more."""
    from prompt_toolkit.utils import is_dumb_terminal

    said = os.environ.get(PLAIN_VARIABLE, "").strip().casefold()
    return said not in ("", "0", "no", "false") or is_dumb_terminal()


class _Keeping:
    """Keeps a text a moment after it changed, in a thread of its own, and once at the end."""

    def __init__(
        self, buffer: "Buffer", keep: Callable[[str], None], thread: ThreadPoolExecutor
    ) -> None:
        self._buffer, self._keep, self._thread = buffer, keep, thread
        self._waiting = False
        self._text = buffer.text
        self._written: Future[None] | None = None

    def changed(self, buffer: "Buffer") -> None:
        self._text = buffer.text
        if not self._waiting:
            self._waiting = True
            get_running_loop().call_later(_KEPT_AFTER, self._write)

    def finish(self) -> None:
        """Keep what was not kept yet, and wait until it is."""
        if self._waiting:
            self._write()
        if self._written:
            self._written.result()

    def _write(self) -> None:
        if self._waiting:
            self._waiting = False
            self._written = self._thread.submit(self._keep, self._text)


class _Ending:
    """Listens, while a question is asked, for the end: a signal, or a terminal that is gone."""

    def __init__(self) -> None:
        self._signal: int = 0
        self._interrupted = False
        self._app: Application[Any] | None = None
        self._before: dict[int, Any] = {}

    @contextmanager
    def named(self) -> Iterator[None]:
        """Say by what the question ended.

        Raises:
            Ended: a signal came, or the terminal was closed, which may be noticed before it.
            KeyboardInterrupt: so did that of Ctrl-C, also in the moment after Enter.
        """
        try:
            yield
            if self._signal:
                raise Ended(self._signal)
            if self._interrupted:
                raise KeyboardInterrupt
        except EOFError:
            # Ctrl-D leaves the keyboard open
            if self._app is None or not self._app.input.closed:
                raise
            raise Ended(self._signal or _HANG_UP) from None
        except OSError as error:
            if error.errno != EIO:
                raise
            raise Ended(self._signal or _HANG_UP) from None

    def listen(self, app: "Application[Any]") -> None:
        """Let the question end quietly; what is ignored already, as under nohup, stays so."""
        self._app, loop = app, get_running_loop()
        # in the place of prompt_toolkit's, which loses what comes while a question is ending
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGINT, self._interrupt, app)
        for number in ENDING:
            before = signal.getsignal(number)
            if before is not signal.SIG_IGN:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._end, app, number)
                    self._before[number] = before

    def listen_no_more(self) -> None:
        """Leave the signals as they were; after the first of them no other may disturb the end."""
        loop = get_running_loop()
        for number, before in self._before.items():
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if loop.remove_signal_handler(number):
                    signal.signal(number, signal.SIG_IGN if self._signal else before)

    def _interrupt(self, app: "Application[Any]") -> None:
        self._interrupted = True
        answered()
        if app.is_running and not app.is_done:
            app.exit(exception=KeyboardInterrupt(), style="class:aborting")

    def _end(self, app: "Application[Any]", number: int) -> None:
        self._signal = self._signal or number
        if app.is_running and not app.is_done:
            app.exit(exception=Ended(number))


def _start(app: "Application[Any]", asking: Asking, ending: _Ending) -> None:
    """What runs beside a question: the beat, and a quiet end where the system wants one."""
    ending.listen(app)
    app.create_background_task(_beating(app, asking, ending))


async def _beating(app: "Application[Any]", asking: Asking, ending: _Ending) -> None:
    try:
        while True:
            await sleep(_BEAT)
            word = asking.beat() if asking.beat else ""
            if word and app.is_running:
                app.exit(result=Pressed(word))
                return
            if asking.status:
                app.invalidate()
    finally:
        ending.listen_no_more()


def _status(app: "Application[Any]", asking: Asking) -> Pieces:
    if asking.status is None:
        return []
    width = app.output.get_size().columns
    return [(style, safe(text)) for style, text in asking.status(width)]


def _keys(asking: Asking, *, ends_are_cut: bool = True) -> "KeyBindings":
    """What the keys do; an answer's empty lines at its end are cut on the screen as well."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: "KeyPressEvent") -> None:
        buffer = event.current_buffer
        steers = is_a_word if "\n" in buffer.text else looks_like_a_word
        is_slash_word = steers(buffer.document.current_line)
        if not asking.long or is_slash_word or not buffer.document.current_line.strip():
            _hand_over(buffer, is_cut=asking.long and ends_are_cut)
        else:
            buffer.newline(copy_margin=False)

    @keys.add("c-s")
    @keys.add("c-r")
    def _no_search(_event: "KeyPressEvent") -> None:
        """Who presses Ctrl-S to save must not find themselves in a search."""

    @keys.add("c-c")
    @keys.add("<sigint>")
    def _interrupt(event: "KeyPressEvent") -> None:
        answered()
        # a second one may come while the first is ending the question
        if event.app.is_running and not event.app.is_done:
            event.app.exit(exception=KeyboardInterrupt(), style="class:aborting")

    @keys.add("escape", "enter")
    def _alt_enter(event: "KeyPressEvent") -> None:
        _hand_over(event.current_buffer, is_cut=asking.long and ends_are_cut)

    if asking.steered:
        for word, key in KEYS.items():
            keys.add("escape", key)(_pressing(word))
        keys.add("escape", "=")(_pressing("more"))
        keys.add("f1")(_pressing("help"))
    else:
        for key in (*KEYS.values(), "="):
            keys.add("escape", key)(_nothing)
    return keys


def _hand_over(buffer: "Buffer", *, is_cut: bool) -> None:
    if is_cut:
        buffer.text = buffer.text.rstrip("\n")
    buffer.validate_and_handle()


def _nothing(_event: "KeyPressEvent") -> None:
    """A key that steers elsewhere must not type its letter here."""


def _pressing(word: str) -> "Callable[[KeyPressEvent], None]":
    def press(event: "KeyPressEvent") -> None:
        event.app.exit(result=Pressed(f"/{word}"))

    return press
