"""The command line as it was typed, for messages that give it back with something added."""

from collections.abc import Iterable
from contextvars import ContextVar

WORDS: ContextVar[tuple[str, ...]] = ContextVar("WORDS", default=())
"""The words behind the program's name; `main` sets them."""


def with_options(further: Iterable[str]) -> str:
    """The whole command with further options behind it, ready to be pasted.

    Args:
        further: the options; one that was typed already is not added.
    """
    from shlex import quote

    words = WORDS.get()
    added = [word for word in further if word not in words]
    return " ".join(["peergroup", *map(quote, (*words, *added))])
