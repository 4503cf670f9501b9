"""The best grouping of one level that the budget allows: which method, for how long."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from peergroup_cli.formation import planning, trying
from peergroup_cli.formation.annealing import MOST_PEOPLE, Annealing
from peergroup_cli.formation.bounds import bound_of
from peergroup_cli.formation.improving import Exchanging, faulty
from peergroup_cli.formation.level import Level
from peergroup_cli.formation.replanning import Replanning
from peergroup_cli.formation.ringing import with_slots
from peergroup_cli.formation.rotating import Rotating
from peergroup_cli.formation.seating import Seating, weights_of
from peergroup_cli.formation.sharing import sharing
from peergroup_cli.formation.starting import Enough, slotted, started
from peergroup_cli.formation.wishes import missed
from peergroup_cli.model.settings import Wish

_TRIED_AT_ONCE = 12
_TRIES = 3
_ROUNDS = 3
_REPLANS = 4
"""Evaluations in other plans of slots, measured in those of the whole budget."""

_PERSON = 10_000
"""As many at most for each person of a level that is tried by plans as well."""

_ROUND = 40_000
_EACH = 10
_MORE = 20_000
_GROUPS = 60


@dataclass(frozen=True, slots=True)
class Budget:
    """The evaluations of one level, and whom to tell what part of all work is done.

    Args:
        evaluations: how many exchanges or seats may be weighed.
        before: what other levels have used.
        whole: the budget of all levels.
        told: hears what is done, and of how much.
    """

    evaluations: int
    before: int
    whole: int
    told: Callable[[int, int], None]

    def part(self, start: int, size: int, own: int) -> Callable[[int], None]:
        """What a method calls with what is left of its own evaluations.

        Args:
            start: where its part of the work that is told of begins.
            size: how large that part is.
            own: how many evaluations it has.
        """
        first = self.before + start + size
        return lambda left: self.told(first - size * max(left, 0) // max(own, 1), self.whole)


def seated_best(
    level: Level, start: Sequence[Sequence[int]], order: tuple[Wish, ...], budget: Budget
) -> tuple[list[list[int]], int]:
    """A grouping, sorted, and how many of the first wishes are met as well as can be by trying all.

    Deal, then exchange where there is a fault. Up to 400 people: then anneal, share slots and
    topics at once, and change the plan of slots; more: give groups a slot by rings, and anneal only
    the groups with a fault among some others. Up to 60: then try all by plans of slots. Up to 24:
    then try all.

    Args:
        level: the people and their rules.
        start: a grouping that breaks no hard rule.
        order: the wishes in use, the most wanted first.
        budget: what may be weighed.
    """
    search = _Searching(level, start, order, budget)
    with suppress(Enough):
        search.improve()
    return search.sorted(), search.settled


class _Searching:
    def __init__(
        self,
        level: Level,
        start: Sequence[Sequence[int]],
        order: tuple[Wish, ...],
        budget: Budget,
    ) -> None:
        self.level, self.order, self.budget = level, order, budget
        self.quarter = budget.evaluations // 4
        part = self.quarter
        if len(level.people) > MOST_PEOPLE:
            part = min(budget.evaluations, _EACH * len(level.people) + _MORE)
        self.settled, self.reached = 0, self.quarter
        self.replans = _REPLANS * budget.evaluations
        if len(level.people) <= planning.MOST_PEOPLE:
            self.replans = min(self.replans, _PERSON * len(level.people))
        self.groups = started(level, start, order, part, budget.part(0, part, part))
        self.weights = weights_of(level, order)
        self.bounds = {wish: bound_of(level, wish, len(self.groups)).value for wish in order}
        self.target = sum(self.weights[wish] * self.bounds[wish] for wish in order)

    def improve(self) -> None:
        """Make it as good as the budget allows."""
        count, whole = len(self.level.people), self.budget.evaluations
        if count <= _TRIED_AT_ONCE and self.all_tried(whole):
            return
        if not self.above_bounds():
            return
        if count > MOST_PEOPLE:
            self.ring_slots()
            self.anneal_faults()
        elif count > planning.MOST_PEOPLE:
            self.anneal(3, 0.4 if "slot" in self.order else 1)
            self.plan_slots()
            self.ring_slots()
            self.share_topics()
            self.replan(6)
        else:
            self.try_plans()
            if _TRIED_AT_ONCE < count <= trying.MOST_PEOPLE and self.settled < len(self.order):
                self.all_tried(whole // 2)

    def above_bounds(self) -> bool:
        """Whether something better may exist."""
        return any(map(self.above_bound, self.bounds))

    def above_bound(self, wish: Wish) -> bool:
        """Whether the wish may be met better."""
        return missed(self.level, self.groups, wish) > self.bounds[wish]

    def cost(self, groups: Sequence[Sequence[int]]) -> int:
        """What groups cost by the strict weights."""
        return Seating(self.level, groups, self.weights).total()

    def anneal(self, quarters: int, until: float = 1, *, once: bool = False) -> None:
        """Anneal all of it, once where so wanted; then a part of the work is told of as done."""
        annealing = Annealing(self.level, self.groups, self.order, self.weights, self.target)
        size = quarters * self.quarter
        try:
            (annealing.cool if once else annealing.run)(size, self.hears(size, until))
        finally:
            # also where the search is stopped
            self.groups = annealing.best

    def hears(self, size: int, until: float) -> Callable[[int], None]:
        """What a method calls with what is left of its evaluations, from here to a part of all."""
        start, end = self.reached, int(until * self.budget.evaluations)
        self.reached = max(start, end)
        return self.budget.part(start, self.reached - start, size)

    def anneal_faults(self) -> None:
        """Anneal faulty groups with some others; the rest of the level stays as it is."""
        random = Random(0)  # noqa: S311 - the same choice each time, nothing secret
        size = min(_ROUND, self.budget.evaluations // _ROUNDS)
        for _ in range(_ROUNDS):
            seating = Seating(self.level, self.groups, self.weights)
            numbers = faulty(seating, self.order, self.bounds)
            if not numbers:
                return
            chosen = dict.fromkeys(_some(numbers, _GROUPS * 2 // 3, random))
            chosen |= dict.fromkeys(_some(range(len(self.groups)), _GROUPS, random))
            self._anneal_some(list(chosen)[:_GROUPS], size)
            seating = Seating(self.level, self.groups, self.weights)
            Exchanging(seating, self.order, self.bounds, size // 16, _unheard).run()
            self.groups = seating.groups

    def tell(self) -> None:
        """Say again how far it is: only whether somebody has had enough is new."""
        self.budget.told(self.budget.before + self.reached, self.budget.whole)

    def plan_slots(self) -> None:
        """Where a plan of slots leaves fewer groups without one, go on from there."""
        if self.order[0] == "slot":
            before = missed(self.level, self.groups, "slot")
            self.groups = slotted(self.level, self.groups, self.order, self.quarter)
            if missed(self.level, self.groups, "slot") < before:
                self.anneal(2, 0.5)

    def ring_slots(self) -> None:
        """Give slots to groups without one, where everything else comes after that."""
        if self.order[0] == "slot":
            self.groups = with_slots(self.level, self.groups, self.bounds["slot"])

    def share_topics(self) -> None:
        """Where plans of slots and topics at once lead to something better, go on from there."""
        if "topic" not in self.order or not self.above_bound("topic"):
            return
        size = self.replans
        groups = sharing(self.level, self.groups, self.order, size, self.hears(size, 0.5))
        if groups is not None and self.cost(groups) < self.cost(self.groups):
            self.groups = groups
            self.replans //= 4

    def replan(self, quarters: int) -> None:
        """Rotate people, by this plan of slots and others, and anneal what that gives."""
        if "slot" in self.order:
            rotating = Rotating(self.level, self.groups, self.order, self.weights)
            replanning = Replanning(rotating, self.target)
            try:
                replanning.run(self.replans, self.hears(self.replans, 0.9))
            finally:
                self.groups = replanning.groups
            self.anneal(quarters, once=True)

    def try_plans(self) -> None:
        """Anneal between the search by plans for slots and that for pairs of people."""
        quarters = 1 if len(self.level.people) <= trying.MOST_PEOPLE else 3
        evaluations = _TRIES * self.budget.evaluations
        plans = planning.Planning(self.level, self.groups, self.order, evaluations, self.tell)
        plans.find_slots()
        self.groups, self.settled = plans.best, plans.settled
        self.anneal(quarters, 0.4)
        if len(self.level.people) > trying.MOST_PEOPLE:
            self.share_topics()
            self.replan(3)
        if plans.find_pairs(self.groups):
            self.groups = plans.best
            self.anneal(quarters)
        self.settled = plans.settled

    def all_tried(self, evaluations: int) -> bool:
        search = trying.Trying(self.level, self.groups, self.weights, evaluations)
        done = search.run()
        self.groups = search.best
        if done:
            self.settled = len(self.order)
        return done

    def sorted(self) -> list[list[int]]:
        return sorted(sorted(group) for group in self.groups)

    def _anneal_some(self, numbers: list[int], evaluations: int) -> None:
        places = sorted(place for number in numbers for place in self.groups[number])
        new = {place: number for number, place in enumerate(places)}
        groups = [[new[place] for place in self.groups[number]] for number in numbers]
        annealing = Annealing(self.level.part(places), groups, self.order, self.weights, 0)
        annealing.run(evaluations, _unheard)
        for number, group in zip(numbers, annealing.best, strict=True):
            self.groups[number] = [places[place] for place in group]


def _some(numbers: Sequence[int], count: int, random: Random) -> list[int]:
    if len(numbers) <= count:
        return list(numbers)
    return [numbers[int(random.random() * len(numbers))] for _ in range(count)]


def _unheard(_left: int) -> None:
    """Work too short to be told of."""
