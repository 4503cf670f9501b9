"""A grouping that breaks no hard rule, or the proof that there is none.

Large levels are packed greedily; who fits nowhere is let in by a chain of moves, each to a group
without foes, as in the proof of Hajnal and Szemerédi's theorem (1970; Kierstead and Kostochka
2008). Where that fails, the people with rules are tried exhaustively, within a budget.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from peergroup_cli.formation.level import LARGEST_GROUP, SMALLEST_GROUP, TOO_SMALL, Level

EXHAUSTIVE_BLOCKS = 200
_ORDERS = 12
_SHAPES = 400


@dataclass(frozen=True, slots=True)
class Shape:
    """A number of groups and their sizes: from low to high, at most `tall` of them at high."""

    groups: int
    low: int
    high: int
    tall: int

    @classmethod
    def balanced(cls, count: int, groups: int) -> "Shape":
        """The sizes that differ by one at most."""
        low, rest = divmod(count, groups)
        return cls(groups, low, low + bool(rest), rest or groups)

    def sizes(self, count: int) -> list[int]:
        """The sizes of a balanced shape, large ones first."""
        return [(count + self.groups - 1 - place) // self.groups for place in range(self.groups)]


@dataclass(slots=True)
class Search:
    """What a search found within its budget.

    Args:
        budget: evaluations that are left.
        groups: a grouping that breaks no hard rule; none where none was found.
        shape: the shape of these groups.
        decided: whether the absence of a grouping is proven.
    """

    budget: int
    groups: list[list[int]] | None = None
    shape: Shape | None = None
    decided: bool = True


def shapes(count: int) -> Iterator[Shape]:
    """The shapes for so many people of one level, the wanted ones first.

    As few groups as can be, balanced; then sizes of 4 to 6 as the rules need them; then more
    groups. For 1, 2, 3 and 7 people no sizes are right, so there any are tried.
    """
    small = count in TOO_SMALL
    least, lowest = -(-count // LARGEST_GROUP), 1 if small else SMALLEST_GROUP
    for groups in range(least, count // lowest + 1):
        balanced = Shape.balanced(count, groups)
        yield balanced
        wide = Shape(groups, lowest, min(LARGEST_GROUP, count), groups)
        if (wide.low, wide.high) != (balanced.low, balanced.high):
            yield wide


def most_groups(count: int) -> int:
    """The largest number of groups that so many people of one level can form."""
    return count if count in TOO_SMALL else count // SMALLEST_GROUP


def arranged(level: Level, budget: int) -> Search:
    """A grouping of the level that breaks no hard rule, in the first shape that allows one.

    Args:
        level: the people and their rules.
        budget: the number of places that may be tried.
    """
    search = Search(budget)
    for number, shape in enumerate(shapes(len(level.people))):
        if search.budget <= 0 or number >= _SHAPES:
            search.decided = False
            break
        search.groups = _greedy(level, shape, search) or _exhaustive(level, shape, search)
        if search.groups is not None:
            search.shape, search.decided = shape, True
            break
    return search


@dataclass(slots=True)
class _Packing:
    level: Level
    shape: Shape
    groups: list[list[int]] = field(default_factory=list)
    group_of: list[int] = field(default_factory=list)
    at_high: int = 0

    def __post_init__(self) -> None:
        self.groups = [[] for _ in range(self.shape.groups)]
        self.group_of = [-1] * len(self.level.people)

    def has_room(self, group: int, size: int) -> bool:
        load = len(self.groups[group]) + size
        if load < self.shape.high:
            return True
        return load == self.shape.high and self.at_high < self.shape.tall

    def foes_of(self, block: int) -> set[int]:
        """The groups where the block has a foe."""
        level = self.level
        foes = {self.group_of[foe] for one in level.blocks[block] for foe in level.foes[one]}
        return foes - {-1}

    def put(self, block: int, group: int) -> None:
        for one in self.level.blocks[block]:
            self.groups[group].append(one)
            self.group_of[one] = group
        self.at_high += len(self.groups[group]) == self.shape.high

    def take(self, block: int) -> None:
        members = self.level.blocks[block]
        group = self.groups[self.group_of[members[0]]]
        self.at_high -= len(group) == self.shape.high
        for one in members:
            group.remove(one)
            self.group_of[one] = -1

    def fits(self) -> bool:
        """Whether people without rules can fill up what is missing in the groups."""
        left = sum(group < 0 for group in self.group_of)
        return sum(max(0, self.shape.low - len(group)) for group in self.groups) <= left

    def spare(self, places: Mapping[int, Sequence[int]], free: int) -> list[int] | None:
        """For each group how many more could come than it needs; for one that needs none, many.

        Nothing where a group could not get as many as it needs, or not all could have a seat.

        Args:
            places: the groups in which each block that is left could sit.
            free: how many people without rules are left.
        """
        reach = [0] * self.shape.groups
        for block, groups in places.items():
            for group in groups:
                reach[group] += len(self.level.blocks[block])
        seats, lent, spare = 0, 0, []
        for members, others in zip(self.groups, reach, strict=True):
            # of empty groups only one stands among the places, so nothing is known of the others
            needed = self.shape.low - len(members) if members else 0
            # whoever has no rules can help out in one group only
            lent += max(0, needed - others)
            spare.append(others + free - needed if needed > 0 else len(self.group_of))
            room = self.shape.high - len(members)
            seats += min(room, others + free) if members else room
        all_sit = seats >= free + sum(len(self.level.blocks[block]) for block in places)
        return spare if all_sit and lent <= free else None

    def filled(self, fillers: Sequence[int]) -> list[list[int]] | None:
        """The groups with these people too: first where they are needed, then where there is room.

        Nothing where they cannot all be seated or a group stays too small.
        """
        queue = deque(fillers)
        for wanted in range(1, self.shape.high + 1):
            for group in range(self.shape.groups):
                if not queue:
                    break
                if len(self.groups[group]) < wanted and self.has_room(group, 1):
                    self.put(self.level.block_of[queue.popleft()], group)
        if queue or any(len(group) < self.shape.low for group in self.groups):
            return None
        return [sorted(group) for group in self.groups]


def _entangled(level: Level) -> tuple[list[int], list[int]]:
    """The blocks with rules, the hardest first, and the people without."""
    bound, free = [], []
    for number, block in enumerate(level.blocks):
        if len(block) > 1 or level.foes[block[0]]:
            bound.append(number)
        else:
            free.append(block[0])
    degree = {b: sum(len(level.foes[one]) for one in level.blocks[b]) for b in bound}
    return sorted(bound, key=lambda b: (-len(level.blocks[b]), -degree[b], b)), free


def _greedy(level: Level, shape: Shape, search: Search) -> list[list[int]] | None:
    blocks, free = _entangled(level)
    if not blocks:
        return [free[number :: shape.groups] for number in range(shape.groups)]
    random = Random(0)  # noqa: S311 - the same orders each time, nothing secret
    for _ in range(_ORDERS):
        if search.budget <= 0:
            break
        search.budget -= len(blocks)
        packing = _Packing(level, shape)
        if all(_placed(packing, block, start) for start, block in enumerate(blocks)):
            groups = packing.filled(free)
            if groups is not None:
                return groups
        noise = [random.random() for _ in blocks]
        keyed = sorted(zip(blocks, noise, strict=True), key=lambda pair: pair[1])
        blocks = [block for block, _ in sorted(keyed, key=lambda pair: -len(level.blocks[pair[0]]))]
    return None


def _placed(packing: _Packing, block: int, start: int) -> bool:
    size = len(packing.level.blocks[block])
    barred = packing.foes_of(block)
    count = packing.shape.groups
    best, load = -1, packing.shape.high + 1
    for step in range(count):
        group = (start + step) % count
        if group not in barred and packing.has_room(group, size):
            if len(packing.groups[group]) < load:
                best, load = group, len(packing.groups[group])
            if step > 50:
                break
    if best < 0:
        return size == 1 and _let_in(packing, block, barred)
    packing.put(block, best)
    return True


def _let_in(packing: _Packing, block: int, barred: set[int]) -> bool:
    """Seat one person by moving others on, one from each group of a chain."""
    count = packing.shape.groups
    reached = [group for group in range(count) if packing.has_room(group, 1)]
    moves: dict[int, tuple[int, int]] = dict.fromkeys(reached, (-1, -1))
    waiting = [group for group in range(count) if group not in moves]
    for _ in range(count):
        grown = False
        for group in waiting:
            move = _move_out(packing, group, reached)
            if move is None:
                continue
            moves[group], grown = move, True
            reached.append(group)
            if group not in barred:
                _move_on(packing, moves, group)
                packing.put(block, group)
                return True
        waiting = [group for group in waiting if group not in moves]
        if not grown:
            return False
    return False


def _move_out(packing: _Packing, group: int, reached: list[int]) -> tuple[int, int] | None:
    for one in packing.groups[group]:
        block = packing.level.block_of[one]
        if len(packing.level.blocks[block]) > 1:
            continue
        barred = packing.foes_of(block)
        for other in reached:
            if other not in barred:
                return block, other
    return None


def _move_on(packing: _Packing, moves: dict[int, tuple[int, int]], group: int) -> None:
    chain = []
    while moves[group][1] >= 0:
        chain.append(moves[group])
        group = moves[group][1]
    for block, other in reversed(chain):
        packing.take(block)
        packing.put(block, other)


def _exhaustive(level: Level, shape: Shape, search: Search) -> list[list[int]] | None:
    blocks, free = _entangled(level)
    if len(blocks) > EXHAUSTIVE_BLOCKS:
        search.decided = False
        return None
    # a shape that is hard to decide leaves something for those behind it
    part = Search(search.budget // 2)
    before = part.budget
    found = _tried(_Packing(level, shape), set(blocks), free, part)
    search.budget -= before - max(part.budget, 0)
    if part.budget <= 0 and found is None:
        search.decided = False
    return found


def _tried(
    packing: _Packing, left: set[int], free: list[int], search: Search
) -> list[list[int]] | None:
    """Backtracking over the blocks with rules, the one with the least choice first."""
    if not packing.fits():
        return None
    if not left:
        return packing.filled(free)
    places = {one: _places(packing, one) for one in sorted(left)}
    spare = packing.spare(places, len(free))
    if spare is None:
        return None
    # whom a group can hardly do without is as good as seated
    block = min(
        places, key=lambda one: min([len(places[one]), *(1 + spare[g] for g in places[one])])
    )
    left.remove(block)
    for group in places[block]:
        search.budget -= 1
        if search.budget <= 0:
            break
        packing.put(block, group)
        found = _tried(packing, left, free, search)
        if found is not None:
            return found
        packing.take(block)
    left.add(block)
    return None


def _places(packing: _Packing, block: int) -> list[int]:
    """The groups for a block; of the empty ones only the first, as they are all alike."""
    size, barred = len(packing.level.blocks[block]), packing.foes_of(block)
    places, empty = [], False
    for group, members in enumerate(packing.groups):
        if not members and empty:
            continue
        empty = empty or not members
        if group not in barred and packing.has_room(group, size):
            places.append(group)
    return places
