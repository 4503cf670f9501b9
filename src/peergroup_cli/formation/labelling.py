"""Label and deal: each group gets a meeting slot and a topic, and people who have both.

The person with the fewest possible group-mates comes first and brings the slot and the topic that
most of those who are left have; the others are drawn from the people with both, the scarcest
first, at most ⌈c/m⌉ from a part of the organisation of c people in m groups.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from peergroup_cli.formation.level import Level, bits
from peergroup_cli.formation.seating import Seating
from peergroup_cli.model.settings import Wish

_WINDOW = 24
_GAPS = 120
_OFTEN = 16


def labelled(
    level: Level, sizes: Sequence[int], order: Sequence[Wish], weights: dict[str, int]
) -> list[list[int]]:
    """Groups of these sizes with as much in common as labels allow.

    Blocks stay whole where they fit; it is for the caller to check the hard rules.
    """
    labelling = _Labelling(level, sizes, order)
    for number in range(len(sizes)):
        labelling.start(number)
    return labelling.with_leftovers(weights)


class _Labelling:
    def __init__(self, level: Level, sizes: Sequence[int], order: Sequence[Wish]) -> None:
        self.level = level
        self.sizes = list(sizes)
        self.groups: list[list[int]] = [[] for _ in sizes]
        self.main = tuple(wish for wish in order if wish in {"slot", "topic"})
        masks = level.topics if self.main[-1] == "topic" else level.slots
        self.width = 2 + max(mask.bit_length() for mask in masks)
        self.labels = [self._labels(block) for block in range(len(level.blocks))]
        self.placed = [False] * len(level.blocks)
        self.left = Counter(label for labels in self.labels for label in labels)
        self.order = self._by_scarcity()
        self.shelves: dict[int, list[int]] = defaultdict(list)
        for block in self.order:
            for label in self.labels[block]:
                self.shelves[label].append(block)
        self.heads: dict[int, int] = defaultdict(int)
        self.next = 0
        self.units = Counter(unit for unit in level.units if unit >= 0)
        self.urgent: set[int] = set()
        self.most = {unit: -(-count // len(sizes)) for unit, count in self.units.items()}

    def start(self, number: int) -> None:
        """Seat the scarcest person who is left, and fill the group up by her best label."""
        while self.next < len(self.order) and self.placed[self.order[self.next]]:
            self.next += 1
        if self.next == len(self.order):
            return
        self._open(number)
        block = self.order[self.next]
        if len(self.level.blocks[block]) > self.sizes[number]:
            return
        self._seat(block, number)
        for label in self._best_labels(block):
            self._fill(number, label)

    def with_leftovers(self, weights: dict[str, int]) -> list[list[int]]:
        """The groups with those who are left, each where a free seat costs least."""
        left = [block for block in self.order if not self.placed[block]]
        left.sort(key=lambda block: -len(self.level.blocks[block]))
        seating = Seating(self.level, self.groups, weights)
        gaps = [number for number, size in enumerate(self.sizes) if len(self.groups[number]) < size]
        seating.groups = self.groups
        for place in [one for block in left for one in self.level.blocks[block]]:
            tried = gaps[:_GAPS]
            costs = [_cost_with(seating, place, number) for number in tried]
            number = tried[costs.index(min(costs))]
            self.groups[number].append(place)
            if len(self.groups[number]) == self.sizes[number]:
                gaps.remove(number)
        return self.groups

    def _labels(self, block: int) -> list[int]:
        """A number for each pair of a bit of the more wanted wish and one of the other.

        The number for a bit with any of the other is a multiple of the width; 0: without any.
        """
        shared = [-1, -1]
        for place in self.level.blocks[block]:
            shared[0] &= self.level.slots[place]
            shared[1] &= self.level.topics[place]
        first, second = ([bits(shared[0 if wish == "slot" else 1]) for wish in self.main] + [()])[
            :2
        ]
        return [
            (one + 1) * self.width + other + 1 for one in first or (-1,) for other in (-1, *second)
        ]

    def _by_scarcity(self) -> list[int]:
        blocks = self.level.blocks
        mates = [sum(self.left[label] for label in labels) for labels in self.labels]
        return sorted(range(len(blocks)), key=lambda b: (-len(blocks[b]), mates[b], b))

    def _best_labels(self, block: int) -> list[int]:
        """The label with both that most have, then its slot with any topic."""
        known = sorted(self.labels[block], key=lambda label: (-self.left[label], label))
        whole = [label for label in known if label % self.width] or known
        best = whole[0]
        return [best, best - best % self.width] if best % self.width else [best]

    def _fill(self, number: int, label: int) -> None:
        shelf = self.shelves[label]
        head = self.heads[label]
        while head < len(shelf) and self.placed[shelf[head]]:
            head += 1
        self.heads[label] = head
        while self.room:
            block = self._next_from(shelf, head)
            if block < 0:
                return
            self._seat(block, number)

    def _next_from(self, shelf: list[int], head: int) -> int:
        """The first who fits, but one of a large part of the organisation before others."""
        units, blocks, seen, chosen = self.level.units, self.level.blocks, 0, -1
        for at in range(head, len(shelf)):
            block = shelf[at]
            if self.placed[block] or not self._fits(block):
                continue
            if units[blocks[block][0]] in self.urgent:
                return block
            if chosen < 0:
                chosen = block
            seen += 1
            if not self.urgent or seen >= _WINDOW:
                break
        return chosen

    def _fits(self, block: int) -> bool:
        level, members = self.level, self.level.blocks[block]
        if len(members) > self.room:
            return False
        for place in members:
            unit = level.units[place]
            if unit >= 0 and self.units_here.get(unit, 0) >= self.most[unit]:
                return False
            if place in self.barred or not self.pasts_here.isdisjoint(level.pasts[place]):
                return False
        return True

    def _open(self, number: int) -> None:
        """Begin a group: nobody is in it, and which units are pressing is seen anew."""
        self.room = self.sizes[number]
        self.units_here: dict[int, int] = {}
        self.pasts_here: set[int] = set()
        self.barred: set[int] = set()
        left = len(self.sizes) - number
        if left % _OFTEN == 0 or left < _OFTEN:
            pressing = left * 0.9
            self.urgent = {
                unit for unit, most in self.most.items() if self.units[unit] >= most * pressing
            }

    def _seat(self, block: int, number: int) -> None:
        self.placed[block] = True
        self.groups[number].extend(self.level.blocks[block])
        for label in self.labels[block]:
            self.left[label] -= 1
        for place in self.level.blocks[block]:
            unit = self.level.units[place]
            self.units[unit] -= 1
            self.units_here[unit] = self.units_here.get(unit, 0) + 1
            self.pasts_here |= self.level.pasts[place]
            self.barred |= self.level.foes[place]
        self.room -= len(self.level.blocks[block])


def _cost_with(seating: Seating, place: int, number: int) -> int:
    group = seating.groups[number]
    cost = seating.among(place, group)
    for wish, masks in (("slot", seating.level.slots), ("topic", seating.level.topics)):
        if wish in seating.weights and group:
            shared = masks[place]
            for other in group:
                shared &= masks[other]
            cost += 0 if shared else seating.weights[wish]
    return cost
