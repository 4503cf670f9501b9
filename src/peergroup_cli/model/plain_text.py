"""Text without hidden power: control and steering characters are spelled out visibly."""

import re
from collections.abc import Callable, Iterator

_FLAG = "\U0001f3f4\U000e0067\U000e0062(?:{})\U000e007f".format(
    "|".join("".join(chr(0xE0000 + ord(letter)) for letter in one) for one in ("eng", "sct", "wls"))
)
"""The flags of England, Scotland and Wales: the one use of tags that is no trick."""

_STEERING = (
    f"({_FLAG})|["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible, separators, bidi overrides
    "\ud800-\udfff"  # bytes that are no text
    "\U000e0000-\U000e007f"  # tags
    "]"
)


def spelled_out(text: str) -> str:
    r"""The text with every control and steering character written as `\x1b` or `\u202e`.

    Letters of any script, accents, emoji and their joiners, tab and line feed stay as they are.
    """
    return with_steering(text, _code_of)


def with_steering(text: str, spell: Callable[[str], str]) -> str:
    """The text with every control and steering character in another spelling.

    Args:
        text: any text.
        spell: gives what stands in the place of one such character.
    """
    if text.isprintable():
        # to compile the expression takes longer than to print a hundred lines
        return text
    return re.sub(_STEERING, lambda found: found[1] or spell(found[0]), text)


def one_line(text: str) -> str:
    """The text in one line, whatever stands in it: nothing of it is lost but blanks."""
    return " ".join(spelled_out(text).split())


def steering_in(text: str) -> Iterator[tuple[int, str]]:
    """Where in a text a control or steering character stands, and how it is spelled out."""
    for found in re.finditer(_STEERING, text):
        if not found[1]:
            yield found.start(), _code_of(found[0])


def _code_of(sign: str) -> str:
    code = ord(sign)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
