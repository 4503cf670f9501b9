"""The words that steer a meeting: `/back`, `/pass` and the others, the same everywhere."""

import re
from dataclasses import dataclass

WORDS: dict[str, str] = {
    "next": "leave this question as it is, and go on; in a list, end the list",
    "back": "one question back, to correct; nothing is deleted",
    "pass": "this member passes; on to the next turn",
    "remove": "take the last line of this list out again; /remove 2: its second line",
    "skip": "leave out the rest of this segment",
    "park": "/park TEXT puts a thought aside for later",
    "note": "/note TEXT is for the facilitator alone",
    "class": "/class room, member, group or organisation: who may read the last entry",
    "here": "/here NAME: someone arrives and joins in",
    "gone": "/gone NAME: someone leaves and is not asked any more",
    "facilitator": "/facilitator NAME takes the seat from here on",
    "heard": "who has been heard, the least heard first",
    "sofar": "what the group has so far",
    "find": "/find WORDS: what groups here have learned about it; or a number that is shown",
    "time": "the time used, and how far ahead or behind you are",
    "more": "/more 10 gives this segment ten more minutes; alone it is five",
    "less": "/less 10 takes ten minutes from this segment; alone it is five",
    "shorten": "shorten what comes so that you end on time; /shorten all: also stages 4 and 5",
    "pause": "stop the clock, for a break",
    "long": "answer this question in many lines; an empty line ends them",
    "edit": "write this answer in your own editor ($VISUAL or $EDITOR)",
    "elsewhere": "after “not saved”: write the whole meeting into another file, and stop",
    "say": "show this segment once more: what to say, do, and the rescue line",
    "stop": "stop here; go on later at this very question",
    "end": "end the meeting as far as it went; what is open carries over",
    "help": "these words, and their keys",
}

KEYS: dict[str, str] = {
    "next": "n",
    "back": "b",
    "pass": "p",
    "skip": "s",
    "park": "k",
    "note": "o",
    "here": "a",
    "gone": "g",
    "facilitator": "f",
    "heard": "h",
    "sofar": "l",
    "find": "w",
    "time": "t",
    "more": "+",
    "less": "-",
    "shorten": "x",
    "pause": "z",
    "edit": "e",
    "elsewhere": "v",
    "say": "y",
    "stop": "q",
    "help": "?",
}
"""The key of each word that has one: pressed with Alt, or after Esc, also in mid-sentence."""


@dataclass(frozen=True)
class Word:
    """A word that steers, and what stood behind it."""

    name: str
    rest: str = ""


def steering(text: str) -> Word | None:
    """The word that a text steers with, or None where it is an answer.

    Args:
        text: what was typed. Two slashes at its beginning make one slash of an answer.

    Raises:
        ValueError: it begins with a slash and is no word known here.
    """
    stripped = text.strip()
    if not stripped.startswith("/") or stripped.startswith("//"):
        return None
    name, _, rest = stripped[1:].partition(" ")
    known = [word for word in WORDS if word == name.casefold()]
    known = known or [word for word in WORDS if name and word.startswith(name.casefold())]
    if len(known) > 1 and name:
        raise ValueError("Which one? " + " ".join(f"/{word}" for word in known))
    if not known:
        raise ValueError(
            "Words after a slash steer the meeting: "
            + " ".join(f"/{word}" for word in WORDS)
            + ". Two slashes begin a text with a slash."
        )
    return Word(known[0], rest.strip())


def split_off(text: str) -> tuple[str, str]:
    """An answer, and the steering word that was typed into it by mistake.

    Args:
        text: what was typed. A word counts where it stands alone in the last of many lines; at
            the end of a line, behind a blank; and /note, /park or /elsewhere with what belongs
            to them.

    Returns:
        what stands before it and the word; the text and an empty word where there is none.
    """
    rest, line_end, last = text.rstrip().rpartition("\n")
    if line_end and is_a_word(last):
        return rest, last.strip()
    if looks_like_a_word(last):
        return text, ""
    found = _BEHIND.search(last)
    return (rest + line_end + last[: found.start()], found[1]) if found else (text, "")


_BEHIND = re.compile(rf"\s+(/(?:{'|'.join(WORDS)})|/(?:note|park|elsewhere)\s.+)$", re.IGNORECASE)
"""A word behind an answer in the same line."""


def is_a_word(line: str) -> bool:
    """Whether a line within an answer steers: a slash, and a word that is known in full."""
    name = line.strip().partition(" ")[0]
    return name.startswith("/") and name.removeprefix("/").casefold() in WORDS


def looks_like_a_word(line: str) -> bool:
    """Whether a line that begins an answer steers: one slash, not the two that make a text."""
    return line.startswith("/") and not line.startswith("//")


def as_typed(text: str) -> str:
    """A stored answer as it has to be typed again: a slash at its beginning stands twice."""
    return f"/{text}" if text.lstrip().startswith("/") else text


def unsteered(text: str) -> str:
    """An answer as it was meant: two slashes at its beginning become one."""
    return text.replace("//", "/", 1) if text.lstrip().startswith("//") else text
