"""The best grouping of a small level by plans of slots, and for how many wishes that is proven."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from math import inf

from peergroup_cli.formation.bounds import bound_of
from peergroup_cli.formation.level import TOO_SMALL, Level
from peergroup_cli.formation.plan_trying import PlanTrying
from peergroup_cli.formation.seating import Seating, weights_of
from peergroup_cli.formation.slot_plans import SlotPlans
from peergroup_cli.formation.wishes import PAIRED, missed
from peergroup_cli.model.settings import Wish

MOST_PEOPLE = 60
"""People of a level that is tried by plans."""

_LOOKED_AT = 4_000


class Planning:
    """The search by plans; nothing is found where slots are not wanted before all else.

    Args:
        level: the people.
        groups: a grouping that breaks no hard rule; their number is kept.
        order: the wishes in use, the most wanted first.
        evaluations: how many seats may be weighed.
        told: called now and then; what it raises ends the search.
    """

    def __init__(
        self,
        level: Level,
        groups: Sequence[Sequence[int]],
        order: Sequence[Wish],
        evaluations: int,
        told: Callable[[], None],
    ) -> None:
        self.level, self.order, self.left, self.told = level, order, evaluations, told
        self.best = [list(group) for group in groups]
        self.settled = 0
        """How many of the first wishes no grouping meets better."""
        self.plans: list[tuple[int, ...]] = []
        self._all_plans = False

    def find_slots(self) -> None:
        """Have as few groups without a slot as can be; settled where fewer were ruled out."""
        if self.order[0] != "slot" or len(self.level.people) in TOO_SMALL:
            return
        proven, found = True, missed(self.level, self.best, "slot")
        for without in range(bound_of(self.level, "slot", len(self.best)).value, found + 1):
            plans = SlotPlans(self.level, len(self.best), without, _LOOKED_AT)
            self.plans = list(plans)
            self._all_plans = plans.all_seen
            if without == found or self._seated(()):
                self.settled = int(proven)
                return
            proven = proven and plans.all_seen and self.left > 0

    def find_pairs(self, groups: Sequence[Sequence[int]]) -> bool:
        """Make the wishes for pairs that follow as good as can be, one more at a time.

        Args:
            groups: a grouping with as few groups without a slot.

        Returns:
            Whether a better one was found.
        """
        self.best = [list(group) for group in groups]
        if not self._all_plans:
            # nothing can be proven by some of the plans, and little is made better
            self.left //= 4
        wishes = tuple(takewhile(PAIRED.__contains__, self.order[1:]))
        better = False
        for count in range(1, len(wishes) + 1):
            if not self._at_bounds(wishes[:count]):
                better |= self._seated(wishes[:count])
                if self.left <= 0 or not self._all_plans:
                    break
            self.settled += self.settled == count
        return better

    def _at_bounds(self, wishes: Sequence[Wish]) -> bool:
        level, groups = self.level, self.best
        return all(
            missed(level, groups, wish) == bound_of(level, wish, len(groups)).value
            for wish in wishes
        )

    def _seated(self, wishes: tuple[Wish, ...]) -> bool:
        """Try all plans for a grouping that meets these wishes better; whether there is one."""
        weights = weights_of(self.level, wishes)
        limit = Seating(self.level, self.best, weights).total() if wishes else inf
        trying = PlanTrying(self.level, weights, limit, self.left)
        for plan in self.plans:
            self.told()
            if not trying.run(plan) or (trying.best and not wishes):
                break
        self.left = trying.left
        if trying.best:
            self.best = trying.best
        return trying.best is not None
