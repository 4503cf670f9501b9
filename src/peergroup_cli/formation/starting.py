"""The first grouping of a level: dealt, or by labels, and mended by exchanges."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice

from peergroup_cli.formation.bounds import bound_of
from peergroup_cli.formation.dealing import dealt, dealt_by_two, main_round
from peergroup_cli.formation.improving import Exchanging
from peergroup_cli.formation.labelling import labelled
from peergroup_cli.formation.level import Level
from peergroup_cli.formation.plan_trying import PlanTrying
from peergroup_cli.formation.seating import Seating, weights_of
from peergroup_cli.formation.slot_plans import SlotPlans
from peergroup_cli.formation.wishes import missed
from peergroup_cli.model.settings import Wish

_LOOKED_AT = 3
"""Plans that may be looked at, begun ones too, for each group."""

_PLANS = 40
"""Plans of which the one is taken that allows the least cost."""


class Enough(Exception):
    """Raised by whoever hears of progress: the best groups so far are wanted, at once."""


def started(
    level: Level,
    kept: Sequence[Sequence[int]],
    order: tuple[Wish, ...],
    evaluations: int,
    told: Callable[[int], None],
) -> list[list[int]]:
    """A good grouping that breaks no hard rule.

    People are dealt without regard to who must be apart, which exchanges then mend. Where they
    cannot, the start is the grouping at hand.

    Args:
        level: the people and their rules.
        kept: a grouping that breaks no hard rule.
        order: the wishes in use, the most wanted first.
        evaluations: how many exchanges may be weighed.
        told: hears how many are left, now and then.
    """
    weights = weights_of(level, order)
    bounds = {wish: bound_of(level, wish, len(kept)).value for wish in order}
    for start in (_dealt_start(level, kept, order, weights), kept):
        if start is None:
            continue
        seating = Seating(level, start, weights)
        exchanging = Exchanging(seating, order, bounds, evaluations, told)
        with suppress(Enough):
            exchanging.run()
        evaluations = exchanging.left
        if not any(level.foes) or not any(map(seating.broken, range(len(kept)))):
            return seating.groups
    return [list(group) for group in kept]


def slotted(
    level: Level, groups: Sequence[Sequence[int]], order: tuple[Wish, ...], evaluations: int
) -> list[list[int]]:
    """The groups, or better ones made from a plan of slots, which break no hard rule either.

    Args:
        level: the people and their rules.
        groups: a grouping that breaks no hard rule.
        order: the wishes in use, the most wanted first; slots come before all else.
        evaluations: how many exchanges may be weighed.
    """
    best = Seating(level, groups, weights_of(level, order))
    least = bound_of(level, "slot", len(groups)).value
    for without in range(least, missed(level, groups, "slot")):
        plans = SlotPlans(level, len(groups), without, _LOOKED_AT * len(groups))
        seating = planned(level, plans, order, evaluations)
        if seating is not None:
            return seating.groups if seating.total() < best.total() else best.groups
    return best.groups


def planned(
    level: Level, plans: SlotPlans, order: tuple[Wish, ...], evaluations: int
) -> Seating | None:
    """Groups by the plan of slots that allows the least cost; nothing where there is none.

    Rules that keep people apart may still be broken.

    Args:
        level: the people and their rules.
        plans: plans of slots for the level.
        order: the wishes in use, the most wanted first; slots come before all else.
        evaluations: how many exchanges may be weighed.
    """
    some, weights = list(islice(plans, _PLANS)), weights_of(level, order)
    if not some:
        return None
    plan = min(some, key=PlanTrying(level, weights, 0, 0).least)
    seating = Seating(level, plans.seated(plan), weights)
    whole = len(level.blocks) == len(level.people) or _gathered(seating)
    bounds = {wish: bound_of(level, wish, len(seating.groups)).value for wish in order}
    Exchanging(seating, order, bounds, evaluations, _unheard).run()
    return seating if whole else None


def _dealt_start(
    level: Level,
    kept: Sequence[Sequence[int]],
    order: tuple[Wish, ...],
    weights: dict[str, int],
) -> list[list[int]] | None:
    """A grouping by dealing, with blocks brought together; it may break rules between two."""
    sizes = sorted(map(len, kept), reverse=True)
    if sizes[0] - sizes[-1] > 1:
        return None
    if "slot" in order or "topic" in order:
        dealt_groups = labelled(level, sizes, order, weights)
    else:
        second = main_round(level) if "history" in order else list(level.sites)
        by_two = "history" in order or "site" in order
        numbers = (
            dealt_by_two(level.units, second, len(sizes))
            if by_two
            else dealt(level.units, len(sizes))
        )
        dealt_groups = [[] for _ in sizes]
        for place, number in enumerate(numbers):
            dealt_groups[number].append(place)
    if len(level.blocks) == len(level.people):
        return dealt_groups
    seating = Seating(level, dealt_groups, weights)
    return seating.groups if _gathered(seating) else None


def _gathered(seating: Seating) -> bool:
    """Bring each block of "together" into one group; whether that could be done."""
    level, alone = seating.level, seating.alone
    for block in level.blocks:
        homes = [seating.group_of[place] for place in block]
        home = max(sorted(set(homes)), key=homes.count)
        for a in block:
            if seating.group_of[a] == home:
                continue
            others = [place for place in seating.groups[home] if alone[place]]
            if not others:
                return False
            gains = [seating.gain(a, b) for b in others]
            seating.exchange(a, others[gains.index(min(gains))])
    return True


def _unheard(_left: int) -> None:
    """Work too short to be told of."""
