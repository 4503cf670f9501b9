"""Whom a typed name means: the whole name, the first name, or some words of it."""

import unicodedata
from collections.abc import Callable, Mapping

_PLAIN = str.maketrans("øłđ\u2019\u2018\u02bc`", "old''''")


def bare(text: str) -> str:
    """A text as it is compared: small letters, no accents, single blanks, one apostrophe."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return " ".join("".join(ch for ch in plain if not unicodedata.combining(ch)).split())


def those_called(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of those whom a text may mean: none, the one, or several.

    The whole name goes before the first name, and that before other whole words of it in a row,
    such as “Wang Xiaoming” of “王小明 Wang Xiaoming”; then comes a name that is not typed to its
    end, such as “Ada Br”. A number is nobody's name.

    Args:
        text: what was typed.
        names: names by key.
    """
    wanted = bare(text)
    if not wanted or wanted.isdecimal():
        return ()
    ways: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name.split()[:1] == [wanted],
        lambda name: f" {wanted} " in f" {_words(name)} ",
        lambda name: " " in wanted and name.startswith(wanted),
    )
    known = {key: bare(name) for key, name in names.items()}
    for fits in ways:
        if found := tuple(key for key, name in known.items() if fits(name)):
            return found
    return ()


def _words(name: str) -> str:
    """The words of a name, also of what stands behind it in brackets."""
    return " ".join(word.strip("(),") for word in name.split())
