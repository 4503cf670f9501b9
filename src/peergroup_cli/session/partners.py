"""Who practises with whom: others each time, until everybody has been met."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, permutations

from peergroup_cli.model.meeting import Meeting

Circle = tuple[str, ...]
"""Two who practise together, or three where the number is odd."""

Pairing = tuple[Circle, ...]
Met = tuple[frozenset[Circle], ...]
"""The pairs of each meeting so far, oldest first; each pair is sorted."""


def practice_partner(
    member: str,
    among: Sequence[str],
    meetings: Sequence[Meeting],
    *,
    leads_next: str | None = None,
    chosen: Mapping[str, str] | None = None,
) -> str | None:
    """The partner who is proposed to a member; None where there is nobody else.

    In a trio each one names another, so that all three are each other's partners.

    Args:
        member: who is asked.
        among: who could be paired: those in the room.
        meetings: the meetings so far, oldest first.
        leads_next: who facilitates the coming meeting, and is nobody's only partner where the
            number is odd.
        chosen: who has named whom in this meeting already; the pairing keeps to it.
    """
    links = chosen or {}
    for circle in practice_circles(among, meetings, leads_next=leads_next, chosen=links):
        if member in circle:
            return _named_by(member, circle, links)
    return None


def practice_circles(
    among: Sequence[str],
    meetings: Sequence[Meeting],
    *,
    leads_next: str | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Pairing:
    """Everybody in pairs, with one trio where the number is odd.

    Nobody meets the same one again before everybody else, as far as any pairing allows it: of all
    pairings that one is taken which repeats the least, and after which most meetings can follow
    without a repetition. The same meetings always give the same pairing.

    Args:
        among: as for `practice_partner`.
        meetings: likewise.
        leads_next: likewise.
        chosen: likewise.
    """
    links = tuple(sorted((chosen or {}).items()))
    return _best(tuple(sorted(set(among))), met_in(meetings), leads_next, links)


def met_in(meetings: Sequence[Meeting]) -> Met:
    """Who partnered whom in each meeting that made experiments, oldest first."""
    rows = (
        frozenset(
            _pair(plan.member, plan.partner)
            for plan in meeting.experiments
            if plan.partner and plan.partner != plan.member
        )
        for meeting in meetings
    )
    return tuple(row for row in rows if row)


@lru_cache(maxsize=64)
def _best(
    people: Circle, met: Met, leads_next: str | None, chosen: tuple[tuple[str, str], ...]
) -> Pairing:
    links = {_pair(*link) for link in chosen if set(link) <= set(people) and len(set(link)) > 1}

    def rank(pairing: Pairing) -> tuple[int, ...]:
        pairs = _pairs_in(pairing)
        return (
            len(links - pairs),
            sum(leads_next in circle for circle in pairing if len(circle) == _PAIR),
            _repeated(people, pairs, met),
        )

    found = [(rank(pairing), pairing) for pairing in _pairings(people)]
    least = min((ranked for ranked, _ in found), default=())
    equal = [pairing for ranked, pairing in found if ranked == least]
    return min(equal, key=lambda pairing: _later(people, pairing, met), default=())


def _later(people: Circle, pairing: Pairing, met: Met) -> tuple[int, int]:
    """What decides between equals: how long it can go on without a repetition, and how old."""
    pairs = _pairs_in(pairing)
    recent = sum(number for number, row in enumerate(met, start=1) for pair in pairs & row)
    return (-_rounds_ahead(people, (*met, pairs), len(people) - 2), recent)


def _rounds_ahead(people: Circle, met: Met, most: int) -> int:
    """How many meetings can follow in which nobody meets one again before everybody else."""
    ahead = 0
    if most > 0:
        for pairing in _pairings(people):
            pairs = _pairs_in(pairing)
            if not _repeated(people, pairs, met):
                ahead = max(ahead, 1 + _rounds_ahead(people, (*met, pairs), most - 1))
            if ahead == most:
                break
    return ahead


def _repeated(people: Circle, pairs: frozenset[Circle], met: Met) -> int:
    """How much too early these pairs meet again, for each of the two; the earlier the worse."""
    times = Counter(pair for row in met for pair in row)
    fewest = {
        one: min(times[_pair(one, other)] for other in people if other != one) for one in people
    }
    return sum((times[pair] - fewest[one]) ** 2 for pair in pairs for one in pair)


def _pairings(people: Circle) -> Iterator[Pairing]:
    if len(people) % 2 == 0:
        yield from _in_pairs(people)
        return
    for trio in combinations(people, _PAIR + 1):
        for rest in _in_pairs(tuple(one for one in people if one not in trio)):
            yield (trio, *rest)


def _in_pairs(people: Circle) -> Iterator[Pairing]:
    if not people:
        yield ()
        return
    first, *others = people
    for other in others:
        for rest in _in_pairs(tuple(one for one in others if one != other)):
            yield ((first, other), *rest)


def _pairs_in(pairing: Pairing) -> frozenset[Circle]:
    return frozenset(_pair(*two) for circle in pairing for two in combinations(circle, _PAIR))


def _pair(one: str, other: str) -> Circle:
    return (one, other) if one < other else (other, one)


def _named_by(member: str, circle: Circle, chosen: Mapping[str, str]) -> str:
    """The next one round the circle, in the direction in which it has been named so far."""
    for turned in (circle, circle[::-1]):
        following = dict(zip(turned, (*turned[1:], turned[0]), strict=True))
        if all(
            chosen.get(one) != other
            for one, other in permutations(circle, _PAIR)
            if one != member and following[one] != other
        ):
            break
    return following[member]


_PAIR = 2
