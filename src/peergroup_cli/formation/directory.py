"""Finding the people of a list by what other rows call them: an id, an e-mail or a name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from peergroup_cli.formation.rules import folded
from peergroup_cli.model.naming import bare


class Directory:
    """The people of a list, by id, e-mail and name.

    Args:
        people: the id, e-mail and name of each; an id stands there once.
        ids_are_known: whether who wrote the list knows the ids; made ones name nobody in it.
    """

    def __init__(
        self, people: Iterable[tuple[str, str, str]], *, ids_are_known: bool = True
    ) -> None:
        self._people = {person[0]: person for person in people}
        self._ids = self._people if ids_are_known else {}

    def find(self, text: str) -> Sequence[str]:
        """The ids of those whom the text names; several where they share it.

        An id as it is written goes first, then an e-mail, a name, an id in other letter case, and
        last a name without its accents or in another order, such as “Lund, Ada” for “Ada Lund”.
        """
        if text in self._ids:
            return (text,)
        word = folded(text)
        for known in (self._by_email, self._by_name, self._by_folded_id):
            if word in known:
                return known[word]
        last, comma, first = word.partition(",")
        turned = self._by_name.get(f"{first.strip()} {last.strip()}", ()) if comma else ()
        return turned or self._by_bare_name.get(_bare_name(text), ())

    def nearly(self, text: str) -> Sequence[str]:
        """The ids that differ from the text only in zeros before it, letter case and blanks."""
        return self._by_bare_id.get(_bare_id(text), ())

    def shown(self, one: str) -> str:
        """The name with the id behind it, as a message has it."""
        name = self._people[one][2]
        return f"{name[:_SHOWN]} ({one[:_SHOWN]})" if name else one[:_SHOWN]

    @cached_property
    def _by_email(self) -> Mapping[str, Sequence[str]]:
        return self._index(1)

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        return self._index(2)

    @cached_property
    def _by_folded_id(self) -> Mapping[str, Sequence[str]]:
        return self._index(0) if self._ids else {}

    @cached_property
    def _by_bare_name(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        return _grouped((_bare_name(name), one) for one, (_, _, name) in self._people.items())

    @cached_property
    def _by_bare_id(self) -> Mapping[str, Sequence[str]]:
        return _grouped((_bare_id(one), one) for one in self._ids)

    def _index(self, field: int) -> Mapping[str, Sequence[str]]:
        index: dict[str, list[str]] = {}
        for one, person in self._people.items():
            if word := folded(person[field]):
                index.setdefault(word, []).append(one)
        return index


_SHOWN = 60
_Key = TypeVar("_Key", str, tuple[str, ...])


def _grouped(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, list[str]]:
    found: dict[_Key, list[str]] = {}
    for key, one in pairs:
        if key:
            found.setdefault(key, []).append(one)
    return found


def _bare_name(name: str) -> tuple[str, ...]:
    """The words of a name, in whatever order they are written."""
    return tuple(sorted(bare(name).replace(",", " ").split()))


def _bare_id(one: str) -> str:
    word = folded(one).replace(" ", "")
    return word.lstrip("0") or word[:1]


def circles(follows: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The circles in chains where each key is followed by its value; each begins at its first key.

    Each circle is found once, in a time that grows with the number of keys.
    """
    order = {key: number for number, key in enumerate(follows)}
    done: set[str] = set()
    found = []
    for start in follows:
        chain: dict[str, None] = {}
        at = start
        while at in follows and at not in done and at not in chain:
            chain[at] = None
            at = follows[at]
        if at in chain:
            circle = list(chain)[list(chain).index(at) :]
            first = circle.index(min(circle, key=order.__getitem__))
            found.append((*circle[first:], *circle[:first]))
        done.update(chain)
    return found
