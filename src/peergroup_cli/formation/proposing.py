"""One group of six from a longer list; and what a swap makes better or worse."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import folded, listed
from peergroup_cli.model.settings import WISHES, Wish

SIZE = 6
_SEEDS = 40
_MOST_PEOPLE = 300
"""Of more people than these only so many are weighed: a list may have 100,000."""

_NAMES: dict[Wish, str] = {
    "slot": "meeting slot",
    "unit": "part of the organisation",
    "history": "past group",
    "topic": "challenge topic",
    "site": "site",
}


@dataclass(frozen=True, slots=True)
class Swap:
    """One person for another.

    Args:
        comes: who comes into the group.
        better: what is met better then, in words.
        worse: what is met worse.
    """

    comes: Person
    better: tuple[str, ...]
    worse: tuple[str, ...]


class Choice:
    """The list that a group is chosen from.

    Args:
        people: the list, sorted by id.
        order: what is wanted, the most wanted first.
    """

    def __init__(self, people: Sequence[Person], order: Sequence[Wish] = WISHES) -> None:
        self._people = people
        self._order = tuple(wish for wish in order if _says(people, wish))

    def proposed(self, level: str) -> list[Person]:
        """A group of at most six of this level in which the wishes are met as well as was found.

        Empty where there are fewer than two people who can sit together.
        """
        of_level = [person for person in self._people if _alike(person.level, level)]
        step = -(-len(of_level) // _MOST_PEOPLE)
        pool = of_level[:: max(step, 1)]
        groups = [self._from(seed, pool) for seed in pool[:_SEEDS]]
        best = min(groups, key=lambda group: (-len(group), self.cost(group)), default=[])
        return best if len(best) > 1 else []

    def swaps(self, group: Sequence[Person], goes: Person, most: int) -> list[Swap]:
        """Who could come for one of the group, the best first.

        Args:
            group: the group as it is.
            goes: the one of the group who goes.
            most: how many are wanted.
        """
        rest = [person for person in group if person is not goes]
        inside = {person.id for person in group}
        pool = [
            person
            for person in self._people
            if person.id not in inside and not refusal(person, rest, goes.level)
        ]
        pool.sort(key=lambda person: (self.cost([*rest, person]), person.id))
        return [self.swap(group, goes, person) for person in pool[:most]]

    def swap(self, group: Sequence[Person], goes: Person, comes: Person) -> Swap:
        """What is better and what is worse when one comes for another."""
        after = [comes if person is goes else person for person in group]
        better, worse = [], []
        for wish in self._order:
            before_count, after_count = _missed(group, wish), _missed(after, wish)
            if after_count < before_count:
                better.append(_sentence(after, wish))
            elif after_count > before_count:
                worse.append(_sentence(after, wish))
        return Swap(comes, tuple(better), tuple(worse))

    def facts(self, group: Sequence[Person]) -> list[str]:
        """What the group has in common and what not, a sentence for each wish."""
        return [_sentence(group, wish) for wish in self._order]

    def cost(self, group: Sequence[Person]) -> tuple[int, ...]:
        """How often the group misses each wish, the most wanted first; fewer is better."""
        return tuple(_missed(group, wish) for wish in self._order)

    def _from(self, seed: Person, pool: Sequence[Person]) -> list[Person]:
        """Grown from one person by whoever fits best, then changed one by one while that helps."""
        group = [seed]
        while len(group) < SIZE:
            fitting = [one for one in pool if one not in group and not refusal(one, group)]
            if not fitting:
                break
            group.append(min(fitting, key=lambda one: (self.cost([*group, one]), one.id)))
        improved = True
        while improved and any(self.cost(group)):
            improved = False
            for goes in list(group[1:]):
                rest = [one for one in group if one is not goes]
                for one in pool:
                    after = [*rest, one]
                    if one in group or refusal(one, rest) or self.cost(after) >= self.cost(group):
                        continue
                    group, improved = after, True
                    break
        return group


def refusal(person: Person, others: Sequence[Person], level: str | None = None) -> str:
    """Why a person cannot sit with these; empty where nothing is against it.

    Args:
        person: who would come.
        others: the group.
        level: its level of responsibility, where it is not theirs.
    """
    needed = level if level is not None else (others[0].level if others else person.level)
    if not _alike(person.level, needed):
        return f"{person.name} has another level: {person.level}"
    for other in others:
        if other.id == person.reports_to:
            return f"{person.name} reports to {other.name}"
        if other.reports_to == person.id:
            return f"{other.name} reports to {person.name}"
    return ""


def _missed(group: Sequence[Person], wish: Wish) -> int:
    if wish in ("slot", "topic"):
        return int(not _shared(group, wish))
    if wish == "history":
        return sum(len(a.past_groups & b.past_groups) for a, b in combinations(group, 2))
    words = Counter(_compared(_word(person, wish)) for person in group)
    return sum(count * (count - 1) // 2 for word, count in words.items() if word)


def _sentence(group: Sequence[Person], wish: Wish) -> str:
    if wish in ("slot", "topic"):
        shared = sorted(_shared(group, wish))
        common = f"common {_NAMES[wish]}"
        return f"{common}: {listed(shared)}" if shared else f"no {common}"
    if wish == "history":
        met = [f"{a.name} with {b.name}" for a, b in combinations(group, 2) if _met(a, b)]
        return f"in a group before: {listed(met)}" if met else "nobody was in a group with another"
    spelled = {_compared(word): word for person in group if (word := _word(person, wish))}
    words = Counter(_compared(_word(person, wish)) for person in group)
    twice = [f"{count} from {spelled[word]}" for word, count in words.items() if word and count > 1]
    return listed(twice) if twice else f"nobody from the same {_NAMES[wish]} as another"


def _met(a: Person, b: Person) -> bool:
    return not a.past_groups.isdisjoint(b.past_groups)


def _shared(group: Sequence[Person], wish: Wish) -> frozenset[str]:
    sets = [person.slots if wish == "slot" else person.topics for person in group]
    return frozenset.intersection(*sets)


def _word(person: Person, wish: Wish) -> str:
    return person.unit if wish == "unit" else person.site


@lru_cache(maxsize=1 << 12)
def _compared(word: str) -> str:
    """As `folded`; a list has few different words, and they are weighed many times."""
    return folded(word)


def _alike(one: str, other: str) -> bool:
    return one == other or _compared(one) == _compared(other)


def _says(people: Sequence[Person], wish: Wish) -> bool:
    field = {"slot": "slots", "history": "past_groups", "topic": "topics"}.get(wish, wish)
    return any(getattr(person, field) for person in people)
