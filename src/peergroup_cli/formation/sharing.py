"""Groups that share a slot and a topic at once, searched for as if each pair of both were a slot.

Where topics are wanted less than other things, a walk that first meets those seldom finds its way
to common topics: too many people would have to move on at once. Yet few pairs of a slot and a topic
are held by enough people for a group, so plans of such pairs are soon gone through. What comes of
them is then rotated by the wishes as they are, so mildly that most topics stay.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from peergroup_cli.formation.bounds import both, bound_of, usable
from peergroup_cli.formation.level import LARGEST_GROUP, Level
from peergroup_cli.formation.replanning import Replanning
from peergroup_cli.formation.rotating import Rotating
from peergroup_cli.formation.seating import weights_of
from peergroup_cli.formation.slot_plans import SlotPlans
from peergroup_cli.formation.starting import planned
from peergroup_cli.formation.wishes import missed
from peergroup_cli.model.settings import Wish

_LOOKED_AT = 600
"""Plans that may be looked at, begun ones too."""

_MILD = (0.02, 0.004)
"""The first and the last temperature of the last coolings, as of `Rotating.run`."""

_COOLINGS = 6


def sharing(
    level: Level,
    groups: Sequence[Sequence[int]],
    order: Sequence[Wish],
    evaluations: int,
    told: Callable[[int], None],
) -> list[list[int]] | None:
    """Groups that all share a topic, but for those that have no slot; nothing where none are found.

    What is wanted more than topics may be met less well, and somebody may sit with whom they are
    kept apart from: it is for the caller to compare.

    Args:
        level: at most `annealing.MOST_PEOPLE` people.
        groups: a grouping that breaks no hard rule.
        order: the wishes in use, the most wanted first, with topics among them.
        evaluations: how many steps may be weighed.
        told: hears how many are left.
    """
    known = level if "slot" in order else replace(level, slots=(0,) * len(level.people))
    as_slots = _with_labels(known)
    wishes: tuple[Wish, ...] = ("slot", *(w for w in order if w not in {"slot", "topic"}))
    start = None
    for without in _without(known, groups, order):
        plans = SlotPlans(as_slots, len(groups), without, _LOOKED_AT)
        start = start or planned(as_slots, plans, wishes, evaluations // 8)
    if start is None:
        return None
    rotating = Rotating(as_slots, start.groups, wishes, start.weights)
    replanning = Replanning(rotating, _target(as_slots, wishes, len(groups)))
    rest = evaluations // 4
    replanning.run(evaluations - rest, lambda left: told(rest + left))
    told(rest)
    return _cooled(known, replanning.groups, order, rest)


def _with_labels(level: Level) -> Level:
    """The level with the pairs of an own slot and an own topic in the place of slots.

    Whoever has no slot that enough others have is in a group without one, and has the topics.
    """
    pairs = both(level)
    width = max(mask.bit_length() for mask in pairs)
    slots = usable(level, level.slots)
    labels = [
        pair if slot else topics << width
        for pair, slot, topics in zip(pairs, slots, level.topics, strict=True)
    ]
    usable_ones = usable(level, labels)
    return replace(level, slots=tuple(usable_ones), topics=(0,) * len(labels))


def _without(level: Level, groups: Sequence[Sequence[int]], order: Sequence[Wish]) -> list[int]:
    """How many groups a plan may leave without a label, the fewest first.

    As many as have no slot now, for all else that is wanted more would suffer; fewer where those
    who have no slot fill groups of their own.
    """
    least = bound_of(level, "topic", len(groups)).value
    if "slot" not in order:
        return [least]
    none = usable(level, level.slots).count(0)
    now = missed(level, groups, "slot")
    fewer = max(0, now - -(-none // LARGEST_GROUP))
    return sorted({max(least, fewer), max(least, now)})


def _target(level: Level, order: Sequence[Wish], groups: int) -> int:
    weights = weights_of(level, order)
    return sum(weights[wish] * bound_of(level, wish, groups).value for wish in order)


def _cooled(
    level: Level, groups: Sequence[Sequence[int]], order: Sequence[Wish], evaluations: int
) -> list[list[int]]:
    rotating = Rotating(level, groups, order, weights_of(level, order))
    best, cost = rotating.best, rotating.best_cost
    target = _target(level, order, len(groups))
    for _ in range(_COOLINGS):
        if cost > target:
            rotating.run(best, _MILD, evaluations // _COOLINGS)
            if rotating.best_cost <= cost:
                best, cost = rotating.best, rotating.best_cost
    return [[place for place in group if place < len(level.people)] for group in best.groups]
