"""A solver's answer for small levels: better groups, or that no better ones exist.

Wish by wish, in their order: what was reached is kept while the next one is improved. First come
bounds from a model that only says how many groups meet at each slot and who goes to which slot;
then groups, from a model that has each of them. One worker, a fixed seed and a limit in the
solver's own steps: the same roster gives the same answer, as long as the solver's version is one.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

from peergroup_cli.extras import require
from peergroup_cli.formation.bounds import bound_of, usable
from peergroup_cli.formation.level import LARGEST_GROUP, SMALLEST_GROUP, TOO_SMALL, Level, bits
from peergroup_cli.formation.starting import Enough
from peergroup_cli.formation.wishes import missed
from peergroup_cli.model.settings import Wish

MOST_PEOPLE = 60
"""People of a level that the solver is asked about."""

_BUDGET = 10.0
"""What a level may cost, in the solver's own seconds."""

_TICK = 0.2

_NO_SLOT = -1


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver found for a level.

    Args:
        groups: a grouping that is as good as the one at hand, or better.
        bounds: for each wish a number that no grouping is below that is as good in the wishes
            before it.
    """

    groups: list[list[int]]
    bounds: dict[Wish, int]


def require_solver() -> None:
    """See that the solver is there, before any work is done.

    Raises:
        UsageProblem: the extra is not installed.
    """
    require("exact", "The exact answer")


def solved(
    level: Level,
    groups: Sequence[Sequence[int]],
    order: Sequence[Wish],
    told: Callable[[], None],
) -> Solved:
    """The best that the solver finds within its budget, from the groups at hand on.

    Args:
        level: its people, at most `MOST_PEOPLE`, enough of them for groups of 4 to 6.
        groups: a grouping that breaks no hard rule.
        order: the wishes that the roster says anything about, the most wanted first.
        told: hears every now and then that the solver is at work. Where it raises `Enough`, what
            is known by then is the answer; anything else stops the solver and goes on.
    """
    best = [list(group) for group in groups]
    bounds = {wish: bound_of(level, wish, len(best)).value for wish in order}
    budget = _Budget(told)
    rough, fine = _Model(level, best, order), _Model(level, best, order, each=True)
    with suppress(Enough):
        for wish in order:
            for model in (rough, fine):
                if budget.left > 0 and missed(level, best, wish) > bounds[wish]:
                    found, bound = model.least(wish, bounds[wish], best, budget)
                    bounds[wish] = max(bounds[wish], bound)
                    if found and missed(level, found, wish) < missed(level, best, wish):
                        best = found
            for model in (rough, fine):
                model.keep(wish, missed(level, best, wish))
    return Solved(sorted(sorted(group) for group in best), bounds)


class _Budget:
    """What is left of the solver's own seconds, whatever they are used for.

    Args:
        told: hears of it while the solver is at work.
    """

    def __init__(self, told: Callable[[], None]) -> None:
        self.left = _BUDGET
        self._told = told

    def run(self, solver: Any, model: Any) -> Any:
        """Solve with what is left, in a thread of its own: this one has to hear Ctrl-C."""
        solver.parameters.max_deterministic_time = self.left
        # else it takes Ctrl-C for itself
        solver.parameters.catch_sigint_signal = False
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(solver.solve, model)
            try:
                while not wait([running], _TICK).done:
                    self._told()
            except BaseException:
                _stop(solver, running)
                raise
        status = running.result()
        self.left -= solver.response_proto.deterministic_time
        return status


def _stop(solver: Any, running: Future[Any]) -> None:
    """Stop the solver; it hears nothing before it has begun, so it is told until it is done."""
    while not wait([running], _TICK / 10).done:
        solver.stop_search()


class _Bin:
    """Where people go: to one group, or to all groups that meet at a slot.

    Args:
        members: who may go there, sorted.
        kind: which slot it is, `_NO_SLOT` for none.
        most: how many groups it holds at most.
    """

    def __init__(self, members: Sequence[int], kind: int, most: int) -> None:
        self.members = tuple(members)
        self.kind = kind
        self.most = most
        self.count: Any = None
        self.here: dict[int, Any] = {}


class _Model:
    """Who goes where; all numbers of groups and people follow from that.

    Args:
        level: the people.
        groups: a grouping; the number of groups is kept.
        order: the wishes.
        each: whether every group is known by itself. Else only how many meet at each slot: what
            no such plan reaches, no grouping does.
    """

    def __init__(
        self,
        level: Level,
        groups: Sequence[Sequence[int]],
        order: Sequence[Wish],
        *,
        each: bool = False,
    ) -> None:
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.model = cp_model.CpModel()
        self.level, self.each = level, each
        self.bins = self._bins(groups, order)
        for one in self.bins:
            one.count = self.model.new_int_var(0, one.most, "")
            one.here = {place: self.model.new_bool_var("") for place in one.members}
        self.model.add(sum(one.count for one in self.bins) == len(groups))
        for place in range(len(level.people)):
            self.model.add_exactly_one(one.here[place] for one in self.bins if place in one.here)
        for one in self.bins:
            self._sized(one.here.values(), one.count)
            self._ruled(one)
        self._in_one_order()
        self.costs: dict[Wish, Any] = {}

    def least(
        self, wish: Wish, bound: int, start: Sequence[Sequence[int]], budget: _Budget
    ) -> tuple[list[list[int]] | None, int]:
        """The fewest misses of a wish: groups where the solver found some, and its bound."""
        cost = self._cost(wish)
        self.model.add(cost >= bound)
        self.model.minimize(cost)
        self._hint(start)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2
        status = budget.run(solver, self.model)
        if status not in {self.cp.OPTIMAL, self.cp.FEASIBLE}:
            known = status == self.cp.UNKNOWN and solver.best_objective_bound > bound
            return None, ceil(solver.best_objective_bound - 1e-6) if known else bound
        groups = self._groups(solver) if self.each else None
        return groups, ceil(solver.best_objective_bound - 1e-6)

    def keep(self, wish: Wish, value: int) -> None:
        """From now on the wish is missed no more often than that."""
        self.model.add(self._cost(wish) <= value)

    def _bins(self, groups: Sequence[Sequence[int]], order: Sequence[Wish]) -> list[_Bin]:
        everybody, count = range(len(self.level.people)), len(groups)
        if "slot" not in order:
            wide = [_Bin(everybody, _NO_SLOT, count)]
        else:
            none = missed(self.level, groups, "slot") if order[0] == "slot" else count
            wide = [
                _Bin(members, kind, min(count, len(members) // SMALLEST_GROUP))
                for kind, members in enumerate(_holders(self.level))
            ]
            wide += [_Bin(everybody, _NO_SLOT, none)] if none else []
        if not self.each:
            return wide
        return [_Bin(one.members, one.kind, 1) for one in wide for _ in range(one.most)]

    def _sized(self, people: Iterable[Any], count: Any) -> None:
        total = sum(people)
        self.model.add(total <= LARGEST_GROUP * count)
        self.model.add(total >= SMALLEST_GROUP * count)

    def _ruled(self, one: _Bin) -> None:
        """Blocks stay whole, and of two foes one is elsewhere where there is one group."""
        for place in one.members:
            for other in self.level.blocks[self.level.block_of[place]]:
                if other != place:
                    self.model.add(one.here[place] == one.here.get(other, 0))
            for foe in sorted(self.level.foes[place]):
                if place < foe and foe in one.here:
                    self.model.add(one.here[place] + one.here[foe] <= one.count)

    def _in_one_order(self) -> None:
        """Of plans that differ in names only one is left.

        Groups that meet at one slot are alike: those that exist come first. A group that could
        meet at several slots does so at the first: somebody in it lacks each slot before.
        """
        for one, other in pairwise(self.bins):
            if self.each and one.kind == other.kind:
                self.model.add(one.count >= other.count)
        holders = {one.kind: set(one.members) for one in self.bins if one.kind != _NO_SLOT}
        for one in self.bins:
            for kind, people in holders.items():
                if one.kind == _NO_SLOT or kind < one.kind:
                    lacking = [here for place, here in one.here.items() if place not in people]
                    self.model.add(sum(lacking) >= one.count)

    def _cost(self, wish: Wish) -> Any:
        if wish not in self.costs:
            if wish == "slot":
                self.costs[wish] = sum(one.count for one in self.bins if one.kind == _NO_SLOT)
            elif wish == "topic":
                self.costs[wish] = self._without_topic()
            else:
                self.costs[wish] = sum(self._pairs(who) for who in _alike(self.level, wish))
        return self.costs[wish]

    def _pairs(self, who: Sequence[int]) -> Any:
        """The pairs among people who are alike, at least: convex in how many sit in a group."""
        costs = []
        for one in self.bins:
            here = [one.here[place] for place in who if place in one.here]
            if len(here) > 1:
                cost = self.model.new_int_var(0, len(here) * (len(here) - 1) // 2, "")
                for q in range(1, min(len(here), LARGEST_GROUP)):
                    self.model.add(cost >= q * sum(here) - q * (q + 1) // 2 * one.count)
                costs.append(cost)
        return sum(costs)

    def _without_topic(self) -> Any:
        """The groups without a topic: each bin's people are split by what they would work on."""
        without = []
        for one in self.bins:
            parts: list[Any] = []
            shares: dict[int, list[Any]] = {place: [] for place in one.members}
            topics = [self.level.topics[place] for place in one.members]
            for bit in [-1, *range(max(topics, default=0).bit_length())]:
                who = [p for p in one.members if bit < 0 or self.level.topics[p] >> bit & 1]
                if len(who) < SMALLEST_GROUP:
                    continue
                count = self.model.new_int_var(0, one.most, "")
                inside = [self.model.new_bool_var("") for _ in who]
                self._sized(inside, count)
                for place, share in zip(who, inside, strict=True):
                    shares[place].append(share)
                parts.append(count)
                without += [count] if bit < 0 else []
            self.model.add(sum(parts) == one.count)
            for place in one.members:
                self.model.add(sum(shares[place]) == one.here[place])
        return sum(without)

    def _hint(self, groups: Sequence[Sequence[int]]) -> None:
        """Start from groups: each in the first bin that all of it may go to."""
        self.model.clear_hints()
        taken = dict.fromkeys(range(len(self.bins)), 0)
        for group in sorted(groups, key=lambda group: (-len(group), group)):
            for number, one in enumerate(self.bins):
                if taken[number] < one.most and all(place in one.here for place in group):
                    taken[number] += 1
                    for place in group:
                        self.model.add_hint(one.here[place], 1)
                    break
        for number, one in enumerate(self.bins):
            self.model.add_hint(one.count, taken[number])

    def _groups(self, solver: Any) -> list[list[int]]:
        seated = [
            [place for place in one.members if solver.value(one.here[place])] for one in self.bins
        ]
        return [group for group in seated if group]


def fits(level: Level) -> bool:
    """Whether the solver is asked about the level."""
    return len(level.people) <= MOST_PEOPLE and len(level.people) not in TOO_SMALL


def _holders(level: Level) -> list[list[int]]:
    """Who has each slot, without those slots whose people all have another one."""
    held: dict[int, list[int]] = {}
    for place, mask in enumerate(usable(level, level.slots)):
        for bit in bits(mask):
            held.setdefault(bit, []).append(place)
    kept: list[list[int]] = []
    for _, people in sorted(held.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if not any(set(people) <= set(others) for others in kept):
            kept.append(people)
    return kept


def _alike(level: Level, wish: Wish) -> list[list[int]]:
    """The people of each kind that a wish counts pairs of."""
    kinds: dict[int, list[int]] = {}
    for place in range(len(level.people)):
        number = level.units[place] if wish == "unit" else level.sites[place]
        for kind in sorted(level.pasts[place]) if wish == "history" else [number]:
            if kind >= 0:
                kinds.setdefault(kind, []).append(place)
    return [people for _, people in sorted(kinds.items()) if len(people) > 1]
