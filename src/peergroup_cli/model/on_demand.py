"""A row of things of which only the last few are in memory at any time."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar, overload

T = TypeVar("T")

KEPT = 32
"""How many stay in memory: what a meeting points back to is nearly always among the last few."""


class OnDemand(Sequence[T]):
    """Things that are made when they are asked for; asked for again later, they are made again.

    Args:
        length: how many there are.
        make: makes the one with this place; the same one each time.
    """

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._places = range(length)
        self._make = lru_cache(KEPT)(make)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        """The one with this place, or those of a slice."""
        if isinstance(place, slice):
            return [self._make(one) for one in self._places[place]]
        return self._make(self._places[place])
