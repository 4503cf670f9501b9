"""People who are kept apart one and all: each needs another group."""

from collections.abc import Sequence

_BUDGET = 100_000


def cliques_beyond(most: int, foes: Sequence[frozenset[int]]) -> list[tuple[int, ...]]:
    """Cliques of just more than `most` people who all bar one another, no two sharing a person.

    Whoever has too few foes is left out first, again and again, so that little is left to
    search. A search that ends at its budget finds none.

    Args:
        most: the number of groups that can be formed.
        foes: for each person, those who must not be in the same group.
    """
    if most < 2:
        return [(a, b) for a, others in enumerate(foes) for b in sorted(others) if a < b]
    core = _core(most, foes)
    found: list[tuple[int, ...]] = []
    used: set[int] = set()
    budget = [_BUDGET]
    for one in sorted(core):
        if one in used:
            continue
        others = [other for other in sorted(foes[one] & core) if other not in used]
        clique = _grown([one], others, most + 1, foes, budget)
        if clique:
            found.append(tuple(sorted(clique)))
            used.update(clique)
    return found


def _core(least: int, foes: Sequence[frozenset[int]]) -> set[int]:
    """Those who have so many foes among themselves."""
    degree = {one: len(others) for one, others in enumerate(foes) if others}
    doomed = [one for one, count in degree.items() if count < least]
    core = set(degree) - set(doomed)
    while doomed:
        one = doomed.pop()
        for other in sorted(foes[one]):
            if other in core:
                degree[other] -= 1
                if degree[other] < least:
                    core.discard(other)
                    doomed.append(other)
    return core


def _grown(
    clique: list[int],
    others: list[int],
    wanted: int,
    foes: Sequence[frozenset[int]],
    budget: list[int],
) -> list[int] | None:
    if len(clique) == wanted:
        return clique
    for number, one in enumerate(others):
        budget[0] -= 1
        if budget[0] <= 0 or len(clique) + len(others) - number < wanted:
            return None
        rest = [other for other in others[number + 1 :] if other in foes[one]]
        found = _grown([*clique, one], rest, wanted, foes, budget)
        if found:
            return found
    return None
