"""A line that only ever writes onwards: for screen readers, and for the plainest terminals."""

from typing import TYPE_CHECKING, TextIO

from peergroup_cli.terminal.safe import safe

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.key_binding.key_processor import KeyPressEvent


def plain_prompt(
    prefill: str, keys: "KeyBindings", out: TextIO
) -> "tuple[Application[str], Buffer]":
    """An input line that echoes what is typed, and the buffer that holds it.

    Args:
        prefill: what stands in it at first.
        keys: what keys do, beside typing; Ctrl-C is among them.
        out: where it is echoed.
    """
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.layout import BufferControl, Layout, Window
    from prompt_toolkit.output import DummyOutput

    def accepted(buffer: Buffer) -> bool:
        app.exit(result=buffer.text)
        return True

    buffer = Buffer(multiline=True, accept_handler=accepted, document=Document(prefill))
    echo = _Echo(out)
    buffer.on_text_changed += lambda changed: echo.show(changed.text)
    ending = KeyBindings()

    @ending.add("c-d")
    def _end_of_input(event: "KeyPressEvent") -> None:
        if not event.current_buffer.text:
            event.app.exit(exception=EOFError())

    @ending.add("c-z")
    def _nothing(_event: "KeyPressEvent") -> None:
        """Else it would be typed into the answer."""

    app: Application[str] = Application(
        layout=Layout(Window(BufferControl(buffer=buffer))),
        key_bindings=merge_key_bindings([ending, keys]),
        output=DummyOutput(),
    )
    # not before the terminal has stopped to echo by itself: whoever reads it may type at once
    app.after_render += lambda _app: echo.show(buffer.text)
    return app, buffer


class _Echo:
    """Shows how a text changes, without ever going back further than the line that is typed."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._shown = ""

    def show(self, text: str) -> None:
        """Show the text, given what was shown before."""
        if text.startswith(self._shown):
            self._write(_echoed(text[len(self._shown) :]))
        elif self._shown.startswith(text) and "\n" not in self._shown[len(text) :]:
            self._write("\b \b" * _columns(_echoed(self._shown[len(text) :])))
        else:
            # something in the middle changed: the whole line once more
            self._write("\n" + _echoed(text))
        self._shown = text

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def _echoed(text: str) -> str:
    # a tab is as wide as the place where it stands, and could not be erased
    return safe(text).replace("\t", " ")


def _columns(text: str) -> int:
    from prompt_toolkit.utils import get_cwidth

    return get_cwidth(text)
