# ruff: noqa: T201 - a table on standard output is what it is for
"""Ours against a hill climb such as CATME Team-Maker's, wish by wish.

The climb scores each group, weighs the wishes against each other, makes exchanges that raise the
sum, and starts 50 times from groups drawn at random (Layton, Loughry, Ohland and Ricco 2010); it
has as much processor time as ours took. Hard rules weigh as much as a thousand wishes.

Ours gives up nothing of a wish for one that is wanted less, the climb does. So beside each figure
it is told which of the two is better where their figures first differ, in the order of ours. Where
what only few groups can have comes last (`unit history site slot topic`), ours is to be better, or
as good as can be, in each figure.

Run `python benchmarks/climb.py`, or with sizes, shapes of `rosters.SHAPES` and the wishes of an
order.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random

from peergroup_cli.formation.forming import form
from peergroup_cli.formation.level import LARGEST_GROUP, Level, levels_of
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.wishes import in_use, missed, missed_in
from peergroup_cli.model.settings import WISHES, Wish
from rosters import SHAPES, roster

SIZES = (96, 240, 960, 2_400)
RESTARTS = 50
AS_GOOD = "as good"
WEIGHTS: dict[Wish, float] = {"slot": 5, "unit": 4, "history": 3, "topic": 2, "site": 1}
BARRED = 1_000.0


class Climb:
    """The climb on one level.

    Args:
        level: the people.
        order: the wishes that count.
        seconds: of processor time, for all restarts.
    """

    def __init__(self, level: Level, order: Sequence[Wish], seconds: float) -> None:
        self.level, self.order = level, order
        self.random = Random(1)
        self.best: list[list[int]] = []
        self.best_score = float("inf")
        started = time.process_time()
        for restart in range(1, RESTARTS + 1):
            self.climb(started + seconds * restart / RESTARTS)
            if time.process_time() > started + seconds:
                break

    def climb(self, until: float) -> None:
        """From groups at random, until no exchange helps or the time is up."""
        people = list(range(len(self.level.people)))
        self.random.shuffle(people)
        count = -(-len(people) // LARGEST_GROUP)
        groups = [people[number::count] for number in range(count)]
        scores = [self.score(group) for group in groups]
        better = True
        while better and time.process_time() < until:
            better = self._passed(groups, scores, until)
        if sum(scores) < self.best_score:
            self.best_score, self.best = sum(scores), groups

    def score(self, group: Sequence[int]) -> float:
        """What the group misses, weighed; lower is better."""
        foes = self.level.foes
        score = BARRED * sum(not foes[place].isdisjoint(group) for place in group)
        for place in group:
            block = self.level.blocks[self.level.block_of[place]]
            score += BARRED * (len(block) > 1 and not set(block) <= set(group))
        return score + sum(
            WEIGHTS[wish] * missed_in(self.level, group, wish) for wish in self.order
        )

    def _passed(self, groups: list[list[int]], scores: list[float], until: float) -> bool:
        """One pass over all pairs of seats in a random order of groups; whether it helped."""
        better, numbers = False, list(range(len(groups)))
        self.random.shuffle(numbers)
        for one in numbers:
            for other in numbers:
                if time.process_time() > until:
                    return False
                if one < other and scores[one] + scores[other]:
                    better |= self._exchanged(groups, scores, one, other)
        return better

    def _exchanged(
        self, groups: list[list[int]], scores: list[float], one: int, other: int
    ) -> bool:
        better, first, second = False, groups[one], groups[other]
        for a in range(len(first)):
            for b in range(len(second)):
                first[a], second[b] = second[b], first[a]
                new = self.score(first), self.score(second)
                if sum(new) < scores[one] + scores[other]:
                    scores[one], scores[other] = new
                    better = True
                else:
                    first[a], second[b] = second[b], first[a]
        return better


def compare(count: int, name: str, order: tuple[Wish, ...]) -> tuple[Counter[str], str]:
    """Print one roster's table.

    Returns:
        of how many figures ours is better, as good, worse; and what it is where they first differ.
    """
    people, rules = roster(SHAPES[name], count)
    started = time.process_time()
    formation = form(people, rules, order=order)
    seconds = time.process_time() - started
    levels = levels_of(people, rules)
    # the climb weighs the wishes in the usual order, whatever ours puts first
    climbed = _climbed(people, levels, in_use(levels, WISHES), seconds)
    tally: Counter[str] = Counter()
    first = AS_GOOD
    print(f"\n{count:,} people, {name}, {seconds:.1f} s: wish, ours, climb, bound")
    for figure in formation.figures:
        if figure.asked:
            other = climbed[figure.wish]
            known = "worse" if figure.found > other else "better"
            verdict = AS_GOOD if figure.found == other else known
            print(f"{figure.wish:>9}{figure.found:>7,}{other:>7,}{figure.bound:>7,}  {verdict}")
            tally[verdict] += 1
            first = verdict if first == AS_GOOD else first
    return tally, first


def _climbed(
    people: Sequence[Person], levels: Sequence[Level], order: Sequence[Wish], seconds: float
) -> Counter[Wish]:
    found: Counter[Wish] = Counter()
    for level in levels:
        climb = Climb(level, order, seconds * len(level.people) / len(people))
        found.update({wish: missed(level, climb.best, wish) for wish in order})
    return found


def main() -> None:
    """Print the tables and the sums."""
    words = sys.argv[1:]
    sizes = [int(word) for word in words if word.isdigit()] or SIZES
    names = [word for word in words if word in SHAPES] or list(SHAPES)
    order = tuple(wish for word in words for wish in WISHES if wish == word) or WISHES
    figures: Counter[str] = Counter()
    lists: Counter[str] = Counter()
    for count in sizes:
        for name in names:
            tally, first = compare(count, name, order)
            figures += tally
            lists[first] += 1
    for many, counted in ((figures, "figures"), (lists, "lists, where they first differ")):
        told = ", ".join(f"{verdict} {times}" for verdict, times in sorted(many.items()))
        print(f"\n{counted}: {told}")


if __name__ == "__main__":
    main()
