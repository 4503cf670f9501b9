"""Dealing people like cards: the bound for one attribute is reached, and that for two at once."""

from collections import defaultdict
from collections.abc import Sequence

from peergroup_cli.formation.level import Level


def dealt(kinds: Sequence[int], groups: int) -> list[int]:
    """A group for each person, so that each kind is spread over the groups as evenly as can be.

    Sorted by kind and dealt round, a group gets ⌊c/groups⌋ or ⌈c/groups⌉ of the c people of a
    kind, and the sizes differ by one at most.

    Args:
        kinds: a number for each person's kind; below 0: alike to nobody.
        groups: the number of groups.
    """
    order = sorted(range(len(kinds)), key=lambda place: (kinds[place] < 0, kinds[place], place))
    group_of = [0] * len(kinds)
    for position, place in enumerate(order):
        group_of[place] = position % groups
    return group_of


def dealt_by_two(first: Sequence[int], second: Sequence[int], groups: int) -> list[int]:
    """As `dealt`, for two kinds at once: both are spread as evenly as can be.

    People are the edges of a bipartite multigraph between the kinds, groups are colours; a
    balanced colouring exists for any number of colours (de Werra 1971). Each kind is split into
    parts of as many people as there are groups, so that it is a proper colouring of the parts
    (Kőnig 1916), made by swapping two colours along alternating paths; more such swaps make the
    sizes differ by one at most.

    Args:
        first: a number for each person's first kind; below 0: alike to nobody.
        second: the same for the second kind.
        groups: the number of groups.
    """
    colouring = _Colouring(_parts(first, groups), _parts(second, groups), groups)
    order = sorted(range(len(first)), key=lambda place: (first[place], second[place], place))
    colour = 0
    for edge in order:
        colour = colouring.add(edge, colour)
    colouring.level_out()
    return colouring.colour_of


def main_round(level: Level) -> list[int]:
    """For each person one earlier group, or -1: the largest earlier groups that share nobody."""
    members: dict[int, list[int]] = defaultdict(list)
    for place, pasts in enumerate(level.pasts):
        for past in pasts:
            members[past].append(place)
    chosen = [-1] * len(level.people)
    for past in sorted(members, key=lambda past: (-len(members[past]), past)):
        if all(chosen[place] < 0 for place in members[past]):
            for place in members[past]:
                chosen[place] = past
    return chosen


_TRIES = 16
"""Colours tried before two are swapped."""

_SPREAD = 2_654_435_761
"""Colours taken lie side by side; a search that starts far off is short (Knuth's multiplier)."""


class _Colouring:
    """A proper colouring of the edges between parts, grown edge by edge."""

    def __init__(self, left: list[int], right: list[int], colours: int) -> None:
        self.ends = (left, right)
        self.colours = colours
        self.colour_of = [-1] * len(left)
        self.at: tuple[list[dict[int, int]], list[dict[int, int]]] = (
            [{} for _ in range(max(left, default=-1) + 1)],
            [{} for _ in range(max(right, default=-1) + 1)],
        )

    def add(self, edge: int, wish: int) -> int:
        """Colour one more edge, if it can be with the wished colour; gives the next wish."""
        left = self.at[0][self.ends[0][edge]]
        right = self.at[1][self.ends[1][edge]]
        free = self._free(left, wish)
        colour = free
        for _ in range(_TRIES):
            if colour not in right and colour not in left:
                break
            colour = (colour + 1) % self.colours
        else:
            colour = free
            other = self._free(right, edge * _SPREAD)
            self._swap(self._path(right[colour], 0, other), colour, other)
        self._paint(edge, colour)
        return (colour + 1) % self.colours

    def level_out(self) -> None:
        """Make the number of edges of each colour differ by one at most."""
        classes: list[set[int]] = [set() for _ in range(self.colours)]
        for edge, colour in enumerate(self.colour_of):
            classes[colour].add(edge)
        uneven = True
        while uneven:
            order = sorted(range(self.colours), key=lambda colour: (len(classes[colour]), colour))
            uneven = False
            for few, many in zip(order, reversed(order), strict=True):
                if len(classes[many]) - len(classes[few]) < 2:
                    break
                self._even(classes, few, many)
                uneven = True

    def _even(self, classes: list[set[int]], few: int, many: int) -> None:
        """Swap the two colours along one path that has one edge more of the larger class."""
        for edge in sorted(classes[many]):
            for side in (0, 1):
                if few in self.at[side][self.ends[side][edge]]:
                    continue
                path = self._path(edge, 1 - side, few)
                if len(path) % 2:
                    self._swap(path, many, few)
                    classes[many].difference_update(path[::2])
                    classes[few].difference_update(path[1::2])
                    classes[few].update(path[::2])
                    classes[many].update(path[1::2])
                    return

    def _path(self, edge: int, side: int, other: int) -> list[int]:
        """The path of two colours from an edge on, by the end at the side."""
        colour, path = self.colour_of[edge], [edge]
        wanted = other
        while True:
            following = self.at[side][self.ends[side][path[-1]]].get(wanted)
            if following is None:
                return path
            path.append(following)
            wanted = colour if wanted == other else other
            side = 1 - side

    def _swap(self, path: Sequence[int], one: int, other: int) -> None:
        for edge in path:
            for side in (0, 1):
                del self.at[side][self.ends[side][edge]][self.colour_of[edge]]
            self.colour_of[edge] = other if self.colour_of[edge] == one else one
        for edge in path:
            self._paint(edge, self.colour_of[edge])

    def _paint(self, edge: int, colour: int) -> None:
        self.colour_of[edge] = colour
        for side in (0, 1):
            self.at[side][self.ends[side][edge]][colour] = edge

    def _free(self, taken: dict[int, int], wish: int) -> int:
        colour = wish % self.colours
        while colour in taken:
            colour = (colour + 1) % self.colours
        return colour


def _parts(kinds: Sequence[int], groups: int) -> list[int]:
    """A part for each person: at most so many people of one kind as there are groups."""
    seen: dict[int, int] = defaultdict(int)
    number: dict[tuple[int, int], int] = {}
    parts = []
    for place, kind in enumerate(kinds):
        key = (kind, seen[kind] // groups) if kind >= 0 else (-1, place)
        seen[kind] += 1
        parts.append(number.setdefault(key, len(number)))
    return parts
