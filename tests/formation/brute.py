"""Every grouping of a few people: the slow truth that the quick answers are held against."""

from collections.abc import Iterator, Sequence
from random import Random

from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.forming import Group
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.model.settings import Wish


def partitions(people: Sequence[str], smallest: int) -> Iterator[list[list[str]]]:
    """Every way to put people into groups of at most 6 and at least the smallest size."""
    if not people:
        yield []
        return
    first, others = people[0], people[1:]
    for chosen in range(1 << len(others)):
        size = chosen.bit_count() + 1
        if size > 6 or size < smallest:
            continue
        mates = [one for bit, one in enumerate(others) if chosen >> bit & 1]
        rest = [one for bit, one in enumerate(others) if not chosen >> bit & 1]
        for more in partitions(rest, smallest):
            yield [[first, *mates], *more]


def groupings(people: Sequence[Person], rules: Sequence[PairRule] = ()) -> list[list[Group]]:
    """Every grouping of one level that keeps all rules."""
    smallest = 1 if len(people) in {1, 2, 3, 7} else 4
    found = []
    for parts in partitions([person.id for person in people], smallest):
        groups = [
            Group(f"g{number}", people[0].level, tuple(sorted(part)))
            for number, part in enumerate(parts)
        ]
        if not verify(people, rules, groups):
            found.append(groups)
    return found


def best(
    people: Sequence[Person],
    rules: Sequence[PairRule],
    groups: int,
    wishes: Sequence[Wish],
) -> tuple[int, ...]:
    """The fewest misses of these wishes, in their order, of any grouping into so many groups."""
    counts = (
        recount(people, grouping)
        for grouping in groupings(people, rules)
        if len(grouping) == groups
    )
    return min(tuple(count[wish] for wish in wishes) for count in counts)


def some_people(count: int, seed: int, wishes: bool = True) -> list[Person]:
    """A seeded roster of one level."""
    random = Random(seed)
    kinds = random.randint(1, 5)
    return [
        Person(
            f"p{number}",
            f"Person {number}",
            "lead",
            f"u{random.randrange(kinds)}",
            site=random.choice(["", "Oslo", "Lyon", "Graz"]),
            slots=_some(random, "abcde", 2) if wishes else frozenset(),
            topics=_some(random, "vwxyz", 3) if wishes else frozenset(),
            past_groups=frozenset({f"x{random.randrange(3)}", f"y{random.randrange(4)}"}),
        )
        for number in range(count)
    ]


def some_rules(people: Sequence[Person], seed: int, count: int) -> list[PairRule]:
    """Seeded rules between people of a roster."""
    random = Random(seed)
    rules = []
    for _ in range(count):
        a, b = random.sample([person.id for person in people], 2)
        rules.append(PairRule("apart" if random.random() < 0.7 else "together", a, b))
    return rules


def _some(random: Random, words: str, most: int) -> frozenset[str]:
    return frozenset(random.sample(words, random.randint(0, most)))
