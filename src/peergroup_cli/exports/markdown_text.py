"""Members' text in Markdown: it reads as it was typed, and nothing in it is taken as markup.

Inside this format a text is a string of escaped lines: a line feed is a line break that is kept,
an empty line starts a new paragraph. `laid_out` turns it into Markdown.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from peergroup_cli.model.plain_text import spelled_out

_MARKUP = re.compile(
    r"""
      [\\`|\[]                       # escapes, code, table cells, links and images
    | (?<![ ])\* | \*(?![ ])         # emphasis: all but a star between blanks
    | (?<!\w)_+ | _+(?!\w)           # emphasis: all but an underscore inside a word
    | [~$](?!\d) | (?<=\S)[~$]       # struck out, formulas: all but the start of "~20", "$5"
    | <(?![\s\d=-])                  # HTML and <links>: all but "a < b", "<3", "<-"
    | &(?=\#?\w+;)                   # named characters
    | /(?=/)                         # https://
    | (?<=\w)\.(?=[^\W\d_]{2})       # example.com, which some programs take for a link
    | (?<=[wW]{3})\.                 # www.
    | (?<=\S)@(?=\S)                 # mail addresses
    | (?<=\s)\#+$                    # the closing marks of a heading
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"""
    ^( [0-9]+(?=[.)](?:\s|$))        # numbered lists: the backslash goes behind the number
     | (?=[>\#])                     # quotes and headings
     | (?=[-+:](?:[\s:-]|$))         # lists, rules, the second row of a table
     | (?==+$)                       # the line under a heading
     )
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,;?!'’“”]|(?<![wW]{3})\.(?= |$))*")
"""One line of words, which most texts are: there is nothing in it that could have power."""

_NO_BACKSLASH = {"<": "&lt;", "&": "&amp;"}
"""Written as named characters, as some programs know no backslash before them and would obey."""


def escape(text: str) -> str:
    """The text as Markdown that shows it as it was typed, line by line.

    Blanks around a line and empty lines around the text are dropped, and one empty line stands for
    many. Control characters are spelled out.
    """
    return "\n".join(_at_line_start(line) for line in _disarmed(text))


def in_line(text: str) -> str:
    """The text as `escape` gives it, for a place where something stands before it in the line."""
    first, *others = _disarmed(text)
    if not others:
        return first
    return "\n".join([first, *map(_at_line_start, others)])


def laid_out(text: str, marker: str = "") -> str:
    """Escaped lines as one block of Markdown, as a list item where there is a marker."""
    first = f"{marker} " if marker else ""
    if "\n" not in text:
        return first + text.rstrip(" ")
    margin = " " * len(first)
    rows = []
    for line, following in pairwise([*text.split("\n"), ""]):
        hard_break = "\\" if line and following else ""
        rows.append(f"{margin}{line}{hard_break}".rstrip(" "))
    return first + "\n".join(rows)[len(margin) :]


def bullets(items: Iterable[str]) -> str:
    """Escaped texts as a list, one item each."""
    return "\n".join(laid_out(item, "-") for item in items)


def numbered(items: Iterable[str]) -> str:
    """Escaped texts as a numbered list."""
    return "\n".join(laid_out(item, f"{n}.") for n, item in enumerate(items, start=1))


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of escaped one-line texts."""
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _disarmed(text: str) -> tuple[str, ...]:
    """The lines of the text, without power but for what stands at their start."""
    # names and labels come again and again
    return _disarmed_again(text) if len(text) <= _SHORT else _disarmed_once(text)


def _disarmed_once(text: str) -> tuple[str, ...]:
    if _PLAIN.fullmatch(text):
        return (text.strip(),)
    lines = [_MARKUP.sub(_without_power, line.strip()) for line in spelled_out(text).split("\n")]
    return tuple(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").split("\n"))


_disarmed_again = lru_cache(1024)(_disarmed_once)
_SHORT = 100
"""In characters."""


def _without_power(match: re.Match[str]) -> str:
    return "".join(_NO_BACKSLASH.get(mark, "\\" + mark) for mark in match[0])


def _at_line_start(line: str) -> str:
    return _LINE_START.sub(r"\1\\", line)
