"""Chains of "together" rules: who is joined to whom, and by which rules."""

from collections import deque
from collections.abc import Sequence

from peergroup_cli.formation.level import Level
from peergroup_cli.formation.person import PairRule


def links_of(level: Level, rules: Sequence[PairRule]) -> dict[int, list[int]]:
    """Whom "together" rules join directly, by place, each list sorted."""
    place = {person.id: number for number, person in enumerate(level.people)}
    links: dict[int, set[int]] = {}
    for rule in rules:
        if rule.kind == "together" and rule.a != rule.b and rule.a in place and rule.b in place:
            links.setdefault(place[rule.a], set()).add(place[rule.b])
            links.setdefault(place[rule.b], set()).add(place[rule.a])
    return {one: sorted(others) for one, others in links.items()}


def chain(links: dict[int, list[int]], start: int, end: int) -> list[tuple[int, int]]:
    """The shortest chain of links between two people of one block."""
    came: dict[int, int] = {start: start}
    queue = deque([start])
    while end not in came:
        one = queue.popleft()
        for other in links[one]:
            if other not in came:
                came[other] = one
                queue.append(other)
    steps = []
    while end != start:
        steps.append((came[end], end))
        end = came[end]
    return steps[::-1]


def first_joined(
    links: dict[int, list[int]], start: int, count: int
) -> tuple[list[int], list[tuple[int, int]]]:
    """So many people of a block who hang together, and the links that join them."""
    part, used = [start], []
    for one in part:
        for other in links[one]:
            if other not in part and len(part) < count:
                part.append(other)
                used.append((one, other))
    return part, used
